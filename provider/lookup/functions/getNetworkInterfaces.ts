// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Network Interface that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getNetworkInterfaces`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNetworkInterfaces(
  args?: GetNetworkInterfacesArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetNetworkInterfacesResult> {
  return findOne("ec2:getNetworkInterfaces", args, options);
}

/**
 * Looks up EC2 Network Interface that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getNetworkInterfaces`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNetworkInterfacesOutput(
  args?: GetNetworkInterfacesOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetNetworkInterfacesResult> {
  return findOutput("ec2:getNetworkInterfaces", args, options);
}

/** Arguments of `aws.ec2.getNetworkInterfaces`. */
export interface GetNetworkInterfacesArgs {
  /** As in `aws.ec2.getNetworkInterfaces`. */
  filters?: inputs.ec2.GetNetworkInterfacesFilter[];
  /** As in `aws.ec2.getNetworkInterfaces`. */
  region?: string;
  /** As in `aws.ec2.getNetworkInterfaces`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getNetworkInterfacesOutput`. */
export interface GetNetworkInterfacesOutputArgs {
  /** As in `aws.ec2.getNetworkInterfaces`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetNetworkInterfacesFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getNetworkInterfaces`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNetworkInterfaces`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getNetworkInterfaces`. */
export interface GetNetworkInterfacesResult {
  /** As in `aws.ec2.getNetworkInterfaces`. */
  readonly filters?: outputs.ec2.GetNetworkInterfacesFilter[];
  /** As in `aws.ec2.getNetworkInterfaces`. */
  readonly id: string;
  /** As in `aws.ec2.getNetworkInterfaces`. */
  readonly ids: string[];
  /** As in `aws.ec2.getNetworkInterfaces`. */
  readonly region: string;
  /** As in `aws.ec2.getNetworkInterfaces`. */
  readonly tags: { [key: string]: string };
}
