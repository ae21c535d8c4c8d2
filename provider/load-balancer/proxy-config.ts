import { asBoolean, isGiven } from "../common/values";
import type { Values } from "../record/kind";
import type { Part, Parts } from "./parts";
import {
  actionLines,
  backendFor,
  forwardLines,
  groupsOf,
  lastAction,
  uncheckedBackendFor,
} from "./proxy-actions";
import { backends } from "./proxy-backend";
import type { Forwarding } from "./proxy-backend";
import { bindLines } from "./proxy-bind";
import { conditionsOf } from "./proxy-conditions";
import { line, literal, nameFor } from "./proxy-text";
import { isServed } from "./protocols";

/** Seconds for a connection to a target, as on AWS. */
const connectTimeout = 10;

/** The configuration of HAProxy, 2.6 or newer, that makes a Pod serve as a load balancer. */
export function proxyConfig(parts: Parts): string {
  const { loadBalancer, listeners, rules } = parts;
  const isApplication = loadBalancer.values["loadBalancerType"] !== "network";
  const served = listeners.filter(({ values }) => isServed(values["protocol"]) && isGiven(values["port"]));
  const forwarding: Forwarding = { isApplication, idleTimeout: idleTimeoutOf(loadBalancer, served) };
  const rulesOf = (listener: Part) =>
    rules
      .filter(({ values }) => isApplication && values["listenerArn"] === listener.id)
      .sort((a, b) => Number(a.values["priority"]) - Number(b.values["priority"]));
  const used = served.flatMap((listener) => [
    ...groupsIn(listener.values["defaultActions"]),
    ...rulesOf(listener).flatMap(({ values }) => groupsIn(values["actions"])),
  ]);
  return [
    ...head(parts),
    ...served.flatMap((listener) =>
      isApplication
        ? httpFrontend(loadBalancer.values, listener, rulesOf(listener), forwarding)
        : tcpFrontend(listener),
    ),
    ...[...new Set(used)].flatMap((arn) => {
      // A group that another program declares has no targets here.
      const group = parts.targetGroups.find(({ id }) => id === arn) ?? { id: arn, values: {} };
      const attached = parts.attachments.filter(({ values }) => values["targetGroupArn"] === arn);
      return backends(group, attached, forwarding);
    }),
    `backend ${nowhere}`,
    `  mode ${isApplication ? "http" : "tcp"}`,
    "",
  ].join("\n");
}

const groupsIn = (actions: unknown): string[] => groupsOf(lastAction(actions)).map(({ arn }) => arn);

/** Where requests go that no group is chosen for: nothing answers. */
const nowhere = "nowhere";

/** Seconds. A connection of a network load balancer has those of its listener, but the targets have one for all. */
function idleTimeoutOf(loadBalancer: Part, listeners: readonly Part[]): number {
  if (loadBalancer.values["loadBalancerType"] !== "network") {
    return Number(loadBalancer.values["idleTimeout"] ?? 60);
  }
  return Math.max(...listeners.map(tcpIdleTimeout), 60);
}

const tcpIdleTimeout = ({ values }: Part): number => Number(values["tcpIdleTimeoutSeconds"] ?? 350);

/** What holds for all of it. An earlier process ends its connections after the longest delay of a group. */
function head({ targetGroups }: Parts): string[] {
  const delays = targetGroups.map(({ values }) => Number(values["deregistrationDelay"] ?? 300));
  return [
    "global",
    "  log stdout format raw local0 notice",
    "  maxconn 4000",
    // One thread for each CPU of the node would use up a limit of CPU at once.
    "  nbthread 1",
    `  hard-stop-after ${Math.max(1, ...delays.filter(Number.isFinite))}s`,
    "",
    "defaults",
    "  log global",
    `  timeout connect ${connectTimeout}s`,
    `  timeout queue ${connectTimeout}s`,
    "  option redispatch",
    "",
    "resolvers cluster",
    "  parse-resolv-conf",
    "  accepted_payload_size 8192",
    "  hold valid 5s",
    "  hold nx 5s",
    "",
  ];
}

const frontend = (
  { id, values }: Part,
  mode: "http" | "tcp",
  idleTimeout: number,
  lines: string[],
): string[] => [
  `frontend ${nameFor("listener", id)}`,
  ...[
    ...bindLines(Number(values["port"])),
    `mode ${mode}`,
    "no log",
    `timeout client ${idleTimeout}s`,
    ...lines,
    `default_backend ${nowhere}`,
  ].map((each) => `  ${each}`),
  "",
];

/** The lines that lead to the group that was chosen, or to all of its targets if none is healthy. */
const useLines = (arns: readonly string[]): string[] =>
  [...new Set(arns)].flatMap((arn) => {
    const isGroup = `{ var(txn.group) -m str ${backendFor(arn)} }`;
    return [
      `use_backend ${uncheckedBackendFor(arn)} if ${isGroup} { nbsrv(${backendFor(arn)}) eq 0 }`,
      `use_backend ${backendFor(arn)} if ${isGroup}`,
    ];
  });

