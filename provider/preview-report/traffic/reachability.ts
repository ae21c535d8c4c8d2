import { groupedBy } from "../../common/lists";
import type { VpcRange } from "../../common/network-labels";
import type { Direction } from "../../security-group/network-policy";
import type { Names } from "../read/security-groups";
import { allowances, bySide, keyOfSide, portsOfGrants } from "./grants";
import type { Allowance, Attachment, Firewall, Grant, Grants, Member, RuleChange } from "./grants";
import { contains, everywhere, keyOf, nested, networkPeer } from "./peers";
import type { Peer } from "./peers";
import { intersect, isEmpty, noPorts, portTexts, subtract, union, unionOf } from "./ports";
import type { Ports } from "./ports";
import { isWorld } from "./world";

/** Who reaches whom, and on which ports. */
export interface ReachChange {
  from: string;
  to: string;
  opens: string[];
  closes: string[];
  /** Reached both before and after the update. */
  stays: string[];
  /** The source is a quarter of all public addresses, or more. */
  fromWorld: boolean;
  /** Those of the target that it newly opens to the world, unless what opens is a rule of their groups. */
  exposed?: Exposed[];
}

/** A member of groups. */
export interface Exposed {
  name: string;
  /** Absent if the preview doesn't say it. */
  urn?: string | undefined;
}

/** Who reaches whom before and after. A group without instances appears if its rules change. */
export function reachChanges(firewall: Firewall, rules: RuleChange[], names: Names): ReachChange[] {
  const { before, after, members, realms } = firewall;
  const all = bundles(
    members,
    [...before, ...after].map(({ peer }) => peer),
    [...new Set(rules.map(({ groupId }) => groupId))],
    realms,
  );
  return (
    reachability(before, after, all)
      .map((reach) => {
        const fromWorld =
          !isBundle(reach.from) && reach.from.kind === "cidr" && isWorld(reach.from) && !reach.to.isCutOff;
        const exposed = fromWorld ? exposedBy(reach, rules) : [];
        return {
          from: endName(reach.from, names),
          to: endName(reach.to, names),
          opens: portTexts(reach.opens),
          closes: portTexts(reach.closes),
          stays: portTexts(intersect(reach.before, reach.after)),
          fromWorld,
          ...(exposed.length > 0 && { exposed }),
        };
      })
      // Ports that a larger range takes over from a part of it are in the row of the larger range.
      .filter(({ opens, closes, stays }) => opens.length + closes.length + stays.length > 0)
  );
}

/** What joins a group that is already open to the world, so that no rule says what opens. */
function exposedBy({ to, opens }: Reach, rules: RuleChange[]): Exposed[] {
  const own = rules.filter(({ openToWorld, groupId }) => openToWorld && to.after?.groups.includes(groupId));
  const ports = new Set(own.flatMap((rule) => rule.ports));
  return portTexts(opens).every((text) => ports.has(text)) ? [] : to.exposed;
}

/** Whether anything opens or closes. */
export const isChange = ({ opens, closes }: ReachChange): boolean => opens.length + closes.length > 0;

/** Names of what newly opens to the world without a rule that says so, each once. */
export const exposedIn = (reach: readonly ReachChange[]): string[] => [
  ...new Set(reach.flatMap(({ exposed = [] }) => exposed.map(({ name }) => name))),
];

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

/** An end of traffic: its groups, and the keys of all peers that contain it. */
interface Side {
  groups: readonly string[];
  peers: ReadonlySet<string>;
  /** See {@link Attachment.realm}. */
  realm?: string | undefined;
}

/** Instances that are in the same groups and that the same ranges cover, both before and after. */
interface Bundle {
  instances: string[];
  before?: Side | undefined;
  after?: Side | undefined;
  /** No instance has a way from the internet. */
  isCutOff: boolean;
  /** Instances that may have a way from the internet. */
  exposed: Exposed[];
  /** They are several, which reach one another. */
  isMany: boolean;
}

