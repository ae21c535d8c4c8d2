import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import { succeed } from "../command";
import { progress, step } from "../progress";
import { cacheDir } from "../toolchain/cache";
import { withLock } from "../toolchain/lock";

/** The system's Python; the first one on PATH may belong to a version manager. */
export const python = "/usr/bin/python3";

/** Programs that the node and its images take from the system, with their Debian packages. */
const programs: Record<string, string> = {
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
  haproxy: "haproxy",
  [python]: "python3",
};

/** Installs what the local cluster takes from the system, if it is missing. */
export const ensureSystemPackages = (): Promise<void> => ensurePrograms(programs, "start the local cluster");

/** Installs missing programs with apt, for one process at a time. On a system without apt, fails with a list of what to install. */
export async function ensurePrograms(wanted: Record<string, string>, purpose: string): Promise<void> {
  if (missingIn(wanted).length === 0) return;
  await withLock(join(cacheDir(), "packages.lock"), async () => {
    const missing = missingIn(wanted);
    if (missing.length > 0) await installAll(missing, purpose);
  });
}

const missingIn = (wanted: Record<string, string>): [file: string, name: string][] =>
  Object.entries(wanted).filter(([file]) => !findProgram(file));

async function installAll(missing: [file: string, name: string][], purpose: string): Promise<void> {
  const packages = missing.map(([, name]) => name).join(" ");
  if (!findProgram("apt-get")) {
    throw new Error(
      `Cannot ${purpose}: these programs are missing: ${missing.map(([file]) => file).join(", ")}. ` +
        `Install them with your system's package manager; on Debian, with "apt-get install ${packages}".`,
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

/** Installs packages without starting their services. containerd's would run for the whole machine, unused. */
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

/** Path of an installed program; undefined if it isn't installed. */
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
