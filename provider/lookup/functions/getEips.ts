// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 EIP that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getEips`.
 * @param options - The provider or the parent whose region it is.
 */
export function getEips(args?: GetEipsArgs, options?: pulumi.InvokeOptions): Promise<GetEipsResult> {
  return findOne("ec2:getEips", args, options);
}

/**
 * Looks up EC2 EIP that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getEips`.
 * @param options - The provider or the parent whose region it is.
 */
export function getEipsOutput(
  args?: GetEipsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetEipsResult> {
  return findOutput("ec2:getEips", args, options);
}

/** Arguments of `aws.ec2.getEips`. */
export interface GetEipsArgs {
  /** As in `aws.ec2.getEips`. */
  filters?: inputs.ec2.GetEipsFilter[];
  /** As in `aws.ec2.getEips`. */
  region?: string;
  /** As in `aws.ec2.getEips`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getEipsOutput`. */
export interface GetEipsOutputArgs {
  /** As in `aws.ec2.getEips`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetEipsFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getEips`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getEips`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getEips`. */
export interface GetEipsResult {
  /** As in `aws.ec2.getEips`. */
  readonly allocationIds: string[];
  /** As in `aws.ec2.getEips`. */
  readonly filters?: outputs.ec2.GetEipsFilter[];
  /** As in `aws.ec2.getEips`. */
  readonly id: string;
  /** As in `aws.ec2.getEips`. */
  readonly publicIps: string[];
  /** As in `aws.ec2.getEips`. */
  readonly region: string;
  /** As in `aws.ec2.getEips`. */
  readonly tags?: { [key: string]: string };
}
