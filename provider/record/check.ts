import { randomBytes } from "node:crypto";

import { checkEach, region as regionCheck, tags as tagsCheck } from "../common/checks";
import { converted, convertedTexts } from "../common/convert";
import type { Fail, InputFailure } from "../common/errors";
import { accountId, ec2Arn, recordId, securityGroupId } from "../common/names";
import { mergedTags } from "../common/tags";
import { kindOf, show } from "../common/text";
import { parseUrn } from "../common/urn";
import { isAbsent, isGiven, isRecord, isUnknown, sameValue } from "../common/values";
import { documentText, sameDocument } from "./document";
import { concealed, made } from "./kind";
import type { Facts, RecordKind, Values } from "./kind";
import type { Shape, ValueType } from "./shape";

/** Validates the arguments of a record, all failures at once, and fills in all that previews should show. */
export function checkRecord(
  kind: RecordKind,
  shape: Shape,
  olds: Values,
  news: Values,
  stackRegion: string,
  isLookup = false,
): { inputs: Record<string, unknown>; failures: InputFailure[] } {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => void failures.push({ property, reason });
  const given = argumentsOf(shape, news);
  checkShape(shape, given, concealed(kind, shape), fail);
  checkEach(given, { region: regionCheck, tags: tagsCheck, ...kind.checks }, fail);

  const { name, parents, ...stack } = identityIn(news["__urn"]);
  const facts: Facts = {
    region: given["region"] ?? stackRegion,
    name,
    parents,
    isLookup,
    defaultTags: isLookup ? undefined : news["tagsAll"],
    olds,
    changes: changed(shape, olds, news, computedIn(olds)),
    groupId: (group) => securityGroupId({ ...stack, name: group }),
  };
  const filled = withDefaults(kind, shape, given, facts);
  const values = { ...filled, ...kind.complete?.(filled) };
  const id = typeof kind.id === "function" ? kind.id(values, facts) : (olds["recordId"] ?? recordId(kind.id));
  const whole = { ...values, id };
  // What has the wrong form can't be compared with anything.
  if (failures.length === 0) kind.check?.(whole, fail, facts);
  const outputs = failures.length === 0 || facts.isLookup ? outputsOf(kind, shape, whole, facts) : {};
  const computed = Object.keys(outputs).filter((key) => key in shape.arguments && !(key in values));
  return {
    inputs: {
      ...outputs,
      ...values,
      ...(computed.length > 0 && { [computedKey]: computed }),
      recordId: id,
      __urn: news["__urn"],
      __provider: news["__provider"],
    },
    failures,
  };
}

/** The input that lists arguments which the program leaves to AWS. */
const computedKey = "__computed";

/** Arguments that the program leaves to AWS: their values are no wish of the program's. */
export const computedIn = (values: Values): string[] => (values[computedKey] ?? []) as string[];

/** The values, with those of these that aren't known yet as they were: the engine asks ahead what a replacement would do. */
export const whileUnknown = (olds: Values, news: Values, keys: readonly string[]): Values => ({
  ...news,
  ...Object.fromEntries(keys.filter((key) => isUnknown(news[key])).map((key) => [key, olds[key]])),
});

/** Stack, project, types of parents and logical name in a URN. */
export function identityIn(urn: unknown): { stack: string; project: string; parents: string; name: string } {
  const { types, ...others } = parseUrn(String(urn));
  return { ...others, parents: types.split("$").slice(0, -1).join("$") };
}

/** The arguments that are given. A key that @pulumi/aws doesn't have is dropped, as AWS's provider drops it. */
export const argumentsOf = ({ arguments: types }: Pick<Shape, "arguments">, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([key, value]) => Object.hasOwn(types, key) && !isAbsent(value) && !isNoRegion(key, value))
      .map(([key, value]) => [key, inShape(key, value, types[key] ?? "any")]),
  );

/** An empty region is that of the provider. */
const isNoRegion = (key: string, value: unknown): boolean => key === "region" && value === "";

