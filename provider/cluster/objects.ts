import type * as client from "@kubernetes/client-node";

import { annotationKeys } from "../common/names";

/** A type of the client, as the API server sends it: times are strings, and no name has the client's underscore. */
type Sent<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Sent<Item>[]
    : T extends object
      ? { [Key in keyof T as Key extends `_${infer Name}` ? Name : Key]: Sent<T[Key]> }
      : T;

export type ClusterRole = Sent<client.V1ClusterRole>;
export type ConfigMap = Sent<client.V1ConfigMap>;
export type Container = Sent<client.V1Container>;
export type ContainerState = Sent<client.V1ContainerState>;
export type ContainerStateTerminated = Sent<client.V1ContainerStateTerminated>;
export type ContainerStateWaiting = Sent<client.V1ContainerStateWaiting>;
export type CSIDriver = Sent<client.V1CSIDriver>;
export type CSINode = Sent<client.V1CSINode>;
export type DaemonSet = Sent<client.V1DaemonSet>;
export type Deployment = Sent<client.V1Deployment>;
export type EndpointSlice = Sent<client.V1EndpointSlice>;
export type Event = Sent<client.CoreV1Event>;
export type LimitRange = Sent<client.V1LimitRange>;
export type Namespace = Sent<client.V1Namespace>;
export type NetworkPolicy = Sent<client.V1NetworkPolicy>;
export type Node = Sent<client.V1Node>;
export type PersistentVolumeClaim = Sent<client.V1PersistentVolumeClaim>;
export type Pod = Sent<client.V1Pod>;
export type ResourceQuota = Sent<client.V1ResourceQuota>;
export type ResourceRequirements = Sent<client.V1ResourceRequirements>;
export type Secret = Sent<client.V1Secret>;
export type SelfSubjectAccessReview = Sent<client.V1SelfSubjectAccessReview>;
export type SelfSubjectReview = Sent<client.V1SelfSubjectReview>;
export type Service = Sent<client.V1Service>;
export type StorageClass = Sent<client.V1StorageClass>;
export type Toleration = Sent<client.V1Toleration>;
export type Volume = Sent<client.V1Volume>;
export type VolumeMount = Sent<client.V1VolumeMount>;

/** A snapshot of a claim. The client has no types of this API. */
export interface VolumeSnapshot {
  apiVersion: string;
  kind: string;
  metadata: NonNullable<PersistentVolumeClaim["metadata"]>;
  spec: { source: { persistentVolumeClaimName: string }; volumeSnapshotClassName?: string };
  status?: {
    readyToUse?: boolean;
    /** A quantity. */
    restoreSize?: string;
    error?: { message?: string };
  };
}

/** How the snapshots of one driver are taken. */
export interface VolumeSnapshotClass {
  metadata: NonNullable<PersistentVolumeClaim["metadata"]>;
  driver: string;
}

/** The objects that `Cluster` applies or patches, by kind. */
export interface AppliedObjects {
  configmaps: ConfigMap;
  deployments: Deployment;
  networkpolicies: NetworkPolicy;
  secrets: Secret;
  services: Service;
  volumesnapshots: VolumeSnapshot;
}

/** Creation time in milliseconds; that of `now` for an object that isn't created yet. */
export const createdAt = ({ metadata }: { metadata?: { creationTimestamp?: string } }, now: Date): number =>
  metadata?.creationTimestamp ? Date.parse(metadata.creationTimestamp) : Number(now);

/** Whether an object has the mark of what no state has yet. A kill leaves it also on what a state has. */
export const isMarked = ({ metadata }: { metadata?: { annotations?: Record<string, string> } }): boolean =>
  metadata?.annotations?.[annotationKeys.launchPending] !== undefined;

/** How long a volume or a snapshot that a killed run left counts as never saved, in milliseconds. */
const unsavedMilliseconds = 60 * 60_000;

/** Whether a state may have had what has the mark of a killed run, because it has been there for an hour. */
export const mayHaveBeenSaved = (object: { metadata?: { creationTimestamp?: string } }, now: Date): boolean =>
  Number(now) - createdAt(object, now) >= unsavedMilliseconds;

/** The answer to a list request. */
export interface List<T> {
  metadata?: { resourceVersion?: string };
  items: T[];
}

/** True if the Pod will never run again by itself: it succeeded, failed, was evicted, or is being deleted. */
export const isOver = (pod: Pod): boolean =>
  pod.metadata?.deletionTimestamp !== undefined || ["Failed", "Succeeded"].includes(pod.status?.phase ?? "");

/** The command that deletes the Pod. */
export const deletionOf = ({ metadata: { name = "", namespace = "default" } = {} }: Pod): string =>
  `kubectl delete pod ${name} --namespace ${namespace}`;
