import type { Cluster } from "../cluster/cluster";
import { detectEnforcement, type Enforcement } from "../cluster/cni";

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
