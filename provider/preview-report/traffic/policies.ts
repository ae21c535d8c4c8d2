import { groupIdOfLabel, instanceToken } from "../../common/names";
import { rangeOfLabels } from "../../common/network-labels";
import type { VpcRange } from "../../common/network-labels";
import { containsUnknown, isUnknown, sameValue } from "../../common/values";
import type { InstanceInputs } from "../../instance/model";
import { networkOf } from "../../instance/subnet-network";
import { members, neverFiltered } from "../../security-group/network-policy";
import type { NetworkPolicySpec, Peer as PolicyPeer, Port } from "../../security-group/network-policy";
import type { State } from "../read/preview";
import type { Resource } from "../read/resources";
import { groupIdOf, ownerOf } from "../read/security-groups";
import type { Attachment, Firewall, Grant, Member } from "./grants";
import { keyOf } from "./peers";
import type { Peer } from "./peers";
import { allTraffic, noPorts, portRange, union } from "./ports";
import type { Ports } from "./ports";

/** Reads the firewall from the NetworkPolicies of groups and the groups of instances. */
export function firewallOf(resources: Resource[]): Firewall {
  const policies = resources.filter((resource) => ownerOf(resource) !== undefined);
  const grants = (side: "old" | "new") => grantsOf(policies.flatMap((policy) => specOf(policy[side]) ?? []));
  return {
    before: grants("old"),
    after: grants("new"),
    members: resources.filter(({ type }) => type === instanceToken).map(memberOf),
  };
}

function memberOf({ name, old, new: after }: Resource): Member {
  const attachment = (state: State | undefined): Attachment | undefined => {
    const { vpcSecurityGroupIds: ids, instanceState } = state?.inputs ?? {};
    if (!state || !Array.isArray(ids) || instanceState === "stopped") return undefined;
    return { groups: ids.map(String), network: knownNetwork(state.inputs) };
  };
  return { name, before: attachment(old), after: attachment(after) };
}

/** The subnet of an instance, as far as a preview knows it. Inputs of older releases have less. */
function knownNetwork(inputs: Readonly<Record<string, unknown>>): VpcRange | undefined {
  const { subnetId, availabilityZone, pod } = inputs;
  const place = { subnetId, availabilityZone: String(availabilityZone), pod: pod ?? {} };
  const network = networkOf(place as unknown as InstanceInputs);
  return containsUnknown([subnetId, availabilityZone, network]) ? undefined : network;
}

function specOf(state: State | undefined): NetworkPolicySpec | undefined {
  const spec = state?.inputs["spec"];
  if (!isUnknown(spec)) return spec as NetworkPolicySpec | undefined;
  // The name of a standalone rule's policy doesn't have the group's id.
  const id = groupIdOf(state);
  const hidden = { ingress: spec, egress: spec } as unknown as NetworkPolicySpec;
  return id ? { ...hidden, podSelector: members(id) } : undefined;
}

/** One entry of a policy, of either direction. */
interface Entry {
  from?: PolicyPeer[];
  to?: PolicyPeer[];
  ports?: Port[];
}

/** What the policies of groups allow, without what EC2 never filters. */
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

/** Id of the group whose members the policy selects; undefined for a policy of another kind. */
function groupOf({ podSelector }: Partial<NetworkPolicySpec>): string | undefined {
  const [key = "", ...others] = Object.keys(podSelector?.matchLabels ?? {});
  return others.length === 0 ? groupIdOfLabel(key) : undefined;
}

/** Unknown entries allow something, so each counts as one with an unknown peer. */
const entriesOf = (entries: unknown): Entry[] =>
  (Array.isArray(entries) ? (entries as unknown[]) : isUnknown(entries) ? [entries] : []).map((entry) =>
    isUnknown(entry) ? { from: [{}], to: [{}] } : (entry as Entry),
  );

function peersOf(peers: PolicyPeer[] | undefined): Peer[] {
  if (isUnknown(peers)) return [{ kind: "unknown" }];
  if (peers === undefined) return anywhere;
  // The peer that means every Pod accompanies 0.0.0.0/0, which contains it.
  return peers.filter((peer) => !isEveryPod(peer)).map(peerOf);
}

const anywhere: Peer[] = ["0.0.0.0/0", "::/0"].map((cidr) => ({ kind: "cidr", cidr }));
const isEveryPod = ({ ipBlock, podSelector, namespaceSelector }: PolicyPeer): boolean =>
  !ipBlock && !podSelector && namespaceSelector !== undefined;

function peerOf(peer: PolicyPeer): Peer {
  if (containsUnknown(peer)) return { kind: "unknown" };
  if (peer.ipBlock) return { kind: "cidr", cidr: peer.ipBlock.cidr };
  const labels = peer.podSelector?.matchLabels ?? {};
  const network = rangeOfLabels(labels);
  if (network) return { kind: "network", ...network };
  const id = groupIdOfLabel(Object.keys(labels)[0] ?? "");
  return id === undefined ? { kind: "unknown" } : { kind: "group", id };
}

/** Unknown ports count as all, so that the report names everything that may open. */
function portsOf(ports: Port[] | undefined): Ports {
  if (ports === undefined || containsUnknown(ports)) return allTraffic;
  return ports
    .map(({ protocol, port, endPort }) => portRange(protocol, port, endPort))
    .reduce(union, noPorts);
}
