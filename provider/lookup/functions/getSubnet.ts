// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Subnet that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getSubnet`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSubnet(args?: GetSubnetArgs, options?: pulumi.InvokeOptions): Promise<GetSubnetResult> {
  return findOne("ec2:getSubnet", args, options);
}

/**
 * Looks up EC2 Subnet that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getSubnet`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSubnetOutput(
  args?: GetSubnetOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetSubnetResult> {
  return findOutput("ec2:getSubnet", args, options);
}

/** Arguments of `aws.ec2.getSubnet`. */
export interface GetSubnetArgs {
  /** As in `aws.ec2.getSubnet`. */
  availabilityZone?: string;
  /** As in `aws.ec2.getSubnet`. */
  availabilityZoneId?: string;
  /** As in `aws.ec2.getSubnet`. */
  cidrBlock?: string;
  /** As in `aws.ec2.getSubnet`. */
  defaultForAz?: boolean;
  /** As in `aws.ec2.getSubnet`. */
  filters?: inputs.ec2.GetSubnetFilter[];
  /** As in `aws.ec2.getSubnet`. */
  id?: string;
  /** As in `aws.ec2.getSubnet`. */
  ipv6CidrBlock?: string;
  /** As in `aws.ec2.getSubnet`. */
  region?: string;
  /** As in `aws.ec2.getSubnet`. */
  state?: string;
  /** As in `aws.ec2.getSubnet`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getSubnet`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getSubnetOutput`. */
export interface GetSubnetOutputArgs {
  /** As in `aws.ec2.getSubnet`. */
  availabilityZone?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  availabilityZoneId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  defaultForAz?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetSubnetFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  state?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getSubnet`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getSubnet`. */
export interface GetSubnetResult {
  /** As in `aws.ec2.getSubnet`. */
  readonly arn: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly assignIpv6AddressOnCreation: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly availabilityZone: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly availabilityZoneId: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly availableIpAddressCount: number;
  /** As in `aws.ec2.getSubnet`. */
  readonly cidrBlock: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly customerOwnedIpv4Pool: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly defaultForAz: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly enableDns64: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly enableLniAtDeviceIndex: number;
  /** As in `aws.ec2.getSubnet`. */
  readonly enableResourceNameDnsARecordOnLaunch: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly enableResourceNameDnsAaaaRecordOnLaunch: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly filters?: outputs.ec2.GetSubnetFilter[];
  /** As in `aws.ec2.getSubnet`. */
  readonly id: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly ipv6CidrBlock: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly ipv6CidrBlockAssociationId: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly ipv6Native: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly mapCustomerOwnedIpOnLaunch: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly mapPublicIpOnLaunch: boolean;
  /** As in `aws.ec2.getSubnet`. */
  readonly outpostArn: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly ownerId: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly privateDnsHostnameTypeOnLaunch: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly region: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly state: string;
  /** As in `aws.ec2.getSubnet`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getSubnet`. */
  readonly vpcId: string;
}
