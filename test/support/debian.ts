import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { succeed } from "../../tools/command";
import { archive } from "../../tools/local-cluster/image-archives";
import { ensurePrograms } from "../../tools/local-cluster/packages";
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
  if (process.getuid?.() !== 0) throw new Error("Run this suite as root, which debootstrap needs.");
  await ensurePrograms({ debootstrap: "debootstrap" }, "make a Debian system");
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

const image = "docker.io/ec2-pods/debian:1";

/** Makes a repository of the downloaded packages, which is the only one of the image. */
const repository = `set -e
mkdir -p /srv/apt
mv /var/cache/apt/archives/*.deb /srv/apt
cd /srv/apt
for file in *.deb; do
  dpkg-deb -f "$file"
  printf 'Filename: ./%s\\nSize: %s\\nSHA256: %s\\n\\n' "$file" "$(stat -c %s "$file")" "$(sha256sum <"$file" | cut -d ' ' -f 1)"
done >Packages
echo "deb [trusted=yes] file:/srv/apt ./" >/etc/apt/sources.list
rm -rf /var/lib/apt/lists/* /var/cache/apt
mkdir -p /var/cache/apt/archives/partial
`;

/** Gives the node of the local cluster an image of Debian from which apt installs nginx, without a network. */
export async function importDebian(): Promise<string> {
  const socket = await containerdSocket();
  const ctr = (...args: string[]) => succeed("ctr", ["--address", socket, "--namespace", "k8s.io", ...args]);
  if ((await ctr("images", "ls", "--quiet")).includes(image)) return image;
  const tree = await debianTree(["nginx"]);
  const folder = mkdtempSync(join(tmpdir(), "debian-image-"));
  try {
    await archive(folder, "debian", { name: image, cmd: ["bash"] }, async (copy) => {
      await succeed("cp", ["-a", `${tree}/.`, copy]);
      await succeed("chroot", [copy, "sh", "-c", repository]);
    });
    await ctr("images", "import", join(folder, "debian.tar"));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return image;
}

/** The node has a folder /run of its own. */
async function containerdSocket(): Promise<string> {
  const pids = await succeed("pgrep", ["-f", `^containerd --config ${cacheDir()}/cluster/containerd.toml$`]);
  return `/proc/${pids.trim()}/root/run/containerd/containerd.sock`;
}
