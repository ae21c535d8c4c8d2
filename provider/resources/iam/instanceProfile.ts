// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";
import type { Role } from "../iam/role";

/**
 * The role of an instance.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.InstanceProfile`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const role = new aws.iam.Role("app", {
 *   assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
 * });
 * const profile = new aws.iam.InstanceProfile("app", { role: role.name });
 * new aws.ec2.Instance("app", {
 *   ami: "busybox:1.35",
 *   instanceType: "t3.micro",
 *   iamInstanceProfile: profile.name,
 * });
 * ```
 */
export class InstanceProfile extends AwsRecord {
  /** As in `aws.iam.InstanceProfile`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** As in `aws.iam.InstanceProfile`, made from the id and the arguments. */
  declare readonly createDate: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `path`, or its default. */
  declare readonly path: pulumi.Output<string | undefined>;
  /** The argument `role`, or its default. */
  declare readonly role: pulumi.Output<string | undefined>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.iam.InstanceProfile`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** As in `aws.iam.InstanceProfile`, made from the id and the arguments. */
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
    state?: InstanceProfileState,
    options?: pulumi.CustomResourceOptions,
  ): InstanceProfile {
    return new InstanceProfile(name, state as unknown as InstanceProfileArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is InstanceProfile {
    return isRecordOf("iam:InstanceProfile", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.InstanceProfile`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: InstanceProfileArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:InstanceProfile", name, args, options);
  }
}

/** Arguments of `aws.iam.InstanceProfile`. */
export interface InstanceProfileArgs {
  /** As in `aws.iam.InstanceProfile`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.InstanceProfile`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.InstanceProfile`. A change replaces the resource. */
  path?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.InstanceProfile`. A change is live. */
  role?: pulumi.Input<string | Role | undefined>;
  /** As in `aws.iam.InstanceProfile`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `InstanceProfile.get` may be given. */
export type InstanceProfileState = StateOf<InstanceProfile>;
