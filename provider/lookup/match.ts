import type { Fail } from "../common/errors";
import { checkFilters } from "../common/filters";
import type { Filter } from "../common/filters";
import { isAbsent, isEmptyList, isRecord, isUnknown, valueAt } from "../common/values";
import { matchesAny } from "../common/wildcard";
import type { Values } from "../record/kind";

/** What a look-up compares: an argument or a filter, and the property of a resource that it means. */
export interface Terms {
  /** Names of properties by arguments of another name. */
  arguments: Readonly<Record<string, string>>;
  /** Names of properties by filters of another name, as EC2's API spells them. */
  filters: Readonly<Record<string, string>>;
  /** What is compared where the arguments say nothing. */
  otherwise: Values;
}

/** Whether a resource is what the arguments ask for; undefined if a preview can't know. */
export function matches(
  resource: Values,
  args: Values,
  terms: Terms,
  results: readonly string[],
): boolean | undefined {
  const answers = [
    ...comparedArguments(args, terms, results).map(([key, value]) =>
      isTags(key)
        ? hasTags(resource["tags"], value)
        : equals(valuesAt(resource, terms.arguments[key] ?? key), [value].flat()),
    ),
    ...filtersOf(args).map((filter) => equals(filtered(resource, filter.name, terms), filter.values)),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Names of the properties that {@link matches} compares. */
export const comparedProperties = (args: Values, terms: Terms, results: readonly string[]): string[] =>
  [
    ...comparedArguments(args, terms, results).map(([key]) =>
      isTags(key) ? "tags" : (terms.arguments[key] ?? key),
    ),
    ...filtersOf(args).map(({ name }) =>
      name.startsWith("tag") ? "tags" : (terms.filters[name] ?? camel(name)),
    ),
  ].map((path) => path.split(".")[0] ?? "");

/** Arguments that choose what the result has, not which resource it is. */
const choices = ["filters", "getPasswordData", "getUserData", "includePublicKey", "mostRecent", "region"];

const isTags = (key: string): boolean => ["tags", "instanceTags"].includes(key);

const comparedArguments = (args: Values, terms: Terms, results: readonly string[]): [string, unknown][] =>
  Object.entries({ ...terms.otherwise, ...saidIn(args) })
    .filter(([key]) => !choices.includes(key))
    .filter(([key]) => results.includes(key) || key in terms.arguments);

const saidIn = (args: Values): Values =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => !isEmptyList(value)));

const filtersOf = (args: Values): Filter[] =>
  Array.isArray(args["filters"]) ? (args["filters"] as Filter[]) : [];

/** Reports filters of another form, and names that the kind doesn't have. */
export function checkTerms(args: Values, terms: Terms, properties: readonly string[], fail: Fail): void {
  const own = properties.filter((property) => !choices.includes(property));
  const names = [...new Set([...Object.keys(terms.filters), ...own.map(kebab)])];
  const example = '{ name: "tag:Name", values: ["web"] }';
  checkFilters(args["filters"], { names, aliases: own, example }, fail);
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function filtered(resource: Values, name: string, { filters }: Terms): unknown[] {
  const { tags } = resource;
  if (isUnknown(tags) && name.startsWith("tag")) return [tags];
  if (name === "tag-key") return Object.keys(isRecord(tags) ? tags : {});
  if (name.startsWith("tag:")) return isRecord(tags) ? valuesAt(tags, `["${name.slice(4)}"]`) : [];
  return valuesAt(resource, filters[name] ?? camel(name));
}

/** All values at a path; a step through a list leads to each of its items. */
function valuesAt(value: unknown, path: string): unknown[] {
  const [head = "", tail] = path.startsWith("[") ? [path] : path.split(/\.(.*)/);
  const found = [valueAt(value, head)].flat();
  return tail === undefined || found.some(isUnknown) ? found : found.flatMap((item) => valuesAt(item, tail));
}

function equals(found: readonly unknown[], wanted: readonly unknown[]): boolean | undefined {
  const texts = found.filter((value) => !isAbsent(value)).map(String);
  if (matchesAny(wanted, texts)) return true;
  return [...found, ...wanted].some(isUnknown) ? undefined : false;
}

function hasTags(tags: unknown, wanted: unknown): boolean | undefined {
  if (isUnknown(tags) || isUnknown(wanted)) return undefined;
  const own = isRecord(tags) ? tags : {};
  const answers = Object.entries(isRecord(wanted) ? wanted : {}).map(([key, value]) =>
    isUnknown(own[key]) || isUnknown(value) ? undefined : own[key] === value,
  );
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}
