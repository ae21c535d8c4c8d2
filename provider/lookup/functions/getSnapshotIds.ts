// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

import { findOne, findOutput } from "../look-up";
import type * as inputs from "../../types/input";
import type * as outputs from "../../types/output";

/**
 * Looks up EBS Snapshot that this program declares, or that every region has.
 *
 * @param args - What to compare, as of `aws.ebs.getSnapshotIds`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSnapshotIds(
  args?: GetSnapshotIdsArgs,
  options?: pulumi.InvokeOptions,
): Promise<GetSnapshotIdsResult> {
  return findOne("ebs:getSnapshotIds", args, options);
}

/**
 * Looks up EBS Snapshot that this program declares, or that every region has; takes outputs, and is unknown as long as a preview can't compare.
 *
 * @param args - What to compare, as of `aws.ebs.getSnapshotIds`.
 * @param options - The provider or the parent whose region it is.
 */
export function getSnapshotIdsOutput(
  args?: GetSnapshotIdsOutputArgs,
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetSnapshotIdsResult> {
  return findOutput("ebs:getSnapshotIds", args, options);
}

/** Arguments of `aws.ebs.getSnapshotIds`. */
export interface GetSnapshotIdsArgs {
  /** As in `aws.ebs.getSnapshotIds`. */
  filters?: inputs.ebs.GetSnapshotIdsFilter[];
  /** As in `aws.ebs.getSnapshotIds`. */
  owners?: string[];
  /** As in `aws.ebs.getSnapshotIds`. */
  region?: string;
  /** As in `aws.ebs.getSnapshotIds`. */
  restorableByUserIds?: string[];
}

/** Arguments of `aws.ebs.getSnapshotIdsOutput`. */
export interface GetSnapshotIdsOutputArgs {
  /** As in `aws.ebs.getSnapshotIds`. */
  filters?: pulumi.Input<pulumi.Input<inputs.ebs.GetSnapshotIdsFilterArgs>[] | undefined>;
  /** As in `aws.ebs.getSnapshotIds`. */
  owners?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `aws.ebs.getSnapshotIds`. */
  region?: pulumi.Input<string | undefined>;
  /** As in `aws.ebs.getSnapshotIds`. */
  restorableByUserIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** Result of `aws.ebs.getSnapshotIds`. */
export interface GetSnapshotIdsResult {
  /** As in `aws.ebs.getSnapshotIds`. */
  readonly filters?: outputs.ebs.GetSnapshotIdsFilter[];
  /** As in `aws.ebs.getSnapshotIds`. */
  readonly id: string;
  /** As in `aws.ebs.getSnapshotIds`. */
  readonly ids: string[];
  /** As in `aws.ebs.getSnapshotIds`. */
  readonly owners?: string[];
  /** As in `aws.ebs.getSnapshotIds`. */
  readonly region: string;
  /** As in `aws.ebs.getSnapshotIds`. */
  readonly restorableByUserIds?: string[];
}
