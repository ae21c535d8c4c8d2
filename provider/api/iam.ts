export { assumeRolePolicyForPrincipal } from "../iam/documents";
export type {
  AWSPrincipal,
  FederatedPrincipal,
  PolicyDocument,
  PolicyStatement,
  Principal,
  ServicePrincipal,
} from "../iam/documents";
export * from "../iam/enums.data";
export { getPolicyDocument, getPolicyDocumentOutput } from "../iam/get-policy-document";
export type {
  GetPolicyDocumentArgs,
  GetPolicyDocumentOutputArgs,
  GetPolicyDocumentResult,
} from "../iam/policy-document-args";
export { Principals } from "../iam/principals.data";
export * from "../lookup/functions/iam";
export * from "../resources/iam";
/** @internal */
export * from "./missing/iam.data";
