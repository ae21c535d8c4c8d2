import type { OutputArgs } from "../common/inputs";

/** Whom a statement of `getPolicyDocument` is about. */
export interface PolicyDocumentPrincipal {
  /** ARNs, host names of services, or `*`. */
  identifiers: string[];
  /** `AWS`, `Service`, `Federated`, `CanonicalUser` or `*`. */
  type: string;
}

/** When a statement of `getPolicyDocument` holds. */
export interface PolicyDocumentCondition {
  /** Operator, such as `StringEquals`. */
  test: string;
  /** Values, of which one must pass the test. */
  values: string[];
  /** Key, such as `aws:SourceIp`. */
  variable: string;
}

/** One statement of `getPolicyDocument`. */
export interface PolicyDocumentStatement {
  /** Actions, such as `s3:GetObject`. */
  actions?: string[];
  /** When the statement holds; all of them must. */
  conditions?: PolicyDocumentCondition[];
  /**
   * `Allow` or `Deny`.
   *
   * @default "Allow"
   */
  effect?: string;
  /** All actions but these. */
  notActions?: string[];
  /** Anyone but these. */
  notPrincipals?: PolicyDocumentPrincipal[];
  /** All resources but these. */
  notResources?: string[];
  /** Whom the statement is about. */
  principals?: PolicyDocumentPrincipal[];
  /** ARNs. `&{` begins a variable of IAM. */
  resources?: string[];
  /** Name of the statement, by which others replace it. */
  sid?: string;
}

/** Arguments of `getPolicyDocument`. */
export interface GetPolicyDocumentArgs {
  /** No effect, as in `@pulumi/aws`. */
  overrideJson?: string;
  /** Policies whose statements replace those of the same `sid` before them. */
  overridePolicyDocuments?: string[];
  /** Id of the policy. */
  policyId?: string;
  /** No effect, as in `@pulumi/aws`. */
  sourceJson?: string;
  /** Policies to begin with; each `sid` in them may occur once. */
  sourcePolicyDocuments?: string[];
  /** The policy's own statements. */
  statements?: PolicyDocumentStatement[];
  /**
   * Version of the policy language.
   *
   * @default "2012-10-17"
   */
  version?: string;
}

/** {@link GetPolicyDocumentArgs} whose values may be outputs. */
export type GetPolicyDocumentOutputArgs = OutputArgs<GetPolicyDocumentArgs>;

/** The policy that `getPolicyDocument` rendered. */
export interface GetPolicyDocumentResult extends Readonly<GetPolicyDocumentArgs> {
  /** Changes with the policy. */
  readonly id: string;
  /** The policy, of several lines. */
  readonly json: string;
  /** The policy without spaces. */
  readonly minifiedJson: string;
}
