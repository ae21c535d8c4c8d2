// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A parameter. `ssm.getParameter` of the same program reads it; instances don't.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ssm.Parameter`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.ssm.Parameter("host", { name: "/db/host", type: "String", value: "db.internal" });
 * export const host = aws.ssm.getParameterOutput({ name: "/db/host" }).value;
 * ```
 */
export class Parameter extends AwsRecord {
  /** The argument `allowedPattern`, or its default. */
  declare readonly allowedPattern: pulumi.Output<string | undefined>;
  /** The argument `arn`, or its default. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `dataType`, or its default. */
  declare readonly dataType: pulumi.Output<string>;
  /** The argument `description`, or its default. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** As in `aws.ssm.Parameter`, made from the id and the arguments. */
  declare readonly hasValueWo: pulumi.Output<boolean>;
  /** The argument `insecureValue`, or its default. */
  declare readonly insecureValue: pulumi.Output<string>;
  /** The argument `keyId`, or its default. */
  declare readonly keyId: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `overwrite`, or its default. */
  declare readonly overwrite: pulumi.Output<boolean | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ssm.Parameter`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `tier`, or its default. */
  declare readonly tier: pulumi.Output<string>;
  /** The argument `type`, or its default. */
  declare readonly type: pulumi.Output<string>;
  /** The argument `value`, or its default. */
  declare readonly value: pulumi.Output<string>;
  /** The argument `valueWo`, or its default. */
  declare readonly valueWo: pulumi.Output<string | undefined>;
  /** The argument `valueWoVersion`, or its default. */
  declare readonly valueWoVersion: pulumi.Output<number | undefined>;
  /** As in `aws.ssm.Parameter`, made from the id and the arguments. */
  declare readonly version: pulumi.Output<number>;

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
    state?: ParameterState,
    options?: pulumi.CustomResourceOptions,
  ): Parameter {
    return new Parameter(name, state as unknown as ParameterArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Parameter {
    return isRecordOf("ssm:Parameter", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ssm.Parameter`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: ParameterArgs, options?: pulumi.CustomResourceOptions) {
    super("ssm:Parameter", name, args, options, ["value", "valueWo"]);
  }
}

/** Arguments of `aws.ssm.Parameter`. */
export interface ParameterArgs {
  /** As in `aws.ssm.Parameter`. A change is live. */
  allowedPattern?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change replaces the resource. */
  dataType?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  description?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  insecureValue?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  keyId?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  overwrite?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ssm.Parameter`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  tier?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change replaces the resource. */
  type: pulumi.Input<string>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  value?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  valueWo?: pulumi.Input<string | undefined>;
  /** As in `aws.ssm.Parameter`. A change is live. */
  valueWoVersion?: pulumi.Input<number | undefined>;
}

/** What `Parameter.get` may be given. */
export type ParameterState = StateOf<Parameter>;
