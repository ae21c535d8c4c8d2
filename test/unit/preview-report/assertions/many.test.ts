import { addressesOf } from "../../../../provider/common/cidr";
import type { Node, Side } from "../../../../provider/preview-report/assertions/ends";
import {
  indexOf,
  openPassages,
  passagesBetween,
} from "../../../../provider/preview-report/assertions/passages";
import type { Passage } from "../../../../provider/preview-report/assertions/passages";
import { overlapAny, overlapFinder } from "../../../../provider/preview-report/assertions/spans";
import type { Grant } from "../../../../provider/preview-report/traffic/grants";
import { cidrPeer, networkPeer } from "../../../../provider/preview-report/traffic/peers";
import type { Peer } from "../../../../provider/preview-report/traffic/peers";
import { isEmpty, portRange } from "../../../../provider/preview-report/traffic/ports";
import { randomOf } from "../../../support/chaos/random";

const idOf = (index: number) => `sg-${index}`;
const grant = (index: number, direction: Grant["direction"], peer: Peer): Grant => ({
  ...{ group: idOf(index), direction, peer },
  ports: portRange("TCP", 80),
});

/** As many instances as groups; each group lets in the next two, and one of all lets in everything. */
function chain(count: number) {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const nodes = numbers.map((index): Node => ({
    machines: new Map([[`${index}`, `${index}`]]),
    ...{ groups: [idOf(index)], isUncertain: false, isMany: false },
  }));
  const world = cidrPeer("0.0.0.0/0") as Peer;
  const grants = numbers.flatMap((index) => [
    grant(index, "egress", world),
    ...[1, 2].map((next) => grant(index, "ingress", { kind: "group", id: idOf((index + next) % count) })),
  ]);
  const side: Side = { nodes, addresses: [] };
  return { side, index: indexOf([...grants, grant(0, "ingress", world)]) };
}

const namesOf = ({ from, to }: Passage) =>
  [from, to].map((end) => ("machines" in end ? [...end.machines.values()].join() : "addresses")).join(" → ");

test("what may pass between many ends grows with the rules, not with the pairs", () => {
  const count = (size: number) => {
    const { side, index } = chain(size);
    return [...openPassages(side, side, index)].length;
  };
  // Two by the rules of each group, one to the group that lets in everything; two of these are the same.
  expect([count(100), count(200)]).toEqual([297, 597]);
});

/** Two instances in each of several networks; each lets in its neighbors, and those of some networks the internet. */
function apart(count: number, isOpen: (network: number) => boolean) {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const nodes = numbers.flatMap((number) =>
    ["a", "b"].map((name): Node => ({
      machines: new Map([[`${name}${number}`, `${name}${number}`]]),
      ...{ groups: [idOf(number)], isUncertain: false, isMany: false },
      network: { vpcId: `vpc-${number}`, cidrBlock: name === "a" ? "10.0.0.0/24" : "10.0.1.0/24" },
      realm: number === 0 ? "aws/" : `aws/vpc-${number}/`,
    })),
  );
  const grants = numbers.flatMap((number) => [
    grant(number, "ingress", networkPeer({ vpcId: `vpc-${number}`, cidrBlock: "10.0.0.0/16" })),
    grant(number, "egress", cidrPeer(isOpen(number) ? "0.0.0.0/0" : "10.0.0.0/8")),
    ...(isOpen(number) ? [grant(number, "ingress", cidrPeer("203.0.113.0/24"))] : []),
  ]);
  const side: Side = { nodes, addresses: [] };
  return { side, index: indexOf(grants) };
}

test("what may pass between networks that aren't connected grows with what the internet reaches", () => {
  const count = (size: number) => {
    const { side, index } = apart(size, (network) => network === 1);
    return [...openPassages(side, side, index)].length;
  };
  expect(count(100) - count(50)).toBe(count(150) - count(100));
});

/** Instances in nested and neighboring subnets of two networks, whose groups let in any of their ranges. */
function scattered(seed: number) {
  const random = randomOf(seed);
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const anyRange = () =>
    oneOf([
      ...ranges,
      "0.0.0.0/0",
      "10.0.0.128/25",
      "10.0.0.0/14",
      "203.0.113.0/24",
      "2001:db8::/32",
      "::/0",
    ]);
  const anyPeer = (): Peer =>
    oneOf([
      cidrPeer(anyRange()),
      networkPeer({ vpcId: oneOf(["vpc-1", "vpc-2"]), cidrBlock: anyRange() }),
      { kind: "group", id: idOf(oneOf(numbers)) },
      { kind: "oneOf", ids: [idOf(oneOf(numbers)), idOf(oneOf(numbers))] },
    ]);
  const nodes = numbers.map((index): Node => ({
    machines: new Map([[`${index}`, `${index}`]]),
    ...{ groups: [idOf(index)], isUncertain: false, isMany: false },
    ...(random() < 0.8 && { network: { vpcId: oneOf(["vpc-1", "vpc-2"]), cidrBlock: oneOf(ranges) } }),
    realm: oneOf(["aws/", "aws/vpc-1/", "aws/vpc-2/"]),
  }));
  const grants = numbers.flatMap((index) => [
    grant(index, "egress", oneOf([cidrPeer("0.0.0.0/0"), anyPeer()])),
    grant(index, "ingress", anyPeer()),
    ...(random() < 0.3 ? [grant(index, "ingress", anyPeer())] : []),
  ]);
  const side: Side = { nodes, addresses: [] };
  return { side, index: indexOf(grants) };
}

const ranges = ["10.0.0.0/8", "10.0.0.0/16", "10.0.0.0/24", "10.0.1.0/24", "10.1.0.0/16", "10.1.4.0/22"];

test("the ranges that overlap another one are found, however they are nested", () => {
  const all = [...ranges, "0.0.0.0/0", "10.0.0.7/32", "192.168.0.0/16", "::/0", "2001:db8::/32"].flatMap(
    (item) => {
      const range = addressesOf(item);
      return range ? [{ item, range }] : [];
    },
  );
  const find = overlapFinder([...all, ...all]);
  for (const { range } of all) {
    const overlapping = all.filter((each) => overlapAny([each.range], range)).map(({ item }) => item);
    expect([...find(range)].sort()).toEqual(overlapping.sort());
  }
});

test("what may pass is all that isn't empty, in the same order", () => {
  const random = Array.from({ length: 100 }, (_, seed) => scattered(seed));
  for (const { side, index } of [chain(12), apart(6, (network) => network % 2 === 1), ...random]) {
    const whole = [...passagesBetween(side, side, index, "some")].filter(({ maybe }) => !isEmpty(maybe));
    const found = [...openPassages(side, side, index)].map((each) => ({ each, name: namesOf(each) }));
    expect(found.filter(({ each }) => !isEmpty(each.maybe)).map(({ name }) => name)).toEqual(
      whole.map(namesOf),
    );
    expect(whole.length).toBeGreaterThan(12);
  }
});
