import * as fc from "fast-check";

import type { Direction, Rule } from "../../provider/security-group/network-policy";
import { type AwsResource, type Inputs, kept } from "./aws-preview";
import { ec2, type Group, type Host, type Traffic } from "./ec2-evaluator";

const directions: Direction[] = ["ingress", "egress"];

/** How a program writes a rule. */
type Form = "inline" | "SecurityGroupRule" | "SecurityGroupIngressRule";

/** What a rule names: a range, a group by its index, or its own group. */
type Peer = { cidr: string } | { group: number } | "self";

interface WorldRule {
  form: Form;
  direction: Direction;
  ports: Pick<Rule, "protocol" | "fromPort" | "toPort">;
  peer: Peer;
}

/** One side of an update: rules by group, groups by member, and whether the VPCs are peered. */
export interface AwsWorld {
  rules: WorldRule[][];
  memberships: number[][];
  isPeered: boolean;
}

/** Two groups in each VPC, then the default groups, of which the program declares the first. */
const groups = ["a", "a", "b", "b", "a", "b"].map((vpc, index) => ({ vpc, id: `sg-0000000${index}` }));
const foreign = groups.length - 1;
const defaults: Readonly<Record<string, number>> = { a: foreign - 1, b: foreign };

const idOf = (group: number): string => groups[group]!.id;
const everything = { protocol: "-1", fromPort: 0, toPort: 0 };

/** The ways in which a program puts something into groups, each with its subnet. */
const members = [
  { name: "direct", kind: "instance", subnet: "a1" },
  { name: "other", kind: "instance", subnet: "b1" },
  { name: "carded", kind: "interface", subnet: "a2" },
  { name: "second", kind: "attached interface", subnet: "b1" },
  { name: "doubled", kind: "attached interface without groups", subnet: "a2" },
  { name: "more", kind: "attached group", subnet: "a1" },
  { name: "fleet", kind: "auto scaling group", subnet: "b2" },
  { name: "lone", kind: "lone interface", subnet: "a2" },
  { name: "bare", kind: "instance without groups", subnet: "a1" },
  { name: "foreign", kind: "instance without groups", subnet: "b2" },
] as const;

/** The names of the members in a report. */
export const memberNames: readonly string[] = members.map(({ name, kind }) =>
  kind === "auto scaling group"
    ? `${name} (autoscaling.Group)`
    : kind === "lone interface"
      ? `${name} (NetworkInterface)`
      : name,
);

const subnets: Readonly<Record<string, { vpc: string; cidrBlock: string }>> = {
  a1: { vpc: "a", cidrBlock: "10.1.1.0/24" },
  a2: { vpc: "a", cidrBlock: "10.1.2.0/24" },
  b1: { vpc: "b", cidrBlock: "10.2.1.0/24" },
  b2: { vpc: "b", cidrBlock: "10.2.2.0/24" },
};

const rule: fc.Arbitrary<WorldRule> = fc.record({
  form: fc.constantFrom<Form>("inline", "SecurityGroupRule", "SecurityGroupIngressRule"),
  direction: fc.constantFrom(...directions),
  ports: fc.constantFrom(
    everything,
    { protocol: "tcp", fromPort: 22, toPort: 22 },
    { protocol: "tcp", fromPort: 20, toPort: 80 },
    { protocol: "17", fromPort: 53, toPort: 53 },
    { protocol: "icmp", fromPort: 8, toPort: -1 },
    { protocol: "47", fromPort: 0, toPort: 0 },
  ),
  peer: fc.oneof(
    fc
      .constantFrom("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24", "10.2.2.0/23", "192.0.2.0/24")
      .map((cidr) => ({ cidr })),
    fc.nat({ max: foreign }).map((group) => ({ group })),
    fc.constant("self" as const),
  ),
});

/** Groups of the VPC of a member. One that names none is in the default group, and stays there. */
const groupsOf = ({ kind, subnet }: (typeof members)[number]): fc.Arbitrary<number[]> => {
  const { vpc } = subnets[subnet]!;
  if (kind === "instance without groups") return fc.constant([defaults[vpc]!]);
  const own = [...groups.keys()].filter((index) => groups[index]!.vpc === vpc && index < foreign - 1);
  return fc.subarray(own, { minLength: 1 });
};

export const awsWorld: fc.Arbitrary<AwsWorld> = fc.record({
  rules: fc.tuple(...groups.slice(0, foreign).map(() => fc.array(rule, { maxLength: 4 }))),
  memberships: fc.tuple(...members.map(groupsOf)),
  isPeered: fc.boolean(),
});

