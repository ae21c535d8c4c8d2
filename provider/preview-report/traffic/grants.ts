import { addTo, groupedBy } from "../../common/lists";
import { memoized } from "../../common/memoized";
import type { VpcRange } from "../../common/network-labels";
import { compareNames } from "../../common/text";
import { unknownValue } from "../../common/values";
import { directions } from "../../security-group/network-policy";
import type { Direction } from "../../security-group/network-policy";
import { isRule } from "../read/security-groups";
import type { Names } from "../read/security-groups";
import {
  cidrPeer,
  commonPeer,
  everywhere,
  keyOf,
  listOf,
  mayBe,
  nested,
  rangeOf,
  unknownName,
} from "./peers";
import type { Peer } from "./peers";
import {
  allTraffic,
  covers,
  intersect,
  isEmpty,
  noPorts,
  portsHeld,
  portTexts,
  subtract,
  unionOf,
} from "./ports";
import type { Ports } from "./ports";
import { opensToWorld, publicSize } from "./world";

/** What all rules of a group together allow from one peer, or to it. */
export interface Grant {
  /** Id of the group; its URN, or that of a standalone rule, if only the update will know the id. */
  group: string;
  direction: Direction;
  peer: Peer;
  ports: Ports;
  /** Nothing here says so; see {@link assumedEgress}. */
  isAssumed?: true;
}

/** What rules name of an instance. */
export interface Attachment {
  /** Ids of its groups. */
  groups: string[];
  /** Its subnet; absent if nothing here knows it. */
  network?: VpcRange | undefined;
  /** Its tags; those that only the update will know have {@link unknownValue}, as value or as name. Absent if none is known. */
  tags?: Readonly<Record<string, unknown>> | undefined;
  /** Path of the networks that it is in. Traffic passes only between a network and what is below it. */
  realm?: string | undefined;
  /** The preview doesn't say all of its groups. */
  isPartial?: boolean | undefined;
  /**
   * It surely has no public address, or no route from an internet gateway. False if the preview says that it may have both;
   * absent if only an unknown value may give it them.
   */
  isCutOff?: boolean | undefined;
}

/** What tags have as well if there may be others: an unknown value under an unknown name. */
export const otherTags: Readonly<Record<string, unknown>> = { [unknownValue]: unknownValue };

/** An instance, or any other resource in groups. A side is absent while it doesn't exist or is stopped. */
export interface Member {
  /** Logical name. */
  name: string;
  urn?: string | undefined;
  /** It may be several machines, which reach one another: an auto scaling group, a service. */
  isMany?: boolean | undefined;
  before?: Attachment | undefined;
  after?: Attachment | undefined;
  /** The sides of which the instance is stopped, or doesn't know its groups. */
  idle?: { before?: Attachment | undefined; after?: Attachment | undefined };
}

/** What the groups of a preview allow before and after the update, and the instances in them. */
export interface Firewall {
  before: Grant[];
  after: Grant[];
  members: Member[];
  /** The networks of groups, as in {@link Attachment.realm}. */
  realms: Readonly<Record<"before" | "after", ReadonlyMap<string, string>>>;
  /** Ids of the groups that exist; all that have a name if it is absent. */
  existing?: Readonly<Record<"before" | "after", ReadonlySet<string>>>;
  /** Ids of groups with members whose rules the preview doesn't have. Standalone rules of them may be here. */
  foreign: string[];
  /** Number of members of which the preview doesn't say all groups. */
  unresolved: number;
}

/** Traffic that a group newly allows, or no longer allows. */
export interface RuleChange {
  effect: "opens" | "closes";
  direction: Direction;
  /** Name of the group; its id if the preview doesn't have the name, and that of a rule whose group is unknown. */
  group: string;
  /** Id of the group; its URN, or that of a standalone rule, if only the update will know the id. */
  groupId: string;
  /** A range of addresses, the name of a group or of a prefix list, or `unknown` if only the update will know. */
  peer: string;
  peerKind: Exclude<Peer["kind"], "oneOf">;
  /** The entries of a prefix list that it is about, if the preview has them. */
  ranges?: string[];
  ports: string[];
  /** Newly allows traffic from a quarter of all public addresses, alone or with others; or from an unknown source. */
  openToWorld: boolean;
  /** Parts of the peer that are allowed both before and after. */
  except: string[];
  /** Instances in the group. */
  instances: string[];
  /** Those of them that surely have no public address, or no route from an internet gateway. */
  cutOff?: string[];
  /** Only the update will know the group. */
  isUnknownGroup?: true;
}

/**
 * What counts as the egress of groups whose rules the preview doesn't have, both before and after: all traffic, as EC2
 * allows it unless rules say otherwise.
 */
export const assumedEgress = (foreign: readonly string[]): Grant[] =>
  foreign.flatMap((group) =>
    [everywhere, "::/0"].map((range) => ({
      ...({ group, direction: "egress", peer: cidrPeer(range), ports: allTraffic } as const),
      isAssumed: true as const,
    })),
  );

