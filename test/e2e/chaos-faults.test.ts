import { setTimeout as pause } from "node:timers/promises";

import { attachments, unsavedAttachments } from "../support/chaos/attachments";
import { injectors } from "../support/chaos/faults";
import { savedMachines, unsavedMachines } from "../support/chaos/machines";
import { type Injection, plan } from "../support/chaos/plan";
import { commands, type Scene } from "../support/chaos/scene";
import { reported, seedsToRun } from "../support/chaos/selection";
import { World } from "../support/chaos/world";

/** The CLI may end before the provider has taken the marks off. */
async function untilOver(isOver: () => boolean): Promise<void> {
  for (let left = 240; left > 0 && !isOver(); left--) await pause(500);
}

const allScenes: [name: string, scene: Scene, fewSeeds: number][] = [
  ["", savedMachines, 1],
  ["attachments ", attachments, 1],
  ["unsaved ", unsavedMachines, 0],
  ["unsaved attachments ", unsavedAttachments, 0],
];
const scenes = allScenes.filter(([, scene, few]) => seedsToRun(scene, few).length > 0);

test.each(scenes)("%scommands make exactly the calls that plans inject errors into", async (_, scene) => {
  const { calls, occasional } = scene;
  await World.use("chaos-calls", scene, async (world) => {
    for (const command of commands) {
      const counts: Record<string, number> = {};
      await world.run(command, (call) => {
        counts[call.name] = (counts[call.name] ?? 0) + 1;
        return undefined;
      });
      const seldom = () =>
        Object.entries(calls[command]).filter(([name, times]) => (counts[name] ?? 0) < times);
      await untilOver(() => seldom().length === 0);
      const unplanned = occasional.filter((name) => !(name in calls[command]));
      const made = Object.keys(counts).filter((name) => !unplanned.includes(name));
      expect(made.sort()).toEqual(Object.keys(calls[command]).sort());
      expect(seldom()).toEqual([]);
    }
  });
});

/** Runs each command with the injections of a plan. Every one of them must happen. */
async function runWithErrors(world: World, injections: Injection[]): Promise<void> {
  for (const command of commands) {
    const left = injections.filter((each) => each.command === command).map((each) => ({ ...each }));
    await world.run(command, ({ name }) => {
      const waiting = left.filter((each) => each.call === name && each.times > 0);
      const due = waiting.find(({ nth }) => nth <= 1);
      waiting.forEach((each) => each.nth--);
      if (!due) return undefined;
      due.times--;
      return injectors[due.error];
    });
    const unmet = () => left.filter(({ nth }) => nth > 0);
    await untilOver(() => unmet().length === 0);
    expect(unmet()).toEqual([]);
  }
}

for (const [name, scene, few] of scenes) {
  test.concurrent.each(seedsToRun(scene, few))(
    `${name}seed %i: commands that meet errors converge when they are repeated`,
    (seed) =>
      reported(`${name}seed ${seed}`, () =>
        World.use("chaos", scene, (world) => runWithErrors(world, plan(scene, seed))),
      ),
  );
}
