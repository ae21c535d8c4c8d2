import * as fc from "fast-check";

import { newlyAllowed } from "../../../../provider/preview-report/traffic/grants";
import { grantsOf } from "../../../../provider/preview-report/traffic/policies";
import { intersect, isEmpty, portRange } from "../../../../provider/preview-report/traffic/ports";
import { type Rule, toNetworkPolicySpec } from "../../../../provider/security-group/network-policy";

const groupId = "sg-00000000000000000";

const open = (cidr: string, first = 22, last = first): Rule => ({
  protocol: "tcp",
  fromPort: first,
  toPort: last,
  ...(cidr.includes(":") ? { ipv6CidrBlocks: [cidr] } : { cidrBlocks: [cidr] }),
});
const grants = (ingress: Rule[]) =>
  grantsOf([toNetworkPolicySpec({ groupId }, { ingress, egress: [] }).spec]);
const opened = (before: Rule[], after: Rule[]) =>
  newlyAllowed(grants(before), grants(after)).filter(({ toWorld }) => toWorld);
const parts = (length: number) =>
  Array.from({ length: 2 ** length }, (_, index) => `${index * 2 ** (8 - length)}.0.0.0/${length}`);

test.each<[string, string[], string[], string[]]>([
  ["all addresses", [], ["0.0.0.0/0"], ["0.0.0.0/0"]],
  ["either half", [], ["128.0.0.0/1"], ["128.0.0.0/1"]],
  ["four quarters", [], parts(2), parts(2).slice(0, 4)],
  ["sixty-four parts, except those without public addresses", [], parts(6), parts(6).slice(0, 56)],
  ["a part that brings the total to a quarter", parts(4).slice(0, 3), parts(4).slice(0, 4), ["48.0.0.0/4"]],
  ["all public addresses of IPv6", [], ["2000::/3"], ["2000::/3"]],
  ["both halves of them", [], ["2000::/4", "3000::/4"], ["2000::/4", "3000::/4"]],
  ["all addresses of IPv6", [], ["::/0"], ["::/0"]],
  ["the world, and a part of it", [], ["0.0.0.0/0", "192.0.2.0/24"], ["0.0.0.0/0"]],
])("%s opens to the world", (_, before, after, expected) => {
  const found = opened(
    before.map((cidr) => open(cidr)),
    after.map((cidr) => open(cidr)),
  );
  const cidrs = found.map(({ peer }) => (peer.kind === "cidr" ? peer.cidr : peer.kind));
  expect(cidrs.sort()).toEqual([...expected].sort());
});

test.each<[string, string[], string[]]>([
  ["a large network", [], ["3.0.0.0/8", "52.0.0.0/8", "2600::/12"]],
  ["every private range", [], ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]],
  ["what isn't public at all", [], ["224.0.0.0/3", "8000::/1"]],
  ["a part of what is open", ["0.0.0.0/0"], parts(2)],
  ["the rest of a world that was open", ["0.0.0.0/1", "128.0.0.0/2"], ["0.0.0.0/0"]],
])("%s doesn't open to the world", (_, before, after) => {
  const rules = (cidrs: string[]) => cidrs.map((cidr) => open(cidr));
  expect(opened(rules(before), rules(after))).toEqual([]);
});

test("ranges of different ports don't add up", () => {
  expect(opened([], [open("64.0.0.0/3", 80, 90), open("96.0.0.0/3", 91)])).toEqual([]);
  const [one] = opened([], [open("64.0.0.0/3", 80, 90), open("96.0.0.0/3", 90, 95)]);
  expect(one).toBeDefined();
});

const isSpecial = (first: number, second: number): boolean =>
  [0, 10, 127].includes(first) ||
  first >= 224 ||
  (first === 100 && second >= 64 && second < 128) ||
  (first === 169 && second === 254) ||
  (first === 172 && second >= 16 && second < 32) ||
  (first === 192 && second === 168);

/** Counts in blocks of eight bits instead of adding ranges; the weight of a block is its part of public addresses. */
const versions = {
  4: {
    weight: (block: number) =>
      256 - Array.from({ length: 256 }).filter((_, second) => isSpecial(block, second)).length,
    text: (block: number, length: number) => `${block}.0.0.0/${length}`,
  },
  6: {
    weight: (block: number) => Number(block >> 5 === 1),
    text: (block: number, length: number) => `${(block << 8).toString(16)}::/${length}`,
  },
} as const;

test.each([4, 6] as const)("a port opens to the world of IPv%i if its blocks say so", (version) => {
  const { weight, text } = versions[version];
  const weights = Array.from({ length: 256 }, (_, block) => weight(block));
  const count = (is: (block: number) => boolean) =>
    weights.reduce((sum, each, block) => sum + (is(block) ? each : 0), 0);
  const all = count(() => true);
  const range = fc
    .record({ length: fc.integer({ min: 0, max: 8 }), at: fc.nat({ max: 255 }) })
    .map(({ length, at }) => ({ length, first: (at >> (8 - length)) << (8 - length) }));
  const rule = fc.record({ range, first: fc.integer({ min: 80, max: 83 }), more: fc.nat({ max: 2 }) });
  const rules = fc.array(rule, { maxLength: 6 });
  const seen = { opens: 0, stays: 0 };
  fc.assert(
    fc.property(rules, rules, fc.nat({ max: 6 }), (was, added, kept) => {
      const will = [...added, ...was.slice(0, kept)];
      const toRules = (each: typeof was) =>
        each.map(({ range: { first, length }, first: port, more }) =>
          open(text(first, length), port, port + more),
        );
      const found = opened(toRules(was), toRules(will));
      const opening = [80, 81, 82, 83, 84, 85].filter((port) => {
        const [before, after] = [was, will].map((each) => (block: number) => {
          const own = each.filter(({ first, more }) => first <= port && port <= first + more);
          return own.some(({ range: { first, length } }) => block >> (8 - length) === first >> (8 - length));
        }) as [(block: number) => boolean, (block: number) => boolean];
        const [old, now] = [count(before), count(after)];
        const fresh = count((block) => after(block) && !before(block));
        return fresh * 4 >= all || (fresh > 0 && now * 4 >= all && old * 4 < all);
      });
      const has =
        ({ ports }: (typeof found)[number]) =>
        (port: number) =>
          !isEmpty(intersect(ports, portRange("TCP", port)));
      // A rule may also have ports that were open before.
      expect(opening.filter((port) => !found.some((each) => has(each)(port)))).toEqual([]);
      expect(found.filter((each) => !opening.some(has(each)))).toEqual([]);
      seen[opening.length > 0 ? "opens" : "stays"] += 1;
    }),
    { seed: 20261126, numRuns: 150 },
  );
  expect(Math.min(seen.opens, seen.stays)).toBeGreaterThan(20);
});
