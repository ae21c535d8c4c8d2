import { addressVersion, parseCidr } from "./cidr";
import type { Fail, InputFailure } from "./errors";
import { isUnknown } from "./instance";
import { securityGroupIdPattern } from "./names";
import { maxPort, protocolName, type Direction } from "./network-policy";
import { suggestion } from "./suggestion";
import { checkTags } from "./tags";

type Raw = Record<string, unknown>;

const argumentKeys = ["description", "egress", "ingress", "name", "namespace", "tags"];
const unsupported: Readonly<Record<string, string>> = {
  namePrefix: "nothing is named at random here. Use name, or leave it out",
  vpcId: "the cluster's network is the only one. Remove it",
  revokeRulesOnDelete: "rules always go with their group. Remove it",
};
const sourceKeys = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "securityGroups"] as const;
const ruleKeys = ["description", "fromPort", ...sourceKeys, "protocol", "self", "toPort"];

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);
const absent = (value: unknown): boolean => value === undefined || value === null;
const quote = (keys: readonly string[]): string => keys.join(", ");

/** What is wrong with the logical name and the arguments of a group, all at once; unknown values pass. */
export function checkGroup(name: string, args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkKeys("", args, argumentKeys, fail);
  const reserved = [name, args["name"]].some((text) => text === "default" || /^default\//.test(String(text)));
  if (reserved) {
    fail(
      "name",
      `is "${String(args["name"] ?? name)}", which is reserved for the default group. Choose another`,
    );
  }
  checkText("name", args["name"], fail);
  const { name: groupName, description, namespace } = args;
  if (typeof groupName === "string" && /^sg-/i.test(groupName)) {
    fail("name", `is "${groupName}"; EC2 takes no name that starts with "sg-". Choose another`);
  }
  checkText("description", description, fail);
  for (const key of ["name", "description"]) {
    if (args[key] === "") fail(key, 'is "". Leave it out, or give it a value');
  }
  const isNamespace = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(String(namespace));
  if (!absent(namespace) && !isUnknown(namespace) && !(typeof namespace === "string" && isNamespace)) {
    fail(
      "namespace",
      `is ${show(namespace)}, which is not a namespace name. Use at most 63 lower-case letters, digits and inner dashes`,
    );
  }
  checkTags(args["tags"], fail);
  return [...failures, ...checkRules("ingress", args["ingress"]), ...checkRules("egress", args["egress"])];
}

/** What is wrong with the rules of one direction, all at once; unknown values pass. */
export function checkRules(direction: Direction, rules: unknown): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  if (absent(rules) || isUnknown(rules)) return [];
  if (!Array.isArray(rules))
    return [{ property: direction, reason: `is ${show(rules)}. Use a list of rules` }];
  const seen = new Map<string, number>();
  rules.forEach((rule: unknown, index) => {
    const path = `${direction}[${index}]`;
    if (isUnknown(rule)) return;
    if (typeof rule !== "object" || rule === null || Array.isArray(rule)) {
      return fail(
        path,
        `is ${show(rule)}. Use { protocol, fromPort, toPort } with one of ${quote(sourceKeys)} or self`,
      );
    }
    const before = failures.length;
    checkRule(path, rule as Raw, fail);
    if (failures.length === before) checkRepeats(path, index, rule as Raw, seen, fail);
  });
  return failures;
}

function checkRule(path: string, rule: Raw, fail: Fail): void {
  checkKeys(`${path}.`, rule, ruleKeys, fail);
  checkPorts(path, rule, fail);
  sourceKeys.forEach((key) => checkSources(`${path}.${key}`, rule[key], sourceFailure[key], fail));
  const self = rule["self"];
  if (!absent(self) && !isUnknown(self) && typeof self !== "boolean") {
    fail(`${path}.self`, `is ${show(self)}. Use true or false`);
  }
  const named = sourceKeys.some(
    (key) => !absent(rule[key]) && !(Array.isArray(rule[key]) && rule[key].length === 0),
  );
  if (!named && (absent(self) || self === false)) {
    fail(path, `names nobody. Give it one of ${quote(sourceKeys)}, or self: true`);
  }
  checkText(`${path}.description`, rule["description"], fail);
}

function checkPorts(path: string, { protocol, fromPort, toPort }: Raw, fail: Fail): void {
  const kind = checkProtocol(`${path}.protocol`, protocol, fail);
  const icmp = kind === "icmp" || kind === "icmpv6";
  const [lowest, highest] = icmp ? [-1, 255] : [0, maxPort];
  const meaning = !icmp ? ["", ""] : [", the ICMP type", ", the ICMP code"];
  const good = Object.entries({ fromPort, toPort }).map(([key, value], index) => {
    if (isUnknown(value)) return false;
    const fits = Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
    const state = absent(value) ? "is missing" : `is ${show(value)}`;
    const all = value === -1 ? ". Every port is fromPort: 0 and toPort: 65535" : "";
    const range = `${lowest} to ${highest}${meaning[index]}${icmp ? "; -1 is any" : ""}`;
    if (!fits) fail(`${path}.${key}`, `${state}${all || `. Use a whole number from ${range}`}`);
    return fits;
  });
  if (!kind || good.includes(false)) return;
  const [from, to] = [Number(fromPort), Number(toPort)];
  if (kind === "-1") {
    if (from === 0 && to === 0) return;
    const fix = "Set both to 0, or name a protocol";
    fail(
      `${path}.toPort`,
      `is ${to} and fromPort ${from}; with the protocol ${show(protocol)} both must be 0. ${fix}`,
    );
  } else if (icmp) {
    if (from === -1 && to !== -1)
      fail(`${path}.toPort`, `is ${to}; with fromPort: -1, any type, it must be -1, too. Set -1`);
  } else if (from > to) {
    fail(`${path}.toPort`, `is ${to}, which is below fromPort, ${from}. Swap them`);
  }
}

