import { loadBalancerToken } from "../../common/names";
import { sideOf } from "../../preview-report/assertions/ends";
import type { Node, Side } from "../../preview-report/assertions/ends";
import type { Assertion } from "../../preview-report/assertions/file";
import { isNode, passagesBetween } from "../../preview-report/assertions/passages";
import { statementOf } from "../../preview-report/assertions/judge";
import type { Passage, When } from "../../preview-report/assertions/passages";
import { partsOf } from "../../preview-report/read/preview";
import { intersect, isEmpty, portRange, portTexts, subtract } from "../../preview-report/traffic/ports";
import type { Ports } from "../../preview-report/traffic/ports";
import type { InstanceSummary } from "../instances/instance-summary";
import { protocols } from "./attempts";
import type { Port, Protocol } from "./attempts";

/** The connections that test one assertion between two instances. */
export interface Trial {
  from: InstanceSummary;
  to: InstanceSummary;
  ports: Port[];
  /** A TCP port that no rule allows: if it is refused as well, a refusal says nothing. Absent if the rules allow all. */
  control?: Port | undefined;
}

/** How to test one assertion by connections. */
export interface Plan {
  assertion: Assertion;
  trials: Trial[];
  /** What connections from the cluster can never test. */
  untestable: string[];
  /** What could be tested, but not now. */
  hindrances: string[];
}

/** Plans the connections for an assertion whose ends match something. */
export function planOf(assertion: Assertion, when: When, instances: readonly InstanceSummary[]): Plan {
  const { kind, ports } = assertion;
  const [from, to] = [sideOf(assertion.from, when.moment, kind), sideOf(assertion.to, when.moment, kind)];
  const hindrances = new Set<string>();
  const left = new Set<string>();
  /** Why nothing is ever tested from or to a machine; undefined if it is. */
  const apartFor = (urn: string, { realm }: Node) =>
    realm?.startsWith("aws/")
      ? "members of @pulumi/aws run in AWS"
      : partsOf(urn).type === loadBalancerToken
        ? "load balancers, because connections are only between instances"
        : undefined;
  const statement = statementOf(assertion);
  const skip = (node: Node, side: "from" | "to") => {
    for (const [urn, name] of node.machines) {
      const reason = apartFor(urn, node);
      if (reason !== undefined) left.add(reason);
      // A range is mostly addresses, which are never tested.
      else if (node.isUncertain && assertion[side].kind !== "cidr") {
        hindrances.add(`it isn't known whether ${name} belongs to ${statement[side]}`);
      }
    }
  };
  const running = (node: Node) =>
    [...node.machines].flatMap(([urn, name]) => {
      const reason = apartFor(urn, node);
      if (reason !== undefined) {
        left.add(reason);
        return [];
      }
      const found = instances.filter((each) => each.name === name);
      if (found.length === 0) hindrances.add(`${name} has no Pod`);
      for (const each of found) {
        const fix = each.state === "stopped" ? `: run "ec2-pods start ${each.name}"` : "";
        if (!isRunning(each)) hindrances.add(`${each.name} is ${each.state}${fix}`);
      }
      return found.filter(isRunning);
    });
  const trials = [...passagesBetween(from, to, when.index, "some")].flatMap((passage) => {
    const { from: source, to: target, isUncertain } = passage;
    if (!isNode(source) || !isNode(target)) return [];
    if (isUncertain) {
      skip(source, "from");
      skip(target, "to");
      return [];
    }
    const tested = samples(ports, passage);
    for (const each of tested.left) left.add(each);
    if (tested.ports.length === 0) return [];
    const control = controlFor(passage, tested.ports);
    return running(source).flatMap((one) =>
      running(target)
        .filter((other) => other.id !== one.id)
        .map((other): Trial => ({ from: one, to: other, ports: tested.ports, control })),
    );
  });
  const ends = [...addressesText(from, to), ...emptyText(from, to)];
  const reasons = [...ends, ...(trials.length > 0 || ends.length === 0 ? left : [])];
  return {
    ...{ assertion, trials },
    untestable: reasons.length + trials.length + hindrances.size > 0 ? reasons : ["it needs two instances"],
    hindrances: [...hindrances],
  };
}

