import { checkEach, tags } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { containsUnknown, isUnknown } from "../common/values";
import { type Direction, type Rule, untranslatableParts } from "./network-policy";
import { permissions, sourceKeys } from "./permissions";
import {
  absent,
  checkBoolean,
  checkKeys,
  checkNamespace,
  checkPorts,
  checkRegion,
  checkText,
  cidrFailure,
  given,
  groupIdFailure,
  prefixListFailure,
  type Raw,
  show,
  type SourceFailure,
  strictly,
} from "./rule-check";

/** Arguments of a group. */
export const groupKeys = [
  "description",
  "egress",
  "ingress",
  "name",
  "namePrefix",
  "namespace",
  "region",
  "revokeRulesOnDelete",
  "strict",
  "tags",
  "vpcId",
] as const;
/** Arguments of a rule inside a group. */
export const ruleKeys = ["description", "fromPort", ...sourceKeys, "protocol", "self", "toPort"] as const;
const oneOf = sourceKeys.join(", ");

/** What rules that stand alone call it. */
const ruleElsewhere: Readonly<Record<string, string>> = {
  cidrIpv4: "Here it is cidrBlocks, a list",
  cidrIpv6: "Here it is ipv6CidrBlocks, a list",
  ipProtocol: "Here it is protocol",
  port: "Here it is fromPort and toPort",
  ports: "Here it is fromPort and toPort",
  prefixListId: "Here it is prefixListIds, a list",
  referencedSecurityGroupId: "Here it is securityGroups, a list",
  sourceSecurityGroupId: "Here it is securityGroups, a list",
};

/** The part of a group's name that namePrefix leaves to the provider of AWS. */
const uniqueSuffix = 26;

/** What is wrong with the logical name and the arguments of a group, all at once; unknown values pass. */
export function checkGroup(name: string, args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkKeys("", args, groupKeys, {}, fail);
  const reserved = [name, args["name"]].find((text) => text === "default" || /^default\//.test(String(text)));
  if (reserved !== undefined) {
    fail("name", `is "${String(reserved)}", which is reserved for the default group. Choose another`);
  }
  const { namePrefix, vpcId } = args;
  const named = args["name"] ?? (absent(namePrefix) ? name : undefined);
  for (const [key, text] of [
    ["name", named],
    ["namePrefix", namePrefix],
  ] as const) {
    checkText(key, text, "group", fail);
    if (typeof text === "string" && /^sg-/i.test(text)) {
      fail(key, `is "${text}"; EC2 takes no name that starts with "sg-". Choose another`);
    }
  }
  const longest = 255 - uniqueSuffix;
  if (typeof namePrefix === "string" && namePrefix.length > longest && namePrefix.length <= 255) {
    fail("namePrefix", `has ${namePrefix.length} characters; AWS takes ${longest}. Shorten it`);
  }
  if (!absent(namePrefix) && !absent(args["name"])) {
    fail("namePrefix", "conflicts with name. Give one of the two");
  }
  checkText("description", args["description"], "group", fail);
  for (const key of ["name", "description"]) {
    const text = args[key];
    // EC2 cuts spaces off the end.
    if (typeof text === "string" && text.trim() === "") {
      fail(key, `is ${show(text)}. Leave it out, or give it a value`);
    }
  }
  if (given(vpcId) && typeof vpcId !== "string") fail("vpcId", `is ${show(vpcId)}. Use a string`);
  checkRegion(args["region"], fail);
  for (const key of ["revokeRulesOnDelete", "strict"]) checkBoolean(key, args[key], fail);
  checkNamespace(args["namespace"], fail);
  checkEach(args, { tags }, fail);
  for (const direction of ["ingress", "egress"] as const) {
    const rules = args[direction];
    const found = checkRules(direction, rules);
    failures.push(...found);
    if (args["strict"] !== true || found.length > 0 || !given(rules) || containsUnknown(rules)) continue;
    for (const { path, reason } of untranslatableParts(direction, rules as Rule[]))
      fail(path, strictly(reason));
  }
  return failures;
}

/** What is wrong with the rules of one direction, all at once; unknown values pass. */
export function checkRules(direction: Direction, rules: unknown): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  if (!given(rules)) return [];
  if (!Array.isArray(rules))
    return [{ property: direction, reason: `is ${show(rules)}. Use a list of rules` }];
  const seen = new Map<string, number>();
  rules.forEach((rule: unknown, index) => {
    const path = `${direction}[${index}]`;
    if (isUnknown(rule)) return;
    if (typeof rule !== "object" || rule === null || Array.isArray(rule)) {
      return fail(path, `is ${show(rule)}. Use { protocol, fromPort, toPort } with one of ${oneOf} or self`);
    }
    const before = failures.length;
    checkRule(path, rule as Raw, fail);
    if (failures.length === before) checkRepeats(path, index, rule as Raw, seen, fail);
  });
  return failures;
}

function checkRule(path: string, rule: Raw, fail: Fail): void {
  checkKeys(`${path}.`, rule, ruleKeys, ruleElsewhere, fail);
  checkPorts(`${path}.`, "protocol", rule, fail);
  sourceKeys.forEach((key) => checkSources(`${path}.${key}`, rule[key], sourceFailure[key], fail));
  const self = rule["self"];
  checkBoolean(`${path}.self`, self, fail);
  const named = sourceKeys.some(
    (key) => !absent(rule[key]) && !(Array.isArray(rule[key]) && rule[key].length === 0),
  );
  if (!named && (absent(self) || self === false)) {
    fail(path, `names nobody. Give it one of ${oneOf}, or self: true`);
  }
  checkText(`${path}.description`, rule["description"], "rule", fail);
}

const sourceFailure: Record<(typeof sourceKeys)[number], SourceFailure> = {
  cidrBlocks: cidrFailure(4, "ipv6CidrBlocks", "securityGroups"),
  ipv6CidrBlocks: cidrFailure(6, "cidrBlocks", "securityGroups"),
  prefixListIds: prefixListFailure,
  securityGroups: groupIdFailure,
};

function checkSources(path: string, list: unknown, failureOf: SourceFailure, fail: Fail): void {
  if (!given(list)) return;
  if (!Array.isArray(list)) return fail(path, `is ${show(list)}. Use a list of strings`);
  list.forEach((item: unknown, index) => {
    if (isUnknown(item)) return;
    const failure = typeof item === "string" ? failureOf(item) : `is ${show(item)}. Use a string`;
    if (failure) fail(`${path}[${index}]`, failure);
  });
}

/** EC2 holds a rule for each source, and takes none of them twice, whatever its description. */
function checkRepeats(path: string, index: number, rule: Raw, seen: Map<string, number>, fail: Fail): void {
  for (const { property, permission } of permissions(rule, "self")) {
    if (permission.split(" ").some(isUnknown)) continue;
    const first = seen.get(permission);
    if (first === undefined) {
      seen.set(permission, index);
      continue;
    }
    const where = first === index ? "this rule" : path.replace(/\d+\]$/, `${first}]`);
    fail(
      `${path}.${property}`,
      `repeats what ${where} has for the same protocol and ports; EC2 refuses that. Remove one of them`,
    );
  }
}
