// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Gives an instance an elastic IP address.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.EipAssociation`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const server = new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" });
 * const address = new aws.ec2.Eip("web");
 * new aws.ec2.EipAssociation("web", { instanceId: server.id, allocationId: address.id });
 * ```
 */
export class EipAssociation extends AwsRecord {
  /** The argument `allocationId`, or its default. */
  declare readonly allocationId: pulumi.Output<string>;
  /** The argument `allowReassociation`, or its default. */
  declare readonly allowReassociation: pulumi.Output<boolean | undefined>;
  /** The argument `instanceId`, or its default. */
  declare readonly instanceId: pulumi.Output<string>;
  /** The argument `networkInterfaceId`, or its default. */
  declare readonly networkInterfaceId: pulumi.Output<string>;
  /** The argument `privateIpAddress`, or its default. */
  declare readonly privateIpAddress: pulumi.Output<string>;
  /** The argument `publicIp`, or its default. */
  declare readonly publicIp: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;

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
    state?: EipAssociationState,
    options?: pulumi.CustomResourceOptions,
  ): EipAssociation {
    return new EipAssociation(name, state as unknown as EipAssociationArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is EipAssociation {
    return isRecordOf("ec2:EipAssociation", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.EipAssociation`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: EipAssociationArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:EipAssociation", name, args, options);
  }
}

/** Arguments of `aws.ec2.EipAssociation`. */
export interface EipAssociationArgs {
  /** As in `aws.ec2.EipAssociation`. A change replaces the resource. */
  allocationId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.EipAssociation`. A change replaces the resource. */
  allowReassociation?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ec2.EipAssociation`. A change replaces the resource. */
  instanceId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.EipAssociation`. A change replaces the resource. */
  networkInterfaceId?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.EipAssociation`. A change replaces the resource. */
  privateIpAddress?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.EipAssociation`. A change replaces the resource. */
  publicIp?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.EipAssociation`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
}

/** What `EipAssociation.get` may be given. */
export type EipAssociationState = StateOf<EipAssociation>;
