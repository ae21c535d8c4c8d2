import type { Addresses } from "../../common/cidr";
import { groupedBy } from "../../common/lists";
import { unknownValue } from "../../common/values";
import type { Direction } from "../../security-group/network-policy";
import type { Names } from "../read/security-groups";
import { endOf, portsOfGrants } from "../traffic/grants";
import type { Grant, RuleChange } from "../traffic/grants";
import { keyOf, listOf } from "../traffic/peers";
import { distance, intersect, isEmpty, noPorts, portTexts, subtract } from "../traffic/ports";
import type { Ports } from "../traffic/ports";
import type { Moment, Node } from "./ends";
import type { Assertion } from "./file";
import { grantsOf, hopOf, isNode, matches } from "./passages";
import type { Hop, Passage, When } from "./passages";

/** Why traffic between two ends passes, or doesn't. */
export interface Cause {
  from: EndName;
  to: EndName;
  /** Both ends are in networks that are connected. */
  isWay: boolean;
  /** What passes of `mustNotReach`, or doesn't pass of `mustReach`. */
  ports: string[];
  /** The side of the source first. A side that is addresses has no groups, so nothing refuses there. */
  sides: SideCause[];
}

/** The parts of an end that the same rules are about. */
export interface EndName {
  /** Names of instances; empty for addresses and for a group without instances. */
  instances: string[];
  /** Names of their groups. */
  groups: string[];
  isAddresses: boolean;
}

/** What the groups of one side say to the other. */
export interface SideCause {
  direction: Direction;
  /** Names of the groups of this side. */
  groups: string[];
  /** Rules that allow it, or may do so. */
  rules: RuleCause[];
  /** Ports that no rule here allows. */
  missing: string[];
  /** Rules that allowed the missing ports before the update. */
  closed: RuleCause[];
  /** The rule that is nearest to what is missing; absent if nothing is. */
  nearest?: RuleCause;
  /** The other end is the metadata service of the node, which no rule opens. */
  isMetadata?: true;
}

/** A rule, as far as it is about this traffic. */
export interface RuleCause extends Pick<
  RuleChange,
  "direction" | "group" | "groupId" | "peer" | "peerKind" | "ranges" | "ports"
> {
  /** It isn't known whether the rule is about the other end. */
  isUnsure?: true;
  /** What the update does; absent if it changes nothing. */
  change?: "adds" | "removes" | "joins" | "leaves";
}

/** The firewall before and after, by which a cause says what the update changes. */
export interface Times {
  before: When;
  after: When;
  names: Names;
}

/** What opens or closes a passage. */
export function causeOf(
  { kind }: Pick<Assertion, "kind">,
  { passage, ports }: { passage: Passage; ports: Ports },
  times: Times,
): Cause {
  const { from, to, hops } = passage;
  return {
    from: nameOf(from, times.names),
    to: nameOf(to, times.names),
    isWay: passage.isWay,
    ports: portTexts(ports),
    sides: hops.map((hop) => sideCause(hop, ports, kind, times)),
  };
}

function nameOf(end: Node | readonly Addresses[], names: Names): EndName {
  if (!isNode(end)) return { instances: [], groups: [], isAddresses: true };
  return { instances: [...end.machines.values()], groups: groupNamesOf(end, names), isAddresses: false };
}

const groupNamesOf = ({ groups }: Node, names: Names): string[] =>
  groups.filter((id) => id !== unknownValue).map((id) => names.get(id) ?? id);

