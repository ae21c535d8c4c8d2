import * as fc from "fast-check";
import { IPv4 } from "ipaddr.js";

import { type GroupVpc, networkLabels, type PodNetwork } from "../../provider/common/network-labels";
import {
  type Direction,
  type Rule,
  toNetworkPolicySpec,
  toRulePolicySpec,
  type Untranslatable,
} from "../../provider/security-group/network-policy";
import { type StandaloneRule, toRule } from "../../provider/security-group/standalone-rule";
import { type Group, type Host, type PrefixLists, ruleOf, type Traffic } from "./ec2-evaluator";
import type { Endpoint, Policy } from "./network-policy-evaluator";

/** The host at one address, for both evaluators. */
export type Machine = Host & Endpoint;

/** One standalone rule of a world. */
interface Standalone {
  group: number;
  direction: Direction;
  args: StandaloneRule;
}

export interface World {
  groups: (Record<Direction, Rule[]> & { home: string; vpc: GroupVpc })[];
  standalone: Standalone[];
  instances: { groups: number[]; namespace: string; address: string; network: PodNetwork | undefined }[];
  others: Machine[];
}

const idOf = (group: number): string => `sg-${String(group).repeat(17)}`;
const namespaces = ["apps", "shop", "kube-system"];
const protocols = ["tcp", "TCP", "6", "udp", "17", "sctp", "132", "-1", "all", "icmp", "1", "58", "47"];
export const prefixLists: PrefixLists = {
  "pl-12345678": ["192.0.2.0/24"],
  "pl-0123456789abcdef0": ["10.0.0.0/8", "fd00::/8"],
};

const port = fc.oneof(
  fc.constantFrom(0, 1, 2, 53, 80, 81, 443, 65534, 65535),
  fc.integer({ min: 0, max: 65535 }),
);
/** Two networks of the same range, and the default one. */
const vpcs: GroupVpc[] = [
  { vpcId: "vpc-a" },
  { vpcId: "vpc-b" },
  { vpcId: "vpc-default", cidrBlock: "172.31.0.0/16" },
];
const subnet: fc.Arbitrary<PodNetwork> = fc.oneof(
  fc.record({
    vpcId: fc.constantFrom("vpc-a", "vpc-b"),
    cidrBlock: fc.constantFrom(
      "10.20.0.0/24",
      "10.20.1.0/24",
      "10.20.0.0/20",
      "10.20.0.0/16",
      "192.0.2.16/28",
    ),
  }),
  fc.record({
    vpcId: fc.constant("vpc-default"),
    vpcCidrBlock: fc.constant("172.31.0.0/16"),
    cidrBlock: fc.constantFrom("172.31.0.0/20", "172.31.16.0/20"),
  }),
);
/** A range of any length around an address of a subnet, or next to one. */
const around = fc
  .tuple(
    fc.constantFrom(
      "10.20.0.7",
      "10.20.1.7",
      "10.20.16.7",
      "10.21.0.7",
      "172.31.17.7",
      "172.30.0.7",
      "192.0.2.20",
    ),
    fc.integer({ min: 7, max: 29 }),
  )
  .map(([address, length]) => `${IPv4.networkAddressFromCIDR(`${address}/${length}`).toString()}/${length}`);
const common = fc.constantFrom(
  ...["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9", "10.0.0.1/32", "192.0.2.0/24", "0.0.0.0/1"],
);
const withMetadata = fc.constantFrom(
  ...["128.0.0.0/1", "169.254.0.0/16", "169.254.169.254/31", "169.254.169.254/32"],
);
const ipv4 = fc.oneof(
  { weight: 4, arbitrary: common },
  { weight: 4, arbitrary: around },
  { weight: 1, arbitrary: withMetadata },
);
const ipv6 = fc.constantFrom(
  "::/0",
  "2001:DB8::/32",
  "2001:0db8:0:0::/64",
  "fd00::/8",
  "fd00::9/128",
  "FD00:ec2:0::254/128",
);
const prefixList = fc.constantFrom(...Object.keys(prefixLists));
const groupId = fc
  .tuple(fc.constantFrom("", "", "000000000000/"), fc.nat({ max: 3 }))
  .map(([account, group]) => account + idOf(group));
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(fc.constant<T[]>([]), fc.uniqueArray(item, { maxLength: 2 }));

