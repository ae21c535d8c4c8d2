// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";
import type { Group } from "../iam/group";

/**
 * Gives a group a policy.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.GroupPolicyAttachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const group = new aws.iam.Group("developers");
 * new aws.iam.GroupPolicyAttachment("read", {
 *   group: group.name,
 *   policyArn: aws.iam.ManagedPolicy.ReadOnlyAccess,
 * });
 * ```
 */
export class GroupPolicyAttachment extends AwsRecord {
  /** The argument `group`, or its default. */
  declare readonly group: pulumi.Output<string>;
  /** The argument `policyArn`, or its default. */
  declare readonly policyArn: pulumi.Output<string>;

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
    state?: GroupPolicyAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): GroupPolicyAttachment {
    return new GroupPolicyAttachment(name, state as unknown as GroupPolicyAttachmentArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is GroupPolicyAttachment {
    return isRecordOf("iam:GroupPolicyAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.GroupPolicyAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: GroupPolicyAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:GroupPolicyAttachment", name, args, options);
  }
}

/** Arguments of `aws.iam.GroupPolicyAttachment`. */
export interface GroupPolicyAttachmentArgs {
  /** As in `aws.iam.GroupPolicyAttachment`. A change replaces the resource. */
  group: pulumi.Input<string | Group>;
  /** As in `aws.iam.GroupPolicyAttachment`. A change replaces the resource. */
  policyArn: pulumi.Input<string>;
}

/** What `GroupPolicyAttachment.get` may be given. */
export type GroupPolicyAttachmentState = StateOf<GroupPolicyAttachment>;
