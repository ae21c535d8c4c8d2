import { asBoolean, isGiven, isRecord } from "../common/values";
import { redirectCodes } from "./action-check";
import { blocksIn } from "./blocks";
import { line, literal, nameFor } from "./proxy-text";

/** A target group that a listener forwards to, and its part of the traffic. */
export interface WeightedGroup {
  arn: string;
  weight: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** The action that decides about a request: the last one, as those before it only look at it. */
export const lastAction = (list: unknown): Fields =>
  blocksIn(list, "")
    .map(({ fields }) => fields)
    .sort((a, b) => Number(a["order"] ?? 0) - Number(b["order"] ?? 0))
    .at(-1) ?? {};

/** The target groups of an action; none if it doesn't forward. */
export function groupsOf({ type, targetGroupArn, forward }: Fields): WeightedGroup[] {
  if (type !== "forward") return [];
  const groups = blocksIn(isRecord(forward) ? forward["targetGroups"] : [], "").map(({ fields }) => ({
    arn: String(fields["arn"]),
    weight: isGiven(fields["weight"]) ? Number(fields["weight"]) : 1,
  }));
  if (groups.length > 0) return groups;
  return isGiven(targetGroupArn) ? [{ arn: String(targetGroupArn), weight: 1 }] : [];
}

/** Name of the part of the configuration that forwards to the targets of a group. */
export const backendFor = (arn: string): string => nameFor("group", arn);

/** The same for the time in which no target is healthy: AWS then forwards to all of them. */
export const uncheckedBackendFor = (arn: string): string => `${backendFor(arn)}-unchecked`;

const cookie = "AWSALBTG";

const isUndecided = "!{ var(txn.group) -m found }";

/** The lines that choose the group of a request, or of a connection if `ruleset` says so. */
export function forwardLines(
  groups: readonly WeightedGroup[],
  ruleset: "http-request" | "tcp-request content",
  condition: string,
): string[] {
  const used = groups.filter(({ weight }) => weight > 0);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  const [first] = used;
  if (!first) return [];
  const choose = (arn: string, ...tests: string[]) =>
    `${ruleset} set-var(txn.group) str(${backendFor(arn)}) if ${[condition, isUndecided, ...tests].filter(Boolean).join(" ")}`;
  if (used.length === 1) return [choose(first.arn)];
  let sum = 0;
  return [
    `${ruleset} set-var(txn.draw) rand(${total})`,
    ...used.map(({ arn, weight }) => choose(arn, `{ var(txn.draw) -m int lt ${(sum += weight)} }`)),
  ];
}

/** The lines of an action for the requests that the condition names. */
export function actionLines(action: Fields, port: number, condition: string): string[] {
  const { type, redirect, fixedResponse, forward } = action;
  if (type === "redirect" && isRecord(redirect)) return redirectLines(redirect, port, condition);
  if (type === "fixed-response" && isRecord(fixedResponse)) {
    return [`${fixedResponseLine(fixedResponse)} if ${condition}`];
  }
  const groups = groupsOf(action);
  const stickiness = isRecord(forward) && isRecord(forward["stickiness"]) ? forward["stickiness"] : {};
  const isSticky = asBoolean(stickiness["enabled"]) === true && groups.length > 1;
  const names = groups.filter(({ weight }) => weight > 0).map(({ arn }) => backendFor(arn));
  if (!isSticky || names.length === 0) return forwardLines(groups, "http-request", condition);
  const cookieText = `${cookie}=%[var(txn.group)]; Max-Age=${Number(stickiness["duration"])}; Path=/`;
  return [
    // A client may send the cookie twice, so that what is set must be the name that was compared.
    ...names.map(
      (name) =>
        `http-request set-var(txn.group) str(${name}) if ${condition} ${isUndecided} { req.cook(${cookie}) -m str ${name} }`,
    ),
    ...forwardLines(groups, "http-request", condition),
    `${line("http-response", "add-header", "Set-Cookie", cookieText)} if ${condition}`,
  ];
}

function fixedResponseLine({ contentType, messageBody, statusCode }: Fields): string {
  const code = isGiven(statusCode) ? String(statusCode) : "200";
  const status = ["http-request", "return", "status", code];
  const body = isGiven(messageBody) ? String(messageBody).replaceAll("\0", "") : "";
  // HTTP has no body for this status, and the proxy takes none.
  if (body === "" || code === "204") return line(...status);
  return line(
    ...status,
    "content-type",
    isGiven(contentType) ? String(contentType) : "text/plain",
    "string",
    body,
  );
}

function redirectLines(redirect: Fields, port: number, condition: string): string[] {
  const { host = "#{host}", path = "/#{path}", port: to = "#{port}", query = "#{query}" } = redirect;
  const { protocol = "#{protocol}", statusCode } = redirect;
  const code = redirectCodes[String(statusCode)] ?? 302;
  const start = format(
    `${String(protocol).toLowerCase()}://${String(host)}:${String(to)}${String(path)}`,
    port,
  );
  const redirectTo = (location: string, ...tests: string[]) =>
    `${line("http-request", "redirect", "location", location, "code", code)} if ${[condition, ...tests].join(" ")}`;
  if (query === "") return [redirectTo(start)];
  const whole = redirectTo(`${start}?${format(String(query), port)}`);
  if (query !== "#{query}") return [whole];
  return [`${whole} { query -m len gt 0 }`, redirectTo(start)];
}

/** The text as a format of HAProxy, with samples for AWS's placeholders. */
const format = (text: string, port: number): string =>
  text
    .split(/(#\{(?:host|path|port|protocol|query)\})/)
    .map((part) => placeholders(port)[part] ?? literal(part))
    .join("");

const placeholders = (port: number): Readonly<Record<string, string>> => ({
  "#{host}": "%[req.hdr(host),field(1,:)]",
  "#{path}": "%[path,bytes(1)]",
  "#{port}": String(port),
  "#{protocol}": "http",
  "#{query}": "%[query]",
});
