import type { V1ContainerState, V1Pod, V1Secret } from "@kubernetes/client-node";

import type { InstanceInputs, InstanceState, InstanceStatus } from "./instance";
import { labels, labelSafe, memberLabel, memberValue, ownerLabels, securityGroupIdPattern } from "./names";
import { bootCommand, decodeUserData, userDataDirectory, userDataFile } from "./user-data";

/** Name of the one container of an instance's Pod. */
export const containerName = "instance";

/** Annotation keys on an instance's Pod. */
export const annotations = {
  /** Tags as JSON: their keys and values are freer than labels. */
  tags: "ec2-pods/tags",
  instanceType: "ec2-pods/instance-type",
  /** Set while the Pod's create is under way; see {@link PendingSpawn}. */
  spawnPending: "ec2-pods/spawn-pending",
  /** The user data that this Pod was made for was to run in it. */
  firstBoot: "ec2-pods/first-boot",
} as const;

/** Who is making a Pod and until when; a Pod that still says so afterwards was left by a killed run. */
export interface PendingSpawn {
  by: string;
  /** ISO time at which its maker gives up at the latest. */
  until: string;
}

export interface Spawn {
  podName: string;
  namespace: string;
  pending: PendingSpawn;
  firstBoot: boolean;
}

/** Labels of the groups that the instance is in. */
const membership = (groups: string[]): Record<string, string> =>
  Object.fromEntries(groups.map((id) => [memberLabel(id), memberValue]));

/** The Pod that backs one spawn of an instance. */
export function toPod(inputs: InstanceInputs, spawn: Spawn): V1Pod {
  const userData = decodeUserData(inputs);
  return {
    metadata: {
      name: spawn.podName,
      namespace: spawn.namespace,
      labels: {
        ...ownerLabels(inputs),
        [labels.instanceId]: inputs.instanceId,
        ...membership(inputs.vpcSecurityGroupIds),
      },
      annotations: {
        ...liveAnnotations(inputs),
        [annotations.instanceType]: inputs.instanceType,
        [annotations.spawnPending]: JSON.stringify(spawn.pending),
        ...(spawn.firstBoot ? { [annotations.firstBoot]: "true" } : {}),
      },
    },
    spec: {
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      containers: [
        {
          name: containerName,
          image: inputs.ami,
          imagePullPolicy: "IfNotPresent",
          command: bootCommand(userData !== undefined && spawn.firstBoot),
          env: [{ name: "EC2_INSTANCE_ID", value: inputs.instanceId }],
          ...(userData
            ? { volumeMounts: [{ name: "user-data", mountPath: userDataDirectory, readOnly: true }] }
            : {}),
        },
      ],
      ...(userData
        ? { volumes: [{ name: "user-data", secret: { secretName: spawn.podName, defaultMode: 0o700 } }] }
        : {}),
    },
  };
}

/** The Secret with the instance's user data, owned by its Pod so that it goes with it. */
export function toUserDataSecret(inputs: InstanceInputs, pod: V1Pod): V1Secret | undefined {
  const userData = decodeUserData(inputs);
  if (!userData) return undefined;
  const { name = "", uid = "", namespace } = pod.metadata ?? {};
  return {
    metadata: {
      name,
      namespace,
      labels: { ...ownerLabels(inputs), [labels.instanceId]: inputs.instanceId },
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, uid }],
    },
    immutable: true,
    data: { [userDataFile]: userData.toString("base64") },
  };
}

const liveAnnotations = (inputs: InstanceInputs): Record<string, string> => ({
  [annotations.tags]: JSON.stringify(inputs.tags ?? {}),
});

/** A merge patch that gives a running Pod the inputs' live properties; nothing where it has them. */
export function livePatch(pod: V1Pod, inputs: InstanceInputs): object | undefined {
  const current = pod.metadata ?? {};
  const wanted = membership(inputs.vpcSecurityGroupIds);
  const stale = Object.keys(current.labels ?? {}).filter((key) => isMembership(key) && !(key in wanted));
  const patch = {
    labels: {
      ...differing(current.labels, wanted),
      ...Object.fromEntries(stale.map((key) => [key, null])),
    },
    annotations: differing(current.annotations, liveAnnotations(inputs)),
  };
  const changed = Object.keys(patch.labels).length + Object.keys(patch.annotations).length > 0;
  return changed ? { metadata: patch } : undefined;
}

const differing = (current: Record<string, string> = {}, wanted: Record<string, string>) =>
  Object.fromEntries(Object.entries(wanted).filter(([key, value]) => current[key] !== value));

const groupPrefix = memberLabel("");
const isMembership = (key: string): boolean =>
  key.startsWith(groupPrefix) && securityGroupIdPattern.test(key.slice(groupPrefix.length));

/** How the instance in this Pod is. */
export const statusOf = (pod: V1Pod): Pick<InstanceStatus, "instanceState" | "privateIp" | "podName"> => ({
  instanceState: stateOf(pod),
  privateIp: pod.status?.podIP ?? "",
  podName: pod.metadata?.name ?? "",
});

