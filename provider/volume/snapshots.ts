import type { Cluster } from "../cluster/cluster";
import type { PersistentVolumeClaim, VolumeSnapshot, VolumeSnapshotClass } from "../cluster/objects";
import { unlessStatus } from "../cluster/tolerate";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";
import { usersOf } from "../instance/volume-users";
import { healingMilliseconds, lookMilliseconds, untilFound, WaitError } from "../instance/wait";
import { limit } from "../record/target";
import { findClaim, gibibytes, volumeIdOf, volumeNotFound } from "./claims";
import { smallerThan } from "./kinds";

const kind = "volumesnapshots";

/** As long as AWS's provider waits. */
const readyMilliseconds = 600_000;

const isDefault = ({ metadata }: VolumeSnapshotClass): boolean =>
  metadata.annotations?.["snapshot.storage.kubernetes.io/is-default-class"] === "true";

/** The snapshots with this label. */
export async function snapshotsWith(
  cluster: Cluster,
  namespace: string,
  label: string,
): Promise<VolumeSnapshot[]> {
  const found = await unlessStatus(404, cluster.listObjects(kind, namespace, label));
  if (found) return found;
  throw new ExplainedError(
    "the cluster has no snapshots: its API server doesn't have snapshot.storage.k8s.io/v1",
    "Install the CRDs and the controller of kubernetes-csi/external-snapshotter, and a CSI driver that takes snapshots",
  );
}

/** The snapshot of this id. */
export async function existingSnapshot(
  cluster: Cluster,
  namespace: string,
  snapshotId: string,
): Promise<VolumeSnapshot> {
  const snapshot = await cluster.object(kind, namespace, snapshotId);
  if (snapshot) return snapshot;
  // Without the API, no snapshot can be there.
  await snapshotsWith(cluster, namespace, labelKeys.snapshotKey);
  throw new ExplainedError(
    `InvalidSnapshot.NotFound: The snapshot '${snapshotId}' does not exist in namespace "${namespace}"`,
    'List the snapshots with "kubectl get volumesnapshots -A"',
  );
}

/**
 * The class that snapshots of the claim are taken with; undefined if the cluster must choose, because the user may not look
 * or the claim has no StorageClass.
 */
export async function snapshotClass(
  cluster: Cluster,
  { spec }: PersistentVolumeClaim,
): Promise<string | undefined> {
  const { storageClassName } = spec ?? {};
  if (!storageClassName) return undefined;
  const [classes, storageClass] = await Promise.all([
    unlessStatus(403, cluster.snapshotClasses()),
    unlessStatus(403, cluster.storageClass(storageClassName)),
  ]);
  if (!classes || !storageClass) return undefined;
  const { provisioner } = storageClass;
  const own = classes.filter(({ driver }) => driver === provisioner);
  const found = own.find(isDefault) ?? own[0];
  if (found) return found.metadata.name;
  const manifest = `{apiVersion: snapshot.storage.k8s.io/v1, kind: VolumeSnapshotClass, metadata: {name: snapshots}, driver: ${provisioner}, deletionPolicy: Delete}`;
  throw new ExplainedError(
    `no VolumeSnapshotClass has the driver "${provisioner}" of StorageClass "${storageClassName}"`,
    `If that driver takes snapshots, run "echo '${manifest}' | kubectl apply -f -". Otherwise, make a StorageClass of a CSI driver that does the default, and create the volume again`,
  );
}

/** The claim of a volume, once it has storage. */
export function storedClaim(
  cluster: Cluster,
  namespace: string,
  volumeId: string,
  report: (line: string) => void,
): Promise<PersistentVolumeClaim> {
  return untilFound(async (waited) => {
    const claim = await findClaim(cluster, namespace, volumeId);
    if (!claim) throw volumeNotFound(volumeId, namespace);
    if (claim.status?.phase === "Bound") return claim;
    const name = claim.metadata?.name ?? "";
    if (waited > limit) {
      const users = await usersOf(cluster, namespace, name);
      throw new WaitError(
        `volume ${volumeId} has no storage after ${limit / 1000} s: claim ${name} is ${claim.status?.phase ?? "Pending"}`,
        users.length > 0
          ? `See "kubectl describe pvc ${name} --namespace ${namespace}"`
          : "Attach the volume to an instance first, and add the VolumeAttachment to dependsOn of the Snapshot: Kubernetes creates the storage when a Pod first uses it",
      );
    }
    if (waited < lookMilliseconds)
      report(`waits until an instance uses ${volumeId}, which has no storage yet`);
    return undefined;
  });
}

