import { ExplainedError } from "../common/errors";
import { defined, isGiven } from "../common/values";

/** The cluster that arguments or configuration name; every part may be absent. */
export interface ClusterSelection {
  /** Path or contents. */
  kubeconfig?: string;
  context?: string;
  namespace?: string;
}

/** The part of a kubeconfig that decides about the target. */
export interface KubeconfigView {
  currentContext: string;
  /** The servers are without users and passwords. */
  contexts: { name: string; namespace?: string; server?: string }[];
}

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

/** Arguments before configuration. A value that a preview doesn't know yet counts as absent. */
export function mergeSelections(args: ClusterSelection, configured: ClusterSelection): ClusterSelection {
  const present = Object.entries(args).filter(([, value]) => isGiven(value));
  return { ...configured, ...(Object.fromEntries(present) as ClusterSelection) };
}

/** Resolves a selection. Without a kubeconfig, the target is what the selection itself names. */
export function selectTarget(
  selection: ClusterSelection,
  kubeconfig: KubeconfigView | undefined,
): ClusterTarget {
  const { context: wanted, namespace } = selection;
  if (!kubeconfig) return defined({ context: wanted, namespace });
  const name = wanted ?? kubeconfig.currentContext;
  const context = kubeconfig.contexts.find((item) => item.name === name);
  if (!context) return { error: missingContext(name, kubeconfig) };
  const isNamed = wanted !== undefined || selection.kubeconfig !== undefined;
  return defined({
    context: name,
    namespace: namespace ?? context.namespace ?? "default",
    error: isNamed || isLocal(context) ? undefined : unnamedContext(context),
  });
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

const unnamedContext = ({ name, server = "no server" }: { name: string; server?: string }): ExplainedError =>
  new ExplainedError(
    `the current context "${name}" (${server}) isn't recognizably local, and no setting names it`,
    `To create Pods there, run "pulumi config set kubernetes:context ${name}"`,
  );

/** True for the contexts of kind, k3d, minikube and similar tools, and for servers on this machine. */
export function isLocal({ name, server }: { name: string; server?: string | undefined }): boolean {
  return (
    /^(kind-.+|k3d-.+|minikube|docker-desktop|docker-for-desktop|rancher-desktop|colima(-.+)?|ec2-pods)$/.test(
      name,
    ) || isLoopback(server)
  );
}

function isLoopback(server: string | undefined): boolean {
  if (!server || !URL.canParse(server)) return false;
  const host = new URL(server).hostname;
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
