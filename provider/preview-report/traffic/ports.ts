import { maxPort, protocolName } from "../../security-group/network-policy";

/** First and last place, both included. */
type Range = readonly [number, number];

/**
 * A set of traffic: sorted ranges of places, without overlaps.
 *
 * Each of the 256 IP protocols has one place for each port. ICMP has one for each code of each type instead, and a
 * protocol without ports has them all or none.
 */
export type Ports = readonly Range[];

const placesOf = maxPort + 1;
const protocolCount = 256;
const codeCount = 256;

/** Numbers of the protocols that have names here, in the order of a text. */
const named = { tcp: 6, udp: 17, sctp: 132, icmp: 1, icmpv6: 58 } as const;
const namedEntries = Object.entries(named);
const numbers: ReadonlyMap<string, number> = new Map(namedEntries);

export const noPorts: Ports = [];
export const allTraffic: Ports = [[0, protocolCount * placesOf - 1]];

/** The number of a protocol's name or number; undefined if EC2 has no such protocol. */
function numberOf(protocol: string): number | undefined {
  const name = protocolName(protocol);
  const number = numbers.get(name) ?? (/^\d{1,3}$/.test(name) ? Number(name) : undefined);
  return number !== undefined && number < protocolCount ? number : undefined;
}

const within = (number: number, first: number, last: number): Ports => [
  [number * placesOf + first, number * placesOf + last],
];

const whole = (number: number): Ports => within(number, 0, maxPort);

/** The ports of one protocol from the first to the last; every port if there is no first. */
export function portRange(protocol: string, first?: number, last = first): Ports {
  const number = numberOf(protocol);
  if (number === undefined) return allTraffic;
  // No connection has port 0.
  if (first === undefined || (first <= 1 && last === maxPort)) return whole(number);
  // EC2 rejects ports in the wrong order.
  return within(number, Math.min(first, last ?? first), Math.max(first, last ?? first));
}

/** One type of ICMP or ICMPv6, and one of its codes. */
const icmpRange = (number: number, type: number, code: number): Ports => {
  if (type < 0) return whole(number);
  return within(
    number,
    type * codeCount + Math.max(code, 0),
    type * codeCount + (code < 0 ? codeCount - 1 : code),
  );
};

/**
 * What a rule of EC2 covers: `-1` and `all` are all traffic, and -1 is every type or code of ICMP.
 *
 * Only TCP, UDP and ICMP have ports: for other protocols, EC2 accepts and ignores them.
 */
export function rulePorts(protocol: string, from?: number, to?: number): Ports {
  const name = protocolName(protocol);
  const number = numberOf(name);
  if (number === undefined) return allTraffic;
  if (number === named.icmp || number === named.icmpv6) return icmpRange(number, from ?? -1, to ?? -1);
  const hasPorts = number === named.tcp || number === named.udp;
  return hasPorts && from !== undefined && from >= 0 ? portRange(name, from, to) : whole(number);
}

export const isEmpty = (ports: Ports): boolean => ports.length === 0;

export const union = (a: Ports, b: Ports): Ports =>
  a.length === 0 ? b : b.length === 0 ? a : unionOf([a, b]);

export function unionOf(sets: readonly Ports[]): Ports {
  const [first = noPorts, ...others] = sets.filter((ports) => ports.length > 0);
  return others.length > 0 ? merged(sets.flat()) : first;
}

const beyond: Range = [Infinity, Infinity];

export function subtract(a: Ports, b: Ports): Ports {
  if (a.length === 0 || b.length === 0) return a;
  const result: Range[] = [];
  let index = 0;
  for (const [from, to] of a) {
    let first = from;
    // The ranges of both are in order, so none before this one counts again.
    while ((b[index]?.[1] ?? Infinity) < from) index += 1;
    for (let next = index; first <= to; next++) {
      const [start, end] = b[next] ?? beyond;
      if (start > first) result.push([first, Math.min(to, start - 1)]);
      if (start > to) break;
      first = end + 1;
    }
  }
  return result;
}

/** Whether a set has all of another. */
export const covers = (a: Ports, b: Ports): boolean => isEmpty(subtract(b, a));

export function intersect(a: Ports, b: Ports): Ports {
  const result: Range[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    const [one, other] = [a[i], b[j]] as [Range, Range];
    const [first, last] = [Math.max(one[0], other[0]), Math.min(one[1], other[1])];
    if (first <= last) result.push([first, last]);
    if (one[1] < other[1]) i += 1;
    else j += 1;
  }
  return result;
}

