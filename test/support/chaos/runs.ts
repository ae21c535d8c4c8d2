import { setTimeout as pause } from "node:timers/promises";

import { injectors } from "./faults";
import { killAt, recover, type Round } from "./kills";
import { type Injection, plan } from "./plan";
import { commands, type Scene } from "./scene";
import { reported, seedsToRun } from "./selection";
import { World } from "./world";

/** The CLI may end before the provider has taken the marks off. */
async function untilOver(isOver: () => boolean): Promise<void> {
  for (let left = 240; left > 0 && !isOver(); left--) await pause(500);
}

/** Runs each command without an error. It must make the calls that the scene says. */
export async function requireCalls(scene: Scene): Promise<void> {
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
}

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

/** Runs each command with its kill of the round. Every kill must happen. */
async function runWithKills(world: World, round: Round): Promise<void> {
  for (const command of commands) {
    const kill = round[command];
    if (!kill) {
      if (command !== "refresh") await world.run(command, () => undefined);
      continue;
    }
    let done = false;
    await world.run(
      command,
      ({ name }) => {
        if (done || name !== kill.call) return undefined;
        done = true;
        return (call) => killAt(world.stack, kill, call);
      },
      () => recover(world.stack, kill),
    );
    expect({ command, kill, done }).toEqual({ command, kill, done: true });
  }
}

/** Tests that a scene's commands converge although they meet the errors of its seeds. */
export function testSeeds(name: string, scene: Scene, few: number): void {
  test.concurrent.each(seedsToRun(scene, few))(
    `${name}seed %i: commands that meet errors converge when they are repeated`,
    (seed) =>
      reported(`${name}seed ${seed}`, () =>
        World.use("chaos", scene, (world) => runWithErrors(world, plan(scene, seed))),
      ),
  );
}

/** Tests that a scene's commands converge although they are killed, once in each round. */
export function testKills(name: string, scene: Scene, rounds: { index: number; round: Round }[]): void {
  const isUnsaved = scene.env["PULUMI_SKIP_CHECKPOINTS"] !== undefined;
  const mode = isUnsaved ? " without checkpoints" : "";
  test.concurrent.each(rounds)(
    `${name}kill $index${mode}: repeating the killed command converges`,
    ({ round, index }) =>
      reported(`${name}kill ${index}${mode}`, () =>
        World.use(isUnsaved ? "unsaved-kill" : "chaos-kill", scene, (world) => runWithKills(world, round)),
      ),
  );
}
