// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 NAT Gateway that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getNatGateways`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNatGateways(
  args?: GetNatGatewaysArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetNatGatewaysResult> {
  return findOne("ec2:getNatGateways", args, options);
}

/**
 * Looks up EC2 NAT Gateway that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getNatGateways`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNatGatewaysOutput(
  args?: GetNatGatewaysOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetNatGatewaysResult> {
  return findOutput("ec2:getNatGateways", args, options);
}

/** Arguments of `aws.ec2.getNatGateways`. */
export interface GetNatGatewaysArgs {
  /** As in `aws.ec2.getNatGateways`. */
  filters?: inputs.ec2.GetNatGatewaysFilter[];
  /** As in `aws.ec2.getNatGateways`. */
  region?: string;
  /** As in `aws.ec2.getNatGateways`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getNatGateways`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getNatGatewaysOutput`. */
export interface GetNatGatewaysOutputArgs {
  /** As in `aws.ec2.getNatGateways`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetNatGatewaysFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getNatGateways`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNatGateways`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getNatGateways`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getNatGateways`. */
export interface GetNatGatewaysResult {
  /** As in `aws.ec2.getNatGateways`. */
  readonly filters?: outputs.ec2.GetNatGatewaysFilter[];
  /** As in `aws.ec2.getNatGateways`. */
  readonly id: string;
  /** As in `aws.ec2.getNatGateways`. */
  readonly ids: string[];
  /** As in `aws.ec2.getNatGateways`. */
  readonly region: string;
  /** As in `aws.ec2.getNatGateways`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getNatGateways`. */
  readonly vpcId?: string;
}
