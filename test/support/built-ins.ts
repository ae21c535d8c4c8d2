type Method = (this: unknown, ...args: unknown[]) => unknown;

const lengthOf = (value: unknown): number => (value as ArrayLike<unknown>).length;

/** The index at which a search of a list ended. */
const searched = (list: unknown, result: unknown): number =>
  typeof result === "number" && result >= 0 ? result : lengthOf(list);

/** As many characters of JSON count as one item. */
const charactersOfItem = 20;

type Loop = readonly [
  owner: object,
  names: readonly string[],
  items: (list: unknown, result: unknown) => number,
];

/** Built-in functions that go through a list without a call of the program's code, and how many items they see. */
const loops: readonly Loop[] = [
  ...[[], new Set(), new Map()].map((list): Loop => [
    Object.getPrototypeOf(list[Symbol.iterator]()) as object,
    ["next"],
    () => 1,
  ]),
  [Array.prototype, ["includes", "indexOf"], searched],
  [Array.prototype, ["join", "sort"], lengthOf],
  [Array.prototype, ["concat", "flat", "slice"], (_, result) => lengthOf(result)],
  [Object, ["entries", "keys", "values"], (_, result) => lengthOf(result)],
  [JSON, ["stringify"], (_, result) => lengthOf(result ?? "") / charactersOfItem],
];

/** How many items built-in functions go through while some work is done. */
export function itemsIn(work: () => void): number {
  let items = 0;
  const originals = loops.flatMap(([owner, names, itemsOf]) =>
    names.map((name) => {
      const original = Object.getOwnPropertyDescriptor(owner, name)!;
      const method = original.value as Method;
      const value: Method = function (...args) {
        const result = method.apply(this, args);
        items += itemsOf(this, result);
        return result;
      };
      Object.defineProperty(owner, name, { ...original, value });
      return { owner, name, original };
    }),
  );
  // The lines above and below aren't part of the work.
  items = 0;
  try {
    work();
    return Math.round(items);
  } finally {
    for (const { owner, name, original } of originals) Object.defineProperty(owner, name, original);
  }
}
