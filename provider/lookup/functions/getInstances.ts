// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Instance that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getInstances`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstances(
  args?: GetInstancesArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetInstancesResult> {
  return findOne("ec2:getInstances", args, options);
}

/**
 * Looks up EC2 Instance that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getInstances`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInstancesOutput(
  args?: GetInstancesOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInstancesResult> {
  return findOutput("ec2:getInstances", args, options);
}

/** Arguments of `aws.ec2.getInstances`. */
export interface GetInstancesArgs {
  /** As in `aws.ec2.getInstances`. */
  filters?: inputs.ec2.GetInstancesFilter[];
  /** As in `aws.ec2.getInstances`. */
  instanceStateNames?: string[];
  /** As in `aws.ec2.getInstances`. */
  instanceTags?: { [key: string]: string };
  /** As in `aws.ec2.getInstances`. */
  region?: string;
}

/** Arguments of `aws.ec2.getInstancesOutput`. */
export interface GetInstancesOutputArgs {
  /** As in `aws.ec2.getInstances`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetInstancesFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getInstances`. */
  instanceStateNames?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ec2.getInstances`. */
  instanceTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getInstances`. */
  region?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getInstances`. */
export interface GetInstancesResult {
  /** As in `aws.ec2.getInstances`. */
  readonly filters?: outputs.ec2.GetInstancesFilter[];
  /** As in `aws.ec2.getInstances`. */
  readonly id: string;
  /** As in `aws.ec2.getInstances`. */
  readonly ids: string[];
  /** As in `aws.ec2.getInstances`. */
  readonly instanceStateNames?: string[];
  /** As in `aws.ec2.getInstances`. */
  readonly instanceTags: { [key: string]: string };
  /** As in `aws.ec2.getInstances`. */
  readonly ipv6Addresses: string[];
  /** As in `aws.ec2.getInstances`. */
  readonly privateIps: string[];
  /** As in `aws.ec2.getInstances`. */
  readonly publicIps: string[];
  /** As in `aws.ec2.getInstances`. */
  readonly region: string;
}
