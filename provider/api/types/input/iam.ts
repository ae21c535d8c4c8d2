export * from "../../../types/input/iam";
