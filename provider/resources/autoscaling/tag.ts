// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";
import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A tag of a group. As in AWS, instances that exist don't get it; new ones don't, either.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.autoscaling.Tag`.
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
 * new aws.autoscaling.Tag("team", {
 *   autoscalingGroupName: group.name,
 *   tag: { key: "team", value: "web", propagateAtLaunch: true },
 * });
 * ```
 */
export class Tag extends AwsRecord {
  /** The argument `autoscalingGroupName`, or its default. */
  declare readonly autoscalingGroupName: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `tag`, or its default. */
  declare readonly tag: pulumi.Output<outputs.autoscaling.TagTag>;

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
    state?: TagState,
    options?: pulumi.CustomResourceOptions,
  ): Tag {
    return new Tag(name, state as unknown as TagArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is Tag {
    return isRecordOf("autoscaling:Tag", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.autoscaling.Tag`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: TagArgs, options?: pulumi.CustomResourceOptions) {
    super("autoscaling:Tag", name, args, options);
  }
}

/** Arguments of `aws.autoscaling.Tag`. */
export interface TagArgs {
  /** As in `aws.autoscaling.Tag`. A change replaces the resource. */
  autoscalingGroupName: pulumi.Input<string>;
  /** As in `aws.autoscaling.Tag`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.autoscaling.Tag`. A change replaces the resource. */
  tag: pulumi.Input<inputs.autoscaling.TagTag>;
}

/** What `Tag.get` may be given. */
export type TagState = StateOf<Tag>;
