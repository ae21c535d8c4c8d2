// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Route Table that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getRouteTables`.
 * @param options - The provider or the parent whose region it is.
 */
export function getRouteTables(
  args?: GetRouteTablesArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetRouteTablesResult> {
  return findOne("ec2:getRouteTables", args, options);
}

/**
 * Looks up EC2 Route Table that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getRouteTables`.
 * @param options - The provider or the parent whose region it is.
 */
export function getRouteTablesOutput(
  args?: GetRouteTablesOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetRouteTablesResult> {
  return findOutput("ec2:getRouteTables", args, options);
}

/** Arguments of `aws.ec2.getRouteTables`. */
export interface GetRouteTablesArgs {
  /** As in `aws.ec2.getRouteTables`. */
  filters?: inputs.ec2.GetRouteTablesFilter[];
  /** As in `aws.ec2.getRouteTables`. */
  region?: string;
  /** As in `aws.ec2.getRouteTables`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getRouteTables`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getRouteTablesOutput`. */
export interface GetRouteTablesOutputArgs {
  /** As in `aws.ec2.getRouteTables`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetRouteTablesFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getRouteTables`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getRouteTables`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getRouteTables`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getRouteTables`. */
export interface GetRouteTablesResult {
  /** As in `aws.ec2.getRouteTables`. */
  readonly filters?: outputs.ec2.GetRouteTablesFilter[];
  /** As in `aws.ec2.getRouteTables`. */
  readonly id: string;
  /** As in `aws.ec2.getRouteTables`. */
  readonly ids: string[];
  /** As in `aws.ec2.getRouteTables`. */
  readonly region: string;
  /** As in `aws.ec2.getRouteTables`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getRouteTables`. */
  readonly vpcId?: string;
}