/** What opens and what closes: first what opens to the world, last what closes. */
export function ruleChanges({ before, after, members }: Firewall, names: Names): RuleChange[] {
  const textsOf = memoized(portTexts);
  // It would hide what a rule of such a group opens.
  const isSaid = ({ isAssumed }: Grant) => isAssumed !== true;
  const changesOf = (effect: RuleChange["effect"], from: Grant[], to: Grant[]): RuleChange[] => {
    const when = effect === "opens" ? "after" : "before";
    const membersOf = groupedBy(members, (member) => member[when]?.groups ?? []);
    const changes = newlyAllowed(from, to, effect).map(
      ({ group, direction, peer, ports, except, toWorld }) => {
        const own = membersOf.get(group) ?? [];
        const isPublic = direction === "ingress" && peer.kind === "cidr" && publicSize(peer) > 0n;
        const cutOff = isPublic ? own.filter((member) => member[when]?.isCutOff) : [];
        const change: RuleChange = {
          effect,
          direction,
          group: names.get(group) ?? group,
          groupId: group,
          ...endOf(peer, names),
          ports: textsOf(ports),
          openToWorld: toWorld,
          except: except.map((part) => peerName(part, names)),
          instances: own.map(({ name }) => name),
          ...(cutOff.length > 0 && { cutOff: cutOff.map(({ name }) => name) }),
          ...(isRule(group) && { isUnknownGroup: true as const }),
        };
        return { change, list: listOf(peer) };
      },
    );
    return byList(changes);
  };
  const [was, is] = [before.filter(isSaid), after.filter(isSaid)];
  return [...changesOf("opens", was, is), ...changesOf("closes", is, was)].sort(byImportance);
}

/** The other end of a rule, and the prefix list by whose name it appears. */
export function endOf(peer: Peer, names: Names): Pick<RuleChange, "peer" | "peerKind" | "ranges"> {
  const list = listOf(peer);
  if (list !== undefined) {
    return { peer: names.get(list) ?? list, peerKind: "prefixList", ranges: [rangeOf(peer)] };
  }
  return {
    peer: peer.kind === "network" ? rangeOf(peer) : peerName(peer, names),
    peerKind: peer.kind === "oneOf" ? "group" : peer.kind,
  };
}

/** One change for all entries of a prefix list that change alike. Several lists may have one name. */
const byList = (changes: { change: RuleChange; list: string | undefined }[]): RuleChange[] =>
  [
    ...groupedBy(changes, ({ change, list }) => [
      list === undefined ? change : JSON.stringify([list, { ...change, ranges: [], except: [] }]),
    ]).values(),
  ].map((alike) => {
    const all = alike.map(({ change }) => change);
    const [first] = all as [RuleChange];
    const ranges = all.flatMap((each) => each.ranges ?? []).sort();
    return first.ranges ? { ...first, ranges, except: all.flatMap(({ except }) => except) } : first;
  });

/** The other end of a rule for a person. */
export function peerName(peer: Peer, names: Names): string {
  if (peer.kind === "unknown") return unknownName(peer);
  if (peer.kind === "oneOf") return peer.ids.map((id) => names.get(id) ?? id).join(" or ");
  return names.get(keyOf(peer)) ?? keyOf(peer);
}

/** Grants by direction and group. */
export type Grants = Readonly<Record<Direction, ReadonlyMap<string, readonly Grant[]>>>;

export function bySide(grants: Iterable<Grant>, groupOf = ({ group }: Grant): string => group): Grants {
  const sides = { ingress: new Map<string, Grant[]>(), egress: new Map<string, Grant[]>() };
  for (const grant of grants) addTo(sides[grant.direction], groupOf(grant), grant);
  return sides;
}

export const byPeer = (grants: Iterable<Grant>): Map<string, Grant[]> =>
  groupedBy(grants, ({ peer }) => [keyOf(peer)]);

/** One grant for each group, direction and peer. */
export function merged(grants: readonly Grant[]): Grant[] {
  const sides = bySide(grants);
  return directions
    .flatMap((direction) => [...sides[direction].values()])
    .flatMap((own) => [...byPeer(own).values()])
    .flatMap((same) => {
      const [first, ...others] = same;
      if (!first || others.length === 0) return same;
      return [
        { ...first, peer: same.map(({ peer }) => peer).reduce(commonPeer), ports: portsOfGrants(same) },
      ];
    });
}

export const portsOfGrants = (grants: readonly Pick<Grant, "ports">[]): Ports =>
  unionOf(grants.map(({ ports }) => ports));

/** What two sides allow one peer. */
export interface Allowance {
  peer: Peer;
  before: Ports;
  after: Ports;
}

