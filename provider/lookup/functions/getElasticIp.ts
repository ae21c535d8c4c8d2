// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 EIP that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getElasticIp`.
 * @param options - The provider or the parent whose region it is.
 */
export function getElasticIp(
  args?: GetElasticIpArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetElasticIpResult> {
  return findOne("ec2:getElasticIp", args, options);
}

/**
 * Looks up EC2 EIP that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getElasticIp`.
 * @param options - The provider or the parent whose region it is.
 */
export function getElasticIpOutput(
  args?: GetElasticIpOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetElasticIpResult> {
  return findOutput("ec2:getElasticIp", args, options);
}

/** Arguments of `aws.ec2.getElasticIp`. */
export interface GetElasticIpArgs {
  /** As in `aws.ec2.getElasticIp`. */
  filters?: inputs.ec2.GetElasticIpFilter[];
  /** As in `aws.ec2.getElasticIp`. */
  id?: string;
  /** As in `aws.ec2.getElasticIp`. */
  publicIp?: string;
  /** As in `aws.ec2.getElasticIp`. */
  region?: string;
  /** As in `aws.ec2.getElasticIp`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getElasticIpOutput`. */
export interface GetElasticIpOutputArgs {
  /** As in `aws.ec2.getElasticIp`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetElasticIpFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getElasticIp`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getElasticIp`. */
  publicIp?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getElasticIp`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getElasticIp`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getElasticIp`. */
export interface GetElasticIpResult {
  /** As in `aws.ec2.getElasticIp`. */
  readonly arn: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly associationId: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly carrierIp: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly customerOwnedIp: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly customerOwnedIpv4Pool: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly domain: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly filters?: outputs.ec2.GetElasticIpFilter[];
  /** As in `aws.ec2.getElasticIp`. */
  readonly id: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly instanceId: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly ipamPoolId: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly networkInterfaceId: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly networkInterfaceOwnerId: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly privateDns: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly privateIp: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly ptrRecord: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly publicDns: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly publicIp: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly publicIpv4Pool: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly region: string;
  /** As in `aws.ec2.getElasticIp`. */
  readonly tags: { [key: string]: string };
}
