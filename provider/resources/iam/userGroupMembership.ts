// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Puts a user into groups.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.UserGroupMembership`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const user = new aws.iam.User("ada");
 * const group = new aws.iam.Group("developers");
 * new aws.iam.UserGroupMembership("ada", { user: user.name, groups: [group.name] });
 * ```
 */
export class UserGroupMembership extends AwsRecord {
  /** The argument `groups`, or its default. */
  declare readonly groups: pulumi.Output<string[]>;
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
    state?: UserGroupMembershipState,
    options?: pulumi.CustomResourceOptions,
  ): UserGroupMembership {
    return new UserGroupMembership(name, state as unknown as UserGroupMembershipArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is UserGroupMembership {
    return isRecordOf("iam:UserGroupMembership", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.UserGroupMembership`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: UserGroupMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:UserGroupMembership", name, args, options);
  }
}

/** Arguments of `aws.iam.UserGroupMembership`. */
export interface UserGroupMembershipArgs {
  /** As in `aws.iam.UserGroupMembership`. A change is live. */
  groups: pulumi.Input<pulumi.Input<string>[]>;
  /** As in `aws.iam.UserGroupMembership`. A change replaces the resource. */
  user: pulumi.Input<string>;
}

/** What `UserGroupMembership.get` may be given. */
export type UserGroupMembershipState = StateOf<UserGroupMembership>;
