import { groupIdOfLabel, instanceToken, loadBalancerToken } from "../../common/names";
import { rangeOfLabels } from "../../common/network-labels";
import type { VpcRange } from "../../common/network-labels";
import { containsUnknown, isAbsent, isRecord, isUnknown, unknownValue } from "../../common/values";
import type { InstanceInputs } from "../../instance/model";
import { networkOf } from "../../instance/subnet-network";
import { metadataAddresses, ofRules } from "../../security-group/never-filtered";
import { directions } from "../../security-group/network-policy";
import type { Direction } from "../../security-group/network-policy";
import type { NetworkPolicySpec, Port } from "../../security-group/policy-spec";
import { kindOfType, partIn, partsOf } from "../read/preview";
import type { State } from "../read/preview";
import type { Resource } from "../read/resources";
import { withoutSecrets } from "../read/secrets";
import {
  groupIdOf,
  isOfGroup,
  ownIdOf,
  ownerOf,
  selectedBy,
  standaloneDirections,
} from "../read/security-groups";
import { merged, otherTags } from "./grants";
import type { Attachment, Firewall, Grant, Member } from "./grants";
import { asNew, cidrPeer, everywhere, networkPeer } from "./peers";
import type { Peer } from "./peers";
import { allTraffic, portRange, unionOf } from "./ports";
import type { Ports } from "./ports";

/** Networks of the cluster; see {@link Attachment.realm}. */
const realm = "cluster";

/** Reads the firewall from the NetworkPolicies of groups, and the groups of instances and load balancers. */
export function policyFirewall(resources: Resource[]): Firewall {
  const policies = resources.filter((resource) => ownerOf(resource) !== undefined).map(readable);
  // An alias or another name of the stack gives a group another id.
  const own = policies
    .filter(isOfGroup)
    .map(({ old, new: after }) => [ownIdOf(old), ownIdOf(after)] as const);
  const ids = new Map(own.flatMap(([was, is]) => (was && is ? [[was, is] as const] : [])));
  const current = (id: string) => ids.get(id) ?? id;
  const grants = (side: "old" | "new") =>
    merged(policies.flatMap((policy) => grantsOfPolicy(policy, side, current)));
  const renamed = ({ peer, ...grant }: Grant): Grant => ({
    ...grant,
    group: current(grant.group),
    peer: peer.kind === "group" ? { ...peer, id: current(peer.id) } : peer,
  });
  const inCurrent = (attachment: Attachment | undefined) =>
    attachment && { ...attachment, groups: attachment.groups.map(current) };
  const members = resources
    .filter(({ type }) => type === instanceToken || type === loadBalancerToken)
    .map((each) => memberOf(readable(each)))
    .map((member) => ({
      ...member,
      before: inCurrent(member.before),
      idle: { ...member.idle, before: inCurrent(member.idle?.before) },
    }));
  // Those of other stacks: rules of their own may be here, but not the rules of the group.
  const declared = new Set(own.flat());
  const used = members
    .flatMap(({ before, after, idle }) => [before, after, idle.before, idle.after])
    .flatMap((side) => side?.groups ?? []);
  const before = merged(grants("old").map(renamed));
  const after = merged([...grants("new"), ...hiddenRules(resources, policies)]);
  const realms = new Map([...before, ...after].map(({ group }) => [group, realm]));
  return {
    before,
    after,
    realms: { before: realms, after: realms },
    foreign: [...new Set(used)].filter((id) => !declared.has(id)),
    unresolved: members.filter((member) => member.after?.isPartial).length,
    members,
  };
}

/** The resource with its inputs as a preview says them: a secret counts as unknown. */
function readable(resource: Resource): Resource {
  const masked = (state: State | undefined) =>
    state && { ...state, inputs: withoutSecrets(state.inputs) as State["inputs"] };
  return { ...resource, old: masked(resource.old), new: masked(resource.new) };
}

