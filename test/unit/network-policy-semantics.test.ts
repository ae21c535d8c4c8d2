import * as fc from "fast-check";
import { IPv4, IPv6, parse, parseCIDR } from "ipaddr.js";

import {
  toNetworkPolicySpec,
  type NetworkPolicySpec,
  type Peer,
  type Port,
  type Rule,
} from "../../provider/network-policy";
import { checkRules } from "../../provider/security-group-check";

const own = "sg-00000000000000000";
const others = ["sg-11111111111111111", "sg-22222222222222222"];

/** The other side of a connection: a Pod of the namespace, a Pod elsewhere or an address outside. */
interface Remote {
  address: string;
  pod?: { sameNamespace: boolean; groups: string[] };
}

interface Connection {
  remote: Remote;
  protocol: string;
  port: number;
}

const contains = (cidr: string, address: string): boolean => {
  const [network, bits] = parseCIDR(cidr);
  const parsed = parse(address);
  if (parsed instanceof IPv4) return network instanceof IPv4 && parsed.match(network, bits);
  return network instanceof IPv6 && (parsed as IPv6).match(network, bits);
};

/** What EC2 allows, with the one liberty of the design: 0.0.0.0/0 means every Pod, whatever its address. */
function ec2Allows(rules: Rule[], { remote, protocol, port }: Connection): boolean {
  const numbers: Record<string, string> = { "6": "tcp", "17": "udp", "132": "sctp" };
  return rules.some((rule) => {
    const name = numbers[rule.protocol] ?? rule.protocol.toLowerCase();
    const everything = name === "-1" || name === "all";
    const portAllowed = everything || (name === protocol && rule.fromPort <= port && port <= rule.toPort);
    const cidrs = [...(rule.cidrBlocks ?? []), ...(rule.ipv6CidrBlocks ?? [])];
    const groups = [...(rule.securityGroups ?? []), ...(rule.self ? [own] : [])];
    const { pod } = remote;
    return (
      portAllowed &&
      (cidrs.some((cidr) => contains(cidr, remote.address) || (cidr === "0.0.0.0/0" && pod !== undefined)) ||
        // A group of this form of the package is that of its own namespace.
        (pod?.sameNamespace === true && pod.groups.some((id) => groups.includes(id))))
    );
  });
}

const matches = (
  selector: { matchLabels?: Record<string, string> },
  labels: Record<string, string>,
): boolean => Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);

const labelsOf = (groups: string[]) =>
  Object.fromEntries(groups.map((id) => [`security-group.ec2-pods/${id}`, "member"]));

/** The rules of the Kubernetes documentation for one peer; `cilium` matches no Pod by its address. */
function peerMatches(peer: Peer, { address, pod }: Remote, cilium: boolean): boolean {
  if (peer.ipBlock) return !(cilium && pod) && contains(peer.ipBlock.cidr, address);
  if (!pod) return false;
  const inNamespace = peer.namespaceSelector
    ? matches(peer.namespaceSelector, { "kubernetes.io/metadata.name": pod.sameNamespace ? "apps" : "other" })
    : pod.sameNamespace;
  return inNamespace && matches(peer.podSelector ?? {}, labelsOf(pod.groups));
}

const portMatches = (allowed: Port, { protocol, port }: Connection): boolean =>
  allowed.protocol === protocol.toUpperCase() &&
  (allowed.port === undefined || (allowed.port <= port && port <= (allowed.endPort ?? allowed.port)));

const policyAllows = (
  rules: { peers?: Peer[]; ports?: Port[] }[],
  connection: Connection,
  cilium: boolean,
): boolean =>
  rules.some(
    ({ peers = [], ports = [] }) =>
      (peers.length === 0 || peers.some((peer) => peerMatches(peer, connection.remote, cilium))) &&
      (ports.length === 0 || ports.some((port) => portMatches(port, connection))),
  );

const port = fc.oneof(
  fc.constantFrom(0, 1, 2, 53, 80, 81, 443, 65534, 65535),
  fc.integer({ min: 0, max: 65535 }),
);
const ipv4 = fc
  .tuple(fc.constantFrom("10.0.0.0", "10.128.0.0", "192.0.2.0", "0.0.0.0"), fc.constantFrom(0, 8, 9, 24, 32))
  .map(([address, bits]) => `${IPv4.networkAddressFromCIDR(`${address}/${bits}`).toString()}/${bits}`);
const ipv6 = fc
  .tuple(fc.constantFrom("2001:db8::", "fd00::", "::"), fc.constantFrom(0, 8, 32, 64, 128))
  .map(([address, bits]) => `${IPv6.networkAddressFromCIDR(`${address}/${bits}`).toString()}/${bits}`);
const list = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { maxLength: 2 });

const rule: fc.Arbitrary<Rule> = fc
  .record({
    protocol: fc.constantFrom("tcp", "TCP", "6", "udp", "17", "sctp", "132", "-1", "all", "icmp", "58", "47"),
    range: fc.oneof(
      { weight: 1, arbitrary: fc.constant([0, 65535]) },
      { weight: 3, arbitrary: fc.tuple(port, port).map((pair) => pair.sort((a, b) => a - b)) },
    ),
    cidrBlocks: list(ipv4),
    ipv6CidrBlocks: list(ipv6),
    securityGroups: list(fc.constantFrom(...others)),
    prefixListIds: list(fc.constant("pl-12345678")),
    self: fc.boolean(),
  })
  .map(({ range, ...rest }) => {
    const noPorts = ["-1", "all", "icmp", "58"].includes(rest.protocol);
    const [fromPort = 0, toPort = 0] = noPorts ? [0, 0] : range;
    return { ...rest, fromPort, toPort };
  });
