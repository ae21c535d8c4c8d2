import type { NetworkPolicySpec, Peer, Port } from "../../provider/security-group/policy-spec";
import { contains, type Traffic } from "./ec2-evaluator";

/** One end of a connection, as Kubernetes sees it. An endpoint without a namespace isn't a Pod. */
export interface Endpoint {
  address: string;
  namespace?: string;
  labels: Readonly<Record<string, string>>;
}

export interface Policy {
  namespace: string;
  spec: NetworkPolicySpec;
}

interface Entry {
  peers: Peer[];
  ports: Port[];
}

/**
 * The semantics of NetworkPolicies, as Kubernetes documents them.
 *
 * A Pod is isolated in a direction if a policy of that type in its namespace selects it. Only traffic that one of these
 * policies allows then passes. `podsByAddress` is false for a plugin such as Cilium, whose address ranges match no Pod.
 */
export const networkPolicies =
  (policies: Policy[], podsByAddress = true) =>
  (source: Endpoint, destination: Endpoint): ((traffic: Traffic) => boolean) => {
    const out = side("Egress", source, destination);
    const into = side("Ingress", destination, source);
    return (traffic) => out(traffic) && into(traffic);

    function side(type: string, pod: Endpoint, other: Endpoint): (traffic: Traffic) => boolean {
      const isolating = policies.filter(
        ({ namespace, spec }) =>
          namespace === pod.namespace &&
          spec.policyTypes.includes(type) &&
          selects(spec.podSelector, pod.labels),
      );
      if (isolating.length === 0) return () => true;
      const open = isolating.flatMap(({ namespace, spec }) =>
        entries(type, spec).filter(
          ({ peers }) =>
            peers.length === 0 || peers.some((peer) => isPeer(peer, namespace, other, podsByAddress)),
        ),
      );
      return (traffic) =>
        open.some(({ ports }) => ports.length === 0 || ports.some((port) => covers(port, traffic)));
    }
  };

/** An absent list of peers or ports is like an empty one: it covers all of them. */
const entries = (type: string, { ingress = [], egress = [] }: NetworkPolicySpec): Entry[] =>
  type === "Ingress"
    ? ingress.map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : egress.map(({ to = [], ports = [] }) => ({ peers: to, ports }));

/** True if a selector selects these labels. An empty one selects everything. */
const selects = (
  { matchLabels = {} }: { matchLabels?: Record<string, string> },
  labels: Endpoint["labels"],
): boolean => Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

/** True if both selectors of a peer match. Without a namespace selector, the peer is in the policy's namespace. */
function isPeer(
  { ipBlock, namespaceSelector, podSelector = {} }: Peer,
  policyNamespace: string,
  { address, namespace, labels }: Endpoint,
  podsByAddress: boolean,
): boolean {
  if (ipBlock) {
    const { cidr, except = [] } = ipBlock;
    const isIn = contains(cidr, address) && !except.some((hole) => contains(hole, address));
    return (podsByAddress || namespace === undefined) && isIn;
  }
  if (namespace === undefined) return false;
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, { "kubernetes.io/metadata.name": namespace })
    : namespace === policyNamespace;
  return inNamespace && selects(podSelector, labels);
}

/** A protocol without a port covers all ports. `endPort` makes a range that includes both ends. */
const covers = ({ protocol, port: first, endPort }: Port, { protocol: asked, port }: Traffic): boolean =>
  protocol === asked.toUpperCase() && (first === undefined || (first <= port && port <= (endPort ?? first)));
