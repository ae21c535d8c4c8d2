// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Puts users into a group.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.GroupMembership`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const user = new aws.iam.User("ada");
 * const group = new aws.iam.Group("developers");
 * new aws.iam.GroupMembership("developers", { group: group.name, users: [user.name] });
 * ```
 */
export class GroupMembership extends AwsRecord {
  /** The argument `group`, or its default. */
  declare readonly group: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `users`, or its default. */
  declare readonly users: pulumi.Output<string[]>;

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
    state?: GroupMembershipState,
    options?: pulumi.CustomResourceOptions,
  ): GroupMembership {
    return new GroupMembership(name, state as unknown as GroupMembershipArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is GroupMembership {
    return isRecordOf("iam:GroupMembership", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.GroupMembership`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: GroupMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:GroupMembership", name, args, options);
  }
}

/** Arguments of `aws.iam.GroupMembership`. */
export interface GroupMembershipArgs {
  /** As in `aws.iam.GroupMembership`. A change replaces the resource. */
  group: pulumi.Input<string>;
  /** As in `aws.iam.GroupMembership`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.GroupMembership`. A change is live. */
  users: pulumi.Input<pulumi.Input<string>[]>;
}

/** What `GroupMembership.get` may be given. */
export type GroupMembershipState = StateOf<GroupMembership>;
