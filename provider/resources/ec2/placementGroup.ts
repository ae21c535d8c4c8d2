// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../../common/inputs";
import { AwsRecord, isRecordOf } from "../../record/aws-record";

/**
 * A placement of instances. Kubernetes chooses the nodes, without regard to it.
 *
 * A record: Pulumi keeps it, and nothing runs for it. Its arguments and outputs are those of `aws.ec2.PlacementGroup`.
 *
 * @example
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * new aws.ec2.PlacementGroup("cluster", { strategy: "cluster" });
 * ```
 */
export class PlacementGroup extends AwsRecord {
  /** As in `aws.ec2.PlacementGroup`, made from the id and the arguments. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument `name`, or its default. */
  declare readonly name: pulumi.Output<string>;
  /** The argument `partitionCount`, or its default. */
  declare readonly partitionCount: pulumi.Output<number>;
  /** As in `aws.ec2.PlacementGroup`, made from the id and the arguments. */
  declare readonly placementGroupId: pulumi.Output<string>;
  /** The argument `region`, or its default. */
  declare readonly region: pulumi.Output<string>;
  /** The argument `spreadLevel`, or its default. */
  declare readonly spreadLevel: pulumi.Output<string>;
  /** The argument `strategy`, or its default. */
  declare readonly strategy: pulumi.Output<string>;
  /** The argument `tags`, or its default. */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /** As in `aws.ec2.PlacementGroup`, made from the id and the arguments. */
  declare readonly tagsAll: pulumi.Output<{ [key: string]: string }>;

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
    state?: PlacementGroupState,
    options?: pulumi.CustomResourceOptions,
  ): PlacementGroup {
    return new PlacementGroup(name, state as unknown as PlacementGroupArgs, { ...options, id });
  }

  /** True for an object of this class, also if another copy of the package made it. */
  static override isInstance(value: unknown): value is PlacementGroup {
    return isRecordOf("ec2:PlacementGroup", value);
  }

  /**
   * Declares the resource.
   *
   * @param name - Logical name.
   * @param args - Arguments, as of `aws.ec2.PlacementGroup`.
   * @param options - Options of the resource.
   */
  constructor(name: string, args: PlacementGroupArgs, options?: pulumi.CustomResourceOptions) {
    super("ec2:PlacementGroup", name, args, options);
  }
}

/** Arguments of `aws.ec2.PlacementGroup`. */
export interface PlacementGroupArgs {
  /** As in `aws.ec2.PlacementGroup`. A change replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.PlacementGroup`. A change replaces the resource. */
  partitionCount?: pulumi.Input<number | undefined>;
  /** As in `aws.ec2.PlacementGroup`. A change replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.PlacementGroup`. A change replaces the resource. */
  spreadLevel?: pulumi.Input<string | undefined>;
  /** As in `aws.ec2.PlacementGroup`. A change replaces the resource. */
  strategy: pulumi.Input<string>;
  /** As in `aws.ec2.PlacementGroup`. A change is live. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** What `PlacementGroup.get` may be given. */
export type PlacementGroupState = StateOf<PlacementGroup>;
