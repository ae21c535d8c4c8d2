import type { SecurityGroupArgs as AwsGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { ec2 } from "@pulumi/aws/types/input";
import type { SecurityGroupEgressRuleArgs as AwsEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import type { SecurityGroupIngressRuleArgs as AwsIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";

import type { InputFailure } from "../../../provider/common/errors";
import type {
  SecurityGroupArgs,
  SecurityGroupEgressRuleArgs,
  SecurityGroupIngressRuleArgs,
  SecurityGroupRuleArgs,
} from "../../../provider/security-group/security-group-arguments";
import {
  checkGroup,
  groupKeys,
  ruleKeys,
  unknownOfGroup,
} from "../../../provider/security-group/security-group-check";
import {
  checkStandaloneRule,
  standaloneKeys,
  type StandaloneRule,
  unknownOfRule,
} from "../../../provider/security-group/standalone-rule";

type Own = "namespace" | "strict";
type GroupKey = (typeof groupKeys)[number];
type RuleKey = (typeof ruleKeys)[number];
type StandaloneKey = (typeof standaloneKeys)[number];

type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Fits<A, B> = A extends B ? true : false;
type Prove<T extends true> = T;

/** Checked by tsc, so that a release of @pulumi/aws with another argument doesn't pass. */
export type Proofs = [
  Prove<Same<GroupKey, keyof AwsGroupArgs | Own>>,
  Prove<Same<GroupKey, keyof SecurityGroupArgs>>,
  Prove<Same<RuleKey, keyof ec2.SecurityGroupIngress>>,
  Prove<Same<RuleKey, keyof ec2.SecurityGroupEgress>>,
  Prove<Same<RuleKey, keyof SecurityGroupRuleArgs>>,
  Prove<Same<StandaloneKey, keyof AwsIngressRuleArgs | Own>>,
  Prove<Same<StandaloneKey, keyof AwsEgressRuleArgs | Own>>,
  Prove<Same<StandaloneKey, keyof SecurityGroupIngressRuleArgs>>,
  Prove<Fits<keyof StandaloneRule, StandaloneKey>>,
  Prove<Fits<AwsGroupArgs, SecurityGroupArgs>>,
  Prove<Fits<ec2.SecurityGroupIngress, SecurityGroupRuleArgs>>,
  Prove<Fits<ec2.SecurityGroupEgress, SecurityGroupRuleArgs>>,
  Prove<Fits<AwsIngressRuleArgs, SecurityGroupIngressRuleArgs>>,
  Prove<Fits<AwsEgressRuleArgs, SecurityGroupEgressRuleArgs>>,
];

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const kind = "SecurityGroupIngressRule";
const allOf = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, unknown]));

test("the checks accept every argument of AWS, and our own", () => {
  // A group has one of these two, and a standalone rule has one source.
  expect(checkGroup("web", { ...allOf(groupKeys), namePrefix: undefined })).toEqual([]);
  expect(checkGroup("web", { ingress: [allOf(ruleKeys)] })).toEqual([]);
  const oneSource = { cidrIpv6: undefined, prefixListId: undefined, referencedSecurityGroupId: undefined };
  expect(checkStandaloneRule(kind, { ...allOf(standaloneKeys), ...oneSource })).toEqual([]);
});

test("an argument of no or another version of AWS is rejected in a rule of a group, and noticed elsewhere", () => {
  const group = { ownerId: unknown, ingress: [{ ...allOf(ruleKeys), groupOwnerId: unknown }] };
  const rule = { ipProtocol: "-1", cidrIpv4: "::/0", securityGroupId: unknown, arn: unknown };
  const properties = (failures: InputFailure[]) => failures.map(({ property }) => property);
  expect(properties(checkGroup("web", group))).toEqual(["ingress[0].groupOwnerId"]);
  expect(properties(checkStandaloneRule(kind, rule))).toEqual(["cidrIpv4"]);
  expect(properties([...unknownOfGroup(group), ...unknownOfRule(kind, rule)])).toEqual(["ownerId", "arn"]);
});