function inShape(key: string, value: unknown, type: ValueType): unknown {
  if (type === "document") return documentText(value);
  return key === "tags" ? convertedTexts(value) : converted(value, type);
}

/** Names of the arguments that differ, without these. */
export function changed(
  shape: Pick<Shape, "arguments">,
  olds: Values,
  news: Values,
  others: readonly string[],
): string[] {
  const [before, after] = [argumentsOf(shape, olds), argumentsOf(shape, news)];
  const isSame = (key: string) =>
    shape.arguments[key] === "document"
      ? sameDocument(before[key], after[key])
      : sameValue(inOrder(before[key]), inOrder(after[key]));
  return Object.keys({ ...before, ...after }).filter((key) => !others.includes(key) && !isSame(key));
}

/** AWS keeps lists as sets, and takes an empty text for an absent one. */
const inOrder = (value: unknown): unknown => {
  if (value === "") return undefined;
  return Array.isArray(value)
    ? [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
};

const forms: Readonly<Record<ValueType, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  list: "a list",
  map: "an object",
  document: "JSON text or an object",
  any: "a value",
};

function checkShape(
  { arguments: types, required }: Shape,
  values: Values,
  unshown: readonly string[],
  fail: Fail,
): void {
  for (const key of required) {
    if (values[key] === undefined) fail(key, `is missing. Set it to ${forms[types[key] ?? "any"]}`);
  }
  for (const [key, value] of Object.entries(values)) {
    const type = types[key] ?? "any";
    if (isGiven(value) && !hasType(value, type)) {
      fail(key, `is ${unshown.includes(key) ? kindOf(value) : show(value)}. Use ${forms[type]}`);
    }
  }
}

/** Whether a converted value has its type. */
function hasType(value: unknown, type: ValueType): boolean {
  switch (type) {
    case "any":
      return true;
    case "list":
      return Array.isArray(value);
    case "map":
      return isRecord(value);
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "string":
    case "document":
      return typeof value === "string";
  }
}

function withDefaults(kind: RecordKind, shape: Shape, given: Values, facts: Facts): Values {
  const values = { ...(kind.name && ownName(kind.name, given, facts)), ...given };
  const defaults = Object.entries(kind.defaults?.(values, facts) ?? {});
  return {
    ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)),
    ...values,
    ...(Object.hasOwn(shape.arguments, "region") && { region: facts.region }),
  };
}

/** The name that the resource has, or a new one: of `namePrefix`, if that is given, else of the logical name. An alias keeps it. */
function ownName(argument: string, given: Values, { name, olds }: Facts): Values {
  const prefix = given[`${argument}Prefix`];
  if (isUnknown(prefix)) return { [argument]: prefix };
  const start = typeof prefix === "string" ? prefix : `${name}-`;
  const old = olds[argument];
  // A name of another start was made when the resource had another logical name.
  const isMade = (text: string) => typeof prefix !== "string" && /-[0-9a-f]{7}$/.test(text);
  if (typeof old === "string" && (old.startsWith(start) || isMade(old))) return { [argument]: old };
  return { [argument]: `${start}${randomBytes(4).toString("hex").slice(0, 7)}` };
}

/** All outputs that aren't arguments and that aren't empty. */
function outputsOf(kind: RecordKind, shape: Shape, values: Values & { id: unknown }, facts: Facts): Values {
  // What depends on a resource that this run doesn't check, because of --target, is as the state has it.
  const own = Object.entries(kind.outputs?.(values, facts) ?? {}).map(([key, value]) => [
    key,
    value ?? facts.olds[key],
  ]);
  const all: Values = {
    region: facts.region,
    ownerId: accountId,
    tagsAll: mergedTags(facts.defaultTags, values["tags"]),
    ...Object.fromEntries(own),
  };
  const arn =
    typeof kind.arn === "function"
      ? kind.arn({ ...all, ...values })
      : made(ec2Arn, facts.region, kind.arn, values.id);
  return Object.fromEntries(
    Object.entries({ ...all, arn }).filter(
      ([name, value]) => shape.outputs.includes(name) && value !== undefined && value !== "",
    ),
  );
}
