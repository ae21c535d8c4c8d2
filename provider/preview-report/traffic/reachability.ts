import { groupedBy } from "../../common/lists";
import { memoized } from "../../common/memoized";
import type { Direction } from "../../security-group/network-policy";
import type { Names } from "../read/security-groups";
import { bundles } from "./bundles";
import type { Bundle, Exposed, Side } from "./bundles";
import { allowances, byPeer, bySide, portsOfGrants, worldPorts } from "./grants";
import type { Allowance, Attachment, Firewall, Grant, Grants, RuleChange } from "./grants";
import { keyOf, nested } from "./peers";
import type { Peer } from "./peers";
import { allTraffic, intersect, isEmpty, noPorts, portTexts, subtract, union, unionOf } from "./ports";
import type { Ports } from "./ports";
import { sourceFinder } from "./sources";
import type { Both, End, Rules } from "./sources";
import { isWorld, publicSize } from "./world";

/** Who reaches whom, and on which ports. */
export interface ReachChange {
  from: string;
  /** Names of all sources, of a row that `from` names only some of. */
  sources?: string[];
  to: string;
  opens: string[];
  closes: string[];
  /** Reached both before and after the update. */
  stays: string[];
  /** The source is a quarter of all public addresses, or more; or what it newly reaches is open to as many with it. */
  fromWorld: boolean;
  /**
   * Those of the target that newly are open to the world, unless what opens is a rule of their groups: they join a group,
   * or get an address or a route.
   */
  exposed?: Exposed[];
}

/** Who reaches whom before and after. A group without instances appears if its rules change. */
export function reachChanges(firewall: Firewall, rules: RuleChange[], names: Names): ReachChange[] {
  const { before, after, members, realms } = firewall;
  const all = bundles(
    members,
    [...before, ...after].map(({ peer }) => peer),
    [...new Set(rules.map(({ groupId }) => groupId))],
    realms,
  );
  const opening = groupedBy(rules, ({ openToWorld, groupId }) => (openToWorld ? [groupId] : []));
  const reaches = reachability(before, after, all);
  const worlds = worldsOf(reaches);
  // Most rows have the ports of others.
  const textsOf = memoized(portTexts);
  return (
    reaches
      .map((reach) => {
        const part = worldPart(reach, worlds);
        const fromWorld = part?.isOpening === true;
        const exposed = part ? exposedBy(reach, part, opening) : [];
        const change: ReachChange = {
          ...sourceOf(reach.from, names),
          to: endName([reach.to], names),
          opens: textsOf(reach.opens),
          closes: textsOf(reach.closes),
          stays: textsOf(intersect(reach.before, reach.after)),
          fromWorld,
        };
        if (exposed.length > 0) change.exposed = exposed;
        return change;
      })
      // Ports that a larger range takes over from a part of it are in the row of the larger range.
      .filter(({ opens, closes, stays }) => opens.length + closes.length + stays.length > 0)
  );
}

/** What joins a group that is already open to the world, or gets a way from it, so that no rule says what opens. */
function exposedBy(
  { to, opens }: Reach,
  { isOpening, stays }: WorldPart,
  opening: ReadonlyMap<string, readonly RuleChange[]>,
): Exposed[] {
  const own = (to.after?.groups ?? []).flatMap((id) => opening.get(id) ?? []);
  const ports = new Set(own.flatMap((rule) => rule.ports));
  if (isOpening && !portTexts(opens).every((text) => ports.has(text))) return to.exposed;
  return isEmpty(stays) ? [] : to.newlyExposed;
}

/** The ports that open to the world, and those that are open to it after the update. */
interface World {
  opens: Record<4 | 6, Ports>;
  after: Record<4 | 6, Ports>;
}

/** What all ranges that reach a target open to the world together, by the target. */
function worldsOf(reaches: readonly Reach[]): ReadonlyMap<Bundle, World> {
  const byTarget = groupedBy(reaches, ({ from, to }) => (isPeer(from) ? [to] : []));
  return new Map(
    [...byTarget].map(([to, rows]) => {
      const all = rows.flatMap((row) => (isPeer(row.from) ? [{ ...row, peer: row.from }] : []));
      // Most targets don't change.
      const [isOpening, isExposed] = [all.some((row) => !isEmpty(row.opens)), to.newlyExposed.length > 0];
      const inOrder = isOpening || isExposed ? nested(all).map(({ item }) => item) : [];
      const opens = isOpening ? worldPorts(inOrder) : nothing;
      const after = isExposed ? worldPorts(inOrder.map((row) => ({ ...row, before: noPorts }))) : nothing;
      return [to, { opens, after }] as const;
    }),
  );
}

