import { groupedBy } from "../../../common/lists";
import { isDefaultProvider } from "../../../common/urn";
import { isUnknown } from "../../../common/values";
import { partsOf, texts } from "../preview";
import type { State } from "../preview";
import type { Resource } from "../resources";
import { containsSecret, isMasked, withoutSecrets } from "../secrets";
import { defaultGroupType, isGroup, isInstance, isPrefixList } from "./types";

export type When = "old" | "new";

type IsType = (type: string) => boolean;

/** What a value names. */
export interface Target {
  key: string;
  /** Absent if the preview doesn't have it; the key then is its id. */
  resource?: Resource;
}

/** Unknown values of a property. */
export interface Unknowns {
  /** How many of its values only the update will know. */
  count: number;
  /** How many of its values are secret: unlike others, they may depend on nothing. */
  secrets: number;
  /** The value is unknown as a whole: it may be any number of them, or any one. */
  isWhole: boolean;
}

/** Counts what a side hides. */
export const unknownsAmong = (values: readonly unknown[]): Omit<Unknowns, "isWhole"> => ({
  count: values.filter(isUnknown).length,
  secrets: values.filter(isMasked).length,
});

/** What a side has of a resource. */
export interface Facts extends Pick<State, "inputs" | "outputs" | "dependencies" | "provider"> {
  /** The arguments with what marks their secrets. */
  marked: State["inputs"];
}

/** What says which resources the hidden values of a property may name. */
interface Clues {
  /** Those that it depends on. */
  urns: string[];
  /** Whether one of its other values is this id. */
  names(id: unknown): boolean;
  hasSecret: boolean;
  /** What was found by them, by the types that were asked for. */
  hidden: Map<IsType, Resource[]>;
}

/** The resources of AWS before the update, or after it. */
export interface Side {
  when: When;
  resources: readonly Resource[];
  ofType(is: IsType): Resource[];
  stateOf(resource: Resource): Facts;
  /** The region of a resource; empty for all of them if a preview doesn't tell each, because they may be in one. */
  regionOf(resource: Resource): string;
  /**
   * What a value of a property may name: one target, or several if only the update will know which, or none if the
   * preview doesn't say.
   */
  find(resource: Resource, property: string, value: unknown, is: IsType): Target[];
  /**
   * Whether unknown values of a property may name something that {@link find} doesn't find: it also depends on what isn't
   * of `types`, and that may give them.
   */
  mayNameOther(resource: Resource, property: string, unknowns: Unknowns, types: NamedTypes): boolean;
}

/** The types that a property names, and the types of which it can't have what it names. */
export interface NamedTypes {
  is: IsType;
  isNoSource: IsType;
}

/** What a resource is known by on both sides: its id after the update if that is known, or its URN. */
export const keyOf = (resource: Resource): string =>
  (resource.new ? idOn(resource, "new") : resource.old?.id) ?? resource.urn;

/** Whether the update makes a resource, whose id nothing knows before. */
export const isMade = ({ operation }: Resource): boolean => operation === "create" || operation === "replace";

/** The document of a preview has the id of a resource that stays only in its old state. */
function idOn(resource: Resource, when: When): string | undefined {
  const { old, new: after } = resource;
  if (when === "old") return old?.id;
  return after?.id ?? (isMade(resource) ? undefined : old?.id);
}

function stateOn(resource: Resource, when: When): State | undefined {
  const { type, old, new: after } = resource;
  if (when === "old") return old;
  // A default group stays as it is if a program no longer declares it.
  if (!after) return type === defaultGroupType ? old : undefined;
  // The document of a preview has the outputs of a resource that stays only in its old state.
  return !isMade(resource) && old && Object.keys(after.outputs).length === 0
    ? { ...after, outputs: old.outputs }
    : after;
}

/** The facts of a state. A secret counts as unknown. */
function factsOf(resource: Resource, { inputs, outputs, dependencies, provider }: State): Facts {
  const marked = resource.isRead ? { ...argumentsIn(resource, outputs), ...inputs } : inputs;
  return {
    provider,
    marked,
    inputs: withoutSecrets(marked) as Facts["inputs"],
    outputs: withoutSecrets(outputs) as Facts["outputs"],
    dependencies,
  };
}

/** What the program only reads has no arguments. Its outputs say the same, apart from what other resources add to it. */
function argumentsIn({ type }: Resource, { securityGroups, ...outputs }: State["outputs"]): State["inputs"] {
  if (isGroup(type) || isPrefixList(type)) return {};
  // An instance has the ids of its groups apart from their names.
  return isInstance(type) ? outputs : { ...outputs, securityGroups };
}

