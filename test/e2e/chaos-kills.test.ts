import { killAt, recover, type Round } from "../support/chaos/kills";
import { commands } from "../support/chaos/plan";
import { reported, roundsToRun } from "../support/chaos/selection";
import { World } from "../support/chaos/world";

/** Runs each command with the kill that the round has for it, which has to come about. */
async function killed(world: World, round: Round): Promise<void> {
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
    expect(done).toBe(true);
  }
}

test.concurrent.each(roundsToRun)("kill $index: the same command again converges", ({ round, index }) =>
  reported(`kill ${index}`, () => World.use("chaos-kill", (world) => killed(world, round))),
);
