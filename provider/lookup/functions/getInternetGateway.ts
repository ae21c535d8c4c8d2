// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Internet Gateway that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getInternetGateway`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInternetGateway(
  args?: GetInternetGatewayArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetInternetGatewayResult> {
  return findOne("ec2:getInternetGateway", args, options);
}

/**
 * Looks up EC2 Internet Gateway that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getInternetGateway`.
 * @param options - The provider or the parent whose region it is.
 */
export function getInternetGatewayOutput(
  args?: GetInternetGatewayOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetInternetGatewayResult> {
  return findOutput("ec2:getInternetGateway", args, options);
}

/** Arguments of `aws.ec2.getInternetGateway`. */
export interface GetInternetGatewayArgs {
  /** As in `aws.ec2.getInternetGateway`. */
  filters?: inputs.ec2.GetInternetGatewayFilter[];
  /** As in `aws.ec2.getInternetGateway`. */
  internetGatewayId?: string;
  /** As in `aws.ec2.getInternetGateway`. */
  region?: string;
  /** As in `aws.ec2.getInternetGateway`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getInternetGatewayOutput`. */
export interface GetInternetGatewayOutputArgs {
  /** As in `aws.ec2.getInternetGateway`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetInternetGatewayFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getInternetGateway`. */
  internetGatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getInternetGateway`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getInternetGateway`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getInternetGateway`. */
export interface GetInternetGatewayResult {
  /** As in `aws.ec2.getInternetGateway`. */
  readonly arn: string;
  /** As in `aws.ec2.getInternetGateway`. */
  readonly attachments: outputs.ec2.GetInternetGatewayAttachment[];
  /** As in `aws.ec2.getInternetGateway`. */
  readonly filters?: outputs.ec2.GetInternetGatewayFilter[];
  /** As in `aws.ec2.getInternetGateway`. */
  readonly id: string;
  /** As in `aws.ec2.getInternetGateway`. */
  readonly internetGatewayId: string;
  /** As in `aws.ec2.getInternetGateway`. */
  readonly ownerId: string;
  /** As in `aws.ec2.getInternetGateway`. */
  readonly region: string;
  /** As in `aws.ec2.getInternetGateway`. */
  readonly tags: { [key: string]: string };
}
