import type { Resource } from "../read/resources";
import { groupsAt, standaloneDirections } from "../read/security-groups";
import { awsFirewall } from "./aws/aws";
import { grantsOfLists } from "./aws/changed-lists";
import { assumedEgress } from "./grants";
import type { Firewall } from "./grants";
import { listOf } from "./peers";
import { policyFirewall } from "./policies";

/** What the groups of a preview allow: those of this package, and those of `@pulumi/aws`. */
export function firewallOf(resources: Resource[], { isWhole = true } = {}): Firewall {
  const all = resources.map(remaining);
  const [pods, aws] = [policyFirewall(all), awsFirewall(all)];
  const foreign = [...pods.foreign, ...aws.foreign];
  const egress = assumedEgress(foreign);
  const lists = isWhole ? { before: [], after: [] } : grantsOfLists(all, namedLists(aws));
  return {
    before: [...pods.before, ...aws.before, ...egress, ...lists.before],
    after: [...pods.after, ...aws.after, ...egress, ...lists.after],
    members: [...pods.members, ...aws.members],
    realms: {
      before: new Map([...pods.realms.before, ...aws.realms.before]),
      after: new Map([...pods.realms.after, ...aws.realms.after]),
    },
    foreign,
    existing: { before: groupsAt(all, "old"), after: groupsAt(all, "new") },
    unresolved: pods.unresolved + aws.unresolved,
  };
}

/** Ids of the prefix lists that rules for incoming traffic name after the update: only these open by a list. */
const namedLists = ({ after }: Firewall): ReadonlySet<string> =>
  new Set(
    after.flatMap(({ direction, peer }) =>
      direction === "egress" ? [] : peer.kind === "prefixList" ? [peer.id] : (listOf(peer) ?? []),
    ),
  );

/**
 * The resource as the update leaves it: what is retained stays, although the state loses it. Of a standalone rule of this
 * package, that is its policy.
 */
const remaining = (resource: Resource): Resource =>
  resource.operation === "delete" &&
  resource.old?.isRetained &&
  standaloneDirections(resource.type).length === 0
    ? { ...resource, new: resource.old, operation: "same" }
    : resource;
