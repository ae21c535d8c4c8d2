// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * The region's default network, which is always there. Deleting the resource leaves it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.DefaultVpc`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.ec2.DefaultVpc("default", { tags: { Name: "default" } });
 * ```
 */
export class DefaultVpc extends AwsRecord {
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `assignGeneratedIpv6CidrBlock`, or its default. */
  declare readonly assignGeneratedIpv6CidrBlock: pulumi.Output<boolean | undefined>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly cidrBlock: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly defaultNetworkAclId: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly defaultRouteTableId: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly defaultSecurityGroupId: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly dhcpOptionsId: pulumi.Output<string>;
  /** The argument `enableDnsHostnames`, or its default. */
  declare readonly enableDnsHostnames: pulumi.Output<boolean | undefined>;
  /** The argument `enableDnsSupport`, or its default. */
  declare readonly enableDnsSupport: pulumi.Output<boolean | undefined>;
  /** The argument `enableNetworkAddressUsageMetrics`, or its default. */
  declare readonly enableNetworkAddressUsageMetrics: pulumi.Output<boolean>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly existingDefaultVpc: pulumi.Output<boolean>;
  /** The argument `forceDestroy`, or its default. */
  declare readonly forceDestroy: pulumi.Output<boolean | undefined>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly instanceTenancy: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly ipv6AssociationId: pulumi.Output<string>;
  /** The argument `ipv6CidrBlock`, or its default. */
  declare readonly ipv6CidrBlock: pulumi.Output<string>;
  /** The argument `ipv6CidrBlockNetworkBorderGroup`, or its default. */
  declare readonly ipv6CidrBlockNetworkBorderGroup: pulumi.Output<string>;
  /** The argument `ipv6IpamPoolId`, or its default. */
  declare readonly ipv6IpamPoolId: pulumi.Output<string | undefined>;
  /** The argument `ipv6NetmaskLength`, or its default. */
  declare readonly ipv6NetmaskLength: pulumi.Output<number | undefined>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly mainRouteTableId: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.DefaultVpc`, made from the id and the arguments. */
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
    state?: DefaultVpcState,
    options?: pulumi.CustomResourceOptions,
  ): DefaultVpc {
    return new DefaultVpc(name, state as unknown as DefaultVpcArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is DefaultVpc {
    return isRecordOf("ec2:DefaultVpc", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.DefaultVpc`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: DefaultVpcArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:DefaultVpc", name, args, options);
  }
}

/** Arguments of `aws.ec2.DefaultVpc`. */
export interface DefaultVpcArgs {
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  assignGeneratedIpv6CidrBlock?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  enableDnsHostnames?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  enableDnsSupport?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  enableNetworkAddressUsageMetrics?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  ipv6CidrBlockNetworkBorderGroup?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  ipv6IpamPoolId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  ipv6NetmaskLength?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultVpc`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `DefaultVpc.get` may be given. */
export type DefaultVpcState = StateOf<DefaultVpc>;
