import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { succeed } from "./command";
import { root } from "./stack";

/** Fields of package.json that only work in a checkout. */
const checkoutOnly = ["devDependencies", "overrides", "packageManager", "scripts"];

/** npm packs these two even if "files" doesn't list them. */
const alwaysPacked = ["README.md", "LICENSE"];

interface Manifest {
  name: string;
  version: string;
  files: string[];
}

const readManifest = (checkout: string): Manifest =>
  JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as Manifest;

/** npm's name for the tarball of a checkout. */
export function tarballName(checkout: string): string {
  const { name, version } = readManifest(checkout);
  return `${name}-${version}.tgz`;
}

/**
 * Packs the package of a built checkout and returns the path of the tarball.
 *
 * It packs a copy, so that the checkout never changes, even if packing fails.
 */
export async function packTo(folder: string, checkout = root): Promise<string> {
  const destination = resolve(folder);
  mkdirSync(destination, { recursive: true });
  const copy = mkdtempSync(join(tmpdir(), "ec2-pods-pack-"));
  try {
    const manifest = readManifest(checkout);
    for (const path of [...manifest.files, ...alwaysPacked]) {
      cpSync(join(checkout, path), join(copy, path), { recursive: true });
    }
    const published = Object.entries(manifest).filter(([field]) => !checkoutOnly.includes(field));
    writeFileSync(
      join(copy, "package.json"),
      `${JSON.stringify(Object.fromEntries(published), undefined, 2)}\n`,
    );
    await succeed("npm", ["pack", "--pack-destination", destination], { cwd: copy });
    return join(destination, tarballName(copy));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
