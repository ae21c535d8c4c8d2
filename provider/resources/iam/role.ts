// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A role. Instances get no credentials of it, unless `ec2-pods:credentials` names where they come from.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.iam.Role`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const role = new aws.iam.Role("app", {
 *   assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
 * });
 * export const arn = role.arn;
 * ```
 */
export class Role extends AwsRecord {
  /** As in `aws.iam.Role`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `assumeRolePolicy`, or its default. */
  declare readonly assumeRolePolicy: pulumi.Output<string>;
  /** As in `aws.iam.Role`, made from the id and the arguments. */
  declare readonly createDate: pulumi.Output<string>;
  /** The argument `description`, or its default. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The argument `forceDetachPolicies`, or its default. */
  declare readonly forceDetachPolicies: pulumi.Output<boolean | undefined>;
  /** The argument `inlinePolicies`, or its default. */
  declare readonly inlinePolicies: pulumi.Output<outputs.iam.RoleInlinePolicy[]>;
  /** The argument `managedPolicyArns`, or its default. */
  declare readonly managedPolicyArns: pulumi.Output<string[]>;
  /** The argument `maxSessionDuration`, or its default. */
  declare readonly maxSessionDuration: pulumi.Output<number | undefined>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `namePrefix`, or its default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `path`, or its default. */
  declare readonly path: pulumi.Output<string | undefined>;
  /** The argument `permissionsBoundary`, or its default. */
  declare readonly permissionsBoundary: pulumi.Output<string | undefined>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.iam.Role`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** As in `aws.iam.Role`, made from the id and the arguments. */
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
    state?: RoleState,
    options?: pulumi.CustomResourceOptions,
  ): Role {
    return new Role(name, state as unknown as RoleArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Role {
    return isRecordOf("iam:Role", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.iam.Role`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: RoleArgs, options?: pulumi.CustomResourceOptions) {
    super("iam:Role", name, args, options);
  }
}

/** Arguments of `aws.iam.Role`. */
export interface RoleArgs {
  /** As in `aws.iam.Role`. A change is live. */
  assumeRolePolicy: pulumi.Input<string | inputs.iam.PolicyDocument>;
  /** As in `aws.iam.Role`. A change is live. */
  description?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Role`. A change is live. */
  forceDetachPolicies?: pulumi.Input<boolean | undefined>;
  /** As in `aws.iam.Role`. A change is live. */
  inlinePolicies?: pulumi.Input<pulumi.Input<inputs.iam.RoleInlinePolicy>[] | undefined>;
  /** As in `aws.iam.Role`. A change is live. */
  managedPolicyArns?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.iam.Role`. A change is live. */
  maxSessionDuration?: pulumi.Input<number | undefined>;
  /** As in `aws.iam.Role`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Role`. A change replaces the resource. */
  namePrefix?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Role`. A change replaces the resource. */
  path?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Role`. A change is live. */
  permissionsBoundary?: pulumi.Input<string | undefined>;
  /** As in `aws.iam.Role`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `Role.get` may be given. */
export type RoleState = StateOf<Role>;
