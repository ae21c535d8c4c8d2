import { addressesOf, coversAddresses } from "../../common/cidr";
import type { Addresses } from "../../common/cidr";
import type { VpcRange } from "../../common/network-labels";
import { stepsOf } from "../../common/values";
import type { Resource } from "../read/resources";

/** The other end of a rule. Its range is parsed once; `list` is the id of the prefix list that it is an entry of. */
export type Peer =
  | ({ kind: "cidr"; cidr: string; list?: string | undefined } & Addresses)
  | { kind: "group"; id: string }
  /** One of these groups: only the update will know which. */
  | { kind: "oneOf"; ids: readonly string[] }
  /** A prefix list whose entries the preview doesn't have. */
  | { kind: "prefixList"; id: string }
  /** The instances in a range of a VPC. A peer with the same range accompanies it. */
  | ({ kind: "network"; list?: string | undefined } & VpcRange & Addresses)
  /** Secret, or known only once the update runs. A group is never the world. One that is new is none of before. */
  | { kind: "unknown"; isGroup?: true; isNew?: true };

/** A range of addresses. One that isn't valid may become anything. */
export function cidrPeer(cidr: string): Peer {
  const addresses = addressesOf(cidr);
  return addresses ? { kind: "cidr", cidr, ...addresses } : { kind: "unknown" };
}

/** The instances in a range of a VPC. */
export function networkPeer({ vpcId, cidrBlock }: VpcRange): Peer {
  const range = cidrPeer(cidrBlock);
  return range.kind === "cidr" ? instancesIn(range, vpcId) : range;
}

/** The same of a range that is parsed. */
export const instancesIn = (
  { cidr, list, version, first, last }: Extract<Peer, { kind: "cidr" }>,
  vpcId: string,
): Peer => ({ kind: "network", vpcId, cidrBlock: cidr, list, version, first, last });

/** Id of the prefix list that a range is an entry of. */
export const listOf = (peer: Peer): string | undefined => ("list" in peer ? peer.list : undefined);

/** A range as rules write it; the key of any other peer. */
export const rangeOf = (peer: Peer): string => (peer.kind === "network" ? peer.cidrBlock : keyOf(peer));

export function keyOf(peer: Peer): string {
  switch (peer.kind) {
    case "cidr":
      return peer.cidr;
    case "group":
    case "prefixList":
      return peer.id;
    case "oneOf":
      return peer.ids.join(" or ");
    case "network":
      return `${peer.cidrBlock} in ${peer.vpcId}`;
    case "unknown":
      return `${peer.isNew ? "new " : ""}${unknownName(peer)}`;
  }
}

/** What rules with the same peer name together: a range is that of a prefix list only if it is for each of them. */
export const commonPeer = (a: Peer, b: Peer): Peer =>
  listOf(a) === listOf(b) ? a : ({ ...a, list: undefined } as Peer);

/** What people read of an unknown peer. */
export const unknownName = ({ isGroup }: { isGroup?: true }): string =>
  isGroup ? "unknown group" : "unknown";

/** Whether only the update will know if the first peer is the second one. */
export function mayBe(peer: Peer, other: Peer): boolean {
  const isGroup = other.kind === "group" || other.kind === "oneOf";
  if (peer.kind === "unknown") return peer.isGroup !== true || isGroup || other.kind === "unknown";
  return peer.kind === "oneOf" && other.kind === "group" && peer.ids.includes(other.id);
}

/** Marks an unknown peer in a property that changes: it may be another than before, even if both are secret. */
export function asNew(when: "old" | "new", resource: Resource, property: string): (peer: Peer) => Peer {
  const { operation, changed } = resource;
  const isSame =
    operation === "same" ||
    (resource.old !== undefined &&
      changed.length > 0 &&
      !changed.some((path) => stepsOf(path)[0] === property));
  const isNew = when === "new" && !isSame;
  return (peer) => (isNew && peer.kind === "unknown" ? { ...peer, isNew } : peer);
}

/** The range that also contains every Pod. */
export const everywhere = "0.0.0.0/0";

/** Whether `inner` equals `outer` or is a part of it. */
export function contains(outer: Peer, inner: Peer): boolean {
  if (outer.kind === "unknown" || inner.kind === "unknown") return false;
  if (outer.kind === "cidr" && inner.kind === "cidr") return coversAddresses(outer, inner);
  if (outer.kind === "network" && inner.kind === "network") {
    return outer.vpcId === inner.vpcId && coversAddresses(outer, inner);
  }
  if (keyOf(outer) === keyOf(inner)) return true;
  // A prefix list may be one of IPv6.
  return keyOf(outer) === everywhere && inner.kind !== "cidr" && inner.kind !== "prefixList";
}

/** Items with those whose peer contains theirs, the largest first. The peers differ. */
export function nested<T extends { peer: Peer }>(items: readonly T[]): { item: T; around: T[] }[] {
  const ranges = items
    .flatMap((item) => (item.peer.kind === "cidr" ? [{ item, range: item.peer }] : []))
    .sort(
      ({ range: a }, { range: b }) =>
        a.version - b.version || order(a.first, b.first) || order(b.last, a.last),
    );
  const open: typeof ranges = [];
  const result = ranges.map((each) => {
    // Two ranges are either apart or one in the other.
    for (let last = open.at(-1); last && !contains(last.range, each.range); last = open.at(-1)) open.pop();
    const around = open.map(({ item }) => item);
    open.push(each);
    return { item: each.item, around };
  });
  const all = ranges.filter(({ range }) => keyOf(range) === everywhere).map(({ item }) => item);
  const others = items.filter(({ peer }) => peer.kind !== "cidr");
  return [
    ...result,
    ...others.map((item) => ({ item, around: all.filter(({ peer }) => contains(peer, item.peer)) })),
  ];
}

const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
