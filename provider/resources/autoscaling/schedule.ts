// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A scheduled action. Nothing runs it: a group has its `desiredCapacity` at any time.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.autoscaling.Schedule`.
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
 * new aws.autoscaling.Schedule("night", {
 *   autoscalingGroupName: group.name,
 *   scheduledActionName: "night",
 *   recurrence: "0 22 * * *",
 *   desiredCapacity: 1,
 * });
 * ```
 */
export class Schedule extends AwsRecord {
  /** As in `aws.autoscaling.Schedule`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `autoscalingGroupName`, or its default. */
  declare readonly autoscalingGroupName: pulumi.Output<string>;
  /** The argument `desiredCapacity`, or its default. */
  declare readonly desiredCapacity: pulumi.Output<number>;
  /** The argument `endTime`, or its default. */
  declare readonly endTime: pulumi.Output<string>;
  /** The argument `maxSize`, or its default. */
  declare readonly maxSize: pulumi.Output<number>;
  /** The argument `minSize`, or its default. */
  declare readonly minSize: pulumi.Output<number>;
  /** The argument `recurrence`, or its default. */
  declare readonly recurrence: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `scheduledActionName`, or its default. */
  declare readonly scheduledActionName: pulumi.Output<string>;
  /** The argument `startTime`, or its default. */
  declare readonly startTime: pulumi.Output<string>;
  /** The argument `timeZone`, or its default. */
  declare readonly timeZone: pulumi.Output<string>;

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
    state?: ScheduleState,
    options?: pulumi.CustomResourceOptions,
  ): Schedule {
    return new Schedule(name, state as unknown as ScheduleArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Schedule {
    return isRecordOf("autoscaling:Schedule", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.autoscaling.Schedule`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: ScheduleArgs, options?: pulumi.CustomResourceOptions) {
    super("autoscaling:Schedule", name, args, options);
  }
}

/** Arguments of `aws.autoscaling.Schedule`. */
export interface ScheduleArgs {
  /** As in `aws.autoscaling.Schedule`. A change replaces the resource. */
  autoscalingGroupName: pulumi.Input<string>;
  /** As in `aws.autoscaling.Schedule`. A change is live. */
  desiredCapacity?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.Schedule`. A change is live. */
  endTime?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Schedule`. A change is live. */
  maxSize?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.Schedule`. A change is live. */
  minSize?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.Schedule`. A change is live. */
  recurrence?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Schedule`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Schedule`. A change replaces the resource. */
  scheduledActionName: pulumi.Input<string>;
  /** As in `aws.autoscaling.Schedule`. A change is live. */
  startTime?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Schedule`. A change is live. */
  timeZone?: pulumi.Input<string | undefined>;
}

/** What `Schedule.get` may be given. */
export type ScheduleState = StateOf<Schedule>;
