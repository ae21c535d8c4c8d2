import type { Addresses } from "../../common/cidr";
import type { VpcRange } from "../../common/network-labels";
import { groupedBy } from "../../common/lists";
import { suggestion } from "../../common/text";
import { isUnknown, unknownValue } from "../../common/values";
import { isPattern, matchesAny, matchesPattern } from "../../common/wildcard";
import { directions } from "../../security-group/network-policy";
import { isRule } from "../read/security-groups";
import type { Names } from "../read/security-groups";
import type { Attachment, Firewall, Grant } from "../traffic/grants";
import { allTraffic } from "../traffic/ports";
import { publicSpace } from "../traffic/world";
import { isWithin } from "./addresses";
import type { Match } from "./addresses";
import type { Assertion, End } from "./file";
import { spansOf, withoutSpans } from "./spans";

/** An instance, or any other resource in groups, at one time. */
interface Instance extends Attachment {
  name: string;
  /** See {@link Member.urn}. */
  urn?: string | undefined;
  /** See {@link Member.isMany}. */
  isMany?: boolean | undefined;
}

/** A firewall at one time. */
export interface Moment {
  grants: readonly Grant[];
  instances: readonly Instance[];
  /** Names of the groups by id. */
  groups: Names;
  /** The networks of groups; see {@link Attachment.realm}. */
  realms: Firewall["realms"]["after"];
}

/** The firewall before or after the update. A stopped instance counts as if it ran. */
export function momentOf(firewall: Firewall, when: "before" | "after", names: Names): Moment {
  const declared = firewall.members.flatMap(({ name, urn, isMany, idle, ...sides }) => {
    const attachment = sides[when] ?? idle?.[when];
    if (!attachment) return [];
    const hidden = attachment.isPartial ? [unknownValue] : [];
    return [{ ...attachment, name, urn, isMany, groups: [...attachment.groups, ...hidden] }];
  });
  // Their rules aren't in the preview, so they may allow anything.
  const foreign = firewall.foreign.flatMap((group) =>
    directions.map((direction): Grant => ({
      ...{ group, direction, peer: { kind: "unknown" } },
      ports: allTraffic,
    })),
  );
  const existing = firewall.existing?.[when];
  const groups = [...names].filter(([id]) => !isRule(id) && existing?.has(id) !== false);
  return {
    grants: [...firewall[when].filter(({ isAssumed }) => !isAssumed), ...foreign],
    instances: declared,
    groups: new Map(groups),
    realms: firewall.realms[when],
  };
}

/** Instances to which the same rules apply, or a group that has no instance. */
export interface Node {
  /** Names, by what tells each of them from others of the same name. */
  machines: ReadonlyMap<string, string>;
  /** Ids of the groups. {@link unknownValue} is one that only the update will know. */
  groups: readonly string[];
  network?: VpcRange | undefined;
  /** See {@link Attachment.realm}. */
  realm?: string | undefined;
  /** Only the update will know whether they belong to the end. */
  isUncertain: boolean;
  /** One of them may be several machines. */
  isMany: boolean;
}

/** What an end stands for. */
export interface Side {
  nodes: readonly Node[];
  addresses: readonly Addresses[];
}

/**
 * What an end stands for at a moment.
 *
 * For `mustNotReach`, a range of addresses is also the instances whose subnet is in it. For `mustReach`, it is addresses
 * alone, and the internet is that of IPv4: most machines have no other address.
 */
export function sideOf(end: End, { instances, groups, realms }: Moment, kind: Assertion["kind"]): Side {
  const select = (membership: (instance: Moment["instances"][number]) => Match) =>
    instances.flatMap((instance) => {
      const is = membership(instance);
      return is === "no" ? [] : [{ ...instance, isUncertain: is === "maybe" }];
    });
  switch (end.kind) {
    case "instance":
      return only(select(({ name }) => (matchesAny(end.names, [name]) ? "yes" : "no")));
    case "tag":
      return only(select(({ tags }) => hasTags(end.tags, tags)));
    case "group": {
      const ids = groupsIn(end.names, groups);
      const membersOf = groupedBy(instances, (instance) => instance.groups);
      const hidden = membersOf.get(unknownValue) ?? [];
      // A machine may be in all of these groups.
      const members = new Set(ids.flatMap((id) => membersOf.get(id) ?? []));
      const uncertain = ids.flatMap((id) =>
        hidden
          .filter((member) => !member.groups.includes(id))
          .map((member) => ({ ...member, groups: [...member.groups, id], isUncertain: true })),
      );
      const empty = ids.filter((id) => !membersOf.has(id));
      return {
        nodes: [
          ...bundled([...[...members].map((member) => ({ ...member, isUncertain: false })), ...uncertain]),
          ...empty.map((id) => ({
            ...{ machines: new Map<string, string>(), groups: [id], isUncertain: false, isMany: true },
            realm: realms.get(id),
          })),
        ],
        addresses: [],
      };
    }
    case "internet": {
      const addresses = withoutSpans(publicSpace.ranges, publicSpace.except);
      return {
        nodes: [],
        addresses: kind === "mustReach" ? addresses.filter(({ version }) => version === 4) : addresses,
      };
    }
    case "cidr": {
      const addresses = spansOf(end.cidrs, end.except);
      const nodes = kind === "mustReach" ? [] : select((instance) => isWithin(instance, addresses));
      return { nodes: bundled(nodes), addresses };
    }
  }
}

