import { oneOf } from "../common/checks";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { asBoolean, isAbsent, isGiven, isRecord } from "../common/values";
import { related } from "../network/related";
import { recordById } from "../record/registry";
import { blocksIn } from "./blocks";
import type { Block } from "./blocks";
import { groupProtocols } from "./protocols";

/** The block that each type of action is made of, and what it needs. */
const actionBlocks: Readonly<Record<string, string>> = {
  forward: "forward",
  redirect: "redirect",
  "fixed-response": "fixedResponse",
};

const unsupported = ["authenticate-cognito", "authenticate-oidc", "jwt-validation"];

/** Codes of HTTP that a redirect answers with. */
export const redirectCodes: Readonly<Record<string, number>> = { HTTP_301: 301, HTTP_302: 302 };

const contentTypes = ["text/plain", "text/css", "text/html", "application/javascript", "application/json"];

/** The load balancer and the listener that the actions are for, as far as they are known. */
export interface ActionPlace {
  protocol: unknown;
  vpcId: unknown;
  isNetwork: boolean;
}

export function checkActions(list: unknown, path: string, place: ActionPlace, fail: Fail): void {
  const actions = blocksIn(list, path);
  if (Array.isArray(list) && list.length === 0) {
    return fail(path, 'is empty. Add an action, for example { type: "forward", targetGroupArn }');
  }
  const last = actions.filter(({ fields }) => Object.hasOwn(actionBlocks, String(fields["type"])));
  if (last.length > 1) {
    fail(path, `has ${last.length} of the actions forward, redirect and fixed-response. Keep one of them`);
  }
  for (const action of actions) checkAction(action, place, fail);
}

function checkAction({ path, fields }: Block, place: ActionPlace, fail: Fail): void {
  const { type, order } = fields;
  if (isAbsent(type)) return fail(`${path}.type`, 'is missing. Set it, for example to "forward"');
  if (!isGiven(type)) return;
  if (unsupported.includes(String(type))) {
    return fail(
      `${path}.type`,
      `is ${show(type)}, and nothing here can check who a client is. Remove the action, and protect the application itself`,
    );
  }
  const block = Object.hasOwn(actionBlocks, String(type)) ? actionBlocks[String(type)] : undefined;
  if (block === undefined) {
    return oneOf(...Object.keys(actionBlocks))(type, (_, reason) => fail(`${path}.type`, reason));
  }
  if (isGiven(order) && (Number(order) < 1 || Number(order) > 50_000)) {
    fail(`${path}.order`, `is ${show(order)}. Use a whole number from 1 to 50000`);
  }
  if (place.isNetwork && type !== "forward") {
    return fail(`${path}.type`, `is ${show(type)}, but a network load balancer only forwards. Use "forward"`);
  }
  for (const [other, name] of Object.entries(actionBlocks)) {
    if (other !== type && isGiven(fields[name])) {
      fail(
        `${path}.${name}`,
        `is there, but type is ${show(type)}. Remove it, or change the type to ${show(other)}`,
      );
    }
  }
  const whole: Block = { path: `${path}.${block}`, fields: isRecord(fields[block]) ? fields[block] : {} };
  if (type === "forward") return checkForward({ path, fields }, whole, place, fail);
  if (isAbsent(fields[block])) {
    return fail(`${path}.${block}`, `is missing, which an action of type ${show(type)} needs. Add the block`);
  }
  if (!isRecord(fields[block])) return;
  if (type === "redirect") checkRedirect(whole, fail);
  else checkFixedResponse(whole, fail);
}

function checkForward(action: Block, { path, fields }: Block, place: ActionPlace, fail: Fail): void {
  const { targetGroupArn, forward } = action.fields;
  if (isAbsent(targetGroupArn) && isAbsent(forward)) {
    return fail(
      `${action.path}.targetGroupArn`,
      "is missing, and so is forward. Set it to the arn of a TargetGroup",
    );
  }
  if (isGiven(targetGroupArn)) checkGroup(`${action.path}.targetGroupArn`, targetGroupArn, place, fail);
  if (!isRecord(forward)) return;
  const { targetGroups, stickiness } = fields;
  if (
    isAbsent(targetGroups) ||
    (Array.isArray(targetGroups) && (targetGroups.length < 1 || targetGroups.length > 5))
  ) {
    const count = Array.isArray(targetGroups) ? `has ${targetGroups.length} groups` : "is missing";
    fail(`${path}.targetGroups`, `${count}. Name one to five target groups`);
  }
  for (const group of blocksIn(targetGroups, `${path}.targetGroups`)) {
    const { arn, weight } = group.fields;
    if (isAbsent(arn)) fail(`${group.path}.arn`, "is missing. Set it to the arn of a TargetGroup");
    else if (isGiven(arn)) checkGroup(`${group.path}.arn`, arn, place, fail);
    if (isGiven(weight) && !(Number(weight) >= 0 && Number(weight) <= 999)) {
      fail(`${group.path}.weight`, `is ${show(weight)}. Use a whole number from 0 to 999`);
    }
  }
  if (!isRecord(stickiness)) return;
  const { duration, enabled } = stickiness;
  if (isGiven(duration) && !(Number(duration) >= 1 && Number(duration) <= 604_800)) {
    fail(`${path}.stickiness.duration`, `is ${show(duration)}. Use whole seconds from 1 to 604800`);
  } else if (isAbsent(duration) && asBoolean(enabled) === true) {
    fail(`${path}.stickiness.duration`, "is missing. Set it in seconds, for example 3600");
  }
}

