import { defined, isUnknown } from "../common/values";

/** What arguments or configuration say about the cluster; anything may be absent. */
export interface ClusterSelection {
  /** Path or contents. */
  kubeconfig?: string;
  context?: string;
  namespace?: string;
}

/** The part of a kubeconfig that the choice of a cluster needs. */
export interface KubeconfigView {
  currentContext: string;
  contexts: { name: string; namespace?: string; server?: string }[];
}

/** Where an instance goes. */
export interface ClusterTarget {
  context?: string;
  namespace?: string;
  /** Why no Pod may be made there, if so. */
  refusal?: string;
}

/** The choice that the stack's configuration makes: `kubernetes:*` first, then `ec2-pods:*`. */
export function configuredSelection(get: (key: string) => string | undefined): ClusterSelection {
  const setting = (key: string) => get(`kubernetes:${key}`) || get(`ec2-pods:${key}`) || undefined;
  return defined({
    kubeconfig: setting("kubeconfig"),
    context: setting("context"),
    namespace: setting("namespace"),
  });
}

/** Arguments before configuration; what a preview doesn't know yet counts as absent. */
export function mergeSelections(args: ClusterSelection, configured: ClusterSelection): ClusterSelection {
  const known = Object.entries(args).filter(
    ([, value]) => value !== undefined && value !== null && !isUnknown(value),
  );
  return { ...configured, ...(Object.fromEntries(known) as ClusterSelection) };
}

/** Context and namespace for a choice; without a kubeconfig, as far as the choice itself goes. */
export function selectTarget(
  choice: ClusterSelection,
  kubeconfig: KubeconfigView | undefined,
): ClusterTarget {
  if (!kubeconfig) return { ...defined({ context: choice.context, namespace: choice.namespace }) };
  const name = choice.context ?? kubeconfig.currentContext;
  const context = kubeconfig.contexts.find((item) => item.name === name);
  if (!context) return { refusal: missingContext(name, kubeconfig) };
  return defined({
    context: name,
    namespace: choice.namespace ?? context.namespace ?? "default",
    refusal:
      choice.context || choice.kubeconfig || isLocal(context)
        ? undefined
        : `the current context "${name}" (${context.server ?? "no server"}) isn't recognisably a local cluster, and no setting names it. ` +
          `Name it with "pulumi config set kubernetes:context ${name}" if Pods may be made there`,
  });
}

function missingContext(name: string, { contexts }: KubeconfigView): string {
  const known = contexts.map((item) => `"${item.name}"`).join(", ") || "none";
  const problem = name ? `has no context "${name}"` : "has no current context";
  return `the kubeconfig ${problem}; it has ${known}. Choose one with "pulumi config set kubernetes:context <name>"`;
}

/** True for the contexts that kind, k3d, minikube and the like make, and for servers on this machine. */
export function isLocal({ name, server }: { name: string; server?: string }): boolean {
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
