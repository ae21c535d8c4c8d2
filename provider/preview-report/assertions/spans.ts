import { addressesOf } from "../../common/cidr";
import type { Addresses } from "../../common/cidr";

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
