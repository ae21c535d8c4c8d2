import type { Cluster } from "../cluster/cluster";
import { detectEnforcement } from "../cluster/cni";
import type { Enforcement } from "../cluster/cni";
import { unlessStatus } from "../cluster/tolerate";
import { ExplainedError } from "../common/errors";
import { say } from "../common/secrets";

/** Names of the policies of a namespace; undefined if the user may not list them. */
type PolicyNames = Set<string> | undefined;

const policyLists = new WeakMap<Cluster, Map<string, Promise<Set<string>>>>();
const checkedClusters = new WeakSet<Cluster>();

/** Makes sure that the groups of an instance filter its traffic: each has a policy, and the cluster enforces them. */
export async function prepareGroups(
  cluster: Cluster,
  namespace: string,
  ids: string[],
  { isNew = true } = {},
): Promise<void> {
  if (ids.length === 0) return;
  await Promise.all([requireGroups(cluster, namespace, ids, isNew), warnUnlessEnforced(cluster)]);
}

/**
 * Rejects groups without a policy in the instance's namespace, because its Pod would be open to everyone there.
 *
 * One list of policies serves all instances of a namespace; it is read again if it lacks a group.
 */
async function requireGroups(
  cluster: Cluster,
  namespace: string,
  ids: string[],
  isNew: boolean,
): Promise<void> {
  const first = await policyNames(cluster, namespace);
  if (missing(ids, first, namespace).length === 0) return;
  listsOf(cluster).delete(namespace);
  const [id] = missing(ids, await policyNames(cluster, namespace), namespace);
  if (id === undefined) return;
  const found = await namespacesOf(cluster, id);
  const cause = `InvalidGroup.NotFound: the security group '${id}' has no NetworkPolicy in namespace "${namespace}"`;
  // The group or the instance was here before the other one.
  const before = isNew ? found[0] : namespace;
  throw found.length > 0
    ? new ExplainedError(
        `${cause}, but in ${found.map((name) => `"${name}"`).join(", ")}`,
        `If the namespace of the kubeconfig was changed since, run "pulumi config set kubernetes:namespace ${before}"`,
      )
    : new ExplainedError(
        cause,
        'Use the "id" output of a SecurityGroup of this program that has the same Kubernetes Provider as the instance, if any. If the cluster was replaced, run "pulumi up --refresh"; if the current context of the kubeconfig was changed, name the one before with "pulumi config set kubernetes:context <name>"',
      );
}

/** Where the policies of a group are; empty if the user may not look. */
const namespacesOf = (cluster: Cluster, id: string): Promise<string[]> =>
  cluster.networkPolicies().then(
    (policies) =>
      policies
        .filter(({ metadata }) => metadata?.name === id)
        .map(({ metadata }) => metadata?.namespace ?? ""),
    () => [],
  );

function listsOf(cluster: Cluster): Map<string, Promise<Set<string>>> {
  const lists = policyLists.get(cluster) ?? new Map<string, Promise<Set<string>>>();
  policyLists.set(cluster, lists);
  return lists;
}

async function policyNames(cluster: Cluster, namespace: string): Promise<PolicyNames> {
  const lists = listsOf(cluster);
  const list =
    lists.get(namespace) ??
    cluster
      .networkPolicies(namespace)
      .then((policies) => new Set(policies.map(({ metadata }) => metadata?.name ?? "")));
  lists.set(namespace, list);
  // The next instance asks again.
  const answer = list.catch((error: unknown) => {
    lists.delete(namespace);
    throw error;
  });
  return unlessStatus(403, answer);
}

const missing = (ids: string[], policies: PolicyNames, namespace: string): string[] =>
  policies ? ids.filter((id) => !policies.has(id) && !policies.has(`${id}-${namespace}`)) : [];

/** Warns if security groups have no effect, once per run and cluster; says nothing if the user may not look. */
async function warnUnlessEnforced(cluster: Cluster): Promise<void> {
  if (checkedClusters.has(cluster)) return;
  checkedClusters.add(cluster);
  // What prevents this look also prevents the launch, which then explains it.
  const view = await cluster.view().catch(() => undefined);
  const enforcement = view && detectEnforcement(view);
  if (enforcement && enforcement.enforced !== "yes") say(warning(enforcement, enforcement.enforced));
}

function warning({ plugin, reason, fix }: Enforcement, enforced: "no" | "partly" | "unknown"): string {
  const what = {
    no: "security groups have no effect, because this cluster doesn't enforce NetworkPolicies",
    partly: "security groups have no effect on some nodes of this cluster",
    unknown: "security groups may have no effect, because this cluster may not enforce NetworkPolicies",
  }[enforced];
  const network = ["none", "unknown"].includes(plugin) ? "" : `${plugin}, `;
  return `warning: ${what}: ${network}${reason}.${fix ? ` ${fix}.` : ""}`;
}
