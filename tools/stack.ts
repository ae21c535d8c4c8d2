import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import type { LocalCluster } from "./local-cluster/local-cluster";
import { pulumiToolchain } from "./toolchain/pulumi";

export const root = resolve(__dirname, "..");

/** The environment of a Pulumi CLI with its own login, a backend in the repo's ignored folder, and a cluster. */
export async function pulumiEnvironment(
  cluster: Pick<LocalCluster, "kubeconfig">,
): Promise<NodeJS.ProcessEnv> {
  const { env } = await pulumiToolchain();
  const backend = join(root, ".local", "backend");
  mkdirSync(backend, { recursive: true });
  return {
    ...env,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    KUBECONFIG: cluster.kubeconfig,
  };
}
