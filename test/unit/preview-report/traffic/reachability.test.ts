import * as fc from "fast-check";

import { bundles } from "../../../../provider/preview-report/traffic/bundles";
import { newlyAllowed } from "../../../../provider/preview-report/traffic/grants";
import { cidrPeer, contains, keyOf } from "../../../../provider/preview-report/traffic/peers";
import { grantsOf } from "../../../../provider/preview-report/traffic/policies";
import {
  allTraffic,
  intersect,
  isEmpty,
  noPorts,
  portRange,
  type Ports,
  portTexts,
  rulePorts,
  subtract,
  union,
} from "../../../../provider/preview-report/traffic/ports";
import { reachability } from "../../../../provider/preview-report/traffic/reachability";
import { type Rule, toNetworkPolicySpec } from "../../../../provider/security-group/network-policy";
import { carries } from "../../../support/carries";
import { ec2, type Group } from "../../../support/ec2-evaluator";
import { networkPolicies } from "../../../support/network-policy-evaluator";
import {
  groupsOf,
  machinesOf,
  policiesOf,
  rules,
  trafficOf,
  world,
  type World,
} from "../../../support/security-world";

/** Whether a row is about what a bundle reaches of another. */
const isRow = ({ from, to }: Row, source: unknown, target: unknown): boolean =>
  to === target && Array.isArray(from) && from.includes(source);

type Row = ReturnType<typeof reachability>[number];

/** A row without the bundles, which have sets. */
const namesOf = ({ from, to, ...passing }: Row) => ({
  from: "kind" in from ? keyOf(from) : from.map(({ instances }) => instances),
  to: to.instances,
  ...passing,
});

const settings = { seed: 20261125, numRuns: 500 };

test("operations on sets of ports agree with single ports", () => {
  const range = fc
    .tuple(
      fc.constantFrom("TCP", "UDP", "47", "icmp"),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 4 }),
    )
    .map(([protocol, first, more]) => portRange(protocol, first, first + more));
  const ports = fc.array(range, { maxLength: 4 }).map((all) => all.reduce(union, noPorts));
  const has = (set: Ports, protocol: string, port: number) => {
    const [[place]] = portRange(protocol, port) as unknown as [[number]];
    return set.some(([from, to]) => from <= place && place <= to);
  };
  fc.assert(
    fc.property(ports, ports, (a, b) => {
      for (const protocol of ["TCP", "UDP", "47", "icmp"]) {
        for (let port = 1; port <= 18; port++) {
          const [inA, inB] = [has(a, protocol, port), has(b, protocol, port)];
          expect(has(union(a, b), protocol, port)).toBe(inA || inB);
          expect(has(subtract(a, b), protocol, port)).toBe(inA && !inB);
          expect(has(intersect(a, b), protocol, port)).toBe(inA && inB);
        }
      }
      expect(union(a, b)).toEqual(union(b, a));
    }),
    settings,
  );
});

test("ports as text", () => {
  const some = [portRange("TCP", 80), portRange("TCP", 81, 90), portRange("UDP"), portRange("TCP", 443)];
  expect(portTexts(some.reduce(union, noPorts))).toEqual(["tcp/80-90", "tcp/443", "all udp"]);
  expect(portTexts(allTraffic)).toEqual(["all traffic"]);
  expect(portTexts(subtract(allTraffic, portRange("UDP", 2, 65_535)))).toEqual([
    "all tcp",
    "udp/1",
    "all sctp",
    "other protocols",
  ]);
  const types = [
    rulePorts("icmp", 0, -1),
    rulePorts("icmp", 3, 250),
    rulePorts("icmp", 4, -1),
    rulePorts("icmp", 5, 0),
  ];
  expect(portTexts(types.reduce(union, noPorts))).toEqual([
    "icmp type 0",
    "icmp type 3 code 250",
    "icmp type 4",
    "icmp type 5 code 0",
  ]);
  expect(portTexts(subtract(allTraffic, rulePorts("icmp", 8, -1)))).toEqual([
    "all tcp",
    "all udp",
    "all sctp",
    "icmp types 0-7",
    "icmp types 9-255",
    "all icmpv6",
    "protocol 0",
    "protocols 2-5",
    "protocols 7-16",
    "protocols 18-57",
    "protocols 59-131",
    "protocols 133-255",
  ]);
});

