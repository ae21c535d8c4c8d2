import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import type { LocalCluster } from "./local-cluster/local-cluster";
import { pulumiToolchain } from "./toolchain/pulumi";

export const root = resolve(__dirname, "..");

/**
 * URL of a backend in a folder. Beside each file that the CLI replaces in one step it writes another one, in more: a
 * kill in between left that empty, and then "failed to load checkpoint: EOF" for every command.
 */
export const fileBackend = (folder: string): string => `file://${folder}?metadata=skip`;

/** The environment of a Pulumi CLI with its own login, a backend in the repo's ignored folder, and a cluster. */
export async function pulumiEnvironment(
  cluster: Pick<LocalCluster, "kubeconfig">,
): Promise<NodeJS.ProcessEnv> {
  const { env } = await pulumiToolchain();
  const backend = join(root, ".local", "backend");
  mkdirSync(backend, { recursive: true });
  return {
    ...env,
    PULUMI_BACKEND_URL: fileBackend(backend),
    PULUMI_CONFIG_PASSPHRASE: "",
    KUBECONFIG: cluster.kubeconfig,
  };
}
