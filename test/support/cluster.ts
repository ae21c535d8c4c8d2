import { setTimeout as pause } from "node:timers/promises";

import { run } from "../../tools/command";
import * as tools from "../../tools/kubectl";
import type { LocalCluster } from "../../tools/local-cluster/local-cluster";
import { obtain } from "../../tools/toolchain/obtain";

/** The cluster of the e2e tests, which their global setup has found or started. */
export function testCluster(): LocalCluster {
  const text = process.env["EC2_PODS_TEST_CLUSTER"];
  if (!text) throw new Error('There is no test cluster. Run the tests with "npm test", which starts one.');
  return JSON.parse(text) as LocalCluster;
}

/** Runs kubectl on the test cluster. It must succeed. */
export const kubectl = (namespace: string, ...args: string[]): Promise<string> =>
  tools.kubectl(testCluster(), ["--namespace", namespace, ...args]);

/** The objects of one kind in a namespace. */
export async function list<T extends { metadata: { name: string } }>(
  namespace: string,
  kind: string,
  ...args: string[]
): Promise<T[]> {
  const text = await kubectl(namespace, "get", kind, "--output", "json", ...args);
  return (JSON.parse(text) as { items: T[] }).items;
}

/** Runs a shell script in a Pod, whatever its exit code. */
export async function inside(namespace: string, pod: string, script: string) {
  const exec = ["--namespace", namespace, "exec", pod, "--", "sh", "-c", script];
  return run(await obtain("kubectl"), [...tools.clusterFlags(testCluster()), ...exec]);
}

/** The part of a Pod that tests need. */
export interface Pod {
  metadata: {
    name: string;
    uid: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
    deletionTimestamp?: string;
  };
  spec: {
    nodeSelector?: Record<string, string>;
    tolerations?: { key?: string }[];
    imagePullSecrets?: { name: string }[];
    containers: { name: string; image: string; resources: { limits?: Record<string, string> } }[];
    initContainers?: { name: string; resources?: object }[];
  };
  status: {
    phase: string;
    podIP: string;
    containerStatuses?: { containerID: string }[];
    initContainerStatuses?: { restartCount: number }[];
  };
}

/** The Pods of a namespace that aren't being deleted. */
export const livePods = async (namespace: string, ...args: string[]): Promise<Pod[]> =>
  (await list<Pod>(namespace, "pods", ...args)).filter(({ metadata }) => !metadata.deletionTimestamp);

/** The same by the name of their resource. */
export async function podsByName(namespace: string): Promise<Record<string, Pod>> {
  const live = await livePods(namespace);
  return Object.fromEntries(live.map((pod) => [pod.metadata.labels["ec2-pods/name"] ?? "", pod]));
}

/** Applies a manifest. */
export async function apply(namespace: string, manifest: object): Promise<void> {
  const args = ["--namespace", namespace, "apply", "--filename", "-"];
  await tools.kubectl(testCluster(), args, JSON.stringify(manifest));
}

/**
 * Waits until no object has the mark of what no state has yet: the CLI may end before the provider has taken it off. Returns
 * the annotations.
 */
export async function untilUnmarked(namespace: string): Promise<string> {
  const annotations = ["--output", "jsonpath={.items[*].metadata.annotations}"];
  for (;;) {
    const all = await kubectl(namespace, "get", "pods,persistentvolumeclaims,secrets", ...annotations);
    if (!/-pending/.test(all)) return all;
    await pause(200);
  }
}
