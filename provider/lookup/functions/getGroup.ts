// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as outputs from "../../types/output";

/**
 * Looks up IAM Group that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.iam.getGroup`.
 * @param options - The provider or the parent whose region it is.
 */
export function getGroup(args: GetGroupArgs, options?: pulumi.InvokeOptions): Promise<GetGroupResult> {
  return findOne("iam:getGroup", args, options);
}

/**
 * Looks up IAM Group that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.iam.getGroup`.
 * @param options - The provider or the parent whose region it is.
 */
export function getGroupOutput(
  args: GetGroupOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetGroupResult> {
  return findOutput("iam:getGroup", args, options);
}

/** Arguments of `aws.iam.getGroup`. */
export interface GetGroupArgs {
  /** As in `aws.iam.getGroup`. */
  groupName: string;
}

/** Arguments of `aws.iam.getGroupOutput`. */
export interface GetGroupOutputArgs {
  /** As in `aws.iam.getGroup`. */
  groupName: pulumi.Input<string>;
}

/** Result of `aws.iam.getGroup`. */
export interface GetGroupResult {
  /** As in `aws.iam.getGroup`. */
  readonly arn: string;
  /** As in `aws.iam.getGroup`. */
  readonly groupId: string;
  /** As in `aws.iam.getGroup`. */
  readonly groupName: string;
  /** As in `aws.iam.getGroup`. */
  readonly id: string;
  /** As in `aws.iam.getGroup`. */
  readonly path: string;
  /** As in `aws.iam.getGroup`. */
  readonly users: outputs.iam.GetGroupUser[];
}
