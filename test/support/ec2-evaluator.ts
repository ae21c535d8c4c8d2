import { type IPv4, parse, parseCIDR } from "ipaddr.js";

import type { Direction, Rule } from "../../provider/security-group/network-policy";
import type { StandaloneRule } from "../../provider/security-group/standalone-rule";

/** A protocol with a port of the destination; for ICMP, with a type whose code is 0. */
export interface Traffic {
  protocol: string;
  port: number;
}

/** One end of a connection, as EC2 sees it. */
export interface Host {
  address: string;
  /** Groups of the instance. A host without groups isn't an instance, and EC2 doesn't filter it. */
  groups: string[];
  isPod: boolean;
  /** The subnet of an instance. */
  network?: { vpcId: string; cidrBlock: string };
  /** Services that EC2 lets every instance reach. */
  service?: Traffic[];
}

/** A group with all of its rules, inline and standalone. */
export type Group = Record<Direction, Rule[]> & { id: string; vpcId?: string };

/** The addresses of each prefix list. */
export type PrefixLists = Readonly<Record<string, string[]>>;

/**
 * EC2's rules, as documented, with the exceptions of this package: 0.0.0.0/0 covers every Pod, whatever its address. An
 * instance has the address of its Pod, and any address of its subnet for groups of the same VPC. Other networks see only
 * the former, and so do ranges that are larger than /8. No rule opens the metadata service.
 *
 * Rules only allow. The rules of all groups of an instance count. The source's must allow egress, the destination's ingress.
 */
export const ec2 =
  (groups: Group[], prefixLists: PrefixLists) =>
  (source: Host, destination: Host): ((traffic: Traffic) => boolean) => {
    const rulesBetween = (member: Host, direction: Direction, other: Host): Rule[] =>
      groups
        .filter(({ id }) => member.groups.includes(id))
        .flatMap((group) => group[direction].filter((rule) => names(rule, group, other, prefixLists)));
    const isMetadata = metadata.includes(destination.address);
    const out = isMetadata ? [] : rulesBetween(source, "egress", destination);
    const into = rulesBetween(destination, "ingress", source);
    return (traffic) => {
      const isService = (destination.service ?? []).some(
        ({ protocol, port }) => protocol === traffic.protocol && port === traffic.port,
      );
      return (
        (source.groups.length === 0 || isService || out.some((rule) => carries(rule, traffic))) &&
        (destination.groups.length === 0 || into.some((rule) => carries(rule, traffic)))
      );
    };
  };

/** Addresses of the metadata service, which no rule opens. */
export const metadata = ["169.254.169.254", "fd00:ec2::254"];

/** True if a rule of this group names the host, by its address or as a member of a group. */
function names(
  rule: Rule,
  group: Group,
  { address, groups, isPod, network }: Host,
  prefixLists: PrefixLists,
): boolean {
  const cidrs = [
    ...(rule.cidrBlocks ?? []),
    ...(rule.ipv6CidrBlocks ?? []),
    ...(rule.prefixListIds ?? []).flatMap((id) => prefixLists[id] ?? []),
  ];
  const ids = [...(rule.securityGroups ?? []), ...(rule.self ? [group.id] : [])].map((id) =>
    id.slice(id.indexOf("/") + 1),
  );
  return (
    cidrs.some((cidr) => contains(cidr, address)) ||
    (network !== undefined &&
      network.vpcId === group.vpcId &&
      (rule.cidrBlocks ?? []).some((cidr) => coversAll(cidr, network.cidrBlock))) ||
    (isPod && rule.cidrBlocks?.includes("0.0.0.0/0") === true) ||
    groups.some((id) => ids.includes(id))
  );
}

const numbers: Readonly<Record<string, string>> = {
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
  "132": "sctp",
};

function carries(rule: Rule, { protocol, port }: Traffic): boolean {
  const written = rule.protocol.toLowerCase();
  if (written === "-1" || written === "all") return true;
  if ((numbers[written] ?? written) !== protocol) return false;
  if (protocol === "icmp" || protocol === "icmpv6") {
    return (rule.fromPort === -1 || rule.fromPort === port) && (rule.toPort === -1 || rule.toPort === 0);
  }
  const hasPorts = ["tcp", "udp", "sctp"].includes(protocol);
  return !hasPorts || (rule.fromPort <= port && port <= rule.toPort);
}

/** The rule of a standalone rule's arguments. Without ports, it covers every ICMP type. */
export const ruleOf = (args: StandaloneRule): Rule => ({
  protocol: args.ipProtocol,
  fromPort: args.fromPort ?? -1,
  toPort: args.toPort ?? -1,
  cidrBlocks: args.cidrIpv4 ? [args.cidrIpv4] : [],
  ipv6CidrBlocks: args.cidrIpv6 ? [args.cidrIpv6] : [],
  prefixListIds: args.prefixListId ? [args.prefixListId] : [],
  securityGroups: args.referencedSecurityGroupId ? [args.referencedSecurityGroupId] : [],
});

/** True if the range has all addresses of the subnet. */
function coversAll(cidr: string, subnet: string): boolean {
  const [bits, subnetBits] = [cidr, subnet].map((text) => Number(text.split("/")[1]));
  return bits! >= 8 && bits! <= subnetBits! && contains(cidr, subnet.split("/")[0]!);
}

const answers = new Map<string, boolean>();

/** True if an address is in a range. Answers are cached, because parsing takes most of the time. */
export function contains(cidr: string, address: string): boolean {
  const key = `${cidr} ${address}`;
  const cached = answers.get(key);
  if (cached !== undefined) return cached;
  const [network, bits] = parseCIDR(cidr);
  const parsed = parse(address);
  const same = parsed.kind() === network.kind();
  const answer = same && (parsed as IPv4).match(network as IPv4, bits);
  answers.set(key, answer);
  return answer;
}
