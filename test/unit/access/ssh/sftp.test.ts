import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import fc from "fast-check";
import type { Attributes, Client, SFTPWrapper } from "ssh2";

import { encoded, longName, readFacts, readList } from "../../../../provider/access/ssh/file-script";
import { SshServer, newKey } from "../../../support/ssh-client";

const key = newKey("ed25519");

let server: SshServer;
let client: Client;
let sftp: SFTPWrapper;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ec2-pods-sftp-"));
  server = await SshServer.start({ publicKeys: [key.public] });
  client = await server.connect({ privateKey: key.private });
  sftp = await promisify(
    client.sftp.bind(client) as (done: (error: Error | undefined, sftp: SFTPWrapper) => void) => void,
  )();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Calls a function of the client. */
const call = <T = void>(name: keyof SFTPWrapper, ...args: unknown[]): Promise<T> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | undefined, value: T) => (error ? reject(error) : resolve(value));
    (sftp[name] as (...all: unknown[]) => void)(...args, done);
  });

const names = ["plain", "two words", "-rf", "line\nend", "$(id)`id`", `'"\\0101%s`, "*", "ä€😀", ".hidden"];

test.each(names)("a file named %j is written, listed, read and removed", async (name) => {
  const path = join(folder, "names", name);
  mkdirSync(join(folder, "names"), { recursive: true });
  await call("writeFile", path, "content");
  expect(readFileSync(path, "utf8")).toBe("content");
  const entries = await call<{ filename: string }[]>("readdir", join(folder, "names"));
  expect(entries.map(({ filename }) => filename)).toEqual([name]);
  expect(String(await call("readFile", path))).toBe("content");
  await call("unlink", path);
  expect(readdirSync(join(folder, "names"))).toEqual([]);
});

test("a large file arrives whole in both directions, in pieces of any size", async () => {
  const bytes = randomBytes(5_300_001);
  const path = join(folder, "large");
  writeFileSync(`${path}.local`, bytes);
  await call("fastPut", `${path}.local`, path, { chunkSize: 30_001, concurrency: 20 });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  await call("fastGet", path, `${path}.back`, { chunkSize: 30_001, concurrency: 20 });
  expect(readFileSync(`${path}.back`).equals(bytes)).toBe(true);
  await call("appendFile", path, "more");
  expect(readFileSync(path).equals(Buffer.concat([bytes, Buffer.from("more")]))).toBe(true);
});

test("writes go where the client says, in an existing file as well", async () => {
  const path = join(folder, "places");
  writeFileSync(path, "0123456789");
  const handle = await call<Buffer>("open", path, "r+");
  await Promise.all([
    call("write", handle, Buffer.from("AB"), 0, 2, 3),
    call("write", handle, Buffer.from("C"), 0, 1, 5),
    call("write", handle, Buffer.from("Z"), 0, 1, 0),
  ]);
  await call("close", handle);
  expect(readFileSync(path, "utf8")).toBe("Z12ABC6789");
});

test("modes and times are set, of a new file below the usual mask", async () => {
  const path = join(folder, "mode");
  await call("close", await call<Buffer>("open", path, "wx", { mode: 0o777 }));
  expect(statSync(path).mode & 0o777).toBe(0o755);
  await call("chmod", path, 0o600);
  await call("utimes", path, 1_000_000_000, 1_000_000_000);
  const found = await call<Attributes>("stat", path);
  expect([found.mode & 0o777, found.mtime, found.size]).toEqual([0o600, 1_000_000_000, 0]);
  await call("setstat", path, { size: 7 });
  expect(statSync(path).size).toBe(7);
});

test("links and folders", async () => {
  const at = (name: string) => join(folder, name);
  await call("mkdir", at("d"));
  await call("symlink", "d", at("link"));
  expect(await call("readlink", at("link"))).toBe("d");
  expect(await call("realpath", at("link"))).toBe(at("d"));
  expect((await call<Attributes>("lstat", at("link"))).mode >> 12).toBe(0o12);
  await call("rename", at("d"), at("e"));
  await call("rmdir", at("e"));
  await call("unlink", at("link"));
});

test.each([
  ["stat", ["/nothing/here"], 2],
  ["readFile", ["/nothing"], 2],
  ["readdir", ["/nothing"], 2],
  ["unlink", ["/tmp"], 4],
  ["rmdir", ["/proc"], 4],
  ["mkdir", ["/tmp"], 4],
  ["rename", ["/nothing", "/tmp"], 4],
] as const)("%s of %j fails with the status %i, and the next request works", async (name, args, code) => {
  await expect(call(name, ...args)).rejects.toMatchObject({ code });
  expect(await call("realpath", "/")).toBe("/");
});

test("a folder of many files is listed whole", async () => {
  const many = join(folder, "many");
  mkdirSync(many);
  for (let index = 0; index < 1234; index++) writeFileSync(join(many, `f ${index}`), "");
  expect(await call("readdir", many)).toHaveLength(1234);
});

test("the parsers of what a script prints take any text", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, token) => {
      readFacts(text);
      readList(text, token);
    }),
  );
  expect(readFacts("81a4 5 0 0 -5 99999999999 root root a b\n")).toMatchObject({
    ...{ mode: 0o100_644, size: 5, atime: 0, mtime: 4_294_967_295, name: "a b" },
  });
  expect(longName(readFacts("41ed 4096 0 0 0 0 root UNKNOWN d\n")!)).toBe(
    "drwxr-xr-x 1 root UNKNOWN         4096 1970-01-01 00:00 d",
  );
});

test("a path is one word of a line, whatever its characters", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (path) => /^[\w/.,:@+\\-]*$/.test(encoded(path))));
});
