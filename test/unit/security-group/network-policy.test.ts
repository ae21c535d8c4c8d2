import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import type { GroupVpc } from "../../../provider/common/network-labels";
import {
  type Direction,
  type Rule,
  toAnnotations,
  toNetworkPolicySpec,
  toRulePolicySpec,
} from "../../../provider/security-group/network-policy";
import { checkGroup } from "../../../provider/security-group/security-group-check";
import {
  checkStandaloneRule,
  type StandaloneRule,
  toRule,
} from "../../../provider/security-group/standalone-rule";

/** The rules of a group, or one standalone rule. */
type Input = Record<Direction, Rule[]> | (StandaloneRule & { direction: Direction });

interface Golden {
  /** The VPC of the group, if its ranges shall mean Pods. */
  vpc?: GroupVpc;
  input: Input;
  expected: unknown;
  untranslatable: unknown[];
}

const group = "sg-0123456789abcdef0";
const folder = join(__dirname, "golden", "network-policy");
const cases = readdirSync(folder).map((file): [string, Golden] => [
  file.replace(/\.yaml$/, ""),
  parse(readFileSync(join(folder, file), "utf8")) as Golden,
]);

function translate(input: Input, vpc: GroupVpc | undefined) {
  const owner = { groupId: group, vpc };
  if (!("direction" in input)) return toNetworkPolicySpec(owner, input);
  const { direction, ...rule } = input;
  return toRulePolicySpec(owner, direction, toRule(rule));
}

function check(input: Input) {
  if (!("direction" in input)) return checkGroup("web", { ...input });
  return checkStandaloneRule("SecurityGroupIngressRule", {
    ...input,
    direction: undefined,
    securityGroupId: group,
  });
}

test.each(cases)("golden: %s", (_, { vpc, input, expected, untranslatable }) => {
  expect(translate(input, vpc)).toEqual({ spec: expected, untranslatable });
});

test.each(cases)("the rules pass the check: %s", (_, { input }) => {
  expect(check(input)).toEqual([]);
});

test("tags in another order are the same annotation", () => {
  const annotations = toAnnotations(["web", "Web servers", { b: "2", a: "1" }]);
  expect(annotations).toEqual({
    "ec2-pods/group-name": "web",
    "ec2-pods/description": "Web servers",
    "ec2-pods/tags": '{"a":"1","b":"2"}',
  });
});
