import { cells, plan, seeds } from "../../support/chaos/plan";

const all = Array.from({ length: seeds }, (_, seed) => plan(seed));

test("the seeds together strike each call of each command with each of its faults", () => {
  const key = ({ command, call, fault }: (typeof cells)[number]) => `${command}: ${call}: ${fault}`;
  const struck = new Set(all.flat().map(key));
  expect(cells.map(key).filter((cell) => !struck.has(cell))).toEqual([]);
  expect(struck.size).toBe(cells.length);
});

test("a seed stands for the same plan each time, and no two for the same one", () => {
  expect(Array.from({ length: seeds }, (_, seed) => plan(seed))).toEqual(all);
  expect(new Set(all.map((strikes) => JSON.stringify(strikes))).size).toBe(seeds);
});
