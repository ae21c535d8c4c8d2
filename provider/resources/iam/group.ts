// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A group of users.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.Group`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const group = new aws.iam.Group("developers");
 * export const arn = group.arn;
 * ```
 */
export class Group extends AwsRecord {
  /** As in `aws.iam.Group`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `path`, or its default. */
  declare readonly path: pulumi.Output<string | undefined>;
  /** As in `aws.iam.Group`, made from the id and the arguments. */
  declare readonly uniqueId: pulumi.Output<string>;

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
    state?: GroupState,
    options?: pulumi.CustomResourceOptions,
  ): Group {
    return new Group(name, state as unknown as GroupArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Group {
    return isRecordOf("iam:Group", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.Group`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: GroupArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:Group", name, args, options);
  }
}

/** Arguments of `aws.iam.Group`. */
export interface GroupArgs {
  /** As in `aws.iam.Group`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Group`. A change is live. */
  path?: pulumi.Input<string | undefined>;
}

/** What `Group.get` may be given. */
export type GroupState = StateOf<Group>;
