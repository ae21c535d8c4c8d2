/** @internal */
import "./hooks";

export { IpAddressType, LoadBalancerType } from "../load-balancer/enums.data";
export {
  Listener,
  ListenerCertificate,
  ListenerRule,
  LoadBalancer,
  TargetGroup,
  TargetGroupAttachment,
  getListener,
  getListenerOutput,
  getLoadBalancer,
  getLoadBalancerOutput,
  getTargetGroup,
  getTargetGroupOutput,
} from "./lb";
export type {
  GetListenerArgs,
  GetListenerOutputArgs,
  GetListenerResult,
  GetLoadBalancerArgs,
  GetLoadBalancerOutputArgs,
  GetLoadBalancerResult,
  GetTargetGroupArgs,
  GetTargetGroupOutputArgs,
  GetTargetGroupResult,
  ListenerArgs,
  ListenerCertificateArgs,
  ListenerCertificateState,
  ListenerRuleArgs,
  ListenerRuleState,
  ListenerState,
  LoadBalancerArgs,
  LoadBalancerState,
  TargetGroupArgs,
  TargetGroupAttachmentArgs,
  TargetGroupAttachmentState,
  TargetGroupState,
} from "./lb";
