// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A rule of a network ACL. It filters nothing here.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.NetworkAclRule`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const acl = new aws.ec2.NetworkAcl("web", { vpcId: vpc.id });
 * new aws.ec2.NetworkAclRule("http", {
 *   networkAclId: acl.id,
 *   ruleNumber: 100,
 *   protocol: "tcp",
 *   ruleAction: "allow",
 *   cidrBlock: "0.0.0.0/0",
 *   fromPort: 80,
 *   toPort: 80,
 * });
 * ```
 */
export class NetworkAclRule extends AwsRecord {
  /** The argument `cidrBlock`, or its default. */
  declare readonly cidrBlock: pulumi.Output<string | undefined>;
  /** The argument `egress`, or its default. */
  declare readonly egress: pulumi.Output<boolean | undefined>;
  /** The argument `fromPort`, or its default. */
  declare readonly fromPort: pulumi.Output<number | undefined>;
  /** The argument `icmpCode`, or its default. */
  declare readonly icmpCode: pulumi.Output<number | undefined>;
  /** The argument `icmpType`, or its default. */
  declare readonly icmpType: pulumi.Output<number | undefined>;
  /** The argument `ipv6CidrBlock`, or its default. */
  declare readonly ipv6CidrBlock: pulumi.Output<string | undefined>;
  /** The argument `networkAclId`, or its default. */
  declare readonly networkAclId: pulumi.Output<string>;
  /** The argument `protocol`, or its default. */
  declare readonly protocol: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `ruleAction`, or its default. */
  declare readonly ruleAction: pulumi.Output<string>;
  /** The argument `ruleNumber`, or its default. */
  declare readonly ruleNumber: pulumi.Output<number>;
  /** The argument `toPort`, or its default. */
  declare readonly toPort: pulumi.Output<number | undefined>;

  /**
   * Looks up what this program, the default VPC or another program has.
   *
   * @param name - Logical name in this program.
   * @param id - The id in AWS's form.
   * @param state - Outputs that only another program knows.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: NetworkAclRuleState,
    options?: pulumi.CustomResourceOptions,
  ): NetworkAclRule {
    return new NetworkAclRule(name, state as unknown as NetworkAclRuleArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is NetworkAclRule {
    return isRecordOf("ec2:NetworkAclRule", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.NetworkAclRule`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: NetworkAclRuleArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:NetworkAclRule", name, args, options);
  }
}

/** Arguments of `aws.ec2.NetworkAclRule`. */
export interface NetworkAclRuleArgs {
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  egress?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  fromPort?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  icmpCode?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  icmpType?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  networkAclId: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  protocol: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  ruleAction: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  ruleNumber: pulumi.Input<number>;
  /** As in `aws.ec2.NetworkAclRule`. A change replaces the resource. */
  toPort?: pulumi.Input<number | undefined>;
}

/** What `NetworkAclRule.get` may be given. */
export type NetworkAclRuleState = StateOf<NetworkAclRule>;
