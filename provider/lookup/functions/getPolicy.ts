// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";

/**
 * Looks up IAM Policy that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.iam.getPolicy`.
 * @param options - The provider or the parent whose region it is.
 */
export function getPolicy(args?: GetPolicyArgs, options?: pulumi.InvokeOptions): Promise<GetPolicyResult> {
  return findOne("iam:getPolicy", args, options);
}

/**
 * Looks up IAM Policy that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.iam.getPolicy`.
 * @param options - The provider or the parent whose region it is.
 */
export function getPolicyOutput(
  args?: GetPolicyOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPolicyResult> {
  return findOutput("iam:getPolicy", args, options);
}

/** Arguments of `aws.iam.getPolicy`. */
export interface GetPolicyArgs {
  /** As in `aws.iam.getPolicy`. */
  arn?: string;
  /** As in `aws.iam.getPolicy`. */
  name?: string;
  /** As in `aws.iam.getPolicy`. */
  pathPrefix?: string;
  /** As in `aws.iam.getPolicy`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.iam.getPolicyOutput`. */
export interface GetPolicyOutputArgs {
  /** As in `aws.iam.getPolicy`. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.getPolicy`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.getPolicy`. */
  pathPrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.getPolicy`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.iam.getPolicy`. */
export interface GetPolicyResult {
  /** As in `aws.iam.getPolicy`. */
  readonly arn: string;
  /** As in `aws.iam.getPolicy`. */
  readonly attachmentCount: number;
  /** As in `aws.iam.getPolicy`. */
  readonly description: string;
  /** As in `aws.iam.getPolicy`. */
  readonly id: string;
  /** As in `aws.iam.getPolicy`. */
  readonly name: string;
  /** As in `aws.iam.getPolicy`. */
  readonly path: string;
  /** As in `aws.iam.getPolicy`. */
  readonly pathPrefix?: string;
  /** As in `aws.iam.getPolicy`. */
  readonly policy: string;
  /** As in `aws.iam.getPolicy`. */
  readonly policyId: string;
  /** As in `aws.iam.getPolicy`. */
  readonly tags: { [key: string]: string };
}
