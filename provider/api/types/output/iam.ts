export * from "../../../types/output/iam";
