import * as localCluster from "../../tools/local-cluster/local-cluster";

/** One real-node cluster for all engine tests; one that was up before stays up. */
export default async function setUp(): Promise<void> {
  process.env["EC2_PODS_TEST_CLUSTER"] = JSON.stringify(await localCluster.up({ kind: "node" }));
}
