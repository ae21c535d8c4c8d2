// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Instance Type Offering that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getInstanceTypeOfferings`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstanceTypeOfferings(
  args?: GetInstanceTypeOfferingsArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetInstanceTypeOfferingsResult> {
  return findOne("ec2:getInstanceTypeOfferings", args, options);
}

/**
 * Looks up EC2 Instance Type Offering that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getInstanceTypeOfferings`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstanceTypeOfferingsOutput(
  args?: GetInstanceTypeOfferingsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstanceTypeOfferingsResult> {
  return findOutput("ec2:getInstanceTypeOfferings", args, options);
}

/** Arguments of `aws.ec2.getInstanceTypeOfferings`. */
export interface GetInstanceTypeOfferingsArgs {
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  filters?: inputs.ec2.GetInstanceTypeOfferingsFilter[];
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  locationType?: string;
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  region?: string;
}

/** Arguments of `aws.ec2.getInstanceTypeOfferingsOutput`. */
export interface GetInstanceTypeOfferingsOutputArgs {
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetInstanceTypeOfferingsFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  locationType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  region?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getInstanceTypeOfferings`. */
export interface GetInstanceTypeOfferingsResult {
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  readonly filters?: outputs.ec2.GetInstanceTypeOfferingsFilter[];
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  readonly id: string;
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  readonly instanceTypes: string[];
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  readonly locationType?: string;
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  readonly locationTypes: string[];
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  readonly locations: string[];
  /** As in `aws.ec2.getInstanceTypeOfferings`. */
  readonly region: string;
}
