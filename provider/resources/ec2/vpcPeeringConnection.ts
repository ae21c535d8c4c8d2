// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Connects two networks. Security groups alone decide who reaches whom, with or without it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.VpcPeeringConnection`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const other = new aws.ec2.Vpc("other", { cidrBlock: "10.1.0.0/16" });
 * const peering = new aws.ec2.VpcPeeringConnection("peering", { vpcId: vpc.id, peerVpcId: other.id });
 * export const status = peering.acceptStatus;
 * ```
 */
export class VpcPeeringConnection extends AwsRecord {
  /** As in `aws.ec2.VpcPeeringConnection`, made from the id and the arguments. */
  declare readonly acceptStatus: pulumi.Output<string>;
  /** The argument `accepter`, or its default. */
  declare readonly accepter: pulumi.Output<outputs.ec2.VpcPeeringConnectionAccepter>;
  /** The argument `autoAccept`, or its default. */
  declare readonly autoAccept: pulumi.Output<boolean | undefined>;
  /** The argument `peerOwnerId`, or its default. */
  declare readonly peerOwnerId: pulumi.Output<string>;
  /** The argument `peerRegion`, or its default. */
  declare readonly peerRegion: pulumi.Output<string>;
  /** The argument `peerVpcId`, or its default. */
  declare readonly peerVpcId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `requester`, or its default. */
  declare readonly requester: pulumi.Output<outputs.ec2.VpcPeeringConnectionRequester>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `vpcId`, or its default. */
  declare readonly vpcId: pulumi.Output<string>;

  /**
   * Looks up what this program, the default VPC or another program has.
   *
   * @param name - Logical name in this program.
   * @param id - The id in AWS's form.
   * @param state - Outputs that only another program knows.
   * @param options - Options of the resource.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: VpcPeeringConnectionState,
    options?: pulumi.CustomResourceOptions,
  ): VpcPeeringConnection {
    return new VpcPeeringConnection(name, state as unknown as VpcPeeringConnectionArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is VpcPeeringConnection {
    return isRecordOf("ec2:VpcPeeringConnection", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.VpcPeeringConnection`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: VpcPeeringConnectionArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:VpcPeeringConnection", name, args, options);
  }
}

/** Arguments of `aws.ec2.VpcPeeringConnection`. */
export interface VpcPeeringConnectionArgs {
  /** As in `aws.ec2.VpcPeeringConnection`. A change is live. */
  accepter?: pulumi.Input<inputs.ec2.VpcPeeringConnectionAccepter | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change is live. */
  autoAccept?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change replaces the resource. */
  peerOwnerId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change replaces the resource. */
  peerRegion?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change replaces the resource. */
  peerVpcId: pulumi.Input<string>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change is live. */
  requester?: pulumi.Input<inputs.ec2.VpcPeeringConnectionRequester | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.VpcPeeringConnection`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `VpcPeeringConnection.get` may be given. */
export type VpcPeeringConnectionState = StateOf<VpcPeeringConnection>;
