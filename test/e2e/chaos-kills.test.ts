import { killAt, recover, type Round } from "../support/chaos/kills";
import { commands } from "../support/chaos/plan";
import { reported, roundsToRun } from "../support/chaos/selection";
import { World } from "../support/chaos/world";

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
    expect(done).toBe(true);
  }
}

test.concurrent.each(roundsToRun)("kill $index: repeating the killed command converges", ({ round, index }) =>
  reported(`kill ${index}`, () => World.use("chaos-kill", (world) => runWithKills(world, round))),
);

/** Without checkpoints, the marks come off once the run is over. */
const isDuringRun = ({ create, change }: Round) =>
  create?.call !== "PATCH pods" && change?.call !== "PATCH pods";

test.concurrent.each(roundsToRun.filter(({ round }) => isDuringRun(round)))(
  "kill $index without checkpoints: repeating the killed command converges",
  ({ round, index }) =>
    reported(`kill ${index} without checkpoints`, () =>
      World.use("unsaved-kill", (world) => runWithKills(world, round), "at the end"),
    ),
);
