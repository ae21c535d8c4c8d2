// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Security Group that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getSecurityGroup`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSecurityGroup(
  args?: GetSecurityGroupArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetSecurityGroupResult> {
  return findOne("ec2:getSecurityGroup", args, options);
}

/**
 * Looks up EC2 Security Group that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getSecurityGroup`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSecurityGroupOutput(
  args?: GetSecurityGroupOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetSecurityGroupResult> {
  return findOutput("ec2:getSecurityGroup", args, options);
}

/** Arguments of `aws.ec2.getSecurityGroup`. */
export interface GetSecurityGroupArgs {
  /** As in `aws.ec2.getSecurityGroup`. */
  filters?: inputs.ec2.GetSecurityGroupFilter[];
  /** As in `aws.ec2.getSecurityGroup`. */
  id?: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  name?: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  region?: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getSecurityGroup`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getSecurityGroupOutput`. */
export interface GetSecurityGroupOutputArgs {
  /** As in `aws.ec2.getSecurityGroup`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetSecurityGroupFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getSecurityGroup`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSecurityGroup`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSecurityGroup`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getSecurityGroup`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getSecurityGroup`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getSecurityGroup`. */
export interface GetSecurityGroupResult {
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly arn: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly description: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly filters?: outputs.ec2.GetSecurityGroupFilter[];
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly id: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly name: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly region: string;
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getSecurityGroup`. */
  readonly vpcId: string;
}
