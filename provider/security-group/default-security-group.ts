import * as pulumi from "@pulumi/pulumi";

import { declareGroup, groupIdOf } from "./group-policies";
import { toAnnotations, toNetworkPolicySpec } from "./network-policy";
import { currentProgram } from "./program";

const name = "default";

/** The id of the stack's `default` group, made with its first use: its members reach each other and everyone else. */
export function defaultSecurityGroup(): pulumi.Output<string> {
  const id = groupIdOf(name);
  const { policies } = currentProgram().groups.get(id) ?? new DefaultSecurityGroup(id).record;
  return policies.anchor.urn.apply(() => id);
}

class DefaultSecurityGroup extends pulumi.ComponentResource {
  readonly record;

  constructor(id: string) {
    super("ec2-pods:index:SecurityGroup", name);
    const everyone = { protocol: "-1", fromPort: 0, toPort: 0 };
    const { spec } = toNetworkPolicySpec(id, {
      ingress: [{ ...everyone, self: true }],
      egress: [{ ...everyone, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
    });
    const annotations = toAnnotations([name, "default VPC security group", undefined]);
    this.record = declareGroup(this, { name, spec: pulumi.output(spec), annotations }, ["ingress", "egress"]);
    this.registerOutputs({ id, namespace: this.record.policies.home.metadata.namespace });
  }
}
