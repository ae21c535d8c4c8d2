import type { Cluster } from "../cluster/cluster";
import { ExplainedError } from "../common/errors";
import type { Values } from "../record/kind";
import { recordById } from "../record/registry";
import { keptPart, keptParts } from "./keepers";
import { serviceName } from "./names";
import { formerIdsOf } from "./objects";
import type { KeptPart } from "./objects";
import { groupsOf, lastAction } from "./proxy-actions";

/** A part without which another one serves nothing. */
interface Owner {
  kind: string;
  id: string;
}

/** What a part belongs to or forwards to. */
function ownersOf(token: string, values: Values): Owner[] {
  const owner = (kind: string, id: unknown): Owner => ({ kind, id: String(id) });
  const groupsIn = (actions: unknown) =>
    groupsOf(lastAction(actions)).map(({ arn }) => owner("lb:TargetGroup", arn));
  switch (token) {
    case "lb:Listener":
      return [owner("lb:LoadBalancer", values["loadBalancerArn"]), ...groupsIn(values["defaultActions"])];
    case "lb:ListenerRule":
      return [owner("lb:Listener", values["listenerArn"]), ...groupsIn(values["actions"])];
    case "lb:TargetGroupAttachment": {
      const isBalancer = String(values["targetId"]).includes(":loadbalancer/");
      return [
        owner("lb:TargetGroup", values["targetGroupArn"]),
        ...(isBalancer ? [owner("lb:LoadBalancer", values["targetId"])] : []),
      ];
    }
    default:
      return [];
  }
}

/** Refuses a part that no load balancer could serve. */
export async function requireOwners(
  { cluster, namespace }: { cluster: Cluster; namespace: string },
  token: string,
  values: Values,
): Promise<void> {
  for (const owner of ownersOf(token, values)) {
    if (!(await isKept(cluster, namespace, owner))) throw ownerNotFound(owner, namespace);
  }
}

async function isKept(cluster: Cluster, namespace: string, owner: Owner): Promise<boolean> {
  // The name of what this program declares is known, and one object costs less than all.
  const urn = recordById(owner.id)?.values["__urn"];
  const kept =
    typeof urn === "string" ? await keptPart(cluster, { namespace, name: serviceName(urn) }) : undefined;
  if (kept && isOwner(owner, kept)) return true;
  return (await keptParts(cluster, namespace)).some((part) => isOwner(owner, part));
}

/** The same part, or the one that has replaced it, which is served in its place. */
const isOwner = ({ kind, id }: Owner, part: KeptPart): boolean =>
  part.kind === kind && [part.id, ...formerIdsOf(part.values)].includes(id);

const words: Readonly<Record<string, [code: string, noun: string]>> = {
  "lb:Listener": ["ListenerNotFound", "listener"],
  "lb:LoadBalancer": ["LoadBalancerNotFound", "load balancer"],
  "lb:TargetGroup": ["TargetGroupNotFound", "target group"],
};

/** AWS's error for an owner that isn't there. */
function ownerNotFound({ kind, id }: Owner, namespace: string): ExplainedError {
  const [code, noun] = words[kind] ?? ["NotFound", "part"];
  return new ExplainedError(
    `${code}: The ${noun} '${id}' does not exist in namespace "${namespace}"`,
    `If it was deleted, run "pulumi up --refresh". If it is elsewhere, name its namespace with "pulumi config set kubernetes:namespace <namespace>", or give both the same Kubernetes Provider`,
  );
}
