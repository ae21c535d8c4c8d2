import type { Fail, InputFailure } from "./errors";
import { kindOf, show, suggestion } from "./text";
import { isGiven, isRecord, isUnknown, parseDuration } from "./values";

/** Checks one present and known value; failures are reported on paths relative to it. */
export type Check = (value: unknown, fail: Fail) => void;

/** Checks each argument that is present and known by its own check. */
export function checkEach(
  args: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  fail: Fail,
  prefix = "",
): void {
  for (const [key, check] of Object.entries(checks)) {
    const value = args[key];
    if (isGiven(value)) check(value, (path, reason) => fail(`${prefix}${key}${path}`, reason));
  }
}

/** Checks each known item of a list by the same check. Says nothing against another value. */
export const eachOf =
  (check: Check): Check =>
  (value, fail) => {
    if (!Array.isArray(value)) return;
    value.forEach((item: unknown, index) => {
      if (!isUnknown(item)) check(item, (path, reason) => fail(`[${index}]${path}`, reason));
    });
  };

/** Up to this many names are listed as the fix of a wrong one. */
const fewNames = 5;

/** Rejects arguments that the kind doesn't have; `elsewhere` says what other resources call the same thing. */
export function checkNames(
  kind: string,
  args: Readonly<Record<string, unknown>>,
  names: readonly string[],
  fail: Fail,
  { prefix = "", elsewhere = {} }: { prefix?: string; elsewhere?: Readonly<Record<string, string>> } = {},
): void {
  for (const key of Object.keys(args)) {
    if (names.includes(key) || args[key] === undefined) continue;
    const near = suggestion(key, names);
    const other = names.length > fewNames ? "Remove it" : `Use one of ${names.join(", ")}`;
    const fix = Object.hasOwn(elsewhere, key) ? elsewhere[key] : near && `Did you mean "${near}"?`;
    fail(`${prefix}${key}`, `isn't an argument of ${kind}. ${fix ?? other}`);
  }
}

/** What {@link checkNames} has against these arguments. */
export function unknownNames(
  kind: string,
  args: Readonly<Record<string, unknown>>,
  names: readonly string[],
  elsewhere: Readonly<Record<string, string>> = {},
): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkNames(kind, args, names, fail, { elsewhere });
  return failures;
}

/** A string that isn't empty and that none of the tests has a reason against. */
export const string =
  (...reasons: ((value: string) => string | string[] | undefined)[]): Check =>
  (value, fail) => {
    if (typeof value !== "string") return fail("", `is ${show(value)}. Use a string`);
    if (value === "") return fail("", 'is "". Leave it out, or give it a value');
    for (const reason of reasons.flatMap((test) => test(value) ?? [])) fail("", reason);
  };

/** A {@link string} that may be secret: no failure shows it. */
export const secretString =
  (...reasons: Parameters<typeof string>): Check =>
  (value, fail) => {
    if (typeof value === "string") string(...reasons)(value, fail);
    else fail("", `is ${kindOf(value)}. Use a string`);
  };

/** A kubeconfig: its path, or its contents as a string or an object. */
export const kubeconfig: Check = (value, fail) => {
  if (!isRecord(value)) secretString()(value, fail);
};

/** A string of this pattern; `form` names what it would be and how to write it. */
export const matching = (pattern: RegExp, form: string): Check =>
  string((value) => (pattern.test(value) ? undefined : `is ${show(value)}, which isn't ${form}`));

export const boolean: Check = (value, fail) => {
  if (typeof value !== "boolean") fail("", `is ${show(value)}. Use true or false`);
};

export const oneOf =
  (...values: readonly string[]): Check =>
  (value, fail) => {
    if (!values.includes(value as string))
      fail("", `is ${show(value)}. Use ${values.map(show).join(" or ")}`);
  };

export const wholeNumber =
  (least: number, most: number, unit = "a whole number"): Check =>
  (value, fail) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
      fail("", `is ${show(value)}. Use ${unit} from ${least} to ${most}`);
    }
  };

/** A block, whose fields have checks of their own; `form` is an example of it. */
export const record =
  (form: string, fields: Readonly<Record<string, Check>>): Check =>
  (value, fail) => {
    if (!isRecord(value)) return fail("", `is ${show(value)}. Use ${form}`);
    checkEach(value, fields, fail, ".");
  };

export const duration: Check = (value, fail) => {
  if (!(typeof value === "string" && parseDuration(value))) {
    fail("", `is ${show(value)}, which isn't a duration above zero. Use a string like "90s" or "5m"`);
  }
};

export const region: Check = matching(
  /^[a-z]{2,}(-[a-z]+)+-\d+$/,
  'an AWS region. Use a name like "us-east-1"',
);

export const namespace: Check = matching(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  "a namespace name. Use at most 63 lowercase letters, digits and dashes, with no dash at either end",
);

/** EC2's limits on tags. */
export const tags: Check = (value, fail) => {
  if (!isRecord(value)) return fail("", `is ${show(value)}. Use a map of strings`);
  const entries = Object.entries(value);
  if (entries.length > 50) fail("", `has ${entries.length} tags; EC2 accepts at most 50. Remove some`);
  for (const [key, text] of entries) {
    const path = `[${JSON.stringify(key)}]`;
    if (key.length === 0 || key.length > 128) {
      fail(path, `has a key of ${key.length} characters; EC2 accepts 1 to 128. Change the key`);
    }
    if (key.toLowerCase().startsWith("aws:")) {
      fail(path, `has a key that starts with "aws:", which is reserved. Rename it`);
    }
    if (isUnknown(text)) continue;
    if (typeof text !== "string") fail(path, `is ${kindOf(text)}. Use a string`);
    else if (text.length > 256) {
      fail(path, `has a value of ${text.length} characters; EC2 accepts at most 256. Shorten it`);
    }
  }
};
