import { setTimeout as pause } from "node:timers/promises";

import { injectors } from "./faults";
import { killAt, recover, type Round } from "./kills";
import type { Injection } from "./plan";
import { commands, type Scene } from "./scene";
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
export async function runWithErrors(world: World, injections: Injection[]): Promise<void> {
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
export async function runWithKills(world: World, round: Round): Promise<void> {
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