/** The same world with group references in rules of their own, so that no unknown id is one of several. */
export const withoutGuesses = (world: AwsWorld): AwsWorld => ({
  ...world,
  rules: world.rules.map((rules) =>
    rules.map((each) =>
      each.form === "inline" && typeof each.peer === "object" && "group" in each.peer
        ? { ...each, form: "SecurityGroupRule" }
        : each,
    ),
  ),
});

const inlineRule = ({ ports, peer }: WorldRule): Rule => ({
  ...ports,
  ...(peer === "self"
    ? { self: true }
    : "cidr" in peer
      ? { cidrBlocks: [peer.cidr] }
      : { securityGroups: [idOf(peer.group)] }),
});

function standaloneRule(
  { form, direction, ports, peer }: WorldRule,
  group: number,
  name: string,
): AwsResource {
  const securityGroupId = idOf(group);
  if (form === "SecurityGroupRule") {
    const source =
      peer === "self"
        ? { self: true }
        : "cidr" in peer
          ? { cidrBlocks: [peer.cidr] }
          : { sourceSecurityGroupId: idOf(peer.group) };
    return kept("ec2.SecurityGroupRule", name, name, {
      securityGroupId,
      type: direction,
      ...ports,
      ...source,
    });
  }
  const { protocol: ipProtocol, fromPort, toPort } = ports;
  const kind = direction === "ingress" ? "SecurityGroupIngressRule" : "SecurityGroupEgressRule";
  return kept(`vpc.${kind}`, name, name, {
    ...{ securityGroupId, ipProtocol },
    ...(ipProtocol !== "-1" && { fromPort, toPort }),
    ...(peer !== "self" && "cidr" in peer
      ? { cidrIpv4: peer.cidr }
      : { referencedSecurityGroupId: peer === "self" ? securityGroupId : idOf(peer.group) }),
  });
}

function groupResources(rules: WorldRule[], group: number): AwsResource[] {
  const inline = (direction: Direction) =>
    rules.filter((each) => each.form === "inline" && each.direction === direction).map(inlineRule);
  const kind = group === foreign - 1 ? "ec2.DefaultSecurityGroup" : "ec2.SecurityGroup";
  const { vpc, id } = groups[group]!;
  const inputs = { vpcId: `vpc-${vpc}`, ingress: inline("ingress"), egress: inline("egress") };
  return [
    kept(kind, `group-${group}`, id, inputs),
    ...rules.flatMap((each, index) =>
      each.form === "inline" ? [] : standaloneRule(each, group, `rule-${group}-${index}`),
    ),
  ];
}

/** The tag of a member. */
const tierOf = (name: string): string => (name.length % 2 === 0 ? "even" : "odd");

function memberResources({ name, kind, subnet }: (typeof members)[number], own: number[]): AwsResource[] {
  const place = { subnetId: `subnet-${subnet}` };
  const ids = own.map(idOf);
  const tags = { tier: tierOf(name) };
  const instance = (inputs: Inputs) => ({
    ...kept("ec2.Instance", name, `i-${name}`, { tags, ...inputs }),
    outputs: { primaryNetworkInterfaceId: `eni-of-${name}` },
  });
  const card = (securityGroups: string[]) =>
    kept("ec2.NetworkInterface", kind === "lone interface" ? name : `${name}-card`, `eni-${name}`, {
      ...{ ...place, securityGroups, ...(kind === "lone interface" && { tags }) },
    });
  const attachment = kept("ec2.NetworkInterfaceAttachment", name, `attach-${name}`, {
    ...{ instanceId: `i-${name}`, networkInterfaceId: `eni-${name}`, deviceIndex: 1 },
  });
  const [first, ...others] = ids;
  const inFirst = instance({ ...place, vpcSecurityGroupIds: [first] });
  switch (kind) {
    case "instance":
      return [instance({ ...place, vpcSecurityGroupIds: ids })];
    case "instance without groups":
      return [instance(place)];
    case "interface":
      return [
        card(ids),
        instance({ networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: `eni-${name}` }] }),
      ];
    case "attached interface":
      return [instance(place), card(ids), attachment];
    case "attached interface without groups":
      return [
        instance({ ...place, vpcSecurityGroupIds: ids }),
        kept("ec2.NetworkInterface", `${name}-card`, `eni-${name}`, place),
        attachment,
      ];
    case "attached group":
      return [
        inFirst,
        ...others.map((securityGroupId, index) =>
          kept("ec2.NetworkInterfaceSecurityGroupAttachment", `${name}-${index}`, `sgatt-${name}-${index}`, {
            ...{ securityGroupId, networkInterfaceId: `eni-of-${name}` },
          }),
        ),
      ];
    case "auto scaling group":
      return [
        kept("ec2.LaunchTemplate", name, `lt-${name}`, { vpcSecurityGroupIds: ids }),
        kept("autoscaling.Group", name, `asg-${name}`, {
          vpcZoneIdentifiers: [place.subnetId],
          launchTemplate: { id: `lt-${name}`, version: "$Latest" },
          tags: [{ key: "tier", value: tags.tier, propagateAtLaunch: true }],
        }),
      ];
    case "lone interface":
      return [card(ids)];
  }
}

