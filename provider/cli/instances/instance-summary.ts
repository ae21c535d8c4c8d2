import { createdAt } from "../../cluster/objects";
import type { Pod } from "../../cluster/objects";
import { annotationKeys, labelKeys } from "../../common/names";
import { defined } from "../../common/values";
import { groupsOf } from "../../instance/membership";
import { publicIpIn } from "../../instance/metadata";
import { publicIpOf } from "../../instance/network-place";
import {
  currentPod,
  instanceIdOf,
  newestFirst,
  observed,
  readiness,
  secondPods,
  wasStopped,
} from "../../instance/pod-status";
import type { StoredInstance } from "../stack/stack-state";

/** One instance, from its stack's state and its Pod. */
export interface InstanceSummary {
  /** Pulumi name. Of an instance without a state, the Pod's label, which may shorten it. */
  name: string;
  id: string;
  /** EC2's word. A terminated instance has nothing but its entry in the state. */
  state: "pending" | "running" | "stopping" | "stopped" | "terminated";
  /** Why it isn't running, or what is wrong with it. */
  why?: string;
  type: string;
  namespace: string;
  /** Absent without a Pod. */
  pod?: string;
  privateIp?: string;
  /** Absent if the instance has none. */
  publicIp?: string | undefined;
  groups: string[];
  tags: Record<string, string>;
  ageSeconds?: number;
}

const podsOf = (pods: Pod[], id: string): Pod[] => pods.filter((pod) => idOf(pod) === id);

/** The Pod of an instance, or the last that it had. */
export function podOf(pods: Pod[], id: string, podName?: string): Pod | undefined {
  const own = podsOf(pods, id);
  return currentPod(own, defined({ podName })) ?? newestFirst(own)[0];
}

const idOf = (pod: Pod): string => pod.metadata?.labels?.[labelKeys.instanceId] ?? instanceIdOf(pod) ?? "";

/** The instances of a stack's state, and those that only have a Pod. Without a state, all that have a Pod. */
export function summarize(
  pods: Pod[],
  stored: StoredInstance[] | undefined,
  now: Date,
  isOff: (pod: Pod) => boolean = () => false,
): InstanceSummary[] {
  const seen = { pods, now, isOff };
  const fromState = (stored ?? []).map((instance) => fromStored(instance, seen));
  const ids = new Set(fromState.map(({ id }) => id));
  const fromPods = [...new Set(pods.map(idOf))]
    .filter((id) => id && !ids.has(id))
    .flatMap((id) => fromPod(id, seen))
    .map((summary) =>
      stored ? { ...summary, why: 'the state doesn\'t have it; see "ec2-pods reap"' } : summary,
    );
  const order = ({ name, id }: InstanceSummary) => `${name} ${id}`;
  return [...fromState, ...fromPods].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** What was seen of the cluster, and when. */
interface Seen {
  pods: Pod[];
  now: Date;
  isOff(pod: Pod): boolean;
}

function fromStored({ id, outputs }: StoredInstance, seen: Seen): InstanceSummary {
  const { name, instanceType: type, namespace, vpcSecurityGroupIds: groups = [], tags } = outputs;
  const publicIp = publicIpOf({ ...outputs, instanceId: id }) || undefined;
  const summary = { name, id, type, namespace, publicIp, groups, tags: tags ?? {} };
  const pod = podOf(seen.pods, id, outputs.podName);
  if (!pod) return { ...summary, ...statusWithoutPod(outputs) };
  const status = statusOf(pod, seen);
  const why = [status.why, ...secondPods(podsOf(seen.pods, id), pod)].filter(Boolean);
  return { ...summary, ...status, why: why.join("; ") || undefined };
}

function fromPod(id: string, seen: Seen): InstanceSummary[] {
  const pod = podOf(seen.pods, id);
  if (!pod) return [];
  const { labels = {}, annotations = {}, namespace = "default" } = pod.metadata ?? {};
  const name = labels[labelKeys.name] ?? "";
  const type = annotations[annotationKeys.instanceType] ?? "";
  const publicIp = publicIpIn(pod, id) || undefined;
  return [{ name, id, type, namespace, publicIp, tags: {}, ...statusOf(pod, seen) }];
}

function statusWithoutPod(outputs: StoredInstance["outputs"]): Pick<InstanceSummary, "state" | "why"> {
  // A volume outlives the Pod, and with it the instance does.
  if (outputs.instanceState === "stopped" || outputs.ebsBlockDevices?.length) return { state: "stopped" };
  return {
    state: "terminated",
    why: 'its Pod no longer exists; "pulumi refresh" removes it from the state, "ec2-pods start" creates a new Pod',
  };
}

function statusOf(pod: Pod, { now, isOff }: Seen) {
  const { name = "", deletionTimestamp } = pod.metadata ?? {};
  const { instanceState, privateIp, tags } = observed(pod, {}, isOff(pod));
  const condition = readiness(pod);
  const why =
    condition.state === "ready" || deletionTimestamp || wasStopped(pod) ? undefined : condition.cause;
  return {
    state: deletionTimestamp ? ("stopping" as const) : (instanceState ?? "pending"),
    why,
    pod: name,
    privateIp: privateIp || undefined,
    groups: groupsOf(pod),
    ...(tags ? { tags } : {}),
    ageSeconds: Math.max(0, Math.round((Number(now) - createdAt(pod, now)) / 1000)),
  };
}
