import { addressVersion, parseCidr } from "../common/cidr";
import { show } from "../common/text";
import { canonicalText } from "../common/values";
import type { NetworkPolicySpec, Peer } from "./policy-spec";

type Egress = NonNullable<NetworkPolicySpec["egress"]>;
type Entry = Egress[number];

export const dnsPort = 53;

const dnsEntry = (to: Peer[], port: number): Entry => ({
  to,
  ports: [
    { protocol: "TCP", port },
    { protocol: "UDP", port },
  ],
});

const podsOf = (namespace: string): Peer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
});

/**
 * Traffic that EC2 never filters: to its resolver (here the cluster's) and its clock.
 *
 * Its metadata service isn't here: see {@link metadataAddresses}.
 */
export const neverFiltered: Egress = [
  dnsEntry(
    [
      { ...podsOf("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } },
      { ipBlock: { cidr: "169.254.20.10/32" } },
    ],
    dnsPort,
  ),
  { to: [{ ipBlock: { cidr: "169.254.169.123/32" } }], ports: [{ protocol: "UDP", port: 123 }] },
];

/**
 * EC2's metadata service. Requests to it never leave a Pod that has one; from any other Pod, they would reach the node's
 * own, so no rule opens it.
 */
export const metadataAddresses: readonly string[] = ["169.254.169.254/32", "fd00:ec2::254/128"];

/** Traffic that is never filtered, as the stack's configuration has it. */
export function neverFilteredIn(setting: (key: string) => string | undefined): {
  egress: Egress;
  failures: string[];
} {
  const { entries, invalid } = parseDns(setting("ec2-pods:dns") ?? "");
  return {
    egress: [...neverFiltered, ...entries],
    failures: invalid.map((item) => `ec2-pods:dns of the stack's configuration has ${show(item)}. ${dnsFix}`),
  };
}

/** Whether an entry comes from no rule: those of rules have one range of ports. */
const isNeverFiltered = (entry: { ports?: unknown }): boolean =>
  (Array.isArray(entry.ports) && entry.ports.length > 1) || neverFilteredTexts.has(canonicalText(entry));

/** The entries of a policy that come from rules. */
export const ofRules = <T extends { ports?: unknown }>(egress: readonly T[]): T[] =>
  egress.filter((entry) => !isNeverFiltered(entry));

const neverFilteredTexts = new Set(neverFiltered.map(canonicalText));

/** What `ec2-pods:dns` takes. */
export const dnsFix = `Use addresses, ranges or namespaces of DNS servers, with their port if it isn't ${dnsPort}, such as 169.254.169.254,openshift-dns:5353`;

/** The DNS servers of `ec2-pods:dns`: one entry for each port, the same in whatever order they are named. */
export function parseDns(text: string): { entries: Egress; invalid: string[] } {
  const byPort = new Map<number, Map<string, Peer>>();
  const invalid: string[] = [];
  const items = text.split(",").map((item) => item.trim());
  for (const item of items.filter(Boolean)) {
    const [host, port] = hostAndPort(item);
    const peer = peerOf(host);
    if (!peer || !(port >= 1 && port <= 65_535)) {
      invalid.push(item);
      continue;
    }
    const peers = byPort.get(port) ?? new Map<string, Peer>();
    byPort.set(port, peers.set(JSON.stringify(peer), peer));
  }
  const sorted = [...byPort].sort(([a], [b]) => a - b);
  const entries = sorted.map(([port, peers]) => {
    const inOrder = [...peers].sort(([a], [b]) => (a < b ? -1 : 1));
    return dnsEntry(
      inOrder.map(([, peer]) => peer),
      port,
    );
  });
  return { entries, invalid };
}

/** Reads `host`, `host:port` and `[IPv6]:port`. */
function hostAndPort(item: string): [string, number] {
  if (addressVersion(item.split("/")[0] ?? "") === 6) return [item, dnsPort];
  const [, host = "", port = dnsPort] = /^\[?([^\]]*?)\]?(?::(\d{1,5}))?$/.exec(item) ?? [];
  return [host, Number(port)];
}

function peerOf(host: string): Peer | undefined {
  const version = addressVersion(host);
  const range = parseCidr(version ? `${host}/${version === 4 ? 32 : 128}` : host);
  if (range) return { ipBlock: { cidr: range.canonical } };
  return /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(host) ? podsOf(host) : undefined;
}
