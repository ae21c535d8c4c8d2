import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import { parse, YAMLParseError } from "yaml";

import { ExplainedError } from "../common/errors";
import { defined, isRecord, isUnknown } from "../common/values";
import { inCluster, isContents, isEncoded, isTunnelEntry, selectTarget } from "./target";
import type { ClusterSelection, ClusterTarget, KubeconfigView, RecordedPlace } from "./target";

/** A kubeconfig as it is written, with absolute paths; several files are merged into one. */
export interface Kubeconfig {
  "current-context": string;
  contexts: { name: string; context: Context }[];
  clusters: { name: string; cluster: Entry }[];
  users: { name: string; user: Entry }[];
}

interface Context {
  cluster?: string;
  user?: string;
  namespace?: string;
}

/** A cluster or a user as it is written, but for its paths. */
export interface Entry extends Readonly<Record<string, unknown>> {
  /** The entry before its paths were made absolute. */
  readonly [written]?: Entry;
}

export const written = Symbol("written");

/** Resolves a selection without contacting the cluster. */
export function resolveTarget(selection: ClusterSelection, recorded: RecordedPlace = {}): ClusterTarget {
  try {
    const config = isUnknown(selection.kubeconfig) ? undefined : loadKubeconfig(selection);
    const target = selectTarget(selection, config && viewOf(config), recorded);
    const isNamed = selection.context !== undefined || recorded.context === undefined;
    if (!isNamed && target.context !== recorded.context) followed.add(keyOf({ ...selection, ...target }));
    return target;
  } catch (error) {
    if (error instanceof ExplainedError) return { error };
    throw error;
  }
}

/** The current contexts that this run has taken because those recorded are no longer in their kubeconfig. */
const followed = new Set<string>();

const keyOf = ({ kubeconfig, context }: ClusterSelection): string =>
  JSON.stringify([kubeconfig || undefined, context]);

/** Whether nothing but the kubeconfig has named this context to a resource that was recorded in another. */
export const isFollowed = (selection: ClusterSelection): boolean => followed.has(keyOf(selection));

/** The names of all contexts of a kubeconfig; none if it can't be read. */
export function contextNames({ kubeconfig }: ClusterSelection): string[] {
  try {
    const { contexts = [] } = loadKubeconfig(defined({ kubeconfig })) ?? {};
    return contexts.map(({ name }) => name);
  } catch (error) {
    if (error instanceof ExplainedError) return [];
    throw error;
  }
}

/** Whether the kubeconfig of a selection has the context that it names. */
export const hasContext = (selection: ClusterSelection): boolean => !resolveTarget(selection).error;

/** The kubeconfig of {@link loadKubeconfig}, for a caller that needs one. */
export function requireKubeconfig(selection: ClusterSelection): Kubeconfig {
  const config = loadKubeconfig(selection);
  if (config) return config;
  throw new ExplainedError(
    "no kubeconfig was found in KUBECONFIG or ~/.kube/config",
    serviceAccount()
      ? `To use the service account of this Pod, run "pulumi config set ec2-pods:context ${inCluster}"`
      : 'Create a cluster, for example with "kind create cluster", or name a kubeconfig with "pulumi config set kubernetes:kubeconfig <path>"',
  );
}

const loaded = new Map<string, Kubeconfig | undefined>();

/**
 * The kubeconfig of a selection; without a path or contents, the user's own, or what stands for it in a Pod. Undefined if
 * there is none.
 *
 * Read once, because every instance of a program asks for it.
 */
export function loadKubeconfig(selection: ClusterSelection): Kubeconfig | undefined {
  const { KUBECONFIG, KUBERNETES_SERVICE_HOST } = process.env;
  const isAccount = usesServiceAccount(selection);
  const key = JSON.stringify([selection.kubeconfig, isAccount, KUBECONFIG, KUBERNETES_SERVICE_HOST]);
  if (!loaded.has(key)) loaded.set(key, isAccount ? serviceAccount() : read(selection.kubeconfig));
  return loaded.get(key);
}

/** Whether a selection names the service account of the Pod, which previews elsewhere don't have. */
export const usesServiceAccount = ({ kubeconfig, context }: ClusterSelection): boolean =>
  kubeconfig === undefined && context === inCluster && !kubeconfigFiles().some(existsSync);

function read(source: string | undefined): Kubeconfig | undefined {
  if (source === undefined) {
    const files = kubeconfigFiles().filter(existsSync);
    return files.length > 0 ? files.map(load).reduce(merged) : undefined;
  }
  // A check reports the argument itself.
  if (typeof source !== "string") throw unreadable("it isn't a string");
  if (isEncoded(source))
    throw unreadable("it is encoded in base64", 'Decode it with "base64 --decode" first');
  if (isContents(source)) return parsed(source, "it");
  return load(source.replace(/^~(?=\/)/, homedir()));
}

/** The files that kubectl would read. */
export function kubeconfigFiles(): string[] {
  const named = process.env["KUBECONFIG"];
  if (named && isContents(named)) {
    throw unreadable("KUBECONFIG has contents, not a path", "Write them to a file, and name that");
  }
  return (named || join(homedir(), ".kube", "config")).split(delimiter);
}

/** The kubeconfig as messages name it; its contents aren't shown. */
export const kubeconfigName = (source: string | undefined): string => {
  if (source === undefined) return kubeconfigFiles().join(delimiter);
  return isContents(source) ? "the contents that you passed" : source;
};

const unreadable = (
  reason: string,
  fix = 'Check KUBECONFIG, or name another one with "pulumi config set kubernetes:kubeconfig <path>"',
): ExplainedError => new ExplainedError(`the kubeconfig can't be read: ${reason}`, fix);

