import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import { isOver } from "../cluster/objects";
import type { Pod, ResourceRequirements } from "../cluster/objects";
import { annotationKeys } from "../common/names";
import { sameValue } from "../common/values";
import { changes, qosOf } from "./effects";
import { converge, newestFirst, report, terminate } from "./launch";
import type { LaunchOptions } from "./launch";
import type { InstanceInputs, InstanceState } from "./model";
import { containerName, toUserDataSecret, userDataVersion } from "./pod";
import { isOff, isSimulated, isSupervised, powerOff, powerOn } from "./power";
import { ResizeError, untilResized } from "./wait";

interface InPlaceOptions {
  /** What the instance was; absent if it is only to be on or off. */
  olds?: InstanceState;
  limit: number;
  report(line: string): void;
}

/**
 * Gives an instance in its Pod what only a machine that is off can get, or re-creates the Pod if the cluster can't change
 * its size. Undefined if the instance is stopped and has no Pod any more.
 */
export async function changeInPlace(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  options: LaunchOptions,
): Promise<Pod | undefined> {
  const tell = (line: string) => report(inputs, line);
  try {
    return await applyInPlace(cluster, inputs, pod, { ...options, report: tell });
  } catch (error) {
    if (!(error instanceof ResizeError)) throw error;
    tell(`re-creates the Pod, because ${error.reason}: its disk is lost, and user data runs again`);
  }
  if (inputs.instanceState === "stopped") {
    await terminate(cluster, [pod], inputs, options.limit);
    return undefined;
  }
  return converge(cluster, inputs, [pod], { ...options, recreate: true }).catch(async (error: unknown) => {
    // As large as it was, it can go on: best effort, because its Pod may be gone.
    await powerOn(cluster, pod).catch(() => undefined);
    throw error;
  });
}

/**
 * Gives an instance in its Pod what only a machine that is off can get, and leaves it on or off as the inputs say.
 *
 * Its address, its name and its disk stay. Throws a `ResizeError` if the cluster can't change the Pod's size.
 */
export async function applyInPlace(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  { olds, limit, report }: InPlaceOptions,
): Promise<Pod> {
  const changed = olds
    ? changes(olds, inputs)
        .filter(({ effect }) => effect === "restart")
        .map(({ property }) => property)
    : [];
  const wasOff = await isOff(cluster, pod);
  const staysOn =
    inputs.instanceState === "running" && changed.every((property) => property === "instanceState");
  if (!wasOff && !staysOn) await powerOff(cluster, pod, limit);
  let current = pod;
  const stops = inputs.instanceState === "stopped";
  if (changed.includes("pod.resources") || (!stops && isReleased(inputs, pod))) {
    const resources = stops ? whileOff(inputs) : inputs.pod.resources;
    current = await resize(cluster, pod, resources, { limit, report });
  } else if (stops) current = await release(cluster, inputs, pod, { limit, report });
  const hasUserData = changed.some((property) => property.startsWith("userData"));
  if (hasUserData) {
    report(
      "the changed user data is on its disk and doesn't run again. Set userDataReplaceOnChange to true to run it on a new instance",
    );
    await cluster.putSecret(toUserDataSecret(inputs, current));
    // The kubelet brings a running Pod's volumes up to date as soon as the Pod changes, else within minutes.
    current = await cluster.patchPod(current, {
      metadata: { annotations: { [annotationKeys.userData]: userDataVersion(inputs) } },
    });
  }
  if (inputs.instanceState === "running" && (wasOff || !staysOn)) {
    await powerOn(cluster, current, hasUserData ? userDataVersion(inputs) : undefined);
  }
  return current;
}

const nothing = { cpu: "0", memory: "0" };

/** Whether the inputs reserve room that a Pod can give back while it exists. */
const reserves = (inputs: InstanceInputs): boolean =>
  !sameValue(inputs.pod.resources.requests ?? nothing, nothing) && qosOf(inputs) === "Burstable";

/** What the instance has while it is stopped. */
const whileOff = (inputs: InstanceInputs): ResourceRequirements =>
  reserves(inputs) ? { ...inputs.pod.resources, requests: nothing } : inputs.pod.resources;

/** True if the Pod has less than the inputs reserve, because its instance was stopped. */
const isReleased = (inputs: InstanceInputs, { spec }: Pod): boolean =>
  reserves(inputs) &&
  sameValue(spec?.containers.find(({ name }) => name === containerName)?.resources?.requests, nothing);

/** Gives the reservation of an instance that is off back to its node. One that can't be given back costs nothing else. */
export async function release(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  options: InPlaceOptions,
): Promise<Pod> {
  if (!reserves(inputs) || isReleased(inputs, pod)) return pod;
  return resize(cluster, pod, whileOff(inputs), options).catch((error: unknown) => {
    if (!(error instanceof ResizeError)) throw error;
    options.report(`keeps its reservation while it is stopped: ${error.reason}`);
    return pod;
  });
}

/** Changes the size of the Pod while it runs. */
async function resize(
  cluster: Cluster,
  pod: Pod,
  resources: ResourceRequirements,
  { limit, report }: InPlaceOptions,
): Promise<Pod> {
  const patched = await cluster.resizePod(pod, containerName, resources).catch((error: unknown) => {
    // A cluster before 1.33, or a change that Kubernetes or a quota refuses.
    if (error instanceof ClusterError && [403, 404, 405, 422].includes(error.status ?? 0)) {
      throw new ResizeError(error.reason);
    }
    throw error;
  });
  return isSimulated(pod) ? patched : untilResized(cluster, patched, containerName, limit, report);
}

/** Whether a change can't reach the instance in its Pod. */
export function needsNewPod(pods: Pod[], olds: InstanceState, news: InstanceInputs): boolean {
  const all = changes(olds, news);
  if (all.some(({ effect }) => effect === "recreate")) return true;
  const restarts = all.some(({ effect }) => effect === "restart");
  const [live] = newestFirst(pods.filter((pod) => !isOver(pod)));
  if (!restarts || !live || isSupervised(live)) return false;
  report(
    news,
    "re-creates the Pod, which an older release launched: its disk is lost, and user data runs again",
  );
  return true;
}
