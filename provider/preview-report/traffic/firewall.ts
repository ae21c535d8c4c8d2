import type { Resource } from "../read/resources";
import { groupsAt } from "../read/security-groups";
import { awsFirewall } from "./aws/aws";
import type { Firewall } from "./grants";
import { policyFirewall } from "./policies";

/** What the groups of a preview allow: those of this package, and those of `@pulumi/aws`. */
export function firewallOf(resources: Resource[]): Firewall {
  const [pods, aws] = [policyFirewall(resources), awsFirewall(resources)];
  return {
    before: [...pods.before, ...aws.before],
    after: [...pods.after, ...aws.after],
    members: [...pods.members, ...aws.members],
    realms: new Map([...pods.realms, ...aws.realms]),
    foreign: aws.foreign,
    existing: { before: groupsAt(resources, "old"), after: groupsAt(resources, "new") },
    unresolved: aws.unresolved,
  };
}
