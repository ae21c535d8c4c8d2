export * from "../iam/enums.data";
/** @internal */
export * from "./missing/iam.data";
