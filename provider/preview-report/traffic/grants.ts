import type { VpcRange } from "../../common/network-labels";
import type { Direction } from "../../security-group/network-policy";
import type { Names } from "../read/security-groups";
import { keyOf, nested } from "./peers";
import type { Peer } from "./peers";
import {
  hasPiece,
  intersect,
  isEmpty,
  noPorts,
  piecesOf,
  portsOfPieces,
  portTexts,
  subtract,
  union,
} from "./ports";
import type { Ports } from "./ports";
import { opensToWorld, publicSize } from "./world";

/** What all rules of a group together allow from one peer, or to it. */
export interface Grant {
  /** Id of the group; URN of a standalone rule whose group only the update will know. */
  group: string;
  direction: Direction;
  peer: Peer;
  ports: Ports;
}

/** What rules name of an instance. */
export interface Attachment {
  /** Ids of its groups. */
  groups: string[];
  /** Its subnet; absent if nothing here knows it. */
  network?: VpcRange | undefined;
  /** Its tags; those that only the update will know have {@link unknownValue}. Absent if none of them is known. */
  tags?: Readonly<Record<string, unknown>> | undefined;
}

/** An instance. A side is absent while the instance doesn't exist or is stopped. */
export interface Member {
  /** Logical name. */
  name: string;
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
}

/** Traffic that a group newly allows, or no longer allows. */
export interface RuleChange {
  effect: "opens" | "closes";
  direction: Direction;
  /** Name of the group; its id if the preview doesn't have the name, and that of a rule whose group is unknown. */
  group: string;
  /** Id of the group; URN of a standalone rule whose group only the update will know. */
  groupId: string;
  /** A range of addresses, the name of a group, or `unknown` if only the update will know. */
  peer: string;
  peerKind: Peer["kind"];
  ports: string[];
  /** Newly allows traffic from a quarter of all public addresses, alone or with others; or from an unknown source. */
  openToWorld: boolean;
  /** Parts of the peer that are allowed both before and after. */
  except: string[];
  /** Instances in the group. */
  instances: string[];
}

/** What opens and what closes: first what opens to the world, last what closes. */
export function ruleChanges({ before, after, members }: Firewall, names: Names): RuleChange[] {
  const named = (key: string) => names.get(key) ?? key;
  const changesOf = (effect: RuleChange["effect"], from: Grant[], to: Grant[]): RuleChange[] => {
    const instances = instancesByGroup(members, effect === "opens" ? "after" : "before");
    return newlyAllowed(from, to).map(({ group, direction, peer, ports, except, toWorld }) => ({
      effect,
      direction,
      group: named(group),
      groupId: group,
      peer: named(keyOf(peer)),
      peerKind: peer.kind,
      ports: portTexts(ports),
      openToWorld: effect === "opens" && direction === "ingress" && toWorld,
      except: except.map((part) => named(keyOf(part))),
      instances: instances.get(group) ?? [],
    }));
  };
  return [...changesOf("opens", before, after), ...changesOf("closes", after, before)].sort(byImportance);
}

function instancesByGroup(members: Member[], when: "before" | "after"): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const member of members) {
    for (const group of new Set(member[when]?.groups)) {
      const names = found.get(group) ?? [];
      names.push(member.name);
      found.set(group, names);
    }
  }
  return found;
}

/** What two sides allow one peer. */
export interface Allowance {
  peer: Peer;
  before: Ports;
  after: Ports;
}

/** The grants of two sides by peer. */
export function allowances(before: readonly Grant[], after: readonly Grant[]): Allowance[] {
  const found = new Map<string, Allowance>();
  const add = (side: "before" | "after", { peer, ports }: Grant) => {
    const key = keyOf(peer);
    const allowance = found.get(key) ?? { peer, before: noPorts, after: noPorts };
    found.set(key, { ...allowance, [side]: union(allowance[side], ports) });
  };
  for (const grant of before) add("before", grant);
  for (const grant of after) add("after", grant);
  return [...found.values()];
}

