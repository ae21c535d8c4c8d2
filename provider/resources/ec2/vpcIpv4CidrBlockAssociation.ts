// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * One more range of a network.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.VpcIpv4CidrBlockAssociation`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * new aws.ec2.VpcIpv4CidrBlockAssociation("more", { vpcId: vpc.id, cidrBlock: "10.1.0.0/16" });
 * ```
 */
export class VpcIpv4CidrBlockAssociation extends AwsRecord {
  /** The argument `cidrBlock`, or its default. */
  declare readonly cidrBlock: pulumi.Output<string>;
  /** The argument `ipv4IpamPoolId`, or its default. */
  declare readonly ipv4IpamPoolId: pulumi.Output<string | undefined>;
  /** The argument `ipv4NetmaskLength`, or its default. */
  declare readonly ipv4NetmaskLength: pulumi.Output<number | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
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
    state?: VpcIpv4CidrBlockAssociationState,
    options?: pulumi.CustomResourceOptions,
  ): VpcIpv4CidrBlockAssociation {
    return new VpcIpv4CidrBlockAssociation(name, state as unknown as VpcIpv4CidrBlockAssociationArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is VpcIpv4CidrBlockAssociation {
    return isRecordOf("ec2:VpcIpv4CidrBlockAssociation", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.VpcIpv4CidrBlockAssociation`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: VpcIpv4CidrBlockAssociationArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:VpcIpv4CidrBlockAssociation", name, args, options);
  }
}

/** Arguments of `aws.ec2.VpcIpv4CidrBlockAssociation`. */
export interface VpcIpv4CidrBlockAssociationArgs {
  /** As in `aws.ec2.VpcIpv4CidrBlockAssociation`. A change replaces the resource. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcIpv4CidrBlockAssociation`. A change replaces the resource. */
  ipv4IpamPoolId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcIpv4CidrBlockAssociation`. A change replaces the resource. */
  ipv4NetmaskLength?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.VpcIpv4CidrBlockAssociation`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcIpv4CidrBlockAssociation`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `VpcIpv4CidrBlockAssociation.get` may be given. */
export type VpcIpv4CidrBlockAssociationState = StateOf<VpcIpv4CidrBlockAssociation>;
