// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";

/**
 * Looks up ELBv2 Load Balancer that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.lb.getLbs`.
 * @param options - The provider or the parent whose region it is.
 */
export function getLbs(args?: GetLbsArgs, options?: pulumi.InvokeOptions): Promise<GetLbsResult> {
  return findOne("lb:getLbs", args, options);
}

/**
 * Looks up ELBv2 Load Balancer that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.lb.getLbs`.
 * @param options - The provider or the parent whose region it is.
 */
export function getLbsOutput(
  args?: GetLbsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetLbsResult> {
  return findOutput("lb:getLbs", args, options);
}

/** Arguments of `aws.lb.getLbs`. */
export interface GetLbsArgs {
  /** As in `aws.lb.getLbs`. */
  region?: string;
  /** As in `aws.lb.getLbs`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.lb.getLbsOutput`. */
export interface GetLbsOutputArgs {
  /** As in `aws.lb.getLbs`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getLbs`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.lb.getLbs`. */
export interface GetLbsResult {
  /** As in `aws.lb.getLbs`. */
  readonly arns: string[];
  /** As in `aws.lb.getLbs`. */
  readonly id: string;
  /** As in `aws.lb.getLbs`. */
  readonly region: string;
  /** As in `aws.lb.getLbs`. */
  readonly tags?: { [key: string]: string };
}
