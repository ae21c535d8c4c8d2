// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * Notifications about a group. Nothing sends them.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.autoscaling.Notification`.
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
 * new aws.autoscaling.Notification("web", {
 *   groupNames: [group.name],
 *   notifications: ["autoscaling:EC2_INSTANCE_LAUNCH"],
 *   topicArn: "arn:aws:sns:us-east-1:000000000000:web",
 * });
 * ```
 */
export class Notification extends AwsRecord {
  /** The argument `groupNames`, or its default. */
  declare readonly groupNames: pulumi.Output<string[]>;
  /** The argument `notifications`, or its default. */
  declare readonly notifications: pulumi.Output<
    | "autoscaling:EC2_INSTANCE_LAUNCH"
    | "autoscaling:EC2_INSTANCE_TERMINATE"
    | "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"
    | "autoscaling:EC2_INSTANCE_TERMINATE_ERROR"
    | "autoscaling:TEST_NOTIFICATION"[]
  >;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `topicArn`, or its default. */
  declare readonly topicArn: pulumi.Output<string>;

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
    state?: NotificationState,
    options?: pulumi.CustomResourceOptions,
  ): Notification {
    return new Notification(name, state as unknown as NotificationArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Notification {
    return isRecordOf("autoscaling:Notification", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.autoscaling.Notification`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: NotificationArgs, options?: pulumi.CustomResourceOptions) {
    super("autoscaling:Notification", name, args, options);
  }
}

/** Arguments of `aws.autoscaling.Notification`. */
export interface NotificationArgs {
  /** As in `aws.autoscaling.Notification`. A change is live. */
  groupNames: pulumi.Input<pulumi.Input<string>[]>;
  /** As in `aws.autoscaling.Notification`. A change is live. */
  notifications: pulumi.Input<
    pulumi.Input<
      | "autoscaling:EC2_INSTANCE_LAUNCH"
      | "autoscaling:EC2_INSTANCE_TERMINATE"
      | "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"
      | "autoscaling:EC2_INSTANCE_TERMINATE_ERROR"
      | "autoscaling:TEST_NOTIFICATION"
    >[]
  >;
  /** As in `aws.autoscaling.Notification`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Notification`. A change replaces the resource. */
  topicArn: pulumi.Input<string>;
}

/** What `Notification.get` may be given. */
export type NotificationState = StateOf<Notification>;