/** The grants of two sides by peer. */
export function allowances(before: readonly Grant[], after: readonly Grant[]): Allowance[] {
  const [was, is] = [byPeer(before), byPeer(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => {
    const [olds, news] = [was.get(key) ?? [], is.get(key) ?? []];
    const peer = [...olds, ...news].map((grant) => grant.peer).reduce(commonPeer);
    return { peer, before: portsOfGrants(olds), after: portsOfGrants(news) };
  });
}

/** A grant of which only the new part of the ports is left. */
interface NewGrant extends Grant {
  /** Parts of the peer that already had these ports. */
  except: Peer[];
  /** The peer is of the world, which the group newly lets in on these ports, or may do so. */
  toWorld: boolean;
}

/** What the grants in `after` allow that those in `before` don't, and which parts of it those allow. */
export function newlyAllowed(
  before: readonly Grant[],
  after: readonly Grant[],
  effect: RuleChange["effect"] = "opens",
): NewGrant[] {
  // The same range of addresses accompanies that of the instances in a range, as rules name it.
  const isNamed = ({ peer }: Grant) => peer.kind !== "network";
  const [was, is] = [bySide(before.filter(isNamed)), bySide(after.filter(isNamed))];
  return directions.flatMap((direction) =>
    [...is[direction]].flatMap(([group, grants]) =>
      newOfGroup({ group, direction }, allowances(was[direction].get(group) ?? [], grants), effect),
    ),
  );
}

/** An allowance with what is new of it, and what is new of the ranges around it. */
interface Opening extends Allowance {
  around: Opening[];
  ports: Ports;
  except: Peer[];
}

function newOfGroup(
  { group, direction }: Pick<Grant, "group" | "direction">,
  all: Allowance[],
  effect: RuleChange["effect"],
): NewGrant[] {
  // Most groups don't change.
  if (all.every(({ before, after }) => covers(before, after))) return [];
  const openings = new Map<Allowance, Opening>();
  // An unknown peer may be any, so nothing is sure to close. It may also be another, so it hides nothing that opens.
  const isUnsure = ({ peer }: Allowance) => peer.kind === "unknown" || peer.kind === "oneOf";
  const unsure = effect === "closes" ? all.filter(isUnsure) : [];
  for (const { item, around } of nested(all)) {
    const outer = around.flatMap((each) => openings.get(each) ?? []);
    const covering = unsure.filter(({ peer }) => mayBe(peer, item.peer));
    const old = [...outer, ...covering, item].map((each) => each.before);
    const ports = old.reduce(subtract, item.after);
    const { peer, before, after } = item;
    openings.set(item, { peer, before, after, around: outer, ports, except: [] });
    if (isEmpty(item.before)) continue;
    for (const each of outer) {
      if (!isEmpty(each.ports) && covers(item.before, each.ports)) each.except.push(item.peer);
    }
  }
  const found = [...openings.values()];
  // Nothing else than what a group lets in opens it to the world.
  const world = effect === "opens" && direction === "ingress" ? worldPorts(found) : undefined;
  return found
    .filter(({ ports }) => !isEmpty(ports))
    .map((opening) => {
      const { peer, ports, except } = opening;
      const toWorld = world !== undefined && isOfWorld(opening, world);
      return { group, direction, peer, ports, except, toWorld };
    });
}

/** The ports that open to the world, by allowances in the order of {@link nested}. */
export function worldPorts(openings: readonly Allowance[]): Record<4 | 6, Ports> {
  const ranges = openings.flatMap(({ peer, before, after }) =>
    peer.kind === "cidr"
      ? [
          { range: peer, before: true, after: false, ports: before },
          { range: peer, before: false, after: true, ports: after },
        ]
      : [],
  );
  const opening = (version: 4 | 6) => {
    const own = ranges.filter(({ range }) => range.version === version);
    const isEver = opensToWorld(
      own.map(({ range }) => ({ range, before: false, after: true })),
      version,
    );
    return isEver ? portsHeld(own, (holders) => opensToWorld(holders, version)) : noPorts;
  };
  return { 4: opening(4), 6: opening(6) };
}

/** Whether the update may open these ports to the world by this peer. Ranges around it count instead of it. */
function isOfWorld({ peer, ports, around }: Opening, world: Record<4 | 6, Ports>): boolean {
  if (peer.kind === "unknown") return peer.isGroup !== true;
  if (peer.kind !== "cidr" || publicSize(peer) === 0n) return false;
  const own = intersect(ports, world[peer.version]);
  return !isEmpty(around.map((each) => each.ports).reduce(subtract, own));
}

function byImportance(a: RuleChange, b: RuleChange): number {
  const rank = ({ openToWorld, effect, direction }: RuleChange) =>
    (openToWorld ? 0 : 4) + (effect === "opens" ? 0 : 2) + (direction === "ingress" ? 0 : 1);
  return rank(a) - rank(b) || compareNames(a.group, b.group) || compareNames(a.peer, b.peer);
}
