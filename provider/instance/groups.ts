import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { Enforcement } from "../cluster/cni";
import { detectEnforcement } from "../cluster/cni";

const listed = new WeakMap<Cluster, Map<string, Promise<Set<string>>>>();

/**
 * Refuses groups that have no policy where the instance goes, as its Pod would be open to everyone there.
 *
 * One list of policies serves all instances of a namespace, and is made again where it lacks a group.
 */
export async function requireGroups(cluster: Cluster, namespace: string, ids: string[]): Promise<void> {
  const first = await known(cluster, namespace);
  if (missing(ids, first, namespace).length === 0) return;
  lists(cluster).delete(namespace);
  const [id] = missing(ids, await known(cluster, namespace), namespace);
  if (id === undefined) return;
  throw new ClusterError(
    `InvalidGroup.NotFound: the security group '${id}' has no NetworkPolicy in namespace "${namespace}"`,
    'Use the "id" output of a SecurityGroup of this program, whose policies follow its instances, or make a SecurityGroup in that cluster and namespace',
  );
}

const lists = (cluster: Cluster): Map<string, Promise<Set<string>>> => {
  const known = listed.get(cluster) ?? new Map<string, Promise<Set<string>>>();
  listed.set(cluster, known);
  return known;
};

/** Names of the policies of a namespace; undefined where the user may not list them. */
async function known(cluster: Cluster, namespace: string): Promise<Set<string> | undefined> {
  const cache = lists(cluster);
  const list =
    cache.get(namespace) ??
    cluster
      .networkPolicies(namespace)
      .then((policies) => new Set(policies.map(({ metadata }) => metadata?.name ?? "")));
  cache.set(namespace, list);
  return list.catch((error: unknown) => {
    cache.delete(namespace);
    if (error instanceof ClusterError && error.status === 403) return undefined;
    throw error;
  });
}

const missing = (ids: string[], policies: Set<string> | undefined, namespace: string): string[] =>
  policies ? ids.filter((id) => !policies.has(id) && !policies.has(`${id}-${namespace}`)) : [];

const looked = new WeakSet<Cluster>();

/**
 * Warns where security groups have no effect, once for all instances of a run in a cluster; where the user may not look,
 * nothing is known and nothing is said.
 */
export async function warnUnlessEnforced(cluster: Cluster): Promise<void> {
  if (looked.has(cluster)) return;
  looked.add(cluster);
  // What keeps from looking keeps from making the instance as well, which says it.
  const view = await cluster.view().catch(() => undefined);
  const found = view && detectEnforcement(view);
  if (found && found.enforced !== "yes") console.log(warning(found, found.enforced));
}

function warning({ plugin, reason, fix }: Enforcement, enforced: "no" | "partly" | "unknown"): string {
  const what = {
    no: "security groups have no effect, as this cluster doesn't enforce NetworkPolicies",
    partly: "security groups have no effect on some nodes of this cluster",
    unknown:
      "security groups may have no effect, as it isn't known whether this cluster enforces NetworkPolicies",
  }[enforced];
  const network = ["none", "unknown"].includes(plugin) ? "" : `${plugin}, `;
  return `warning: ${what}: ${network}${reason}.${fix ? ` ${fix}.` : ""}`;
}