/** A path that leads nowhere isn't shown: it may be contents. */
function load(file: string): Kubeconfig {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code = "no such file" } = error as NodeJS.ErrnoException;
    throw unreadable(`${existsSync(file) ? file : "its path"} leads to no readable file (${code})`);
  }
  return parsed(text, file, dirname(file));
}

function parsed(text: string, name: string, folder?: string): Kubeconfig {
  let root: unknown;
  try {
    root = parse(text) ?? {};
  } catch (error) {
    const [at] = (error instanceof YAMLParseError && error.linePos) || [];
    throw unreadable(`${name} isn't valid YAML or JSON${at ? ` (line ${at.line}, column ${at.col})` : ""}`);
  }
  if (!isRecord(root)) throw unreadable(`${name} isn't a YAML or JSON object`);
  return normal(root, folder);
}

/** Keys whose values are paths, relative to the folder of the kubeconfig. */
const pathKeys = ["certificate-authority", "client-certificate", "client-key", "tokenFile"];

/** What isn't an entry with a name is left out, as nothing can refer to it. */
function normal(values: Entry, folder?: string): Kubeconfig {
  const entries = (list: string, key: string) =>
    (Array.isArray(values[list]) ? (values[list] as unknown[]) : []).flatMap((item) =>
      isRecord(item) && typeof item["name"] === "string"
        ? [{ name: item["name"], entry: isRecord(item[key]) ? absolute(item[key], folder) : {} }]
        : [],
    );
  const current = values["current-context"];
  return {
    "current-context": typeof current === "string" ? current : "",
    contexts: entries("contexts", "context").map(({ name, entry }) => ({ name, context: entry as Context })),
    clusters: entries("clusters", "cluster").map(({ name, entry }) => ({ name, cluster: entry })),
    users: entries("users", "user").map(({ name, entry }) => ({ name, user: entry })),
  };
}

function absolute(entry: Entry, folder: string | undefined): Entry {
  if (!folder) return entry;
  const paths = pathKeys.filter((key) => entry[key]).map((key) => [key, resolve(folder, String(entry[key]))]);
  const { exec } = entry;
  // A command without a separator is looked up in PATH.
  const plugin = isRecord(exec) &&
    /[/\\]/.test(String(exec["command"])) && {
      exec: { ...exec, command: resolve(folder, String(exec["command"])) },
    };
  return { ...entry, ...Object.fromEntries(paths), ...plugin, [written]: entry };
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

/** Where Kubernetes mounts the service account of a Pod. */
const accountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

/** What a Pod reaches its own cluster with; undefined elsewhere. */
export function serviceAccount(folder = accountFolder): Kubeconfig | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = "443" } = process.env;
  const tokenFile = join(folder, "token");
  if (!host || !existsSync(tokenFile)) return undefined;
  const server = `https://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const namespaceFile = join(folder, "namespace");
  const namespace = existsSync(namespaceFile) ? readFileSync(namespaceFile, "utf8").trim() : undefined;
  return {
    "current-context": inCluster,
    contexts: [
      { name: inCluster, context: { cluster: inCluster, user: inCluster, ...defined({ namespace }) } },
    ],
    clusters: [{ name: inCluster, cluster: { server, "certificate-authority": join(folder, "ca.crt") } }],
    users: [{ name: inCluster, user: { tokenFile } }],
  };
}

const views = new WeakMap<Kubeconfig, KubeconfigView>();

/** The part of a kubeconfig that decides about the target. Each check of a resource asks for it. */
export function viewOf(config: Kubeconfig): KubeconfigView {
  const view = views.get(config) ?? toView(config);
  views.set(config, view);
  return view;
}

function toView(config: Kubeconfig): KubeconfigView {
  return {
    currentContext: config["current-context"],
    contexts: config.contexts.map(({ name, context }) => {
      const { cluster, user } = entriesOf(config, context);
      const server = serverOf(cluster, user);
      return {
        name,
        ...defined({
          namespace: context.namespace || undefined,
          server: server && withoutUser(server),
          isTunnel: isTunnelEntry(context.cluster ?? "", cluster) || undefined,
        }),
      };
    }),
  };
}

/** The entries that a context names; empty ones in place of those that aren't there. */
export const entriesOf = (
  { clusters, users }: Kubeconfig,
  { cluster, user }: { cluster?: string; user?: string } = {},
): { cluster: Entry; user: Entry } => ({
  cluster: clusters.find(({ name }) => name === cluster)?.cluster ?? {},
  user: users.find(({ name }) => name === user)?.user ?? {},
});

/** The server of a cluster; as for kubectl, it has TLS if it names no protocol and an entry has a certificate. */
export function serverOf(cluster: Entry, user: Entry): URL | undefined {
  const { server } = cluster;
  if (typeof server !== "string" || !server) return undefined;
  if (URL.canParse(server) && new URL(server).host) return new URL(server);
  const isSecure =
    cluster["insecure-skip-tls-verify"] === true ||
    [cluster["certificate-authority"], cluster["certificate-authority-data"]].some(Boolean) ||
    [user["client-certificate"], user["client-certificate-data"]].some(Boolean);
  const text = `${isSecure ? "https" : "http"}://${server}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.pathname === "/" && !url.search && !url.hash ? url : undefined;
}

/** A URL as messages show it. */
export const withoutUser = ({ protocol, host, pathname }: URL): string =>
  `${protocol}//${host}${pathname.replace(/\/$/, "")}`;