function sideCause(hop: Hop, wanted: Ports, kind: Assertion["kind"], times: Times): SideCause {
  const { direction, node, peer } = hop;
  const missing = kind === "mustReach" ? subtract(wanted, hop.ports) : noPorts;
  const earlier = earlierNode(node, times.before.moment);
  const was = hopOf(direction, earlier, peer, times.before.index, "some");
  const rules = relevant(hop.grants, wanted).map((grant) => {
    const isNew = !isEmpty(subtract(intersect(grant.ports, wanted), was.ports));
    const change = isNew ? changeOf(grant, wanted, earlier, times, "adds") : undefined;
    const rule = ruleOf(grant, wanted, times, change);
    const list = listOf(grant.peer);
    return { list, rule: hop.unsure.has(grant) ? { ...rule, isUnsure: true as const } : rule };
  });
  const wasSure = was.grants.filter((grant) => !was.unsure.has(grant) || grant.peer.kind === "unknown");
  const closed = relevant(wasSure, missing).map((grant) => ({
    list: listOf(grant.peer),
    rule: ruleOf(grant, missing, times, changeOf(grant, missing, node, times, "removes")),
  }));
  const isMetadata = !isNode(peer) && peer.length === 0;
  const nearest = isEmpty(missing) || isMetadata ? undefined : nearestRule(hop, missing, times);
  return {
    direction,
    groups: groupNamesOf(node, times.names),
    rules: distinct(rules),
    missing: portTexts(missing),
    closed: distinct(closed.filter(({ rule }) => rule.change !== undefined)),
    ...(nearest && { nearest }),
    ...(isMetadata && { isMetadata }),
  };
}

const relevant = (grants: readonly Grant[], ports: Ports): Grant[] =>
  grants.filter((grant) => !isEmpty(intersect(grant.ports, ports)));

/** A rule, and the prefix list that it names. */
interface Listed {
  rule: RuleCause;
  list: string | undefined;
}

/** Each rule once. */
function distinct(rules: Listed[]): RuleCause[] {
  const found = new Map<string, Listed>();
  for (const each of rules) {
    const { groupId, peer, ranges, ports } = each.rule;
    const key = JSON.stringify([groupId, ranges ? ranges : peer, ports]);
    // A range means the addresses in it and the instances in it. The first is sure.
    if (!found.has(key)) found.set(key, each);
  }
  // All entries of a prefix list are one rule.
  const alike = groupedBy(found.values(), ({ rule, list }) => [
    list === undefined ? rule : JSON.stringify([list, { ...rule, ranges: [] }]),
  ]);
  return [...alike.values()].flatMap(([first, ...others]) => {
    const ranges = [first, ...others].flatMap((each) => each?.rule.ranges ?? []).sort();
    return first ? { ...first.rule, ...(first.rule.ranges && { ranges }) } : [];
  });
}

const ruleOf = (
  { direction, group, peer, ports }: Grant,
  wanted: Ports | undefined,
  { names }: Times,
  change?: RuleCause["change"],
): RuleCause => ({
  direction,
  group: names.get(group) ?? group,
  groupId: group,
  ...endOf(peer, names),
  ports: portTexts(wanted ? intersect(ports, wanted) : ports),
  ...(change && { change }),
});

/** The same instances before the update, whose groups may differ; the node itself if there were none. */
function earlierNode(node: Node, { instances }: Moment): Node {
  const [machine] = node.machines.keys();
  const found = instances.find(({ name, urn = name }) => urn === machine);
  return found ? { ...node, groups: found.groups, network: found.network } : node;
}

/** What the update does about a grant: changes the rules of its group, or the groups of the instance. */
function changeOf(
  grant: Grant,
  wanted: Ports,
  /** As it is at the other time. */
  { groups }: Node,
  { before, after }: Times,
  verb: "adds" | "removes",
): RuleCause["change"] {
  if (grant.group === unknownValue) return undefined;
  const others = (verb === "adds" ? before : after).index;
  const own = others[grant.direction].get(grant.group) ?? [];
  const other = portsOfGrants(own.filter(({ peer }) => keyOf(peer) === keyOf(grant.peer)));
  if (!isEmpty(subtract(intersect(grant.ports, wanted), other))) return verb;
  if (groups.includes(grant.group)) return undefined;
  return verb === "adds" ? "joins" : "leaves";
}

/** A rule that allows this peer ports as near as can be, else one that allows another these ports. */
function nearestRule({ direction, node, peer }: Hop, missing: Ports, times: Times): RuleCause | undefined {
  const own = grantsOf(node, direction, times.after.index).filter((grant) => grant.peer.kind !== "unknown");
  const [nearest] = own
    .filter((grant) => matches(grant.peer, peer) === "yes")
    .map((grant) => ({ grant, away: distance(grant.ports, missing) }))
    .sort((a, b) => (a.away === b.away ? 0 : a.away - b.away));
  const found =
    nearest?.grant ??
    own.find((grant) => grant.peer.kind !== "network" && !isEmpty(intersect(grant.ports, missing)));
  return found && ruleOf(found, undefined, times);
}
