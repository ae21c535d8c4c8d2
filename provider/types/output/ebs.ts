// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.

/** `aws.types.output.ebs.GetSnapshotFilter`. */
export interface GetSnapshotFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ebs.GetSnapshotIdsFilter`. */
export interface GetSnapshotIdsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ebs.GetVolumeFilter`. */
export interface GetVolumeFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}
