import type { Cluster } from "../cluster/cluster";
import type { PersistentVolumeClaim, VolumeSnapshot, VolumeSnapshotClass } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { unlessStatus } from "../cluster/tolerate";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";
import { usersOf } from "../instance/volume-users";
import { canceled, healingMilliseconds, WaitError } from "../instance/wait";
import { limit } from "../record/target";
import { findClaim, gibibytes, volumeNotFound } from "./claims";

const kind = "volumesnapshots";

/** As long as AWS's provider waits. */
const readyMilliseconds = 600_000;
const lookMilliseconds = 250;

const isDefault = ({ metadata }: VolumeSnapshotClass): boolean =>
  metadata.annotations?.["snapshot.storage.kubernetes.io/is-default-class"] === "true";

/** EC2's words for a snapshot that isn't there. */
export const snapshotNotFound = (snapshotId: string, namespace: string): ExplainedError =>
  new ExplainedError(
    `InvalidSnapshot.NotFound: The snapshot '${snapshotId}' does not exist in namespace "${namespace}"`,
    'List the snapshots with "kubectl get volumesnapshots -A"',
  );

/** The class that snapshots of the claim are taken with; undefined if the cluster must choose, because the user may not look. */
export async function snapshotClass(
  cluster: Cluster,
  { spec }: PersistentVolumeClaim,
): Promise<string | undefined> {
  const { storageClassName = "" } = spec ?? {};
  const looks = Promise.all([cluster.snapshotClasses(), cluster.storageClass(storageClassName)]);
  const [classes, storageClass] = (await unlessStatus(403, looks)) ?? [[]];
  if (!classes) {
    throw new ExplainedError(
      "the cluster has no snapshots: its API server doesn't have snapshot.storage.k8s.io/v1",
      "Install the CRDs and the controller of kubernetes-csi/external-snapshotter, and a CSI driver that takes snapshots",
    );
  }
  if (!storageClass) return undefined;
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
export async function storedClaim(
  cluster: Cluster,
  namespace: string,
  volumeId: string,
  report: (line: string) => void,
): Promise<PersistentVolumeClaim> {
  for (const began = Date.now(); ;) {
    const claim = await findClaim(cluster, namespace, volumeId);
    if (!claim) throw volumeNotFound(volumeId, namespace);
    if (claim.status?.phase === "Bound") return claim;
    if (runEnds.aborted) throw canceled();
    const name = claim.metadata?.name ?? "";
    const waited = Date.now() - began;
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
    await pause();
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lookMilliseconds));

const describe = (namespace: string, name: string): string =>
  `See "kubectl describe volumesnapshot ${name} --namespace ${namespace}"`;

/** Waits until the snapshot has all data of its volume. An error that lasts is final. */
export async function untilSnapshotReady(
  cluster: Cluster,
  namespace: string,
  name: string,
): Promise<VolumeSnapshot> {
  let failedAt: number | undefined;
  for (const began = Date.now(); ;) {
    const snapshot = await cluster.object(kind, namespace, name);
    if (!snapshot) throw snapshotNotFound(name, namespace);
    const { readyToUse, error } = snapshot.status ?? {};
    if (readyToUse) return snapshot;
    if (runEnds.aborted) throw canceled();
    const now = Date.now();
    failedAt = error ? (failedAt ?? now) : undefined;
    if (failedAt !== undefined && now - failedAt > healingMilliseconds) {
      throw new WaitError(error?.message?.trim() ?? "its driver failed", describe(namespace, name));
    }
    if (!snapshot.status && now - began > limit) {
      throw new WaitError(
        `no controller has looked at VolumeSnapshot ${name} for ${limit / 1000} s`,
        "Install the snapshot controller of kubernetes-csi/external-snapshotter",
      );
    }
    if (now - began > readyMilliseconds) {
      throw new WaitError(
        `VolumeSnapshot ${name} isn't ready after ${readyMilliseconds / 60_000} min`,
        describe(namespace, name),
      );
    }
    await pause();
  }
}

/** Deletes the snapshot, and waits until its data is gone. */
export async function deleteSnapshot(cluster: Cluster, namespace: string, name: string): Promise<void> {
  await cluster.deleteObject(kind, namespace, name);
  for (const began = Date.now(); await cluster.object(kind, namespace, name);) {
    if (runEnds.aborted) throw canceled();
    if (Date.now() - began > limit) {
      throw new WaitError(
        `VolumeSnapshot ${name} still exists ${limit / 1000} s after its deletion`,
        describe(namespace, name),
      );
    }
    await pause();
  }
}

/** The size in GiB of a volume that is made from a snapshot: the given one, or that of the snapshot. */
export async function restoredSize(
  cluster: Cluster,
  namespace: string,
  snapshotId: string,
  size: number | undefined,
): Promise<number> {
  const snapshot = await cluster.object(kind, namespace, snapshotId);
  if (!snapshot) throw snapshotNotFound(snapshotId, namespace);
  const least = sizeOfSnapshot(snapshot) ?? 1;
  if (size === undefined || size >= least) return size ?? least;
  throw new ExplainedError(
    `InvalidParameterValue: its size is ${size} GiB, smaller than snapshot ${snapshotId} of ${least} GiB`,
    `Set size to at least ${least}, or omit it`,
  );
}

/** GiB. */
export const sizeOfSnapshot = ({ status }: VolumeSnapshot): number | undefined =>
  gibibytes(status?.restoreSize);

/** Id of the volume that a snapshot was taken of. */
export const sourceVolumeOf = ({ metadata }: VolumeSnapshot): string | undefined =>
  metadata.labels?.[labelKeys.volumeId];