/** What standalone rules allow that have no policy in the preview, because it failed or is of an older release. */
function hiddenRules(resources: Resource[], policies: Resource[]): Grant[] {
  const owners = new Set(policies.filter((policy) => policy.new).map(ownerOf));
  return resources
    .filter(({ urn, new: after }) => after !== undefined && !owners.has(urn))
    .flatMap(({ urn, type }) => standaloneDirections(type).map((direction) => unknownGrant(urn, direction)));
}

const unknownGrant = (group: string, direction: Direction): Grant => ({
  ...{ group, direction },
  peer: { kind: "unknown" },
  ports: allTraffic,
});

function attachmentOf(inputs: State["inputs"], ids: unknown, network: VpcRange | undefined): Attachment {
  const { tags, tagsAll = tags ?? {} } = inputs;
  const groups = Array.isArray(ids) ? ids.filter(isKnownId) : [];
  return {
    groups,
    isPartial: !Array.isArray(ids) || groups.length < ids.length,
    network,
    realm,
    tags: isRecord(tagsAll) ? tagsAll : isRecord(tags) ? { ...otherTags, ...tags } : undefined,
  };
}

const memberOf = (resource: Resource): Member =>
  resource.type === loadBalancerToken ? balancerOf(resource) : instanceOf(resource);

/** A load balancer, whose Pod is in its groups. No group filters one that has none: it isn't a member if it never has some. */
function balancerOf({ name, urn, type, old, new: after }: Resource): Member {
  const groupsOf = (state: State | undefined): unknown => {
    const ids = state?.inputs["securityGroups"];
    return isAbsent(ids) || (Array.isArray(ids) && ids.length === 0) ? undefined : ids;
  };
  const isMember = [old, after].some((state) => groupsOf(state) !== undefined);
  const side = (state: State | undefined): Attachment | undefined => {
    if (!state || !isMember) return undefined;
    const { network } = state.inputs;
    const isKnown =
      isRecord(network) && typeof network["cidrBlock"] === "string" && !containsUnknown(network);
    return attachmentOf(
      state.inputs,
      groupsOf(state),
      isKnown ? (network as unknown as VpcRange) : undefined,
    );
  };
  return { name: `${name} (${kindOfType(type)})`, urn, before: side(old), after: side(after) };
}

function instanceOf({ name, urn, old, new: after }: Resource): Member {
  const attachment = (state: State | undefined): Attachment | undefined =>
    state && attachmentOf(state.inputs, state.inputs["vpcSecurityGroupIds"], knownNetwork(state.inputs));
  const isIdle = ({ inputs }: State) =>
    inputs["instanceState"] === "stopped" || isAbsent(inputs["vpcSecurityGroupIds"]);
  const side = (state: State | undefined, idle: boolean) =>
    state && isIdle(state) === idle ? attachment(state) : undefined;
  return {
    name,
    urn,
    before: side(old, false),
    after: side(after, false),
    idle: { before: side(old, true), after: side(after, true) },
  };
}

const isKnownId = (id: unknown): id is string => typeof id === "string" && !isUnknown(id);

/** The subnet of an instance, as far as a preview knows it. Inputs of older releases have less. */
function knownNetwork(inputs: Readonly<Record<string, unknown>>): VpcRange | undefined {
  const { subnetId, availabilityZone, pod } = inputs;
  const place = { subnetId, availabilityZone: String(availabilityZone), pod: pod ?? {} };
  const network = networkOf(place as unknown as InstanceInputs);
  return containsUnknown([subnetId, availabilityZone, network]) ? undefined : network;
}

function grantsOfPolicy(policy: Resource, side: "old" | "new", current: (id: string) => string): Grant[] {
  const state = policy[side];
  const spec = state?.inputs["spec"];
  if (isAbsent(spec)) return [];
  const marked = asNew(side, policy, "spec");
  const fresh = (grant: Grant): Grant => ({ ...grant, peer: marked(grant.peer) });
  if (isRecord(spec) && isRecord(spec["podSelector"]) && !containsUnknown(spec["podSelector"])) {
    return grantsOfSpec(spec).map(fresh);
  }
  // The name of a standalone rule's policy doesn't have the group's id.
  const owner = ownerOf(policy) ?? "";
  const standalone = standaloneDirections(partsOf(owner).type);
  const before = groupBefore(policy);
  const group = groupIdOf(state) ?? (before && current(before)) ?? owner;
  return (standalone.length > 0 ? standalone : directions).map((direction) =>
    fresh(unknownGrant(group, direction)),
  );
}

