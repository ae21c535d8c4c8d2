export type * from "../../../types/output/iam";
