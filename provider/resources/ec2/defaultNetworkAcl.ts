// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * The network ACL that a network has from its creation on. It filters nothing here.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.DefaultNetworkAcl`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * new aws.ec2.DefaultNetworkAcl("main", { defaultNetworkAclId: vpc.defaultNetworkAclId });
 * ```
 */
export class DefaultNetworkAcl extends AwsRecord {
  /** As in `aws.ec2.DefaultNetworkAcl`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `defaultNetworkAclId`, or its default. */
  declare readonly defaultNetworkAclId: pulumi.Output<string>;
  /** The argument `egress`, or its default. */
  declare readonly egress: pulumi.Output<outputs.ec2.DefaultNetworkAclEgress[] | undefined>;
  /** The argument `ingress`, or its default. */
  declare readonly ingress: pulumi.Output<outputs.ec2.DefaultNetworkAclIngress[] | undefined>;
  /** As in `aws.ec2.DefaultNetworkAcl`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `subnetIds`, or its default. */
  declare readonly subnetIds: pulumi.Output<string[] | undefined>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.DefaultNetworkAcl`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** As in `aws.ec2.DefaultNetworkAcl`, made from the id and the arguments. */
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
    state?: DefaultNetworkAclState,
    options?: pulumi.CustomResourceOptions,
  ): DefaultNetworkAcl {
    return new DefaultNetworkAcl(name, state as unknown as DefaultNetworkAclArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is DefaultNetworkAcl {
    return isRecordOf("ec2:DefaultNetworkAcl", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.DefaultNetworkAcl`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: DefaultNetworkAclArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:DefaultNetworkAcl", name, args, options);
  }
}

/** Arguments of `aws.ec2.DefaultNetworkAcl`. */
export interface DefaultNetworkAclArgs {
  /** As in `aws.ec2.DefaultNetworkAcl`. A change replaces the resource. */
  defaultNetworkAclId: pulumi.Input<string>;
  /** As in `aws.ec2.DefaultNetworkAcl`. A change is live. */
  egress?: pulumi.Input<pulumi.Input<inputs.ec2.DefaultNetworkAclEgress>[] | undefined>;
  /** As in `aws.ec2.DefaultNetworkAcl`. A change is live. */
  ingress?: pulumi.Input<pulumi.Input<inputs.ec2.DefaultNetworkAclIngress>[] | undefined>;
  /** As in `aws.ec2.DefaultNetworkAcl`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultNetworkAcl`. A change is live. */
  subnetIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.DefaultNetworkAcl`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `DefaultNetworkAcl.get` may be given. */
export type DefaultNetworkAclState = StateOf<DefaultNetworkAcl>;
