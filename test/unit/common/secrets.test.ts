import { checkGroup } from "../../../provider/autoscaling/group-check";
import { groupArguments } from "../../../provider/autoscaling/arguments";
import type { InputFailure } from "../../../provider/common/errors";
import { instanceArguments, secretInputs } from "../../../provider/instance/arguments";
import { check } from "../../../provider/instance/lifecycle";
import { findOne } from "../../../provider/lookup/look-up";
import { lookups } from "../../../provider/lookup/table";
import { concealed } from "../../../provider/record/kind";
import { shapeOf } from "../../../provider/record/shape";
import { recordKinds, recordOperations } from "../../../provider/records";
import {
  checkClassicRule,
  classicKeys,
  unknownOfClassicRule,
} from "../../../provider/security-group/classic-rule";
import {
  checkDefaultGroup,
  checkGroup as checkSecurityGroup,
  groupKeys,
  ruleKeys,
  unknownOfDefaultGroup,
  unknownOfGroup,
} from "../../../provider/security-group/security-group-check";
import {
  checkStandaloneRule,
  standaloneKeys,
  unknownOfRule,
} from "../../../provider/security-group/standalone-rule";
import { volumeKinds } from "../../../provider/volume/kinds";
import { instanceArgs } from "../../support/instance";
import { startRun } from "../../support/record-mocks";
import { leaks, needles } from "../../support/needles";
import { recordSamples } from "../../support/record-samples";

const { nested, structures, values } = needles();

/** Whether the engine is told of the property, whose whole value it prints. */
const isNamed = (failures: InputFailure[], names: readonly string[]): boolean =>
  failures.some(({ property }) => names.includes(property.replace(/[.[].*/s, "")));

test.each(Object.keys(instanceArguments))(
  "no failure of an instance shows what %s may hold as a secret",
  async (name) => {
    const isSecret = secretInputs.includes(name);
    let failed = 0;
    for (const value of isSecret ? [...values, ...nested] : structures) {
      const { failures } = await check({}, { ...instanceArgs, [name]: value });
      failed += failures.length;
      expect(leaks(failures)).toEqual([]);
      expect(isNamed(failures, secretInputs)).toBe(false);
    }
    if (isSecret) expect(failed).toBeGreaterThan(0);
  },
);

test.each(Object.keys(groupArguments))(
  "no failure of an auto scaling group shows what %s may hold as a secret",
  (name) => {
    for (const value of name === "kubeconfig" ? [...values, ...nested] : structures) {
      expect(leaks(checkGroup({ [name]: value }))).toEqual([]);
    }
  },
);

const ruleKinds = ["SecurityGroupIngressRule", "SecurityGroupEgressRule"];
const checks: [string, readonly string[], (args: Record<string, unknown>) => InputFailure[]][] = [
  ["a group", groupKeys, (args) => [...unknownOfGroup(args), ...checkSecurityGroup("web", args)]],
  ["a default group", groupKeys, (args) => [...unknownOfDefaultGroup(args), ...checkDefaultGroup(args)]],
  ["an inline rule", ruleKeys, (args) => checkSecurityGroup("web", { ingress: [args], egress: [args] })],
  ["a classic rule", classicKeys, (args) => [...unknownOfClassicRule(args), ...checkClassicRule(args)]],
  ...ruleKinds.map((kind): (typeof checks)[number] => [
    kind,
    standaloneKeys,
    (args) => [...unknownOfRule(kind, args), ...checkStandaloneRule(kind, args)],
  ]),
];

test.each(checks)("no failure of %s shows what an argument may hold as a secret", (_, names, failuresOf) => {
  for (const name of [...names, "other"]) {
    for (const value of structures) {
      const failures = failuresOf({ [name]: value });
      expect(failures).not.toEqual([]);
      expect(leaks(failures)).toEqual([]);
    }
  }
});

test.each(Object.keys(lookups))(
  "no failure of %s shows what an argument may hold as a secret",
  async (token) => {
    await startRun();
    for (const name of [...Object.keys(shapeOf(token).arguments), "other"]) {
      for (const value of structures) {
        const failure = await findOne(token, { [name]: value }).then(
          () => "",
          (error: Error) => error.message,
        );
        expect(leaks([{ property: name, reason: failure }])).toEqual([]);
      }
    }
  },
);

const kinds = Object.entries({ ...recordKinds, ...volumeKinds });

test.each(kinds)("no failure of %s shows what may be a secret", async (token, kind) => {
  const hidden = concealed(kind, shapeOf(token));
  const operations = recordOperations(token);
  const leaked: string[] = [];
  const urn = `urn:pulumi:dev::shop::pulumi-nodejs:${token}::x`;
  for (const name of Object.keys(shapeOf(token).arguments)) {
    for (const value of hidden.includes(name) ? [...values, ...nested] : structures) {
      const { failures } = await operations.check({}, { ...recordSamples[token], [name]: value, __urn: urn });
      if (isNamed(failures, hidden)) leaked.push(name);
      leaked.push(...leaks(failures));
    }
  }
  expect(leaked).toEqual([]);
});
