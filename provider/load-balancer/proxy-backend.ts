import { addressVersion } from "../common/cidr";
import { hash } from "../common/names";
import { asBoolean } from "../common/values";
import type { Values } from "../record/kind";
import { healthCheckOf, stickinessOf } from "./health-check";
import type { AttachedPart, Part } from "./parts";
import { backendFor, uncheckedBackendFor } from "./proxy-actions";
import { argument, isToken, line } from "./proxy-text";
import { isHttp } from "./protocols";

/** How a load balancer forwards, apart from what its target groups say. */
export interface Forwarding {
  isApplication: boolean;
  /** Seconds after which an idle connection ends. */
  idleTimeout: number;
}

/** What forwards to the targets of one group: the healthy ones, and all of them if none is. */
export const backends = (
  group: Part,
  attachments: readonly AttachedPart[],
  forwarding: Forwarding,
): string[] => [
  ...backend(group, attachments, forwarding, true),
  ...backend(group, attachments, forwarding, false),
];

function backend(
  { id, values }: Part,
  attachments: readonly AttachedPart[],
  { isApplication, idleTimeout }: Forwarding,
  isChecked: boolean,
): string[] {
  const lines = [
    `mode ${isApplication ? "http" : "tcp"}`,
    `timeout server ${idleTimeout}s`,
    ...(isApplication ? [`timeout tunnel ${idleTimeout}s`] : []),
    ...balanceLines(values, isApplication),
    ...(isChecked ? checkLines(values) : []),
    ...serverLines(values, attachments, isApplication, isChecked),
  ];
  return [
    `backend ${isChecked ? backendFor(id) : uncheckedBackendFor(id)}`,
    ...lines.map((each) => `  ${each}`),
    "",
  ];
}

const algorithms: Readonly<Record<string, string>> = {
  least_outstanding_requests: "leastconn",
  weighted_random: "random",
};

/** The stickiness of a group, if it has one that its load balancer knows. */
function stickyType(values: Values, isApplication: boolean): string | undefined {
  const { enabled, type } = stickinessOf(values);
  if (asBoolean(enabled) !== true) return undefined;
  return (type === "source_ip") === isApplication ? undefined : String(type);
}

function balanceLines(values: Values, isApplication: boolean): string[] {
  const { cookieDuration, cookieName } = stickinessOf(values);
  const seconds = Number(cookieDuration ?? 86_400);
  const balance = `balance ${algorithms[String(values["loadBalancingAlgorithmType"])] ?? "roundrobin"}`;
  const name = String(cookieName);
  switch (stickyType(values, isApplication)) {
    case "source_ip":
      return ["balance source", "hash-type consistent"];
    case "lb_cookie":
      return [balance, `cookie AWSALB insert indirect maxidle ${seconds}s`];
    case "app_cookie":
      if (!isToken(name)) return [balance];
      return [
        balance,
        `stick-table type string len 256 size 100k expire ${seconds}s`,
        line("stick", "store-response", `res.cook(${argument(name)})`),
        line("stick", "match", `req.cook(${argument(name)})`),
      ];
    default:
      return [balance];
  }
}

function checkLines(values: Values): string[] {
  const { protocol, path, matcher, timeout } = healthCheckOf(values);
  const wait = `timeout check ${Number(timeout)}s`;
  if (!isHttp(protocol)) return [wait];
  const codes = /^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/.test(String(matcher)) ? String(matcher) : "200";
  return [
    wait,
    "option httpchk",
    // A server is named after its address, which is the host of AWS's health checks.
    line(
      "http-check",
      "send",
      "meth",
      "GET",
      "uri",
      String(path),
      "ver",
      "HTTP/1.1",
      "hdr",
      "Host",
      "%[srv_name]",
      "hdr",
      "User-Agent",
      "ELB-HealthChecker/2.0",
    ),
    line("http-check", "expect", "status", codes),
  ];
}

function serverLines(
  values: Values,
  attachments: readonly AttachedPart[],
  isApplication: boolean,
  isChecked: boolean,
): string[] {
  const settings = [...targetSettings(values), ...(isChecked ? checkSettings(values) : [])];
  const hasCookie = stickyType(values, isApplication) === "lb_cookie";
  const lines = attachments.flatMap(({ values: attached, host }) => {
    const version = addressVersion(host);
    const port = Number(attached["port"] ?? values["port"]);
    if (!Number.isInteger(port) || (version === undefined && !/^[A-Za-z0-9][\w.-]*$/.test(host))) return [];
    const name = `${host}:${port}`;
    const address = version === 6 ? `ipv6@${host}:${port}` : name;
    const resolution =
      version === undefined ? "resolvers cluster resolve-prefer ipv4 init-addr last,libc,none" : "";
    const cookie = hasCookie ? `cookie ${hash(name, 16)}` : "";
    return [["server", name, address, ...settings, resolution, cookie].filter(Boolean).join(" ")];
  });
  // The same target may be attached twice.
  return [...new Set(lines)];
}

/** How the proxy speaks to a target. As AWS, it takes any certificate. */
function targetSettings({ protocol, protocolVersion, proxyProtocolV2, slowStart }: Values): string[] {
  return [
    protocol === "HTTPS" || protocol === "TLS" ? "ssl verify none" : "",
    protocolVersion === "HTTP2" || protocolVersion === "GRPC" ? "proto h2" : "",
    asBoolean(proxyProtocolV2) === true ? "send-proxy-v2" : "",
    Number(slowStart) > 0 ? `slowstart ${Number(slowStart)}s` : "",
  ].filter(Boolean);
}

function checkSettings(values: Values): string[] {
  const { interval, healthyThreshold, unhealthyThreshold, port, protocol } = healthCheckOf(values);
  const isEncrypted = values["protocol"] === "HTTPS" || values["protocol"] === "TLS";
  return [
    "check",
    Number.isInteger(Number(port)) ? `port ${Number(port)}` : "",
    `inter ${Number(interval)}s rise ${Number(healthyThreshold)} fall ${Number(unhealthyThreshold)}`,
    protocol === "HTTPS"
      ? `check-ssl${isEncrypted ? "" : " verify none"}`
      : isEncrypted
        ? "no-check-ssl"
        : "",
    asBoolean(values["proxyProtocolV2"]) === true ? "check-send-proxy" : "",
  ].filter(Boolean);
}
