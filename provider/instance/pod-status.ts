import { deletionOf, isMarked, isOver } from "../cluster/objects";
import type {
  ContainerState,
  ContainerStateTerminated,
  ContainerStateWaiting,
  Pod,
} from "../cluster/objects";
import { annotationKeys } from "../common/names";
import { tagsIn, withoutDefaultTags } from "../common/tags";
import { defined } from "../common/values";
import { groupsOf } from "./membership";
import { describedIn, hostnameIn, metadataContainerName } from "./metadata";
import type { InstanceState, InstanceStatus, PodInputs } from "./model";
import { containerIn, containerName, imageOf, instanceIdVariable, sidecarImageOf } from "./pod";
import { domainIn } from "./private-dns";
import { hasSize, sizeOf } from "./size";

/** State, addresses and disk of the instance in this Pod. One that is powered off keeps its address. */
export function statusOf(
  pod: Pod,
  isOff = false,
): Pick<InstanceStatus, "instanceState" | "privateIp" | "privateDns" | "podName" | "containerRestarts"> {
  const { name = "", namespace = "default", annotations } = pod.metadata ?? {};
  const lasting = hostnameIn(annotations?.[annotationKeys.metadata]);
  if (isOver(pod)) return { instanceState: "stopped", privateIp: "", privateDns: lasting ?? "", podName: "" };
  const privateIp = pod.status?.podIP ?? "";
  return {
    instanceState: isOff ? "stopped" : readiness(pod).state === "ready" ? "running" : "pending",
    privateIp,
    // The Pod of an older release only has the record of every Pod's address.
    privateDns: lasting ?? (privateIp && `${privateIp.replace(/[.:]/g, "-")}.${namespace}.pod.cluster.local`),
    podName: name,
    containerRestarts: restartsOf(pod) || undefined,
  };
}

/** What a Pod shows of its instance now, including drift from its state. */
export function observed(pod: Pod, state: Partial<InstanceState>, isOff = false): Partial<InstanceState> {
  const { labels: podLabels = {}, annotations: notes = {} } = pod.metadata ?? {};
  const image = imageOf(pod);
  const tags = tagsIn(notes[annotationKeys.tags]);
  const present = (wanted: Record<string, string>, found: Record<string, string>) =>
    Object.fromEntries(Object.entries(found).filter(([key]) => key in wanted));
  const status = statusOf(pod, isOff);
  return {
    // A program that looks an instance up only has its id.
    ...(state.podName === undefined ? describedIn(notes[annotationKeys.metadata]) : {}),
    ...status,
    ...(tags && state.tagsAll ? { tags: withoutDefaultTags(tags, state), tagsAll: tags } : defined({ tags })),
    vpcSecurityGroupIds: groupsOf(pod),
    ...(state.pod
      ? {
          pod: {
            ...state.pod,
            ...(image ? { image } : {}),
            ...defined({ metadataImage: sidecarImageOf(pod) }),
            ...(isSized(pod, state.pod, isOff) ? {} : { resources: sizeOf(pod) }),
            labels: present(state.pod.labels, podLabels),
            annotations: present(state.pod.annotations, notes),
            ...defined({ clusterDomain: domainIn(status.privateDns) }),
          },
        }
      : {}),
  };
}

/** Whether the Pod has the size in the state. One that is off reserves less. */
const isSized = (pod: Pod, { resources }: PodInputs, isOff: boolean): boolean =>
  hasSize(pod, isOff && resources.limits ? { limits: resources.limits } : resources);

/** Id of the instance that a Pod was created for, whatever its labels say. */
export const instanceIdOf = (pod: Pod): string | undefined =>
  containerIn(pod)?.env?.find(({ name }) => name === instanceIdVariable)?.value;

export const newestFirst = (pods: Pod[]): Pod[] =>
  [...pods].sort((a, b) =>
    (b.metadata?.creationTimestamp ?? "").localeCompare(a.metadata?.creationTimestamp ?? ""),
  );

/** The Pod that is the instance: a killed update may have left a second one, which has a mark. */
export function currentPod(
  pods: Pod[],
  state: Partial<Pick<InstanceState, "podName">> | undefined,
): Pod | undefined {
  const live = newestFirst(pods.filter((pod) => !isOver(pod)));
  const stored = live.find(({ metadata }) => metadata?.name === state?.podName);
  return stored ?? live.find((pod) => !isPending(pod)) ?? live[0];
}

/** What to say of each Pod of an instance that runs beside its own: a killed update may have left it. */
export const secondPods = (pods: Pod[], own: Pod): string[] =>
  pods
    .filter((pod) => pod !== own && !isOver(pod))
    .map(
      (pod) => `it also runs in Pod ${pod.metadata?.name ?? ""}, which isn't in the state; ${secondFix(pod)}`,
    );

/** What to do about a second Pod, which an update may be about to save. */
export const secondFix = (pod: Pod): string =>
  `unless an update is in progress, delete it with "${deletionOf(pod)}"`;

/** True if the Pod ended because its instance was stopped. */
export const wasStopped = (pod: Pod): boolean => pod.status?.reason === "DeadlineExceeded";

/** True while the Pod's instance may be in no state. */
export const isPending = (pod: Pod): boolean => isMarked(pod);

/** The status of the container that is the instance; undefined until the node has one. */
export const instanceIn = ({ status }: Pod) =>
  status?.containerStatuses?.find(({ name }) => name === containerName);

