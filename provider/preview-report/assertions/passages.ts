import { addressesOf } from "../../common/cidr";
import type { Addresses } from "../../common/cidr";
import { groupedBy } from "../../common/lists";
import { memoized } from "../../common/memoized";
import { unknownValue } from "../../common/values";
import { metadataAddresses } from "../../security-group/never-filtered";
import { directions } from "../../security-group/network-policy";
import type { Direction } from "../../security-group/network-policy";
import { isRule } from "../read/security-groups";
import { bySide, portsOfGrants } from "../traffic/grants";
import type { Grant, Grants } from "../traffic/grants";
import { everywhere, keyOf } from "../traffic/peers";
import type { Peer } from "../traffic/peers";
import { allTraffic, intersect, isEmpty, noPorts, portsHeld, union } from "../traffic/ports";
import type { Ports } from "../traffic/ports";
import { areConnected } from "../traffic/reachability";
import { isInAws, isInRange, publicSpans } from "./addresses";
import type { Match } from "./addresses";
import type { Moment, Node, Side } from "./ends";
import { areCovered, overlapAny, overlapFinder, spansOf, withoutSpans } from "./spans";

/** What the groups of one end allow the other end. */
export interface Hop {
  direction: Direction;
  node: Node;
  peer: Node | readonly Addresses[];
  /** Grants that match the peer, or may do so. */
  grants: readonly Grant[];
  /** Those of them that may do so. */
  unsure: ReadonlySet<Grant>;
  ports: Ports;
  /** The ports, and those that it allows if what is unknown turns out so. */
  maybe: Ports;
}

/** What one end reaches of another: what its groups let out and those of the other let in. Addresses have no groups. */
export interface Passage {
  from: Node | readonly Addresses[];
  to: Node | readonly Addresses[];
  hops: readonly Hop[];
  /** Both are in networks that are connected, or may be so over the internet. */
  isWay: boolean;
  ports: Ports;
  maybe: Ports;
  /** Only the update will know whether both belong to their ends. */
  isUncertain: boolean;
}

/** A moment with its grants by group. */
export interface When {
  moment: Moment;
  index: Grants;
}

/** Grants of rules whose group only the update will know. */
const ofAnyGroup = "any";

export const indexOf = (grants: readonly Grant[]): Grants =>
  bySide(grants, ({ group }) => (isRule(group) ? ofAnyGroup : group));

export const isNode = (end: Node | readonly Addresses[]): end is Node => "groups" in end;

/** Whether a passage of addresses needs all of them, or one. */
export type Quantity = "all" | "some";

type Part = Passage["from"];

const partsOf = ({ nodes, addresses }: Side): Part[] => [
  ...nodes,
  ...(addresses.length > 0 ? [addresses] : []),
];

/**
 * What each part of one end reaches of each part of the other, one after another because there may be millions.
 *
 * If both ends are the same machine, and all counts, it is what another one in the same groups would reach.
 */
export function* passagesBetween(
  from: Side,
  to: Side,
  index: Grants,
  quantity: Quantity,
): Generator<Passage, void> {
  const [sources, targets] = [partsOf(from), partsOf(to)];
  const isApart = sources.some((source) => targets.some((target) => areApart(source, target)));
  for (const source of sources) {
    for (const target of targets) {
      const counts =
        isApart || quantity === "some" ? areApart(source, target) : isNode(source) && isNode(target);
      if (counts) yield passage(source, target, index, quantity);
    }
  }
}

/** Those passages between two ends that anything may pass. Most groups let in only what they name. */
export function* openPassages(from: Side, to: Side, index: Grants): Generator<Passage, void> {
  const targetsOf = targetFinder(partsOf(to), index);
  for (const source of partsOf(from)) {
    for (const target of targetsOf(source)) {
      if (areApart(source, target)) yield passage(source, target, index, "some");
    }
  }
}