/** What a Pod shows of its instance as it is now, drift included. */
export function observed(pod: V1Pod): Partial<InstanceState> {
  const { labels: podLabels = {}, annotations: notes = {} } = pod.metadata ?? {};
  const image = pod.spec?.containers.find((container) => container.name === containerName)?.image;
  const tags = parseTags(notes[annotations.tags]);
  return {
    ...statusOf(pod),
    ...(image ? { ami: image } : {}),
    ...(tags ? { tags } : {}),
    vpcSecurityGroupIds: Object.keys(podLabels)
      .filter((key) => isMembership(key) && podLabels[key] === memberValue)
      .map((key) => key.slice(groupPrefix.length))
      .sort(),
  };
}

function parseTags(text: string | undefined): Record<string, string> | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Record<string, string>);
  } catch {
    return undefined;
  }
}

function stateOf(pod: V1Pod): InstanceStatus["instanceState"] {
  if (isOver(pod)) return "stopped";
  return readiness(pod).state === "ready" ? "running" : "pending";
}

/** True where the Pod will never run again by itself: it ended, failed, was evicted, or is being deleted. */
export const isOver = (pod: V1Pod): boolean =>
  pod.metadata?.deletionTimestamp !== undefined || ["Failed", "Succeeded"].includes(pod.status?.phase ?? "");

/** The Pod's own mark of a create under way, if it carries one. */
export function pendingSpawn(pod: V1Pod): PendingSpawn | undefined {
  const text = pod.metadata?.annotations?.[annotations.spawnPending];
  try {
    return text === undefined ? undefined : (JSON.parse(text) as PendingSpawn);
  } catch {
    return undefined;
  }
}

/** Takes the mark of a create under way off a Pod. */
export const spawnedPatch = { metadata: { annotations: { [annotations.spawnPending]: null } } };

/** How far a Pod is on its way to running. */
export type Readiness =
  | { state: "ready" }
  | { state: "waiting"; cause: string }
  /** Waits for something that may heal, but mostly doesn't. */
  | { state: "stuck"; cause: string; fix?: string }
  | { state: "failed"; cause: string; fix?: string };

const pullFix = "Check ami, and that the node can pull the image or has it";
const waitingReasons: Record<string, { final: boolean; fix?: string }> = {
  InvalidImageName: { final: true, fix: "Name a container image in ami, in the form registry/name:tag" },
  ErrImageNeverPull: { final: true, fix: pullFix },
  ErrImagePull: { final: false, fix: pullFix },
  ImagePullBackOff: { final: false, fix: pullFix },
  ImageInspectError: { final: true, fix: pullFix },
  CreateContainerConfigError: { final: false },
  CreateContainerError: { final: true },
  RunContainerError: { final: true },
};

export function readiness(pod: V1Pod): Readiness {
  const status = pod.status ?? {};
  const container = status.containerStatuses?.find(({ name }) => name === containerName);

  if (pod.metadata?.deletionTimestamp)
    return { state: "failed", cause: "its Pod was deleted by someone else" };
  if (status.phase === "Failed" || status.phase === "Succeeded") {
    return { state: "failed", ...endCause(pod, container?.state) };
  }
  const waiting = container?.state?.waiting;
  const known = waitingReasons[waiting?.reason ?? ""];
  if (waiting && known) {
    const cause = [`container ${containerName} waits: ${waiting.reason}`, waiting.message]
      .filter(Boolean)
      .join(": ");
    return { state: known.final ? "failed" : "stuck", cause, ...(known.fix ? { fix: known.fix } : {}) };
  }
  const condition = (type: string) => status.conditions?.find((item) => item.type === type);
  const scheduled = condition("PodScheduled");
  if (scheduled?.status === "False") {
    return {
      state: "stuck",
      cause: `no node takes its Pod: ${scheduled.reason ?? "unscheduled"}: ${scheduled.message ?? "no message"}`,
      fix: "Make room on a node or add one",
    };
  }
  if (status.phase === "Running" && condition("Ready")?.status === "True" && status.podIP)
    return { state: "ready" };
  const latest = waiting?.reason ?? (scheduled ? `phase ${status.phase ?? "Pending"}` : "not scheduled yet");
  return { state: "waiting", cause: `its Pod is not running: ${latest}` };
}

function endCause(pod: V1Pod, state: V1ContainerState | undefined): { cause: string; fix?: string } {
  const ended = state?.terminated;
  if (!ended) {
    const { reason = "no reason given", message } = pod.status ?? {};
    return { cause: [`its Pod failed: ${reason}`, message].filter(Boolean).join(": ") };
  }
  const noShell = ended.exitCode === 127 || ended.exitCode === 128 || ended.reason === "StartError";
  return {
    cause: [
      `container ${containerName} ended with exit code ${ended.exitCode} (${ended.reason ?? "no reason given"})`,
      ended.message?.trim(),
    ]
      .filter(Boolean)
      .join(": "),
    ...(noShell ? { fix: "Use an image that has sh, which the instance's boot needs" } : {}),
  };
}

/** Selects the Pods of one instance. */
export const instanceSelector = (instanceId: string): Record<string, string> => ({
  [labels.instanceId]: instanceId,
});

/** Selects the Pods that any run made for one resource. */
export const resourceSelector = (inputs: InstanceInputs): Record<string, string> => {
  const owned = ownerLabels(inputs);
  return { [labels.owner]: owned[labels.owner] ?? "", [labels.name]: labelSafe(inputs.name) };
};
