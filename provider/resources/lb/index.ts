// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
export { Listener } from "./listener";
export type { ListenerArgs, ListenerState } from "./listener";
export { ListenerCertificate } from "./listenerCertificate";
export type { ListenerCertificateArgs, ListenerCertificateState } from "./listenerCertificate";
export { ListenerRule } from "./listenerRule";
export type { ListenerRuleArgs, ListenerRuleState } from "./listenerRule";
export { LoadBalancer } from "./loadBalancer";
export type { LoadBalancerArgs, LoadBalancerState } from "./loadBalancer";
export { TargetGroup } from "./targetGroup";
export type { TargetGroupArgs, TargetGroupState } from "./targetGroup";
export { TargetGroupAttachment } from "./targetGroupAttachment";
export type { TargetGroupAttachmentArgs, TargetGroupAttachmentState } from "./targetGroupAttachment";
