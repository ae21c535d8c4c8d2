import type { Node, Side } from "../../../../provider/preview-report/assertions/ends";
import {
  indexOf,
  openPassages,
  passagesBetween,
} from "../../../../provider/preview-report/assertions/passages";
import type { Passage } from "../../../../provider/preview-report/assertions/passages";
import type { Grant } from "../../../../provider/preview-report/traffic/grants";
import { cidrPeer } from "../../../../provider/preview-report/traffic/peers";
import type { Peer } from "../../../../provider/preview-report/traffic/peers";
import { isEmpty, portRange } from "../../../../provider/preview-report/traffic/ports";

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

test("what may pass is all that isn't empty, in the same order", () => {
  const { side, index } = chain(12);
  const whole = [...passagesBetween(side, side, index, "some")].filter(({ maybe }) => !isEmpty(maybe));
  expect([...openPassages(side, side, index)].map(namesOf)).toEqual(whole.map(namesOf));
});