/** The least distance of two ports of one protocol, one of each set: 0 if the sets meet, infinite if none is near. */
export function distance(a: Ports, b: Ports): number {
  let least = Infinity;
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    const [[from, to], [first, last]] = [a[i], b[j]] as [Range, Range];
    const isBefore = to < first;
    const [end, start] = isBefore ? [to, first] : [last, from];
    if (start <= end) return 0;
    if (Math.floor(end / placesOf) === Math.floor(start / placesOf)) least = Math.min(least, start - end);
    if (isBefore) i += 1;
    else j += 1;
  }
  return least;
}

/** Ports that belong together: each of some sets has all of them or none. */
type Piece = Range;

/** The ports of those pieces whose holders pass. The holders of a piece are in the order of the items. */
export function portsHeld<T extends { ports: Ports }>(
  items: readonly T[],
  isHeld: (holders: readonly T[]) => boolean,
): Ports {
  const pieces = piecesOf(items.map(({ ports }) => ports));
  const indexes = new Map(pieces.map(([first], index) => [first, index]));
  const holders = pieces.map((): T[] => []);
  for (const item of items) {
    for (const [from, to] of item.ports) {
      for (let index = indexes.get(from) ?? 0; (pieces[index]?.[0] ?? Infinity) <= to; index++) {
        holders[index]?.push(item);
      }
    }
  }
  return merged(pieces.filter((_, index) => isHeld(holders[index] ?? [])));
}

/** The pieces that these sets are made of. */
function piecesOf(sets: readonly Ports[]): Piece[] {
  const starts = new Set(sets.flatMap((ports) => ports.flatMap(([from, to]) => [from, to + 1])));
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.slice(1).map((next, index) => [sorted[index] ?? 0, next - 1]);
}

function merged(ranges: Range[]): Ports {
  const result: Range[] = [];
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    const before = result.at(-1);
    if (before && from <= before[1] + 1) result[result.length - 1] = [before[0], Math.max(before[1], to)];
    else result.push([from, to]);
  }
  return result;
}

const transports: readonly number[] = [named.tcp, named.udp, named.sctp];
const others = subtract(allTraffic, unionOf(transports.map(whole)));
const allNamed = unionOf(Object.values(named).map(whole));

/** For a person: `tcp/80-90`, `all udp`, `icmp type 8`, `protocol 50`. */
export function portTexts(ports: Ports): string[] {
  if (isEmpty(ports)) return [];
  if (covers(ports, allTraffic)) return ["all traffic"];
  const hasOthers = covers(ports, others);
  return [
    ...namedEntries.flatMap(([name, number]) =>
      hasOthers && !transports.includes(number) ? [] : textsOf(name, number, ports),
    ),
    ...(hasOthers ? ["other protocols"] : numberTexts(ports)),
  ];
}

function textsOf(name: string, number: number, ports: Ports): string[] {
  const start = number * placesOf;
  const own = intersect(ports, [[start, start + maxPort]]).map(
    ([from, to]) => [from - start, to - start] as const,
  );
  if (own.some(([from, to]) => from === 0 && to === maxPort)) return [`all ${name}`];
  if (number === named.icmp || number === named.icmpv6) return own.flatMap((range) => icmpTexts(name, range));
  return own.map(([from, to]) => `${name}/${span(Math.max(from, Math.min(to, 1)), to)}`);
}

const span = (from: number, to: number): string => (from === to ? String(from) : `${from}-${to}`);

/** Whole types together, and codes of the types at both ends. */
function icmpTexts(name: string, [from, to]: Range): string[] {
  const [first, last] = [Math.ceil(from / codeCount), Math.floor((to + 1) / codeCount) - 1];
  const [start, end] = [Math.floor(from / codeCount), Math.floor(to / codeCount)];
  const codes = (type: number) => {
    const [one, other] = [
      Math.max(from - type * codeCount, 0),
      Math.min(to - type * codeCount, codeCount - 1),
    ];
    return `${name} type ${type} code${one === other ? "" : "s"} ${span(one, other)}`;
  };
  return [
    ...(start < first ? [codes(start)] : []),
    ...(first <= last ? [`${name} type${first === last ? "" : "s"} ${span(first, last)}`] : []),
    ...(end > last && (end > start || start >= first) ? [codes(end)] : []),
  ];
}

/** The protocols that have no name here. */
function numberTexts(ports: Ports): string[] {
  return subtract(ports, allNamed).map(([from, to]) => {
    const [first, last] = [Math.floor(from / placesOf), Math.floor(to / placesOf)];
    return `protocol${first === last ? "" : "s"} ${span(first, last)}`;
  });
}
