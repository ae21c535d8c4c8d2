import { createHash } from "node:crypto";
import {
  createReadStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";

import { progress } from "../progress";
import { withLock } from "./lock";

/** The files of a complete entry, by path. Written last. */
type Manifest = Record<string, { size: number; modified: number; sha256: string }>;

const manifestName = "manifest.json";

/**
 * Makes sure that a folder of the cache holds what `fill` puts into it. Fills it again if it is incomplete or altered.
 *
 * Under a lock, fills a folder of another name, and renames it once it is complete.
 */
export async function ensureEntry(folder: string, fill: (scratch: string) => Promise<void>): Promise<void> {
  if (await isComplete(folder)) return;
  const fillAlone = async () => {
    if (await isComplete(folder)) return;
    const scratch = `${folder}.part`;
    for (const stale of [scratch, folder]) rmSync(stale, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    try {
      await fill(scratch);
      writeFileSync(join(scratch, manifestName), JSON.stringify(await describe(scratch)));
      renameSync(scratch, folder);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  };
  await withLock(`${folder}.lock`, fillAlone, () =>
    progress(`waiting for another process to make ${basename(folder)}`),
  );
}

async function describe(folder: string): Promise<Manifest> {
  const manifest: Manifest = {};
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const path = join(folder, name);
    const status = statSync(path);
    if (!status.isFile()) continue;
    manifest[name] = { size: status.size, modified: status.mtimeMs, sha256: await sha256(path) };
  }
  return manifest;
}

async function isComplete(folder: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), "utf8")) as Manifest;
    for (const [name, recorded] of Object.entries(manifest)) {
      const path = join(folder, name);
      const { size, mtimeMs, atime } = statSync(path);
      if (size !== recorded.size) return false;
      if (mtimeMs === recorded.modified) continue;
      // Restored from a copy, or altered. The digest tells which, and the time then saves computing it again.
      if ((await sha256(path)) !== recorded.sha256) return false;
      utimesSync(path, atime, new Date(recorded.modified));
    }
    return true;
  } catch {
    return false;
  }
}

/** Hex digest of a file. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
