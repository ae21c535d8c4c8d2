import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import { deletionOf } from "../cluster/objects";
import type { Pod, ResourceRequirements } from "../cluster/objects";
import { annotationKeys, newLaunchToken } from "../common/names";
import { awaitsUserData } from "./console-facts";
import { changes } from "./effects";
import { terminate } from "./end";
import { awaitFirstBoot, converge, takeLive } from "./launch";
import type { LaunchOptions } from "./launch";
import type { InstanceInputs, InstanceState } from "./model";
import { isLaunchedBy, ownPod } from "./own-pod";
import { containerName, toUserDataSecret, userDataVersion } from "./pod";
import { isPending } from "./pod-status";
import { isMachine, isSimulated, isSupervised, offOf, powerOff, powerOn } from "./power";
import { report } from "./report";
import { hasSize, isResizing, sizeOf, sizeWhileOff } from "./size";
import { ResizeError, untilResized, WaitError } from "./wait";

type Options = Pick<LaunchOptions, "olds" | "limit">;

/** Leaves the instance on or off as the inputs say, if it can be in the Pod that it has. */
export async function arrive(
  cluster: Cluster,
  inputs: InstanceInputs,
  pods: Pod[],
  options: LaunchOptions & { recreate: boolean },
): Promise<Pod | undefined> {
  if (inputs.instanceState === "stopped") return stopInPlace(cluster, inputs, pods, options);
  const pod = await converge(cluster, inputs, pods, options);
  const before = pods.find(({ metadata }) => metadata?.uid === pod.metadata?.uid);
  if (!before) return pod;
  const started = await startInPlace(cluster, inputs, { before, pod }, options);
  if (!isPending(started) && awaitsUserData(inputs, started, options))
    await awaitFirstBoot(cluster, inputs, started, options.limit);
  return started;
}

/**
 * Gives a running instance in its Pod what only a machine that is off can get, and starts it.
 *
 * Its address, its name and its disk stay. What is left to do shows in the Pod, because a run that was killed may have come
 * half way. If the cluster can't resize Pods, the instance gets a new one; if its node has no room, it goes on as it was.
 *
 * @param before - The Pod as it was before this operation.
 */
export async function startInPlace(
  cluster: Cluster,
  inputs: InstanceInputs,
  { before, pod }: { before: Pod; pod: Pod },
  options: LaunchOptions,
): Promise<Pod> {
  const { olds, limit } = options;
  // A Pod that a run has launched and not finished is as the program says now, unless that changed again since.
  const isNew =
    isPending(pod) &&
    pod.metadata?.name !== olds?.podName &&
    hasSize(before, inputs.pod.resources) &&
    !before.metadata?.annotations?.[annotationKeys.userData] &&
    (await isLaunchedBy(cluster, before, inputs));
  const changed = isNew ? [] : restarts(olds, inputs);
  const mayDiffer = !olds || olds.instanceState === "stopped" || changed.length > 0 || isResizing(pod);
  if (!mayDiffer) return pod;
  const was = await offOf(cluster, before);
  const isSized = hasSize(pod, inputs.pod.resources) && !isResizing(pod);
  const needsStop = changed.some((property) => property !== "pod.resources");
  if (isSized && !needsStop) {
    if (was || olds?.instanceState === "stopped") await powerOn(cluster, pod, limit, { was });
    return pod;
  }
  if (!isSized) {
    try {
      // What the API server refuses costs no stop.
      await requestSize(cluster, pod, inputs.pod.resources, { isDryRun: true });
    } catch (error) {
      if (!(error instanceof ResizeError)) throw error;
      report(
        inputs,
        `re-creates the Pod, because ${error.reason}: its disk is lost, and user data runs again`,
      );
      return converge(cluster, inputs, [pod], { ...options, recreate: true });
    }
  }
  if (!was) await powerOff(cluster, pod, limit);
  try {
    let current = pod;
    if (!isSized) current = await resize(cluster, inputs, pod, inputs.pod.resources, limit);
    const hasUserData = changed.some(isUserData);
    if (hasUserData) current = await giveUserData(cluster, inputs, current);
    const userData = hasUserData ? userDataVersion(inputs) : undefined;
    await powerOn(cluster, current, limit, { was: was ?? "off", userData });
    return current;
  } catch (error) {
    const failure = error instanceof ResizeError ? await withoutRoom(cluster, before, error) : error;
    // As it was, it can go on; its Pod may be gone.
    if (!was) await powerOn(cluster, pod, limit, { was: "off" }).catch(() => undefined);
    throw failure;
  }
}

/** The properties that differ and that only a restart brings to the machine. */
const restarts = (olds: InstanceState | undefined, inputs: InstanceInputs): string[] =>
  changes(olds ?? inputs, inputs)
    .filter(({ effect, property }) => effect === "restart" && property !== "instanceState")
    .map(({ property }) => property);

