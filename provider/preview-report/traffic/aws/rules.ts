import { isAbsent, isRecord, isUnknown, unknownValue } from "../../../common/values";
import { directions } from "../../../security-group/network-policy";
import type { Direction } from "../../../security-group/network-policy";
import { keyOf, unknownsAmong } from "../../read/aws/side";
import type { Side, Unknowns } from "../../read/aws/side";
import { directionOfRule, isAwsRule, isGroup } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import { withoutSecrets } from "../../read/secrets";
import { merged } from "../grants";
import type { Grant } from "../grants";
import { asNew, everywhere, instancesIn, keyOf as peerKey } from "../peers";
import type { Peer } from "../peers";
import { allTraffic, rulePorts } from "../ports";
import type { Ports } from "../ports";
import type { Groups } from "./groups";
import type { PrefixLists } from "./prefix-lists";
import { rangePeer, valuesOf } from "./values";

/** What the rules of a side are read with. */
export interface Context {
  side: Side;
  groups: Groups;
  prefixLists: PrefixLists;
  /** Keys of the VPCs that something joins; empty if nothing does. */
  joined: ReadonlySet<string>;
}

const joinedVpcs = "joined VPCs";

/** The network in which ranges cover members: all VPCs that something joins are one. */
export const placeOf = ({ joined }: Pick<Context, "joined">, vpc: string): string =>
  joined.has(vpc) ? joinedVpcs : vpc;

/** One rule, inline or of its own. */
type Rule = Readonly<Record<string, unknown>>;

const rangeProperties = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"];
const listProperties = ["prefixListIds", "prefixListId"];
const groupProperties = ["securityGroups", "sourceSecurityGroupId", "referencedSecurityGroupId"];

/** How many unknown groups and prefix lists rules name. */
type UnknownCounts = Record<"groups" | "lists", Omit<Unknowns, "isWhole">>;

function unknownsIn(rules: readonly Rule[]): UnknownCounts {
  const count = (names: string[]) =>
    unknownsAmong(rules.flatMap((rule) => givenIn(rule, names).flatMap((name) => valuesOf(rule[name]))));
  return { groups: count(groupProperties), lists: count(listProperties) };
}

/** Those of the properties that a rule has: one as a rule. */
const givenIn = (rule: Rule, names: string[]): string[] => names.filter((name) => !isAbsent(rule[name]));

/**
 * What groups allow before and after the update, by inline rules and by rules of their own, which add up.
 *
 * AWS's provider revokes the rule that EC2 gives a new group, which allows all egress: a group without `egress` allows
 * none (resourceSecurityGroupCreate in vpc_security_group.go of terraform-provider-aws). It keeps the rules of a group
 * whose program no longer has `ingress` or `egress`, because both are optional and computed.
 */
export function grantsOfRules(was: Context, is: Context): { before: Grant[]; after: Grant[] } {
  const standalone = (context: Context) =>
    context.side.ofType(isAwsRule).flatMap((rule) => grantsOfStandalone(context, rule));
  const [before, after] = [standalone(was), standalone(is)];
  const all = [...before, ...after];
  return {
    before: merged([...inlineGrants(was, all), ...before]),
    after: merged([...inlineGrants(is, all), ...after]),
  };
}

/**
 * What inline rules allow, and rules that only the state has.
 *
 * After a refresh, the state also has the standalone ones, even if they don't exist any more. EC2 tells rules apart by
 * their source and ports, so another rule with a part of the ports stays.
 */
function inlineGrants(context: Context, standalone: Grant[]): Grant[] {
  let known: Set<string> | undefined;
  const isKnown = (grant: Grant): boolean => {
    known ??= new Set(standalone.map(grantKey));
    return known.has(grantKey(grant));
  };
  return context.side.ofType(isGroup).flatMap((group) =>
    directions.flatMap((direction) => {
      const { rules, isLeft } = inlineOf(context.side, group, direction);
      const grants = grantsOfInline(context, group, direction, rules);
      return isLeft ? grants.filter((grant) => !isKnown(grant)) : grants;
    }),
  );
}

const grantKey = ({ group, direction, peer, ports }: Grant): string =>
  `${direction} ${group} ${peerKey(peer)} ${JSON.stringify(ports)}`;

/** The inline rules of a group, and whether the state may have rules of their own among them. */
function inlineOf(side: Side, group: Resource, direction: Direction): { rules: unknown; isLeft: boolean } {
  const own = side.stateOf(group).inputs[direction];
  if (!isAbsent(own)) return { rules: own, isLeft: false };
  if (side.when === "new" && group.operation === "replace") return { rules: [], isLeft: false };
  const declared = withoutSecrets(group.old?.inputs[direction]);
  return isAbsent(declared)
    ? { rules: withoutSecrets(group.old?.outputs[direction]), isLeft: true }
    : { rules: declared, isLeft: false };
}

function grantsOfInline(context: Context, group: Resource, direction: Direction, rules: unknown): Grant[] {
  const id = keyOf(group);
  const all = valuesOf(rules);
  const marked = valuesOf(context.side.stateOf(group).marked[direction]);
  const unknowns = unknownsIn(marked.filter(isRecord));
  return all.flatMap((rule) => {
    if (!isRecord(rule)) {
      const peer = asNew(context.side.when, group, direction)({ kind: "unknown" });
      return [{ group: id, direction, peer, ports: allTraffic }];
    }
    const peers = peersOf(context, { resource: group, group: id, rule, property: direction, unknowns });
    return grantsOf(context, { group: id, direction, rule, peers });
  });
}

