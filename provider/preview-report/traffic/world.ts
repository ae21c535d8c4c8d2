import { addressesOf } from "../../common/cidr";
import type { Addresses } from "../../common/cidr";

/** Ranges of IPv4 in which no host of the internet is: special ones, multicast, and what is reserved. */
const notPublic = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
].flatMap((range) => addressesOf(range) ?? []);

/** All addresses of IPv6 that hosts of the internet have: 2000::/3. */
const publicIpv6 = { first: 1n << 125n, last: (1n << 126n) - 1n };

/** The addresses that hosts of the internet have: all in `ranges`, except those in `except`. */
export const publicSpace: { ranges: readonly Addresses[]; except: readonly Addresses[] } = {
  ranges: [
    { version: 4, first: 0n, last: (1n << 32n) - 1n },
    { version: 6, ...publicIpv6 },
  ],
  except: notPublic,
};

type Span = Pick<Addresses, "first" | "last">;

const size = ({ first, last }: Span): bigint => last - first + 1n;

function common(a: Span, b: Span): bigint {
  const both = { first: a.first > b.first ? a.first : b.first, last: a.last < b.last ? a.last : b.last };
  return both.first <= both.last ? size(both) : 0n;
}

/** Sizes that are known: each range is asked about by every rule around it, and by each way that it opens. */
const sizes = new WeakMap<Addresses, bigint>();

/** How many public addresses a range has. */
export function publicSize(range: Addresses): bigint {
  const known = sizes.get(range);
  if (known !== undefined) return known;
  const found =
    range.version === 6
      ? common(range, publicIpv6)
      : notPublic.reduce((left, each) => left - common(range, each), size(range));
  sizes.set(range, found);
  return found;
}

const all = { 4: publicSize({ version: 4, first: 0n, last: (1n << 32n) - 1n }), 6: size(publicIpv6) };

/** Whether these are so many public addresses that they count as the world: a quarter of those of their version. */
const isWorldSize = (addresses: bigint, version: 4 | 6): boolean => addresses * 4n >= all[version];

/** Public addresses in any of the ranges, which are apart or one in the other, in the order of their first address. */
function unionSize(ranges: readonly Addresses[]): bigint {
  let [sum, end] = [0n, -1n];
  for (const range of ranges) {
    if (range.last <= end) continue;
    sum += publicSize(range);
    end = range.last;
  }
  return sum;
}

/** Whether a range alone counts as the world. */
export const isWorld = (range: Addresses): boolean => isWorldSize(publicSize(range), range.version);

/** Whether an update opens to the world: by what it adds, or because it brings the total there. */
export function opensToWorld(
  ranges: readonly { range: Addresses; before: boolean; after: boolean }[],
  version: 4 | 6,
): boolean {
  const total = (is: (each: (typeof ranges)[number]) => boolean) =>
    unionSize(ranges.filter((each) => each.range.version === version && is(each)).map(({ range }) => range));
  const [before, after, both] = [
    total((each) => each.before),
    total((each) => each.after),
    total((each) => each.before || each.after),
  ];
  const added = both - before;
  return (
    isWorldSize(added, version) ||
    (added > 0n && isWorldSize(after, version) && !isWorldSize(before, version))
  );
}
