export * from "../iam/enums.data";
export * from "../resources/iam";
/** @internal */
export * from "./missing/iam.data";