type Selected = Instance & { isUncertain: boolean };

const only = (instances: Selected[]): Side => ({ nodes: bundled(instances), addresses: [] });

/** The instances by the rules that apply to them; each instance once. */
function bundled(instances: Selected[]): Node[] {
  const found = new Map<string, { node: Node; machines: Map<string, string> }>();
  for (const { name, urn = name, isMany = false, groups, network, realm, isUncertain } of instances) {
    const sorted = [...new Set(groups)].sort();
    const key = JSON.stringify([sorted, network, realm, isUncertain, isMany]);
    const machines = found.get(key)?.machines ?? new Map<string, string>();
    machines.set(urn, name);
    found.set(key, {
      machines,
      node: { machines, groups: sorted, network, realm, isUncertain, isMany },
    });
  }
  return [...found.values()].map(({ node }) => node);
}

function hasTags(wanted: Readonly<Record<string, string>>, tags: Attachment["tags"]): Match {
  if (!tags) return "maybe";
  const found = Object.entries(wanted).map(([key, pattern]) => {
    const value = Object.hasOwn(tags, key) ? tags[key] : tags[unknownValue];
    if (isUnknown(value)) return "maybe";
    return value !== undefined && matchesPattern(pattern, String(value)) ? "yes" : "no";
  });
  return found.includes("no") ? "no" : found.includes("maybe") ? "maybe" : "yes";
}

/** Ids of the groups that a pattern matches, by their name or id. */
const groupsIn = (patterns: readonly string[], groups: Names): string[] =>
  [...groups].filter(([id, name]) => matchesAny(patterns, [id, name])).map(([id]) => id);

/** An end that matches nothing, probably because of a typing error. */
export interface Unmatched {
  kind: "instance" | "group" | "tag";
  /** What nothing has: a name, the key of a tag, or its value. */
  name: string;
  /** The key of the tag that has another value. */
  key?: string;
  /** The name that was probably meant. */
  meant?: string;
  /** Some of the names that there are. */
  choices: string[];
  /** It matched before: this update deletes or renames it. */
  isGone?: true;
}

/** Why an end matches nothing at a moment; undefined if it matches something. */
export function unmatched(end: End, moment: Moment, earlier?: Moment): Unmatched | undefined {
  const { instances, groups } = moment;
  if (earlier) {
    const found = unmatched(end, moment);
    return found && !unmatched(end, earlier) ? { ...found, isGone: true } : found;
  }
  switch (end.kind) {
    case "instance": {
      const names = instances.map(({ name }) => [name]);
      return missing("instance", end.names, names);
    }
    case "group": {
      const names = [...groups].map(([id, name]) => [name, id]);
      return missing("group", end.names, names);
    }
    case "tag":
      return instances.some(({ tags }) => hasTags(end.tags, tags) !== "no")
        ? undefined
        : missingTag(end.tags, instances);
    default:
      return undefined;
  }
}

/** Each name must match something: one of a list can be wrong as well. The first of an item's names is shown. */
function missing(kind: "instance" | "group", patterns: readonly string[], items: string[][]) {
  const wrong = patterns.find((pattern) => !items.some((item) => matchesAny([pattern], item)));
  const names = items.flatMap(([name = ""]) => name);
  return wrong === undefined ? undefined : { kind, name: wrong, ...choicesFor(wrong, names) };
}

function missingTag(wanted: Readonly<Record<string, string>>, instances: Moment["instances"]): Unmatched {
  const isAbsent = (tag: [string, string]) =>
    instances.every(({ tags }) => hasTags(Object.fromEntries([tag]), tags) === "no");
  const wrong = Object.entries(wanted).find(isAbsent);
  // Each tag is somewhere, but all of them are nowhere.
  if (!wrong) return { kind: "tag", name: Object.keys(wanted).join(" and "), choices: [] };
  const [key, value] = wrong;
  const keys = instances.flatMap(({ tags }) => Object.keys(tags ?? {})).filter((key) => !isUnknown(key));
  if (!keys.includes(key)) return { kind: "tag", name: key, ...choicesFor(key, keys) };
  const values = instances.flatMap(({ tags }) => (Object.hasOwn(tags ?? {}, key) ? String(tags?.[key]) : []));
  return { kind: "tag", name: value, key, ...choicesFor(value, values) };
}

function choicesFor(name: string, names: readonly string[]): Pick<Unmatched, "meant" | "choices"> {
  const choices = [...new Set(names)];
  const meant = isPattern(name) ? undefined : suggestion(name, choices);
  return { ...(meant !== undefined && { meant }), choices: choices.slice(0, mostChoices) };
}

const mostChoices = 5;
