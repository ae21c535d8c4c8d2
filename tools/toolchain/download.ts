import { createWriteStream, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

import { succeed } from "../command";
import { cacheDir } from "./cache";
import { sha256 } from "./entry";
import type { Release } from "./tools";

const answerMilliseconds = 5_000;
const offlineMilliseconds = 10 * 60_000;

/** Where it is remembered, for ten minutes, that this machine reaches no downloads: each try costs seconds. */
const offlineMark = () => join(cacheDir(), "offline");

/** Puts the executables of an official release, its digest verified, into a folder; false where it can't be had. */
export async function download(name: string, release: Release, folder: string): Promise<boolean> {
  if (isOffline()) return false;
  const file = join(folder, basename(new URL(release.url).pathname));
  let checksums: string;
  try {
    const [sums, body] = [await request(release.checksums), await request(release.url)];
    if (!sums.ok || !body.ok) return false;
    checksums = await sums.text();
    await pipeline(Readable.fromWeb(body.body as ReadableStream), createWriteStream(file));
  } catch (error) {
    rmSync(file, { force: true });
    mkdirSync(dirname(offlineMark()), { recursive: true });
    writeFileSync(offlineMark(), `${release.url}: ${String((error as Error).cause ?? error)}\n`);
    return false;
  }
  await verify(file, checksums, release);
  await unpack(file, name, folder);
  return true;
}

async function request(url: string): Promise<Response> {
  const controller = new AbortController();
  const limit = setTimeout(() => controller.abort(), answerMilliseconds);
  try {
    return await fetch(url, { signal: controller.signal });
  } finally {
    clearTimeout(limit);
  }
}

function isOffline(): boolean {
  try {
    return Date.now() - statSync(offlineMark()).mtimeMs < offlineMilliseconds;
  } catch {
    return false;
  }
}

async function verify(file: string, checksums: string, release: Release): Promise<void> {
  const lines = checksums.trim().split("\n");
  const line =
    lines.find(
      (item) =>
        item
          .trim()
          .split(/[\s*/]+/)
          .at(-1) === basename(file),
    ) ?? (lines.length === 1 ? lines[0] : "");
  const expected = /^[0-9a-f]{64}/i.exec(line ?? "")?.[0].toLowerCase();
  const actual = await sha256(file);
  if (actual !== expected) {
    rmSync(file);
    throw new Error(
      `Cannot use the download "${release.url}": its SHA-256 is ${actual}, and ${release.checksums} says ${expected ?? "nothing of it"}. ` +
        "Run the command again; if that doesn't help, install the tool yourself.",
    );
  }
}

/** Leaves the executables of an archive, or the one that the file itself is, in the folder. */
async function unpack(file: string, name: string, folder: string): Promise<void> {
  if (!/\.(tar\.gz|tgz|zip)$/.test(file)) {
    renameSync(file, join(folder, name));
    await succeed("chmod", ["+x", join(folder, name)]);
    return;
  }
  const tree = `${file}.tree`;
  mkdirSync(tree);
  await succeed("tar", ["-xf", file, "-C", tree]);
  const [found] = (await succeed("find", [tree, "-type", "f", "-name", name])).split("\n");
  if (!found)
    throw new Error(
      `Cannot use the download "${file}": there is no "${name}" in it. Install ${name} yourself.`,
    );
  const files = (
    await succeed("find", [dirname(found), "-maxdepth", "1", "-type", "f", "-perm", "-u+x"])
  ).trim();
  for (const path of files.split("\n")) renameSync(path, join(folder, basename(path)));
  for (const scratch of [tree, file]) rmSync(scratch, { recursive: true });
}
