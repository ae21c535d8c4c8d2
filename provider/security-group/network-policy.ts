import { canonicalCidr, coversCidr } from "../common/cidr";
import { annotationKeys, groupIdIn, memberLabel, memberValue } from "../common/names";
import { mayCoverSubnets, rangeLabels } from "../common/network-labels";
import type { GroupVpc } from "../common/network-labels";
import { metadataAddresses, neverFiltered } from "./never-filtered";
import type { LabelSelector, NetworkPolicySpec, Peer, Port } from "./policy-spec";

/** One inline rule in the outputs of a `SecurityGroup`, with the names and values of its arguments. */
export interface Rule {
  /** The protocol, as the arguments spell it. */
  protocol: string;
  /** The first port, or the ICMP type. */
  fromPort: number;
  /** The last port, or the ICMP code. */
  toPort: number;
  /** The IPv4 ranges. */
  cidrBlocks?: string[] | undefined;
  /** The IPv6 ranges. */
  ipv6CidrBlocks?: string[] | undefined;
  /** The prefix lists of AWS. */
  prefixListIds?: string[] | undefined;
  /** Ids of the groups whose members are the source or destination. */
  securityGroups?: string[] | undefined;
  /** True if the members of the group itself are a source or destination. */
  self?: boolean | undefined;
  /** The description. */
  description?: string | undefined;
}

export const directions = ["ingress", "egress"] as const;
export type Direction = (typeof directions)[number];

/** A part of a rule that no NetworkPolicy can allow, so that it stays blocked. */
export interface Untranslatable {
  /** Path of the property, as Pulumi writes it: `ingress[0].prefixListIds[1]`. */
  path: string;
  reason: string;
}

/** A policy, and the parts of its rules that it can't express. */
export interface Translation {
  spec: NetworkPolicySpec;
  untranslatable: Untranslatable[];
}

const numbers: Readonly<Record<string, string>> = {
  all: "-1",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
  "132": "sctp",
};

/** The canonical name of a protocol. EC2 also accepts its number and other spellings; `-1` is every protocol. */
export function protocolName(protocol: string): string {
  const name = protocol.toLowerCase();
  return (Object.hasOwn(numbers, name) ? numbers[name] : undefined) ?? name;
}

export const maxPort = 65_535;

/** Selects the Pods that are in a group. */
export const members = (groupId: string): LabelSelector => ({
  matchLabels: { [memberLabel(groupId)]: memberValue },
});

/** Keys of {@link toAnnotations}. */
export const groupAnnotationKeys = [
  annotationKeys.groupName,
  annotationKeys.description,
  annotationKeys.tags,
];

/** The annotations of a group or a rule. Tags are written as on Pods, in alphabetical order. */
export function toAnnotations([name, description, tags]: [
  string,
  string,
  Record<string, string> | undefined,
]): Record<string, string> {
  const sorted = Object.entries(tags ?? {}).sort(([a], [b]) => compare(a, b));
  return {
    [annotationKeys.groupName]: name,
    [annotationKeys.description]: description,
    ...(sorted.length > 0 && { [annotationKeys.tags]: JSON.stringify(Object.fromEntries(sorted)) }),
  };
}

/** The group that rules belong to. */
export interface RuleOwner {
  groupId: string;
  /** Absent if it isn't known: the ranges of the rules then mean only addresses. */
  vpc?: GroupVpc | undefined;
}

/** Whether the VPC of the group matters to the policy of these rules. */
export const needsVpc = (rules: readonly Rule[]): boolean =>
  rules.some(({ cidrBlocks = [] }) => cidrBlocks.some(mayCoverSubnets));

/**
 * The policy of one group. The rules must have passed the check.
 *
 * It never allows more than the rules, and is the same if they are in another order.
 */
export function toNetworkPolicySpec(
  owner: RuleOwner,
  rules: Record<Direction, Rule[]>,
  unfiltered = neverFiltered,
): Translation {
  const untranslatable: Untranslatable[] = [];
  const ingress = allow("ingress", rules.ingress, owner, untranslatable);
  const egress = allow("egress", rules.egress, owner, untranslatable);
  return {
    spec: {
      podSelector: members(owner.groupId),
      policyTypes: ["Ingress", "Egress"],
      ...(ingress.length > 0 && { ingress: ingress.map(toIngress) }),
      egress: [...egress.map(toEgress), ...unfiltered],
    },
    untranslatable,
  };
}

/** The policy of one standalone rule, which adds to the policy of its group. */
export function toRulePolicySpec(owner: RuleOwner, direction: Direction, rule: Rule): Translation {
  const untranslatable: Untranslatable[] = [];
  const allowed = allow(direction, [rule], owner, untranslatable);
  const entries =
    direction === "ingress" ? { ingress: allowed.map(toIngress) } : { egress: allowed.map(toEgress) };
  return {
    spec: {
      podSelector: members(owner.groupId),
      policyTypes: [direction === "ingress" ? "Ingress" : "Egress"],
      ...(allowed.length > 0 && entries),
    },
    untranslatable,
  };
}

/** The parts of the rules of one direction that no policy can express. */
export function untranslatableParts(direction: Direction, rules: Rule[]): Untranslatable[] {
  const parts: Untranslatable[] = [];
  allow(direction, rules, { groupId: "" }, parts);
  return parts;
}

/** One entry of a policy. Absent peers or ports mean all of them; a list is never empty. */
interface Allowed {
  peers?: Peer[];
  ports?: Port[];
}