const restartsOf = (pod: Pod): number => instanceIn(pod)?.restartCount ?? 0;

/** True if the disk in this Pod isn't the one that it had when this state was saved. */
export const hasNewDisk = (
  pod: Pod,
  { podName, containerRestarts = 0 }: Pick<Partial<InstanceStatus>, "podName" | "containerRestarts">,
): boolean => podName === pod.metadata?.name && restartsOf(pod) !== containerRestarts;

/** How far a Pod is on its way to running. */
export type Readiness =
  | { state: "ready" }
  | { state: "waiting"; cause: string }
  /** Waits for something that can resolve itself, but mostly doesn't. */
  | { state: "stuck"; cause: string; fix?: string; isOfVolume?: true }
  | { state: "failed"; cause: string; fix?: string };

const pullFix = "Check ami, and that the node can pull the image or has it";
const metadataFix =
  'Name an image that the node has with "pulumi config set ec2-pods:metadataImage <image>", or go without metadata with "pulumi config set ec2-pods:metadataImage none"';
const waitingReasons: Record<string, { final: boolean; fix?: string }> = {
  InvalidImageName: { final: true, fix: "Name a container image in ami, in the form registry/name:tag" },
  ErrImageNeverPull: { final: true, fix: pullFix },
  ErrImagePull: { final: false, fix: pullFix },
  ImagePullBackOff: { final: false, fix: pullFix },
  ImageInspectError: { final: true, fix: pullFix },
  CrashLoopBackOff: { final: false },
  CreateContainerConfigError: { final: false },
  CreateContainerError: { final: true },
  RunContainerError: { final: true },
};

export function readiness(pod: Pod): Readiness {
  const status = pod.status ?? {};
  const container = instanceIn(pod);
  const metadata = status.initContainerStatuses?.find(({ name }) => name === metadataContainerName);

  if (pod.metadata?.deletionTimestamp)
    return { state: "failed", cause: "its Pod was deleted by someone else" };
  if (status.phase === "Failed" || status.phase === "Succeeded") {
    return { state: "failed", ...endCause(pod, container?.state) };
  }
  const waiting = container?.state?.waiting;
  const ended =
    container?.state?.terminated ??
    (waiting?.reason === "CrashLoopBackOff" ? container?.lastState?.terminated : undefined);
  if (ended) {
    const { cause, fix } = exitCause(ended);
    if (fix) return { state: "failed", cause, fix };
    return {
      state: "stuck",
      cause: [`${cause}, and its node restarts it`, waiting?.message].filter(Boolean).join(": "),
    };
  }
  const stuck = waits(containerName, waiting) ?? waits(metadataContainerName, metadata?.state?.waiting);
  if (stuck) return stuck;
  const condition = (type: string) => status.conditions?.find((item) => item.type === type);
  const scheduled = condition("PodScheduled");
  if (scheduled?.status === "False") {
    const { reason = "unscheduled", message = "no message" } = scheduled;
    return {
      state: "stuck",
      cause: `no node can run its Pod: ${reason}: ${message}`,
      fix: unscheduledFix(message),
      ...(ofVolume.test(message) && { isOfVolume: true }),
    };
  }
  if (status.phase === "Running" && condition("Ready")?.status === "True" && status.podIP)
    return { state: "ready" };
  const latest = waiting?.reason ?? (scheduled ? `phase ${status.phase ?? "Pending"}` : "not scheduled yet");
  return { state: "waiting", cause: `its Pod isn't ready: ${latest}` };
}

function waits(container: string, waiting: ContainerStateWaiting | undefined): Readiness | undefined {
  const row = waitingReasons[waiting?.reason ?? ""];
  if (!waiting || !row) return undefined;
  const cause = [`the container "${container}" can't start: ${waiting.reason}`, waiting.message]
    .filter(Boolean)
    .join(": ");
  const fix = container === metadataContainerName ? metadataFix : row.fix;
  return { state: row.final ? "failed" : "stuck", cause, ...(fix ? { fix } : {}) };
}

const ofVolume = /PersistentVolumeClaim|StorageClass/i;

function unscheduledFix(message: string): string {
  if (ofVolume.test(message)) {
    return "Give the cluster a default StorageClass, or remove ebsBlockDevices";
  }
  return /node affinity|selector/.test(message)
    ? 'Add a node that matches the node selector, or allow nodes of any architecture with "pulumi config set ec2-pods:anyArchitecture true"'
    : "Free resources on a node, or add a node";
}

function endCause(pod: Pod, state: ContainerState | undefined): { cause: string; fix?: string } {
  const ended = state?.terminated;
  if (!ended) {
    const { reason = "no reason given", message } = pod.status ?? {};
    return { cause: [`its Pod failed: ${reason}`, message].filter(Boolean).join(": ") };
  }
  return exitCause(ended);
}

function exitCause(ended: ContainerStateTerminated): { cause: string; fix?: string } {
  const noShell = ended.exitCode === 127 || ended.exitCode === 128 || ended.reason === "StartError";
  return {
    cause: [
      `the container "${containerName}" exited with code ${ended.exitCode} (${ended.reason ?? "no reason given"})`,
      ended.message?.trim(),
    ]
      .filter(Boolean)
      .join(": "),
    ...(noShell ? { fix: "Use an image that has sh, which the boot needs" } : {}),
  };
}