/** What a program of `@pulumi/aws` has of a world. */
export const resourcesIn = ({ rules, memberships, isPeered }: AwsWorld): AwsResource[] => [
  ...["a", "b"].map((vpc) => ({
    ...kept("ec2.Vpc", vpc, `vpc-${vpc}`, { cidrBlock: vpc === "a" ? "10.1.0.0/16" : "10.2.0.0/16" }),
    outputs: { defaultSecurityGroupId: idOf(defaults[vpc]!) },
  })),
  ...Object.entries(subnets).map(([name, { vpc, cidrBlock }]) =>
    kept("ec2.Subnet", name, `subnet-${name}`, { vpcId: `vpc-${vpc}`, cidrBlock }),
  ),
  ...rules.flatMap(groupResources),
  ...members.flatMap((member, index) => memberResources(member, memberships[index]!)),
  ...(isPeered
    ? [kept("ec2.VpcPeeringConnection", "both", "pcx-1", { vpcId: "vpc-a", peerVpcId: "vpc-b" })]
    : []),
];

const samples: Traffic[] = [
  ...[21, 22, 80, 81].map((port) => ({ protocol: "tcp", port })),
  ...[53, 54].map((port) => ({ protocol: "udp", port })),
  ...[0, 8].map((port) => ({ protocol: "icmp", port })),
  { protocol: "47", port: 0 },
];

/** Traffic that tells the rules of a world apart. */
export const trafficSamples: readonly Traffic[] = samples;

/** A member as EC2 sees it. */
export interface AwsHost extends Host {
  name: string;
  vpc: string;
  subnet: string;
  tier: string;
  /** It may be several machines. */
  isMany: boolean;
}

export const hostsIn = ({ memberships }: AwsWorld): AwsHost[] =>
  members.map(({ name, kind, subnet }, index) => {
    const { vpc, cidrBlock } = subnets[subnet]!;
    const own = memberships[index]!;
    return {
      ...{ name: memberNames[index]!, vpc, subnet: cidrBlock, tier: tierOf(name) },
      isMany: kind === "auto scaling group",
      address: cidrBlock.replace("0/24", "7"),
      groups: (kind.startsWith("attached interface") ? [defaults[vpc]!, ...own] : own).map(idOf),
      isPod: false,
    };
  });

/** What the default group that the program doesn't declare allows, in each direction. */
export const foreignRules: Readonly<Record<"least" | "assumed" | "most", Record<Direction, Rule[]>>> = {
  least: { ingress: [], egress: [] },
  assumed: { ingress: [], egress: [{ ...everything, cidrBlocks: ["0.0.0.0/0"] }] },
  most: {
    ingress: [{ ...everything, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
    egress: [{ ...everything, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
  },
};

/** The groups of a world as EC2 has them. */
export const groupsIn = ({ rules }: AwsWorld, ofForeign: keyof typeof foreignRules): AwsGroup[] =>
  groups.map(({ id, vpc }, group) => {
    const own = (direction: Direction) =>
      (rules[group] ?? []).filter((each) => each.direction === direction).map(inlineRule);
    return {
      ...{ id, vpcId: vpc, name: `group-${group}` },
      ...(group === foreign ? foreignRules[ofForeign] : { ingress: own("ingress"), egress: own("egress") }),
    };
  });

export type AwsGroup = Group & { vpcId: string; name: string };

/** Names of the groups that the program declares. */
export const groupNames: readonly string[] = groups.slice(0, foreign).map((_, index) => `group-${index}`);

/** Whether one member reaches another in EC2, by their indexes. What isn't declared of the default group is assumed. */
export function reaches(world: AwsWorld) {
  const evaluate = ec2(groupsIn(world, "assumed"), {});
  const hosts = hostsIn(world);
  return (from: number, to: number) => {
    const passes = evaluate(hosts[from]!, hosts[to]!);
    const isConnected = world.isPeered || hosts[from]!.vpc === hosts[to]!.vpc;
    return (traffic: Traffic): boolean => isConnected && passes(traffic);
  };
}
