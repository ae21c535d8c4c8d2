import type { Resource } from "../read/resources";
import { groupsAt, standaloneDirections } from "../read/security-groups";
import { awsFirewall } from "./aws/aws";
import { assumedEgress } from "./grants";
import type { Firewall } from "./grants";
import { policyFirewall } from "./policies";

/** What the groups of a preview allow: those of this package, and those of `@pulumi/aws`. */
export function firewallOf(resources: Resource[]): Firewall {
  const all = resources.map(remaining);
  const [pods, aws] = [policyFirewall(all), awsFirewall(all)];
  const foreign = [...pods.foreign, ...aws.foreign];
  const egress = assumedEgress(foreign);
  return {
    before: [...pods.before, ...aws.before, ...egress],
    after: [...pods.after, ...aws.after, ...egress],
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
