import { addressesOf, keyOfRange, rangesAround } from "../../common/cidr";
import type { Addresses } from "../../common/cidr";
import { groupedBy } from "../../common/lists";

/** Addresses without those of another list. */
export function withoutSpans(spans: readonly Addresses[], except: readonly Addresses[]): Addresses[] {
  return except.reduce<Addresses[]>((left, gone) => left.flatMap((span) => rest(span, gone)), [...spans]);
}

function rest(span: Addresses, gone: Addresses): Addresses[] {
  if (!overlaps(span, gone)) return [span];
  const { version } = span;
  const parts = [
    { version, first: span.first, last: gone.first - 1n },
    { version, first: gone.last + 1n, last: span.last },
  ];
  return parts.filter(({ first, last }) => first <= last);
}

const overlaps = (a: Addresses, b: Addresses): boolean =>
  a.version === b.version && a.first <= b.last && b.first <= a.last;

export const overlapAny = (spans: readonly Addresses[], range: Addresses): boolean =>
  spans.some((span) => overlaps(span, range));

/** Whether each address of `spans` is in one of the ranges. */
export const areCovered = (spans: readonly Addresses[], ranges: readonly Addresses[]): boolean =>
  withoutSpans(spans, ranges).length === 0;

export const spansOf = (cidrs: readonly string[], except: readonly string[]): Addresses[] =>
  withoutSpans(
    cidrs.flatMap((cidr) => addressesOf(cidr) ?? []),
    except.flatMap((cidr) => addressesOf(cidr) ?? []),
  );

/** Finds the items whose range overlaps another one. Two ranges of prefixes are either apart, or one is in the other. */
export function overlapFinder<T>(
  items: readonly { range: Addresses; item: T }[],
): (range: Addresses) => Set<T> {
  const at = groupedBy(items, ({ range }) => [keyOfRange(range)]);
  const sorted = [...at.values()]
    .flatMap(([first]) => (first ? [first.range] : []))
    .sort((a, b) => a.version - b.version || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return (range) => {
    const found = new Set(rangesAround(range).flatMap((around) => at.get(keyOfRange(around)) ?? []));
    const isBefore = ({ version, first }: Addresses) =>
      version < range.version || (version === range.version && first < range.first);
    for (let index = firstNot(sorted, isBefore); index < sorted.length; index += 1) {
      const inside = sorted[index];
      if (!inside || !overlaps(inside, range)) break;
      for (const each of at.get(keyOfRange(inside)) ?? []) found.add(each);
    }
    return new Set([...found].map(({ item }) => item));
  };
}

/** The index of the first item that isn't so, where all that are come first. */
function firstNot<T>(items: readonly T[], isSo: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isSo(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
