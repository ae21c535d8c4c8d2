// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 Network Interface that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getNetworkInterface`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNetworkInterface(
  args?: GetNetworkInterfaceArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetNetworkInterfaceResult> {
  return findOne("ec2:getNetworkInterface", args, options);
}

/**
 * Looks up EC2 Network Interface that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getNetworkInterface`.
 * @param options - The provider or the parent whose region it is.
 */
export function getNetworkInterfaceOutput(
  args?: GetNetworkInterfaceOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetNetworkInterfaceResult> {
  return findOutput("ec2:getNetworkInterface", args, options);
}

/** Arguments of `aws.ec2.getNetworkInterface`. */
export interface GetNetworkInterfaceArgs {
  /** As in `aws.ec2.getNetworkInterface`. */
  filters?: inputs.ec2.GetNetworkInterfaceFilter[];
  /** As in `aws.ec2.getNetworkInterface`. */
  id?: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  region?: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ec2.getNetworkInterfaceOutput`. */
export interface GetNetworkInterfaceOutputArgs {
  /** As in `aws.ec2.getNetworkInterface`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetNetworkInterfaceFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getNetworkInterface`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNetworkInterface`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getNetworkInterface`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ec2.getNetworkInterface`. */
export interface GetNetworkInterfaceResult {
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly arn: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly associations: outputs.ec2.GetNetworkInterfaceAssociation[];
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly attachments: outputs.ec2.GetNetworkInterfaceAttachment[];
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly availabilityZone: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly description: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly enaSrdSpecifications: outputs.ec2.GetNetworkInterfaceEnaSrdSpecification[];
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly filters?: outputs.ec2.GetNetworkInterfaceFilter[];
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly id: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly interfaceType: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly ipv6Addresses: string[];
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly macAddress: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly outpostArn: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly ownerId: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly privateDnsName: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly privateIp: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly privateIps: string[];
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly region: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly requesterId: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly securityGroups: string[];
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly subnetId: string;
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getNetworkInterface`. */
  readonly vpcId: string;
}