const nothing: World["opens"] = { 4: noPorts, 6: noPorts };

/** What a range is of a world that reaches a target. */
interface WorldPart {
  /** It is the world itself, or opens to it with others. */
  isOpening: boolean;
  /** Ports that are open to the world by it both before and after. */
  stays: Ports;
}

function worldPart(
  { from, to, opens, before, after }: Reach,
  worlds: ReadonlyMap<Bundle, World>,
): WorldPart | undefined {
  const world = worlds.get(to);
  if (!world || !isPeer(from) || from.kind !== "cidr" || publicSize(from) === 0n || to.isCutOff)
    return undefined;
  const both = intersect(before, after);
  return {
    isOpening: !isEmpty(intersect(opens, world.opens[from.version])),
    stays: isWorld(from) ? both : intersect(both, world.after[from.version]),
  };
}

/** Whether anything opens or closes. */
export const isChange = ({ opens, closes }: ReachChange): boolean => opens.length + closes.length > 0;

/** Names of what newly opens to the world without a rule that says so, each once. */
export function exposedIn(reach: readonly ReachChange[]): string[] {
  const names = new Set<string>();
  for (const { exposed } of reach) exposed?.forEach(({ name }) => names.add(name));
  return [...names];
}

/** A source by its name, with those of all if several ends are one. */
function sourceOf(from: Reach["from"], names: Names): Pick<ReachChange, "from" | "sources"> {
  if (isPeer(from)) return { from: keyOf(from) };
  const name = endName(from, names);
  return from.length === 1
    ? { from: name }
    : { from: name, sources: from.flatMap((bundle) => namesIn(bundle, names)) };
}

/** The instances. A group without instances appears by its own name. */
function namesIn({ instances, after }: Bundle, names: Names): string[] {
  const [id = ""] = after?.groups ?? [];
  return instances.length > 0 ? instances : [`${names.get(id) ?? id} (no instances)`];
}

/** At most four by name. */
function endName(end: readonly Bundle[], names: Names): string {
  const count = end.reduce((sum, { instances }) => sum + Math.max(instances.length, 1), 0);
  const some = end.slice(0, 4).flatMap((bundle) => namesIn(bundle, names).slice(0, 4));
  return count <= 4 ? some.join(", ") : `${some.slice(0, 3).join(", ")} and ${count - 3} more`;
}

/** What others reach of one end before and after. */
interface Reach extends Passing {
  /** A range, or the bundles that reach it alike. */
  from: Peer | readonly Bundle[];
  to: Bundle;
}

interface Passing {
  before: Ports;
  after: Ports;
  opens: Ports;
  closes: Ports;
}

const isPeer = (from: Reach["from"]): from is Peer => "kind" in from;

/** More sources that reach a target alike are one row: each group that is open to all would have a row for each source. */
const mostAlike = 20;

/**
 * Who reaches whom, as far as the source's groups let it out and the target's groups let it in.
 *
 * Ranges of addresses are sources only.
 */
export function reachability(
  before: Grant[],
  after: Grant[],
  all: readonly Bundle[],
  most = mostAlike,
): Reach[] {
  const [was, is] = [bySide(before), bySide(after)];
  const rulesOf = (direction: Direction, bundle: Bundle): Both<Rules> => ({
    before: rulesOfSide(was, direction, bundle.before),
    after: rulesOfSide(is, direction, bundle.after),
  });
  const ends = all.map((bundle, index): End => ({
    ...{ index, bundle },
    into: rulesOf("ingress", bundle),
    out: rulesOf("egress", bundle),
  }));
  const sourcesOf = sourceFinder(ends);
  return ends.flatMap((end) => {
    const { bundle: to, into } = end;
    const ranges = rangesReaching(allowances(into.before.grants, into.after.grants))
      .map(({ from, before, after, opens, closes }): Reach => {
        return { from, to, before, after, opens, closes: subtract(closes, into.after.hidden) };
      })
      .filter(isAny);
    const sources = sourcesOf(end).flatMap((alike): Sources[] => {
      const passing = alike[0] && passingTo(end, alike[0]);
      return passing ? [{ ends: alike, passing }] : [];
    });
    return [
      ...ranges,
      ...rowsOf(sources, most).map(({ ends: from, passing }) => ({
        from: from.map(({ bundle }) => bundle),
        to,
        ...passing,
      })),
    ];
  });
}

