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
const numbers: ReadonlyMap<string, number> = new Map(Object.entries(named));

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
  a.length === 0 ? b : b.length === 0 ? a : merged([...a, ...b]);

export function subtract(a: Ports, b: Ports): Ports {
  if (a.length === 0 || b.length === 0) return a;
  const result: Range[] = [];
  let index = 0;
  for (const [from, to] of a) {
    let first = from;
    // The ranges of both are in order, so none before this one counts again.
    while ((b[index]?.[1] ?? Infinity) < from) index += 1;
    for (let next = index; first <= to; next++) {
      const [start, end] = b[next] ?? [Infinity, Infinity];
      if (start > first) result.push([first, Math.min(to, start - 1)]);
      if (start > to) break;
      first = end + 1;
    }
  }
  return result;
}

export function intersect(a: Ports, b: Ports): Ports {
  const result: Range[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    const [[from, to], [first, last]] = [a[i], b[j]] as [Range, Range];
    const both: Range = [Math.max(from, first), Math.min(to, last)];
    if (both[0] <= both[1]) result.push(both);
    if (to < last) i += 1;
    else j += 1;
  }
  return result;
}

/** Ports that belong together: each of some sets has all of them or none. */
export type Piece = Range;

/** The pieces that these sets are made of. */
export function piecesOf(sets: readonly Ports[]): Piece[] {
  const starts = new Set(sets.flatMap((ports) => ports.flatMap(([from, to]) => [from, to + 1])));
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.slice(1).map((next, index) => [sorted[index] ?? 0, next - 1]);
}

export const hasPiece = (ports: Ports, [first]: Piece): boolean =>
  ports.some(([from, to]) => from <= first && first <= to);

export const portsOfPieces = (pieces: readonly Piece[]): Ports => merged([...pieces]);

function merged(ranges: Range[]): Ports {
  const result: Range[] = [];
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    const before = result.at(-1);
    if (before && from <= before[1] + 1) result[result.length - 1] = [before[0], Math.max(before[1], to)];
    else result.push([from, to]);
  }
  return result;
}

/** For a person: `tcp/80-90`, `all udp`, `icmp type 8`, `protocol 50`. */
export function portTexts(ports: Ports): string[] {
  if (isEmpty(subtract(allTraffic, ports))) return ["all traffic"];
  const transports = [named.tcp, named.udp, named.sctp];
  const others = subtract(allTraffic, transports.map(whole).reduce(union, noPorts));
  const hasOthers = isEmpty(subtract(others, ports));
  return [
    ...Object.entries(named).flatMap(([name, number]) =>
      hasOthers && !transports.some((each) => each === number) ? [] : textsOf(name, number, ports),
    ),
    ...(hasOthers ? ["other protocols"] : numberTexts(ports)),
  ];
}

function textsOf(name: string, number: number, ports: Ports): string[] {
  const own = intersect(ports, whole(number)).map(
    ([from, to]) => [from - number * placesOf, to - number * placesOf] as const,
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
  const known = Object.values(named).map(whole).reduce(union, noPorts);
  return subtract(ports, known).map(([from, to]) => {
    const [first, last] = [Math.floor(from / placesOf), Math.floor(to / placesOf)];
    return `protocol${first === last ? "" : "s"} ${span(first, last)}`;
  });
}