/** Finds the parts whose rules may let in a source, in their order. */
function targetFinder(targets: readonly Part[], index: Grants): (source: Part) => Iterable<Part> {
  const all = targets.map((target, order) => ({
    ...{ target, order },
    peers: isNode(target) ? grantsOf(target, "ingress", index).map(({ peer }) => peer) : [],
  }));
  const named = groupedBy(all, ({ peers }) => peers.flatMap(groupsNamed));
  const addresses = all.filter(({ target }) => !isNode(target));
  const others = all.filter(({ peers }) => !peers.every(isOfGroups));
  const inRealm = connectedFinder(others);
  const inRealmBy = memoized((realm: string | undefined) => {
    const all = inRealm(realm);
    const ranges = all.flatMap((item) => item.peers.filter(isOfSubnets).map((range) => ({ range, item })));
    const isOther = (peer: Peer) => !isOfGroups(peer) && !isOfSubnets(peer);
    return { others: all.filter(({ peers }) => peers.some(isOther)), overlapping: overlapFinder(ranges) };
  });
  const near = (place: Pick<Node, "network" | "realm">) => {
    const subnet = isInAws(place) && place.network && addressesOf(place.network.cidrBlock);
    if (!subnet) return inRealm(place.realm);
    const { others: anywhere, overlapping } = inRealmBy(place.realm);
    return new Set([...anywhere, ...overlapping(subnet)]);
  };
  const othersOf = memoized((place: Pick<Node, "network" | "realm">) => {
    const source = { ...place, machines: new Map(), groups: [], isUncertain: false, isMany: false };
    return [...near(place)].filter(({ peers }) => peers.some((peer) => matches(peer, source) !== "no"));
  });
  // What isn't connected is reached over the internet, if at all.
  const mayBePublic = (peer: Peer) => matches(peer, publicSpans) !== "no";
  const open = others.filter(({ peers }) => peers.some(mayBePublic));
  // A range may have both Pods and members of AWS.
  const ranges = others.filter(({ peers }) => !peers.every(isOfVpc));
  const inAws = ranges.filter(({ target }) => isNode(target) && isInAws(target));
  const inCluster = ranges.filter(({ target }) => isNode(target) && !isInAws(target));
  const apartFrom = (source: Node) => {
    const egress = grantsOf(source, "egress", index).map(({ peer }) => peer);
    const found = [
      ...(egress.some(mayBePublic) ? open : []),
      ...(egress.every(isOfVpc) ? [] : isInAws(source) ? inCluster : inAws),
    ];
    return found.filter(({ target }) => isNode(target) && !areConnected(source, target));
  };
  return (source) => {
    if (!isNode(source) || source.groups.includes(unknownValue)) return targets;
    const { groups, network, realm } = source;
    const found = new Set([
      ...groups.flatMap((group) => named.get(group) ?? []),
      ...othersOf({ network, realm }),
      ...apartFrom(source),
      ...addresses,
    ]);
    return [...found].sort((a, b) => a.order - b.order).map(({ target }) => target);
  };
}

/** Finds the nodes that are connected with a realm; see {@link areConnected}. */
function connectedFinder<T extends { target: Part }>(items: readonly T[]): (realm?: string) => readonly T[] {
  const nodes = items.flatMap((item) =>
    isNode(item.target) ? [{ item, realm: item.target.realm ?? "" }] : [],
  );
  const at = groupedBy(nodes, ({ realm }) => [realm]);
  const below = groupedBy(nodes, ({ realm }) => pathsAbove(realm));
  return (realm = "") =>
    [realm, ...pathsAbove(realm)]
      .flatMap((path) => at.get(path) ?? [])
      .concat(below.get(realm) ?? [])
      .map(({ item }) => item);
}

