import * as localCluster from "../../tools/local-cluster/local-cluster";
import { obtain } from "../../tools/toolchain/obtain";
import { pulumiToolchain } from "../../tools/toolchain/pulumi";

/** The tools, and one real-node cluster for all engine tests; one that was up before stays up. */
export default async function setUp(): Promise<void> {
  await pulumiToolchain();
  await obtain("kwok");
  process.env["EC2_PODS_TEST_CLUSTER"] = JSON.stringify(await localCluster.up({ kind: "node" }));
}
