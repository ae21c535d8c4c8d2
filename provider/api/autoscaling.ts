/** @internal */
import "./hooks";

export { Group } from "../autoscaling/group";
export type { GroupState } from "../autoscaling/group";
export type { GroupArgs } from "../autoscaling/group-args";
export * from "../autoscaling/enums.data";
export * from "../resources/autoscaling";
/** @internal */
export * from "./missing/autoscaling.data";
