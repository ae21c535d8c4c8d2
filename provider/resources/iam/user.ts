// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A user. You can't sign in as one.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.User`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const user = new aws.iam.User("ada");
 * export const arn = user.arn;
 * ```
 */
export class User extends AwsRecord {
  /** As in `aws.iam.User`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `forceDestroy`, or its default. */
  declare readonly forceDestroy: pulumi.Output<boolean | undefined>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `path`, or its default. */
  declare readonly path: pulumi.Output<string | undefined>;
  /** The argument `permissionsBoundary`, or its default. */
  declare readonly permissionsBoundary: pulumi.Output<string | undefined>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.iam.User`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** As in `aws.iam.User`, made from the id and the arguments. */
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
    state?: UserState,
    options?: pulumi.CustomResourceOptions,
  ): User {
    return new User(name, state as unknown as UserArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is User {
    return isRecordOf("iam:User", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.User`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: UserArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:User", name, args, options);
  }
}

/** Arguments of `aws.iam.User`. */
export interface UserArgs {
  /** As in `aws.iam.User`. A change is live. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** As in `aws.iam.User`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.User`. A change is live. */
  path?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.User`. A change is live. */
  permissionsBoundary?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.User`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `User.get` may be given. */
export type UserState = StateOf<User>;
