// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";

/**
 * Looks up IAM Instance Profile that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.iam.getInstanceProfile`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstanceProfile(
  args: GetInstanceProfileArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetInstanceProfileResult> {
  return findOne("iam:getInstanceProfile", args, options);
}

/**
 * Looks up IAM Instance Profile that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.iam.getInstanceProfile`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstanceProfileOutput(
  args: GetInstanceProfileOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstanceProfileResult> {
  return findOutput("iam:getInstanceProfile", args, options);
}

/** Arguments of `aws.iam.getInstanceProfile`. */
export interface GetInstanceProfileArgs {
  /** As in `aws.iam.getInstanceProfile`. */
  name: string;
}

/** Arguments of `aws.iam.getInstanceProfileOutput`. */
export interface GetInstanceProfileOutputArgs {
  /** As in `aws.iam.getInstanceProfile`. */
  name: pulumi.Input<string>;
}

/** Result of `aws.iam.getInstanceProfile`. */
export interface GetInstanceProfileResult {
  /** As in `aws.iam.getInstanceProfile`. */
  readonly arn: string;
  /** As in `aws.iam.getInstanceProfile`. */
  readonly createDate: string;
  /** As in `aws.iam.getInstanceProfile`. */
  readonly id: string;
  /** As in `aws.iam.getInstanceProfile`. */
  readonly name: string;
  /** As in `aws.iam.getInstanceProfile`. */
  readonly path: string;
  /** As in `aws.iam.getInstanceProfile`. */
  readonly roleArn: string;
  /** As in `aws.iam.getInstanceProfile`. */
  readonly roleId: string;
  /** As in `aws.iam.getInstanceProfile`. */
  readonly roleName: string;
}
