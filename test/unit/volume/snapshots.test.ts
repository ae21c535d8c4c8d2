import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { VolumeSnapshotClass } from "../../../provider/cluster/objects";
import { restoredSize, snapshotClass } from "../../../provider/volume/snapshots";

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
])("a snapshot is taken with %s", async (_, cluster, name) => {
  expect(await snapshotClass(cluster, claim)).toBe(name);
});

test("a cluster without snapshots, and a driver without a class, are named with what is missing", async () => {
  const none = clusterWith(() => Promise.resolve(undefined), "disk");
  await expect(snapshotClass(none, claim)).rejects.toMatchObject({
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
  ["3Gi", 2, "smaller than snapshot snap-1 of 3 GiB"],
])("a volume from a snapshot of %s with size %s has %s", async (restoreSize, size, want) => {
  const object = () => Promise.resolve({ status: { restoreSize } });
  const answer = restoredSize({ object } as unknown as Cluster, "apps", "snap-1", size);
  if (typeof want === "number") expect(await answer).toBe(want);
  else await expect(answer).rejects.toMatchObject({ reason: expect.stringContaining(want) as unknown });
});
