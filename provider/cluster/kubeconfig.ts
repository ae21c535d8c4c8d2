import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

import type { KubeConfig } from "@kubernetes/client-node";

import { ClusterError } from "./cluster-error";
import { chooseTarget, type KubeconfigView, type Target, type TargetChoice } from "./target";

/** Where a choice of cluster leads, without contact with the cluster. */
export async function resolveTarget(choice: TargetChoice): Promise<Target> {
  const config = await loadKubeconfig(choice.kubeconfig);
  return chooseTarget(choice, config && viewOf(config));
}

/** The kubeconfig that a choice names; undefined where it names none and there is none. */
export async function loadKubeconfig(source: string | undefined): Promise<KubeConfig | undefined> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  try {
    if (source !== undefined) {
      if (/^\s*[{#-]|\n/.test(source)) config.loadFromString(source);
      else config.loadFromFile(source.replace(/^~(?=\/)/, homedir()));
      return config;
    }
    const files = (process.env["KUBECONFIG"] || join(homedir(), ".kube", "config")).split(delimiter);
    if (!files.some((file) => existsSync(file))) return undefined;
    config.loadFromDefault();
    return config;
  } catch (error) {
    throw new ClusterError(
      `the kubeconfig can't be read: ${(error as Error).message.split("\n")[0] ?? ""}`,
      'Check KUBECONFIG, or name another with "pulumi config set kubernetes:kubeconfig <path>"',
    );
  }
}

/** What the choice of a context needs of it. */
export function viewOf(config: KubeConfig): KubeconfigView {
  return {
    currentContext: config.currentContext,
    contexts: config.contexts.map(({ name, namespace, cluster }) => {
      const server = config.getCluster(cluster)?.server;
      return { name, ...(namespace ? { namespace } : {}), ...(server ? { server } : {}) };
    }),
  };
}
