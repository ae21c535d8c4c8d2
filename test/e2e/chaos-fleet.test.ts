import { fleet, unsavedFleet } from "../support/chaos/fleet";
import { plan } from "../support/chaos/plan";
import { requireCalls, runWithErrors, runWithKills } from "../support/chaos/runs";
import { reported, roundsToRun, seedsToRun } from "../support/chaos/selection";
import { World } from "../support/chaos/world";
import { OwnCluster } from "../support/own-cluster";

const cluster = new OwnCluster("fleet");

// Go builds the driver and its sidecars at the first run.
beforeAll(() => cluster.start("snapshot-node"), 30 * 60_000);
afterAll(() => cluster.remove());

test("fleet commands make exactly the calls that plans inject errors into", () => requireCalls(fleet));

test.concurrent.each(seedsToRun(fleet, 1))(
  "fleet seed %i: commands that meet errors converge when they are repeated",
  (seed) =>
    reported(`fleet seed ${seed}`, () =>
      World.use("fleet", fleet, (world) => runWithErrors(world, plan(fleet, seed))),
    ),
);

test.concurrent.each(roundsToRun(fleet, [2]))(
  "fleet kill $index: repeating the killed command converges",
  ({ round, index }) =>
    reported(`fleet kill ${index}`, () =>
      World.use("fleet-kill", fleet, (world) => runWithKills(world, round)),
    ),
);

test.concurrent.each(roundsToRun(unsavedFleet, [2]))(
  "fleet kill $index without checkpoints: repeating the killed command converges",
  ({ round, index }) =>
    reported(`fleet kill ${index} without checkpoints`, () =>
      World.use("unsaved-kill", unsavedFleet, (world) => runWithKills(world, round)),
    ),
);
