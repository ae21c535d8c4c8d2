// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * The subnet of a zone in the region's default network, which is always there. Deleting the resource leaves it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.DefaultSubnet`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.ec2.DefaultSubnet("a", { availabilityZone: "us-east-1a" });
 * ```
 */
export class DefaultSubnet extends AwsRecord {
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `assignIpv6AddressOnCreation`, or its default. */
  declare readonly assignIpv6AddressOnCreation: pulumi.Output<boolean | undefined>;
  /** The argument `availabilityZone`, or its default. */
  declare readonly availabilityZone: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly availabilityZoneId: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly cidrBlock: pulumi.Output<string>;
  /** The argument `customerOwnedIpv4Pool`, or its default. */
  declare readonly customerOwnedIpv4Pool: pulumi.Output<string | undefined>;
  /** The argument `enableDns64`, or its default. */
  declare readonly enableDns64: pulumi.Output<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly enableLniAtDeviceIndex: pulumi.Output<number>;
  /** The argument `enableResourceNameDnsARecordOnLaunch`, or its default. */
  declare readonly enableResourceNameDnsARecordOnLaunch: pulumi.Output<boolean | undefined>;
  /** The argument `enableResourceNameDnsAaaaRecordOnLaunch`, or its default. */
  declare readonly enableResourceNameDnsAaaaRecordOnLaunch: pulumi.Output<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly existingDefaultSubnet: pulumi.Output<boolean>;
  /** The argument `forceDestroy`, or its default. */
  declare readonly forceDestroy: pulumi.Output<boolean | undefined>;
  /** The argument `ipv6CidrBlock`, or its default. */
  declare readonly ipv6CidrBlock: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly ipv6CidrBlockAssociationId: pulumi.Output<string>;
  /** The argument `ipv6Native`, or its default. */
  declare readonly ipv6Native: pulumi.Output<boolean | undefined>;
  /** The argument `mapCustomerOwnedIpOnLaunch`, or its default. */
  declare readonly mapCustomerOwnedIpOnLaunch: pulumi.Output<boolean | undefined>;
  /** The argument `mapPublicIpOnLaunch`, or its default. */
  declare readonly mapPublicIpOnLaunch: pulumi.Output<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly outpostArn: pulumi.Output<string>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `privateDnsHostnameTypeOnLaunch`, or its default. */
  declare readonly privateDnsHostnameTypeOnLaunch: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** As in `aws.ec2.DefaultSubnet`, made from the id and the arguments. */
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
    state?: DefaultSubnetState,
    options?: pulumi.CustomResourceOptions,
  ): DefaultSubnet {
    return new DefaultSubnet(name, state as unknown as DefaultSubnetArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is DefaultSubnet {
    return isRecordOf("ec2:DefaultSubnet", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.DefaultSubnet`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: DefaultSubnetArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:DefaultSubnet", name, args, options);
  }
}

/** Arguments of `aws.ec2.DefaultSubnet`. */
export interface DefaultSubnetArgs {
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  assignIpv6AddressOnCreation?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change replaces the resource. */
  availabilityZone: pulumi.Input<string>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  customerOwnedIpv4Pool?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  enableDns64?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  enableResourceNameDnsARecordOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  enableResourceNameDnsAaaaRecordOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  ipv6Native?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  mapCustomerOwnedIpOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  mapPublicIpOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  privateDnsHostnameTypeOnLaunch?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.DefaultSubnet`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `DefaultSubnet.get` may be given. */
export type DefaultSubnetState = StateOf<DefaultSubnet>;