export function sideOf(all: readonly Resource[], when: When): Side {
  const states = new Map(
    all
      .filter(({ type }) => type.startsWith("aws:"))
      .flatMap((each) => {
        const state = stateOn(each, when);
        return state ? [[each, factsOf(each, state)] as const] : [];
      }),
  );
  const resources = [...states.keys()];
  const stateOf = (resource: Resource): Facts =>
    states.get(resource) ?? { marked: {}, inputs: {}, outputs: {} };
  const byUrn = new Map(resources.map((each) => [each.urn, each]));
  const byName = groupedBy(resources, (each) => [idOn(each, when), ...namesOf(each, stateOf(each))]);
  const byType = groupedBy(resources, ({ type }) => [type]);
  const regionIn = regionsOf(all, when);
  const told = new Map(resources.map((each) => [each, regionIn(stateOf(each))]));
  const unchanged = new Set(all.flatMap(({ urn, operation }) => (operation === "same" ? [urn] : [])));
  let latest: { resource: Resource; property: string; clues: Clues } | undefined;
  const cluesOf = (resource: Resource, property: string): Clues => {
    // Questions about one property follow one another.
    if (latest?.resource !== resource || latest.property !== property) {
      latest = { resource, property, clues: cluesIn(stateOf(resource), property) };
    }
    return latest.clues;
  };
  const isFresh = (resource: Resource) => idOn(resource, when) === undefined;
  /** What hidden values may name: what has no id yet, and for a secret, or alone, what no known value names. */
  const hiddenIn = ({ urns, names, hasSecret, hidden }: Clues, is: IsType): Resource[] => {
    const known = hidden.get(is);
    if (known) return known;
    const isNamed = (each: Resource) =>
      [idOn(each, when), stateOf(each).outputs["defaultSecurityGroupId"]].some(names);
    const found = urns
      .flatMap((urn) => byUrn.get(urn) ?? [])
      .filter((each) => is(each.type))
      .filter((each) => isFresh(each) || ((hasSecret || urns.length === 1) && !isNamed(each)));
    hidden.set(is, found);
    return found;
  };
  const areTold = [...told.values()].every((region) => region !== undefined);
  const regionOf = (resource: Resource) => (areTold ? (told.get(resource) ?? "") : "");
  return {
    when,
    resources,
    stateOf,
    regionOf,
    ofType: (is) => [...byType].flatMap(([type, same]) => (is(type) ? same : [])),
    find(resource, property, value, is) {
      if (typeof value !== "string") return [];
      if (!isUnknown(value)) {
        const isHere = (each: Resource) =>
          idOn(each, when) === value || regionOf(each) === regionOf(resource);
        // Each region has names of its own.
        const named = byName.get(value)?.find((each) => is(each.type) && isHere(each));
        return [named ? targetOf(named) : { key: value }];
      }
      return hiddenIn(cluesOf(resource, property), is).map(targetOf);
    },
    mayNameOther(resource, property, { count, secrets, isWhole }, { is, isNoSource }) {
      const all = cluesOf(resource, property);
      const hidden = hiddenIn(all, is);
      const fresh = hidden.filter(isFresh).length;
      if (secrets > hidden.length - Math.min(count, fresh)) return true;
      const found = new Set(hidden.map(({ urn }) => urn));
      const others = all.urns.filter((urn) => !found.has(urn) && !isNoSource(partsOf(urn).type));
      // What is known is in a list by its value, unless the list is unknown as a whole.
      const mayBeOther = (urn: string) => isWhole || !(unchanged.has(urn) || is(partsOf(urn).type));
      return (isWhole || count > fresh) && others.some(mayBeOther);
    },
  };
}

function cluesIn({ marked, dependencies }: Facts, property: string): Clues {
  const value = marked[property];
  let known: Set<unknown> | undefined;
  return {
    urns: [...new Set(texts(dependencies?.[property]))],
    names(id) {
      // An account can precede an id.
      known ??= new Set(leavesOf(value).flatMap((leaf) => (typeof leaf === "string" ? leaf.split("/") : [])));
      return known.has(id);
    },
    hasSecret: containsSecret(value),
    hidden: new Map(),
  };
}

const leavesOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null && !isMasked(value)
    ? Object.values(value).flatMap(leavesOf)
    : [value];

/** Gives the region of a state: of its argument, or its provider; undefined if neither says it. */
function regionsOf(all: readonly Resource[], when: When): (facts: Facts) => string | undefined {
  const regions = new Map<string | undefined, unknown>();
  for (const each of all.filter(({ type }) => type === "pulumi:providers:aws")) {
    const name = isDefaultProvider(each.name) ? undefined : each.name;
    const region = stateOn(each, when)?.inputs["region"];
    // Components may have providers of one name.
    regions.set(name, regions.has(name) && regions.get(name) !== region ? undefined : region);
  }
  return ({ inputs, outputs, provider }) =>
    [inputs["region"], outputs["region"], regions.get(provider)].find(
      (region): region is string => typeof region === "string" && !isUnknown(region),
    );
}

const targetOf = (resource: Resource): Target => ({ key: keyOf(resource), resource });

/** What names a resource apart from its id: the name of a template, the interface of an instance, the table of a VPC. */
function namesOf({ type }: Resource, { inputs, outputs }: Facts): string[] {
  const isNamed = /:Launch(Template|Configuration)$|^aws:autoscaling\/group:/.test(type);
  return [
    ...["primaryNetworkInterfaceId", "mainRouteTableId", "defaultRouteTableId"].map((name) => outputs[name]),
    ...(isNamed ? [inputs["name"], outputs["name"]] : []),
  ].filter((name): name is string => typeof name === "string" && name !== "" && !isUnknown(name));
}
