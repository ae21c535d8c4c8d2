import { createHash } from "node:crypto";
import { hostname } from "node:os";

import type { V1Pod } from "@kubernetes/client-node";

import type { Cluster } from "./cluster";
import type { InstanceInputs } from "./instance";
import { newSpawnToken, podName } from "./names";
import {
  containerName,
  instanceSelector,
  isOver,
  pendingSpawn,
  readiness,
  resourceSelector,
  spawnedPatch,
  toPod,
  toUserDataSecret,
} from "./pod";
import { untilGone, untilReady, WaitError } from "./wait";

/** How one Pod is brought up. */
export interface SpawnOptions {
  namespace: string;
  /** User data runs in this Pod. */
  firstBoot: boolean;
  /** Milliseconds until the instance has to run. */
  limit: number;
  /** Leaves the Pod of a failed spawn where it is. */
  keepOnFailure: boolean;
}

/** A Pod that was made and did not come up. */
export class SpawnError extends WaitError {
  constructor(
    readonly pod: V1Pod,
    reason: string,
    fix?: string,
  ) {
    super(reason, fix);
  }
}

/** One line for the user, from the midst of an operation. */
export function report(inputs: Pick<InstanceInputs, "name">, line: string): void {
  console.log(`Ec2Instance "${inputs.name}": ${line}`);
}

/** The instance's Pods that run or may yet run, newest first. */
export async function livePods(cluster: Cluster, namespace: string, instanceId: string): Promise<V1Pod[]> {
  const pods = await cluster.pods(namespace, instanceSelector(instanceId));
  return newestFirst(pods.filter((pod) => !isOver(pod)));
}

export const newestFirst = (pods: V1Pod[]): V1Pod[] =>
  [...pods].sort((a, b) => Number(b.metadata?.creationTimestamp) - Number(a.metadata?.creationTimestamp));

/** Makes a new Pod for the instance and brings it up. */
export async function spawn(cluster: Cluster, inputs: InstanceInputs, options: SpawnOptions): Promise<V1Pod> {
  const { namespace, firstBoot, limit } = options;
  const name = podName(inputs.name, inputs.instanceId, newSpawnToken());
  const pending = { by: maker(), until: new Date(Date.now() + 2 * limit).toISOString() };
  const pod = await cluster.createPod(toPod(inputs, { podName: name, namespace, pending, firstBoot }));
  return bringUp(cluster, inputs, pod, options);
}

/** Waits until the instance runs in this Pod, and takes the mark of its spawn off. */
export async function bringUp(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: V1Pod,
  options: SpawnOptions,
): Promise<V1Pod> {
  const began = Date.now();
  try {
    const secret = readiness(pod).state === "ready" ? undefined : toUserDataSecret(inputs, pod);
    if (secret) await cluster.ensureSecret(secret);
    const ready = await untilReady(cluster, pod, options.limit, (line) => report(inputs, line));
    return await unmark(cluster, ready);
  } catch (error) {
    const failure = await withEvidence(cluster, pod, Date.now() - began, error);
    await (options.keepOnFailure ? unmark(cluster, pod) : cluster.deletePod(pod));
    throw failure;
  }
}

const unmark = (cluster: Cluster, pod: V1Pod): Promise<V1Pod> =>
  pendingSpawn(pod) ? cluster.patchPod(pod, spawnedPatch) : Promise.resolve(pod);

/** The error with what the Pod itself has to say: its warning events and the end of its console. */
async function withEvidence(cluster: Cluster, pod: V1Pod, waited: number, error: unknown): Promise<unknown> {
  if (!(error instanceof WaitError)) return error;
  const [warnings, console] = await Promise.all([
    cluster.warnings(pod),
    cluster.consoleTail(pod, containerName, 10),
  ]);
  const news = warnings.filter((line) => !error.reason.includes(line.slice(line.indexOf(": ") + 2)));
  const lines = console.trim().split("\n").filter(Boolean);
  const facts = [
    `waited ${(waited / 1000).toFixed(1)} s for Pod ${pod.metadata?.namespace ?? ""}/${pod.metadata?.name ?? ""}`,
    ...new Set(news.slice(-3)),
    ...(lines.length > 0 ? [`console: ${lines.join(" | ")}`] : []),
  ];
  return new SpawnError(pod, `${error.reason} (${facts.join("; ")})`, error.fix);
}

/** Deletes these Pods and waits until they are gone. */
export async function terminate(
  cluster: Cluster,
  pods: V1Pod[],
  inputs: Pick<InstanceInputs, "name">,
  limit: number,
): Promise<void> {
  await Promise.all(pods.map((pod) => cluster.deletePod(pod)));
  await untilGone(cluster, pods, limit, (line) => report(inputs, line));
}

/** Deletes the Pods that a killed run made for this resource and never finished. */
export async function removeAbandoned(
  cluster: Cluster,
  namespace: string,
  inputs: InstanceInputs,
): Promise<void> {
  const pods = await cluster.pods(namespace, resourceSelector(inputs));
  const abandoned = pods.filter((pod) => {
    const pending = pendingSpawn(pod);
    const instanceId = Object.entries(instanceSelector(inputs.instanceId));
    const other = instanceId.some(([key, value]) => pod.metadata?.labels?.[key] !== value);
    return other && pending && (pending.by === maker() || Date.parse(pending.until) < Date.now());
  });
  await Promise.all(abandoned.map((pod) => cluster.deletePod(pod)));
}

/** Tells apart who makes Pods: two people may run a stack of the same name in one namespace. */
const maker = (): string =>
  createHash("sha256")
    .update([hostname(), process.getuid?.() ?? "", process.cwd()].join("\n"))
    .digest("hex")
    .slice(0, 16);
