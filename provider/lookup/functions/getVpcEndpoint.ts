// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 VPC Endpoint that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getVpcEndpoint`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpcEndpoint(
  args?: GetVpcEndpointArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetVpcEndpointResult> {
  return findOne("ec2:getVpcEndpoint", args, options);
}

/**
 * Looks up EC2 VPC Endpoint that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getVpcEndpoint`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpcEndpointOutput(
  args?: GetVpcEndpointOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetVpcEndpointResult> {
  return findOutput("ec2:getVpcEndpoint", args, options);
}

/** Arguments of `aws.ec2.getVpcEndpoint`. */
export interface GetVpcEndpointArgs {
  /** As in `aws.ec2.getVpcEndpoint`. */
  filters?: inputs.ec2.GetVpcEndpointFilter[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  id?: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  region?: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  serviceName?: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  serviceRegion?: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  state?: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getVpcEndpoint`. */
  vpcEndpointType?: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getVpcEndpointOutput`. */
export interface GetVpcEndpointOutputArgs {
  /** As in `aws.ec2.getVpcEndpoint`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetVpcEndpointFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  serviceName?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  serviceRegion?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  state?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  vpcEndpointType?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcEndpoint`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getVpcEndpoint`. */
export interface GetVpcEndpointResult {
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly arn: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly cidrBlocks: string[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly dnsEntries: outputs.ec2.GetVpcEndpointDnsEntry[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly dnsOptions: outputs.ec2.GetVpcEndpointDnsOption[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly filters?: outputs.ec2.GetVpcEndpointFilter[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly id: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly ipAddressType: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly networkInterfaceIds: string[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly ownerId: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly policy: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly prefixListId: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly privateDnsEnabled: boolean;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly region: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly requesterManaged: boolean;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly routeTableIds: string[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly securityGroupIds: string[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly serviceName: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly serviceRegion: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly state: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly subnetIds: string[];
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly vpcEndpointType: string;
  /** As in `aws.ec2.getVpcEndpoint`. */
  readonly vpcId: string;
}
