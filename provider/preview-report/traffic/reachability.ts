import type { Names } from "../read/security-groups";
import type { Attachment, Firewall, Grant, Member, RuleChange } from "./grants";
import { contains, isWorld, keyOf } from "./peers";
import type { Peer } from "./peers";
import { intersect, isEmpty, noPorts, portTexts, subtract, union } from "./ports";
import type { Ports } from "./ports";

/** Who reaches whom, and on which ports. */
export interface ReachChange {
  from: string;
  to: string;
  opens: string[];
  closes: string[];
  /** Reached both before and after the update. */
  stays: string[];
  /** The source is all addresses, or half of them. */
  fromWorld: boolean;
}

/** Who reaches whom before and after. A group without instances appears if its rules change. */
export function reachChanges(firewall: Firewall, rules: RuleChange[], names: Names): ReachChange[] {
  const { before, after, members } = firewall;
  const all = bundles(
    members,
    [...before, ...after].map(({ peer }) => peer),
    [...new Set(rules.map(({ groupId }) => groupId))],
  );
  return (
    reachability(before, after, all)
      .map((reach) => ({
        from: endName(reach.from, names),
        to: endName(reach.to, names),
        opens: portTexts(reach.opens),
        closes: portTexts(reach.closes),
        stays: portTexts(intersect(reach.before, reach.after)),
        fromWorld: !isBundle(reach.from) && isWorld(reach.from),
      }))
      // Ports that a larger range takes over from a part of it are in the row of the larger range.
      .filter(({ opens, closes, stays }) => opens.length + closes.length + stays.length > 0)
  );
}

/** Whether anything opens or closes. */
export const isChange = ({ opens, closes }: ReachChange): boolean => opens.length + closes.length > 0;

/** At most four instances by name. A group without instances appears by its own name. */
function endName(end: Bundle | Peer, names: Names): string {
  if (!isBundle(end)) return keyOf(end);
  const { instances } = end;
  if (instances.length === 0) {
    const [id = ""] = end.after?.groups ?? [];
    return `${names.get(id) ?? id} (no instances)`;
  }
  return instances.length <= 4
    ? instances.join(", ")
    : `${instances.slice(0, 3).join(", ")} and ${instances.length - 3} more`;
}

/** Instances that are in the same groups and that the same ranges cover, both before and after. */
interface Bundle {
  instances: string[];
  before?: Attachment | undefined;
  after?: Attachment | undefined;
}

const isBundle = (end: Bundle | Peer): end is Bundle => "instances" in end;

/** Instances by what peers may name them by. Each of `groups` that has no instance gets a bundle of its own. */
export function bundles(members: Member[], peers: Peer[], groups: string[]): Bundle[] {
  const ranges = new Map(peers.filter(({ kind }) => kind === "network").map((peer) => [keyOf(peer), peer]));
  const keyOfSide = (side: Attachment | undefined) => {
    if (!side) return undefined;
    const covering = [...ranges].filter(([, range]) => ends(side).some((end) => contains(range, end)));
    return [sorted(side.groups), covering.map(([key]) => key)];
  };
  const found = new Map<string, Bundle>();
  for (const { name, before, after } of members) {
    const key = JSON.stringify([before, after].map(keyOfSide));
    const bundle = found.get(key) ?? { instances: [], before, after };
    bundle.instances.push(name);
    found.set(key, bundle);
  }
  const inhabited = new Set(
    members.flatMap(({ before, after }) => [...(before?.groups ?? []), ...(after?.groups ?? [])]),
  );
  const empty = groups.filter((id) => !inhabited.has(id)).map((id) => ({ groups: [id] }));
  return [...found.values(), ...empty.map((side) => ({ instances: [], before: side, after: side }))];
}

const sorted = (ids: string[]) => [...ids].sort();

/** What one end reaches of another before and after. */
interface Reach {
  from: Bundle | Peer;
  to: Bundle;
  before: Ports;
  after: Ports;
  opens: Ports;
  closes: Ports;
}

/**
 * Who reaches whom, as far as the source's groups let it out and the target's groups let it in.
 *
 * Ranges of addresses are sources only.
 */
export function reachability(before: Grant[], after: Grant[], all: Bundle[]): Reach[] {
  const ranges = new Map<string, Peer>();
  for (const { direction, peer } of [...before, ...after]) {
    if (direction === "ingress" && peer.kind === "cidr") ranges.set(keyOf(peer), peer);
  }
  const sources = [...[...ranges].sort(byKey).map(([, range]) => range), ...all];
  return all.flatMap((to) => {
    const reach = sources.flatMap((from) => {
      if (from === to && to.instances.length < 2) return [];
      const [was, is] = [allowed(before, from, to, "before"), allowed(after, from, to, "after")];
      return [{ from, to, before: was, after: is, opens: subtract(is, was), closes: subtract(was, is) }];
    });
    return reach.map((row) => withoutEnclosing(row, reach)).filter(isAny);
  });
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** Leaves to the larger ranges what a range reaches as a part of them. */
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

function allowed(grants: Grant[], from: Bundle | Peer, to: Bundle, when: "before" | "after"): Ports {
  const target = to[when];
  if (!target) return noPorts;
  if (!isBundle(from)) return granted(grants, "ingress", target.groups, (peer) => contains(peer, from));
  const source = from[when];
  if (!source) return noPorts;
  const names = (end: Attachment) => (peer: Peer) => ends(end).some((own) => contains(peer, own));
  return intersect(
    granted(grants, "egress", source.groups, names(target)),
    granted(grants, "ingress", target.groups, names(source)),
  );
}

/** All that a rule can name an instance by. */
const ends = ({ groups, network }: Attachment): Peer[] => [
  ...groups.map((id) => ({ kind: "group" as const, id })),
  ...(network ? [{ kind: "network" as const, ...network }] : []),
];

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
