// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Security Group that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getSecurityGroups`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSecurityGroups(
  args?: GetSecurityGroupsArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetSecurityGroupsResult> {
  return findOne("ec2:getSecurityGroups", args, options);
}

/**
 * Looks up EC2 Security Group that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getSecurityGroups`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSecurityGroupsOutput(
  args?: GetSecurityGroupsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetSecurityGroupsResult> {
  return findOutput("ec2:getSecurityGroups", args, options);
}

/** Arguments of `aws.ec2.getSecurityGroups`. */
export interface GetSecurityGroupsArgs {
  /** As in `aws.ec2.getSecurityGroups`. */
  filters?: inputs.ec2.GetSecurityGroupsFilter[];
  /** As in `aws.ec2.getSecurityGroups`. */
  region?: string;
  /** As in `aws.ec2.getSecurityGroups`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getSecurityGroupsOutput`. */
export interface GetSecurityGroupsOutputArgs {
  /** As in `aws.ec2.getSecurityGroups`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetSecurityGroupsFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getSecurityGroups`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSecurityGroups`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getSecurityGroups`. */
export interface GetSecurityGroupsResult {
  /** As in `aws.ec2.getSecurityGroups`. */
  readonly arns: string[];
  /** As in `aws.ec2.getSecurityGroups`. */
  readonly filters?: outputs.ec2.GetSecurityGroupsFilter[];
  /** As in `aws.ec2.getSecurityGroups`. */
  readonly id: string;
  /** As in `aws.ec2.getSecurityGroups`. */
  readonly ids: string[];
  /** As in `aws.ec2.getSecurityGroups`. */
  readonly region: string;
  /** As in `aws.ec2.getSecurityGroups`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getSecurityGroups`. */
  readonly vpcIds: string[];
}
