import { succeed } from "../../tools/command";
import { findProgram } from "../../tools/local-cluster/packages";

/** Clients of SSH that people use, with their Debian packages. */
const programs = { ssh: "openssh-client", rsync: "rsync", ansible: "ansible-core" };

/** Installs the clients that are missing; needs root and Debian's packages for that. */
export async function ensureSshClients(): Promise<void> {
  const missing = Object.entries(programs).filter(([program]) => !findProgram(program));
  if (missing.length === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await succeed("apt-get", ["update", "-q"], { env });
  const packages = missing.map(([, name]) => name);
  await succeed("apt-get", ["install", "-q", "--yes", "--no-install-recommends", ...packages], { env });
}
