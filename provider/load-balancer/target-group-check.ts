import type { Check } from "../common/checks";
import { checkEach, oneOf, wholeNumber } from "../common/checks";
import { addressVersion } from "../common/cidr";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, isGiven, isRecord } from "../common/values";
import { checkId, related } from "../network/related";
import type { Values } from "../record/kind";
import { recordById } from "../record/registry";
import { loadBalancerIn } from "./names";
import { healthCheckOf, stickinessOf } from "./health-check";
import { checkOwnName } from "./load-balancer-check";
import { isHttp } from "./protocols";
import { isToken } from "./proxy-text";

export const targetTypes = ["instance", "ip", "alb", "lambda"];

const noLambda =
  'is "lambda", and there is no function of AWS here. Use "instance" or "ip", or leave the target group out';
const noGeneve =
  'is "GENEVE", the protocol of gateway load balancers, which aren\'t here. Use another protocol';

export const targetType: Check = (value, fail) => {
  if (value === "lambda") fail("", noLambda);
  else oneOf("instance", "ip", "alb")(value, fail);
};

export const groupProtocol: Check = (value, fail) => {
  if (value === "GENEVE") fail("", noGeneve);
  else oneOf("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC")(value, fail);
};

/** Whole numbers of a block, which may be texts. */
const within = (least: number, most: number, unit: string): Check => {
  const check = wholeNumber(least, most, unit);
  return (value, fail) => check(typeof value === "string" ? Number(value) : value, fail);
};

const healthChecks: Readonly<Record<string, Check>> = {
  healthyThreshold: within(2, 10, "a whole number"),
  unhealthyThreshold: within(2, 10, "a whole number"),
  interval: within(5, 300, "whole seconds"),
  timeout: within(2, 120, "whole seconds"),
  protocol: oneOf("HTTP", "HTTPS", "TCP"),
  port: (value, fail) => {
    if (value === "traffic-port" || value === "") return;
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1 || number > 65_535) {
      fail("", `is ${show(value)}. Use "traffic-port", or a port from 1 to 65535`);
    }
  },
  path: (value, fail) => {
    if (value === "") return;
    if (typeof value !== "string" || !/^\/[!-~]*$/.test(value) || value.length > 1024) {
      fail(
        "",
        `has another form. Use a path that starts with "/", of at most 1024 characters without spaces`,
      );
    }
  },
};

/** Codes and ranges of codes, as "200,202" or "200-299,301". */
function checkMatcher(value: unknown, [least, most]: readonly [number, number], fail: Fail): void {
  const codes = String(value);
  const isRange = /^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(codes);
  const numbers = codes.split(/[-,]/).map(Number);
  const inOrder = codes.split(",").every((range) => {
    const [first = 0, last = first] = range.split("-").map(Number);
    return first <= last;
  });
  if (isRange && inOrder && numbers.every((code) => code >= least && code <= most)) return;
  fail(
    "healthCheck.matcher",
    `is ${show(value)}. Use codes from ${least} to ${most}, like "200" or "200-299,301"`,
  );
}

function checkHealthCheck(values: Values, fail: Fail): void {
  const { healthCheck, protocol, protocolVersion } = values;
  if (!isRecord(healthCheck)) return;
  checkEach(healthCheck, healthChecks, fail, "healthCheck.");
  const whole = healthCheckOf(values);
  if (isGiven(whole["protocol"]) && !isHttp(whole["protocol"])) {
    for (const key of ["matcher", "path"]) {
      const value = healthCheck[key];
      if (isGiven(value) && value !== "") {
        fail(`healthCheck.${key}`, `is ${show(value)}, but the protocol of the check is "TCP". Remove it`);
      }
    }
  } else if (isGiven(healthCheck["matcher"]) && healthCheck["matcher"] !== "" && isGiven(protocol)) {
    const isGrpc = protocolVersion === "GRPC";
    checkMatcher(healthCheck["matcher"], isGrpc ? [0, 99] : isHttp(protocol) ? [200, 499] : [200, 599], fail);
  }
  if (isHttp(protocol) && healthCheck["protocol"] === "TCP") {
    fail(
      "healthCheck.protocol",
      `is "TCP", which a target group of ${String(protocol)} can't have. Use "HTTP" or "HTTPS"`,
    );
  }
  const { interval, timeout } = whole;
  if (isGiven(healthCheck["timeout"]) && isGiven(interval) && Number(timeout) > Number(interval)) {
    fail(
      "healthCheck.timeout",
      `is ${show(timeout)}, which is more than the interval of ${String(interval)} seconds. Use at most the interval`,
    );
  }
}

