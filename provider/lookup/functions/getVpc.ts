// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 VPC that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getVpc`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpc(args?: GetVpcArgs, options?: pulumi.InvokeOptions): Promise<GetVpcResult> {
  return findOne("ec2:getVpc", args, options);
}

/**
 * Looks up EC2 VPC that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getVpc`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpcOutput(
  args?: GetVpcOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetVpcResult> {
  return findOutput("ec2:getVpc", args, options);
}

/** Arguments of `aws.ec2.getVpc`. */
export interface GetVpcArgs {
  /** As in `aws.ec2.getVpc`. */
  cidrBlock?: string;
  /** As in `aws.ec2.getVpc`. */
  default?: boolean;
  /** As in `aws.ec2.getVpc`. */
  dhcpOptionsId?: string;
  /** As in `aws.ec2.getVpc`. */
  filters?: inputs.ec2.GetVpcFilter[];
  /** As in `aws.ec2.getVpc`. */
  id?: string;
  /** As in `aws.ec2.getVpc`. */
  region?: string;
  /** As in `aws.ec2.getVpc`. */
  state?: string;
  /** As in `aws.ec2.getVpc`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getVpcOutput`. */
export interface GetVpcOutputArgs {
  /** As in `aws.ec2.getVpc`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpc`. */
  default?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.getVpc`. */
  dhcpOptionsId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpc`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetVpcFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getVpc`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpc`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpc`. */
  state?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpc`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getVpc`. */
export interface GetVpcResult {
  /** As in `aws.ec2.getVpc`. */
  readonly arn: string;
  /** As in `aws.ec2.getVpc`. */
  readonly cidrBlock: string;
  /** As in `aws.ec2.getVpc`. */
  readonly cidrBlockAssociations: outputs.ec2.GetVpcCidrBlockAssociation[];
  /** As in `aws.ec2.getVpc`. */
  readonly default: boolean;
  /** As in `aws.ec2.getVpc`. */
  readonly dhcpOptionsId: string;
  /** As in `aws.ec2.getVpc`. */
  readonly enableDnsHostnames: boolean;
  /** As in `aws.ec2.getVpc`. */
  readonly enableDnsSupport: boolean;
  /** As in `aws.ec2.getVpc`. */
  readonly enableNetworkAddressUsageMetrics: boolean;
  /** As in `aws.ec2.getVpc`. */
  readonly filters?: outputs.ec2.GetVpcFilter[];
  /** As in `aws.ec2.getVpc`. */
  readonly id: string;
  /** As in `aws.ec2.getVpc`. */
  readonly instanceTenancy: string;
  /** As in `aws.ec2.getVpc`. */
  readonly ipv6AssociationId: string;
  /** As in `aws.ec2.getVpc`. */
  readonly ipv6CidrBlock: string;
  /** As in `aws.ec2.getVpc`. */
  readonly ipv6CidrBlockAssociations: outputs.ec2.GetVpcIpv6CidrBlockAssociation[];
  /** As in `aws.ec2.getVpc`. */
  readonly mainRouteTableId: string;
  /** As in `aws.ec2.getVpc`. */
  readonly ownerId: string;
  /** As in `aws.ec2.getVpc`. */
  readonly region: string;
  /** As in `aws.ec2.getVpc`. */
  readonly state: string;
  /** As in `aws.ec2.getVpc`. */
  readonly tags: { [key: string]: string };
}
