// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EBS Volume that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ebs.getVolume`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVolume(args?: GetVolumeArgs, options?: pulumi.InvokeOptions): Promise<GetVolumeResult> {
  return findOne("ebs:getVolume", args, options);
}

/**
 * Looks up EBS Volume that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ebs.getVolume`.
 * @param options - The provider or the parent whose region it is.
 */
export function getVolumeOutput(
  args?: GetVolumeOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetVolumeResult> {
  return findOutput("ebs:getVolume", args, options);
}

/** Arguments of `aws.ebs.getVolume`. */
export interface GetVolumeArgs {
  /** As in `aws.ebs.getVolume`. */
  filters?: inputs.ebs.GetVolumeFilter[];
  /** As in `aws.ebs.getVolume`. */
  mostRecent?: boolean;
  /** As in `aws.ebs.getVolume`. */
  region?: string;
  /** As in `aws.ebs.getVolume`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ebs.getVolumeOutput`. */
export interface GetVolumeOutputArgs {
  /** As in `aws.ebs.getVolume`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ebs.GetVolumeFilterArgs>[] | undefined>;
  /** As in `aws.ebs.getVolume`. */
  mostRecent?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ebs.getVolume`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ebs.getVolume`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ebs.getVolume`. */
export interface GetVolumeResult {
  /** As in `aws.ebs.getVolume`. */
  readonly arn: string;
  /** As in `aws.ebs.getVolume`. */
  readonly availabilityZone: string;
  /** As in `aws.ebs.getVolume`. */
  readonly createTime: string;
  /** As in `aws.ebs.getVolume`. */
  readonly encrypted: boolean;
  /** As in `aws.ebs.getVolume`. */
  readonly filters?: outputs.ebs.GetVolumeFilter[];
  /** As in `aws.ebs.getVolume`. */
  readonly id: string;
  /** As in `aws.ebs.getVolume`. */
  readonly iops: number;
  /** As in `aws.ebs.getVolume`. */
  readonly kmsKeyId: string;
  /** As in `aws.ebs.getVolume`. */
  readonly mostRecent?: boolean;
  /** As in `aws.ebs.getVolume`. */
  readonly multiAttachEnabled: boolean;
  /** As in `aws.ebs.getVolume`. */
  readonly outpostArn: string;
  /** As in `aws.ebs.getVolume`. */
  readonly region: string;
  /** As in `aws.ebs.getVolume`. */
  readonly size: number;
  /** As in `aws.ebs.getVolume`. */
  readonly snapshotId: string;
  /** As in `aws.ebs.getVolume`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ebs.getVolume`. */
  readonly throughput: number;
  /** As in `aws.ebs.getVolume`. */
  readonly volumeId: string;
  /** As in `aws.ebs.getVolume`. */
  readonly volumeInitializationRate: number;
  /** As in `aws.ebs.getVolume`. */
  readonly volumeType: string;
}
