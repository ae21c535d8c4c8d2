import type { NetworkPolicySpec, Peer, Port } from "../../provider/security-group/network-policy";
import { contains, type Traffic } from "./ec2-evaluator";

/** One end of a connection, as Kubernetes sees it. A host without a namespace isn't a Pod. */
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
 * Kubernetes' documentation on network policies.
 *
 * A Pod is isolated in a direction once a policy of that type in its namespace selects it; then what one of these
 * policies allows is allowed. `podsByAddress` is false for a plugin like Cilium, whose address ranges match no Pod.
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

/** An absent list of peers or ports means all of them, as an empty one does. */
const entries = (type: string, { ingress = [], egress = [] }: NetworkPolicySpec): Entry[] =>
  type === "Ingress"
    ? ingress.map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : egress.map(({ to = [], ports = [] }) => ({ peers: to, ports }));

/** An empty selector selects everything. */
const selects = (
  { matchLabels = {} }: { matchLabels?: Record<string, string> },
  labels: Endpoint["labels"],
): boolean => Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

/** Both selectors of a peer must match. Without a namespaceSelector, it means the policy's namespace. */
function isPeer(
  { ipBlock, namespaceSelector, podSelector = {} }: Peer,
  policyNamespace: string,
  { address, namespace, labels }: Endpoint,
  podsByAddress: boolean,
): boolean {
  if (ipBlock) return (podsByAddress || namespace === undefined) && contains(ipBlock.cidr, address);
  if (namespace === undefined) return false;
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, { "kubernetes.io/metadata.name": namespace })
    : namespace === policyNamespace;
  return inNamespace && selects(podSelector, labels);
}

/** A protocol without a port means all of its ports. With an endPort, it is a range that includes both ends. */
const covers = ({ protocol, port: first, endPort }: Port, { protocol: asked, port }: Traffic): boolean =>
  protocol === asked.toUpperCase() && (first === undefined || (first <= port && port <= (endPort ?? first)));