const describe = (namespace: string, name: string): string =>
  `See "kubectl describe volumesnapshot ${name} --namespace ${namespace}"`;

/** Waits until the snapshot has all data of its volume. An error that lasts is final. */
export function untilSnapshotReady(
  cluster: Cluster,
  namespace: string,
  name: string,
): Promise<VolumeSnapshot> {
  let failedAt: number | undefined;
  return untilFound(async (waited) => {
    const snapshot = await existingSnapshot(cluster, namespace, name);
    const { readyToUse, error } = snapshot.status ?? {};
    if (readyToUse) return snapshot;
    failedAt = error ? (failedAt ?? waited) : undefined;
    if (failedAt !== undefined && waited - failedAt > healingMilliseconds) {
      throw new WaitError(error?.message?.trim() ?? "its driver failed", describe(namespace, name));
    }
    if (!snapshot.status && waited > limit) {
      throw new WaitError(
        `no controller has looked at VolumeSnapshot ${name} for ${limit / 1000} s`,
        "Install the snapshot controller of kubernetes-csi/external-snapshotter",
      );
    }
    if (waited > readyMilliseconds) {
      throw new WaitError(
        `VolumeSnapshot ${name} isn't ready after ${readyMilliseconds / 60_000} min`,
        describe(namespace, name),
      );
    }
    return undefined;
  });
}

/** Rejects the deletion of a snapshot that a volume still waits for: Kubernetes would hold it until the volume has its data. */
export async function refuseInUse(cluster: Cluster, namespace: string, name: string): Promise<void> {
  const claims = await cluster.claims(namespace);
  const waiting = claims.find(
    ({ metadata, spec, status }) =>
      spec?.dataSource?.name === name && status?.phase !== "Bound" && !metadata?.deletionTimestamp,
  );
  if (!waiting) return;
  const volume = volumeIdOf(waiting) ?? `claim ${waiting.metadata?.name ?? ""}`;
  throw new ExplainedError(
    `InvalidSnapshot.InUse: The snapshot ${name} is currently in use by ${volume}, which has no storage yet`,
    "Attach the volume to an instance, which copies the data, or delete the volume first",
  );
}

/** Deletes the snapshot, and waits until its data is gone. */
export async function deleteSnapshot(cluster: Cluster, namespace: string, name: string): Promise<void> {
  await cluster.deleteObject(kind, namespace, name);
  await untilFound(async (waited) => {
    if (!(await cluster.object(kind, namespace, name))) return true;
    if (waited < limit) return undefined;
    throw new WaitError(
      `VolumeSnapshot ${name} still exists ${limit / 1000} s after its deletion`,
      describe(namespace, name),
    );
  });
}

/** The size in GiB of a volume that is made from a snapshot: the given one, or that of the snapshot. */
export async function restoredSize(
  cluster: Cluster,
  namespace: string,
  snapshotId: string,
  size: unknown,
): Promise<number> {
  const snapshot = await existingSnapshot(cluster, namespace, snapshotId);
  const state = snapshot.metadata.deletionTimestamp ? "deleting" : "pending";
  if (state === "deleting" || !snapshot.status?.readyToUse) {
    throw new ExplainedError(
      `IncorrectState: Snapshot is in invalid state - ${state}: ${snapshotId}`,
      state === "deleting" ? "Use another snapshot" : describe(namespace, snapshotId),
    );
  }
  const least = sizeOfSnapshot(snapshot) ?? 1;
  if (size === undefined || Number(size) >= least) return Number(size ?? least);
  throw new ExplainedError(
    `InvalidParameterValue: ${smallerThan(snapshotId, size, least)}`,
    `Set size to at least ${least}, or omit it`,
  );
}

/** GiB; undefined if the driver doesn't know. */
export const sizeOfSnapshot = ({ status }: VolumeSnapshot): number | undefined =>
  gibibytes(status?.restoreSize) || undefined;

/** Id of the volume that a snapshot was taken of. */
export const sourceVolumeOf = ({ metadata }: VolumeSnapshot): string | undefined =>
  metadata.labels?.[labelKeys.volumeId];