const isUserData = (property: string): boolean => property.startsWith("userData");

/** What AWS says if an instance has no room where its disk is. The node must not find room for it later. */
async function withoutRoom(cluster: Cluster, before: Pod, { reason }: ResizeError): Promise<WaitError> {
  await cluster.resizePod(before, containerName, sizeOf(before)).catch(() => undefined);
  return new WaitError(
    `InsufficientInstanceCapacity: ${reason}`,
    `Free room on its node, or use another size. To start it on another node with an empty disk, run "${deletionOf(before)}" and "pulumi up --refresh"`,
  );
}

/** Leaves the instance off in its Pod, or without a Pod if it doesn't run in one that can be off. */
export async function stopInPlace(
  cluster: Cluster,
  inputs: InstanceInputs,
  pods: Pod[],
  options: LaunchOptions & { recreate: boolean },
): Promise<Pod | undefined> {
  const live = await ownPod(cluster, pods, inputs, options.olds);
  if (options.recreate || !live || !isSupervised(live) || !isMachine(live)) {
    await terminate(cluster, pods, inputs, options.limit);
    return undefined;
  }
  await Promise.all(pods.filter((pod) => pod !== live).map((pod) => cluster.deletePod(pod)));
  const pod = await takeLive(cluster, inputs, live, options);
  // One that shut itself down is told, too: from then on it counts as stopped by its program.
  if ((await offOf(cluster, live)) !== "off") await powerOff(cluster, pod, options.limit);
  const hasUserData = restarts(options.olds, inputs).some(isUserData);
  return release(cluster, inputs, hasUserData ? await giveUserData(cluster, inputs, pod) : pod, options);
}

/** Gives the reservation of an instance that is off back to its node. What can't be given back costs nothing else. */
export async function release(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  { limit }: Options,
): Promise<Pod> {
  const wanted = sizeWhileOff(inputs);
  // An older release launched some Pods without the metadata service. No resize changes the class of such a Pod.
  if (hasSize(pod, wanted) || pod.status?.qosClass === "Guaranteed") return pod;
  return resize(cluster, inputs, pod, wanted, limit).catch((error: unknown) => {
    if (!(error instanceof WaitError || error instanceof ClusterError)) throw error;
    report(inputs, `keeps its size while it is stopped: ${error.reason}`);
    return pod;
  });
}

/** Puts changed user data on the disk of an instance that is off. */
async function giveUserData(cluster: Cluster, inputs: InstanceInputs, pod: Pod): Promise<Pod> {
  report(
    inputs,
    "the changed user data is on its disk and doesn't run again. Set userDataReplaceOnChange to true to run it on a new instance",
  );
  await cluster.putSecret(toUserDataSecret(inputs, pod));
  // The kubelet brings a running Pod's volumes up to date as soon as the Pod changes, else within minutes.
  const annotations = { [annotationKeys.userData]: newLaunchToken() };
  return cluster.patchPod(pod, { metadata: { annotations } });
}

/** Changes the size of the Pod while it runs. Throws a `ResizeError` if the cluster can't. */
async function resize(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  resources: ResourceRequirements,
  limit: number,
): Promise<Pod> {
  const patched = await requestSize(cluster, pod, resources);
  const tell = (line: string) => report(inputs, line);
  return isSimulated(pod) ? patched : untilResized(cluster, patched, containerName, limit, tell);
}

async function requestSize(
  cluster: Cluster,
  pod: Pod,
  resources: ResourceRequirements,
  options?: { isDryRun: boolean },
): Promise<Pod> {
  return cluster.resizePod(pod, containerName, resources, options).catch(async (error: unknown) => {
    const { namespace = "default", name = "" } = pod.metadata ?? {};
    const isRefused = error instanceof ClusterError && [404, 405, 422].includes(error.status ?? 0);
    // A cluster before 1.33 has no such subresource, and answers as if the Pod were gone.
    if (!isRefused || !(await cluster.pod(namespace, name))) throw error;
    if (!/qos class/i.test(error.reason)) throw new ResizeError(error.reason);
    // An older release launched some Pods without the metadata service, so their class isn't the one that previews count on.
    throw new WaitError(
      error.reason,
      `To re-create its Pod, which empties its root disk, run "${deletionOf(pod)}" and "pulumi up --refresh"`,
    );
  });
}

/** Whether a change can't reach the instance in its Pod. */
export async function needsNewPod(
  cluster: Cluster,
  pods: Pod[],
  olds: InstanceState,
  news: InstanceInputs,
): Promise<boolean> {
  const all = changes(olds, news).filter(({ property }) => property !== "instanceState");
  if (all.some(({ effect }) => effect === "recreate")) return true;
  const live = await ownPod(cluster, pods, news, olds);
  return all.some(({ effect }) => effect === "restart") && live !== undefined && !isSupervised(live);
}
