import type { AttachedPart, Part, Parts } from "../../provider/load-balancer/parts";
import type { Values } from "../../provider/record/kind";

const elb = "arn:aws:elasticloadbalancing:us-east-1:000000000000";
const digits = (number: number) => number.toString(16).padStart(16, "0");

const loadBalancerId = (type: "app" | "net") => `${elb}:loadbalancer/${type}/web/${digits(1)}`;
export const listenerId = `${elb}:listener/app/web/${digits(1)}/${digits(1)}`;
export const groupId = (number: number): string => `${elb}:targetgroup/web/${digits(number)}`;

export const forwardTo = (number: number) => ({ type: "forward", targetGroupArn: groupId(number) });

export const listenerPart = (port: number, values: Values = {}): Part => ({
  id: listenerId,
  values: { port, protocol: "HTTP", defaultActions: [forwardTo(1)], ...values },
});

export const rulePart = (priority: number, conditions: unknown, action: object): Part => ({
  id: `${elb}:listener-rule/app/web/${digits(1)}/${digits(1)}/${digits(priority)}`,
  values: { listenerArn: listenerId, priority, conditions, actions: [action] },
});

export const groupPart = (number: number, values: Values = {}): Part => ({
  id: groupId(number),
  values: { port: 80, protocol: "HTTP", vpcId: "vpc-0123456789abcdef0", ...values },
});

export const attachedPart = (group: number, port: number, host = "127.0.0.1"): AttachedPart => ({
  id: `${groupId(group)}-${port}`,
  values: { targetGroupArn: groupId(group), targetId: "i-0123456789abcdef0", port },
  host,
});

/** A load balancer with what a test is about. */
export const partsOf = (parts: Partial<Parts>, values: Values = {}): Parts => ({
  loadBalancer: {
    id: loadBalancerId(values["loadBalancerType"] === "network" ? "net" : "app"),
    values: { loadBalancerType: "application", ...values },
  },
  listeners: [],
  rules: [],
  targetGroups: [groupPart(1)],
  attachments: [],
  ...parts,
});
