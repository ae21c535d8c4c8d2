import fc from "fast-check";

import {
  containsUnknown,
  defined,
  isAbsent,
  isGiven,
  isRecord,
  isUnknown,
  jsonOnly,
  parseDuration,
  sameValue,
  step,
  stepsOf,
  unknownValue,
  valueAt,
} from "../../../provider/common/values";

const text = fc.string({ unit: "binary", maxLength: 20 });
const json = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" });
type Entries = [string, unknown][];

/** The value with the keys of each object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [string, unknown] => [key, reversed(item)])
      .reverse(),
  );
}

/** The value with more keys in each object, all of them empty. */
function padded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(padded);
  if (!isRecord(value)) return value;
  const items = Object.entries(value).map(([key, item]): [string, unknown] => [key, padded(item)]);
  const empty: Entries = [undefined, null, [], {}, { inner: { none: null } }].map((item, index) => [
    `empty ${index}`,
    item,
  ]);
  return Object.fromEntries([...empty, ...items]);
}

test("a value equals itself, whatever the order of its keys and however many empty ones it has", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(sameValue(value, value)).toBe(true);
      expect(sameValue(value, reversed(value))).toBe(true);
      expect(sameValue(padded(value), value)).toBe(true);
    }),
  );
});

test("equality is symmetric, and values without anything empty are equal only if their JSON is", () => {
  const full = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(text, fc.integer(), fc.boolean()),
      fc.array(tie("value"), { minLength: 1, maxLength: 2 }),
      fc.dictionary(fc.constantFrom("a", "b"), tie("value"), { minKeys: 1 }),
    ),
  })).value;
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_, item: unknown) =>
      isRecord(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
    );
  fc.assert(
    fc.property(full, full, (a, b) => {
      expect(sameValue(a, b)).toBe(sorted(a) === sorted(b));
      expect(sameValue(b, a)).toBe(sameValue(a, b));
    }),
  );
});

test.each<[unknown, unknown, boolean]>([
  [undefined, null, true],
  [undefined, {}, true],
  [null, [], true],
  [{ a: {} }, {}, true],
  [{ a: { b: [] } }, undefined, true],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [false, undefined, false],
  [0, undefined, false],
  ["", undefined, false],
  [[1, 2], [2, 1], false],
  [[{}], [], false],
  [1, "1", false],
])("%j and %j: the same is %s", (a, b, same) => {
  expect(sameValue(a, b)).toBe(same);
});

test("a path leads to the steps that it was made of, and to the value there", () => {
  // Pulumi itself can't read back a name that ends in a backslash.
  const names = fc.array(
    text.filter((name) => !name.endsWith("\\")),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(names, json, (steps, value) => {
      const path = steps.map(step).join("");
      expect(stepsOf(path)).toEqual(steps);
      const whole = steps.reduceRight((inner: unknown, name) => Object.fromEntries([[name, inner]]), value);
      expect(valueAt(whole, path)).toEqual(value);
    }),
  );
});

test.each<[path: string, steps: string[]]>([
  ["", []],
  ["tags", ["tags"]],
  ["spec.ports[0].port", ["spec", "ports", "0", "port"]],
  ['tags["a.b"]', ["tags", "a.b"]],
  ['tags["say \\"hi\\""].x', ["tags", 'say "hi"', "x"]],
  ['tags["a]b"][12]', ["tags", "a]b", "12"]],
  ['tags["c:\\d"]', ["tags", "c:\\d"]],
])("the path %s has the steps %j", (path, steps) => {
  expect(stepsOf(path)).toEqual(steps);
});

test.each([
  ["name", ".name"],
  ["a.b", '["a.b"]'],
  ["", '[""]'],
  ['"', '["\\""]'],
])("the name %j is the step %s", (name, expected) => {
  expect(step(name)).toBe(expected);
});

test("a path that leads nowhere has no value, and inherited names lead nowhere", () => {
  const value = { list: [{ port: 80 }], none: null };
  expect(valueAt(value, "list[0].port")).toBe(80);
  for (const path of ["list[1].port", "none.port", "list[0].port.x", "constructor", "list.map", "toString"]) {
    expect([path, valueAt(value, path)]).toEqual([path, undefined]);
  }
});

test("a value is absent, unknown or given", () => {
  const table = [undefined, null, unknownValue, "", 0, false, {}, []].map((value) => [
    isAbsent(value),
    isUnknown(value),
    isGiven(value),
  ]);
  expect(table).toEqual([
    [true, false, false],
    [true, false, false],
    [false, true, false],
    ...Array.from({ length: 5 }, () => [false, false, true]),
  ]);
});

test("unknown values are found at any depth", () => {
  expect(containsUnknown({ a: [{ b: unknownValue }] })).toBe(true);
  expect(containsUnknown(unknownValue)).toBe(true);
  expect(containsUnknown({ a: [null, "x", undefined] })).toBe(false);
});

test("a record is an object that is neither null nor a list", () => {
  expect([{}, { a: 1 }, [], null, undefined, "x", 1].map(isRecord)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("defined drops undefined keys and keeps every other value", () => {
  const value = defined({ a: undefined, b: null, c: 0, d: "", e: false });
  expect(Object.entries(value)).toEqual([
    ["b", null],
    ["c", 0],
    ["d", ""],
    ["e", false],
  ]);
});

test("jsonOnly leaves what a protobuf struct can hold", () => {
  const value = jsonOnly({ a: undefined, b: [undefined, 1], c: { d: undefined } });
  expect(Object.keys(value)).toEqual(["b", "c"]);
  expect(value.b).toEqual([null, 1]);
  expect(Object.keys(value.c)).toEqual([]);
});

test.each([
  ["250ms", 250],
  ["90s", 90_000],
  ["1.5m", 90_000],
  ["1h", 3_600_000],
  ["", undefined],
  ["-1s", undefined],
  ["5 m", undefined],
])("the duration %s has %s milliseconds", (duration, milliseconds) => {
  expect(parseDuration(duration)).toBe(milliseconds);
});