const isRunning = ({ state, pod, privateIp }: InstanceSummary): boolean =>
  state === "running" && pod !== undefined && privateIp !== undefined;

function addressesText(from: Side, to: Side): string[] {
  return [
    ...(from.addresses.length > 0
      ? [
          "connections from addresses outside: those from this machine go through the API server, past the groups",
        ]
      : []),
    ...(to.addresses.length > 0
      ? ["connections to addresses outside: it isn't known which of them answer"]
      : []),
  ];
}

const emptyText = (from: Side, to: Side): string[] =>
  [from, to].some(({ nodes }) => nodes.some(({ machines }) => machines.size === 0))
    ? ["groups without instances"]
    : [];

const all: Readonly<Record<Protocol, Ports>> = { tcp: portRange("TCP"), udp: portRange("UDP") };
/** As many ports of large ranges are tested of a pair of instances. Those of UDP are tested one after the other. */
const most: Readonly<Record<Protocol, number>> = { tcp: 24, udp: 8 };
const few = 8;

type Range = readonly [number, number];

/** The ports of a protocol in a set, by the text that people read: the form of the set is its own business. */
function rangesOf(ports: Ports, protocol: Protocol): Range[] {
  return portTexts(intersect(ports, all[protocol])).flatMap((text): Range[] => {
    if (text === `all ${protocol}`) return [[1, 65_535]];
    const [, first, last = first] = /^\w+\/(\d+)(?:-(\d+))?$/.exec(text) ?? [];
    return first === undefined ? [] : [[Number(first), Number(last)]];
  });
}

/** Where the rules of both ends begin or end, first what all of them allow. */
const boundsOf = ({ maybe, hops }: Passage, protocol: Protocol): number[] =>
  [maybe, ...hops.flatMap(({ grants }) => grants.map((grant) => grant.ports))]
    .flatMap((ports) => rangesOf(ports, protocol))
    .flat();

/** The ports to try: each that is named, and of ranges those where a rule of both ends begins or ends. */
function samples(wanted: Ports, passage: Passage): { ports: Port[]; left: string[] } {
  const parts = protocols.map((protocol) => samplesOf(wanted, passage, protocol));
  const others = protocols.reduce((left, protocol) => subtract(left, all[protocol]), wanted);
  return {
    ports: parts.flatMap(({ ports }) => ports),
    left: [
      ...parts.flatMap(({ left }) => left),
      ...(isEmpty(others) ? [] : ["protocols other than TCP and UDP"]),
    ],
  };
}

function samplesOf(wanted: Ports, passage: Passage, protocol: Protocol): { ports: Port[]; left: string[] } {
  const ranges = rangesOf(wanted, protocol);
  const short = ranges.filter(([first, last]) => last - first < few);
  const named = short.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  const isWanted = (port: number) => ranges.some(([first, last]) => first <= port && port <= last);
  const found = [...boundsOf(passage, protocol).filter(isWanted), ...ranges.flat()].filter(
    (port) => !named.includes(port),
  );
  const ports = [...named, ...[...new Set(found)].slice(0, most[protocol])].sort((a, b) => a - b);
  const total = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return {
    ports: ports.map((port) => ({ protocol, port })),
    left: ports.length < total ? [`${total - ports.length} of ${total} ${protocol.toUpperCase()} ports`] : [],
  };
}

/** A TCP port that no rule allows, preferably one that isn't tested anyway. */
function controlFor({ maybe }: Passage, tested: readonly Port[]): Port | undefined {
  const isTested = (port: number) => tested.some((each) => each.protocol === "tcp" && each.port === port);
  if (!tested.some(({ protocol }) => protocol === "tcp")) return undefined;
  const closed = rangesOf(subtract(all.tcp, maybe), "tcp").flatMap(([first, last]) => [last, first]);
  const port = closed.find((each) => !isTested(each)) ?? closed[0];
  return port === undefined ? undefined : { protocol: "tcp", port };
}