const toIngress = ({ peers, ...rest }: Allowed) => ({ ...(peers && { from: peers }), ...rest });
const toEgress = ({ peers, ...rest }: Allowed) => ({ ...(peers && { to: peers }), ...rest });

interface Sources {
  port: Port | undefined;
  cidrs: Set<string>;
  groups: Set<string>;
}

/** One entry for each range of ports, however many rules allow it. */
function allow(
  direction: Direction,
  rules: Rule[],
  { groupId, vpc }: RuleOwner,
  out: Untranslatable[],
): Allowed[] {
  const byPort = new Map<string, Sources>();
  rules.forEach((rule, index) => {
    const path = `${direction}[${index}]`;
    const reason = untranslatableReason(rule);
    if (reason) return out.push({ path, reason });
    rule.prefixListIds?.forEach((id, item) =>
      out.push({
        path: `${path}.prefixListIds[${item}]`,
        reason: `is "${id}"; prefix lists exist only in AWS`,
      }),
    );
    const cidrs = rangesOf(direction, rule, path, out);
    const groups = [...(rule.securityGroups ?? []).map(groupIdIn), ...(rule.self ? [groupId] : [])];
    // An entry without peers would allow everyone.
    if (cidrs.length + groups.length === 0) return;
    const port = portOf(rule);
    const key = JSON.stringify(port ?? null);
    const sources = byPort.get(key) ?? { port, cidrs: new Set(), groups: new Set() };
    cidrs.forEach((cidr) => sources.cidrs.add(cidr));
    groups.forEach((id) => sources.groups.add(id));
    byPort.set(key, sources);
  });
  return [...byPort.values()].sort(byPortOrder).map((sources) => {
    const peers = peersOf(direction, sources, vpc);
    return { ...(peers && { peers }), ...(sources.port && { ports: [sources.port] }) };
  });
}

/** The ranges that a policy can allow. */
function rangesOf(direction: Direction, rule: Rule, path: string, out: Untranslatable[]): string[] {
  return (["cidrBlocks", "ipv6CidrBlocks"] as const).flatMap((key) =>
    (rule[key] ?? []).map(canonicalCidr).filter((cidr, item) => {
      const isMetadata = direction === "egress" && metadataAddresses.includes(cidr);
      if (isMetadata)
        out.push({ path: `${path}.${key}[${item}]`, reason: `is "${cidr}"; ${noRuleForMetadata}` });
      return !isMetadata;
    }),
  );
}

const noRuleForMetadata =
  "no rule opens the metadata service of a node, and an instance needs none for its own. For DNS servers at this address, set ec2-pods:dns";

function untranslatableReason({ protocol, fromPort, toPort }: Rule): string | undefined {
  const name = protocolName(protocol);
  if (!["-1", "tcp", "udp", "sctp"].includes(name)) {
    return `has the protocol "${protocol}"; a NetworkPolicy supports only tcp, udp and sctp`;
  }
  return name !== "-1" && fromPort === 0 && toPort === 0
    ? "allows only port 0, which a NetworkPolicy can't express; every port is 0 to 65535"
    : undefined;
}

function portOf({ protocol, fromPort, toPort }: Rule): Port | undefined {
  const name = protocolName(protocol);
  if (name === "-1") return undefined;
  const port = { protocol: name.toUpperCase() };
  // Without a number, it means every port even if the network plugin doesn't support endPort.
  if (fromPort === 0 && toPort === maxPort) return port;
  const first = Math.max(fromPort, 1);
  return { ...port, port: first, ...(toPort > first && { endPort: toPort }) };
}

const byPortOrder = ({ port: a }: Sources, { port: b }: Sources): number =>
  compare(a?.protocol ?? "", b?.protocol ?? "") ||
  (a?.port ?? 0) - (b?.port ?? 0) ||
  (a?.endPort ?? 0) - (b?.endPort ?? 0);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isPresent = <T>(value: T | undefined): value is T => value !== undefined;

/** The peers of these sources; undefined if they are everyone. */
function peersOf(
  direction: Direction,
  { cidrs, groups }: Sources,
  vpc: GroupVpc | undefined,
): Peer[] | undefined {
  const everyIpv4 = cidrs.has("0.0.0.0/0");
  // An entry without peers would allow the other IP version too, and egress to the metadata service of the node.
  if (direction === "ingress" && everyIpv4 && cidrs.has("::/0")) return undefined;
  const ranges = [...cidrs].sort(compare);
  // Labels don't tell IP versions apart, so IPv6 ranges mean only addresses.
  const inSubnets = vpc ? ranges.map((range) => rangeLabels(vpc, range)).filter(isPresent) : [];
  return [
    ...ranges.map((cidr) => ({ ipBlock: direction === "egress" ? withoutMetadata(cidr) : { cidr } })),
    // Cilium matches no Pod by its address. Not for ::/0, which allows nothing in an IPv4 cluster.
    ...(everyIpv4
      ? [{ namespaceSelector: {} }]
      : inSubnets.map((matchLabels) => ({ namespaceSelector: {}, podSelector: { matchLabels } }))),
    ...[...groups].sort(compare).map((id) => ({ namespaceSelector: {}, podSelector: members(id) })),
  ];
}

function withoutMetadata(cidr: string): { cidr: string; except?: string[] } {
  const except = metadataAddresses.filter((address) => coversCidr(cidr, address));
  return { cidr, ...(except.length > 0 && { except }) };
}
