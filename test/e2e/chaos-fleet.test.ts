import { fleet, unsavedFleet } from "../support/chaos/fleet";
import { requireCalls, testKills, testSeeds } from "../support/chaos/runs";
import { roundsToRun } from "../support/chaos/selection";
import { OwnCluster } from "../support/own-cluster";

const cluster = new OwnCluster("fleet");

// Go builds the driver and its sidecars at the first run.
beforeAll(() => cluster.start("snapshot-node"), 30 * 60_000);
afterAll(() => cluster.remove());

test("fleet commands make exactly the calls that plans inject errors into", () => requireCalls(fleet));

testSeeds("fleet ", fleet, 1);
testKills("fleet ", fleet, roundsToRun(fleet, [2]));
testKills("fleet ", unsavedFleet, roundsToRun(unsavedFleet, [2]));
