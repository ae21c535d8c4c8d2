import {
  allTraffic,
  distance,
  noPorts,
  portRange,
  portsHeld,
  portTexts,
  rulePorts,
  unionOf,
} from "../../../../provider/preview-report/traffic/ports";

const tcp = (first: number, last = first) => portRange("TCP", first, last);

test.each([
  [tcp(80, 90), tcp(85), 0],
  [tcp(80), tcp(443), 363],
  [tcp(443), tcp(80), 363],
  [unionOf([tcp(22), tcp(5433), tcp(9000)]), tcp(5432), 1],
  [tcp(80), portRange("UDP", 80), Infinity],
  [unionOf([tcp(80), portRange("UDP", 50)]), portRange("UDP", 53), 3],
  [rulePorts("icmp"), tcp(1), Infinity],
  [allTraffic, tcp(80), 0],
  [noPorts, tcp(80), Infinity],
])("the distance of %j and %j is %d", (a, b, expected) => {
  expect(distance(a, b)).toBe(expected);
});

test("a port is held by the items that have it, in their order", () => {
  const items = [
    { name: "a", ports: tcp(80, 89) },
    { name: "b", ports: unionOf([tcp(85, 99), tcp(443)]) },
    { name: "c", ports: tcp(90, 95) },
  ];
  const heldBy = (...names: string[]) =>
    portTexts(portsHeld(items, (holders) => holders.map(({ name }) => name).join() === names.join()));
  expect(heldBy("a")).toEqual(["tcp/80-84"]);
  expect(heldBy("a", "b")).toEqual(["tcp/85-89"]);
  expect(heldBy("b")).toEqual(["tcp/96-99", "tcp/443"]);
  expect(heldBy("b", "c")).toEqual(["tcp/90-95"]);
  expect(heldBy()).toEqual(["tcp/100-442"]);
});
