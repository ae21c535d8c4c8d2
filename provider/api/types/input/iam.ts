export type * from "../../../types/input/iam";
