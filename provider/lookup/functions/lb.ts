export * from "./getHostedZoneId";
export * from "./getLbs";
export * from "./getListener";
export * from "./getListenerRule";
export * from "./getLoadBalancer";
export * from "./getTargetGroup";
