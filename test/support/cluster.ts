import { run, succeed } from "../../tools/command";
import type { LocalCluster } from "../../tools/local-cluster/local-cluster";
import { obtain } from "../../tools/toolchain/obtain";

/** The cluster that the e2e tests run on, as their global set-up left it. */
export function testCluster(): LocalCluster {
  const text = process.env["EC2_PODS_TEST_CLUSTER"];
  if (!text) throw new Error('There is no test cluster. Run the tests with "npm test", which makes one.');
  return JSON.parse(text) as LocalCluster;
}

async function kubectlArgs(namespace: string): Promise<[string, string[]]> {
  const { kubeconfig, context } = testCluster();
  return [
    await obtain("kubectl"),
    ["--kubeconfig", kubeconfig, "--context", context, "--namespace", namespace],
  ];
}

/** Runs kubectl, which has to succeed. */
export async function kubectl(namespace: string, ...args: string[]): Promise<string> {
  const [command, base] = await kubectlArgs(namespace);
  return succeed(command, [...base, ...args]);
}

/** Objects of one kind as the API server has them. */
export async function list<T extends { metadata: { name: string } }>(
  namespace: string,
  kind: string,
  ...args: string[]
): Promise<T[]> {
  const text = await kubectl(namespace, "get", kind, "--output", "json", ...args);
  return (JSON.parse(text) as { items: T[] }).items;
}

/** Runs a shell script in a Pod; its exit code is part of the answer. */
export async function inside(namespace: string, pod: string, script: string) {
  const [command, base] = await kubectlArgs(namespace);
  return run(command, [...base, "exec", pod, "--", "sh", "-c", script]);
}

/** What the tests look at of a Pod. */
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
    containers: { image: string; resources: { limits?: Record<string, string> } }[];
    initContainers?: { name: string }[];
  };
  status: {
    phase: string;
    podIP: string;
    containerStatuses?: { containerID: string }[];
  };
}

/** The Pods of a namespace that are there to stay, by the name of their resource. */
export async function podsByName(namespace: string): Promise<Record<string, Pod>> {
  const live = (await list<Pod>(namespace, "pods")).filter(({ metadata }) => !metadata.deletionTimestamp);
  return Object.fromEntries(live.map((pod) => [pod.metadata.labels["ec2-pods/name"] ?? "", pod]));
}

/** Applies a manifest. */
export async function apply(namespace: string, manifest: object): Promise<void> {
  const [command, base] = await kubectlArgs(namespace);
  await succeed(command, [...base, "apply", "--filename", "-"], { input: JSON.stringify(manifest) });
}
