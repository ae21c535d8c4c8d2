import { maxPort } from "../../security-group/network-policy";

const kinds = ["TCP", "UDP", "SCTP", "other"] as const;

/** A protocol with ports, or `other` for all that have none, such as ICMP. */
type Kind = (typeof kinds)[number];

/** First and last port, both included. */
type Range = readonly [number, number];

/** A set of ports for each protocol; sorted, without overlaps. */
export type Ports = Readonly<Record<Kind, readonly Range[]>>;

const every: readonly Range[] = [[1, maxPort]];

export const noPorts: Ports = { TCP: [], UDP: [], SCTP: [], other: [] };
export const allTraffic: Ports = { TCP: every, UDP: every, SCTP: every, other: every };

const map = (make: (kind: Kind) => readonly Range[]): Ports => ({
  TCP: make("TCP"),
  UDP: make("UDP"),
  SCTP: make("SCTP"),
  other: make("other"),
});

/** The ports of one protocol from the first to the last; every port if there is no first. */
export const portRange = (protocol: string, first?: number, last = first): Ports =>
  map((kind) => (kind !== protocol ? [] : first === undefined ? every : [[first, last ?? first]]));

export const isEmpty = (ports: Ports): boolean => kinds.every((kind) => ports[kind].length === 0);

export const union = (a: Ports, b: Ports): Ports =>
  map((kind) =>
    a[kind].length === 0 ? b[kind] : b[kind].length === 0 ? a[kind] : merged([...a[kind], ...b[kind]]),
  );

export const subtract = (a: Ports, b: Ports): Ports =>
  map((kind) => (a[kind].length === 0 ? a[kind] : b[kind].reduce(without, a[kind])));

export const intersect = (a: Ports, b: Ports): Ports =>
  map((kind) =>
    a[kind].flatMap(([from, to]) =>
      b[kind].flatMap(([first, last]): Range[] => {
        const both: Range = [Math.max(from, first), Math.min(to, last)];
        return both[0] <= both[1] ? [both] : [];
      }),
    ),
  );

/** Ports that belong together: each of some sets has all of them or none. */
export interface Piece {
  kind: Kind;
  range: Range;
}

/** The pieces that these sets are made of. */
export const piecesOf = (sets: readonly Ports[]): Piece[] =>
  kinds.flatMap((kind) => {
    const starts = new Set(sets.flatMap((ports) => ports[kind].flatMap(([from, to]) => [from, to + 1])));
    const [first = 1, ...others] = [...starts].sort((a, b) => a - b);
    let from = first;
    return others.map((next) => {
      const range = [from, next - 1] as const;
      from = next;
      return { kind, range };
    });
  });

export const hasPiece = (ports: Ports, { kind, range: [first] }: Piece): boolean =>
  ports[kind].some(([from, to]) => from <= first && first <= to);

export const portsOfPieces = (pieces: readonly Piece[]): Ports =>
  map((kind) => merged(pieces.filter((piece) => piece.kind === kind).map(({ range }) => range)));

const without = (ranges: readonly Range[], [first, last]: Range): readonly Range[] =>
  ranges.flatMap(([from, to]): Range[] => {
    if (last < from || to < first) return [[from, to]];
    const rest: Range[] = [
      [from, first - 1],
      [last + 1, to],
    ];
    return rest.filter(([a, b]) => a <= b);
  });

function merged(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    const before = result.at(-1);
    if (before && from <= before[1] + 1) result[result.length - 1] = [before[0], Math.max(before[1], to)];
    else result.push([from, to]);
  }
  return result;
}

/** For a person: `tcp/80-90`, `all udp`. */
export function portTexts(ports: Ports): string[] {
  const isWhole = (kind: Kind) => ports[kind][0]?.[0] === 1 && ports[kind][0][1] === maxPort;
  if (kinds.every(isWhole)) return ["all traffic"];
  return kinds.flatMap((kind) => {
    const protocol = kind.toLowerCase();
    if (isWhole(kind)) return kind === "other" ? "other protocols" : `all ${protocol}`;
    return ports[kind].map(([from, to]) => `${protocol}/${from === to ? from : `${from}-${to}`}`);
  });
}
