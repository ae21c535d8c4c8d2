// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";
import type { Role } from "../iam/role";

/**
 * Gives a role a policy.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.RolePolicyAttachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const role = new aws.iam.Role("app", {
 *   assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
 * });
 * new aws.iam.RolePolicyAttachment("read", {
 *   role: role.name,
 *   policyArn: aws.iam.ManagedPolicy.ReadOnlyAccess,
 * });
 * ```
 */
export class RolePolicyAttachment extends AwsRecord {
  /** The argument `policyArn`, or its default. */
  declare readonly policyArn: pulumi.Output<string>;
  /** The argument `role`, or its default. */
  declare readonly role: pulumi.Output<string>;

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
    state?: RolePolicyAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): RolePolicyAttachment {
    return new RolePolicyAttachment(name, state as unknown as RolePolicyAttachmentArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is RolePolicyAttachment {
    return isRecordOf("iam:RolePolicyAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.RolePolicyAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: RolePolicyAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:RolePolicyAttachment", name, args, options);
  }
}

/** Arguments of `aws.iam.RolePolicyAttachment`. */
export interface RolePolicyAttachmentArgs {
  /** As in `aws.iam.RolePolicyAttachment`. A change replaces the resource. */
  policyArn: pulumi.Input<string>;
  /** As in `aws.iam.RolePolicyAttachment`. A change replaces the resource. */
  role: pulumi.Input<string | Role>;
}

/** What `RolePolicyAttachment.get` may be given. */
export type RolePolicyAttachmentState = StateOf<RolePolicyAttachment>;
