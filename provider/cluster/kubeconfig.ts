import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import { parse } from "yaml";

import { ExplainedError } from "../common/errors";
import { defined } from "../common/values";
import { selectTarget } from "./target";
import type { ClusterSelection, ClusterTarget, KubeconfigView } from "./target";

/** A kubeconfig as it is written, with absolute paths; several files are merged into one. */
export interface Kubeconfig {
  "current-context": string;
  contexts: { name: string; context: { cluster: string; user: string; namespace?: string } }[];
  clusters: { name: string; cluster: Entry & { server: string } }[];
  users: { name: string; user: Entry }[];
}

type Entry = Record<string, unknown>;

/** Resolves a selection without contacting the cluster. */
export function resolveTarget(selection: ClusterSelection): ClusterTarget {
  try {
    const config = loadKubeconfig(selection.kubeconfig);
    return selectTarget(selection, config && viewOf(config));
  } catch (error) {
    if (error instanceof ExplainedError) return { error };
    throw error;
  }
}

/** The kubeconfig of {@link loadKubeconfig}, for a caller that needs one. */
export function requireKubeconfig(source: string | undefined): Kubeconfig {
  const config = loadKubeconfig(source);
  if (config) return config;
  throw new ExplainedError(
    "no kubeconfig was found in KUBECONFIG or ~/.kube/config",
    'Create a cluster, for example with "kind create cluster", or name a kubeconfig with "pulumi config set kubernetes:kubeconfig <path>"',
  );
}

const loaded = new Map<string, Kubeconfig | undefined>();

/**
 * The kubeconfig of this path or with these contents; without a source, the user's own. Undefined if there is none.
 *
 * Read once, because every instance of a program asks for it.
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
    const configs = files.filter((file) => existsSync(file)).map(load);
    return configs.length > 0 ? configs.reduce(merged) : undefined;
  } catch (error) {
    throw new ExplainedError(
      `the kubeconfig can't be read: ${source === undefined ? messageOf(error) : withoutValue(error)}`,
      'Check KUBECONFIG, or name another one with "pulumi config set kubernetes:kubeconfig <path>"',
    );
  }
}

const messageOf = (error: unknown): string => (error as Error).message.split("\n")[0] ?? "";

/** A kubeconfig that is passed is a secret, and what looks like its path may be its contents. */
function withoutValue(error: unknown): string {
  if (error instanceof ExplainedError) return error.reason;
  const { code } = error as NodeJS.ErrnoException;
  return code?.startsWith("E")
    ? `its path leads to no readable file (${code})`
    : "it isn't valid YAML or JSON";
}

const load = (file: string): Kubeconfig => parsed(readFileSync(file, "utf8"), dirname(file));

/** Keys whose values are paths, relative to the folder of the kubeconfig. */
const pathKeys = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

function parsed(text: string, folder?: string): Kubeconfig {
  const root = (parse(text) ?? {}) as Partial<Kubeconfig>;
  if (typeof root !== "object" || Array.isArray(root))
    throw new ExplainedError("it isn't a YAML or JSON object");
  const absolute = (entry: Entry): Entry =>
    Object.fromEntries(
      Object.entries(entry).map(([key, value]) =>
        folder && pathKeys.includes(key) && value ? [key, resolve(folder, String(value))] : [key, value],
      ),
    );
  return {
    "current-context": root["current-context"] ?? "",
    contexts: (root.contexts ?? []).map(({ name, context }) => ({ name, context: context ?? {} })),
    clusters: (root.clusters ?? []).map(({ name, cluster }) => ({
      name,
      cluster: { server: "", ...absolute(cluster ?? {}) },
    })),
    users: (root.users ?? []).map(({ name, user }) => ({ name, user: absolute(user ?? {}) })),
  };
}

/** Merges as kubectl does: an earlier file wins over a later one for the same name. */
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

/** The part of a kubeconfig that decides about the target. */
export function viewOf(config: Kubeconfig): KubeconfigView {
  return {
    currentContext: config["current-context"],
    contexts: config.contexts.map(({ name, context: { namespace, cluster } }) => {
      const server = config.clusters.find((item) => item.name === cluster)?.cluster.server;
      return { name, ...defined({ namespace: namespace || undefined, server: server || undefined }) };
    }),
  };
}
