import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import { succeed } from "../command";
import { progress, step } from "../progress";

/** The system's own; one on PATH may be a version manager's. */
export const python = "/usr/bin/python3";

/** What the node and its images take from the system, and the Debian package that has it. */
const needed: Record<string, string> = {
  containerd: "containerd",
  runc: "runc",
  "/usr/lib/cni/ptp": "containernetworking-plugins",
  iptables: "iptables",
  nft: "nftables",
  conntrack: "conntrack",
  ip: "iproute2",
  openssl: "openssl",
  busybox: "busybox-static",
  bash: "bash",
  [python]: "python3",
};

/** Installs the system's part of the node with apt where that can be done; otherwise says what is missing. */
export async function ensureSystemPackages(): Promise<void> {
  const missing = Object.entries(needed).filter(([file]) => !findProgram(file));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name).join(" ");
  if (!findProgram("apt-get")) {
    throw new Error(
      `Cannot start the local cluster: ${missing.map(([file]) => file).join(", ")} is missing. ` +
        `Install what has it with your system's package manager; on Debian "apt-get install ${packages}" does.`,
    );
  }
  progress(`apt-get install ${packages}`);
  await withoutServices(async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await step("apt-get update", () => succeed("apt-get", ["update", "-q"], { env }));
    const install = ["install", "-q", "--yes", "--no-install-recommends", ...packages.split(" ")];
    await step("apt-get install", () => succeed("apt-get", install, { env }));
  });
}

/** containerd's package would start a service for the whole machine, which the node has no use for. */
async function withoutServices(install: () => Promise<void>): Promise<void> {
  const policy = "/usr/sbin/policy-rc.d";
  if (existsSync(policy)) return install();
  writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await install();
  } finally {
    rmSync(policy);
  }
}

const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"];

/** Path of a program of the system; undefined where it isn't installed. */
export function findProgram(file: string): string | undefined {
  const folders = file.startsWith("/")
    ? [""]
    : [...(process.env["PATH"]?.split(delimiter) ?? []), ...systemFolders];
  return folders
    .map((folder) => join(folder, file))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
