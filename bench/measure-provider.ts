import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { ProviderProcess } from "../test/support/provider-process";
import { type AuditEvent, count, eventsSince, mark } from "./audit";
import type { Account, BenchCluster } from "./cluster";
import { isReady, KubernetesClient, type PodEvent } from "./kubernetes-client";
import type { Create, Start, Wait } from "./results";
import { instanceInputs, namespace, providers } from "./workload";

const milliseconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
};

const startProvider = ({ kubeconfig }: Account): Promise<ProviderProcess> =>
  ProviderProcess.start({
    cwd: join(__dirname, "contenders", "instances"),
    kubeconfig,
    config: { "kubernetes:namespace": namespace },
  });

/** The time of an audit event on the clock of `performance.now`. */
const clock = (timestamp: string): number => {
  const fraction = Number(/\.(\d{6})Z$/.exec(timestamp)?.[1] ?? 0) / 1000;
  return Date.parse(timestamp.replace(/\.\d+Z$/, "Z")) + fraction - performance.timeOrigin;
};

/** Starts a provider process and creates one instance with it. */
export async function measureStart(
  cluster: BenchCluster,
  account: Account,
  watcher: Watcher,
): Promise<{ start: Start; create: Create }> {
  const idle = await startProvider(account);
  const [nothingCheck] = await milliseconds(() =>
    idle.check({}, { name: "nothing", __provider: providers.nothing }),
  );
  await idle.end();

  const provider = await startProvider(account);
  const [check] = await milliseconds(() => provider.check({}, instanceInputs("web")));
  const from = mark(cluster.auditLog);
  const began = performance.now();
  const create = await measureCreate(cluster, account, provider, watcher, true);
  await provider.end();
  const first = eventsSince(cluster.auditLog, from, account.username)[0];
  const firstRequest = first ? clock(first.requestReceivedTimestamp) - began : NaN;
  return { start: { port: provider.startMilliseconds, nothingCheck, check, firstRequest }, create };
}

/** Creates instances one after the other in one provider process. */
export async function measureWarmCreates(
  cluster: BenchCluster,
  account: Account,
  watcher: Watcher,
  times: number,
): Promise<Create[]> {
  const provider = await startProvider(account);
  const creates: Create[] = [];
  for (let turn = 0; turn <= times; turn++) {
    creates.push(await measureCreate(cluster, account, provider, watcher, turn === 0));
  }
  await provider.end();
  return creates.filter(({ cold }) => !cold);
}

/** Creates one instance and deletes it. */
async function measureCreate(
  { name, auditLog }: BenchCluster,
  account: Account,
  provider: ProviderProcess,
  watcher: Watcher,
  cold: boolean,
): Promise<Create> {
  const inputs = await provider.check({}, instanceInputs("web"));
  const from = mark(auditLog);
  const { id, state } = await provider.create(inputs);
  const answered = performance.now();
  const ready = await watcher.readySince(String(state["podName"]));
  const acknowledged = podCreation(eventsSince(auditLog, from, account.username));
  await provider.delete(id, state);
  return {
    cluster: name,
    cold,
    acknowledgedToReady: ready - acknowledged,
    readyToAnswer: answered - ready,
  };
}

function podCreation(events: AuditEvent[]): number {
  const found = events.find(
    ({ verb, objectRef, stage }) =>
      verb === "create" && objectRef?.resource === "pods" && stage === "ResponseComplete",
  );
  return found ? clock(found.stageTimestamp) : NaN;
}

/** A second observer of the Pods. It records when it first sees each of them ready. */
export interface Watcher {
  readySince(pod: string): Promise<number>;
  /** The name of the next Pod that is created. */
  nextPod(): Promise<string>;
  end(): void;
}

export async function watchPods(account: Account): Promise<Watcher> {
  const since = new Map<string, number>();
  const listeners = new Set<(event?: PodEvent) => void>();
  const end = await new KubernetesClient(account).watch((event) => {
    const { name } = event.object.metadata;
    if (isReady(event.object) && !since.has(name)) since.set(name, performance.now());
    listeners.forEach((listener) => listener(event));
  });
  const until = <T>(look: (event?: PodEvent) => T | undefined) =>
    new Promise<T>((resolve) => {
      const listener = (event?: PodEvent) => {
        const answer = look(event);
        if (answer === undefined) return;
        listeners.delete(listener);
        resolve(answer);
      };
      listeners.add(listener);
      listener();
    });
  return {
    readySince: (pod) => until(() => since.get(pod)),
    nextPod: () => until((event) => (event?.type === "ADDED" ? event.object.metadata.name : undefined)),
    end,
  };
}

const capacity = { pods: "10", cpu: "4", memory: "8Gi" };

const heldNode = {
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name: "held",
    labels: { "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux", held: "true" },
  },
  status: { capacity, allocatable: capacity },
};

const readyStatus = {
  phase: "Running",
  podIP: "10.0.0.99",
  podIPs: [{ ip: "10.0.0.99" }],
  conditions: [{ type: "Ready", status: "True" }],
};

/** What a process asks once, such as for the Service of names, it asks beside its first creation. */
const settleMilliseconds = 2000;

/** Keeps an instance waiting on a node without a kubelet, and counts its requests meanwhile. */
export async function measureWait(
  cluster: BenchCluster,
  account: Account,
  watcher: Watcher,
  seconds: number,
): Promise<Wait> {
  await cluster.apply(heldNode);
  const provider = await startProvider(account);
  const tags = {
    "ec2-pods/node-selector": "held=true",
    // Without it, the Pod isn't scheduled to a node that isn't ready.
    "ec2-pods/tolerations": JSON.stringify([{ operator: "Exists" }]),
  };
  try {
    const inputs = await provider.check({}, instanceInputs("held", { tags }));
    const from = mark(cluster.auditLog);
    const nextPod = watcher.nextPod();
    const created = provider.create(inputs);
    const pod = await Promise.race([nextPod, created.then(() => "")]);
    // A create that fails says why.
    await Promise.race([setTimeout(seconds * 1000), created]);
    const patched = performance.now();
    const patch = JSON.stringify({ status: readyStatus });
    await cluster.kubectl("patch", "pod", pod, "--subresource=status", "--type=merge", "--patch", patch);
    await created;
    const events = eventsSince(cluster.auditLog, from, account.username);
    await cluster.kubectl("delete", "pod", pod, "--force", "--grace-period=0");
    const settled = podCreation(events) + settleMilliseconds;
    if (Number.isNaN(settled))
      throw new Error("The audit log doesn't have the creation of the Pod that waits.");
    const meanwhile = events.filter(({ requestReceivedTimestamp }) => {
      const received = clock(requestReceivedTimestamp);
      return received > settled && received < patched;
    });
    return { seconds, requests: count(meanwhile) };
  } finally {
    await provider.end();
    await cluster.kubectl("delete", "node", "held");
  }
}
