import { createdAt, isOver, type Pod } from "../cluster/objects";
import { errorMessage } from "../common/errors";
import { annotationKeys, labelKeys } from "../common/names";
import { suggestion } from "../common/text";
import { groupsOf } from "../instance/membership";
import { instanceIdOf, observed, readiness, wasStopped } from "../instance/pod-status";
import type { StoredInstance } from "./stack-state";

/** One instance, as its stack's state and its Pod tell of it. */
export interface Listed {
  /** Pulumi name; of an instance that is known by its Pod alone, as the Pod's label has it. */
  name: string;
  id: string;
  /** EC2's word; an instance is terminated where nothing is left of it but its entry in the state. */
  state: "pending" | "running" | "stopping" | "stopped" | "terminated";
  /** Why it isn't running, or what is wrong with it. */
  why?: string;
  type: string;
  namespace: string;
  /** Absent without a Pod. */
  pod?: string;
  privateIp?: string;
  groups: string[];
  tags: Record<string, string>;
  ageSeconds?: number;
}

/** The Pod that counts of those that an instance has: one that runs, else the newest one. */
export function podOf(pods: Pod[], id: string): Pod | undefined {
  const own = pods
    .filter((pod) => idOf(pod) === id)
    .sort((a, b) => createdAt(b, new Date(0)) - createdAt(a, new Date(0)));
  return own.find((pod) => !isOver(pod)) ?? own[0];
}

const idOf = (pod: Pod): string => pod.metadata?.labels?.[labelKeys.instanceId] ?? instanceIdOf(pod) ?? "";

/** The instances of a stack's state with their Pods, and the Pods that the state doesn't have; without a state, all Pods. */
export function listInstances(pods: Pod[], stored: StoredInstance[] | undefined, now: Date): Listed[] {
  const known = (stored ?? []).map(({ id, outputs }) => {
    const pod = podOf(pods, id);
    const { name, instanceType: type, namespace } = outputs;
    const { vpcSecurityGroupIds: groups = [], tags = {} } = outputs;
    const base = { name, id, type, namespace, groups, tags: tags ?? {} };
    return pod ? { ...base, ...seen(pod, now) } : { ...base, ...withoutPod(outputs) };
  });
  const ids = new Set(known.map(({ id }) => id));
  const others = [...new Set(pods.map(idOf))].filter((id) => id && !ids.has(id));
  const strangers = others.flatMap((id): Listed[] => {
    const pod = podOf(pods, id);
    if (!pod) return [];
    const { labels: podLabels = {}, annotations: notes = {}, namespace = "default" } = pod.metadata ?? {};
    const name = podLabels[labelKeys.name] ?? "";
    const type = notes[annotationKeys.instanceType] ?? "";
    const row = { name, id, type, namespace, tags: {}, ...seen(pod, now) };
    return [stored ? { ...row, why: 'the state doesn\'t have it; see "ec2-pods reap"' } : row];
  });
  const order = ({ name, id }: Listed) => `${name} ${id}`;
  return [...known, ...strangers].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function withoutPod(outputs: StoredInstance["outputs"]): Pick<Listed, "state" | "why"> {
  // A volume outlives the Pod, and with it the instance does.
  if (outputs.instanceState === "stopped" || outputs.ebsBlockDevices?.length) return { state: "stopped" };
  return {
    state: "terminated",
    why: 'its Pod is gone; "pulumi refresh" takes it out of the state, "ec2-pods start" makes a new Pod',
  };
}

function seen(pod: Pod, now: Date) {
  const { name = "", deletionTimestamp } = pod.metadata ?? {};
  const { instanceState, privateIp, tags } = observed(pod, {});
  const condition = readiness(pod);
  const ended = instanceState === "stopped";
  const why =
    condition.state === "ready" || deletionTimestamp || wasStopped(pod) ? undefined : condition.cause;
  return {
    state: deletionTimestamp ? ("stopping" as const) : (instanceState ?? "pending"),
    ...(why ? { why } : {}),
    pod: name,
    ...(privateIp && !ended ? { privateIp } : {}),
    groups: groupsOf(pod),
    ...(tags ? { tags } : {}),
    ageSeconds: Math.max(0, Math.round((Number(now) - createdAt(pod, now)) / 1000)),
  };
}

/** An instance by its id, Pulumi name, Name tag or the beginning of its id, in this order; else an error for a person. */
export function findInstance(instances: Listed[], wanted: string, verb: string): Listed {
  const start = /^(?:i-)?([0-9a-f]{4,})$/.exec(wanted)?.[1];
  const looks: ((instance: Listed) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ name }) => name === wanted,
    ({ tags }) => tags["Name"] === wanted,
    ({ id }) => start !== undefined && id.startsWith(`i-${start}`),
  ];
  const found = looks.map((look) => instances.filter(look)).find(({ length }) => length > 0) ?? [];
  const [only] = found;
  if (only && found.length === 1) return only;
  const refuse = (cause: string, fix?: string) =>
    new Error(errorMessage({ verb, kind: "Ec2Instance", name: wanted, cause, ...(fix ? { fix } : {}) }));
  if (only) {
    throw refuse(
      `${found.length} instances are called that: ${inWords(found)}`,
      `Name one by its id, for example ${only.id}`,
    );
  }
  const names = instances.flatMap(({ name, tags }) => [name, ...(tags["Name"] ? [tags["Name"]] : [])]);
  const meant = suggestion(wanted, names);
  if (instances.length === 0) throw refuse("there are no instances", 'See "ec2-pods list --all"');
  throw refuse(
    `there is none; there are ${inWords(instances)}`,
    meant ? `Did you mean "${meant}"?` : 'See "ec2-pods list"',
  );
}

const inWords = (instances: Listed[]): string => instances.map(label).join(", ");

/** The instance as messages name it. */
export const label = ({ name, id }: Pick<Listed, "name" | "id">): string => `${name} (${id})`;

/** The name of the Pod that an instance runs in; an error where it doesn't run. */
export function runningPod(instance: Listed, verb: string): string {
  const { name, state, why, pod } = instance;
  if (pod && state === "running") return pod;
  const cause = [`it is ${state}`, why].filter(Boolean).join(": ");
  const fix =
    state === "pending" || state === "stopping"
      ? 'Run it again once "ec2-pods list" shows it running'
      : `Start it with "ec2-pods start ${name}"`;
  throw new Error(errorMessage({ verb, kind: "Ec2Instance", name, cause, fix }));
}