/** The group that a rule is of before the update: of which none of its traffic is sure to close. */
const groupBefore = ({ old }: Resource): string | undefined => selectedBy(old?.inputs["spec"]);

/** What the policies of groups allow, without what EC2 never filters. */
export const grantsOf = (specs: NetworkPolicySpec[]): Grant[] =>
  merged(specs.flatMap((spec) => grantsOfSpec({ ...spec })));

/** A part of a spec. Any value in it may be unknown. */
type Part = Readonly<Record<string, unknown>>;

function grantsOfSpec(spec: Part): Grant[] {
  const group = selectedBy(spec);
  if (group === undefined) return [];
  const entries = [
    ...entriesOf(spec["ingress"]).map((entry) => ["ingress", entry, entry["from"]] as const),
    ...ofRules(entriesOf(spec["egress"])).map(
      (entry) => ["egress", entry, withoutMetadata(entry["to"])] as const,
    ),
  ];
  return entries.flatMap(([direction, entry, peers]) => {
    const ports = portsOf(entry["ports"]);
    return peersOf(peers).map((peer) => ({ group, direction, peer, ports }));
  });
}

/** Unknown entries allow something, so each counts as one with an unknown peer. */
const entriesOf = (entries: unknown): Part[] =>
  valuesOf(entries).map((entry) => (isRecord(entry) ? entry : { from: [unknownValue], to: [unknownValue] }));

/** The items of a list; an unknown one counts as a list with one unknown item. */
const valuesOf = (list: unknown): unknown[] =>
  isAbsent(list) ? [] : Array.isArray(list) ? (list as unknown[]) : [list];

/** No rule opens these addresses, but policies of earlier releases did. */
const withoutMetadata = (peers: unknown): unknown =>
  Array.isArray(peers) ? peers.filter((peer) => !metadataAddresses.includes(String(rangeIn(peer)))) : peers;

const rangeIn = (peer: unknown): unknown => partIn(partIn(peer)["ipBlock"])["cidr"];

function peersOf(peers: unknown): Peer[] {
  if (isAbsent(peers)) return anywhere;
  // The peer that means every Pod accompanies 0.0.0.0/0, which contains it.
  return valuesOf(peers)
    .filter((peer) => !isEveryPod(partIn(peer)))
    .map(peerOf);
}

const anywhere: Peer[] = [everywhere, "::/0"].map(cidrPeer);
const isEveryPod = ({ ipBlock, podSelector, namespaceSelector }: Part): boolean =>
  !ipBlock && !podSelector && isRecord(namespaceSelector);

function peerOf(peer: unknown): Peer {
  if (!isRecord(peer) || containsUnknown(peer)) return { kind: "unknown" };
  const range = rangeIn(peer);
  if (peer["ipBlock"]) return typeof range === "string" ? cidrPeer(range) : { kind: "unknown" };
  const labels = partIn(partIn(peer["podSelector"])["matchLabels"]) as Readonly<Record<string, string>>;
  const network = rangeOfLabels(labels);
  if (network) return networkPeer(network);
  const id = groupIdOfLabel(Object.keys(labels)[0] ?? "");
  return id === undefined ? { kind: "unknown" } : { kind: "group", id };
}

/** Unknown ports count as all, so that the report names everything that may open. */
function portsOf(ports: unknown): Ports {
  const all = valuesOf(ports);
  if (isAbsent(ports) || containsUnknown(ports) || !all.every(isPort)) return allTraffic;
  return unionOf(all.map(({ protocol, port, endPort }) => portRange(protocol, port, endPort)));
}

const isPort = (port: unknown): port is Port => {
  const { protocol, port: first = 1, endPort = 1 } = partIn(port);
  return typeof protocol === "string" && typeof first === "number" && typeof endPort === "number";
};
