import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { ExplainedError } from "../../common/errors";
import { hostKeyOf } from "./openssh-key";
import type { HostKey } from "./openssh-key";

/** Where this machine keeps what makes the host keys of instances, for this user alone. */
export const keysFolder = (): string =>
  join(process.env["XDG_DATA_HOME"] || join(homedir(), ".local", "share"), "pulumi-ec2-pods", "ssh");

const secretBytes = 32;

let secret: Buffer | undefined;

/** The host key of an instance: the same in every run on this machine. */
export const hostKey = (instanceId: string): HostKey => hostKeyOf((secret ??= readSecret()), instanceId);

function readSecret(): Buffer {
  const file = join(openFolder(), "host-key-secret");
  let found = read(file);
  if (!found) {
    makeSecret(file);
    found = read(file);
  }
  const bytes = Buffer.from(found ?? "", "hex");
  if (bytes.length === secretBytes) return bytes;
  throw new ExplainedError(
    `${file} doesn't have the ${secretBytes} bytes that host keys are made of`,
    "Delete the file. All instances then have new host keys",
  );
}

/** Of several processes, the first one decides; none ever reads a part of it, if the file system has hard links. */
function makeSecret(file: string): void {
  const text = randomBytes(secretBytes).toString("hex");
  const own = writeFile(`${file}.${randomBytes(8).toString("hex")}`, text);
  try {
    linkSync(own, file);
  } catch {
    unlessItExists(() => writeFile(file, text));
  } finally {
    rmSync(own);
  }
}

function unlessItExists(make: () => void): void {
  try {
    make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function openFolder(): string {
  const folder = keysFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}

function writeFile(file: string, text: string): string {
  writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  return file;
}

/** Replaces a file of the folder at once; returns its path. */
export function keepFile(name: string, text: string): string {
  const file = join(openFolder(), name);
  renameSync(writeFile(`${file}.${randomBytes(8).toString("hex")}`, text), file);
  return file;
}