/** Sources from which the same traffic passes to a target. */
interface Sources {
  ends: readonly End[];
  passing: Passing;
}

/** What passes from one end to another; undefined if nothing ever does. */
function passingTo(to: End, from: End): Passing | undefined {
  const [before, after] = (["before", "after"] as const).map((when) =>
    allowed(from.out[when], to.into[when], from.bundle[when], to.bundle[when]),
  ) as [Ports, Ports];
  if (isEmpty(before) && isEmpty(after)) return undefined;
  const unsure = union(to.into.after.hidden, from.out.after.hidden);
  const closes = subtract(subtract(before, after), unsure);
  return { before, after, opens: subtract(after, before), closes };
}

/** The rows of a target, in the order of their first sources. */
function rowsOf(sources: readonly Sources[], most: number): Sources[] {
  const alike = groupedBy(sources, ({ passing }) => [JSON.stringify(passing)]);
  return [...alike.values()]
    .flatMap(([first, ...others]) => {
      if (!first) return [];
      const ends = [first, ...others].flatMap((each) => each.ends).sort((a, b) => a.index - b.index);
      const rows = ends.length > most ? [ends] : ends.map((end) => [end]);
      return rows.map((row) => ({ ends: row, passing: first.passing }));
    })
    .sort(({ ends: [a] }, { ends: [b] }) => (a?.index ?? 0) - (b?.index ?? 0));
}

function rulesOfSide(all: Grants, direction: Direction, side: Side | undefined): Rules {
  const grants = (side?.groups ?? []).flatMap((group) => all[direction].get(group) ?? []);
  return {
    grants,
    ports: new Map([...byPeer(grants)].map(([key, same]) => [key, portsOfGrants(same)])),
    hidden: side?.isPartial
      ? allTraffic
      : portsOfGrants(grants.filter(({ peer }) => peer.kind === "unknown")),
  };
}

type RangeReach = Passing & { from: Peer };

/** What each range reaches beyond the larger ranges around it. */
function rangesReaching(all: Allowance[]): RangeReach[] {
  const whole = new Map<Allowance, RangeReach>();
  const rows = nested(all.filter(({ peer }) => peer.kind === "cidr")).map(({ item, around }): RangeReach => {
    const [was, is] = (["before", "after"] as const).map((when) =>
      unionOf([...around, item].map((each) => each[when])),
    ) as [Ports, Ports];
    const row = {
      from: item.peer,
      before: was,
      after: is,
      opens: subtract(is, was),
      closes: subtract(was, is),
    };
    whole.set(item, row);
    if (around.length === 0) return row;
    const outer = around.flatMap((each) => whole.get(each) ?? []);
    const less = (part: "before" | "after" | "opens" | "closes") =>
      outer.map((each) => each[part]).reduce(subtract, row[part]);
    return {
      from: item.peer,
      before: less("before"),
      after: less("after"),
      opens: less("opens"),
      closes: less("closes"),
    };
  });
  return rows.sort((a, b) => (keyOf(a.from) < keyOf(b.from) ? -1 : 1));
}

const isAny = ({ before, after, opens, closes }: Passing): boolean =>
  [before, after, opens, closes].some((ports) => !isEmpty(ports));

/** What the rules of a target let in of one source, as far as those of the source let it out. */
function allowed(
  egress: Rules | undefined,
  ingress: Rules,
  from: Side | undefined,
  to: Side | undefined,
): Ports {
  if (!egress || !from || !to || !areConnected(from, to)) return noPorts;
  const into = portsFor(ingress, from);
  return isEmpty(into) ? noPorts : intersect(into, portsFor(egress, to));
}

/** Whether traffic passes between two networks; see {@link Attachment.realm}. */
export const areConnected = (
  { realm: from = "" }: Pick<Attachment, "realm">,
  { realm: to = "" }: Pick<Attachment, "realm">,
): boolean => from.startsWith(to) || to.startsWith(from);

const portsFor = ({ ports }: Rules, { peers }: Side): Ports =>
  unionOf([...peers].map((key) => ports.get(key) ?? noPorts));
