/** @internal */
import "./hooks";

export { SecurityGroupEgressRule, SecurityGroupIngressRule } from "../security-group/security-group-rule";
export type {
  SecurityGroupEgressRuleState,
  SecurityGroupIngressRuleState,
} from "../security-group/security-group-rule";
export type {
  SecurityGroupEgressRuleArgs,
  SecurityGroupIngressRuleArgs,
} from "../security-group/security-group-arguments";
/** @internal */
export * from "./missing/vpc.data";
