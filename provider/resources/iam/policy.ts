// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A policy. Nothing here evaluates it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.Policy`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.iam.Policy("read", {
 *   policy: aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:Get*"], resources: ["*"] }] })
 *     .json,
 * });
 * ```
 */
export class Policy extends AwsRecord {
  /** As in `aws.iam.Policy`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** As in `aws.iam.Policy`, made from the id and the arguments. */
  declare readonly attachmentCount: pulumi.Output<number>;
  /** The argument `delayAfterPolicyCreationInMs`, or its default. */
  declare readonly delayAfterPolicyCreationInMs: pulumi.Output<number | undefined>;
  /** The argument `description`, or its default. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `path`, or its default. */
  declare readonly path: pulumi.Output<string | undefined>;
  /** The argument `policy`, or its default. */
  declare readonly policy: pulumi.Output<string>;
  /** As in `aws.iam.Policy`, made from the id and the arguments. */
  declare readonly policyId: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.iam.Policy`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;

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
    state?: PolicyState,
    options?: pulumi.CustomResourceOptions,
  ): Policy {
    return new Policy(name, state as unknown as PolicyArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Policy {
    return isRecordOf("iam:Policy", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.Policy`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: PolicyArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:Policy", name, args, options);
  }
}

/** Arguments of `aws.iam.Policy`. */
export interface PolicyArgs {
  /** As in `aws.iam.Policy`. A change is live. */
  delayAfterPolicyCreationInMs?: pulumi.Input<number | undefined>;
  /** As in `aws.iam.Policy`. A change replaces the resource. */
  description?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Policy`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Policy`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Policy`. A change replaces the resource. */
  path?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Policy`. A change is live. */
  policy: pulumi.Input<string | inputs.iam.PolicyDocument>;
  /** As in `aws.iam.Policy`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `Policy.get` may be given. */
export type PolicyState = StateOf<Policy>;
