// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";
import type { User } from "../iam/user";

/**
 * Gives a user a policy.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.UserPolicyAttachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const user = new aws.iam.User("ada");
 * new aws.iam.UserPolicyAttachment("read", {
 *   user: user.name,
 *   policyArn: aws.iam.ManagedPolicy.ReadOnlyAccess,
 * });
 * ```
 */
export class UserPolicyAttachment extends AwsRecord {
  /** The argument `policyArn`, or its default. */
  declare readonly policyArn: pulumi.Output<string>;
  /** The argument `user`, or its default. */
  declare readonly user: pulumi.Output<string>;

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
    state?: UserPolicyAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): UserPolicyAttachment {
    return new UserPolicyAttachment(name, state as unknown as UserPolicyAttachmentArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is UserPolicyAttachment {
    return isRecordOf("iam:UserPolicyAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.UserPolicyAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: UserPolicyAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:UserPolicyAttachment", name, args, options);
  }
}

/** Arguments of `aws.iam.UserPolicyAttachment`. */
export interface UserPolicyAttachmentArgs {
  /** As in `aws.iam.UserPolicyAttachment`. A change replaces the resource. */
  policyArn: pulumi.Input<string>;
  /** As in `aws.iam.UserPolicyAttachment`. A change replaces the resource. */
  user: pulumi.Input<string | User>;
}

/** What `UserPolicyAttachment.get` may be given. */
export type UserPolicyAttachmentState = StateOf<UserPolicyAttachment>;
