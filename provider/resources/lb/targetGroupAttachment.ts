// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Makes an instance, an address or an application load balancer a target of a group.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.lb.TargetGroupAttachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const server = new aws.ec2.Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro" });
 * const vpc = new aws.ec2.DefaultVpc("default");
 * const group = new aws.lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id });
 * new aws.lb.TargetGroupAttachment("web", { targetGroupArn: group.arn, targetId: server.id });
 * ```
 */
export class TargetGroupAttachment extends AwsRecord {
  /** The argument `availabilityZone`, or its default. */
  declare readonly availabilityZone: pulumi.Output<string | undefined>;
  /** The argument `port`, or its default. */
  declare readonly port: pulumi.Output<number | undefined>;
  /** The argument `quicServerId`, or its default. */
  declare readonly quicServerId: pulumi.Output<string | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `targetGroupArn`, or its default. */
  declare readonly targetGroupArn: pulumi.Output<string>;
  /** The argument `targetId`, or its default. */
  declare readonly targetId: pulumi.Output<string>;

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
    state?: TargetGroupAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): TargetGroupAttachment {
    return new TargetGroupAttachment(name, state as unknown as TargetGroupAttachmentArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is TargetGroupAttachment {
    return isRecordOf("lb:TargetGroupAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.lb.TargetGroupAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: TargetGroupAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("lb:TargetGroupAttachment", name, args, options);
  }
}

/** Arguments of `aws.lb.TargetGroupAttachment`. */
export interface TargetGroupAttachmentArgs {
  /** As in `aws.lb.TargetGroupAttachment`. A change replaces the resource. */
  availabilityZone?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroupAttachment`. A change replaces the resource. */
  port?: pulumi.Input<number | undefined>;
  /** As in `aws.lb.TargetGroupAttachment`. A change replaces the resource. */
  quicServerId?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroupAttachment`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.lb.TargetGroupAttachment`. A change replaces the resource. */
  targetGroupArn: pulumi.Input<string>;
  /** As in `aws.lb.TargetGroupAttachment`. A change replaces the resource. */
  targetId: pulumi.Input<string>;
}

/** What `TargetGroupAttachment.get` may be given. */
export type TargetGroupAttachmentState = StateOf<TargetGroupAttachment>;