/** Reports a target group of another protocol or VPC than the listener. */
function checkGroup(path: string, arn: unknown, { protocol, vpcId }: ActionPlace, fail: Fail): void {
  if (!String(arn).includes(":targetgroup/")) {
    return fail(path, `is ${show(arn)}. Use an ARN with ":targetgroup/", the output arn of the resource`);
  }
  const group = related({ arn }, "arn")?.values;
  if (!group) return;
  const fitting = groupProtocols[String(protocol)];
  if (
    isGiven(protocol) &&
    fitting &&
    isGiven(group["protocol"]) &&
    !fitting.includes(String(group["protocol"]))
  ) {
    fail(
      path,
      `is ${show(arn)}, whose protocol is ${show(group["protocol"])}, but that of the listener is ${show(protocol)}. Use a target group of ${fitting.join(" or ")}`,
    );
  }
  if (isGiven(vpcId) && isGiven(group["vpcId"]) && vpcId !== group["vpcId"]) {
    fail(
      path,
      `is ${show(arn)}, which is in ${String(group["vpcId"])}, but the load balancer is in ${String(vpcId)}. Use a target group of the same VPC`,
    );
  }
}

function checkRedirect({ path, fields }: Block, fail: Fail): void {
  const { host, path: to, port, protocol, query, statusCode } = fields;
  const report = (key: string, reason: string) => fail(`${path}.${key}`, reason);
  if (isAbsent(statusCode)) report("statusCode", 'is missing. Use "HTTP_301" or "HTTP_302"');
  else if (isGiven(statusCode)) {
    oneOf(...Object.keys(redirectCodes))(statusCode, (_, reason) => report("statusCode", reason));
  }
  if (isGiven(protocol)) {
    oneOf("HTTP", "HTTPS", "#{protocol}")(protocol, (_, reason) => report("protocol", reason));
  }
  if (isGiven(port) && port !== "#{port}" && !(Number(port) >= 1 && Number(port) <= 65_535)) {
    report("port", `is ${show(port)}. Use a port from 1 to 65535, or "#{port}"`);
  }
  if (isGiven(to) && !String(to).startsWith("/")) {
    report("path", 'doesn\'t start with "/". Start it with "/"');
  }
  if (isGiven(query) && String(query).startsWith("?")) {
    report("query", "starts with a question mark. Leave it out");
  }
  for (const [key, value] of Object.entries({ host, path: to, query })) {
    if (!isGiven(value)) continue;
    const others = [...String(value).matchAll(/#\{([^}]*)\}?/g)].filter(
      ([, name = ""]) => !["host", "path", "port", "protocol", "query"].includes(name),
    );
    if (others[0]) report(key, `has another keyword. Use #{protocol}, #{host}, #{port}, #{path} or #{query}`);
    if (String(value).length > 128) report(key, `has ${String(value).length} characters. Use at most 128`);
  }
  const unchanged: Readonly<Record<string, unknown>> = {
    host: "#{host}",
    path: "/#{path}",
    port: "#{port}",
    protocol: "#{protocol}",
  };
  // A redirect to the same address never ends.
  if (Object.entries(unchanged).every(([key, value]) => isAbsent(fields[key]) || fields[key] === value)) {
    fail(path, "leads to the same address, which never ends. Change protocol, host, port or path");
  }
}

function checkFixedResponse({ path, fields }: Block, fail: Fail): void {
  const { contentType, messageBody, statusCode } = fields;
  if (isAbsent(contentType)) fail(`${path}.contentType`, 'is missing. Use "text/plain", for example');
  else if (isGiven(contentType)) {
    oneOf(...contentTypes)(contentType, (_, reason) => fail(`${path}.contentType`, reason));
  }
  if (isGiven(messageBody) && String(messageBody).length > 1024) {
    fail(
      `${path}.messageBody`,
      `has ${String(messageBody).length} characters; AWS accepts at most 1024. Shorten it`,
    );
  }
  if (isGiven(statusCode) && !/^[245]\d\d$/.test(String(statusCode))) {
    fail(`${path}.statusCode`, `is ${show(statusCode)}. Use a code like "200", "404" or "503"`);
  }
}

/** The VPC of the load balancer with this ARN, if the program declares it. */
export const vpcOfLoadBalancer = (arn: unknown): unknown =>
  isGiven(arn) ? recordById(String(arn))?.values["vpcId"] : undefined;
