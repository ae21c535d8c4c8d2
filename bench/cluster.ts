import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { groupPolicy } from "../test/support/group";
import { kubectl } from "../tools/kubectl";
import { down, up } from "../tools/local-cluster/local-cluster";
import { root } from "../tools/stack";
import { cacheDir } from "../tools/toolchain/cache";
import type { ClusterName } from "./results";
import { namespace } from "./workload";

/** A cluster that only the benchmark uses. */
export interface BenchCluster {
  name: ClusterName;
  auditLog: string;
  kubectl(...args: string[]): Promise<string>;
  apply(object: object): Promise<string>;
  /** The account of a client, which identifies its requests in the audit log. */
  account(client: string): Promise<Account>;
}

export interface Account {
  username: string;
  /** Path of a kubeconfig in JSON. */
  kubeconfig: string;
}

const kinds = { kwok: "simulated", node: "node" } as const;

/** The folder of everything that the benchmark writes, except results of full runs. */
export const workFolder = join(root, ".local", "bench");

/** Switches to a cache of the benchmark's own, with the tools of the shared one, so that it starts new clusters. */
export function useOwnCache(): void {
  const tools = join(cacheDir(), "bin");
  const cache = join(workFolder, "cache");
  for (const folder of [tools, cache]) mkdirSync(folder, { recursive: true });
  if (!existsSync(join(cache, "bin"))) symlinkSync(tools, join(cache, "bin"));
  process.env["EC2_PODS_CACHE"] = cache;
}

/** Runs work on a new cluster, and removes the cluster afterwards. */
export async function onNewCluster(
  name: ClusterName,
  work: (cluster: BenchCluster) => Promise<void>,
): Promise<void> {
  await down();
  const local = await up({ kind: kinds[name] });
  try {
    const inNamespace = (args: string[], input?: string) =>
      kubectl(local, ["--namespace", namespace, ...args], input);
    const cluster: BenchCluster = {
      name,
      auditLog: local.auditLog ?? "",
      kubectl: (...args) => inNamespace(args),
      apply: (object) => inNamespace(["apply", "--filename", "-"], JSON.stringify(object)),
      account: (client) => createAccount(client, cluster),
    };
    await cluster.kubectl("create", "namespace", namespace);
    await cluster.kubectl("wait", "--for=create", "serviceaccount/default");
    await cluster.apply(groupPolicy);
    await work(cluster);
  } finally {
    await down();
  }
}

async function createAccount(
  client: string,
  { kubectl: run }: Pick<BenchCluster, "kubectl">,
): Promise<Account> {
  await run("create", "serviceaccount", client);
  const subject = `--serviceaccount=${namespace}:${client}`;
  await run("create", "clusterrolebinding", client, "--clusterrole=cluster-admin", subject);
  const token = (await run("create", "token", client, "--duration=24h")).trim();
  const view = await run("config", "view", "--raw", "--minify", "--flatten", "--output", "json");
  const config = JSON.parse(view) as { users: { user: object }[] };
  for (const entry of config.users) entry.user = { token };
  const kubeconfig = join(workFolder, `${client}.kubeconfig`);
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return { username: `system:serviceaccount:${namespace}:${client}`, kubeconfig };
}
