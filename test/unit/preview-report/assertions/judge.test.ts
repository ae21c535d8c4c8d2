import * as fc from "fast-check";

import type { Assertion, End } from "../../../../provider/preview-report/assertions/file";
import { judge } from "../../../../provider/preview-report/assertions/judge";
import type { Firewall } from "../../../../provider/preview-report/traffic/grants";
import { grantsOf } from "../../../../provider/preview-report/traffic/policies";
import { noPorts, portRange, union } from "../../../../provider/preview-report/traffic/ports";
import { groupName, instanceName, isTrue, type Question, tierOf } from "../../../support/assertion-evaluator";
import { groupsOf, machinesOf, policiesOf, world, type World } from "../../../support/security-world";

const settings = { seed: 20261127, numRuns: 150 };

const ranges = [
  ...["0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "10.0.0.0/9", "10.20.0.0/16", "10.20.0.0/20"],
  ...["172.31.0.0/16", "192.0.2.0/24", "10.0.0.1/32", "2001:db8::/32", "fd00::/8", "::/0"],
  ...["169.254.0.0/16", "169.254.169.254/32", "fd00:ec2::254/128"],
];
const cidrs = fc.uniqueArray(fc.constantFrom(...ranges), { minLength: 1, maxLength: 2 });
const except = fc.uniqueArray(fc.constantFrom(...ranges.slice(2)), { maxLength: 1 });
const addresses: fc.Arbitrary<End> = fc.oneof(
  fc.constant<End>({ kind: "internet" }),
  fc.record({ kind: fc.constant("cidr" as const), cidrs, except }),
);

const questionsAbout = ({ groups, instances }: World): fc.Arbitrary<Question> => {
  const names = (count: number, name: (index: number) => string) =>
    fc
      .uniqueArray(fc.nat({ max: count - 1 }), { minLength: 1, maxLength: 2 })
      .map((indexes) => indexes.map(name));
  const machines: fc.Arbitrary<End> = fc.oneof(
    names(instances.length, instanceName).map((all) => ({ kind: "instance" as const, names: all })),
    names(groups.length, groupName).map((all) => ({ kind: "group" as const, names: all })),
    fc.constantFrom("a", "b", "*").map((tier) => ({ kind: "tag" as const, tags: { tier } })),
  );
  const end = fc.oneof({ weight: 3, arbitrary: machines }, { weight: 2, arbitrary: addresses });
  return fc.record({
    kind: fc.constantFrom("mustReach", "mustNotReach"),
    ends: fc.oneof(fc.tuple(machines, end), fc.tuple(end, machines)),
    traffic: fc.uniqueArray(
      fc.record({
        protocol: fc.constantFrom("tcp", "udp", "sctp"),
        port: fc.constantFrom(1, 2, 53, 80, 81, 443, 65_535),
      }),
      { minLength: 1, maxLength: 2, selector: ({ protocol, port }) => `${protocol} ${port}` },
    ),
  });
};

const assertionOf = ({ kind, ends: [from, to], traffic }: Question): Assertion => ({
  ...{ kind, from, to, path: "" },
  ports: traffic.map(({ protocol, port }) => portRange(protocol.toUpperCase(), port)).reduce(union, noPorts),
});

function firewallOf(each: World): Firewall {
  const grants = grantsOf(policiesOf(each).policies.map(({ spec }) => spec));
  const members = machinesOf(each)
    .slice(0, each.instances.length)
    .map(({ groups, network }, index) => {
      const side = { groups: [...groups], network, tags: { tier: tierOf(index) } };
      return { name: instanceName(index), before: side, after: side };
    });
  return {
    before: grants,
    after: grants,
    members,
    realms: { before: new Map(), after: new Map() },
    foreign: [],
    unresolved: 0,
  };
}

const namesOf = (each: World) =>
  new Map(groupsOf(each).map(({ id }, index) => [id, groupName(index)] as const));

const cases = world.chain((each) =>
  fc.tuple(fc.constant(each), fc.array(questionsAbout(each), { minLength: 1, maxLength: 6 })),
);

/** Some rule has a range that may, or may not, have Pods in it. */
const hasUnsureRange = ({ after }: Firewall) =>
  after.some(({ peer }) => peer.kind === "cidr" && peer.cidr !== "0.0.0.0/0");

test("an assertion holds only if the policies pass, or block, each of its connections, and is broken only if not", () => {
  const seen = { mustReach: [0, 0], mustNotReach: [0, 0] };
  fc.assert(
    fc.property(cases, ([each, questions]) => {
      const [firewall, names] = [firewallOf(each), namesOf(each)];
      for (const question of questions) {
        const found = judge([assertionOf(question)], firewall, names);
        const holds = isTrue(each, question);
        if (found[0]?.result === "unknown" && hasUnsureRange(firewall)) continue;
        expect({ question, results: found.map(({ result }) => result) }).toEqual({
          question,
          results: holds ? [] : ["broken"],
        });
        seen[question.kind][holds ? 1 : 0]! += 1;
      }
    }),
    settings,
  );
  // Each kind was true and false several times; what only may be true isn't counted.
  expect(Math.min(...seen.mustReach, ...seen.mustNotReach)).toBeGreaterThan(2);
});

test("an assertion that holds although a peer is unknown holds whatever the peer is, and so does a broken one", () => {
  const seen = { holds: 0, broken: 0, unknown: 0 };
  fc.assert(
    fc.property(cases, fc.nat(), ([each, questions], hidden) => {
      const [firewall, names] = [firewallOf(each), namesOf(each)];
      const after = firewall.after.map((grant, index) =>
        index === hidden % firewall.after.length ? { ...grant, peer: { kind: "unknown" as const } } : grant,
      );
      const without = firewall.after.filter((_, index) => index !== hidden % firewall.after.length);
      for (const question of questions) {
        const resultOf = (grants: Firewall["after"]) =>
          judge([assertionOf(question)], { ...firewall, after: grants }, names)[0]?.result ?? "holds";
        const unsure = resultOf(after);
        seen[unsure as keyof typeof seen] += 1;
        if (unsure === "unknown") continue;
        expect({ question, results: [firewall.after, without].map(resultOf) }).toEqual({
          question,
          results: [unsure, unsure],
        });
      }
    }),
    settings,
  );
  expect(Math.min(seen.holds, seen.broken, seen.unknown)).toBeGreaterThan(10);
});
