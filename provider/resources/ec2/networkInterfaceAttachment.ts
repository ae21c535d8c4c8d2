// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Attaches a network interface to an instance. A Pod has one interface, so it changes nothing there.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.NetworkInterfaceAttachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
 * const server = new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" });
 * const second = new aws.ec2.NetworkInterface("second", { subnetId: subnet.id });
 * new aws.ec2.NetworkInterfaceAttachment("second", {
 *   instanceId: server.id,
 *   networkInterfaceId: second.id,
 *   deviceIndex: 1,
 * });
 * ```
 */
export class NetworkInterfaceAttachment extends AwsRecord {
  /** As in `aws.ec2.NetworkInterfaceAttachment`, made from the id and the arguments. */
  declare readonly attachmentId: pulumi.Output<string>;
  /** The argument `deviceIndex`, or its default. */
  declare readonly deviceIndex: pulumi.Output<number>;
  /** The argument `instanceId`, or its default. */
  declare readonly instanceId: pulumi.Output<string>;
  /** The argument `networkCardIndex`, or its default. */
  declare readonly networkCardIndex: pulumi.Output<number>;
  /** The argument `networkInterfaceId`, or its default. */
  declare readonly networkInterfaceId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** As in `aws.ec2.NetworkInterfaceAttachment`, made from the id and the arguments. */
  declare readonly status: pulumi.Output<string>;

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
    state?: NetworkInterfaceAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): NetworkInterfaceAttachment {
    return new NetworkInterfaceAttachment(name, state as unknown as NetworkInterfaceAttachmentArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is NetworkInterfaceAttachment {
    return isRecordOf("ec2:NetworkInterfaceAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.NetworkInterfaceAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: NetworkInterfaceAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:NetworkInterfaceAttachment", name, args, options);
  }
}

/** Arguments of `aws.ec2.NetworkInterfaceAttachment`. */
export interface NetworkInterfaceAttachmentArgs {
  /** As in `aws.ec2.NetworkInterfaceAttachment`. A change replaces the resource. */
  deviceIndex: pulumi.Input<number>;
  /** As in `aws.ec2.NetworkInterfaceAttachment`. A change replaces the resource. */
  instanceId: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkInterfaceAttachment`. A change replaces the resource. */
  networkCardIndex?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.NetworkInterfaceAttachment`. A change replaces the resource. */
  networkInterfaceId: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkInterfaceAttachment`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
}

/** What `NetworkInterfaceAttachment.get` may be given. */
export type NetworkInterfaceAttachmentState = StateOf<NetworkInterfaceAttachment>;
