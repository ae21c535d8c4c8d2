import * as fc from "fast-check";

import type { Assertion, End } from "../../../../provider/preview-report/assertions/file";
import { judge } from "../../../../provider/preview-report/assertions/judge";
import { readPreview } from "../../../../provider/preview-report/read/preview";
import { resourcesOf } from "../../../../provider/preview-report/read/resources";
import { groupNames as namesOf } from "../../../../provider/preview-report/read/security-groups";
import { firewallOf } from "../../../../provider/preview-report/traffic/firewall";
import { noPorts, union as unionOfPorts } from "../../../../provider/preview-report/traffic/ports";
import { type AwsQuestion, truthOf } from "../../../support/aws-assertion-evaluator";
import { type AwsResource, documentOf, union, withUnknownIds } from "../../../support/aws-preview";
import {
  type AwsWorld,
  awsWorld,
  groupNames,
  memberNames,
  resourcesIn,
  trafficSamples,
  withoutGuesses,
} from "../../../support/aws-world";
import { placesOf } from "../../../support/carries";

/** Most groups of a world let out too little for what must reach. Some here also let out all, or let in all as well. */
const world: fc.Arbitrary<AwsWorld> = fc
  .tuple(awsWorld, fc.subarray(["egress", "ingress"] as const))
  .map(([each, open]) => ({
    ...each,
    rules: each.rules.map((rules) => [
      ...rules,
      ...open.map((direction) => ({
        ...{ form: "inline" as const, direction, peer: { cidr: "0.0.0.0/0" } },
        ports: { protocol: "-1", fromPort: 0, toPort: 0 },
      })),
    ]),
  }));

const settings = { seed: 20261128, numRuns: 120 };

const ranges = [
  ...["0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "10.1.0.0/16", "10.2.2.0/23", "10.1.1.0/24"],
  ...["10.1.1.0/25", "192.0.2.0/24", "172.16.0.0/12", "2001:db8::/32", "::/0"],
];
const some = (names: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 });
const addresses: fc.Arbitrary<End> = fc.oneof(
  fc.constant<End>({ kind: "internet" }),
  fc.record({
    kind: fc.constant("cidr" as const),
    cidrs: some(ranges),
    except: fc.uniqueArray(fc.constantFrom(...ranges.slice(2)), { maxLength: 1 }),
  }),
);
const machines: fc.Arbitrary<End> = fc.oneof(
  some(memberNames).map((names) => ({ kind: "instance" as const, names })),
  some(groupNames).map((names) => ({ kind: "group" as const, names })),
  fc.constantFrom("even", "odd", "*").map((tier) => ({ kind: "tag" as const, tags: { tier } })),
);
const end = fc.oneof({ weight: 3, arbitrary: machines }, { weight: 2, arbitrary: addresses });
const question: fc.Arbitrary<AwsQuestion> = fc.record({
  kind: fc.constantFrom("mustReach", "mustNotReach"),
  ends: fc.oneof(fc.tuple(machines, end), fc.tuple(end, machines)),
  // What two connections need of the internet may differ: that of one is known exactly.
  traffic: fc.constantFrom(...trafficSamples).map((each) => [each]),
});
const questions = fc.array(question, { minLength: 1, maxLength: 8 });

const assertionOf = ({ kind, ends: [from, to], traffic }: AwsQuestion): Assertion => ({
  ...{ kind, from, to, path: "" },
  ports: traffic.map(placesOf).reduce(unionOfPorts, noPorts),
});

/** Judges questions about the update of these resources. */
function judgeOf(resources: AwsResource[]) {
  const all = resourcesOf(readPreview(documentOf(resources)).steps);
  const [firewall, names] = [firewallOf(all), namesOf(all)];
  return (each: AwsQuestion) => judge([assertionOf(each)], firewall, names)[0];
}

test("an assertion holds, is broken or unknown as EC2's rules say, before and after", () => {
  const seen = {
    mustReach: { holds: 0, broken: 0, unknown: 0 },
    mustNotReach: { holds: 0, broken: 0, unknown: 0 },
  };
  fc.assert(
    fc.property(world, world, questions, (before, after, all) => {
      const judged = judgeOf(union(resourcesIn(before), resourcesIn(after)));
      for (const each of all) {
        const found = judged(each);
        const truth = truthOf(after, each);
        expect({ each, result: found?.result ?? "holds" }).toEqual({ each, result: truth });
        if (found?.before) expect({ each, was: found.before }).toEqual({ each, was: truthOf(before, each) });
        seen[each.kind][truth] += 1;
      }
    }),
    settings,
  );
  expect(Math.min(...Object.values(seen).flatMap((counts) => Object.values(counts)))).toBeGreaterThan(10);
});

test("in a new stack, whose ids are unknown, an assertion is at most unknown as well", () => {
  const seen = { same: 0, unknown: 0 };
  fc.assert(
    fc.property(world, questions, fc.boolean(), (each, all, isSimple) => {
      const own = isSimple ? withoutGuesses(each) : each;
      const judged = judgeOf(withUnknownIds(resourcesIn(own)));
      for (const question of all) {
        const result = judged(question)?.result ?? "holds";
        const truth = truthOf(own, question);
        expect({ question, result: result === "unknown" ? truth : result }).toEqual({
          question,
          result: truth,
        });
        seen[result === truth ? "same" : "unknown"] += 1;
      }
    }),
    settings,
  );
  expect(seen.same).toBeGreaterThan(10 * seen.unknown);
});
