import { memberLabel, memberValue } from "./names";

/** One rule, as `aws.ec2.SecurityGroup` takes it in `ingress` and `egress`, with all values known. */
export interface Rule {
  protocol: string;
  fromPort: number;
  toPort: number;
  cidrBlocks?: string[];
  ipv6CidrBlocks?: string[];
  prefixListIds?: string[];
  securityGroups?: string[];
  self?: boolean;
  description?: string;
}

/** A rule, or part of one, that a NetworkPolicy can't say and that is left out of it. */
export interface Untranslatable {
  /** `ingress[0]` or `egress[2].prefixListIds`. */
  property: string;
  reason: string;
}

interface Selector {
  matchLabels?: Record<string, string>;
}

export interface Peer {
  ipBlock?: { cidr: string };
  podSelector?: Selector;
  namespaceSelector?: Selector;
}

export interface Port {
  protocol: string;
  port?: number;
  endPort?: number;
}

export interface IngressRule {
  from?: Peer[];
  ports?: Port[];
}

export interface EgressRule {
  to?: Peer[];
  ports?: Port[];
}

export interface PolicySpec {
  podSelector: Selector;
  policyTypes: string[];
  ingress: IngressRule[];
  egress: EgressRule[];
}

/** Protocol names of EC2 by number; only the first three have ports in a NetworkPolicy. */
export const protocolNumbers: Readonly<Record<string, string>> = {
  "6": "tcp",
  "17": "udp",
  "132": "sctp",
  "1": "icmp",
  "58": "icmpv6",
};

/** Name of a protocol that EC2 takes by name or number. */
export const protocolName = (protocol: string): string => {
  const name = protocol.toLowerCase();
  return protocolNumbers[name] ?? name;
};

const member = (groupId: string): Selector => ({ matchLabels: { [memberLabel(groupId)]: memberValue } });

// EC2 filters neither its resolver nor its clock nor its metadata service.
const neverFiltered: EgressRule[] = [
  {
    to: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
      { ipBlock: { cidr: "169.254.20.10/32" } },
    ],
    ports: [
      { protocol: "UDP", port: 53 },
      { protocol: "TCP", port: 53 },
    ],
  },
  { to: [{ ipBlock: { cidr: "169.254.169.123/32" } }], ports: [{ protocol: "UDP", port: 123 }] },
  { to: [{ ipBlock: { cidr: "169.254.169.254/32" } }], ports: [{ protocol: "TCP", port: 80 }] },
];

/** The policy of one group, and what of its rules the policy can't say: that is closed, never opened wider. */
export function toPolicySpec(
  groupId: string,
  rules: { ingress: Rule[]; egress: Rule[] },
): { spec: PolicySpec; untranslatable: Untranslatable[] } {
  const untranslatable: Untranslatable[] = [];
  const ingress = translate("ingress", rules.ingress, groupId, untranslatable);
  const egress = translate("egress", rules.egress, groupId, untranslatable);
  return {
    spec: {
      podSelector: member(groupId),
      policyTypes: ["Ingress", "Egress"],
      ingress: ingress.map(({ peers, ports }) => ({ from: peers, ...(ports ? { ports } : {}) })),
      egress: [
        ...neverFiltered,
        ...egress.map(({ peers, ports }) => ({ to: peers, ...(ports ? { ports } : {}) })),
      ],
    },
    untranslatable,
  };
}

interface Translated {
  peers: Peer[];
  ports: Port[] | undefined;
}

function translate(
  direction: "ingress" | "egress",
  rules: Rule[],
  groupId: string,
  untranslatable: Untranslatable[],
): Translated[] {
  const translated = rules.flatMap((rule, index): Translated[] => {
    const property = `${direction}[${index}]`;
    if ((rule.prefixListIds ?? []).length > 0) {
      untranslatable.push({
        property: `${property}.prefixListIds`,
        reason: "a NetworkPolicy has no prefix lists; name their ranges in cidrBlocks",
      });
    }
    const name = protocolName(rule.protocol);
    if (!["-1", "tcp", "udp", "sctp"].includes(name)) {
      untranslatable.push({
        property,
        reason: `a NetworkPolicy can't filter the protocol "${rule.protocol}"`,
      });
      return [];
    }
    const peers = peersOf(rule, groupId);
    // Without a peer the policy would mean everyone.
    return peers.length > 0 ? [{ peers, ports: portsOf(name, rule) }] : [];
  });
  return merged(translated);
}

function peersOf(rule: Rule, groupId: string): Peer[] {
  const groups = [...(rule.self ? [groupId] : []), ...(rule.securityGroups ?? [])];
  const cidrs = [...(rule.cidrBlocks ?? []), ...(rule.ipv6CidrBlocks ?? [])];
  // Cilium applies no CIDR to traffic between Pods; "any address" includes theirs.
  const everyPod = cidrs.some((cidr) => cidr === "0.0.0.0/0" || cidr === "::/0");
  return unique([
    ...cidrs.map((cidr): Peer => ({ ipBlock: { cidr } })),
    ...(everyPod ? [{ namespaceSelector: {} }] : []),
    ...groups.map((id): Peer => ({ podSelector: member(id) })),
  ]);
}

function portsOf(name: string, { fromPort, toPort }: Rule): Port[] | undefined {
  if (name === "-1") return undefined;
  const protocol = name.toUpperCase();
  if (fromPort === 0 && toPort === 65_535) return [{ protocol }];
  return [{ protocol, port: fromPort, ...(toPort === fromPort ? {} : { endPort: toPort }) }];
}

/** One entry for each list of ports, in an order of its own: EC2's rules are a set. */
function merged(rules: Translated[]): Translated[] {
  const byPorts = new Map<string, Translated>();
  for (const { peers, ports } of rules) {
    const key = JSON.stringify(ports ?? null);
    byPorts.set(key, { peers: unique([...(byPorts.get(key)?.peers ?? []), ...peers]), ports });
  }
  return [...byPorts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

function unique<T>(items: T[]): T[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
