// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";
import type { Role } from "../iam/role";
import type { User } from "../iam/user";
import type { Group } from "../iam/group";

/**
 * Gives roles, users and groups a policy.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.PolicyAttachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const role = new aws.iam.Role("app", {
 *   assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
 * });
 * new aws.iam.PolicyAttachment("read", {
 *   policyArn: aws.iam.ManagedPolicy.ReadOnlyAccess,
 *   roles: [role.name],
 * });
 * ```
 */
export class PolicyAttachment extends AwsRecord {
  /** The argument `groups`, or its default. */
  declare readonly groups: pulumi.Output<string[] | undefined>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `policyArn`, or its default. */
  declare readonly policyArn: pulumi.Output<string>;
  /** The argument `roles`, or its default. */
  declare readonly roles: pulumi.Output<string[] | undefined>;
  /** The argument `users`, or its default. */
  declare readonly users: pulumi.Output<string[] | undefined>;

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
    state?: PolicyAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): PolicyAttachment {
    return new PolicyAttachment(name, state as unknown as PolicyAttachmentArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is PolicyAttachment {
    return isRecordOf("iam:PolicyAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.PolicyAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: PolicyAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:PolicyAttachment", name, args, options);
  }
}

/** Arguments of `aws.iam.PolicyAttachment`. */
export interface PolicyAttachmentArgs {
  /** As in `aws.iam.PolicyAttachment`. A change is live. */
  groups?: pulumi.Input<pulumi.Input<string | Group>[] | undefined>;
  /** As in `aws.iam.PolicyAttachment`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.PolicyAttachment`. A change replaces the resource. */
  policyArn: pulumi.Input<string>;
  /** As in `aws.iam.PolicyAttachment`. A change is live. */
  roles?: pulumi.Input<pulumi.Input<string | Role>[] | undefined>;
  /** As in `aws.iam.PolicyAttachment`. A change is live. */
  users?: pulumi.Input<pulumi.Input<string | User>[] | undefined>;
}

/** What `PolicyAttachment.get` may be given. */
export type PolicyAttachmentState = StateOf<PolicyAttachment>;