/** A protocol, in one of its spellings, with ports that the check accepts. */
const range = fc.constantFrom(...protocols).chain((protocol) => {
  if (["-1", "all"].includes(protocol)) return fc.constant({ protocol, fromPort: 0, toPort: 0 });
  const types = fc.constantFrom([-1, -1], [8, 0], [8, -1], [0, 0]);
  const ports = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom([0, 65535], [0, 0], [1, 65535]) },
    { weight: 3, arbitrary: fc.tuple(port, port).map((pair) => pair.sort((a, b) => a - b)) },
  );
  return (["icmp", "1", "58"].includes(protocol) ? types : ports).map(([fromPort = 0, toPort = 0]) => ({
    protocol,
    fromPort,
    toPort,
  }));
});

export const rule: fc.Arbitrary<Rule> = fc
  .tuple(
    range,
    fc.record({
      cidrBlocks: list(ipv4),
      ipv6CidrBlocks: list(ipv6),
      securityGroups: list(groupId),
      prefixListIds: list(prefixList),
      self: fc.boolean(),
    }),
  )
  .map(([ports, sources]) => ({ ...ports, ...sources }));
export const rules = fc.array(rule, { maxLength: 3 });

const standaloneRule: fc.Arbitrary<StandaloneRule> = fc
  .tuple(
    range,
    fc.boolean(),
    fc.oneof(
      ipv4.map((cidrIpv4) => ({ cidrIpv4 })),
      ipv6.map((cidrIpv6) => ({ cidrIpv6 })),
      prefixList.map((prefixListId) => ({ prefixListId })),
      groupId.map((referencedSecurityGroupId) => ({ referencedSecurityGroupId })),
    ),
  )
  .map(([{ protocol: ipProtocol, fromPort, toPort }, bare, source]) => {
    const portless = !["tcp", "6", "udp", "17", "sctp", "132"].includes(ipProtocol.toLowerCase());
    const absent = ["-1", "all"].includes(ipProtocol) || (portless && bare);
    return { ipProtocol, ...(absent ? {} : { fromPort, toPort }), ...source };
  });

const addresses = ["10.0.0.1", "10.0.0.2", "10.200.0.1", "192.0.2.7", "172.16.0.5", "2001:db8::1", "fd00::9"];
const dns = ["tcp", "udp"].map((protocol) => ({ protocol, port: 53 }));
const pod = (address: string, namespace: string, labels: Record<string, string>): Machine => ({
  address,
  namespace,
  labels,
  groups: [],
  isPod: true,
});
const outside = (address: string, service?: Traffic[]): Machine => ({
  address,
  labels: {},
  groups: [],
  isPod: false,
  ...(service ? { service } : {}),
});
const bystanders = [
  { ...pod("10.0.1.10", "kube-system", { "k8s-app": "kube-dns" }), service: dns },
  pod("10.0.1.11", "apps", { "k8s-app": "kube-dns" }),
  pod("10.0.1.12", "kube-system", { app: "proxy" }),
  pod("fd00::12", "shop", {}),
  outside("169.254.20.10", dns),
  outside("169.254.169.123", [{ protocol: "udp", port: 123 }]),
  outside("169.254.169.254"),
  outside("169.254.169.255"),
  outside("fd00:ec2::254"),
  outside("169.254.169.253"),
  ...addresses.map((address) => outside(address)),
];

