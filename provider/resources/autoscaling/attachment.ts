// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Attaches the instances of a group to a target group. A classic load balancer, `elb`, has no effect.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.autoscaling.Attachment`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const configuration = new aws.ec2.LaunchConfiguration("web", {
 *   imageId: "busybox:1.35",
 *   instanceType: "t3.micro",
 * });
 * const group = new aws.autoscaling.Group("web", {
 *   availabilityZones: ["us-east-1a", "us-east-1b"],
 *   launchConfiguration: configuration.name,
 *   minSize: 1,
 *   maxSize: 3,
 * });
 * new aws.autoscaling.Attachment("web", { autoscalingGroupName: group.name, elb: "web" });
 * ```
 */
export class Attachment extends AwsRecord {
  /** The argument `autoscalingGroupName`, or its default. */
  declare readonly autoscalingGroupName: pulumi.Output<string>;
  /** The argument `elb`, or its default. */
  declare readonly elb: pulumi.Output<string | undefined>;
  /** The argument `lbTargetGroupArn`, or its default. */
  declare readonly lbTargetGroupArn: pulumi.Output<string | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;

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
    state?: AttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): Attachment {
    return new Attachment(name, state as unknown as AttachmentArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Attachment {
    return isRecordOf("autoscaling:Attachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.autoscaling.Attachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: AttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("autoscaling:Attachment", name, args, options);
  }
}

/** Arguments of `aws.autoscaling.Attachment`. */
export interface AttachmentArgs {
  /** As in `aws.autoscaling.Attachment`. A change replaces the resource. */
  autoscalingGroupName: pulumi.Input<string>;
  /** As in `aws.autoscaling.Attachment`. A change replaces the resource. */
  elb?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Attachment`. A change replaces the resource. */
  lbTargetGroupArn?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Attachment`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
}

/** What `Attachment.get` may be given. */
export type AttachmentState = StateOf<Attachment>;
