import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import { parse } from "yaml";

import { ClusterError } from "./cluster-error";
import { type ClusterSelection, type ClusterTarget, type KubeconfigView, selectTarget } from "./target";

/** A kubeconfig as it is written, with absolute paths; several files are one. */
export interface Kubeconfig {
  "current-context": string;
  contexts: { name: string; context: { cluster: string; user: string; namespace?: string } }[];
  clusters: { name: string; cluster: Entry & { server: string } }[];
  users: { name: string; user: Entry }[];
}

type Entry = Record<string, unknown>;

/** Where a choice of cluster leads, without contact with the cluster. */
export function resolveTarget(choice: ClusterSelection): ClusterTarget {
  const config = loadKubeconfig(choice.kubeconfig);
  return selectTarget(choice, config && viewOf(config));
}

const loaded = new Map<string, Kubeconfig | undefined>();

/**
 * The kubeconfig of that path or with these contents, else the user's; undefined where there is none.
 *
 * Read once, as each instance of a program asks for it.
 */
export function loadKubeconfig(source: string | undefined): Kubeconfig | undefined {
  const key = JSON.stringify([source, process.env["KUBECONFIG"]]);
  if (!loaded.has(key)) loaded.set(key, read(source));
  return loaded.get(key);
}

function read(source: string | undefined): Kubeconfig | undefined {
  try {
    if (source !== undefined) {
      return /^\s*[{#-]|\n/.test(source) ? parsed(source) : load(source.replace(/^~(?=\/)/, homedir()));
    }
    const files = (process.env["KUBECONFIG"] || join(homedir(), ".kube", "config")).split(delimiter);
    const found = files.filter((file) => existsSync(file)).map(load);
    return found.length > 0 ? found.reduce(merged) : undefined;
  } catch (error) {
    throw new ClusterError(
      `the kubeconfig can't be read: ${(error as Error).message.split("\n")[0] ?? ""}`,
      'Check KUBECONFIG, or name another with "pulumi config set kubernetes:kubeconfig <path>"',
    );
  }
}

const load = (file: string): Kubeconfig => parsed(readFileSync(file, "utf8"), dirname(file));

/** Keys whose values are paths, which a kubeconfig has relative to its own folder. */
const pathKeys = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

function parsed(text: string, folder?: string): Kubeconfig {
  const given = (parse(text) ?? {}) as Partial<Kubeconfig>;
  if (typeof given !== "object" || Array.isArray(given)) throw new Error("it is no YAML or JSON object");
  const absolute = (entry: Entry): Entry =>
    Object.fromEntries(
      Object.entries(entry).map(([key, value]) =>
        folder && pathKeys.includes(key) && value ? [key, resolve(folder, String(value))] : [key, value],
      ),
    );
  return {
    "current-context": given["current-context"] ?? "",
    contexts: (given.contexts ?? []).map(({ name, context }) => ({ name, context: context ?? {} })),
    clusters: (given.clusters ?? []).map(({ name, cluster }) => ({
      name,
      cluster: { server: "", ...absolute(cluster ?? {}) },
    })),
    users: (given.users ?? []).map(({ name, user }) => ({ name, user: absolute(user ?? {}) })),
  };
}

/** As kubectl has it: what an earlier file says goes before what a later one says under the same name. */
const merged = (one: Kubeconfig, next: Kubeconfig): Kubeconfig => ({
  "current-context": one["current-context"] || next["current-context"],
  contexts: union(one.contexts, next.contexts),
  clusters: union(one.clusters, next.clusters),
  users: union(one.users, next.users),
});

const union = <T extends { name: string }>(one: T[], next: T[]): T[] => [
  ...one,
  ...next.filter(({ name }) => !one.some((item) => item.name === name)),
];

/** What the choice of a context needs of it. */
export function viewOf(config: Kubeconfig): KubeconfigView {
  return {
    currentContext: config["current-context"],
    contexts: config.contexts.map(({ name, context: { namespace, cluster } }) => {
      const server = config.clusters.find((item) => item.name === cluster)?.cluster.server;
      return { name, ...(namespace ? { namespace } : {}), ...(server ? { server } : {}) };
    }),
  };
}
