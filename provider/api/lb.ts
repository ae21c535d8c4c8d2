/** @internal */
import "./hooks";

export * from "../lookup/functions/lb";
export { LoadBalancer } from "../load-balancer/load-balancer";
export * from "../resources/lb";
/** @internal */
export * from "./missing/lb.data";
