// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A network interface. An instance that names it gets its subnet and groups; a Pod has one interface, whose address the cluster assigns.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.NetworkInterface`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const networkInterface = new aws.ec2.NetworkInterface("web", { subnetId: subnet.id });
 * new aws.ec2.Instance("web", {
 *   ami: "busybox:1.35",
 *   instanceType: "t3.micro",
 *   primaryNetworkInterface: { networkInterfaceId: networkInterface.id },
 * });
 * ```
 */
export class NetworkInterface extends AwsRecord {
  /** As in `aws.ec2.NetworkInterface`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `attachments`, or its default. */
  declare readonly attachments: pulumi.Output<outputs.ec2.NetworkInterfaceAttachment[]>;
  /** The argument `description`, or its default. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The argument `enaSrdSpecification`, or its default. */
  declare readonly enaSrdSpecification: pulumi.Output<
    outputs.ec2.NetworkInterfaceEnaSrdSpecification | undefined
  >;
  /** The argument `enablePrimaryIpv6`, or its default. */
  declare readonly enablePrimaryIpv6: pulumi.Output<boolean>;
  /** The argument `interfaceType`, or its default. */
  declare readonly interfaceType: pulumi.Output<string>;
  /** The argument `ipv4PrefixCount`, or its default. */
  declare readonly ipv4PrefixCount: pulumi.Output<number>;
  /** The argument `ipv4Prefixes`, or its default. */
  declare readonly ipv4Prefixes: pulumi.Output<string[]>;
  /** The argument `ipv6AddressCount`, or its default. */
  declare readonly ipv6AddressCount: pulumi.Output<number>;
  /** The argument `ipv6AddressListEnabled`, or its default. */
  declare readonly ipv6AddressListEnabled: pulumi.Output<boolean | undefined>;
  /** The argument `ipv6AddressLists`, or its default. */
  declare readonly ipv6AddressLists: pulumi.Output<string[]>;
  /** The argument `ipv6Addresses`, or its default. */
  declare readonly ipv6Addresses: pulumi.Output<string[]>;
  /** The argument `ipv6PrefixCount`, or its default. */
  declare readonly ipv6PrefixCount: pulumi.Output<number>;
  /** The argument `ipv6Prefixes`, or its default. */
  declare readonly ipv6Prefixes: pulumi.Output<string[]>;
  /** As in `aws.ec2.NetworkInterface`, made from the id and the arguments. */
  declare readonly macAddress: pulumi.Output<string>;
  /** As in `aws.ec2.NetworkInterface`, made from the id and the arguments. */
  declare readonly outpostArn: pulumi.Output<string>;
  /** As in `aws.ec2.NetworkInterface`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** As in `aws.ec2.NetworkInterface`, made from the id and the arguments. */
  declare readonly privateDnsName: pulumi.Output<string>;
  /** The argument `privateIp`, or its default. */
  declare readonly privateIp: pulumi.Output<string>;
  /** The argument `privateIpListEnabled`, or its default. */
  declare readonly privateIpListEnabled: pulumi.Output<boolean | undefined>;
  /** The argument `privateIpLists`, or its default. */
  declare readonly privateIpLists: pulumi.Output<string[]>;
  /** The argument `privateIps`, or its default. */
  declare readonly privateIps: pulumi.Output<string[]>;
  /** The argument `privateIpsCount`, or its default. */
  declare readonly privateIpsCount: pulumi.Output<number>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `securityGroups`, or its default. */
  declare readonly securityGroups: pulumi.Output<string[]>;
  /** The argument `sourceDestCheck`, or its default. */
  declare readonly sourceDestCheck: pulumi.Output<boolean | undefined>;
  /** The argument `subnetId`, or its default. */
  declare readonly subnetId: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.NetworkInterface`, made from the id and the arguments. */
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
    state?: NetworkInterfaceState,
    options?: pulumi.CustomResourceOptions,
  ): NetworkInterface {
    return new NetworkInterface(name, state as unknown as NetworkInterfaceArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is NetworkInterface {
    return isRecordOf("ec2:NetworkInterface", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.NetworkInterface`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: NetworkInterfaceArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:NetworkInterface", name, args, options);
  }
}

/** Arguments of `aws.ec2.NetworkInterface`. */
export interface NetworkInterfaceArgs {
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  attachments?: pulumi.Input<pulumi.Input<inputs.ec2.NetworkInterfaceAttachment>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  description?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  enaSrdSpecification?: pulumi.Input<inputs.ec2.NetworkInterfaceEnaSrdSpecification | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change replaces the resource. */
  enablePrimaryIpv6?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change replaces the resource. */
  interfaceType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv4PrefixCount?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv4Prefixes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv6AddressCount?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv6AddressListEnabled?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv6AddressLists?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv6Addresses?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv6PrefixCount?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  ipv6Prefixes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  privateIp?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  privateIpListEnabled?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  privateIpLists?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  privateIps?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  privateIpsCount?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  securityGroups?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  sourceDestCheck?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.NetworkInterface`. A change replaces the resource. */
  subnetId: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkInterface`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `NetworkInterface.get` may be given. */
export type NetworkInterfaceState = StateOf<NetworkInterface>;
