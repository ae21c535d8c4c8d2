// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";

/**
 * Looks up IAM User that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.iam.getUser`.
 * @param options - The provider or the parent whose region it is.
 */
export function getUser(args: GetUserArgs, options?: pulumi.InvokeOptions): Promise<GetUserResult> {
  return findOne("iam:getUser", args, options);
}

/**
 * Looks up IAM User that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.iam.getUser`.
 * @param options - The provider or the parent whose region it is.
 */
export function getUserOutput(
  args: GetUserOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetUserResult> {
  return findOutput("iam:getUser", args, options);
}

/** Arguments of `aws.iam.getUser`. */
export interface GetUserArgs {
  /** As in `aws.iam.getUser`. */
  tags?: { [key: string]: string };
  /** As in `aws.iam.getUser`. */
  userName: string;
}

/** Arguments of `aws.iam.getUserOutput`. */
export interface GetUserOutputArgs {
  /** As in `aws.iam.getUser`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.iam.getUser`. */
  userName: pulumi.Input<string>;
}

/** Result of `aws.iam.getUser`. */
export interface GetUserResult {
  /** As in `aws.iam.getUser`. */
  readonly arn: string;
  /** As in `aws.iam.getUser`. */
  readonly id: string;
  /** As in `aws.iam.getUser`. */
  readonly path: string;
  /** As in `aws.iam.getUser`. */
  readonly permissionsBoundary: string;
  /** As in `aws.iam.getUser`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.iam.getUser`. */
  readonly userId: string;
  /** As in `aws.iam.getUser`. */
  readonly userName: string;
}
