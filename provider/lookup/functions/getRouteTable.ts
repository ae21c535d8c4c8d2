// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Route Table that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getRouteTable`.
 * @param options - The provider or the parent whose region it is.
 */
export function getRouteTable(
  args?: GetRouteTableArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetRouteTableResult> {
  return findOne("ec2:getRouteTable", args, options);
}

/**
 * Looks up EC2 Route Table that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getRouteTable`.
 * @param options - The provider or the parent whose region it is.
 */
export function getRouteTableOutput(
  args?: GetRouteTableOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetRouteTableResult> {
  return findOutput("ec2:getRouteTable", args, options);
}

/** Arguments of `aws.ec2.getRouteTable`. */
export interface GetRouteTableArgs {
  /** As in `aws.ec2.getRouteTable`. */
  filters?: inputs.ec2.GetRouteTableFilter[];
  /** As in `aws.ec2.getRouteTable`. */
  gatewayId?: string;
  /** As in `aws.ec2.getRouteTable`. */
  region?: string;
  /** As in `aws.ec2.getRouteTable`. */
  routeTableId?: string;
  /** As in `aws.ec2.getRouteTable`. */
  subnetId?: string;
  /** As in `aws.ec2.getRouteTable`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getRouteTable`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getRouteTableOutput`. */
export interface GetRouteTableOutputArgs {
  /** As in `aws.ec2.getRouteTable`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetRouteTableFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getRouteTable`. */
  gatewayId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getRouteTable`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getRouteTable`. */
  routeTableId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getRouteTable`. */
  subnetId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getRouteTable`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getRouteTable`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getRouteTable`. */
export interface GetRouteTableResult {
  /** As in `aws.ec2.getRouteTable`. */
  readonly arn: string;
  /** As in `aws.ec2.getRouteTable`. */
  readonly associations: outputs.ec2.GetRouteTableAssociation[];
  /** As in `aws.ec2.getRouteTable`. */
  readonly filters?: outputs.ec2.GetRouteTableFilter[];
  /** As in `aws.ec2.getRouteTable`. */
  readonly gatewayId: string;
  /** As in `aws.ec2.getRouteTable`. */
  readonly id: string;
  /** As in `aws.ec2.getRouteTable`. */
  readonly ownerId: string;
  /** As in `aws.ec2.getRouteTable`. */
  readonly region: string;
  /** As in `aws.ec2.getRouteTable`. */
  readonly routeTableId: string;
  /** As in `aws.ec2.getRouteTable`. */
  readonly routes: outputs.ec2.GetRouteTableRoute[];
  /** As in `aws.ec2.getRouteTable`. */
  readonly subnetId: string;
  /** As in `aws.ec2.getRouteTable`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getRouteTable`. */
  readonly vpcId: string;
}