function tcpFrontend(listener: Part): string[] {
  const groups = groupsOf(lastAction(listener.values["defaultActions"]));
  return frontend(listener, "tcp", tcpIdleTimeout(listener), [
    ...forwardLines(groups, "tcp-request content", ""),
    ...groups.map(
      ({ arn }) =>
        `tcp-request content reject if { var(txn.group) -m str ${backendFor(arn)} } { nbsrv(${uncheckedBackendFor(arn)}) eq 0 }`,
    ),
    ...useLines(groups.map(({ arn }) => arn)),
  ]);
}

const isChosen = (rule: number): string => `{ var(txn.rule) -m int eq ${rule} }`;

function httpFrontend(
  loadBalancer: Values,
  listener: Part,
  rules: readonly Part[],
  { idleTimeout }: Forwarding,
): string[] {
  const port = Number(listener.values["port"]);
  const conditions = rules.map(({ values }, index) =>
    conditionsOf(values["conditions"], `rule-${index + 1}`),
  );
  // A rule decides before the actions of later rules are tried, whatever the type of its own action.
  const choice = conditions.flatMap((condition, index) =>
    condition
      ? [
          ...condition.lines,
          `http-request set-var(txn.rule) int(${index + 1}) if !{ var(txn.rule) -m found } ${condition.names.join(" ")}`,
        ]
      : [],
  );
  const actions = [
    lastAction(listener.values["defaultActions"]),
    ...rules.map(({ values }) => lastAction(values["actions"])),
  ];
  return frontend(listener, "http", idleTimeout, [
    `timeout http-keep-alive ${idleTimeout}s`,
    `timeout http-request ${idleTimeout}s`,
    ...(asBoolean(loadBalancer["dropInvalidHeaderFields"]) === true
      ? [line("http-request", "del-header", "[^A-Za-z0-9-]", "-m", "reg")]
      : []),
    ...choice,
    "http-request set-var(txn.rule) int(0) if !{ var(txn.rule) -m found }",
    ...actions.flatMap((action, index) => actionLines(action, port, isChosen(index))),
    ...forwardedHeaders(loadBalancer, port),
    ...responseHeaders(listener.values),
    ...useLines(actions.flatMap((action) => groupsOf(action).map(({ arn }) => arn))),
  ]);
}

function forwardedHeaders({ enableXffClientPort, xffHeaderProcessingMode }: Values, port: number): string[] {
  const client = asBoolean(enableXffClientPort) === true ? "%[src]:%[src_port]" : "%[src]";
  const isThere = "{ req.fhdr(x-forwarded-for) -m found }";
  const chain: Readonly<Record<string, string[]>> = {
    preserve: [],
    remove: ["http-request del-header X-Forwarded-For"],
  };
  const append = [
    // The second line would find what the first one sets.
    `${line("http-request", "replace-header", "X-Forwarded-For", "(.*)", `\\1, ${client}`)} if ${isThere}`,
    `${line("http-request", "set-header", "X-Forwarded-For", client)} if !${isThere}`,
  ];
  return [
    ...(chain[String(xffHeaderProcessingMode)] ?? append),
    "http-request set-header X-Forwarded-Proto http",
    `http-request set-header X-Forwarded-Port ${port}`,
  ];
}

/** Headers of responses, by the arguments of a listener that set them. */
const responseHeaderNames: Readonly<Record<string, string>> = {
  AccessControlAllowCredentials: "Access-Control-Allow-Credentials",
  AccessControlAllowHeaders: "Access-Control-Allow-Headers",
  AccessControlAllowMethods: "Access-Control-Allow-Methods",
  AccessControlAllowOrigin: "Access-Control-Allow-Origin",
  AccessControlExposeHeaders: "Access-Control-Expose-Headers",
  AccessControlMaxAge: "Access-Control-Max-Age",
  ContentSecurityPolicy: "Content-Security-Policy",
  StrictTransportSecurity: "Strict-Transport-Security",
  XContentTypeOptions: "X-Content-Type-Options",
  XFrameOptions: "X-Frame-Options",
};

const responseHeaders = (listener: Values): string[] => [
  ...Object.entries(responseHeaderNames).flatMap(([argument, name]) => {
    const value = listener[`routingHttpResponse${argument}HeaderValue`];
    return isGiven(value) && value !== ""
      ? [line("http-response", "set-header", name, literal(String(value)))]
      : [];
  }),
  ...(asBoolean(listener["routingHttpResponseServerEnabled"]) === false
    ? ["http-response del-header Server"]
    : []),
];
