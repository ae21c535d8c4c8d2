export * from "../../../iam/enums.data";
