import * as pulumi from "@pulumi/pulumi";

import { declareGroup, groupIdOf, programGroups } from "./group-policies";
import { type Rule, toAnnotations, toNetworkPolicySpec } from "./network-policy";

const name = "default";
const description = "default VPC security group";

/** The id of the stack's `default` group, created at its first use: its members reach each other and everyone else. */
export function defaultSecurityGroup(): pulumi.Output<string> {
  const id = groupIdOf(name);
  const { policies } = programGroups().get(id) ?? new DefaultSecurityGroup(id).record;
  return policies.anchor.urn.apply(() => id);
}

class DefaultSecurityGroup extends pulumi.ComponentResource {
  readonly record;

  constructor(id: string) {
    super("ec2-pods:index:SecurityGroup", name);
    const all = { protocol: "-1", fromPort: 0, toPort: 0 };
    const ingress: Rule[] = [{ ...all, self: true }];
    const egress: Rule[] = [{ ...all, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }];
    const { spec } = toNetworkPolicySpec(id, { ingress, egress });
    const annotations = toAnnotations([name, description, undefined]);
    this.record = declareGroup(this, { name, spec: pulumi.output(spec), annotations }, ["ingress", "egress"]);
    const { namespace } = this.record.policies;
    this.registerOutputs({ id, name, description, ingress, egress, namespace });
  }
}
