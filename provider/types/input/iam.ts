// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

/** `aws.types.input.iam.AWSPrincipal`. */
export interface AWSPrincipal {
  /** As in `@pulumi/aws`. */
  AWS: pulumi.Input<string | pulumi.Input<string>[]>;
}

/** `aws.types.input.iam.FederatedPrincipal`. */
export interface FederatedPrincipal {
  /** As in `@pulumi/aws`. */
  Federated: pulumi.Input<string | pulumi.Input<string>[]>;
}

/** `aws.types.input.iam.PolicyDocument`. */
export interface PolicyDocument {
  /** As in `@pulumi/aws`. */
  Id?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  Statement: pulumi.Input<pulumi.Input<PolicyStatement>[]>;
  /** As in `@pulumi/aws`. */
  Version: pulumi.Input<"2012-10-17" | "2008-10-17">;
}

/** `aws.types.input.iam.PolicyStatement`. */
export interface PolicyStatement {
  /** As in `@pulumi/aws`. */
  Action?: pulumi.Input<string | pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  Condition?: pulumi.Input<{ [key: string]: unknown } | undefined>;
  /** As in `@pulumi/aws`. */
  Effect: pulumi.Input<"Allow" | "Deny">;
  /** As in `@pulumi/aws`. */
  NotAction?: pulumi.Input<string | pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  NotPrincipal?: pulumi.Input<string | AWSPrincipal | ServicePrincipal | FederatedPrincipal | undefined>;
  /** As in `@pulumi/aws`. */
  NotResource?: pulumi.Input<string | pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  Principal?: pulumi.Input<string | AWSPrincipal | ServicePrincipal | FederatedPrincipal | undefined>;
  /** As in `@pulumi/aws`. */
  Resource?: pulumi.Input<string | pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  Sid?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.iam.RoleInlinePolicy`. */
export interface RoleInlinePolicy {
  /** As in `@pulumi/aws`. */
  name?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  policy?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.iam.ServicePrincipal`. */
export interface ServicePrincipal {
  /** As in `@pulumi/aws`. */
  Service: pulumi.Input<string | pulumi.Input<string>[]>;
}
