// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Attaches the instances of a group to the target group that is its `elbv2` traffic source.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.autoscaling.TrafficSourceAttachment`.
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
 * new aws.autoscaling.TrafficSourceAttachment("web", {
 *   autoscalingGroupName: group.name,
 *   trafficSource: { identifier: "web", type: "elb" },
 * });
 * ```
 */
export class TrafficSourceAttachment extends AwsRecord {
  /** The argument `autoscalingGroupName`, or its default. */
  declare readonly autoscalingGroupName: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `trafficSource`, or its default. */
  declare readonly trafficSource: pulumi.Output<
    outputs.autoscaling.TrafficSourceAttachmentTrafficSource | undefined
  >;

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
    state?: TrafficSourceAttachmentState,
    options?: pulumi.CustomResourceOptions,
  ): TrafficSourceAttachment {
    return new TrafficSourceAttachment(name, state as unknown as TrafficSourceAttachmentArgs, {
      ...options,
      id,
    });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is TrafficSourceAttachment {
    return isRecordOf("autoscaling:TrafficSourceAttachment", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.autoscaling.TrafficSourceAttachment`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: TrafficSourceAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("autoscaling:TrafficSourceAttachment", name, args, options);
  }
}

/** Arguments of `aws.autoscaling.TrafficSourceAttachment`. */
export interface TrafficSourceAttachmentArgs {
  /** As in `aws.autoscaling.TrafficSourceAttachment`. A change replaces the resource. */
  autoscalingGroupName: pulumi.Input<string>;
  /** As in `aws.autoscaling.TrafficSourceAttachment`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.TrafficSourceAttachment`. A change replaces the resource. */
  trafficSource?: pulumi.Input<inputs.autoscaling.TrafficSourceAttachmentTrafficSource | undefined>;
}

/** What `TrafficSourceAttachment.get` may be given. */
export type TrafficSourceAttachmentState = StateOf<TrafficSourceAttachment>;
