// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

/** `aws.types.input.ebs.GetSnapshotFilter`. */
export interface GetSnapshotFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ebs.GetSnapshotFilterArgs`. */
export interface GetSnapshotFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ebs.GetSnapshotIdsFilter`. */
export interface GetSnapshotIdsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ebs.GetSnapshotIdsFilterArgs`. */
export interface GetSnapshotIdsFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ebs.GetVolumeFilter`. */
export interface GetVolumeFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ebs.GetVolumeFilterArgs`. */
export interface GetVolumeFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}
