import { treatments } from "../support/chaos/faults";
import { calls, commands, plan, type Strike } from "../support/chaos/plan";
import { reported, seedsToRun } from "../support/chaos/selection";
import { World } from "../support/chaos/world";

test("each command makes the calls that the plan strikes, and no others", async () => {
  await World.use("chaos-calls", async (world) => {
    for (const command of commands) {
      const counts: Record<string, number> = {};
      await world.run(command, (call) => {
        counts[call.name] = (counts[call.name] ?? 0) + 1;
        return undefined;
      });
      expect(Object.keys(counts).sort()).toEqual(Object.keys(calls[command]).sort());
      const seldom = Object.entries(calls[command]).filter(([name, times]) => counts[name]! < times);
      expect(seldom).toEqual([]);
    }
  });
});

/** Runs each command with the faults of a plan; all of those have to come about. */
async function struck(world: World, strikes: Strike[]): Promise<void> {
  for (const command of commands) {
    const left = strikes.filter((each) => each.command === command).map((each) => ({ ...each }));
    await world.run(command, ({ name }) => {
      const waiting = left.filter((each) => each.call === name && each.times > 0);
      const due = waiting.find(({ nth }) => nth <= 1);
      waiting.forEach((each) => each.nth--);
      if (!due) return undefined;
      due.times--;
      return treatments[due.fault];
    });
    expect(left.filter(({ nth }) => nth > 0)).toEqual([]);
  }
}

test.concurrent.each(seedsToRun)(
  "seed %i: commands that meet faults converge when they are repeated",
  (seed) => reported(`seed ${seed}`, () => World.use("chaos", (world) => struck(world, plan(seed)))),
);
