export * from "../lookup/functions/lb";
export * from "../resources/lb";
/** @internal */
export * from "./missing/lb.data";
