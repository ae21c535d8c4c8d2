// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.

/** `aws.types.output.iam.GetGroupUser`. */
export interface GetGroupUser {
  /** As in `@pulumi/aws`. */
  arn: string;
  /** As in `@pulumi/aws`. */
  path: string;
  /** As in `@pulumi/aws`. */
  userId: string;
  /** As in `@pulumi/aws`. */
  userName: string;
}

/** `aws.types.output.iam.GetRoleRoleLastUsed`. */
export interface GetRoleRoleLastUsed {
  /** As in `@pulumi/aws`. */
  lastUsedDate: string;
  /** As in `@pulumi/aws`. */
  region: string;
}

/** `aws.types.output.iam.RoleInlinePolicy`. */
export interface RoleInlinePolicy {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  policy?: string;
}
