import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { download } from "../../../tools/toolchain/download";

let base: string;
let work: string;
let folder: string;
let server: Server;
let archive: Buffer;
const served = new Map<string, Buffer | string>();

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), "ec2-pods-"));
  process.env["EC2_PODS_CACHE"] = join(work, "cache");
  folder = join(work, "entry");
  mkdirSync(folder);
  mkdirSync(join(work, "release", "tool-1"), { recursive: true });
  writeFileSync(join(work, "release", "tool-1", "tool"), "#!/bin/sh\necho 1\n", { mode: 0o755 });
  writeFileSync(join(work, "release", "tool-1", "README"), "");
  execFileSync("tar", ["-C", join(work, "release"), "-czf", join(work, "tool.tar.gz"), "tool-1"]);
  archive = readFileSync(join(work, "tool.tar.gz"));
  served.clear();
  server = createServer((request, response) => {
    const body = served.get(request.url ?? "");
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  delete process.env["EC2_PODS_CACHE"];
  server.close();
  rmSync(work, { recursive: true });
});

const digest = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const release = () => ({ version: "v1", url: `${base}/tool.tar.gz`, checksums: `${base}/sums` });

test.each<[string, () => string]>([
  ["in a list", () => `${digest(Buffer.from(""))}  other.tar.gz\n${digest(archive)}  tool.tar.gz\n`],
  ["alone", () => digest(archive)],
  ["with a path", () => `${digest(archive)} *./release/tool.tar.gz\n`],
])("an archive whose digest is published %s is unpacked to its executables", async (_, sums) => {
  served.set("/tool.tar.gz", archive).set("/sums", sums());
  expect(await download("tool", release(), folder)).toBe(true);
  expect(readdirSync(folder)).toEqual(["tool"]);
  expect(execFileSync(join(folder, "tool")).toString()).toBe("1\n");
});

test("a single file becomes executable", async () => {
  const script = readFileSync(join(work, "release", "tool-1", "tool"));
  served.set("/tool-linux", script).set("/sums", digest(script));
  expect(await download("tool", { ...release(), url: `${base}/tool-linux` }, folder)).toBe(true);
  expect(execFileSync(join(folder, "tool")).toString()).toBe("1\n");
});

test.each<[string, () => Buffer, () => string]>([
  ["altered", () => Buffer.from("evil"), () => `${digest(archive)}  tool.tar.gz`],
  ["cut off", () => archive.subarray(0, 50), () => `${digest(archive)}  tool.tar.gz`],
  [
    "without a published digest",
    () => archive,
    () => `${digest(archive)}  other.tar.gz\n${digest(archive)}  third.tar.gz\n`,
  ],
])("a download that is %s is rejected and removed", async (_, body, sums) => {
  served.set("/tool.tar.gz", body()).set("/sums", sums());
  await expect(download("tool", release(), folder)).rejects.toThrow(
    `Cannot use the download "${base}/tool.tar.gz": its SHA-256 is ${digest(body())}`,
  );
  expect(readdirSync(folder)).toEqual([]);
});
