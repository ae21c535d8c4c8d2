import {
  boolean,
  checkEach,
  checkNames,
  matching,
  namespace,
  region,
  tags,
  unknownNames,
} from "../common/checks";
import type { Check } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { show } from "../common/text";
import { containsUnknown, isAbsent, isEmptyList, isGiven, isRecord, isUnknown } from "../common/values";
import { directions, untranslatableParts } from "./network-policy";
import type { Direction, Rule } from "./network-policy";
import { duplicates, permissions, peerKeys } from "./permissions";
import { checkPorts, cidr, ec2Text, groupId, listOf, prefixListId, strictly } from "./rule-check";
import type { Raw } from "./rule-check";

const allOf =
  (...checks: Check[]): Check =>
  (value, fail) =>
    checks.forEach((check) => check(value, fail));

const vpcId: Check = (value, fail) => {
  // As in AWS, an empty id is the default VPC.
  if (value !== "")
    matching(/^vpc-[0-9a-z]{1,40}$/, 'the id of a VPC. Use the "id" output of a Vpc')(value, fail);
};

/** EC2 trims spaces at the end. */
const notBlank: Check = (value, fail) => {
  if (typeof value === "string" && value.trim() === "") {
    fail("", `is ${show(value)}. Leave it out, or give it a value`);
  }
};

const notGroupId: Check = (value, fail) => {
  if (typeof value === "string" && /^sg-/i.test(value)) {
    fail("", `is "${value}"; EC2 rejects names that start with "sg-". Choose another`);
  }
};

/** AWS appends 26 characters to a namePrefix. */
const longestPrefix = 255 - 26;

const shortPrefix: Check = (value, fail) => {
  if (typeof value === "string" && value.length > longestPrefix && value.length <= 255) {
    fail("", `has ${value.length} characters; AWS accepts at most ${longestPrefix}. Shorten it`);
  }
};

/** The check of each argument of a group. */
const groupChecks = {
  name: allOf(ec2Text("group"), notGroupId, notBlank),
  namePrefix: allOf(ec2Text("group"), notGroupId, shortPrefix),
  description: allOf(ec2Text("group"), notBlank),
  vpcId,
  region,
  revokeRulesOnDelete: boolean,
  strict: boolean,
  namespace,
  tags,
  ingress: rulesOf("ingress"),
  egress: rulesOf("egress"),
};

export const groupKeys = Object.keys(groupChecks) as (keyof typeof groupChecks)[];

/** The check of each argument of an inline rule, apart from its protocol and ports. */
const ruleChecks = {
  cidrBlocks: listOf(cidr(4, "ipv6CidrBlocks", "securityGroups")),
  ipv6CidrBlocks: listOf(cidr(6, "cidrBlocks", "securityGroups")),
  prefixListIds: listOf(prefixListId),
  securityGroups: listOf(groupId),
  self: boolean,
  description: ec2Text("rule"),
};

const portKeys = ["protocol", "fromPort", "toPort"] as const;
export const ruleKeys = [...portKeys, ...(Object.keys(ruleChecks) as (keyof typeof ruleChecks)[])];

/** What standalone rules call it. */
const elsewhere: Readonly<Record<string, string>> = {
  cidrIpv4: "Use cidrBlocks, a list",
  cidrIpv6: "Use ipv6CidrBlocks, a list",
  ipProtocol: "Use protocol",
  port: "Use fromPort and toPort",
  ports: "Use fromPort and toPort",
  prefixListId: "Use prefixListIds, a list",
  referencedSecurityGroupId: "Use securityGroups, a list",
  sourceSecurityGroupId: "Use securityGroups, a list",
};

/** What isn't an argument of a group. */
export const unknownOfGroup = (args: Raw): InputFailure[] => unknownNames("SecurityGroup", args, groupKeys);

