import {
  createWriteStream,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";

import { succeed } from "../command";
import { progress } from "../progress";
import { cacheDir } from "./cache";
import { sha256 } from "./entry";
import type { Release } from "./tools";

const answerMilliseconds = 5_000;
const stallMilliseconds = 30_000;
const offlineMilliseconds = 10 * 60_000;

/** A server that can't be reached at all, unlike one that breaks off in the middle. */
class Unreachable extends Error {}

/** Present for ten minutes after a server couldn't be reached, because each further attempt costs seconds. */
const offlineMark = () => join(cacheDir(), "offline");

/** Verifies an official release and puts its executables into a folder. False if it can't be downloaded. */
export async function download(name: string, release: Release, folder: string): Promise<boolean> {
  if (isOffline()) return false;
  const scratch = join(folder, ".download");
  const file = join(scratch, basename(new URL(release.url).pathname));
  const checksums = join(scratch, "checksums");
  mkdirSync(scratch);
  try {
    if (!(await fetched(release.checksums, checksums)) || !(await fetched(release.url, file))) return false;
    await verify(file, readFileSync(checksums, "utf8"), release);
    await unpack(file, name, folder);
    return true;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Saves the contents of a URL. If that fails, prints why, unless another download has just done so; returns false. */
async function fetched(url: string, file: string): Promise<boolean> {
  try {
    return await save(url, file);
  } catch (error) {
    const cause = String((error as Error).cause ?? error);
    if (error instanceof Unreachable) {
      // A parallel download has already reported it.
      if (isOffline()) return false;
      mkdirSync(dirname(offlineMark()), { recursive: true });
      writeFileSync(offlineMark(), `${url}: ${cause}\n`);
    }
    progress(`cannot download ${url}: ${cause}`);
    return false;
  }
}

async function save(url: string, file: string): Promise<boolean> {
  const controller = new AbortController();
  const giveUp = (after: number) =>
    setTimeout(() => controller.abort(new Error(`no data for ${after / 1000} s`)), after);
  let limit = giveUp(answerMilliseconds);
  try {
    const response = await fetch(url, { signal: controller.signal }).catch((error: Error) => {
      throw new Unreachable(error.message, { cause: error.cause ?? error });
    });
    const { ok, body } = response;
    if (!ok || !body) {
      await body?.cancel();
      return false;
    }
    const pieces = async function* () {
      for await (const piece of body) {
        clearTimeout(limit);
        limit = giveUp(stallMilliseconds);
        yield piece as Uint8Array;
      }
    };
    await pipeline(pieces, createWriteStream(file));
    return true;
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
    throw new Error(
      `Cannot use the download "${release.url}": its SHA-256 is ${actual}, but ${release.checksums} lists ${expected ?? "none for it"}. ` +
        "Run the command again. If that doesn't help, install the tool yourself.",
    );
  }
}

/** Puts the executables into the folder: those of an archive, or the downloaded file itself. */
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
  if (!found) {
    throw new Error(
      `Cannot use the download "${basename(file)}": it doesn't contain "${name}". Install ${name} yourself.`,
    );
  }
  const files = (
    await succeed("find", [dirname(found), "-maxdepth", "1", "-type", "f", "-perm", "-u+x"])
  ).trim();
  for (const path of files.split("\n")) renameSync(path, join(folder, basename(path)));
}
