import { IPv4, IPv6 } from "ipaddr.js";

import type { InputFailure } from "./errors";
import { securityGroupIdPattern } from "./names";
import { protocolName, type Rule } from "./network-policy";

const argumentKeys = ["description", "egress", "ingress", "namespace", "tags"];
const ruleKeys = [
  "cidrBlocks",
  "description",
  "fromPort",
  "ipv6CidrBlocks",
  "prefixListIds",
  "protocol",
  "securityGroups",
  "self",
  "toPort",
];

type Raw = Record<string, unknown>;
type Fail = (property: string, reason: string) => void;

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** What is wrong with the arguments of a group, all at once; their values have to be known. */
export function checkGroup(args: object): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  const { description, ingress, egress } = args as Raw;
  for (const key of Object.keys(args)) {
    if (!argumentKeys.includes(key) && (args as Raw)[key] !== undefined) {
      fail(
        key,
        `the argument "${key}" is not supported. Remove it; supported are ${argumentKeys.join(", ")}`,
      );
    }
  }
  checkDescription("description", description, /^[\w .\-:/()#,@[\]+=&;{}!$*]*$/, fail);
  if (description === "") fail("description", 'is "". Leave it out, or give it a value');
  checkRules("ingress", ingress, fail);
  checkRules("egress", egress, fail);
  return failures;
}

function checkRules(direction: string, rules: unknown, fail: Fail): void {
  if (rules === undefined || rules === null) return;
  if (!Array.isArray(rules)) return fail(direction, `is ${show(rules)}. Use a list of rules`);
  const seen = new Map<string, number>();
  rules.forEach((rule: Raw, index) => {
    const property = `${direction}[${index}]`;
    checkRule(property, rule, fail);
    const key = show(ruleKeys.filter((name) => name !== "description").map((name) => rule[name]));
    const first = seen.get(key);
    if (first !== undefined) fail(property, `is the same rule as ${direction}[${first}]. Remove one`);
    else seen.set(key, index);
  });
}

function checkRule(property: string, rule: Raw, fail: Fail): void {
  for (const key of Object.keys(rule)) {
    if (!ruleKeys.includes(key)) {
      fail(`${property}.${key}`, `is no part of a rule. Use ${ruleKeys.join(", ")}`);
    }
  }
  checkDescription(`${property}.description`, rule["description"], /^[\w .\-:/()#,@[\]+=;{}!$*]*$/, fail);
  checkProtocolAndPorts(property, rule, fail);
  const sources = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"] as const;
  const lists = sources.filter((key) => checkList(`${property}.${key}`, rule[key], fail));
  if (lists.length === 0 && rule["self"] !== true) {
    fail(property, `names nobody. Give it one of ${sources.join(", ")}, or self: true`);
  }
  const each = (key: string, check: (text: string) => string | undefined) =>
    (Array.isArray(rule[key]) ? (rule[key] as unknown[]) : []).forEach((item, index) => {
      const reason = typeof item === "string" ? check(item) : `is ${show(item)}. Use a string`;
      if (reason) fail(`${property}.${key}[${index}]`, reason);
    });
  each("cidrBlocks", (text) => cidrFailure(text, 4));
  each("ipv6CidrBlocks", (text) => cidrFailure(text, 6));
  each("securityGroups", (text) =>
    securityGroupIdPattern.test(text)
      ? undefined
      : `is "${text}", which is not the id of a SecurityGroup of this package. Use the group's "id" output, or self: true for this group`,
  );
}

function checkList(property: string, list: unknown, fail: Fail): boolean {
  if (list === undefined || list === null) return false;
  if (!Array.isArray(list)) fail(property, `is ${show(list)}. Use a list`);
  return !Array.isArray(list) || list.length > 0;
}

function checkDescription(property: string, text: unknown, allowed: RegExp, fail: Fail): void {
  if (text === undefined || text === null) return;
  if (typeof text !== "string") return fail(property, `is ${show(text)}. Use a string`);
  if (text.length > 255) fail(property, `has ${text.length} characters; EC2 takes 255. Shorten it`);
  if (!allowed.test(text))
    fail(
      property,
      `is ${show(text)}; EC2 takes letters, digits, spaces and ._-:/()#,@[]+=;{}!$* in it. Reword it`,
    );
}

function checkProtocolAndPorts(property: string, rule: Rule | Raw, fail: Fail): void {
  const { protocol, fromPort, toPort } = rule as Raw;
  if (typeof protocol !== "string") {
    return fail(
      `${property}.protocol`,
      protocol === undefined
        ? 'is missing. Use "tcp", "udp" or "-1" for all'
        : `is ${show(protocol)}. Use a string`,
    );
  }
  const name = protocolName(protocol);
  const number = /^\d{1,3}$/.test(name) && Number(name) <= 255;
  if (!["-1", "tcp", "udp", "sctp", "icmp", "icmpv6"].includes(name) && !number) {
    return fail(
      `${property}.protocol`,
      `is "${protocol}", which is no protocol of EC2. ${name === "all" ? 'Use "-1" for all' : 'Use "tcp", "udp", "icmp", "icmpv6", "-1" for all, or a protocol number up to 255'}`,
    );
  }
  const icmp = name === "icmp" || name === "icmpv6";
  const [lowest, highest] = icmp ? [-1, 255] : [0, 65_535];
  const ports = Object.entries({ fromPort, toPort }).filter(([key, port]) => {
    const fits = Number.isInteger(port) && Number(port) >= lowest && Number(port) <= highest;
    if (!fits) {
      fail(
        `${property}.${key}`,
        port === undefined
          ? `is missing. Use a number from ${lowest} to ${highest}`
          : `is ${show(port)}. Use a number from ${lowest} to ${highest}`,
      );
    }
    return fits;
  });
  if (ports.length < 2 || icmp) return;
  if (name === "-1" && (fromPort !== 0 || toPort !== 0)) {
    fail(
      `${property}.fromPort`,
      `fromPort (${show(fromPort)}) and toPort (${show(toPort)}) must both be 0 to use the protocol "-1", which means all ports. Set both to 0, or name a protocol`,
    );
  } else if (Number(fromPort) > Number(toPort)) {
    fail(`${property}.toPort`, `is ${show(toPort)}, below fromPort, which is ${show(fromPort)}. Swap them`);
  }
}

function cidrFailure(text: string, version: 4 | 6): string | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const isIpv4 = IPv4.isValidFourPartDecimal(address);
  const isIpv6 = IPv6.isValid(address);
  const bits = version === 4 ? 32 : 128;
  const example = version === 4 ? "10.0.0.0/16" : "fd00::/8";
  if (version === 4 ? isIpv6 : isIpv4) {
    return `is "${text}", an IPv${version === 4 ? 6 : 4} range. Put it into ${version === 4 ? "ipv6CidrBlocks" : "cidrBlocks"}`;
  }
  if (!(version === 4 ? isIpv4 : isIpv6) || rest.length > 0) {
    return `is "${text}", which is not an IPv${version} range. Use the form "${example}"`;
  }
  if (length === undefined)
    return `is "${text}", which has no prefix length. Did you mean "${text}/${bits}"?`;
  if (!/^\d+$/.test(length) || Number(length) > bits) {
    return `is "${text}"; a prefix length is a number from 0 to ${bits}. Use the form "${example}"`;
  }
  const network = (version === 4 ? IPv4 : IPv6).networkAddressFromCIDR(text).toString();
  return network === address.toLowerCase()
    ? undefined
    : `is "${text}", which is not the first address of its range. Did you mean "${network}/${length}"?`;
}
