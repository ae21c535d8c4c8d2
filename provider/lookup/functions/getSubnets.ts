// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Subnet that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getSubnets`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSubnets(args?: GetSubnetsArgs, options?: pulumi.InvokeOptions): Promise<GetSubnetsResult> {
  return findOne("ec2:getSubnets", args, options);
}

/**
 * Looks up EC2 Subnet that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getSubnets`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSubnetsOutput(
  args?: GetSubnetsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetSubnetsResult> {
  return findOutput("ec2:getSubnets", args, options);
}

/** Arguments of `aws.ec2.getSubnets`. */
export interface GetSubnetsArgs {
  /** As in `aws.ec2.getSubnets`. */
  filters?: inputs.ec2.GetSubnetsFilter[];
  /** As in `aws.ec2.getSubnets`. */
  region?: string;
  /** As in `aws.ec2.getSubnets`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getSubnetsOutput`. */
export interface GetSubnetsOutputArgs {
  /** As in `aws.ec2.getSubnets`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetSubnetsFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getSubnets`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSubnets`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getSubnets`. */
export interface GetSubnetsResult {
  /** As in `aws.ec2.getSubnets`. */
  readonly filters?: outputs.ec2.GetSubnetsFilter[];
  /** As in `aws.ec2.getSubnets`. */
  readonly id: string;
  /** As in `aws.ec2.getSubnets`. */
  readonly ids: string[];
  /** As in `aws.ec2.getSubnets`. */
  readonly region: string;
  /** As in `aws.ec2.getSubnets`. */
  readonly tags: { [key: string]: string };
}
