import type { Assertion, End } from "../../provider/preview-report/assertions/file";
import { has, notPublic, pointsIn } from "./assertion-evaluator";
import { type AwsHost, type AwsWorld, groupsIn, hostsIn } from "./aws-world";
import { ec2, type Host, type Traffic } from "./ec2-evaluator";

/** An assertion about a world, with single connections instead of ranges of ports. */
export interface AwsQuestion {
  kind: Assertion["kind"];
  ends: [from: End, to: End];
  traffic: Traffic[];
}

/**
 * How much is true of what the program doesn't say: the rules of the default group that it doesn't declare, the internet
 * between VPCs, the address of a machine that a group would have, and whether a subnet with some of a range's addresses
 * is one of it.
 */
type Extent = "least" | "most";

/** What an assertion is if both extents must agree. */
export function truthOf(world: AwsWorld, question: AwsQuestion): "holds" | "broken" | "unknown" {
  const [least, most] = [isTrue(world, question, "least"), isTrue(world, question, "most")];
  return least !== most ? "unknown" : least ? "holds" : "broken";
}

interface Part {
  /** Absent for an address, and for a machine that a group without instances would have. */
  name?: string;
  host: Host;
  /** Absent for an address. */
  vpc?: string;
  isMany: boolean;
  /** It may have other addresses. */
  isAnywhere: boolean;
}

/** Addresses that no range, one range or several ranges of the rules have. */
const privateAddresses = ["10.9.9.7", "10.1.9.7", "10.1.1.7", "10.2.2.7", "10.2.3.7", "172.16.0.7"];
const publicAddresses = ["192.0.2.7", "198.51.100.7"];

const anything = [
  { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] },
];

interface Pair {
  source: Part;
  target: Part;
}

function isTrue(world: AwsWorld, { kind, ends, traffic }: AwsQuestion, extent: Extent): boolean {
  const [from, to] = ends.map((end) => partsOf(end, kind, world, extent)) as [Part[], Part[]];
  const groups = groupsIn(world, extent);
  const letsOut = ec2(
    groups.map((group) => ({ ...group, ingress: anything })),
    {},
  );
  const letsIn = ec2(
    groups.map((group) => ({ ...group, egress: anything })),
    {},
  );
  const passes = ({ source, target }: Pair): ((each: Traffic) => boolean) => {
    const isWay = world.isPeered || !source.vpc || !target.vpc || source.vpc === target.vpc;
    if (!isWay && extent === "least") return () => false;
    const out = seenAs(target, isWay).map((host) => letsOut(source.host, host));
    const into = seenAs(source, isWay).map((host) => letsIn(host, target.host));
    const isAny = (hops: typeof out, each: Traffic) =>
      extent === "least" ? hops.every((hop) => hop(each)) : hops.some((hop) => hop(each));
    return (each) => isAny(out, each) && isAny(into, each);
  };
  const pairs = pairsOf(from, to, kind).map(passes);
  return kind === "mustReach"
    ? from.length > 0 && to.length > 0 && pairs.every((pass) => traffic.every(pass))
    : !pairs.some((pass) => traffic.some(pass));
}

/** A machine doesn't reach itself. What must reach itself alone is asked for another machine in the same groups. */
function pairsOf(from: Part[], to: Part[], kind: AwsQuestion["kind"]): Pair[] {
  const every = from.flatMap((source) => to.map((target) => ({ source, target })));
  const apart = every.filter(({ source, target }) =>
    source.vpc && target.vpc
      ? source.isMany || target.isMany || source.name !== target.name
      : source.vpc !== target.vpc,
  );
  return kind === "mustReach" && apart.length === 0
    ? every.filter(({ source, target }) => source.vpc && target.vpc)
    : apart;
}

/** As which hosts the rules of the other end see a part. */
function seenAs({ host, isAnywhere }: Part, isWay: boolean): Host[] {
  if (!isWay) return publicAddresses.map(hostAt);
  return isAnywhere ? privateAddresses.map((address) => ({ ...host, address })) : [host];
}

const hostAt = (address: string): Host => ({ address, groups: [], isPod: false });

function partsOf(end: End, kind: AwsQuestion["kind"], world: AwsWorld, extent: Extent): Part[] {
  const hosts = hostsIn(world);
  const named = rangesOf(world);
  const partOf = (host: AwsHost): Part => ({ ...host, host, isAnywhere: false });
  const addressesIn = (ranges: readonly string[], except: readonly string[]) =>
    pointsIn(ranges, except, named).map((address) => ({
      ...{ host: hostAt(address), isMany: false, isAnywhere: false },
    }));
  switch (end.kind) {
    case "instance":
      return hosts.filter(({ name }) => end.names.includes(name)).map(partOf);
    case "tag":
      return hosts.filter(({ tier }) => ["*", tier].includes(end.tags["tier"]!)).map(partOf);
    case "group":
      return groupsIn(world, extent)
        .filter(({ name }) => end.names.includes(name))
        .flatMap(({ id, vpcId: vpc }) => {
          const members = hosts.filter(({ groups }) => groups.includes(id)).map(partOf);
          const host = { ...hostAt(privateAddresses[0]!), groups: [id] };
          return members.length > 0 ? members : [{ host, vpc, isMany: true, isAnywhere: true }];
        });
    case "internet":
      return addressesIn(kind === "mustReach" ? ["0.0.0.0/0"] : ["0.0.0.0/0", "2000::/3"], notPublic);
    case "cidr": {
      const isIn = ({ subnet }: AwsHost) => {
        const points = pointsIn([subnet], [], [...end.cidrs, ...end.except]);
        const is = (point: string) => has(end.cidrs, end.except, point);
        return extent === "least" ? points.every(is) : points.some(is);
      };
      const inside = kind === "mustReach" ? [] : hosts.filter(isIn).map(partOf);
      return [...inside, ...addressesIn(end.cidrs, end.except)];
    }
  }
}

const rangesOf = (world: AwsWorld): string[] =>
  groupsIn(world, "most").flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ cidrBlocks = [], ipv6CidrBlocks = [] }) => [
      ...cidrBlocks,
      ...ipv6CidrBlocks,
    ]),
  );
