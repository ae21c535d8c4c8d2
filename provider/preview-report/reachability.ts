import type { Grant } from "./grants";
import { contains, keyOf, type Peer } from "./peers";
import { intersect, isEmpty, noPorts, type Ports, subtract, union } from "./ports";

/** An instance by its logical name, with the ids of its groups; none while it doesn't exist or is stopped. */
export interface Member {
  name: string;
  before?: string[];
  after?: string[];
}

/** Instances that are in the same groups, before as after. */
export interface Bundle {
  instances: string[];
  before?: string[];
  after?: string[];
}

/** Who reaches whom, before and after. */
export interface Reach {
  from: Bundle | Peer;
  to: Bundle;
  before: Ports;
  after: Ports;
  opens: Ports;
  closes: Ports;
}

/** Instances with the same groups as one; a group that nobody is in stands for itself. */
export function bundles(members: Member[], groups: string[]): Bundle[] {
  const found = new Map<string, Bundle>();
  for (const { name, ...groupsOf } of members) {
    const key = JSON.stringify([sorted(groupsOf.before), sorted(groupsOf.after)]);
    const bundle = found.get(key) ?? { instances: [], ...groupsOf };
    bundle.instances.push(name);
    found.set(key, bundle);
  }
  const inhabited = new Set(members.flatMap(({ before = [], after = [] }) => [...before, ...after]));
  const empty = groups.filter((id) => !inhabited.has(id));
  return [...found.values(), ...empty.map((id) => ({ instances: [], before: [id], after: [id] }))];
}

const sorted = (ids: string[] | undefined) => ids && [...ids].sort();

/**
 * All that reaches anything, as far as both ends let it: what the source's groups let out and the target's let in.
 * Ranges of addresses are sources only.
 */
export function reachability(before: Grant[], after: Grant[], all: Bundle[]): Reach[] {
  const ranges = new Map<string, Peer>();
  for (const { direction, peer } of [...before, ...after]) {
    if (direction === "ingress" && peer.kind === "cidr") ranges.set(keyOf(peer), peer);
  }
  const sources = [...[...ranges].sort(byText).map(([, range]) => range), ...all];
  return all.flatMap((to) => {
    const reach = sources.flatMap((from) => {
      if (from === to && to.instances.length < 2) return [];
      const [was, is] = [allowed(before, from, to, "before"), allowed(after, from, to, "after")];
      return [{ from, to, before: was, after: is, opens: subtract(is, was), closes: subtract(was, is) }];
    });
    return reach.map((row) => withoutEnclosing(row, reach)).filter(isAny);
  });
}

const byText = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** What a range of addresses has as a part of a larger one is told of that. */
function withoutEnclosing(row: Reach, all: Reach[]): Reach {
  const { from } = row;
  if (isBundle(from)) return row;
  const enclosing = all.filter(
    (other) => !isBundle(other.from) && keyOf(other.from) !== keyOf(from) && contains(other.from, from),
  );
  const less = (part: "before" | "after" | "opens" | "closes") =>
    enclosing.map((other) => other[part]).reduce(subtract, row[part]);
  return {
    ...row,
    before: less("before"),
    after: less("after"),
    opens: less("opens"),
    closes: less("closes"),
  };
}

const isAny = ({ before, after, opens, closes }: Reach): boolean =>
  [before, after, opens, closes].some((ports) => !isEmpty(ports));

export const isBundle = (end: Bundle | Peer): end is Bundle => "instances" in end;

function allowed(grants: Grant[], from: Bundle | Peer, to: Bundle, when: "before" | "after"): Ports {
  const targets = to[when];
  if (!targets) return noPorts;
  if (!isBundle(from)) return granted(grants, "ingress", targets, (peer) => contains(peer, from));
  const sources = from[when];
  if (!sources) return noPorts;
  return intersect(
    granted(grants, "egress", sources, (peer) => targets.some((id) => contains(peer, { kind: "group", id }))),
    granted(grants, "ingress", targets, (peer) =>
      sources.some((id) => contains(peer, { kind: "group", id })),
    ),
  );
}

const granted = (
  grants: Grant[],
  direction: Grant["direction"],
  groups: string[],
  isPeer: (peer: Peer) => boolean,
): Ports =>
  grants
    .filter((grant) => grant.direction === direction && groups.includes(grant.group) && isPeer(grant.peer))
    .map(({ ports }) => ports)
    .reduce(union, noPorts);
