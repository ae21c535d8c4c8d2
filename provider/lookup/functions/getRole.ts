// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as outputs from "../../types/output";

/**
 * Looks up IAM Role that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.iam.getRole`.
 * @param options - The provider or the parent whose region it is.
 */
export function getRole(args: GetRoleArgs, options?: pulumi.InvokeOptions): Promise<GetRoleResult> {
  return findOne("iam:getRole", args, options);
}

/**
 * Looks up IAM Role that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.iam.getRole`.
 * @param options - The provider or the parent whose region it is.
 */
export function getRoleOutput(
  args: GetRoleOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetRoleResult> {
  return findOutput("iam:getRole", args, options);
}

/** Arguments of `aws.iam.getRole`. */
export interface GetRoleArgs {
  /** As in `aws.iam.getRole`. */
  name: string;
  /** As in `aws.iam.getRole`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.iam.getRoleOutput`. */
export interface GetRoleOutputArgs {
  /** As in `aws.iam.getRole`. */
  name: pulumi.Input<string>;
  /** As in `aws.iam.getRole`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.iam.getRole`. */
export interface GetRoleResult {
  /** As in `aws.iam.getRole`. */
  readonly arn: string;
  /** As in `aws.iam.getRole`. */
  readonly assumeRolePolicy: string;
  /** As in `aws.iam.getRole`. */
  readonly createDate: string;
  /** As in `aws.iam.getRole`. */
  readonly description: string;
  /** As in `aws.iam.getRole`. */
  readonly id: string;
  /** As in `aws.iam.getRole`. */
  readonly maxSessionDuration: number;
  /** As in `aws.iam.getRole`. */
  readonly name: string;
  /** As in `aws.iam.getRole`. */
  readonly path: string;
  /** As in `aws.iam.getRole`. */
  readonly permissionsBoundary: string;
  /** As in `aws.iam.getRole`. */
  readonly roleLastUseds: outputs.iam.GetRoleRoleLastUsed[];
  /** As in `aws.iam.getRole`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.iam.getRole`. */
  readonly uniqueId: string;
}