test("who reaches whom equals what the policies allow, before and after", () => {
  const seen = { networks: 0, opened: 0, joined: 0 };
  fc.assert(
    fc.property(world, world, fc.constantFrom(1, 2, 20), (was, other, most) => {
      // The same instances in the groups of another world.
      const instances = was.instances.map((instance, index) => ({
        ...instance,
        groups: other.instances[index % other.instances.length]!.groups,
      }));
      const will: World = { ...other, instances };
      const side = (each: World) => ({
        policies: policiesOf(each).policies,
        machines: machinesOf(each).slice(0, instances.length),
      });
      const [before, after] = [side(was), side(will)];
      const members = before.machines.map((machine, index) => ({
        name: String(index),
        before: machine,
        after: after.machines[index]!,
      }));
      const grants = ({ policies }: typeof before) => grantsOf(policies.map(({ spec }) => spec));
      const peers = [...grants(before), ...grants(after)].map(({ peer }) => peer);
      const all = bundles(members, peers, []);
      const reach = reachability(grants(before), grants(after), all, most);
      seen.networks += 1;
      seen.joined += reach.filter(({ from }) => Array.isArray(from) && from.length > 1).length;
      seen.opened += reach.filter(({ opens }) => !isEmpty(opens)).length;
      const bundleOf = (index: number) => all.find((bundle) => bundle.instances.includes(String(index)));
      const traffic = [...trafficOf(groupsOf(was)), ...trafficOf(groupsOf(will))];
      for (const [from] of members.entries()) {
        for (const [to] of members.entries()) {
          if (from === to) continue;
          const rows = reach.filter((each) => isRow(each, bundleOf(from), bundleOf(to)));
          expect(rows.length).toBeLessThan(2);
          const [row] = rows;
          for (const when of ["before", "after"] as const) {
            const { policies, machines } = { before, after }[when];
            const passes = networkPolicies(policies, false)(machines[from]!, machines[to]!);
            const wrong = traffic.filter((each) => passes(each) !== carries(row?.[when] ?? noPorts, each));
            expect(wrong).toEqual([]);
          }
        }
      }
    }),
    { ...settings, numRuns: 100 },
  );
  expect(seen.opened).toBeGreaterThan(seen.networks);
  expect(seen.joined).toBeGreaterThan(seen.networks / 10);
});

test("many sources that reach a target alike are one row, which says what their rows say", () => {
  const seen = { rows: 0, joined: 0 };
  fc.assert(
    fc.property(world, world, fc.integer({ min: 1, max: 3 }), (was, will, most) => {
      const members = machinesOf(was)
        .slice(0, was.instances.length)
        .map((before, index) => {
          const after = machinesOf(will)[index % will.instances.length]!;
          return { name: String(index), isMany: index === 0, before, after };
        });
      const grants = (each: World) => grantsOf(policiesOf(each).policies.map(({ spec }) => spec));
      const peers = [...grants(was), ...grants(will)].map(({ peer }) => peer);
      const all = bundles(members, peers, []);
      const reach = (mostAlike: number) => reachability(grants(was), grants(will), all, mostAlike);
      const single = reach(Infinity);
      const joined = reach(most);
      const apart = joined.flatMap((row): Row[] =>
        "kind" in row.from ? [row] : row.from.map((each) => ({ ...row, from: [each] })),
      );
      const inOrder = (rows: typeof single) => rows.map((row) => JSON.stringify(namesOf(row))).sort();
      expect(inOrder(apart)).toEqual(inOrder(single));
      for (const to of all) {
        const contents = joined
          .filter((row) => row.to === to && Array.isArray(row.from))
          .map(({ before, after, opens, closes }) => JSON.stringify([before, after, opens, closes]));
        // Either all of them are one row, or they are few.
        for (const content of contents) {
          expect(contents.filter((each) => each === content).length).toBeLessThanOrEqual(most);
        }
      }
      seen.rows += single.length;
      seen.joined += single.length - joined.length;
    }),
    { ...settings, numRuns: 200 },
  );
  expect(seen.joined).toBeGreaterThan(seen.rows / 20);
});

test("what opens is all traffic that is newly allowed, and none that isn't allowed", () => {
  const id = "sg-00000000000000000";
  const sayable = fc
    .record({ ingress: rules, egress: fc.constant<Rule[]>([]) })
    .filter((group) => toNetworkPolicySpec({ groupId: id }, group).untranslatable.length === 0);
  const sources = ["10.0.0.1", "10.200.0.1", "192.0.2.7", "172.16.0.5", "2001:db8::1", "fd00::9"];
  const instance = { address: "10.9.9.9", groups: [id], isPod: true };
  const traffic = ["tcp", "udp", "sctp", "icmp"].flatMap((protocol) =>
    [1, 2, 53, 80, 81, 443, 65_535].map((port) => ({ protocol, port })),
  );
  const seen = { opened: 0, stayed: 0 };
  fc.assert(
    fc.property(sayable, sayable, fc.nat({ max: 2 }), (was, other, dropped) => {
      const will = { ...was, ingress: [...other.ingress, ...was.ingress.slice(dropped)] };
      const [before, after]: [Group, Group] = [
        { ...was, id },
        { ...will, id },
      ];
      const grants = (group: Group) => grantsOf([toNetworkPolicySpec({ groupId: id }, group).spec]);
      const opened = newlyAllowed(grants(before), grants(after));
      for (const address of sources) {
        const lets = (group: Group) => ec2([group], {})({ address, groups: [], isPod: false }, instance);
        const here = cidrPeer(`${address}/${address.includes(":") ? 128 : 32}`);
        for (const each of traffic) {
          const [letIn, lettingIn] = [lets(before)(each), lets(after)(each)];
          const isReported = opened.some(({ peer, ports }) => contains(peer, here) && carries(ports, each));
          if (lettingIn && !letIn)
            expect({ each, address, isReported }).toEqual({ each, address, isReported: true });
          if (isReported) expect({ each, address, lettingIn }).toEqual({ each, address, lettingIn: true });
          if (lettingIn) seen[letIn ? "stayed" : "opened"] += 1;
        }
      }
      expect(newlyAllowed(grants(before), grants(before))).toEqual([]);
    }),
    { ...settings, numRuns: 200 },
  );
  expect(Math.min(seen.opened, seen.stayed)).toBeGreaterThan(100);
});
