// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * The way of private subnets to the internet. Pods reach it by the cluster's own way, with or without this.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.NatGateway`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const address = new aws.ec2.Eip("nat");
 * new aws.ec2.NatGateway("nat", { subnetId: subnet.id, allocationId: address.id });
 * ```
 */
export class NatGateway extends AwsRecord {
  /** The argument `allocationId`, or its default. */
  declare readonly allocationId: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly associationId: pulumi.Output<string>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly autoProvisionZones: pulumi.Output<string>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly autoScalingIps: pulumi.Output<string>;
  /** The argument `availabilityMode`, or its default. */
  declare readonly availabilityMode: pulumi.Output<string>;
  /** The argument `availabilityZoneAddresses`, or its default. */
  declare readonly availabilityZoneAddresses: pulumi.Output<
    outputs.ec2.NatGatewayAvailabilityZoneAddress[] | undefined
  >;
  /** The argument `connectivityType`, or its default. */
  declare readonly connectivityType: pulumi.Output<string | undefined>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly networkInterfaceId: pulumi.Output<string>;
  /** The argument `privateIp`, or its default. */
  declare readonly privateIp: pulumi.Output<string>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly publicIp: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly regionalNatGatewayAddresses: pulumi.Output<
    outputs.ec2.NatGatewayRegionalNatGatewayAddress[]
  >;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly regionalNatGatewayAutoMode: pulumi.Output<string>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
  declare readonly routeTableId: pulumi.Output<string>;
  /** The argument `secondaryAllocationIds`, or its default. */
  declare readonly secondaryAllocationIds: pulumi.Output<string[]>;
  /** The argument `secondaryPrivateIpAddressCount`, or its default. */
  declare readonly secondaryPrivateIpAddressCount: pulumi.Output<number>;
  /** The argument `secondaryPrivateIpAddresses`, or its default. */
  declare readonly secondaryPrivateIpAddresses: pulumi.Output<string[]>;
  /** The argument `subnetId`, or its default. */
  declare readonly subnetId: pulumi.Output<string | undefined>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.NatGateway`, made from the id and the arguments. */
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
    state?: NatGatewayState,
    options?: pulumi.CustomResourceOptions,
  ): NatGateway {
    return new NatGateway(name, state as unknown as NatGatewayArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is NatGateway {
    return isRecordOf("ec2:NatGateway", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.NatGateway`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: NatGatewayArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:NatGateway", name, args, options);
  }
}

/** Arguments of `aws.ec2.NatGateway`. */
export interface NatGatewayArgs {
  /** As in `aws.ec2.NatGateway`. A change replaces the resource. */
  allocationId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NatGateway`. A change replaces the resource. */
  availabilityMode?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NatGateway`. A change is live. */
  availabilityZoneAddresses?: pulumi.Input<
    pulumi.Input<inputs.ec2.NatGatewayAvailabilityZoneAddress>[] | undefined
  >;
  /** As in `aws.ec2.NatGateway`. A change replaces the resource. */
  connectivityType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NatGateway`. A change replaces the resource. */
  privateIp?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NatGateway`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NatGateway`. A change is live. */
  secondaryAllocationIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NatGateway`. A change is live. */
  secondaryPrivateIpAddressCount?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NatGateway`. A change is live. */
  secondaryPrivateIpAddresses?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.NatGateway`. A change replaces the resource. */
  subnetId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NatGateway`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.NatGateway`. A change replaces the resource. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** What `NatGateway.get` may be given. */
export type NatGatewayState = StateOf<NatGateway>;
