import { memberLabel } from "../common/names";
import { containsUnknown, isUnknown, sameValue } from "../common/values";
import {
  type Direction,
  type NetworkPolicySpec,
  neverFiltered,
  type Peer as PolicyPeer,
  type Port,
} from "../security-group/network-policy";
import { contains, keyOf, type Peer } from "./peers";
import { allTraffic, isEmpty, noPorts, portRange, type Ports, subtract, union } from "./ports";

/** What one group lets in from one peer, or out to it, by all of its rules. */
export interface Grant {
  group: string;
  direction: Direction;
  peer: Peer;
  ports: Ports;
}

/** One entry of a policy, of either direction. */
interface Entry {
  from?: PolicyPeer[];
  to?: PolicyPeer[];
  ports?: Port[];
}

const prefix = memberLabel("");

/** Id of the group whose members this policy selects; undefined for a policy of another kind. */
export function groupOf({ podSelector }: Partial<NetworkPolicySpec>): string | undefined {
  const [key, ...others] = Object.keys(podSelector?.matchLabels ?? {});
  return key?.startsWith(prefix) && others.length === 0 ? key.slice(prefix.length) : undefined;
}

/** What the policies of groups allow; what EC2 never filters is left out. */
export function grantsOf(specs: NetworkPolicySpec[]): Grant[] {
  const all = new Map<string, Grant>();
  for (const spec of specs) {
    const group = groupOf(spec);
    if (group === undefined) continue;
    const entries = [
      ...entriesOf(spec.ingress).map((entry) => ["ingress", entry, entry.from] as const),
      ...entriesOf(spec.egress).map((entry) => ["egress", entry, entry.to] as const),
    ];
    for (const [direction, entry, peers] of entries) {
      if (neverFiltered.some((each) => sameValue(each, entry))) continue;
      for (const peer of peersOf(peers)) {
        const key = JSON.stringify([group, direction, keyOf(peer)]);
        const ports = union(all.get(key)?.ports ?? noPorts, portsOf(entry.ports));
        all.set(key, { group, direction, peer, ports });
      }
    }
  }
  return [...all.values()];
}

/** Entries that aren't known yet open something, but nobody knows what. */
const entriesOf = (entries: unknown): Entry[] =>
  (Array.isArray(entries) ? (entries as unknown[]) : isUnknown(entries) ? [entries] : []).map((entry) =>
    isUnknown(entry) ? { from: [{}], to: [{}] } : (entry as Entry),
  );

function peersOf(peers: PolicyPeer[] | undefined): Peer[] {
  if (isUnknown(peers)) return [{ kind: "unknown" }];
  if (peers === undefined) return everyone;
  // Every Pod of every namespace stands beside 0.0.0.0/0, and is a part of it.
  return peers.filter((peer) => !isEveryPod(peer)).map(peerOf);
}

const everyone: Peer[] = ["0.0.0.0/0", "::/0"].map((cidr) => ({ kind: "cidr", cidr }));
const isEveryPod = ({ ipBlock, podSelector, namespaceSelector }: PolicyPeer): boolean =>
  !ipBlock && !podSelector && namespaceSelector !== undefined;

function peerOf(peer: PolicyPeer): Peer {
  if (containsUnknown(peer)) return { kind: "unknown" };
  if (peer.ipBlock) return { kind: "cidr", cidr: peer.ipBlock.cidr };
  const [key] = Object.keys(peer.podSelector?.matchLabels ?? {});
  return key?.startsWith(prefix) ? { kind: "group", id: key.slice(prefix.length) } : { kind: "unknown" };
}

/** Ports that are not known yet count as all, so that nothing that may open goes unsaid. */
function portsOf(ports: Port[] | undefined): Ports {
  if (ports === undefined || containsUnknown(ports)) return allTraffic;
  return ports
    .map(({ protocol, port, endPort }) => portRange(protocol, port, endPort))
    .reduce(union, noPorts);
}

/** What the grants after a change allow that those before didn't; each with those that still hold a part of it. */
export function newlyAllowed(before: Grant[], after: Grant[]): (Grant & { except: Peer[] })[] {
  return after.flatMap((grant) => {
    const rivals = before.filter(
      ({ group, direction }) => group === grant.group && direction === grant.direction,
    );
    const covering = rivals.filter(({ peer }) => contains(peer, grant.peer));
    const ports = covering.map((rival) => rival.ports).reduce(subtract, grant.ports);
    if (isEmpty(ports)) return [];
    const parts = rivals.filter(
      (rival) => contains(grant.peer, rival.peer) && keyOf(rival.peer) !== keyOf(grant.peer),
    );
    const except = parts.filter((rival) => isEmpty(subtract(ports, rival.ports))).map(({ peer }) => peer);
    return [{ ...grant, ports, except }];
  });
}
