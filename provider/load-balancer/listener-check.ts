import { oneOf } from "../common/checks";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, isGiven } from "../common/values";
import { related, siblings } from "../network/related";
import type { Values } from "../record/kind";
import { recordsOf } from "../record/registry";
import { checkActions, vpcOfLoadBalancer } from "./action-check";
import { checkConditions } from "./condition-check";
import { loadBalancerIn } from "./names";
import { healthPort } from "./objects";
import { isServed, listenerProtocols } from "./protocols";

/** The protocol of a listener that doesn't name one. */
export const defaultProtocol = (loadBalancerArn: unknown): string | undefined =>
  loadBalancerIn(loadBalancerArn)?.type === "application" ? "HTTP" : undefined;

/** UDP and TCP have ports of their own. */
const transports = (protocol: unknown): string[] => {
  const text = String(protocol);
  if (["UDP", "QUIC"].includes(text)) return ["udp"];
  return ["TCP_UDP", "TCP_QUIC"].includes(text) ? ["tcp", "udp"] : ["tcp"];
};

export function checkListener(values: Values & { id: unknown }, fail: Fail): void {
  const { loadBalancerArn, port, protocol, certificateArn, defaultActions } = values;
  const type = loadBalancerIn(loadBalancerArn)?.type;
  if (isAbsent(port)) fail("port", "is missing. Set it, for example to 80");
  if (type === "gateway") return;
  if (port === healthPort && isServed(protocol)) {
    fail(
      "port",
      `is ${healthPort}, where the Pod of the load balancer is asked for its health. Choose another port`,
    );
  }
  const protocols = listenerProtocols[type ?? ""] ?? Object.values(listenerProtocols).flat();
  if (isAbsent(protocol)) {
    if (type === "network") fail("protocol", 'is missing, which a network load balancer needs. Use "TCP"');
  } else if (isGiven(protocol) && !protocols.includes(String(protocol))) {
    if (type === undefined) oneOf(...protocols)(protocol, (_, reason) => fail("protocol", reason));
    else {
      fail(
        "protocol",
        `is ${show(protocol)}, which ${type === "application" ? "an application" : "a network"} load balancer doesn't have. Use ${protocols.map(show).join(" or ")}`,
      );
    }
  }
  if (protocol === "HTTPS" || protocol === "TLS") {
    if (isAbsent(certificateArn)) {
      fail(
        "certificateArn",
        `is missing, which a listener of ${protocol} needs. Set it to the ARN of a certificate`,
      );
    }
  } else if (isGiven(certificateArn) && isGiven(protocol)) {
    fail(
      "certificateArn",
      `is ${show(certificateArn)}, but protocol is ${show(protocol)}. Remove it, or use "HTTPS"`,
    );
  }
  const twin = siblings("lb:Listener", values.id, "loadBalancerArn", loadBalancerArn).find(
    (other) =>
      !other.isLookup &&
      isGiven(port) &&
      other.values["port"] === port &&
      transports(other.values["protocol"]).some((each) => transports(protocol).includes(each)),
  );
  if (twin) {
    fail(
      "port",
      `is ${show(port)}, which another listener of the load balancer has (DuplicateListener). Choose another port`,
    );
  }
  const place = { protocol, vpcId: vpcOfLoadBalancer(loadBalancerArn), isNetwork: type === "network" };
  checkActions(defaultActions, "defaultActions", place, fail);
}

export function checkListenerRule(values: Values & { id: unknown }, fail: Fail): void {
  const { listenerArn, priority, actions, conditions, transforms } = values;
  const isNetwork = loadBalancerIn(listenerArn)?.type === "network";
  const listener = related(values, "listenerArn")?.values;
  if (isGiven(priority) && isTaken(values)) {
    fail(
      "priority",
      `is ${show(priority)}, which another rule of the listener has (PriorityInUse). Choose another one`,
    );
  }
  if (Array.isArray(transforms) && transforms.length > 0) {
    fail(
      "transforms",
      "isn't supported: requests reach their targets as they are. Remove it, and rewrite them in the application",
    );
  }
  const place = {
    protocol: listener?.["protocol"],
    vpcId: vpcOfLoadBalancer(listener?.["loadBalancerArn"]),
    isNetwork,
  };
  checkActions(actions, "actions", place, fail);
  checkConditions(conditions, isNetwork, fail);
}

const isTaken = ({ id, listenerArn, priority }: Values): boolean =>
  siblings("lb:ListenerRule", id, "listenerArn", listenerArn).some(
    (other) => !other.isLookup && other.values["priority"] === priority,
  );

/** The priority of a rule that names none: one more than the highest of its listener, as AWS gives it. */
export function nextPriority({ listenerArn, id }: Values, old: unknown): unknown {
  if (!isAbsent(old)) return old;
  if (!isGiven(listenerArn)) return undefined;
  const others = recordsOf("lb:ListenerRule")
    .filter((rule) => rule.id !== id && rule.values["listenerArn"] === listenerArn)
    .map(({ values }) => Number(values["priority"]))
    .filter(Number.isInteger);
  return Math.min(Math.max(0, ...others) + 1, 50_000);
}
