// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Gives a network its DHCP options.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.VpcDhcpOptionsAssociation`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const options = new aws.ec2.VpcDhcpOptions("main", { domainName: "example.internal" });
 * new aws.ec2.VpcDhcpOptionsAssociation("main", { vpcId: vpc.id, dhcpOptionsId: options.id });
 * ```
 */
export class VpcDhcpOptionsAssociation extends AwsRecord {
  /** The argument `dhcpOptionsId`, or its default. */
  declare readonly dhcpOptionsId: pulumi.Output<string>;
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
    state?: VpcDhcpOptionsAssociationState,
    options?: pulumi.CustomResourceOptions,
  ): VpcDhcpOptionsAssociation {
    return new VpcDhcpOptionsAssociation(name, state as unknown as VpcDhcpOptionsAssociationArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is VpcDhcpOptionsAssociation {
    return isRecordOf("ec2:VpcDhcpOptionsAssociation", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.VpcDhcpOptionsAssociation`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: VpcDhcpOptionsAssociationArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:VpcDhcpOptionsAssociation", name, args, options);
  }
}

/** Arguments of `aws.ec2.VpcDhcpOptionsAssociation`. */
export interface VpcDhcpOptionsAssociationArgs {
  /** As in `aws.ec2.VpcDhcpOptionsAssociation`. A change replaces the resource. */
  dhcpOptionsId: pulumi.Input<string>;
  /** As in `aws.ec2.VpcDhcpOptionsAssociation`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.VpcDhcpOptionsAssociation`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `VpcDhcpOptionsAssociation.get` may be given. */
export type VpcDhcpOptionsAssociationState = StateOf<VpcDhcpOptionsAssociation>;
