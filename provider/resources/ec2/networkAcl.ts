// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A network ACL. It filters nothing here, because a NetworkPolicy can't deny: security groups alone decide.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.NetworkAcl`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const acl = new aws.ec2.NetworkAcl("web", { vpcId: vpc.id });
 * export const id = acl.id;
 * ```
 */
export class NetworkAcl extends AwsRecord {
  /** As in `aws.ec2.NetworkAcl`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `egress`, or its default. */
  declare readonly egress: pulumi.Output<outputs.ec2.NetworkAclEgress[]>;
  /** The argument `ingress`, or its default. */
  declare readonly ingress: pulumi.Output<outputs.ec2.NetworkAclIngress[]>;
  /** As in `aws.ec2.NetworkAcl`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `subnetIds`, or its default. */
  declare readonly subnetIds: pulumi.Output<string[]>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.NetworkAcl`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `vpcId`, or its default. */
  declare readonly vpcId: pulumi.Output<string>;

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
    state?: NetworkAclState,
    options?: pulumi.CustomResourceOptions,
  ): NetworkAcl {
    return new NetworkAcl(name, state as unknown as NetworkAclArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is NetworkAcl {
    return isRecordOf("ec2:NetworkAcl", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.NetworkAcl`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: NetworkAclArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:NetworkAcl", name, args, options);
  }
}

/** Arguments of `aws.ec2.NetworkAcl`. */
export interface NetworkAclArgs {
  /** As in `aws.ec2.NetworkAcl`. A change is live. */
  egress?: pulumi.Input<pulumi.Input<inputs.ec2.NetworkAclEgress>[] | undefined>;
  /** As in `aws.ec2.NetworkAcl`. A change is live. */
  ingress?: pulumi.Input<pulumi.Input<inputs.ec2.NetworkAclIngress>[] | undefined>;
  /** As in `aws.ec2.NetworkAcl`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkAcl`. A change is live. */
  subnetIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkAcl`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.NetworkAcl`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `NetworkAcl.get` may be given. */
export type NetworkAclState = StateOf<NetworkAcl>;