const isBundle = (end: Bundle | Peer): end is Bundle => "instances" in end;

/** Instances by what peers may name them by. Each of `groups` that has no instance gets a bundle of its own. */
export function bundles(
  members: Member[],
  peers: Peer[],
  groups: string[],
  realms: Firewall["realms"] = new Map(),
): Bundle[] {
  const ranges = new Map(peers.filter(({ kind }) => kind === "network").map((peer) => [keyOf(peer), peer]));
  const coveringOf = memoized((network: VpcRange) => {
    const own = networkPeer(network);
    return [...ranges].filter(([, range]) => contains(range, own)).map(([key]) => key);
  });
  const choices = choicesOf(peers);
  const sideOf = (attachment: Attachment | undefined): Side | undefined => {
    if (!attachment) return undefined;
    const ids = [...attachment.groups].sort();
    const covering = attachment.network ? coveringOf(attachment.network) : [];
    const among = ids.flatMap((id) => choices.get(id) ?? []);
    return {
      groups: ids,
      peers: new Set([everywhere, ...ids, ...covering, ...among]),
      realm: attachment.realm,
    };
  };
  const found = new Map<string, Bundle>();
  for (const { name, urn, isMany = false, ...sides } of members) {
    const [before, after] = [sideOf(sides.before), sideOf(sides.after)];
    const key = JSON.stringify(
      [before, after].map((side) => side && [side.groups, [...side.peers], side.realm]),
    );
    const bundle = found.get(key) ?? {
      instances: [],
      before,
      after,
      isCutOff: true,
      exposed: [],
      isMany: false,
    };
    bundle.isMany = isMany || bundle.instances.length > 0;
    bundle.instances.push(name);
    if ((sides.after ?? sides.before)?.isCutOff !== true) bundle.exposed.push({ name, urn });
    bundle.isCutOff = bundle.exposed.length === 0;
    found.set(key, bundle);
  }
  const inhabited = new Set(
    members.flatMap(({ before, after }) => [...(before?.groups ?? []), ...(after?.groups ?? [])]),
  );
  const empty = groups
    .filter((id) => !inhabited.has(id))
    .map((id) => sideOf({ groups: [id], realm: realms.get(id) }));
  return [
    ...found.values(),
    ...empty.map((side) => ({
      ...{ instances: [], before: side, after: side },
      ...{ isCutOff: false, exposed: [], isMany: false },
    })),
  ];
}

/** Keys of the peers that may be a group, by its id. */
function choicesOf(peers: Peer[]): Map<string, string[]> {
  const choices = new Map(
    peers.flatMap((peer) => (peer.kind === "oneOf" ? [[keyOf(peer), peer] as const] : [])),
  );
  return groupedBy(choices.keys(), (key) => choices.get(key)?.ids ?? []);
}

function memoized<T, R>(get: (value: T) => R): (value: T) => R {
  const known = new Map<string, R>();
  return (value) => {
    const key = JSON.stringify(value);
    const result = known.get(key) ?? get(value);
    known.set(key, result);
    return result;
  };
}

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
  const [was, is] = [bySide(before), bySide(after)];
  const within = groupedBy(all.keys(), (index) => {
    const bundle = all[index];
    return [...(bundle?.before?.peers ?? []), ...(bundle?.after?.peers ?? [])];
  });
  /** Bundles that these grants may be about: most ends don't reach each other. */
  const namedBy = (grants: readonly Grant[]) =>
    [...new Set(grants.flatMap(({ peer }) => within.get(keyOf(peer)) ?? []))]
      .sort((a, b) => a - b)
      .flatMap((index) => all[index] ?? []);
  const rulesOf = (direction: Direction, bundle: Bundle) => ({
    before: rulesOfSide(was, direction, bundle.before),
    after: rulesOfSide(is, direction, bundle.after),
  });
  const out = new Map(all.map((from) => [from, rulesOf("egress", from)]));
  return all.flatMap((to) => {
    const { before: old, after: now } = rulesOf("ingress", to);
    const fromRanges = rangesReaching(allowances(old.grants, now.grants));
    const sources = namedBy([...old.grants, ...now.grants]).filter((from) => from !== to || to.isMany);
    return [
      ...fromRanges.map((row) => ({ ...row, to, closes: subtract(row.closes, now.hidden) })),
      ...sources.flatMap((from) => {
        const egress = out.get(from);
        const reached = allowed(egress?.before, old, from.before, to.before);
        const reaches = allowed(egress?.after, now, from.after, to.after);
        if (isEmpty(reached) && isEmpty(reaches)) return [];
        const unsure = union(now.hidden, egress?.after.hidden ?? noPorts);
        const closes = subtract(subtract(reached, reaches), unsure);
        return [{ from, to, before: reached, after: reaches, opens: subtract(reaches, reached), closes }];
      }),
    ].filter(isAny);
  });
}

