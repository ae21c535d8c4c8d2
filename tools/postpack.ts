// npm packs package.json as it is on disk. This replaces that tarball with one without the fields for checkouts.
import { rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { runScript } from "./script";
import { packTo, tarballName } from "./tarball";

async function postpack(): Promise<void> {
  const { INIT_CWD = "", npm_config_pack_destination = "", npm_config_dry_run } = process.env;
  if (npm_config_dry_run === "true") return;
  const checkout = process.cwd();
  const destination = resolve(INIT_CWD, npm_config_pack_destination);
  // First, so that npm's own tarball doesn't survive a failure either.
  rmSync(join(destination, tarballName(checkout)), { force: true });
  const tarball = await packTo(destination, checkout);
  console.error(
    `Packed ${basename(tarball)} without the fields that only work in a checkout. Its digests differ from those that npm prints.`,
  );
}

runScript(postpack);
