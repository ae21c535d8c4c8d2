import { succeed } from "../../tools/command";
import * as localCluster from "../../tools/local-cluster/local-cluster";
import type { LocalCluster } from "../../tools/local-cluster/local-cluster";
import { obtain } from "../../tools/toolchain/obtain";
import { pulumiToolchain } from "../../tools/toolchain/pulumi";
import { beginRun } from "./test-runs";

/** Provides the tools, and one real-node cluster for all e2e tests. A cluster that is already running stays up. */
export default async function setUp(): Promise<void> {
  await pulumiToolchain();
  const kubeconfig = process.env["E2E_KUBECONFIG"];
  // Go builds it once, for the suites that start a simulated cluster of their own.
  if (!kubeconfig) {
    await obtain("kwok");
    beginRun();
  }
  const cluster = kubeconfig ? await named(kubeconfig) : await localCluster.up({ kind: "node" });
  process.env["EC2_PODS_TEST_CLUSTER"] = JSON.stringify(cluster);
}

/** The current context of a kubeconfig that the user names. */
async function named(kubeconfig: string): Promise<LocalCluster> {
  const currentContext = ["--kubeconfig", kubeconfig, "config", "current-context"];
  const context = await succeed(await obtain("kubectl"), currentContext);
  return { kind: "named", realContainers: true, isNew: false, kubeconfig, context: context.trim() };
}
