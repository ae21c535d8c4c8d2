import { ExplainedError } from "../common/errors";
import { defined, isAbsent, isUnknown, unknownValue } from "../common/values";

/** The cluster that arguments or configuration name; every part may be absent. */
export interface ClusterSelection {
  /** Path or contents. */
  kubeconfig?: string;
  context?: string;
  namespace?: string;
  /** Whether the program's own Kubernetes Provider names the cluster: the stack's configuration has no effect. */
  ownTarget?: boolean;
}

/** The part of a kubeconfig that decides about the target. */
export interface KubeconfigView {
  currentContext: string;
  contexts: ContextView[];
}

interface ContextView {
  name: string;
  namespace?: string;
  /** Without user and password. */
  server?: string;
  /** Whether the entry of its cluster says that the server is only the near end of a way to another machine. */
  isTunnel?: boolean;
}

/** Where a resource is by its state; every part may be absent. */
export type RecordedPlace = Pick<ClusterSelection, "context" | "namespace">;

/** The context and namespace that a selection resolves to, as far as they are known. */
export interface ClusterTarget {
  context?: string;
  namespace?: string;
  /** Why nothing may be created there, if so. */
  error?: ExplainedError;
}

/** The selection of the stack's configuration: `kubernetes:*` first, then `ec2-pods:*`. */
export function configuredSelection(get: (key: string) => string | undefined): ClusterSelection {
  const setting = (key: string) => get(`kubernetes:${key}`) || get(`ec2-pods:${key}`) || undefined;
  return defined({
    kubeconfig: setting("kubeconfig"),
    context: setting("context"),
    namespace: setting("namespace"),
  });
}

/** Whether this is the text of a kubeconfig rather than a path, if only in base64. */
export const isContents = (kubeconfig: string): boolean =>
  /^\s*[{#-]|\n/.test(kubeconfig) || isEncoded(kubeconfig);

/** Pipelines often keep a kubeconfig in a variable in base64. */
export const isEncoded = (text: string): boolean =>
  /^[A-Za-z0-9+/\s]+=*\s*$/.test(text) && /clusters|apiVersion/.test(String(Buffer.from(text, "base64")));

/** The cluster among the arguments or the state of a resource. */
export const clusterIn = <T extends { [Key in keyof ClusterSelection]?: unknown }>({
  namespace,
  context,
  kubeconfig,
  ownTarget,
}: T): Pick<T, Extract<keyof T, keyof ClusterSelection>> =>
  defined({ namespace, context, kubeconfig, ownTarget }) as T;

/**
 * The place that arguments give a resource, where it exists. A preview doesn't know which of its arguments a Provider doesn't
 * have, so what it doesn't know of them is what the state has.
 */
export function withKnownPlace(
  given: Record<string, unknown>,
  olds: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (given["ownTarget"] !== true || !olds["ownTarget"]) return given;
  const isSame = (key: string) => isUnknown(given[key]) && (key !== "kubeconfig" || !olds[key]);
  const known = ["context", "namespace", "kubeconfig"].filter(isSame).map((key) => [key, olds[key]]);
  return { ...given, ...(Object.fromEntries(known) as object) };
}

/** Arguments before configuration. One that a preview doesn't know yet stays unknown. */
export function mergeSelections(args: ClusterSelection, configured: ClusterSelection): ClusterSelection {
  const present = Object.entries(args).filter(([, value]) => !isAbsent(value));
  return { ...(args.ownTarget ? {} : configured), ...(Object.fromEntries(present) as ClusterSelection) };
}

/**
 * Resolves a selection. What it doesn't name stays as recorded, and only then follows the kubeconfig. Without a kubeconfig,
 * the target is what the selection and the record name.
 */
export function selectTarget(
  selection: ClusterSelection,
  kubeconfig: KubeconfigView | undefined,
  recorded: RecordedPlace = {},
): ClusterTarget {
  if (isUnknown(selection.kubeconfig) || isUnknown(selection.context))
    return unknownTarget(selection, recorded);
  const { contexts = [], currentContext = "" } = kubeconfig ?? {};
  const has = (name: string | undefined) => !kubeconfig || contexts.some((item) => item.name === name);
  const wanted = selection.context ?? (has(recorded.context) ? recorded.context : undefined);
  const namespace = selection.namespace ?? recorded.namespace;
  if (!kubeconfig) return defined({ context: wanted, namespace });
  const name = wanted ?? currentContext;
  const context = contexts.find((item) => item.name === name);
  if (!context) return { error: missingContext(name, kubeconfig) };
  const isNamed = wanted !== undefined || selection.kubeconfig !== undefined;
  return defined({
    context: name,
    namespace: namespace ?? context.namespace ?? "default",
    error: isNamed || isLocal(context) ? undefined : unnamedContext(context, recorded),
  });
}

/** A kubeconfig that a preview doesn't know may lead anywhere, but a resource that exists is where it was. */
function unknownTarget(selection: ClusterSelection, recorded: RecordedPlace): ClusterTarget {
  const known = isUnknown(selection.context) ? undefined : selection.context;
  return {
    context: known ?? recorded.context ?? unknownValue,
    namespace: selection.namespace ?? recorded.namespace ?? unknownValue,
  };
}

function missingContext(name: string, { contexts }: KubeconfigView): ExplainedError {
  const names = contexts.map((item) => `"${item.name}"`).join(", ");
  const missing = name ? `has no context "${name}"` : "has no current context";
  return new ExplainedError(
    `the kubeconfig ${missing}; ${names ? `its contexts are ${names}` : "it has no contexts"}`,
    'Choose one with "pulumi config set kubernetes:context <name>"',
  );
}

/** The context that stands for the service account of the Pod that Pulumi runs in. */
export const inCluster = "in-cluster";

const unnamedContext = (
  { name, server = "no server" }: ContextView,
  { context: before }: RecordedPlace,
): ExplainedError =>
  new ExplainedError(
    `the current context "${name}" (${server}) isn't recognizably local, and no setting names it`,
    before === undefined
      ? `To create Pods there, run "pulumi config set kubernetes:context ${name}"`
      : `The kubeconfig has no context "${before}" any more: name that of the same cluster with "pulumi config set kubernetes:context <name>"`,
  );

/** Names that the tools for local clusters give their contexts. */
const localName =
  /^(kind-.+|k3d-.+|minikube|docker-desktop|docker-for-desktop|rancher-desktop|colima(-.+)?|ec2-pods)$/;

/** Names of shared clusters: a cloud's own, and what people call production. */
const sharedName = /^(arn:|gke_)|(^|[^a-z])(prod|prd|production|live)([^a-z]|$)/i;

/**
 * True for the contexts of kind, k3d, minikube and similar tools, and for servers on this machine, unless something says
 * that a tunnel leads from there to another.
 */
export const isLocal = ({ name, server, isTunnel = false }: ContextView): boolean =>
  !isTunnel && (localName.test(name) || (isLoopback(server) && !sharedName.test(name)));

/** Whether a cluster's entry is one for a way to another machine, by its name or by what it sets. */
export const isTunnelEntry = (name: string, entry: Readonly<Record<string, unknown>>): boolean =>
  (sharedName.test(name) && !localName.test(name)) ||
  Boolean(entry["tls-server-name"]) ||
  Boolean(entry["proxy-url"]);

function isLoopback(server: string | undefined): boolean {
  if (!server || !URL.canParse(server)) return false;
  const host = new URL(server).hostname;
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
