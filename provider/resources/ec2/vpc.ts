// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A network. Rules whose range covers it reach the instances in it; nothing else separates it from other networks.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.Vpc`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * export const id = vpc.id;
 * ```
 */
export class Vpc extends AwsRecord {
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `assignGeneratedIpv6CidrBlock`, or its default. */
  declare readonly assignGeneratedIpv6CidrBlock: pulumi.Output<boolean | undefined>;
  /** The argument `cidrBlock`, or its default. */
  declare readonly cidrBlock: pulumi.Output<string>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly defaultNetworkAclId: pulumi.Output<string>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly defaultRouteTableId: pulumi.Output<string>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly defaultSecurityGroupId: pulumi.Output<string>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly dhcpOptionsId: pulumi.Output<string>;
  /** The argument `enableDnsHostnames`, or its default. */
  declare readonly enableDnsHostnames: pulumi.Output<boolean>;
  /** The argument `enableDnsSupport`, or its default. */
  declare readonly enableDnsSupport: pulumi.Output<boolean | undefined>;
  /** The argument `enableNetworkAddressUsageMetrics`, or its default. */
  declare readonly enableNetworkAddressUsageMetrics: pulumi.Output<boolean>;
  /** The argument `instanceTenancy`, or its default. */
  declare readonly instanceTenancy: pulumi.Output<string | undefined>;
  /** The argument `ipv4IpamPoolId`, or its default. */
  declare readonly ipv4IpamPoolId: pulumi.Output<string | undefined>;
  /** The argument `ipv4NetmaskLength`, or its default. */
  declare readonly ipv4NetmaskLength: pulumi.Output<number | undefined>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly ipv6AssociationId: pulumi.Output<string>;
  /** The argument `ipv6CidrBlock`, or its default. */
  declare readonly ipv6CidrBlock: pulumi.Output<string>;
  /** The argument `ipv6CidrBlockNetworkBorderGroup`, or its default. */
  declare readonly ipv6CidrBlockNetworkBorderGroup: pulumi.Output<string>;
  /** The argument `ipv6IpamPoolId`, or its default. */
  declare readonly ipv6IpamPoolId: pulumi.Output<string | undefined>;
  /** The argument `ipv6NetmaskLength`, or its default. */
  declare readonly ipv6NetmaskLength: pulumi.Output<number | undefined>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly mainRouteTableId: pulumi.Output<string>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.Vpc`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;

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
    state?: VpcState,
    options?: pulumi.CustomResourceOptions,
  ): Vpc {
    return new Vpc(name, state as unknown as VpcArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Vpc {
    return isRecordOf("ec2:Vpc", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.Vpc`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: VpcArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:Vpc", name, args, options);
  }
}

/** Arguments of `aws.ec2.Vpc`. */
export interface VpcArgs {
  /** As in `aws.ec2.Vpc`. A change is live. */
  assignGeneratedIpv6CidrBlock?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Vpc`. A change replaces the resource. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  enableDnsHostnames?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  enableDnsSupport?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  enableNetworkAddressUsageMetrics?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Vpc`. A change replaces the resource. */
  instanceTenancy?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Vpc`. A change replaces the resource. */
  ipv4IpamPoolId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Vpc`. A change replaces the resource. */
  ipv4NetmaskLength?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  ipv6CidrBlockNetworkBorderGroup?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  ipv6IpamPoolId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  ipv6NetmaskLength?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.Vpc`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Vpc`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `Vpc.get` may be given. */
export type VpcState = StateOf<Vpc>;
