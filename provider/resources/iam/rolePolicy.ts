// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";
import type { Role } from "../iam/role";

/**
 * A policy inside of a role. Nothing here evaluates it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.RolePolicy`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const role = new aws.iam.Role("app", {
 *   assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
 * });
 * new aws.iam.RolePolicy("read", {
 *   role: role.id,
 *   policy: aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:Get*"], resources: ["*"] }] })
 *     .json,
 * });
 * ```
 */
export class RolePolicy extends AwsRecord {
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `policy`, or its default. */
  declare readonly policy: pulumi.Output<string>;
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
    state?: RolePolicyState,
    options?: pulumi.CustomResourceOptions,
  ): RolePolicy {
    return new RolePolicy(name, state as unknown as RolePolicyArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is RolePolicy {
    return isRecordOf("iam:RolePolicy", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.RolePolicy`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: RolePolicyArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:RolePolicy", name, args, options);
  }
}

/** Arguments of `aws.iam.RolePolicy`. */
export interface RolePolicyArgs {
  /** As in `aws.iam.RolePolicy`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.RolePolicy`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.RolePolicy`. A change is live. */
  policy: pulumi.Input<string | inputs.iam.PolicyDocument>;
  /** As in `aws.iam.RolePolicy`. A change replaces the resource. */
  role: pulumi.Input<string | Role>;
}

/** What `RolePolicy.get` may be given. */
export type RolePolicyState = StateOf<RolePolicy>;
