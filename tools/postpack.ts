// npm packs package.json as it is on the disk. This puts the package without what only works in a checkout in its place.
import { rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { packTo, tarballName } from "./tarball";

async function postpack(): Promise<void> {
  const { INIT_CWD = "", npm_config_pack_destination = "", npm_config_dry_run } = process.env;
  if (npm_config_dry_run === "true") return;
  const checkout = process.cwd();
  const destination = resolve(INIT_CWD, npm_config_pack_destination);
  // Not even a failure may leave it.
  rmSync(join(destination, tarballName(checkout)), { force: true });
  const tarball = await packTo(destination, checkout);
  console.error(
    `${basename(tarball)} is packed without what only works in a checkout: its digests aren't those that npm prints.`,
  );
}

postpack().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
