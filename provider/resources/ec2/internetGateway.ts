// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * The way of a network to the internet. Pods reach it by the cluster's own way, with or without this.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.InternetGateway`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
 * export const id = gateway.id;
 * ```
 */
export class InternetGateway extends AwsRecord {
  /** As in `aws.ec2.InternetGateway`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** As in `aws.ec2.InternetGateway`, made from the id and the arguments. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.InternetGateway`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;
  /** The argument `vpcId`, or its default. */
  declare readonly vpcId: pulumi.Output<string>;

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
    state?: InternetGatewayState,
    options?: pulumi.CustomResourceOptions,
  ): InternetGateway {
    return new InternetGateway(name, state as unknown as InternetGatewayArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is InternetGateway {
    return isRecordOf("ec2:InternetGateway", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.InternetGateway`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args?: InternetGatewayArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:InternetGateway", name, args, options);
  }
}

/** Arguments of `aws.ec2.InternetGateway`. */
export interface InternetGatewayArgs {
  /** As in `aws.ec2.InternetGateway`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.InternetGateway`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** As in `aws.ec2.InternetGateway`. A change is live. */
  vpcId?: pulumi.Input<string | undefined>;
}

/** What `InternetGateway.get` may be given. */
export type InternetGatewayState = StateOf<InternetGateway>;