function grantsOfStandalone(context: Context, resource: Resource): Grant[] {
  const { side, groups } = context;
  const { inputs: rule, marked } = side.stateOf(resource);
  const [id = resource.urn, ...others] = groups.find(resource, "securityGroupId", rule["securityGroupId"]);
  const isUnsure =
    isUnknown(rule["securityGroupId"]) &&
    groups.mayNameOther(resource, "securityGroupId", { count: 1, secrets: 0, isWhole: true });
  const group = others.length > 0 || isUnsure ? resource.urn : id;
  const known = directionOfRule(resource.type) ?? rule["type"];
  const peers = peersOf(context, { resource, group, rule, unknowns: unknownsIn([marked]) });
  return directions
    .filter((direction) => known === direction || isUnknown(known))
    .flatMap((direction) => grantsOf(context, { group, direction, rule, peers }));
}

interface Entry {
  group: string;
  direction: Direction;
  rule: Rule;
  peers: Peer[];
}

function grantsOf(context: Context, { group, direction, rule, peers }: Entry): Grant[] {
  const ports = portsOf(rule);
  const vpc = context.groups.vpcOf(group);
  const others = context.joined.size > 0 ? [joinedVpcs] : [];
  const places = vpc === undefined ? [] : [...new Set([placeOf(context, vpc), ...others])];
  const inVpcs = peers.flatMap((peer) =>
    // All instances are everywhere.
    peer.kind === "cidr" && peer.cidr !== everywhere ? places.map((vpcId) => instancesIn(peer, vpcId)) : [],
  );
  return [...peers, ...inVpcs].map((peer) => ({ group, direction, peer, ports }));
}

/** Unknown ports, and those that aren't any, count as all, so that the report names everything that may open. */
function portsOf({ protocol, ipProtocol = protocol, fromPort, toPort }: Rule): Ports {
  const isText = typeof ipProtocol === "string" || typeof ipProtocol === "number";
  if (!isText || isUnknown(ipProtocol)) return allTraffic;
  const [from, to] = [fromPort, toPort].map(portOf);
  const isPartial = Number.isNaN(from) || Number.isNaN(to);
  return isPartial ? rulePorts(String(ipProtocol)) : rulePorts(String(ipProtocol), from, to);
}

/** The number of a port; undefined if there is none, and not a number if it isn't known. */
function portOf(value: unknown): number | undefined {
  if (isAbsent(value) || value === "") return undefined;
  return typeof value === "string" || typeof value === "number" ? Number(value) : NaN;
}

interface Source {
  resource: Resource;
  group: string;
  rule: Rule;
  /** Property that has the whole rule; absent if each of its properties is one of the resource. */
  property?: string;
  /** Those of all rules of the property. */
  unknowns: UnknownCounts;
}

function peersOf(context: Context, { resource, group, rule, property, unknowns }: Source): Peer[] {
  const { groups, prefixLists } = context;
  const fresh = (name: string) => asNew(context.side.when, resource, property ?? name);
  const ranges = givenIn(rule, rangeProperties).flatMap((name) =>
    valuesOf(rule[name]).map(rangePeer).map(fresh(name)),
  );
  /** What else the unknown values in a property of the rule may name. */
  const othersIn = (
    name: string,
    { mayNameOther }: Pick<PrefixLists, "mayNameOther">,
    counts: Omit<Unknowns, "isWhole">,
    otherOf: (all: Unknowns) => Peer,
  ): Peer[] => {
    if (!valuesOf(rule[name]).some(isUnknown)) return [];
    const all = { ...counts, isWhole: !Array.isArray(rule[name]) };
    return mayNameOther(resource, property ?? name, all) ? [otherOf(all)] : [];
  };
  const lists = givenIn(rule, listProperties).flatMap((name) =>
    [
      ...valuesOf(rule[name]).flatMap((value) => prefixLists.peersOf(resource, property ?? name, value)),
      ...othersIn(name, prefixLists, unknowns.lists, () => ({ kind: "unknown" })),
    ].map(fresh(name)),
  );
  const count = unknowns.groups.count + unknowns.groups.secrets;
  const named = givenIn(rule, groupProperties).flatMap((name) => {
    const values = valuesOf(rule[name]);
    const own = values.filter(isUnknown).length;
    const peersOfValue = (value: unknown): Peer[] => {
      const ids = groups.find(resource, property ?? name, value);
      if (ids.length === 0) return [{ kind: "unknown", isGroup: true }];
      // As many unknown ids as groups, or more: each group is one of them.
      const isEach = ids.length === 1 || (own === count && own >= ids.length);
      return isEach ? ids.map((id) => ({ kind: "group", id })) : [{ kind: "oneOf", ids: [...ids].sort() }];
    };
    const others = othersIn(name, groups, unknowns.groups, (all) => {
      const defaults = groups.defaultsBeside(resource, property ?? name, all);
      const ids = [...groups.find(resource, property ?? name, unknownValue), ...defaults].sort();
      return defaults.length > 0 ? { kind: "oneOf", ids } : { kind: "unknown", isGroup: true };
    });
    return [...values.flatMap(peersOfValue), ...others].map(fresh(name));
  });
  const self: Peer[] =
    rule["self"] === true
      ? [{ kind: "group", id: group }]
      : isUnknown(rule["self"])
        ? [{ kind: "unknown", isGroup: true }]
        : [];
  return [...ranges, ...lists, ...named, ...self];
}
