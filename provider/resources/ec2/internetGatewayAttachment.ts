// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Attaches an internet gateway to a network.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.InternetGatewayAttachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const gateway = new aws.ec2.InternetGateway("main");
 * new aws.ec2.InternetGatewayAttachment("main", { internetGatewayId: gateway.id, vpcId: vpc.id });
 * ```
 */
export class InternetGatewayAttachment extends AwsRecord {
  /** The argument `internetGatewayId`, or its default. */
  declare readonly internetGatewayId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
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
    state?: InternetGatewayAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): InternetGatewayAttachment {
    return new InternetGatewayAttachment(name, state as unknown as InternetGatewayAttachmentArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is InternetGatewayAttachment {
    return isRecordOf("ec2:InternetGatewayAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.InternetGatewayAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: InternetGatewayAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:InternetGatewayAttachment", name, args, options);
  }
}

/** Arguments of `aws.ec2.InternetGatewayAttachment`. */
export interface InternetGatewayAttachmentArgs {
  /** As in `aws.ec2.InternetGatewayAttachment`. A change replaces the resource. */
  internetGatewayId: pulumi.Input<string>;
  /** As in `aws.ec2.InternetGatewayAttachment`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.InternetGatewayAttachment`. A change replaces the resource. */
  vpcId: pulumi.Input<string>;
}

/** What `InternetGatewayAttachment.get` may be given. */
export type InternetGatewayAttachmentState = StateOf<InternetGatewayAttachment>;
