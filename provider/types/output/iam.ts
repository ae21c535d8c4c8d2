// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.

/** `aws.types.output.iam.RoleInlinePolicy`. */
export interface RoleInlinePolicy {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  policy?: string;
}