/** A grant of which only the new part of the ports is left. */
interface NewGrant extends Grant {
  /** Parts of the peer that already had these ports. */
  except: Peer[];
  /** The peer belongs to the world, which gets these ports, or may do so. */
  toWorld: boolean;
}

/** What the grants in `after` allow that those in `before` don't, and which parts of it those allow. */
export function newlyAllowed(before: readonly Grant[], after: readonly Grant[]): NewGrant[] {
  const sides = new Map<string, { before: Grant[]; after: Grant[] }>();
  const add = (side: "before" | "after", grant: Grant) => {
    // The same range of addresses stands for the instances in a range, as rules name it.
    if (grant.peer.kind === "network") return;
    const key = `${grant.direction} ${grant.group}`;
    const grants = sides.get(key) ?? { before: [], after: [] };
    grants[side].push(grant);
    sides.set(key, grants);
  };
  for (const grant of after) add("after", grant);
  for (const grant of before) add("before", grant);
  return [...sides.values()].flatMap((grants) => {
    const [first] = grants.after;
    return first ? newOfGroup(first, allowances(grants.before, grants.after)) : [];
  });
}

/** An allowance with what is new of it, and what is new of the ranges around it. */
interface Opening extends Allowance {
  around: Opening[];
  ports: Ports;
  except: Peer[];
}

function newOfGroup({ group, direction }: Grant, all: Allowance[]): NewGrant[] {
  const openings = new Map<Allowance, Opening>();
  // An unknown peer may be any, so nothing is sure to close.
  const unknown = all.filter(({ peer }) => peer.kind === "unknown");
  for (const { item, around } of nested(all)) {
    const outer = around.flatMap((each) => openings.get(each) ?? []);
    const old = [...outer, ...unknown, item].map((each) => each.before);
    const ports = old.reduce(subtract, item.after);
    openings.set(item, { ...item, around: outer, ports, except: [] });
    if (isEmpty(item.before)) continue;
    for (const each of outer) {
      if (!isEmpty(each.ports) && isEmpty(subtract(each.ports, item.before))) each.except.push(item.peer);
    }
  }
  const found = [...openings.values()];
  const world = worldPorts(found);
  return found
    .filter(({ ports }) => !isEmpty(ports))
    .map((opening) => ({
      ...{ group, direction, peer: opening.peer, ports: opening.ports, except: opening.except },
      toWorld: isOfWorld(opening, world),
    }));
}

/** The ports that open to the world. */
function worldPorts(openings: Opening[]): Record<4 | 6, Ports> {
  const ranges = openings.flatMap((each) =>
    each.peer.kind === "cidr" ? [{ ...each, range: each.peer }] : [],
  );
  const pieces = piecesOf(ranges.flatMap(({ before, after }) => [before, after]));
  const opening = (version: 4 | 6) => {
    const own = ranges.filter(({ range }) => range.version === version);
    if (
      !opensToWorld(
        own.map(({ range }) => ({ range, before: false, after: true })),
        version,
      )
    )
      return noPorts;
    return portsOfPieces(
      pieces.filter((piece) =>
        opensToWorld(
          own.map(({ range, before, after }) => ({
            range,
            before: hasPiece(before, piece),
            after: hasPiece(after, piece),
          })),
          version,
        ),
      ),
    );
  };
  return { 4: opening(4), 6: opening(6) };
}

/** Whether the update may open these ports to the world by this peer. Ranges around it count instead of it. */
function isOfWorld({ peer, ports, around }: Opening, world: Record<4 | 6, Ports>): boolean {
  if (peer.kind === "unknown") return true;
  if (peer.kind !== "cidr" || publicSize(peer) === 0n) return false;
  const own = intersect(ports, world[peer.version]);
  return !isEmpty(around.map((each) => each.ports).reduce(subtract, own));
}

function byImportance(a: RuleChange, b: RuleChange): number {
  const rank = ({ openToWorld, effect, direction }: RuleChange) =>
    (openToWorld ? 0 : 4) + (effect === "opens" ? 0 : 2) + (direction === "ingress" ? 0 : 1);
  return rank(a) - rank(b) || a.group.localeCompare(b.group) || a.peer.localeCompare(b.peer);
}
