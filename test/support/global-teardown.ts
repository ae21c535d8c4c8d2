import * as localCluster from "../../tools/local-cluster/local-cluster";
import { testCluster } from "./cluster";
import { endRun, untilOthersEnd } from "./test-runs";

export default async function tearDown(): Promise<void> {
  endRun();
  if (!testCluster().isNew) return;
  await untilOthersEnd();
  await localCluster.down();
}
