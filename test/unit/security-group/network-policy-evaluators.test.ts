import type { Rule } from "../../../provider/security-group/network-policy";
import type { NetworkPolicySpec } from "../../../provider/security-group/policy-spec";
import { ec2, type Host } from "../../support/ec2-evaluator";
import { type Endpoint, networkPolicies } from "../../support/network-policy-evaluator";

const tcp80 = { protocol: "tcp", port: 80 };
const http = { protocol: "tcp", fromPort: 80, toPort: 80 };
const web = { address: "10.0.0.1", groups: ["sg-web"], isPod: true };
const app = { address: "10.0.0.2", groups: ["sg-app"], isPod: true };
const both = { address: "10.0.0.3", groups: ["sg-web", "sg-app"], isPod: true };
const bystander = { address: "172.16.0.1", groups: [], isPod: true };
const stranger = { address: "192.0.2.1", groups: [], isPod: false };
const clock = { ...stranger, service: [{ protocol: "udp", port: 123 }] };
const toAll = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];

test.each<
  [said: string, from: Host, to: Host, rules: Record<string, Rule[]>, traffic: typeof tcp80, allowed: boolean]
>([
  ["without rules, no ingress", stranger, web, {}, tcp80, false],
  ["without rules, no egress", web, stranger, {}, tcp80, false],
  ["members of one group don't talk without a rule", web, both, { webOut: toAll }, tcp80, false],
  ["self lets them", web, both, { webOut: toAll, webIn: [{ ...http, self: true }] }, tcp80, true],
  ["both ends must allow", web, both, { webIn: [{ ...http, self: true }] }, tcp80, false],
  [
    "a group is its members",
    app,
    web,
    { appOut: toAll, webIn: [{ ...http, securityGroups: ["sg-app"] }] },
    tcp80,
    true,
  ],
  [
    "a group is not its own sources",
    stranger,
    web,
    { appIn: toAll, webIn: [{ ...http, securityGroups: ["sg-app"] }] },
    tcp80,
    false,
  ],
  [
    "the rules of all groups count",
    stranger,
    both,
    { appIn: [{ ...http, cidrBlocks: ["192.0.2.0/24"] }] },
    tcp80,
    true,
  ],
  [
    "another port stays blocked",
    stranger,
    web,
    { webIn: [{ ...http, cidrBlocks: ["0.0.0.0/0"] }] },
    { ...tcp80, port: 81 },
    false,
  ],
  [
    "another protocol stays blocked",
    stranger,
    web,
    { webIn: [{ ...http, cidrBlocks: ["0.0.0.0/0"] }] },
    { protocol: "udp", port: 80 },
    false,
  ],
  ["-1 is every protocol", stranger, web, { webIn: toAll }, { protocol: "47", port: 0 }, true],
  [
    "an ICMP type is not another",
    stranger,
    web,
    { webIn: [{ protocol: "icmp", fromPort: 8, toPort: -1, cidrBlocks: ["0.0.0.0/0"] }] },
    { protocol: "icmp", port: 0 },
    false,
  ],
  [
    "a prefix list is its ranges",
    stranger,
    web,
    { webIn: [{ ...http, prefixListIds: ["pl-1"] }] },
    tcp80,
    true,
  ],
  ["the clock is never filtered", web, clock, {}, { protocol: "udp", port: 123 }, true],
  [
    "the liberty: 0.0.0.0/0 is every Pod",
    { ...bystander, address: "fd00::1" },
    web,
    { webIn: toAll },
    tcp80,
    true,
  ],
  ["::/0 is IPv6 only", bystander, web, { webIn: [{ ...http, ipv6CidrBlocks: ["::/0"] }] }, tcp80, false],
])("EC2: %s", (_, from, to, { webIn = [], webOut = [], appIn = [], appOut = [] }, traffic, allowed) => {
  const groups = [
    { id: "sg-web", ingress: webIn, egress: webOut },
    { id: "sg-app", ingress: appIn, egress: appOut },
  ];
  expect(ec2(groups, { "pl-1": ["192.0.2.0/24"] })(from, to)(traffic)).toBe(allowed);
});