/** Checks the logical name and the arguments of a group and reports all failures. Unknown values pass. */
export function checkGroup(logicalName: string, args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  const { name, namePrefix } = args;
  const reserved = [logicalName, name].find((item) => /^default($|\/| of )/.test(String(item)));
  if (reserved !== undefined) {
    fail("name", `is "${String(reserved)}", which is reserved for the default group. Choose another`);
  }
  if (!isAbsent(namePrefix) && !isAbsent(name))
    fail("namePrefix", "conflicts with name. Set only one of them");
  const namesItself = isAbsent(name) && isAbsent(namePrefix);
  checkEach(namesItself ? { ...args, name: logicalName } : args, groupChecks, fail);
  if (args["strict"] === true) directions.forEach((direction) => checkStrictly(direction, args, failures));
  return failures;
}

const { ingress, egress, region: regionOf, revokeRulesOnDelete, tags: tagsOf } = groupChecks;
const defaultGroupChecks = { vpcId, ingress, egress, region: regionOf, revokeRulesOnDelete, tags: tagsOf };

/** What isn't an argument of a default group. */
export const unknownOfDefaultGroup = (args: Raw): InputFailure[] =>
  unknownNames("DefaultSecurityGroup", args, Object.keys(defaultGroupChecks));

/** Checks the arguments of a default group and reports all failures. Unknown values pass. */
export function checkDefaultGroup(args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkEach(args, defaultGroupChecks, fail);
  return failures;
}

/** Reports what no NetworkPolicy can allow, once all rules of the direction are known and valid. */
function checkStrictly(direction: Direction, args: Raw, failures: InputFailure[]): void {
  const rules = args[direction];
  if (!isGiven(rules) || containsUnknown(rules)) return;
  if (failures.some(({ property }) => property.startsWith(direction))) return;
  for (const { path, reason } of untranslatableParts(direction, rules as Rule[])) {
    failures.push({ property: path, reason: strictly(reason) });
  }
}

function rulesOf(direction: Direction): Check {
  return (rules, fail) => {
    if (!Array.isArray(rules)) return fail("", `is ${show(rules)}. Use a list of rules`);
    const seen = new Map<string, Seen>();
    rules.forEach((rule: unknown, index) => {
      if (isUnknown(rule)) return;
      let isValid = true;
      const failRule: Fail = (path, reason) => {
        isValid = false;
        fail(`[${index}]${path}`, reason);
      };
      checkRule(direction, rule, failRule);
      if (isValid) checkRepeats(direction, index, rule as Raw, seen, failRule);
    });
  };
}

function checkRule(direction: Direction, rule: unknown, fail: Fail): void {
  const keys = peerKeys.join(", ");
  if (!isRecord(rule)) {
    return fail("", `is ${show(rule)}. Use { protocol, fromPort, toPort } with one of ${keys} or self`);
  }
  checkNames(`an ${direction} rule`, rule, ruleKeys, fail, { prefix: ".", elsewhere });
  checkPorts(".", "protocol", rule, fail);
  checkEach(rule, ruleChecks, fail, ".");
  const { self } = rule;
  if (peerKeys.every((key) => isEmptyList(rule[key])) && (isAbsent(self) || self === false)) {
    const peer = direction === "ingress" ? "source" : "destination";
    fail("", `has no ${peer}. Set one of ${keys}, or self: true`);
  }
}

/** The first rule that has a permission. */
interface Seen {
  index: number;
  peer: string;
  description: unknown;
}

/**
 * EC2 has one rule for each source or destination and rejects a second one, whatever its description. AWS's provider keeps
 * them as a set, so that those with one spelling and one description are one (securityGroupExpandRules in
 * vpc_security_group.go of terraform-provider-aws).
 */
function checkRepeats(
  direction: Direction,
  index: number,
  rule: Raw,
  seen: Map<string, Seen>,
  fail: Fail,
): void {
  const description = rule["description"] ?? "";
  for (const { property, peer, permission } of permissions(rule, "self")) {
    if (permission.split(" ").some(isUnknown)) continue;
    const first = seen.get(permission);
    if (first === undefined) {
      seen.set(permission, { index, peer, description });
    } else if (first.peer !== peer || !isSameText(first.description, description)) {
      fail(`.${property}`, duplicates(first.index === index ? "this rule" : `${direction}[${first.index}]`));
    }
  }
}

/** Whether they are the same, or may be. */
const isSameText = (one: unknown, other: unknown): boolean =>
  one === other || isUnknown(one) || isUnknown(other);
