import { attachments } from "../../support/chaos/attachments";
import { savedMachines } from "../../support/chaos/machines";
import { cellsOf, plan } from "../../support/chaos/plan";

describe.each(Object.entries({ savedMachines, attachments }))("%s", (_, scene) => {
  const seeds = Array.from({ length: scene.seeds }, (_, seed) => seed);
  const all = seeds.map((seed) => plan(scene, seed));
  const cells = cellsOf(scene);

  test("all seeds together inject each error into each call of each command", () => {
    const key = ({ command, call, error }: (typeof cells)[number]) => `${command}: ${call}: ${error}`;
    const injected = new Set(all.flat().map(key));
    expect(cells.map(key).filter((cell) => !injected.has(cell))).toEqual([]);
    expect(injected.size).toBe(cells.length);
  });

  test("a seed always has the same plan, and no two seeds have the same one", () => {
    expect(seeds.map((seed) => plan(scene, seed))).toEqual(all);
    expect(new Set(all.map((injections) => JSON.stringify(injections))).size).toBe(scene.seeds);
  });
});
