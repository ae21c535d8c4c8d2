import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "../tools/command";
import { down, up } from "../tools/local-cluster/local-cluster";
import { root } from "../tools/stack";
import { cacheDir } from "../tools/toolchain/cache";
import { obtain } from "../tools/toolchain/obtain";
import type { ClusterName } from "./results";
import { groupPolicy, namespace } from "./workload";

/** A cluster of the benchmarks' own. */
export interface Place {
  name: ClusterName;
  auditLog: string;
  kubectl(...args: string[]): Promise<string>;
  apply(object: object): Promise<string>;
  /** The account of a client, by which the audit log knows its requests. */
  account(client: string): Promise<Account>;
}

export interface Account {
  username: string;
  /** Path of a kubeconfig in JSON. */
  kubeconfig: string;
}

const kinds = { kwok: "simulated", node: "node" } as const;

/** Where the benchmarks keep what they make. */
export const workFolder = join(root, ".local", "bench");

/** Gives the benchmarks a cache of their own, with the tools of the shared one, so that they begin on new clusters. */
export function useOwnCache(): void {
  const tools = join(cacheDir(), "bin");
  const cache = join(workFolder, "cache");
  for (const folder of [tools, cache]) mkdirSync(folder, { recursive: true });
  if (!existsSync(join(cache, "bin"))) symlinkSync(tools, join(cache, "bin"));
  process.env["EC2_PODS_CACHE"] = cache;
}

/** Runs work on a new cluster. */
export async function onCluster(name: ClusterName, work: (place: Place) => Promise<void>): Promise<void> {
  await down();
  const { kubeconfig, context, auditLog = "" } = await up({ kind: kinds[name] });
  try {
    const command = await obtain("kubectl");
    const base = ["--kubeconfig", kubeconfig, "--context", context, "--namespace", namespace];
    const kubectl = (...args: string[]) => succeed(command, [...base, ...args]);
    const apply = (object: object) =>
      succeed(command, [...base, "apply", "--filename", "-"], { input: JSON.stringify(object) });
    await kubectl("create", "namespace", namespace);
    await kubectl("wait", "--for=create", "serviceaccount/default");
    await apply(groupPolicy);
    await work({ name, auditLog, kubectl, apply, account: (client) => makeAccount(client, kubectl) });
  } finally {
    await down();
  }
}

async function makeAccount(client: string, kubectl: Place["kubectl"]): Promise<Account> {
  await kubectl("create", "serviceaccount", client);
  const subject = `--serviceaccount=${namespace}:${client}`;
  await kubectl("create", "clusterrolebinding", client, "--clusterrole=cluster-admin", subject);
  const token = (await kubectl("create", "token", client, "--duration=24h")).trim();
  const view = await kubectl("config", "view", "--raw", "--minify", "--flatten", "--output", "json");
  const config = JSON.parse(view) as { users: { user: object }[] };
  for (const entry of config.users) entry.user = { token };
  const kubeconfig = join(workFolder, `${client}.kubeconfig`);
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return { username: `system:serviceaccount:${namespace}:${client}`, kubeconfig };
}