const db = { address: "10.0.0.1", namespace: "default", labels: { role: "db" } };
const frontend = { address: "10.0.0.2", namespace: "default", labels: { role: "frontend" } };
const alien = { address: "10.0.0.3", namespace: "other", labels: { role: "frontend" } };
const external = { address: "172.17.0.9", labels: {} };
const ofDb = (spec: Partial<NetworkPolicySpec>): NetworkPolicySpec => ({
  podSelector: { matchLabels: { role: "db" } },
  policyTypes: ["Ingress"],
  ...spec,
});
const inOther = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "other" } } };
const isFrontend = { podSelector: { matchLabels: { role: "frontend" } } };
const redis = [{ protocol: "TCP", port: 32000, endPort: 32768 }];

test.each<
  [said: string, from: Endpoint, to: Endpoint, specs: NetworkPolicySpec[], port: number, allowed: boolean]
>([
  [
    "a Pod that no policy selects is open",
    frontend,
    db,
    [ofDb({ podSelector: { matchLabels: { role: "api" } } })],
    80,
    true,
  ],
  [
    "an empty selector selects every Pod of its namespace",
    frontend,
    db,
    [ofDb({ podSelector: {} })],
    80,
    false,
  ],
  ["a policy is for its own namespace", db, alien, [ofDb({ podSelector: {} })], 80, true],
  ["without rules, a direction is blocked", frontend, db, [ofDb({})], 80, false],
  ["the other direction stays open", db, frontend, [ofDb({})], 80, true],
  ["one empty rule allows all", external, db, [ofDb({ ingress: [{}] })], 80, true],
  [
    "an empty list of peers is all of them",
    external,
    db,
    [ofDb({ ingress: [{ from: [], ports: [] }] })],
    80,
    true,
  ],
  [
    "policies add to each other",
    frontend,
    db,
    [ofDb({}), ofDb({ ingress: [{ from: [isFrontend] }] })],
    80,
    true,
  ],
  [
    "a podSelector without a namespaceSelector means the policy's namespace",
    alien,
    db,
    [ofDb({ ingress: [{ from: [isFrontend] }] })],
    80,
    false,
  ],
  [
    "both selectors of one peer must match",
    frontend,
    db,
    [ofDb({ ingress: [{ from: [{ ...inOther, ...isFrontend }] }] })],
    80,
    false,
  ],
  [
    "two peers are one or the other",
    frontend,
    db,
    [ofDb({ ingress: [{ from: [inOther, isFrontend] }] })],
    80,
    true,
  ],
  [
    "a namespaceSelector without a podSelector means all of its Pods",
    alien,
    db,
    [ofDb({ ingress: [{ from: [inOther] }] })],
    80,
    true,
  ],
  [
    "a namespaceSelector is no address outside",
    external,
    db,
    [ofDb({ ingress: [{ from: [{ namespaceSelector: {} }] }] })],
    80,
    false,
  ],
  [
    "an ipBlock is a range",
    external,
    db,
    [ofDb({ ingress: [{ from: [{ ipBlock: { cidr: "172.17.0.0/16" } }] }] })],
    80,
    true,
  ],
  ["endPort is inclusive", frontend, db, [ofDb({ ingress: [{ ports: redis }] })], 32768, true],
  ["endPort is the end", frontend, db, [ofDb({ ingress: [{ ports: redis }] })], 32769, false],
  [
    "a port without a number is all of the protocol",
    frontend,
    db,
    [ofDb({ ingress: [{ ports: [{ protocol: "TCP" }] }] })],
    9,
    true,
  ],
  ["the source must also allow egress", db, frontend, [ofDb({ policyTypes: ["Egress"] })], 80, false],
])("Kubernetes: %s", (_, from, to, specs, port, allowed) => {
  const policies = specs.map((spec) => ({ namespace: "default", spec }));
  expect(networkPolicies(policies)(from, to)({ protocol: "tcp", port })).toBe(allowed);
});

test("a plugin like Cilium matches no Pod by its address, but others do", () => {
  const spec = ofDb({ ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] });
  const passes = networkPolicies([{ namespace: "default", spec }], false);
  expect([frontend, external].map((source) => passes(source, db)(tcp80))).toEqual([false, true]);
});
