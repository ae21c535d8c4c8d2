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
    realms: {
      before: new Map([...pods.realms.before, ...aws.realms.before]),
      after: new Map([...pods.realms.after, ...aws.realms.after]),
    },
    foreign: aws.foreign,
    existing: { before: groupsAt(resources, "old"), after: groupsAt(resources, "new") },
    unresolved: pods.unresolved + aws.unresolved,
  };
}
