import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "../../tools/command";
import { findProgram } from "../../tools/local-cluster/packages";
import { cacheDir } from "../../tools/toolchain/cache";

/** What debian:bookworm has, because services can't run while an image is built. */
const policy = `#!/bin/sh

# For most Docker users, "apt-get install" only happens during "docker build",
# where starting services doesn't work and often fails in humorous ways. This
# prevents those failures by stopping the services from attempting to start.

exit 101
`;

/** The folder of a Debian system like its container image, with these packages downloaded. Made once for each machine. */
export async function debianTree(packages: string[]): Promise<string> {
  const folder = join(cacheDir(), `debian-${packages.join("-")}`);
  if (existsSync(folder)) return folder;
  if (!findProgram("debootstrap") || process.getuid?.() !== 0) {
    throw new Error('Run this suite as root, with debootstrap: "apt-get install debootstrap".');
  }
  mkdirSync(cacheDir(), { recursive: true });
  const tree = mkdtempSync(`${folder}.`);
  await succeed("debootstrap", ["--variant=minbase", "bookworm", tree, "http://deb.debian.org/debian"]);
  const download = ["apt-get", "install", "-qqyd", "--no-install-recommends", ...packages];
  await succeed("chroot", [tree, ...download]);
  writeFileSync(join(tree, "usr/sbin/policy-rc.d"), policy, { mode: 0o755 });
  writeFileSync(join(tree, "etc/dpkg/dpkg.cfg.d/docker-apt-speedup"), "force-unsafe-io\n");
  renameSync(tree, folder);
  return folder;
}
