import { cells, plan, seeds } from "../../support/chaos/plan";

const all = Array.from({ length: seeds }, (_, seed) => plan(seed));

test("all seeds together inject each error into each call of each command", () => {
  const key = ({ command, call, error }: (typeof cells)[number]) => `${command}: ${call}: ${error}`;
  const injected = new Set(all.flat().map(key));
  expect(cells.map(key).filter((cell) => !injected.has(cell))).toEqual([]);
  expect(injected.size).toBe(cells.length);
});

test("a seed always has the same plan, and no two seeds have the same one", () => {
  expect(Array.from({ length: seeds }, (_, seed) => plan(seed))).toEqual(all);
  expect(new Set(all.map((injections) => JSON.stringify(injections))).size).toBe(seeds);
});
