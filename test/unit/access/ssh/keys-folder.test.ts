import type * as nodeFs from "node:fs";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { utils } from "ssh2";
import type { ParsedKey } from "ssh2";

import type * as keysFolder from "../../../../provider/access/ssh/keys-folder";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ec2-pods-keys-"));
  process.env["XDG_DATA_HOME"] = home;
  jest.resetModules();
});
afterEach(() => {
  delete process.env["XDG_DATA_HOME"];
  rmSync(home, { recursive: true });
});

/** The module as a new process loads it. */
function fresh(): typeof keysFolder {
  jest.resetModules();
  return jest.requireActual("../../../../provider/access/ssh/keys-folder");
}

test("an instance has one host key in all runs, another instance another one", () => {
  const first = fresh().hostKey("i-1");
  const { hostKey } = fresh();
  expect(hostKey("i-1")).toEqual(first);
  expect(hostKey("i-2").publicKey).not.toBe(first.publicKey);
  const parsed = utils.parseKey(first.privateKey) as ParsedKey;
  expect(`ssh-ed25519 ${parsed.getPublicSSH().toString("base64")}`).toBe(first.publicKey);
  const signature = parsed.sign("text");
  expect((utils.parseKey(first.publicKey) as ParsedKey).verify("text", signature)).toBe(true);
});

test("the folder and its files are the user's alone", () => {
  const { hostKey, keepFile, keysFolder: folder } = fresh();
  hostKey("i-1");
  keepFile("known_hosts", "one");
  keepFile("known_hosts", "two");
  expect(readdirSync(folder()).sort()).toEqual(["host-key-secret", "known_hosts"]);
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder())) {
    expect(statSync(join(folder(), name)).mode & 0o777).toBe(0o600);
  }
});

test("a damaged secret is an error that names the file", () => {
  const { hostKey, keepFile } = fresh();
  const file = keepFile("host-key-secret", "no");
  expect(() => hostKey("i-1")).toThrow(`${file} doesn't have the 32 bytes`);
  writeFileSync(file, "");
  expect(() => hostKey("i-1")).toThrow("doesn't have the 32 bytes");
});

test("a file system without hard links has a secret, too", () => {
  const fs = jest.requireActual<typeof nodeFs>("node:fs");
  const link = jest.spyOn(fs, "linkSync").mockImplementation(() => {
    throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" });
  });
  const { hostKey, keysFolder: folder } = fresh();
  const first = hostKey("i-1");
  expect(link).toHaveBeenCalled();
  link.mockRestore();
  expect(fresh().hostKey("i-1")).toEqual(first);
  expect(readdirSync(folder())).toEqual(["host-key-secret"]);
});
