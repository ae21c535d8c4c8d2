// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EC2 VPC Peering Connection that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ec2.getVpcPeeringConnection`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpcPeeringConnection(
  args?: GetVpcPeeringConnectionArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetVpcPeeringConnectionResult> {
  return findOne("ec2:getVpcPeeringConnection", args, options);
}

/**
 * Looks up EC2 VPC Peering Connection that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ec2.getVpcPeeringConnection`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVpcPeeringConnectionOutput(
  args?: GetVpcPeeringConnectionOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetVpcPeeringConnectionResult> {
  return findOutput("ec2:getVpcPeeringConnection", args, options);
}

/** Arguments of `aws.ec2.getVpcPeeringConnection`. */
export interface GetVpcPeeringConnectionArgs {
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  cidrBlock?: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  filters?: inputs.ec2.GetVpcPeeringConnectionFilter[];
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  id?: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  ownerId?: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  peerCidrBlock?: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  peerOwnerId?: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  peerVpcId?: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  status?: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  tags?: { [key: string]: string };
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  vpcId?: string;
}

/** Arguments of `aws.ec2.getVpcPeeringConnectionOutput`. */
export interface GetVpcPeeringConnectionOutputArgs {
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ec2.GetVpcPeeringConnectionFilterArgs>[] | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  id?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  ownerId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  peerCidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  peerOwnerId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  peerVpcId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  status?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** Result of `aws.ec2.getVpcPeeringConnection`. */
export interface GetVpcPeeringConnectionResult {
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly accepter: { [key: string]: boolean };
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly cidrBlock: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly cidrBlockSets: outputs.ec2.GetVpcPeeringConnectionCidrBlockSet[];
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly filters?: outputs.ec2.GetVpcPeeringConnectionFilter[];
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly id: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly ipv6CidrBlockSets: outputs.ec2.GetVpcPeeringConnectionIpv6CidrBlockSet[];
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly ownerId: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly peerCidrBlock: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly peerCidrBlockSets: outputs.ec2.GetVpcPeeringConnectionPeerCidrBlockSet[];
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly peerIpv6CidrBlockSets: outputs.ec2.GetVpcPeeringConnectionPeerIpv6CidrBlockSet[];
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly peerOwnerId: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly peerRegion: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly peerVpcId: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly region: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly requester: { [key: string]: boolean };
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly requesterRegion: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly status: string;
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ec2.getVpcPeeringConnection`. */
  readonly vpcId: string;
}
