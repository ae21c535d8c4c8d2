// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A scaling policy. Nothing scales: a group has its `desiredCapacity`, whatever a metric says.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.autoscaling.Policy`.
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
 * new aws.autoscaling.Policy("busy", {
 *   autoscalingGroupName: group.name,
 *   policyType: "TargetTrackingScaling",
 *   targetTrackingConfiguration: {
 *     predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
 *     targetValue: 60,
 *   },
 * });
 * ```
 */
export class Policy extends AwsRecord {
  /** The argument `adjustmentType`, or its default. */
  declare readonly adjustmentType: pulumi.Output<string | undefined>;
  /** As in `aws.autoscaling.Policy`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `autoscalingGroupName`, or its default. */
  declare readonly autoscalingGroupName: pulumi.Output<string>;
  /** The argument `cooldown`, or its default. */
  declare readonly cooldown: pulumi.Output<number | undefined>;
  /** The argument `enabled`, or its default. */
  declare readonly enabled: pulumi.Output<boolean | undefined>;
  /** The argument `estimatedInstanceWarmup`, or its default. */
  declare readonly estimatedInstanceWarmup: pulumi.Output<number | undefined>;
  /** The argument `metricAggregationType`, or its default. */
  declare readonly metricAggregationType: pulumi.Output<string>;
  /** The argument `minAdjustmentMagnitude`, or its default. */
  declare readonly minAdjustmentMagnitude: pulumi.Output<number | undefined>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `policyType`, or its default. */
  declare readonly policyType: pulumi.Output<string | undefined>;
  /** The argument `predictiveScalingConfiguration`, or its default. */
  declare readonly predictiveScalingConfiguration: pulumi.Output<
    outputs.autoscaling.PolicyPredictiveScalingConfiguration | undefined
  >;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `scalingAdjustment`, or its default. */
  declare readonly scalingAdjustment: pulumi.Output<number | undefined>;
  /** The argument `stepAdjustments`, or its default. */
  declare readonly stepAdjustments: pulumi.Output<outputs.autoscaling.PolicyStepAdjustment[] | undefined>;
  /** The argument `targetTrackingConfiguration`, or its default. */
  declare readonly targetTrackingConfiguration: pulumi.Output<
    outputs.autoscaling.PolicyTargetTrackingConfiguration | undefined
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
    state?: PolicyState,
    options?: pulumi.CustomResourceOptions,
  ): Policy {
    return new Policy(name, state as unknown as PolicyArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Policy {
    return isRecordOf("autoscaling:Policy", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.autoscaling.Policy`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: PolicyArgs, options?: pulumi.CustomResourceOptions) {
    super("autoscaling:Policy", name, args, options);
  }
}

/** Arguments of `aws.autoscaling.Policy`. */
export interface PolicyArgs {
  /** As in `aws.autoscaling.Policy`. A change is live. */
  adjustmentType?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Policy`. A change replaces the resource. */
  autoscalingGroupName: pulumi.Input<string>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  cooldown?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  enabled?: pulumi.Input<boolean | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  estimatedInstanceWarmup?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  metricAggregationType?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  minAdjustmentMagnitude?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.Policy`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Policy`. A change replaces the resource. */
  policyType?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  predictiveScalingConfiguration?: pulumi.Input<
    inputs.autoscaling.PolicyPredictiveScalingConfiguration | undefined
  >;
  /** As in `aws.autoscaling.Policy`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  scalingAdjustment?: pulumi.Input<number | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  stepAdjustments?: pulumi.Input<pulumi.Input<inputs.autoscaling.PolicyStepAdjustment>[] | undefined>;
  /** As in `aws.autoscaling.Policy`. A change is live. */
  targetTrackingConfiguration?: pulumi.Input<
    inputs.autoscaling.PolicyTargetTrackingConfiguration | undefined
  >;
}

/** What `Policy.get` may be given. */
export type PolicyState = StateOf<Policy>;
