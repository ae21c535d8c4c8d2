// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A policy inside of a group. Nothing here evaluates it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.GroupPolicy`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const group = new aws.iam.Group("developers");
 * new aws.iam.GroupPolicy("read", {
 *   group: group.name,
 *   policy: aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:Get*"], resources: ["*"] }] })
 *     .json,
 * });
 * ```
 */
export class GroupPolicy extends AwsRecord {
  /** The argument `group`, or its default. */
  declare readonly group: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `policy`, or its default. */
  declare readonly policy: pulumi.Output<string>;

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
    state?: GroupPolicyState,
    options?: pulumi.CustomResourceOptions,
  ): GroupPolicy {
    return new GroupPolicy(name, state as unknown as GroupPolicyArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is GroupPolicy {
    return isRecordOf("iam:GroupPolicy", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.GroupPolicy`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: GroupPolicyArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:GroupPolicy", name, args, options);
  }
}

/** Arguments of `aws.iam.GroupPolicy`. */
export interface GroupPolicyArgs {
  /** As in `aws.iam.GroupPolicy`. A change replaces the resource. */
  group: pulumi.Input<string>;
  /** As in `aws.iam.GroupPolicy`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.GroupPolicy`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.GroupPolicy`. A change is live. */
  policy: pulumi.Input<string | inputs.iam.PolicyDocument>;
}

/** What `GroupPolicy.get` may be given. */
export type GroupPolicyState = StateOf<GroupPolicy>;
