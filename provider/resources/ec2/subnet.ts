// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A part of a network. Its instances get its zone, and a public address if `mapPublicIpOnLaunch` is set.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.Subnet`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", subnetId: subnet.id });
 * ```
 */
export class Subnet extends AwsRecord {
  /** As in `aws.ec2.Subnet`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `assignIpv6AddressOnCreation`, or its default. */
  declare readonly assignIpv6AddressOnCreation: pulumi.Output<boolean | undefined>;
  /** The argument `availabilityZone`, or its default. */
  declare readonly availabilityZone: pulumi.Output<string>;
  /** The argument `availabilityZoneId`, or its default. */
  declare readonly availabilityZoneId: pulumi.Output<string>;
  /** The argument `cidrBlock`, or its default. */
  declare readonly cidrBlock: pulumi.Output<string>;
  /** The argument `customerOwnedIpv4Pool`, or its default. */
  declare readonly customerOwnedIpv4Pool: pulumi.Output<string | undefined>;
  /** The argument `enableDns64`, or its default. */
  declare readonly enableDns64: pulumi.Output<boolean | undefined>;
  /** The argument `enableLniAtDeviceIndex`, or its default. */
  declare readonly enableLniAtDeviceIndex: pulumi.Output<number | undefined>;
  /** The argument `enableResourceNameDnsARecordOnLaunch`, or its default. */
  declare readonly enableResourceNameDnsARecordOnLaunch: pulumi.Output<boolean | undefined>;
  /** The argument `enableResourceNameDnsAaaaRecordOnLaunch`, or its default. */
  declare readonly enableResourceNameDnsAaaaRecordOnLaunch: pulumi.Output<boolean | undefined>;
  /** The argument `ipv4IpamPoolId`, or its default. */
  declare readonly ipv4IpamPoolId: pulumi.Output<string | undefined>;
  /** The argument `ipv4NetmaskLength`, or its default. */
  declare readonly ipv4NetmaskLength: pulumi.Output<number | undefined>;
  /** The argument `ipv6CidrBlock`, or its default. */
  declare readonly ipv6CidrBlock: pulumi.Output<string>;
  /** As in `aws.ec2.Subnet`, made from the id and the arguments. */
  declare readonly ipv6CidrBlockAssociationId: pulumi.Output<string>;
  /** The argument `ipv6IpamPoolId`, or its default. */
  declare readonly ipv6IpamPoolId: pulumi.Output<string | undefined>;
  /** The argument `ipv6Native`, or its default. */
  declare readonly ipv6Native: pulumi.Output<boolean | undefined>;
  /** The argument `ipv6NetmaskLength`, or its default. */
  declare readonly ipv6NetmaskLength: pulumi.Output<number | undefined>;
  /** The argument `mapCustomerOwnedIpOnLaunch`, or its default. */
  declare readonly mapCustomerOwnedIpOnLaunch: pulumi.Output<boolean | undefined>;
  /** The argument `mapPublicIpOnLaunch`, or its default. */
  declare readonly mapPublicIpOnLaunch: pulumi.Output<boolean | undefined>;
  /** The argument `outpostArn`, or its default. */
  declare readonly outpostArn: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.Subnet`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `privateDnsHostnameTypeOnLaunch`, or its default. */
  declare readonly privateDnsHostnameTypeOnLaunch: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.Subnet`, made from the id and the arguments. */
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
    state?: SubnetState,
    options?: pulumi.CustomResourceOptions,
  ): Subnet {
    return new Subnet(name, state as unknown as SubnetArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Subnet {
    return isRecordOf("ec2:Subnet", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.Subnet`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: SubnetArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:Subnet", name, args, options);
  }
}

/** Arguments of `aws.ec2.Subnet`. */
export interface SubnetArgs {
  /** As in `aws.ec2.Subnet`. A change is live. */
  assignIpv6AddressOnCreation?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  availabilityZone?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  availabilityZoneId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  customerOwnedIpv4Pool?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  enableDns64?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  enableLniAtDeviceIndex?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  enableResourceNameDnsARecordOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  enableResourceNameDnsAaaaRecordOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  ipv4IpamPoolId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  ipv4NetmaskLength?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  ipv6IpamPoolId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  ipv6Native?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  ipv6NetmaskLength?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  mapCustomerOwnedIpOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  mapPublicIpOnLaunch?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  outpostArn?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  privateDnsHostnameTypeOnLaunch?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.Subnet`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.Subnet`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `Subnet.get` may be given. */
export type SubnetState = StateOf<Subnet>;
