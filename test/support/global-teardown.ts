import * as localCluster from "../../tools/local-cluster/local-cluster";
import { testCluster } from "./cluster";

export default async function tearDown(): Promise<void> {
  if (testCluster().isNew) await localCluster.down();
}
