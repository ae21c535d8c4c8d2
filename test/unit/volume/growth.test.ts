import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { PersistentVolumeClaim } from "../../../provider/cluster/objects";
import { grow, refuseGrowth } from "../../../provider/volume/growth";

const admission =
  'the API server returned 403: persistentvolumeclaims "c" is forbidden: only dynamically provisioned pvc can be resized';
const rbac =
  'the API server returned 403: persistentvolumeclaims "c" is forbidden: User "me" cannot patch resource "persistentvolumeclaims"';

/** A cluster with one claim of 8 GiB, which answers each patch so. */
function clusterWith(phase: string, refusal?: Error) {
  const claim: PersistentVolumeClaim = {
    metadata: { name: "c", namespace: "apps" },
    spec: { storageClassName: "standard", resources: { requests: { storage: "8Gi" } } },
    status: { phase },
  };
  const patchClaim = jest.fn(() => (refusal ? Promise.reject(refusal) : Promise.resolve()));
  const cluster = { claim: () => Promise.resolve(claim), patchClaim } as unknown as Cluster;
  return { cluster, claim, patchClaim };
}

test("a claim that may grow is only asked for", async () => {
  const { cluster, claim, patchClaim } = clusterWith("Bound");
  await refuseGrowth(cluster, "apps", "c", 9);
  const request = { spec: { resources: { requests: { storage: "9Gi" } } } };
  expect(patchClaim.mock.calls).toEqual([[claim, request, { isDryRun: true }]]);
});

test("a StorageClass that doesn't expand refuses before anything changes, as the update would", async () => {
  const { cluster, claim } = clusterWith("Bound", new ClusterError(admission, undefined, 403));
  const message = /^its StorageClass "standard" doesn't let claim c grow from 8 to 9 GiB: .* can be resized$/;
  await expect(refuseGrowth(cluster, "apps", "c", 9)).rejects.toThrow(message);
  await expect(grow(cluster, claim, 9)).rejects.toThrow(message);
});

test.each([
  ["a user who can only read", "Bound", new ClusterError(rbac, undefined, 403)],
  ["a cluster that doesn't answer", "Bound", new ClusterError("connect ECONNREFUSED")],
  ["a claim that the same update may bind", "Pending", new ClusterError(admission, undefined, 403)],
])("%s refuses no growth in a preview", async (_, phase, refusal) => {
  const { cluster } = clusterWith(phase, refusal);
  await expect(refuseGrowth(cluster, "apps", "c", 9)).resolves.toBeUndefined();
});

test.each([8, 7])("a size of %i GiB isn't asked for", async (size) => {
  const { cluster, patchClaim } = clusterWith("Bound");
  await refuseGrowth(cluster, "apps", "c", size);
  expect(patchClaim).not.toHaveBeenCalled();
});

test("a user who may not patch fails the update", async () => {
  const { cluster, claim } = clusterWith("Bound", new ClusterError(rbac, undefined, 403));
  await expect(grow(cluster, claim, 9)).rejects.toThrow("cannot patch resource");
});
