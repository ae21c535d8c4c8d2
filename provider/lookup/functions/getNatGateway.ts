// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 NAT Gateway that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getNatGateway`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNatGateway(
  args?: GetNatGatewayArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetNatGatewayResult> {
  return findOne("ec2:getNatGateway", args, options);
}

/**
 * Looks up EC2 NAT Gateway that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getNatGateway`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNatGatewayOutput(
  args?: GetNatGatewayOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetNatGatewayResult> {
  return findOutput("ec2:getNatGateway", args, options);
}

/** Arguments of `aws.ec2.getNatGateway`. */
export interface GetNatGatewayArgs {
  /** As in `aws.ec2.getNatGateway`. */
  filters?: inputs.ec2.GetNatGatewayFilter[];
  /** As in `aws.ec2.getNatGateway`. */
  id?: string;
  /** As in `aws.ec2.getNatGateway`. */
  region?: string;
  /** As in `aws.ec2.getNatGateway`. */
  state?: string;
  /** As in `aws.ec2.getNatGateway`. */
  subnetId?: string;
  /** As in `aws.ec2.getNatGateway`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getNatGateway`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getNatGatewayOutput`. */
export interface GetNatGatewayOutputArgs {
  /** As in `aws.ec2.getNatGateway`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetNatGatewayFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getNatGateway`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNatGateway`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNatGateway`. */
  state?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNatGateway`. */
  subnetId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNatGateway`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getNatGateway`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getNatGateway`. */
export interface GetNatGatewayResult {
  /** As in `aws.ec2.getNatGateway`. */
  readonly allocationId: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly associationId: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly autoProvisionZones: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly autoScalingIps: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly availabilityMode: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly availabilityZoneAddresses: outputs.ec2.GetNatGatewayAvailabilityZoneAddress[];
  /** As in `aws.ec2.getNatGateway`. */
  readonly connectivityType: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly filters?: outputs.ec2.GetNatGatewayFilter[];
  /** As in `aws.ec2.getNatGateway`. */
  readonly id: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly networkInterfaceId: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly privateIp: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly publicIp: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly region: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly regionalNatGatewayAddresses: outputs.ec2.GetNatGatewayRegionalNatGatewayAddress[];
  /** As in `aws.ec2.getNatGateway`. */
  readonly routeTableId: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly secondaryAllocationIds: string[];
  /** As in `aws.ec2.getNatGateway`. */
  readonly secondaryPrivateIpAddressCount: number;
  /** As in `aws.ec2.getNatGateway`. */
  readonly secondaryPrivateIpAddresses: string[];
  /** As in `aws.ec2.getNatGateway`. */
  readonly state: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly subnetId: string;
  /** As in `aws.ec2.getNatGateway`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getNatGateway`. */
  readonly vpcId: string;
}