/** The name of a protocol that EC2 knows. */
function checkProtocol(path: string, protocol: unknown, fail: Fail): string | undefined {
  const use = 'Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
  if (isUnknown(protocol)) return undefined;
  if (typeof protocol === "string") {
    const name = protocolName(protocol);
    const known = ["-1", "tcp", "udp", "icmp", "icmpv6", "sctp"];
    if (known.includes(name) || (/^(0|[1-9]\d{0,2})$/.test(name) && Number(name) <= 255)) return name;
    fail(path, `is "${protocol}", which is no protocol that EC2 knows. ${use}`);
  } else {
    const fix = Number.isInteger(protocol) ? `Write it as a text, "${String(protocol)}"` : use;
    fail(path, absent(protocol) ? `is missing. ${use}` : `is ${show(protocol)}. ${fix}`);
  }
  return undefined;
}

type Reason = (text: string) => string | undefined;

const sourceFailure: Record<(typeof sourceKeys)[number], Reason> = {
  cidrBlocks: (text) => cidrFailure(text, 4),
  ipv6CidrBlocks: (text) => cidrFailure(text, 6),
  prefixListIds: (text) =>
    /^pl-([0-9a-f]{8}|[0-9a-f]{17})$/.test(text)
      ? undefined
      : `is "${text}", which is not a prefix list's id. Use the form "pl-0123456789abcdef0"`,
  securityGroups: (text) =>
    securityGroupIdPattern.test(text)
      ? undefined
      : `is "${text}", which is not the id of a SecurityGroup of this package. Use the group's "id" output`,
};

function checkSources(path: string, list: unknown, reason: Reason, fail: Fail): void {
  if (absent(list) || isUnknown(list)) return;
  if (!Array.isArray(list)) return fail(path, `is ${show(list)}. Use a list of strings`);
  list.forEach((item: unknown, index) => {
    if (isUnknown(item)) return;
    const failure = typeof item === "string" ? reason(item) : `is ${show(item)}. Use a string`;
    if (failure) fail(`${path}[${index}]`, failure);
  });
}

function cidrFailure(text: string, version: 4 | 6): string | undefined {
  const bits = version === 4 ? 32 : 128;
  const address = addressVersion(text.split("/")[0] ?? "");
  if (address && address !== version) {
    return `is "${text}", an IPv${address} range. Put it into ${address === 4 ? "cidrBlocks" : "ipv6CidrBlocks"}`;
  }
  if (address && !text.includes("/"))
    return `is "${text}", which has no prefix length. Did you mean ${text}/${bits}?`;
  const cidr = parseCidr(text);
  if (!cidr) {
    const example = version === 4 ? "10.0.0.0/16" : "2001:db8::/32";
    const bad = !/^[^/]+\/(0|[1-9]\d{0,2})$/.test(text) || Number(text.split("/")[1]) > bits;
    const length = address && bad ? `; its prefix length must be 0 to ${bits}` : "";
    return `is "${text}", which is not an IPv${version} range${length}. Use the form "${example}"`;
  }
  return cidr.isNetwork
    ? undefined
    : `is "${text}", which is not the first address of its range. Did you mean ${cidr.canonical}?`;
}

/** EC2 holds a rule for each source, and takes none of them twice, whatever its description. */
function checkRepeats(path: string, index: number, rule: Raw, seen: Map<string, number>, fail: Fail): void {
  const parts = [rule["protocol"], rule["fromPort"], rule["toPort"]];
  if (parts.some(isUnknown)) return;
  const ports = [protocolName(String(parts[0])), parts[1], parts[2]].join(" ");
  const listed = sourceKeys.flatMap((key) =>
    (Array.isArray(rule[key]) ? (rule[key] as unknown[]) : []).map((item, place) => ({ key, item, place })),
  );
  const sources = listed
    .filter(({ item }) => typeof item === "string" && !isUnknown(item))
    .map(({ key, item, place }) => ({
      at: `${path}.${key}[${place}]`,
      rule: `${ports} ${parseCidr(String(item))?.canonical ?? String(item)}`,
    }));
  if (rule["self"] === true) sources.push({ at: `${path}.self`, rule: `${ports} self` });
  for (const source of sources) {
    const first = seen.get(source.rule);
    if (first === undefined) seen.set(source.rule, index);
    else {
      const where = first === index ? "this rule" : path.replace(/\d+\]$/, `${first}]`);
      fail(
        source.at,
        `repeats what ${where} has for the same protocol and ports; EC2 refuses that. Remove one of them`,
      );
    }
  }
}

/** EC2's limits on names and descriptions. */
function checkText(path: string, text: unknown, fail: Fail): void {
  if (absent(text) || isUnknown(text)) return;
  if (typeof text !== "string") return fail(path, `is ${show(text)}. Use a string`);
  if (text.length > 255) fail(path, `has ${text.length} characters; EC2 takes 255. Shorten it`);
  const odd = /[^A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]/u.exec(text)?.[0];
  if (odd) {
    fail(
      path,
      `contains ${show(odd)}; EC2 takes letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*. Remove it`,
    );
  }
}

function checkKeys(prefix: string, given: Raw, known: string[], fail: Fail): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key) || given[key] === undefined) continue;
    const why = prefix === "" ? unsupported[key] : undefined;
    const near = suggestion(key, known);
    const hint = near ? `Did you mean ${near}?` : `Remove it; supported are ${quote(known)}`;
    fail(`${prefix}${key}`, why ? `is not supported: ${why}` : `is not supported. ${hint}`);
  }
}
