import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import type { LocalCluster } from "./local-cluster/local-cluster";
import { pulumiToolchain } from "./toolchain/pulumi";

export const root = resolve(__dirname, "..");

/**
 * URL of a backend in a folder, without the metadata file that the CLI writes beside it.
 *
 * The CLI doesn't write that file in one step. A kill in between leaves it empty, and then every command fails with
 * "failed to load checkpoint: EOF".
 */
export const fileBackend = (folder: string): string => `file://${folder}?metadata=skip`;

/** The environment of a Pulumi CLI with its own login, a cluster, and a backend in the checkout's ignored folder. */
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