const rules = fc.array(rule, { maxLength: 4 });

const address = fc.constantFrom(
  "10.0.0.1",
  "10.200.0.1",
  "192.0.2.7",
  "8.8.8.8",
  "2001:db8::1",
  "fd00::9",
  "::",
);
const remote: fc.Arbitrary<Remote> = fc.record(
  {
    address,
    pod: fc.record({ sameNamespace: fc.boolean(), groups: fc.subarray([own, ...others]) }),
  },
  { requiredKeys: ["address"] },
);
const connection = fc.record({
  remote,
  protocol: fc.constantFrom("tcp", "udp", "sctp"),
  // Port 0 is none that a connection has.
  port: port.filter((number) => number > 0),
});

const ingressOf = (spec: NetworkPolicySpec) =>
  (spec.ingress ?? []).map(({ from, ...rest }) => ({ ...rest, ...(from ? { peers: from } : {}) }));
const egressOf = (spec: NetworkPolicySpec) =>
  (spec.egress ?? []).map(({ to, ...rest }) => ({ ...rest, ...(to ? { peers: to } : {}) }));

const settings = { seed: 20261123, numRuns: 1000 };

test("the connections that are tried are allowed often enough, and refused often enough", () => {
  const samples = fc.sample(fc.tuple(rules, connection), settings);
  const allowed = samples.filter(([ingress, each]) => ec2Allows(ingress, each)).length / samples.length;
  expect(allowed).toBeGreaterThan(0.1);
  expect(allowed).toBeLessThan(0.6);
});

test("a policy lets in exactly what EC2 would", () => {
  fc.assert(
    fc.property(rules, fc.array(connection, { minLength: 8, maxLength: 8 }), (ingress, connections) => {
      const { spec } = toNetworkPolicySpec(own, { ingress, egress: [] });
      const wrong = connections.filter(
        (each) => policyAllows(ingressOf(spec), each, false) !== ec2Allows(ingress, each),
      );
      expect(wrong).toEqual([]);
    }),
    settings,
  );
});

test("a policy lets out exactly what EC2 would", () => {
  const { spec: nothing } = toNetworkPolicySpec(own, { ingress: [], egress: [] });
  fc.assert(
    fc.property(rules, fc.array(connection, { minLength: 8, maxLength: 8 }), (egress, connections) => {
      const { spec } = toNetworkPolicySpec(own, { ingress: [], egress });
      const wrong = connections.filter((each) => {
        const expected = ec2Allows(egress, each) || policyAllows(egressOf(nothing), each, false);
        return policyAllows(egressOf(spec), each, false) !== expected;
      });
      expect(wrong).toEqual([]);
    }),
    settings,
  );
});

test("where Pods are matched by no address, a policy is never wider, and 0.0.0.0/0 still lets every Pod in", () => {
  fc.assert(
    fc.property(rules, fc.array(connection, { minLength: 8, maxLength: 8 }), (ingress, connections) => {
      const { spec } = toNetworkPolicySpec(own, { ingress, egress: [] });
      const open = ingress.filter(({ cidrBlocks }) => cidrBlocks?.includes("0.0.0.0/0"));
      const wrong = connections.filter((each) => {
        const allowed = policyAllows(ingressOf(spec), each, true);
        const tooWide = allowed && !ec2Allows(ingress, each);
        return tooWide || (!allowed && each.remote.pod && ec2Allows(open, each));
      });
      expect(wrong).toEqual([]);
    }),
    settings,
  );
});

test("a policy is valid for the API server and has no list that is empty and would mean everything", () => {
  fc.assert(
    fc.property(rules, rules, (ingress, egress) => {
      const { spec } = toNetworkPolicySpec(own, { ingress, egress });
      for (const { peers, ports } of [...ingressOf(spec), ...egressOf(spec)]) {
        expect(peers?.length).not.toBe(0);
        expect(ports?.length).not.toBe(0);
        for (const { protocol, port: first, endPort } of ports ?? []) {
          expect(["TCP", "UDP", "SCTP"]).toContain(protocol);
          if (first !== undefined) expect(first).toBeGreaterThan(0);
          if (endPort !== undefined) expect(endPort).toBeGreaterThan(first ?? Infinity);
        }
      }
    }),
    settings,
  );
});

test("the order and the repetition of rules are nothing to a policy", () => {
  fc.assert(
    fc.property(
      rules.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const spec = (ingress: Rule[]) =>
          JSON.stringify(toNetworkPolicySpec(own, { ingress, egress: ingress }).spec);
        expect(spec([...shuffled, ...all])).toBe(spec(all));
      },
    ),
    settings,
  );
});

test("the check takes every such rule that has a source", () => {
  fc.assert(
    fc.property(rule, (single) => {
      const failures = checkRules("ingress", [{ ...single, self: true }]);
      expect(failures).toEqual([]);
    }),
    settings,
  );
});
