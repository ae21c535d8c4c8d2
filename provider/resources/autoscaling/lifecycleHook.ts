// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A lifecycle hook. Nothing waits for it, and nothing calls its target.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.autoscaling.LifecycleHook`.
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
 * new aws.autoscaling.LifecycleHook("launch", {
 *   autoscalingGroupName: group.name,
 *   lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
 * });
 * ```
 */
export class LifecycleHook extends AwsRecord {
  /** The argument `autoscalingGroupName`, or its default. */
  declare readonly autoscalingGroupName: pulumi.Output<string>;
  /** The argument `defaultResult`, or its default. */
  declare readonly defaultResult: pulumi.Output<string>;
  /** The argument `heartbeatTimeout`, or its default. */
  declare readonly heartbeatTimeout: pulumi.Output<number | undefined>;
  /** The argument `lifecycleTransition`, or its default. */
  declare readonly lifecycleTransition: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `notificationMetadata`, or its default. */
  declare readonly notificationMetadata: pulumi.Output<string | undefined>;
  /** The argument `notificationTargetArn`, or its default. */
  declare readonly notificationTargetArn: pulumi.Output<string | undefined>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `roleArn`, or its default. */
  declare readonly roleArn: pulumi.Output<string | undefined>;

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
    state?: LifecycleHookState,
    options?: pulumi.CustomResourceOptions,
  ): LifecycleHook {
    return new LifecycleHook(name, state as unknown as LifecycleHookArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is LifecycleHook {
    return isRecordOf("autoscaling:LifecycleHook", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.autoscaling.LifecycleHook`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: LifecycleHookArgs, options?: pulumi.CustomResourceOptions) {
    super("autoscaling:LifecycleHook", name, args, options);
  }
}

/** Arguments of `aws.autoscaling.LifecycleHook`. */
export interface LifecycleHookArgs {
  /** As in `aws.autoscaling.LifecycleHook`. A change replaces the resource. */
  autoscalingGroupName: pulumi.Input<string>;
  /** As in `aws.autoscaling.LifecycleHook`. A change is live. */
  defaultResult?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.LifecycleHook`. A change is live. */
  heartbeatTimeout?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.LifecycleHook`. A change is live. */
  lifecycleTransition: pulumi.Input<string>;
  /** As in `aws.autoscaling.LifecycleHook`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.LifecycleHook`. A change is live. */
  notificationMetadata?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.LifecycleHook`. A change is live. */
  notificationTargetArn?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.LifecycleHook`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.LifecycleHook`. A change is live. */
  roleArn?: pulumi.Input<string | undefined>;
}

/** What `LifecycleHook.get` may be given. */
export type LifecycleHookState = StateOf<LifecycleHook>;
