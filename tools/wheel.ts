import { existsSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "./command";
import { sha256 } from "./toolchain/entry";

/** A Python package whose data a table of this package is made from. */
export interface Wheel {
  name: string;
  version: string;
  /** Its SHA-256. */
  digest: string;
}

export const moto: Wheel = {
  name: "moto",
  version: "5.2.5",
  digest: "eef62cdcf3bfe73e0863743511ba042dfaba04ba3d5ecdcb896a196c693ad528",
};

/** The checked wheel in a folder, downloaded from PyPI if it isn't there. */
export async function wheelFile({ name, version, digest }: Wheel, folder: string): Promise<string> {
  const file = join(folder, `${name}-${version}-py3-none-any.whl`);
  if (!existsSync(file)) {
    await succeed("python3", ["-m", "pip", "download", "--no-deps", "--dest", folder, `${name}==${version}`]);
  }
  const actual = await sha256(file);
  if (actual === digest) return file;
  throw new Error(
    `Cannot use "${file}": its SHA-256 is ${actual}, but that of ${name} ${version} is ${digest}. ` +
      "To use another version, set version and digest where the script names it.",
  );
}
