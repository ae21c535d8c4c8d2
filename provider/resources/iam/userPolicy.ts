// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A policy inside of a user. Nothing here evaluates it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.UserPolicy`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const user = new aws.iam.User("ada");
 * new aws.iam.UserPolicy("read", {
 *   user: user.name,
 *   policy: aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:Get*"], resources: ["*"] }] })
 *     .json,
 * });
 * ```
 */
export class UserPolicy extends AwsRecord {
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `policy`, or its default. */
  declare readonly policy: pulumi.Output<string>;
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
    state?: UserPolicyState,
    options?: pulumi.CustomResourceOptions,
  ): UserPolicy {
    return new UserPolicy(name, state as unknown as UserPolicyArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is UserPolicy {
    return isRecordOf("iam:UserPolicy", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.UserPolicy`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: UserPolicyArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:UserPolicy", name, args, options);
  }
}

/** Arguments of `aws.iam.UserPolicy`. */
export interface UserPolicyArgs {
  /** As in `aws.iam.UserPolicy`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.UserPolicy`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.UserPolicy`. A change is live. */
  policy: pulumi.Input<string | inputs.iam.PolicyDocument>;
  /** As in `aws.iam.UserPolicy`. A change replaces the resource. */
  user: pulumi.Input<string>;
}

/** What `UserPolicy.get` may be given. */
export type UserPolicyState = StateOf<UserPolicy>;
