// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Options of a connection of two networks.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.PeeringConnectionOptions`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const other = new aws.ec2.Vpc("other", { cidrBlock: "10.1.0.0/16" });
 * const peering = new aws.ec2.VpcPeeringConnection("peering", { vpcId: vpc.id, peerVpcId: other.id });
 * new aws.ec2.PeeringConnectionOptions("peering", { vpcPeeringConnectionId: peering.id });
 * ```
 */
export class PeeringConnectionOptions extends AwsRecord {
  /** The argument `accepter`, or its default. */
  declare readonly accepter: pulumi.Output<outputs.ec2.PeeringConnectionOptionsAccepter>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `requester`, or its default. */
  declare readonly requester: pulumi.Output<outputs.ec2.PeeringConnectionOptionsRequester>;
  /** The argument `vpcPeeringConnectionId`, or its default. */
  declare readonly vpcPeeringConnectionId: pulumi.Output<string>;

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
    state?: PeeringConnectionOptionsState,
    options?: pulumi.CustomResourceOptions,
  ): PeeringConnectionOptions {
    return new PeeringConnectionOptions(name, state as unknown as PeeringConnectionOptionsArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is PeeringConnectionOptions {
    return isRecordOf("ec2:PeeringConnectionOptions", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.PeeringConnectionOptions`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: PeeringConnectionOptionsArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:PeeringConnectionOptions", name, args, options);
  }
}

/** Arguments of `aws.ec2.PeeringConnectionOptions`. */
export interface PeeringConnectionOptionsArgs {
  /** As in `aws.ec2.PeeringConnectionOptions`. A change is live. */
  accepter?: pulumi.Input<inputs.ec2.PeeringConnectionOptionsAccepter | undefined>;
  /** As in `aws.ec2.PeeringConnectionOptions`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.PeeringConnectionOptions`. A change is live. */
  requester?: pulumi.Input<inputs.ec2.PeeringConnectionOptionsRequester | undefined>;
  /** As in `aws.ec2.PeeringConnectionOptions`. A change replaces the resource. */
  vpcPeeringConnectionId: pulumi.Input<string>;
}

/** What `PeeringConnectionOptions.get` may be given. */
export type PeeringConnectionOptionsState = StateOf<PeeringConnectionOptions>;
