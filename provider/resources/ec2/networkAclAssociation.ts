// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Gives a subnet its network ACL, which filters nothing here.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.NetworkAclAssociation`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const acl = new aws.ec2.NetworkAcl("web", { vpcId: vpc.id });
 * new aws.ec2.NetworkAclAssociation("web", { networkAclId: acl.id, subnetId: subnet.id });
 * ```
 */
export class NetworkAclAssociation extends AwsRecord {
  /** The argument `networkAclId`, or its default. */
  declare readonly networkAclId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `subnetId`, or its default. */
  declare readonly subnetId: pulumi.Output<string>;

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
    state?: NetworkAclAssociationState,
    options?: pulumi.CustomResourceOptions,
  ): NetworkAclAssociation {
    return new NetworkAclAssociation(name, state as unknown as NetworkAclAssociationArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is NetworkAclAssociation {
    return isRecordOf("ec2:NetworkAclAssociation", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.NetworkAclAssociation`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: NetworkAclAssociationArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:NetworkAclAssociation", name, args, options);
  }
}

/** Arguments of `aws.ec2.NetworkAclAssociation`. */
export interface NetworkAclAssociationArgs {
  /** As in `aws.ec2.NetworkAclAssociation`. A change replaces the resource. */
  networkAclId: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkAclAssociation`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkAclAssociation`. A change replaces the resource. */
  subnetId: pulumi.Input<string>;
}

/** What `NetworkAclAssociation.get` may be given. */
export type NetworkAclAssociationState = StateOf<NetworkAclAssociation>;
