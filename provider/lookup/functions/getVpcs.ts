// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 VPC that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getVpcs`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpcs(args?: GetVpcsArgs, options?: pulumi.InvokeOptions): Promise<GetVpcsResult> {
  return findOne("ec2:getVpcs", args, options);
}

/**
 * Looks up EC2 VPC that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getVpcs`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpcsOutput(
  args?: GetVpcsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetVpcsResult> {
  return findOutput("ec2:getVpcs", args, options);
}

/** Arguments of `aws.ec2.getVpcs`. */
export interface GetVpcsArgs {
  /** As in `aws.ec2.getVpcs`. */
  filters?: inputs.ec2.GetVpcsFilter[];
  /** As in `aws.ec2.getVpcs`. */
  region?: string;
  /** As in `aws.ec2.getVpcs`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getVpcsOutput`. */
export interface GetVpcsOutputArgs {
  /** As in `aws.ec2.getVpcs`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetVpcsFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getVpcs`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcs`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getVpcs`. */
export interface GetVpcsResult {
  /** As in `aws.ec2.getVpcs`. */
  readonly filters?: outputs.ec2.GetVpcsFilter[];
  /** As in `aws.ec2.getVpcs`. */
  readonly id: string;
  /** As in `aws.ec2.getVpcs`. */
  readonly ids: string[];
  /** As in `aws.ec2.getVpcs`. */
  readonly region: string;
  /** As in `aws.ec2.getVpcs`. */
  readonly tags: { [key: string]: string };
}
