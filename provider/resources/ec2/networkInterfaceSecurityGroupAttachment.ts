// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Not supported: an instance's groups are labels of its Pod. Use `vpcSecurityGroupIds`.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.NetworkInterfaceSecurityGroupAttachment`.
 */
export class NetworkInterfaceSecurityGroupAttachment extends AwsRecord {
  /** The argument `networkInterfaceId`, or its default. */
  declare readonly networkInterfaceId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `securityGroupId`, or its default. */
  declare readonly securityGroupId: pulumi.Output<string>;

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
    state?: NetworkInterfaceSecurityGroupAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): NetworkInterfaceSecurityGroupAttachment {
    return new NetworkInterfaceSecurityGroupAttachment(
      name,
      state as unknown as NetworkInterfaceSecurityGroupAttachmentArgs,
      { ...options, id },
    );
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is NetworkInterfaceSecurityGroupAttachment {
    return isRecordOf("ec2:NetworkInterfaceSecurityGroupAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.NetworkInterfaceSecurityGroupAttachment`.
   * @param options - Options of the resource.
   */
  constructor(
    name: string,
    args: NetworkInterfaceSecurityGroupAttachmentArgs,
    options?: pulumi.CustomResourceOptions,
  ) {
    super("ec2:NetworkInterfaceSecurityGroupAttachment", name, args, options);
  }
}

/** Arguments of `aws.ec2.NetworkInterfaceSecurityGroupAttachment`. */
export interface NetworkInterfaceSecurityGroupAttachmentArgs {
  /** As in `aws.ec2.NetworkInterfaceSecurityGroupAttachment`. A change replaces the resource. */
  networkInterfaceId: pulumi.Input<string>;
  /** As in `aws.ec2.NetworkInterfaceSecurityGroupAttachment`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.NetworkInterfaceSecurityGroupAttachment`. A change replaces the resource. */
  securityGroupId: pulumi.Input<string>;
}

/** What `NetworkInterfaceSecurityGroupAttachment.get` may be given. */
export type NetworkInterfaceSecurityGroupAttachmentState = StateOf<NetworkInterfaceSecurityGroupAttachment>;
