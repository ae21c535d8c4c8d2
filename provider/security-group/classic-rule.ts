import { boolean, checkEach, namespace, oneOf, region, unknownNames } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { show } from "../common/text";
import { containsUnknown, isAbsent, isUnknown } from "../common/values";
import { protocolName, untranslatableParts } from "./network-policy";
import type { Rule } from "./network-policy";
import { duplicates, peerKeys, permissions } from "./permissions";
import { checkPorts, cidr, ec2Text, groupId, listOf, prefixListId, strictly } from "./rule-check";
import type { Raw } from "./rule-check";

/** A rule with the names and values of `aws.ec2.SecurityGroupRule`. */
export interface ClassicRule {
  protocol: string;
  fromPort: number;
  toPort: number;
  cidrBlocks?: string[] | undefined;
  ipv6CidrBlocks?: string[] | undefined;
  prefixListIds?: string[] | undefined;
  sourceSecurityGroupId?: string | undefined;
  self?: boolean | undefined;
  description?: string | undefined;
}

/** The check of each argument, apart from the protocol and the ports. */
const checks = {
  type: oneOf("ingress", "egress"),
  cidrBlocks: listOf(cidr(4, "ipv6CidrBlocks", "sourceSecurityGroupId")),
  ipv6CidrBlocks: listOf(cidr(6, "cidrBlocks", "sourceSecurityGroupId")),
  prefixListIds: listOf(prefixListId),
  securityGroupId: groupId,
  sourceSecurityGroupId: groupId,
  self: boolean,
  description: ec2Text("rule"),
  namespace,
  region,
  strict: boolean,
};

export const portKeys = ["protocol", "fromPort", "toPort"] as const;
export const classicKeys = [...portKeys, ...(Object.keys(checks) as (keyof typeof checks)[])];

/** What inline rules and standalone rules call it. */
const elsewhere: Readonly<Record<string, string>> = {
  cidrIpv4: "Use cidrBlocks, a list",
  cidrIpv6: "Use ipv6CidrBlocks, a list",
  ipProtocol: "Use protocol",
  port: "Use fromPort and toPort",
  ports: "Use fromPort and toPort",
  prefixListId: "Use prefixListIds, a list",
  referencedSecurityGroupId: "Use sourceSecurityGroupId",
  securityGroups: "Use sourceSecurityGroupId, and create a rule for each group",
  tags: "Use vpc.SecurityGroupIngressRule or vpc.SecurityGroupEgressRule, which have tags",
};

/** What isn't an argument of a rule. */
export const unknownOfClassicRule = (args: Raw): InputFailure[] =>
  unknownNames("SecurityGroupRule", args, classicKeys, elsewhere);

/** Checks the arguments of a rule and reports all failures. Unknown values pass. */
export function checkClassicRule(args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  if (isAbsent(args["type"])) fail("type", 'is missing. Use "ingress" or "egress"');
  // AWS takes an empty id for an absent one.
  const [securityGroupId, sourceSecurityGroupId] = ["securityGroupId", "sourceSecurityGroupId"].map((key) =>
    args[key] === "" ? undefined : args[key],
  );
  if (isAbsent(securityGroupId)) {
    fail("securityGroupId", 'is missing. Use the "id" output of the group that the rule belongs to');
  }
  if (hasPorts(args["protocol"])) checkPorts("", "protocol", args, fail);
  else checkIgnoredPorts(args, fail);
  checkPeers(args, fail);
  checkEach({ ...args, securityGroupId, sourceSecurityGroupId }, checks, fail);
  if (failures.length === 0 && !peersOf(args).some((key) => containsUnknown(args[key])))
    checkWhole(args, fail);
  return failures;
}

/** Protocols for which EC2 keeps the ports; a protocol that is newer than this list may have them. */
const hasPorts = (protocol: unknown): boolean =>
  typeof protocol !== "string" || !/^(-1|\d+)$/.test(protocolName(protocol));

/** AWS requires the ports of every protocol, and drops them if the protocol has none. */
function checkIgnoredPorts(args: Raw, fail: Fail): void {
  for (const key of ["fromPort", "toPort"]) {
    const port = args[key];
    if (isUnknown(port) || Number.isInteger(port)) continue;
    fail(key, `${isAbsent(port) ? "is missing" : `is ${show(port)}`}. Use 0; the protocol has no ports`);
  }
}

/** The arguments with a source or destination. AWS takes an empty list and `false` for absent ones. */
const peersOf = (args: Raw): string[] =>
  ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "self", "sourceSecurityGroupId"].filter((key) => {
    const value = args[key];
    return (
      !isAbsent(value) && value !== false && value !== "" && !(Array.isArray(value) && value.length === 0)
    );
  });

function checkPeers(args: Raw, fail: Fail): void {
  const peers = peersOf(args);
  if (peers.length === 0) {
    const word = args["type"] === "egress" ? "destination" : "source";
    const keys = "cidrBlocks, ipv6CidrBlocks, prefixListIds, sourceSecurityGroupId, or self: true";
    fail("cidrBlocks", `is missing, and so are the other ${word}s. Set one of ${keys}`);
  }
  const others = peers.filter((key) => key !== "prefixListIds");
  const single = others.find((key) => key === "self" || key === "sourceSecurityGroupId");
  for (const key of single ? others.filter((other) => other !== single) : []) {
    fail(key, `conflicts with ${single ?? ""}. Create a rule for each`);
  }
}

/** Checks a rule whose arguments are right and whose peers are known. */
function checkWhole(args: Raw, fail: Fail): void {
  if (portKeys.some((key) => isUnknown(args[key]))) return;
  const rule = toInlineRule(args as unknown as ClassicRule);
  const seen = new Set<string>();
  for (const { property, permission } of permissions(rule, "self")) {
    if (seen.has(permission)) fail(classicArgumentAt(property), duplicates("this rule"));
    seen.add(permission);
  }
  if (args["strict"] !== true) return;
  const direction = args["type"] === "egress" ? "egress" : "ingress";
  for (const { path, reason } of untranslatableParts(direction, [rule])) {
    fail(classicArgumentAt(path), strictly(reason));
  }
}

/** The same rule as an inline rule. The arguments must have passed the check. */
export function toInlineRule({ sourceSecurityGroupId, ...rule }: ClassicRule): Rule {
  const { fromPort, toPort } = hasPorts(rule.protocol) ? rule : { fromPort: 0, toPort: 0 };
  return {
    protocol: rule.protocol,
    fromPort,
    toPort,
    cidrBlocks: rule.cidrBlocks,
    ipv6CidrBlocks: rule.ipv6CidrBlocks,
    prefixListIds: rule.prefixListIds,
    securityGroups: sourceSecurityGroupId ? [sourceSecurityGroupId] : undefined,
    self: rule.self,
    description: rule.description,
  };
}

/** Whether EC2 makes one rule of it; it makes one for each source or destination. */
export const isSingle = (rule: Rule): boolean =>
  peerKeys.reduce((sum, key) => sum + (rule[key]?.length ?? 0), rule.self ? 1 : 0) === 1;

/** The argument behind a path of the rule of {@link toInlineRule}. */
export const classicArgumentAt = (path: string): string => {
  const key = path.replace(/^(ingress|egress)\[0\]\.?/, "");
  return key.startsWith("securityGroups") ? "sourceSecurityGroupId" : key || "the rule";
};
