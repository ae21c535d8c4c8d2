import { IPv4, IPv6 } from "ipaddr.js";

import type { Assertion, End } from "../../provider/preview-report/assertions/file";
import { contains, metadata, type Traffic } from "./ec2-evaluator";
import { networkPolicies } from "./network-policy-evaluator";
import { groupsOf, type Machine, machinesOf, policiesOf, type World } from "./security-world";

/** An assertion about a world, with single connections instead of ranges of ports. */
export interface Question {
  kind: Assertion["kind"];
  ends: [from: End, to: End];
  traffic: Traffic[];
}

export const instanceName = (index: number): string => `machine-${index}`;
export const groupName = (index: number): string => `group-${index}`;
export const tierOf = (index: number): string => (index % 2 === 0 ? "a" : "b");

const special = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"];
/** Ranges of IPv4 that aren't the internet. */
export const notPublic = [...special, "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"];

/** Whether an assertion is true, by trying each machine and each address at which a rule or a range begins. */
export function isTrue(world: World, { kind, ends, traffic }: Question): boolean {
  const { policies } = policiesOf(world);
  const passes = networkPolicies(policies, false);
  const [from, all] = ends.map((end) => membersOf(end, kind, world)) as [Part[], Part[]];
  const to = all.filter(({ isMachine, machine }) => isMachine || !metadata.includes(machine.address));
  const every = from.flatMap((source) =>
    to.filter((target) => source.isMachine || target.isMachine).map((target) => ({ source, target })),
  );
  const apart = every.filter(({ source, target }) => source.name !== target.name || source.name === "");
  // What must reach itself alone is asked for another machine in the same groups.
  const asked = kind === "mustReach" && apart.length === 0 ? every : apart;
  const pairs = asked.map(({ source, target }) => passes(source.machine, target.machine));
  return kind === "mustReach"
    ? from.length > 0 && to.length > 0 && pairs.every((pass) => traffic.every(pass))
    : !pairs.some((pass) => traffic.some(pass));
}

interface Part {
  /** Empty for an address, and for a machine that a group without instances would have. */
  name: string;
  machine: Machine;
  isMachine: boolean;
}

function membersOf(end: End, kind: Assertion["kind"], world: World): Part[] {
  const machines = machinesOf(world).slice(0, world.instances.length);
  const parts = machines.map((machine, index) => ({ name: instanceName(index), machine, isMachine: true }));
  switch (end.kind) {
    case "instance":
      return parts.filter(({ name }) => end.names.includes(name));
    case "tag":
      return parts.filter((_, index) => ["*", tierOf(index)].includes(end.tags["tier"]!));
    case "group":
      return groupsOf(world).flatMap(({ id }, index) => {
        if (!end.names.includes(groupName(index))) return [];
        const members = parts.filter(({ machine }) => machine.groups.includes(id));
        return members.length > 0 ? members : [newMember(id, world.groups[index]!.home)];
      });
    case "internet": {
      const ranges = kind === "mustReach" ? ["0.0.0.0/0"] : ["0.0.0.0/0", "2000::/3"];
      return hostsIn(ranges, notPublic, world);
    }
    case "cidr": {
      const isIn = ({ network }: Machine & { network?: { cidrBlock: string } }) =>
        network !== undefined &&
        pointsIn([network.cidrBlock], [], [...end.cidrs, ...end.except]).every((point) =>
          has(end.cidrs, end.except, point),
        );
      const inside = kind === "mustReach" ? [] : parts.filter(({ machine }) => isIn(machine));
      return [...inside, ...hostsIn(end.cidrs, end.except, world)];
    }
  }
}

const newMember = (id: string, namespace: string): Part => ({
  name: "",
  isMachine: true,
  machine: {
    ...{ address: "10.9.9.9", namespace, isPod: true, groups: [id] },
    labels: { [`security-group.ec2-pods/${id}`]: "member" },
  },
});

function hostsIn(ranges: readonly string[], except: readonly string[], world: World): Part[] {
  const named = groupsOf(world).flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ cidrBlocks = [], ipv6CidrBlocks = [] }) => [
      ...cidrBlocks,
      ...ipv6CidrBlocks,
    ]),
  );
  const metadataRanges = metadata.map((address) => `${address}/${address.includes(":") ? 128 : 32}`);
  return pointsIn(ranges, except, [...named, ...metadataRanges]).map((address) => ({
    name: "",
    isMachine: false,
    machine: { address, labels: {}, groups: [], isPod: false },
  }));
}

export const has = (ranges: readonly string[], except: readonly string[], address: string): boolean =>
  ranges.some((range) => contains(range, address)) && !except.some((range) => contains(range, address));

/** An address of each stretch of the ranges to which the same rules apply: those at which any range begins, or has ended. */
export function pointsIn(
  ranges: readonly string[],
  except: readonly string[],
  named: readonly string[],
): string[] {
  const points = [...ranges, ...except, ...named].flatMap(boundsOf);
  return [...new Set(points)].filter((point) => has(ranges, except, point));
}

function boundsOf(range: string): string[] {
  const Version = range.includes(":") ? IPv6 : IPv4;
  const first = Version.networkAddressFromCIDR(range).toByteArray();
  const length = Number(range.split("/")[1]);
  const start = first.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
  const end = start + (1n << BigInt(first.length * 8 - length));
  const text = (value: bigint) =>
    new Version(
      first.map((_, index) => Number((value >> BigInt((first.length - 1 - index) * 8)) & 255n)),
    ).toString();
  return [text(start), ...(end < 1n << BigInt(first.length * 8) ? [text(end)] : [])];
}
