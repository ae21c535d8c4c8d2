import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { PersistentVolumeClaim, VolumeSnapshotClass } from "../../../provider/cluster/objects";
import { gibibytes } from "../../../provider/volume/claims";
import { refuseInUse, restoredSize, snapshotClass } from "../../../provider/volume/snapshots";

const claim = { spec: { storageClassName: "fast" } };
const classOf = (name: string, driver: string, isDefault = false): VolumeSnapshotClass => ({
  metadata: {
    name,
    annotations: isDefault ? { "snapshot.storage.kubernetes.io/is-default-class": "true" } : {},
  },
  driver,
});
const clusterWith = (snapshotClasses: Cluster["snapshotClasses"], provisioner?: string): Cluster =>
  ({
    snapshotClasses,
    storageClass: () => Promise.resolve(provisioner === undefined ? undefined : { provisioner }),
  }) as unknown as Cluster;
const having = (...classes: VolumeSnapshotClass[]) => clusterWith(() => Promise.resolve(classes), "disk");

test.each<[string, Cluster, string | undefined]>([
  ["the driver's only class", having(classOf("a", "other", true), classOf("b", "disk")), "b"],
  ["the driver's default class", having(classOf("a", "disk"), classOf("b", "disk", true)), "b"],
  [
    "the cluster's choice if the StorageClass is gone",
    clusterWith(() => Promise.resolve([classOf("a", "disk")])),
    undefined,
  ],
  [
    "the cluster's choice if the user may not look",
    clusterWith(() => Promise.reject(new ClusterError("forbidden", "", 403)), "disk"),
    undefined,
  ],
  [
    "the cluster's choice if the user may not look at StorageClasses",
    {
      ...having(classOf("a", "disk")),
      storageClass: () => Promise.reject(new ClusterError("forbidden", "", 403)),
    },
    undefined,
  ],
])("a snapshot is taken with %s", async (_, cluster, name) => {
  expect(await snapshotClass(cluster, claim)).toBe(name);
});

test("a snapshot of a claim without a StorageClass is taken with the cluster's choice", async () => {
  for (const storageClassName of [undefined, ""]) {
    const spec = { storageClassName };
    expect(await snapshotClass(having(classOf("a", "other")), { spec } as PersistentVolumeClaim)).toBe(
      undefined,
    );
  }
});

test("a cluster without snapshots, and a driver without a class, are named with what is missing", async () => {
  const none = {
    object: () => Promise.resolve(undefined),
    listObjects: () => Promise.reject(new ClusterError("404 page not found", "", 404)),
  };
  await expect(restoredSize(none as unknown as Cluster, "apps", "snap-1", 8)).rejects.toMatchObject({
    reason: "the cluster has no snapshots: its API server doesn't have snapshot.storage.k8s.io/v1",
    fix: "Install the CRDs and the controller of kubernetes-csi/external-snapshotter, and a CSI driver that takes snapshots",
  });
  await expect(snapshotClass(having(classOf("a", "other")), claim)).rejects.toMatchObject({
    reason: 'no VolumeSnapshotClass has the driver "disk" of StorageClass "fast"',
    fix: expect.stringContaining("driver: disk, deletionPolicy: Delete}' | kubectl apply -f -") as unknown,
  });
});

test.each<[string, number | undefined, number | string]>([
  ["3Gi", undefined, 3],
  ["3Gi", 5, 5],
  ["2500Mi", undefined, 3],
  ["1073741825", undefined, 2],
  ["0", 5, 5],
  [
    "3Gi",
    2,
    "InvalidParameterValue: Volume of size 2GB is smaller than snapshot 'snap-1', expect size >= 3GB",
  ],
])("a volume from a snapshot of %s with size %s has %s", async (restoreSize, size, want) => {
  const object = () => Promise.resolve({ metadata: {}, status: { readyToUse: true, restoreSize } });
  const answer = restoredSize({ object } as unknown as Cluster, "apps", "snap-1", size);
  if (typeof want === "number") expect(await answer).toBe(want);
  else await expect(answer).rejects.toMatchObject({ reason: expect.stringContaining(want) as unknown });
});

test.each<[string, object, string]>([
  ["isn't ready", { metadata: {}, status: { readyToUse: false } }, "pending"],
  ["is not taken yet", { metadata: {} }, "pending"],
  [
    "is being deleted",
    { metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" }, status: { readyToUse: true } },
    "deleting",
  ],
])("no volume is made from a snapshot that %s", async (_, snapshot, state) => {
  const cluster = { object: () => Promise.resolve(snapshot) } as unknown as Cluster;
  await expect(restoredSize(cluster, "apps", "snap-1", 8)).rejects.toMatchObject({
    reason: `IncorrectState: Snapshot is in invalid state - ${state}: snap-1`,
  });
});

test("a snapshot is in use until each volume that is made from it has its data", async () => {
  const waiting: PersistentVolumeClaim = {
    metadata: { name: "c", labels: { "ec2-pods/volume-id": "vol-1" } },
    spec: { dataSource: { kind: "VolumeSnapshot", name: "snap-1" } },
    status: { phase: "Pending" },
  };
  const refuse = (claim: PersistentVolumeClaim) =>
    refuseInUse({ claims: () => Promise.resolve([claim]) } as unknown as Cluster, "apps", "snap-1");
  await expect(refuse(waiting)).rejects.toMatchObject({
    reason:
      "InvalidSnapshot.InUse: The snapshot snap-1 is currently in use by vol-1, which has no storage yet",
  });
  await refuse({ ...waiting, status: { phase: "Bound" } });
  await refuse({ ...waiting, spec: {} });
  await refuse({ ...waiting, metadata: { ...waiting.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } });
});

test.each<[string | undefined, number | undefined]>([
  ["1Gi", 1],
  ["1.5Gi", 2],
  ["1G", 1],
  ["3G", 3],
  ["1Ti", 1024],
  ["1T", 932],
  ["1048576Ki", 1],
  ["2e9", 2],
  ["3E", 2793967724],
  ["1610612736000m", 2],
  ["big", undefined],
  ["-1Gi", undefined],
  [undefined, undefined],
])("the quantity %s is %s GiB", (quantity, want) => {
  expect(gibibytes(quantity)).toBe(want);
});