function checkStickiness(values: Values, fail: Fail): void {
  const { stickiness, protocol } = values;
  if (!isRecord(stickiness) || !isGiven(protocol)) return;
  const { type, cookieDuration, cookieName, enabled } = stickinessOf(values);
  const types = isHttp(protocol) ? ["lb_cookie", "app_cookie"] : ["source_ip"];
  const isOn = enabled !== false && enabled !== "false";
  if (isGiven(type) && isOn) {
    oneOf(...types)(type, (_, reason) => fail("stickiness.type", reason));
  }
  if (isGiven(cookieDuration)) {
    within(
      1,
      604_800,
      "whole seconds",
    )(cookieDuration, (_, reason) => fail("stickiness.cookieDuration", reason));
  }
  if (type !== "app_cookie" || !isOn) return;
  if (isAbsent(cookieName)) fail("stickiness.cookieName", "is missing. Name the cookie of the application");
  else if (isGiven(cookieName) && !isToken(String(cookieName))) {
    fail(
      "stickiness.cookieName",
      `is ${show(cookieName)}, which isn't a name of a cookie. Use letters and digits`,
    );
  } else if (/^AWSALB/.test(String(cookieName))) {
    fail(
      "stickiness.cookieName",
      `is ${show(cookieName)}; names with AWSALB are AWS's own. Use another name`,
    );
  }
}

export function checkTargetGroup(values: Values & { id: unknown }, fail: Fail): void {
  for (const key of ["port", "protocol", "vpcId"]) {
    if (values[key] === undefined) {
      const examples: Readonly<Record<string, string>> = {
        port: "80",
        protocol: '"HTTP"',
        vpcId: "the id of a Vpc",
      };
      fail(
        key,
        `is missing, which a target group of type "${String(values["targetType"])}" needs. Set it, for example to ${examples[key] ?? ""}`,
      );
    }
  }
  checkId(values, "vpcId", "vpc", fail);
  const { protocol, targetType: type, protocolVersion, loadBalancingAlgorithmType, slowStart } = values;
  if (type === "alb" && isGiven(protocol) && !["TCP", "TLS"].includes(String(protocol))) {
    fail("protocol", `is ${show(protocol)}, but targetType is "alb". Use "TCP"`);
  }
  if (isGiven(protocol) && !isHttp(protocol)) {
    for (const [key, value] of Object.entries({ protocolVersion, loadBalancingAlgorithmType })) {
      if (!isGiven(value)) continue;
      fail(key, `is ${show(value)}, but protocol is ${show(protocol)}. Remove it, or use "HTTP"`);
    }
  }
  if (isGiven(slowStart) && Number(slowStart) !== 0 && (Number(slowStart) < 30 || Number(slowStart) > 900)) {
    fail("slowStart", `is ${show(slowStart)}. Use 0, or whole seconds from 30 to 900`);
  }
  checkHealthCheck(values, fail);
  checkStickiness(values, fail);
  checkOwnName("lb:TargetGroup", values, fail);
}

/** What the id of a target must be, by the type of the group. */
const idForms: Readonly<Record<string, [fits: (id: string) => boolean, form: string]>> = {
  instance: [(id) => /^i-/.test(id), "the id of an instance, like i-0123456789abcdef0"],
  ip: [(id) => addressVersion(id) !== undefined, "an IP address"],
  alb: [
    (id) => loadBalancerIn(id)?.type === "application" && id.includes(":loadbalancer/"),
    "the ARN of an application load balancer",
  ],
};

export function checkTargetAttachment(values: Values & { id: unknown }, fail: Fail): void {
  const { targetId } = values;
  if (!isGiven(targetId)) return;
  const id = String(targetId);
  if (id.startsWith("arn:aws:lambda:")) {
    return fail(
      "targetId",
      `is ${show(id)}, and there is no function of AWS here. Use the id of an instance`,
    );
  }
  const group = related(values, "targetGroupArn")?.values;
  const targetType = group?.["targetType"];
  // A preview may not know the type, and a group that is only looked up doesn't say it.
  const type = isGiven(targetType)
    ? String(targetType)
    : Object.keys(idForms).find((key) => idForms[key]?.[0](id));
  const [fits, form] = (type && idForms[type]) || [];
  if (!form) {
    return fail(
      "targetId",
      `is ${show(id)}. Use the id of an instance, an IP address or the ARN of a load balancer`,
    );
  }
  if (!fits?.(id)) {
    return fail("targetId", `is ${show(id)}, but targetType of the group is ${show(type)}. Use ${form}`);
  }
  const subnetId = related(values, "targetId")?.values["subnetId"];
  const own = isGiven(subnetId) ? recordById(String(subnetId))?.values["vpcId"] : undefined;
  const other = group?.["vpcId"];
  if (isGiven(own) && isGiven(other) && own !== other) {
    fail(
      "targetId",
      `is ${show(id)}, which is in ${String(own)}, but the target group is in ${String(other)}. Use a target of the same VPC`,
    );
  }
}
