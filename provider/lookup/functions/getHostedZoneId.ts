// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";

/**
 * Looks up ELB Hosted Zone that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.lb.getHostedZoneId`.
 * @param options - The provider or the parent whose region it is.
 */
export function getHostedZoneId(
  args?: GetHostedZoneIdArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetHostedZoneIdResult> {
  return findOne("lb:getHostedZoneId", args, options);
}

/**
 * Looks up ELB Hosted Zone that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.lb.getHostedZoneId`.
 * @param options - The provider or the parent whose region it is.
 */
export function getHostedZoneIdOutput(
  args?: GetHostedZoneIdOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetHostedZoneIdResult> {
  return findOutput("lb:getHostedZoneId", args, options);
}

/** Arguments of `aws.lb.getHostedZoneId`. */
export interface GetHostedZoneIdArgs {
  /** As in `aws.lb.getHostedZoneId`. */
  loadBalancerType?: string;
  /** As in `aws.lb.getHostedZoneId`. */
  region?: string;
}

/** Arguments of `aws.lb.getHostedZoneIdOutput`. */
export interface GetHostedZoneIdOutputArgs {
  /** As in `aws.lb.getHostedZoneId`. */
  loadBalancerType?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.getHostedZoneId`. */
  region?: pulumi.Input<string | undefined>;
}

/** Result of `aws.lb.getHostedZoneId`. */
export interface GetHostedZoneIdResult {
  /** As in `aws.lb.getHostedZoneId`. */
  readonly id: string;
  /** As in `aws.lb.getHostedZoneId`. */
  readonly loadBalancerType?: string;
  /** As in `aws.lb.getHostedZoneId`. */
  readonly region: string;
}
