export * from "../../../types/input/iam";
export type {
  PolicyDocumentCondition as GetPolicyDocumentStatementCondition,
  PolicyDocumentPrincipal as GetPolicyDocumentStatementNotPrincipal,
  PolicyDocumentPrincipal as GetPolicyDocumentStatementPrincipal,
  PolicyDocumentStatement as GetPolicyDocumentStatement,
} from "../../../iam/policy-document-args";