/** The networks around one. */
const pathsAbove = (realm: string): string[] =>
  ["", ...[...realm.matchAll(/\//g)].map(({ index }) => realm.slice(0, index + 1))].filter(
    (path) => path !== realm,
  );

const isOfGroups = (peer: Peer): boolean => groupsNamed(peer).length > 0;

/** Whether only members in subnets that it overlaps are in it, as far as they are in AWS. */
const isOfSubnets = (peer: Peer): peer is Extract<Peer, { kind: "cidr" | "network" }> =>
  (peer.kind === "cidr" || peer.kind === "network") && peer.version === 4 && keyOf(peer) !== everywhere;

/** Whether it has either Pods or members of AWS, never both: it names groups, or subnets of a VPC. */
const isOfVpc = (peer: Peer): boolean => isOfGroups(peer) || peer.kind === "network";

const groupsNamed = (peer: Peer): readonly string[] =>
  peer.kind === "group" ? [peer.id] : peer.kind === "oneOf" ? peer.ids : [];

/** A machine doesn't reach itself over the network, and no rule is about two ends that are addresses. */
function areApart(from: Passage["from"], to: Passage["to"]): boolean {
  if (!isNode(from) || !isNode(to)) return isNode(from) || isNode(to);
  if (from.isMany || to.isMany) return true;
  return new Set([...from.machines.keys(), ...to.machines.keys()]).size > 1;
}

function passage(from: Passage["from"], to: Passage["to"], index: Grants, quantity: Quantity): Passage {
  const [inward, outward] = directions;
  const isWay = !isNode(from) || !isNode(to) || areConnected(from, to);
  const between = isNode(from) && isNode(to) ? spansBetween(from, to) : publicSpans;
  const [source, target] = isWay ? [from, isNode(from) ? reachable(from, to) : to] : [between, between];
  const hops = [
    ...(isNode(from) ? [hopOf(outward, from, target, index, isWay ? quantity : "some")] : []),
    ...(isNode(to) ? [hopOf(inward, to, source, index, isWay ? quantity : "some")] : []),
  ];
  const maybe = hops.map((hop) => hop.maybe).reduce(intersect, allTraffic);
  if (!isWay && !isEmpty(maybe)) {
    return { ...{ from, to, hops, maybe }, isWay: true, ports: noPorts, isUncertain: true };
  }
  return {
    ...{ from, to, hops },
    isWay,
    ports: hops.map(({ ports }) => ports).reduce(intersect, isWay ? allTraffic : noPorts),
    maybe: isWay ? maybe : noPorts,
    isUncertain: [from, to].some((end) => isNode(end) && end.isUncertain),
  };
}

/**
 * Addresses of the way between nodes in networks that aren't connected: the internet, and between Pods and members of AWS
 * any, because a network plugin may give Pods addresses of a VPC.
 */
const spansBetween = (from: Node, to: Node): readonly Addresses[] =>
  isInAws(from) === isInAws(to) ? publicSpans : allSpans;

const allSpans = spansOf(["0.0.0.0/0", "::/0"], []);

/** No policy lets an instance out to the metadata service of its node, whatever the range of a rule. */
const reachable = (from: Node, to: Passage["to"]): Passage["to"] =>
  isNode(to) || isInAws(from) ? to : withoutSpans(to, metadata);

const metadata = spansOf(metadataAddresses, []);

/** What the groups of a node allow a peer in one direction. */
export function hopOf(
  direction: Direction,
  node: Node,
  peer: Hop["peer"],
  index: Grants,
  quantity: Quantity,
): Hop {
  const own = grantsOf(node, direction, index);
  const matching = own.map((grant) => ({ grant, match: matches(grant.peer, peer) }));
  const isSure = ({ grant, match }: (typeof matching)[number]) => match === "yes" && !isAnyGroup(grant.group);
  const sure = matching.filter(isSure).map(({ grant }) => grant);
  const unsure = matching.filter((each) => each.match !== "no" && !isSure(each)).map(({ grant }) => grant);
  const ports = isNode(peer) || quantity === "some" ? portsOfGrants(sure) : portsOfAll(sure, peer);
  const maybe = union(portsOfGrants(unsure), ports);
  return { direction, node, peer, grants: [...sure, ...unsure], unsure: new Set(unsure), ports, maybe };
}

const isAnyGroup = (group: string): boolean => isRule(group) || group === unknownValue;

export function grantsOf({ groups }: Node, direction: Direction, index: Grants): Grant[] {
  const own = groups.flatMap((group) => index[direction].get(group) ?? []);
  // The rules of a group that only the update will know may allow anything.
  const hidden: Grant[] = groups
    .filter((group) => group === unknownValue)
    .map((group) => ({ group, direction, peer: { kind: "unknown" }, ports: allTraffic }));
  return [...own, ...hidden, ...(index[direction].get(ofAnyGroup) ?? [])];
}

/** Whether the peer of a rule has the other end in it, or a part of its addresses. */
export function matches(peer: Peer, end: Hop["peer"]): Match {
  if (peer.kind === "unknown") return peer.isGroup === true && !isNode(end) ? "no" : "maybe";
  // Its entries may be any addresses.
  if (peer.kind === "prefixList") return "maybe";
  if (!isNode(end)) return peer.kind === "cidr" && overlapAny(end, peer) ? "yes" : "no";
  if (peer.kind === "oneOf") {
    return [...peer.ids, unknownValue].some((id) => end.groups.includes(id)) ? "maybe" : "no";
  }
  if (peer.kind === "group") {
    return end.groups.includes(peer.id) ? "yes" : end.groups.includes(unknownValue) ? "maybe" : "no";
  }
  return isInRange(peer, end);
}

/** The ports that the ranges of the grants together allow all of the addresses. */
function portsOfAll(grants: readonly Grant[], addresses: readonly Addresses[]): Ports {
  const ranges = grants.flatMap(({ peer, ports }) => (peer.kind === "cidr" ? [{ peer, ports }] : []));
  return portsHeld(ranges, (holders) =>
    areCovered(
      addresses,
      holders.map(({ peer }) => peer),
    ),
  );
}
