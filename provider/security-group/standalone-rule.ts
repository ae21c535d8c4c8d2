import { boolean, checkEach, namespace, region, tags, unknownNames } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { isAbsent, isUnknown } from "../common/values";
import { untranslatableParts } from "./network-policy";
import type { Direction, Rule } from "./network-policy";
import { checkPorts, cidr, ec2Text, groupId, prefixListId, strictly } from "./rule-check";
import type { Raw } from "./rule-check";

/** A rule with the names and values of `aws.vpc.SecurityGroupIngressRule` and `aws.vpc.SecurityGroupEgressRule`. */
export interface StandaloneRule {
  ipProtocol: string;
  fromPort?: number | undefined;
  toPort?: number | undefined;
  cidrIpv4?: string | undefined;
  cidrIpv6?: string | undefined;
  prefixListId?: string | undefined;
  referencedSecurityGroupId?: string | undefined;
  description?: string | undefined;
}

const peerChecks = {
  cidrIpv4: cidr(4, "cidrIpv6", "referencedSecurityGroupId"),
  cidrIpv6: cidr(6, "cidrIpv4", "referencedSecurityGroupId"),
  prefixListId,
  referencedSecurityGroupId: groupId,
};

/** The check of each argument of a standalone rule, apart from its protocol and ports. */
const checks = {
  ...peerChecks,
  securityGroupId: groupId,
  description: ec2Text("rule"),
  namespace,
  region,
  strict: boolean,
  tags,
};

export const peerKeys = Object.keys(peerChecks) as (keyof typeof peerChecks)[];
export const portKeys = ["ipProtocol", "fromPort", "toPort"] as const;
export const standaloneKeys = [...portKeys, ...(Object.keys(checks) as (keyof typeof checks)[])];

/** What inline rules and `aws.ec2.SecurityGroupRule` call it. */
const elsewhere: Readonly<Record<string, string>> = {
  cidrBlocks: "Use cidrIpv4, and create a rule for each range",
  ipv6CidrBlocks: "Use cidrIpv6, and create a rule for each range",
  port: "Use fromPort and toPort",
  ports: "Use fromPort and toPort",
  prefixListIds: "Use prefixListId, and create a rule for each list",
  protocol: "Use ipProtocol",
  securityGroups: "Use referencedSecurityGroupId, and create a rule for each group",
  self: "Use the group's own id as referencedSecurityGroupId",
  sourceSecurityGroupId: "Use referencedSecurityGroupId",
  type: "Use SecurityGroupIngressRule or SecurityGroupEgressRule",
};

/** What isn't an argument of a rule. */
export const unknownOfRule = (kind: string, args: Raw): InputFailure[] =>
  unknownNames(kind, args, standaloneKeys, elsewhere);

/** Checks the arguments of a rule and reports all failures. Unknown values pass. */
export function checkStandaloneRule(kind: string, args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkPorts("", "ipProtocol", args, fail);
  const direction = kind === "SecurityGroupEgressRule" ? "egress" : "ingress";
  checkOnePeer(direction === "egress" ? "destination" : "source", args, fail);
  const securityGroupId = args["securityGroupId"] === "" ? undefined : args["securityGroupId"];
  if (isAbsent(securityGroupId)) {
    fail("securityGroupId", 'is missing. Use the "id" output of the group that the rule belongs to');
  }
  checkEach({ ...args, securityGroupId }, checks, fail);
  if (args["strict"] === true && failures.length === 0) checkStrictly(direction, args, fail);
  return failures;
}

/** Reports what no NetworkPolicy can allow, once the protocol and the ports are known. */
function checkStrictly(direction: Direction, args: Raw, fail: Fail): void {
  if (portKeys.some((key) => isUnknown(args[key]))) return;
  const prefixListId = isUnknown(args["prefixListId"]) ? undefined : args["prefixListId"];
  const rule = toRule({ ...args, prefixListId } as unknown as StandaloneRule);
  for (const { path, reason } of untranslatableParts(direction, [rule])) {
    fail(argumentAt(path), strictly(reason));
  }
}

function checkOnePeer(word: "source" | "destination", args: Raw, fail: Fail): void {
  const [first, ...others] = peerKeys.filter((key) => !isAbsent(args[key]));
  if (first === undefined) {
    fail("cidrIpv4", `is missing, and so are the other ${word}s. Set exactly one of ${peerKeys.join(", ")}`);
  }
  for (const key of others) {
    fail(key, `conflicts with ${first ?? ""}; a rule has one ${word}. Create a rule for each`);
  }
}

/** The same rule as an inline rule. The arguments must have passed the check. */
export function toRule(rule: StandaloneRule): Rule {
  const { ipProtocol, cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId } = rule;
  const { fromPort = 0, toPort = 0, description } = rule;
  const listOf = (item: string | undefined) => (item ? [item] : undefined);
  return {
    protocol: ipProtocol,
    fromPort,
    toPort,
    cidrBlocks: listOf(cidrIpv4),
    ipv6CidrBlocks: listOf(cidrIpv6),
    prefixListIds: listOf(prefixListId),
    securityGroups: listOf(referencedSecurityGroupId),
    description,
  };
}

const argumentOfPeer: Readonly<Record<string, string>> = {
  cidrBlocks: "cidrIpv4",
  ipv6CidrBlocks: "cidrIpv6",
  prefixListIds: "prefixListId",
  securityGroups: "referencedSecurityGroupId",
};

/** The argument behind a path of the rule of {@link toRule}: `ingress[0].cidrBlocks[0]` is `cidrIpv4`. */
export const argumentAt = (path: string): string => {
  const key = path.replace(/^(ingress|egress)\[0\]\.?/, "").replace(/\[0\]$/, "");
  return argumentOfPeer[key] ?? (key || "the rule");
};