/** What all groups of a side allow in one direction. */
interface Rules {
  grants: readonly Grant[];
  /** Ports by the key of a peer. */
  ports: ReadonlyMap<string, Ports>;
  /** Ports of peers that only the update will know. They may be any, so nothing is sure to close. */
  hidden: Ports;
}

function rulesOfSide(all: Grants, direction: Direction, side: Side | undefined): Rules {
  const grants = (side?.groups ?? []).flatMap((group) => all.get(keyOfSide(direction, group)) ?? []);
  const byPeer = groupedBy(grants, ({ peer }) => [keyOf(peer)]);
  return {
    grants,
    ports: new Map([...byPeer].map(([key, same]) => [key, portsOfGrants(same)])),
    hidden: portsOfGrants(grants.filter(({ peer }) => peer.kind === "unknown")),
  };
}

type RangeReach = Omit<Reach, "to">;

/** What each range reaches beyond the larger ranges around it. */
function rangesReaching(all: Allowance[]): RangeReach[] {
  const whole = new Map<Allowance, RangeReach>();
  const rows = nested(all.filter(({ peer }) => peer.kind === "cidr")).map(({ item, around }): RangeReach => {
    const [was, is] = (["before", "after"] as const).map((when) =>
      unionOf([...around, item].map((each) => each[when])),
    ) as [Ports, Ports];
    const row = {
      from: item.peer,
      before: was,
      after: is,
      opens: subtract(is, was),
      closes: subtract(was, is),
    };
    whole.set(item, row);
    const outer = around.flatMap((each) => whole.get(each) ?? []);
    const less = (part: "before" | "after" | "opens" | "closes") =>
      outer.map((each) => each[part]).reduce(subtract, row[part]);
    return {
      from: item.peer,
      before: less("before"),
      after: less("after"),
      opens: less("opens"),
      closes: less("closes"),
    };
  });
  return rows.sort((a, b) => (keyOf(a.from as Peer) < keyOf(b.from as Peer) ? -1 : 1));
}

const isAny = ({ before, after, opens, closes }: Reach): boolean =>
  [before, after, opens, closes].some((ports) => !isEmpty(ports));

/** What the rules of a target let in of one source, as far as those of the source let it out. */
function allowed(
  egress: Rules | undefined,
  ingress: Rules,
  from: Side | undefined,
  to: Side | undefined,
): Ports {
  if (!egress || !from || !to || !areConnected(from, to)) return noPorts;
  const into = portsFor(ingress, from);
  return isEmpty(into) ? noPorts : intersect(into, portsFor(egress, to));
}

/** Whether traffic passes between two networks; see {@link Attachment.realm}. */
export const areConnected = (
  { realm: from = "" }: Pick<Attachment, "realm">,
  { realm: to = "" }: Pick<Attachment, "realm">,
): boolean => from.startsWith(to) || to.startsWith(from);

const portsFor = ({ ports }: Rules, { peers }: Side): Ports =>
  unionOf([...peers].map((key) => ports.get(key) ?? noPorts));
