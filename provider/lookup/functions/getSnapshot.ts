// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EBS Snapshot that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ebs.getSnapshot`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSnapshot(
  args?: GetSnapshotArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetSnapshotResult> {
  return findOne("ebs:getSnapshot", args, options);
}

/**
 * Looks up EBS Snapshot that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ebs.getSnapshot`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSnapshotOutput(
  args?: GetSnapshotOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetSnapshotResult> {
  return findOutput("ebs:getSnapshot", args, options);
}

/** Arguments of `aws.ebs.getSnapshot`. */
export interface GetSnapshotArgs {
  /** As in `aws.ebs.getSnapshot`. */
  filters?: inputs.ebs.GetSnapshotFilter[];
  /** As in `aws.ebs.getSnapshot`. */
  mostRecent?: boolean;
  /** As in `aws.ebs.getSnapshot`. */
  owners?: string[];
  /** As in `aws.ebs.getSnapshot`. */
  region?: string;
  /** As in `aws.ebs.getSnapshot`. */
  restorableByUserIds?: string[];
  /** As in `aws.ebs.getSnapshot`. */
  snapshotIds?: string[];
  /** As in `aws.ebs.getSnapshot`. */
  tags?: { [key: string]: string };
}

/** Arguments of `aws.ebs.getSnapshotOutput`. */
export interface GetSnapshotOutputArgs {
  /** As in `aws.ebs.getSnapshot`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ebs.GetSnapshotFilterArgs>[] | undefined>;
  /** As in `aws.ebs.getSnapshot`. */
  mostRecent?: pulumi.Input<boolean | undefined>;
  /** As in `aws.ebs.getSnapshot`. */
  owners?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ebs.getSnapshot`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ebs.getSnapshot`. */
  restorableByUserIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ebs.getSnapshot`. */
  snapshotIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ebs.getSnapshot`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** Result of `aws.ebs.getSnapshot`. */
export interface GetSnapshotResult {
  /** As in `aws.ebs.getSnapshot`. */
  readonly arn: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly dataEncryptionKeyId: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly description: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly encrypted: boolean;
  /** As in `aws.ebs.getSnapshot`. */
  readonly filters?: outputs.ebs.GetSnapshotFilter[];
  /** As in `aws.ebs.getSnapshot`. */
  readonly id: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly kmsKeyId: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly mostRecent?: boolean;
  /** As in `aws.ebs.getSnapshot`. */
  readonly outpostArn: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly ownerAlias: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly ownerId: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly owners?: string[];
  /** As in `aws.ebs.getSnapshot`. */
  readonly region: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly restorableByUserIds?: string[];
  /** As in `aws.ebs.getSnapshot`. */
  readonly snapshotId: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly snapshotIds?: string[];
  /** As in `aws.ebs.getSnapshot`. */
  readonly startTime: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly state: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly storageTier: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly tags: { [key: string]: string };
  /** As in `aws.ebs.getSnapshot`. */
  readonly volumeId: string;
  /** As in `aws.ebs.getSnapshot`. */
  readonly volumeSize: number;
}