export const world: fc.Arbitrary<World> = fc.integer({ min: 1, max: 4 }).chain((count) => {
  const group = fc.nat({ max: count - 1 });
  const namespace = fc.constantFrom(...namespaces);
  return fc.record({
    groups: fc.array(
      fc.record({ ingress: rules, egress: rules, home: namespace, vpc: fc.constantFrom(...vpcs) }),
      {
        minLength: count,
        maxLength: count,
      },
    ),
    standalone: fc.array(
      fc.record({ group, direction: fc.constantFrom("ingress", "egress"), args: standaloneRule }),
      {
        maxLength: 4,
      },
    ),
    instances: fc.array(
      fc.record({
        groups: fc.uniqueArray(group, { minLength: 1, maxLength: 3 }),
        namespace,
        address: fc.constantFrom(...addresses),
        network: fc.option(subnet, { nil: undefined, freq: 4 }),
      }),
      { minLength: 2, maxLength: 5 },
    ),
    others: fc.subarray(bystanders, { minLength: 4, maxLength: 7 }),
  });
});

/** Instances as Pods with the labels of their groups, and the other hosts. */
export const machinesOf = ({ instances, others }: World): Machine[] => [
  ...instances.map(({ groups, namespace, address, network }) => ({
    ...pod(address, namespace, {
      ...Object.fromEntries(groups.map((group) => [`security-group.ec2-pods/${idOf(group)}`, "member"])),
      ...(network && networkLabels(network)),
    }),
    groups: groups.map(idOf),
    ...(network && { network }),
  })),
  ...others,
];

/** The groups with all of their rules, as in EC2. */
export const groupsOf = ({ groups, standalone }: World): Group[] =>
  groups.map(({ ingress, egress, vpc: { vpcId } }, index) => {
    const more = (direction: Direction) =>
      standalone
        .filter((each) => each.group === index && each.direction === direction)
        .map(({ args }) => ruleOf(args));
    return {
      id: idOf(index),
      vpcId,
      ingress: [...ingress, ...more("ingress")],
      egress: [...egress, ...more("egress")],
    };
  });

/** The policies of all groups and rules, and the parts that they leave out, with paths as in {@link groupsOf}. */
export function policiesOf({ groups, standalone, instances }: World): {
  policies: Policy[];
  leftOut: Map<string, Untranslatable[]>;
} {
  const leftOut = new Map<string, Untranslatable[]>();
  const namespacesOf = (group: number) => [
    ...new Set([
      groups[group]!.home,
      ...instances.filter((each) => each.groups.includes(group)).map(({ namespace }) => namespace),
    ]),
  ];
  const inline = groups.flatMap((group, index) => {
    const { spec, untranslatable } = toNetworkPolicySpec({ groupId: idOf(index), vpc: group.vpc }, group);
    leftOut.set(idOf(index), [...untranslatable]);
    return namespacesOf(index).map((namespace) => ({ namespace, spec }));
  });
  const next = groups.map(({ ingress, egress }) => ({ ingress: ingress.length, egress: egress.length }));
  const added = standalone.flatMap(({ group, direction, args }) => {
    const { spec, untranslatable } = toRulePolicySpec(
      { groupId: idOf(group), vpc: groups[group]!.vpc },
      direction,
      toRule(args),
    );
    const index = next[group]![direction]++;
    const parts = untranslatable.map(({ path, reason }) => ({
      path: path.replace("[0]", `[${index}]`),
      reason,
    }));
    leftOut.get(idOf(group))!.push(...parts);
    return namespacesOf(group).map((namespace) => ({ namespace, spec }));
  });
  return { policies: [...inline, ...added], leftOut };
}

/** Ports at the edges of every rule, and next to them. No connection has port 0. */
export function trafficOf(groups: Group[]): Traffic[] {
  const edges = groups.flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ fromPort, toPort }) =>
      [fromPort, toPort].flatMap((edge) => [edge - 1, edge, edge + 1]),
    ),
  );
  const ports = [...new Set([...edges, 53, 80, 123])].filter((number) => number > 0 && number <= 65_535);
  return [
    ...["tcp", "udp", "sctp"].flatMap((protocol) => ports.map((number) => ({ protocol, port: number }))),
    ...[0, 8].map((type) => ({ protocol: "icmp", port: type })),
    { protocol: "icmpv6", port: 8 },
    { protocol: "47", port: 0 },
  ];
}
