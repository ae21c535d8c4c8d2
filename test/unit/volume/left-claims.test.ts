import type { Cluster } from "../../../provider/cluster/cluster";
import * as afterSave from "../../../provider/cluster/after-save";
import * as clusters from "../../../provider/cluster/cluster";
import type { PersistentVolumeClaim } from "../../../provider/cluster/objects";
import { origin } from "../../../provider/common/origin";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { shapeOf } from "../../../provider/record/shape";
import { volumeKinds } from "../../../provider/volume/kinds";
import { volumeLifecycle } from "../../../provider/volume/volume-lifecycle";

const token = "ebs:Volume";
const volumes = volumeLifecycle(lifecycleOf(token, volumeKinds[token]!, shapeOf(token)));

afterEach(() => jest.restoreAllMocks());

const __urn = "urn:pulumi:dev::shop::pulumi-nodejs:ebs/volume:Volume::data";
const checked = async () => {
  const place = { namespace: "apps", kubeconfig: "", context: "" };
  return (await volumes.check({}, { __urn, size: 8, availabilityZone: "us-east-1a", ...place })).inputs;
};

/** The claim that another volume of this name has had, with the mark of a killed run. */
const claimLeft = (minutes: number, spec: PersistentVolumeClaim["spec"] = {}): PersistentVolumeClaim => ({
  metadata: {
    name: "c",
    namespace: "apps",
    creationTimestamp: new Date(Date.now() - minutes * 60_000).toISOString(),
    labels: { "ec2-pods/volume-id": "vol-other" },
    annotations: { "ec2-pods/maker": origin(), "ec2-pods/spawn-pending": "true" },
  },
  spec: { resources: { requests: { storage: "8Gi" } }, ...spec },
});

/** The patches of a claim that another volume of this name has had, with the mark of a killed run. */
function leftSince(minutes: number): unknown[] {
  const claim = claimLeft(minutes);
  const patches: unknown[] = [];
  const cluster = {
    claim: () => Promise.resolve(claim),
    ensureClaim: () => Promise.resolve(),
    patchClaim: (_: unknown, patch: unknown) => Promise.resolve(void patches.push(patch)),
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  return patches;
}

test("a claim that a killed run left is taken by the next volume of its name", async () => {
  const patches = leftSince(59);
  await volumes.create(await checked());
  expect(patches).not.toEqual([]);
});

test("a marked claim that a state may have had since keeps its data", async () => {
  const patches = leftSince(61);
  await expect(volumes.create(await checked())).rejects.toThrow(
    "holds the data of vol-other, an earlier volume of this name. Give the new volume another logical name",
  );
  expect(patches).toEqual([]);
});

/** What happens to the claim that a killed run made of a snapshot of its own, which now is there or not. */
function leftOfSnapshot(minutes: number, isThere = false): unknown[] {
  const calls: unknown[] = [];
  const dataSource = { kind: "VolumeSnapshot", name: "snap-left" };
  let claim: PersistentVolumeClaim | undefined = claimLeft(minutes, { dataSource });
  const now = { metadata: {}, status: { readyToUse: true, restoreSize: "8Gi" } };
  const cluster = {
    object: (_: string, __: string, name: string) =>
      Promise.resolve(name === "snap-now" || isThere ? now : undefined),
    pods: () => Promise.resolve([]),
    claim: () => Promise.resolve(claim),
    ensureClaim: (wanted: PersistentVolumeClaim) => {
      if (!claim) calls.push(wanted.spec?.dataSource?.name, wanted.metadata?.annotations);
      claim ??= wanted;
      return Promise.resolve();
    },
    deleteClaim: () => Promise.resolve(void (calls.push("delete"), (claim = undefined))),
    patchClaim: () => Promise.resolve(),
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  return calls;
}
const restored = async () => ({ ...(await checked()), snapshotId: "snap-now" });

test("a claim that a killed run made of a snapshot it left is made again, of that of now", async () => {
  jest.replaceProperty(afterSave, "savesAtEnd", true);
  const calls = leftOfSnapshot(59);
  await volumes.create(await restored());
  // Marked from its first moment: a kill right then leaves what the next run recognizes.
  const marked = expect.objectContaining({ "ec2-pods/spawn-pending": "true" }) as unknown;
  expect(calls).toEqual(["delete", "snap-now", marked]);
});

test.each([
  ["a state may have had it since", 61, false, "holds the data of vol-other"],
  ["its snapshot is still there", 59, true, "already exists, made from snap-left instead of snap-now"],
])("the claim of another snapshot keeps its data: %s", async (_, minutes, isThere, message) => {
  jest.replaceProperty(afterSave, "savesAtEnd", true);
  const calls = leftOfSnapshot(minutes, isThere);
  await expect(volumes.create(await restored())).rejects.toThrow(message);
  expect(calls).toEqual([]);
});

test("with checkpoints, the state has a snapshot before anything is made of it, so no claim is made again", async () => {
  const calls = leftOfSnapshot(59);
  await expect(volumes.create(await restored())).rejects.toThrow("already exists, made from snap-left");
  expect(calls).toEqual([]);
});
