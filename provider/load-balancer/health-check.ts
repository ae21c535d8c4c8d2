import { isAbsent, isRecord, isUnknown } from "../common/values";
import type { Values } from "../record/kind";
import { isHttp } from "./protocols";

/** The health check of a target group, with AWS's defaults for the fields that aren't there. */
export function healthCheckOf({ healthCheck, protocol, protocolVersion }: Values): Values {
  const given = isRecord(healthCheck) ? present(healthCheck) : {};
  // A block without a protocol means HTTP, also for a group of TCP.
  const own = given["protocol"] ?? (isHttp(protocol) || isRecord(healthCheck) ? "HTTP" : "TCP");
  const isGrpc = protocolVersion === "GRPC";
  return {
    enabled: true,
    healthyThreshold: 3,
    interval: 30,
    port: "traffic-port",
    protocol: own,
    timeout: isHttp(protocol) ? 5 : own === "HTTP" ? 6 : 10,
    unhealthyThreshold: 3,
    ...(isHttp(own) && {
      matcher: isGrpc ? "12" : isHttp(protocol) ? "200" : "200-399",
      path: isGrpc ? "/AWS.ALB/healthcheck" : "/",
    }),
    ...given,
  };
}

/** The stickiness of a target group; disabled without its block. */
export function stickinessOf({ stickiness, protocol }: Values): Values {
  const given = isRecord(stickiness) ? present(stickiness) : undefined;
  if (!given) return { enabled: false, type: isHttp(protocol) ? "lb_cookie" : "source_ip" };
  return {
    enabled: true,
    ...(["lb_cookie", "app_cookie"].includes(String(given["type"])) && { cookieDuration: 86_400 }),
    ...given,
  };
}

const present = (block: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(block).filter(([, value]) => !isAbsent(value) && value !== ""));

/** The blocks of a target group as AWS answers them; a preview may not know enough for that. */
export const completeBlocks = (values: Values): Values =>
  ["healthCheck", "stickiness", "protocol", "protocolVersion"].some((key) => isUnknown(values[key]))
    ? {}
    : { healthCheck: healthCheckOf(values), stickiness: stickinessOf(values) };
