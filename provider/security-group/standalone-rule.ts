import { checkEach, tags } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { containsUnknown } from "../common/values";
import { type Rule, untranslatableParts } from "./network-policy";
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

/** A rule with the names and values of `aws.vpc.SecurityGroupIngressRule` and its sibling. */
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

const sourceNames = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;
const sources: Readonly<Record<(typeof sourceNames)[number], SourceFailure>> = {
  cidrIpv4: cidrFailure(4, "cidrIpv6", "referencedSecurityGroupId"),
  cidrIpv6: cidrFailure(6, "cidrIpv4", "referencedSecurityGroupId"),
  prefixListId: prefixListFailure,
  referencedSecurityGroupId: groupIdFailure,
};
/** Arguments of a rule that stands alone. */
export const standAloneKeys = [
  ...sourceNames,
  "description",
  "fromPort",
  "ipProtocol",
  "namespace",
  "region",
  "securityGroupId",
  "strict",
  "tags",
  "toPort",
] as const;

/** What rules inside a group, and `aws.ec2.SecurityGroupRule`, call it. */
const elsewhere: Readonly<Record<string, string>> = {
  cidrBlocks: "Here it is cidrIpv4, one range; make a rule for each",
  ipv6CidrBlocks: "Here it is cidrIpv6, one range; make a rule for each",
  port: "Here it is fromPort and toPort",
  ports: "Here it is fromPort and toPort",
  prefixListIds: "Here it is prefixListId, one list; make a rule for each",
  protocol: "Here it is ipProtocol",
  securityGroups: "Here it is referencedSecurityGroupId, one group; make a rule for each",
  self: "Use the group's own id as referencedSecurityGroupId",
  sourceSecurityGroupId: "Here it is referencedSecurityGroupId",
  type: "Use SecurityGroupIngressRule or SecurityGroupEgressRule",
};

/** What is wrong with the arguments of a rule, all at once; unknown values pass. */
export function checkStandaloneRule(args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkKeys("", args, standAloneKeys, elsewhere, fail);
  checkPorts("", "ipProtocol", args, fail);
  const named = sourceNames.filter((key) => !absent(args[key]));
  if (named.length === 0) {
    fail("cidrIpv4", `is missing, as are the other sources. Give exactly one of ${sourceNames.join(", ")}`);
  }
  for (const key of named.slice(1)) {
    fail(key, `conflicts with ${String(named[0])}; a rule has one source. Make a rule for each`);
  }
  for (const [key, failureOf] of Object.entries(sources)) checkString(key, args[key], failureOf, fail);
  if (absent(args["securityGroupId"])) {
    fail("securityGroupId", `is missing. Use the "id" output of the group that the rule belongs to`);
  }
  checkString("securityGroupId", args["securityGroupId"], groupIdFailure, fail);
  checkText("description", args["description"], "rule", fail);
  checkNamespace(args["namespace"], fail);
  checkRegion(args["region"], fail);
  checkBoolean("strict", args["strict"], fail);
  checkEach(args, { tags }, fail);
  if (args["strict"] === true && failures.length === 0 && !containsUnknown(args)) {
    for (const { path, reason } of untranslatableParts("ingress", [
      toRule(args as unknown as StandaloneRule),
    ])) {
      fail(argumentAt(path), strictly(reason));
    }
  }
  return failures;
}

function checkString(key: string, value: unknown, failureOf: SourceFailure, fail: Fail): void {
  if (!given(value)) return;
  const failure = typeof value === "string" ? failureOf(value) : `is ${show(value)}. Use a string`;
  if (failure) fail(key, failure);
}

/** The same rule as one inside its group, for one that passed the check. */
export function toRule(rule: StandaloneRule): Rule {
  const { ipProtocol, cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId } = rule;
  const { fromPort = 0, toPort = 0, description } = rule;
  return {
    protocol: ipProtocol,
    fromPort,
    toPort,
    ...(cidrIpv4 ? { cidrBlocks: [cidrIpv4] } : {}),
    ...(cidrIpv6 ? { ipv6CidrBlocks: [cidrIpv6] } : {}),
    ...(prefixListId ? { prefixListIds: [prefixListId] } : {}),
    ...(referencedSecurityGroupId ? { securityGroups: [referencedSecurityGroupId] } : {}),
    ...(description === undefined ? {} : { description }),
  };
}

const inside: Readonly<Record<string, string>> = {
  cidrBlocks: "cidrIpv4",
  ipv6CidrBlocks: "cidrIpv6",
  prefixListIds: "prefixListId",
  securityGroups: "referencedSecurityGroupId",
};

/** The argument behind a path of the rule that {@link toRule} makes: `ingress[0].cidrBlocks[0]` is `cidrIpv4`. */
export const argumentAt = (path: string): string => {
  const key = path.replace(/^(ingress|egress)\[0\]\.?/, "").replace(/\[0\]$/, "");
  return inside[key] ?? (key || "the rule");
};
