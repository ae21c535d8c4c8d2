import type { Cluster } from "../../../provider/cluster/cluster";
import * as clusters from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { VolumeSnapshot } from "../../../provider/cluster/objects";
import { origin } from "../../../provider/common/origin";
import { unknownValue } from "../../../provider/common/values";
import type { Values } from "../../../provider/record/kind";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { remember } from "../../../provider/record/registry";
import { shapeOf } from "../../../provider/record/shape";
import { volumeKinds } from "../../../provider/volume/kinds";
import { snapshotLifecycle } from "../../../provider/volume/snapshot-lifecycle";
import { volumeLifecycle } from "../../../provider/volume/volume-lifecycle";

const operations = (token: string) => lifecycleOf(token, volumeKinds[token]!, shapeOf(token));
const snapshots = snapshotLifecycle(operations("ebs:Snapshot"));

afterEach(() => jest.restoreAllMocks());

const urnOf = (name: string): string => `urn:pulumi:dev::shop::pulumi-nodejs:ebs/snapshot:Snapshot::${name}`;
async function check(name: string, args: Values, olds: Values = {}): Promise<Values> {
  const news = { kubeconfig: "", context: "", __urn: urnOf(name), volumeId: "vol-1", ...args };
  return (await snapshots.check(olds, news)).inputs;
}
const diff = (olds: Values, news: Values) => snapshots.diff(String(olds["recordId"]), olds, news);
const knowVolume = (values: Values, id = "vol-1") =>
  remember(`urn:${id}`, { kind: "ebs:Volume", id, values: { size: 3, ...values } });

/** A cluster with this snapshot, and what is done to it. */
function clusterWith(snapshot: VolumeSnapshot | undefined, refusal?: ClusterError) {
  const calls: unknown[] = [];
  const note = (call: string) => (_: string, namespace: string, name: string, patch?: object) =>
    refusal
      ? Promise.reject(refusal)
      : Promise.resolve(void calls.push([call, namespace, name, ...(patch ? [patch] : [])]));
  const cluster = {
    object: () => Promise.resolve(snapshot),
    claims: () => Promise.resolve([]),
    patchObject: note("patch"),
    deleteObject: note("delete"),
    listObjects: () => Promise.reject(new ClusterError("404 page not found", "", 404)),
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  return calls;
}
const object = (
  more: Partial<VolumeSnapshot> & { annotations?: Record<string, string> },
): VolumeSnapshot => ({
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshot",
  metadata: {
    name: "snap-1",
    labels: { "ec2-pods/volume-id": "vol-1" },
    annotations: more.annotations ?? {},
  },
  spec: { source: { persistentVolumeClaimName: "c" } },
  status: { readyToUse: true, restoreSize: "3Gi" },
});

test("a snapshot is where its volume is, and stays there", async () => {
  knowVolume({ namespace: "apps", context: "kind-dev" });
  const olds = await check("n1", {});
  expect(olds).toMatchObject({ namespace: "apps", context: "kind-dev" });
  knowVolume({ namespace: "other", context: "kind-dev" });
  expect(await check("n1", {}, olds)).toMatchObject({ namespace: "apps" });
  knowVolume({ namespace: "other", context: "kind-dev" }, "vol-2");
  expect(await check("n1", { volumeId: "vol-2" }, olds)).toMatchObject({ namespace: "other" });
});

test("a snapshot of a volume that the program looks up is in its namespace", async () => {
  const claim = { metadata: { name: "c", labels: { "ec2-pods/volume-id": "vol-9" } } };
  const cluster = { claims: () => Promise.resolve([claim]) } as unknown as Cluster;
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster);
  const urn = "urn:pulumi:dev::shop::pulumi-nodejs:ebs/volume:Volume::found";
  const place = { namespace: "theirs", context: "kind-dev" };
  await volumeLifecycle(operations("ebs:Volume")).read("vol-9", { ...place, __urn: urn });
  expect(await check("n2", { volumeId: "vol-9" })).toMatchObject(place);
});

test("a look-up finds a snapshot in the namespace that it names", async () => {
  clusterWith(object({ annotations: { "ec2-pods/description": "first", "ec2-pods/tags": '{"a":"b"}' } }));
  const props = { namespace: "theirs", __urn: urnOf("found") };
  expect((await snapshots.read("snap-1", props)).props).toMatchObject({
    namespace: "theirs",
    volumeId: "vol-1",
    volumeSize: 3,
    description: "first",
    tags: { a: "b" },
  });
});

test.each(["{", "null", "[]", "5", ""])(
  "a look-up takes tags that somebody has made %s of for none",
  async (text) => {
    clusterWith(object({ annotations: { "ec2-pods/tags": text } }));
    expect((await snapshots.read("snap-1", { __urn: urnOf("found") })).props).toMatchObject({ tags: {} });
  },
);

test("a replacement of the volume deletes no snapshot first, and a rename is written to the cluster", async () => {
  knowVolume({});
  const olds = await check("d1", {});
  expect(await diff(olds, await check("d1", {}, olds))).toEqual({ changes: false });
  expect(await diff(olds, await check("d1", { volumeId: unknownValue }, olds))).toEqual({ replaces: [] });
  expect(await diff(olds, await check("d1", { volumeId: "vol-2" }, olds))).toEqual({
    replaces: ["volumeId"],
  });
  expect(await diff(olds, await check("renamed", {}, olds))).toEqual({ replaces: [] });
});

test("an update keeps the size, and takes the mark of a killed run away", async () => {
  const olds: Values = { ...(await check("u1", { volumeId: "vol-unknown" })), volumeSize: 3 };
  const calls = clusterWith(object({}));
  const news = await check("u1", { volumeId: "vol-unknown", tags: { a: "b" }, namespace: "apps" }, olds);
  expect((await snapshots.update("snap-1", olds, news)).outs).toMatchObject({ volumeSize: 3 });
  expect(calls).toMatchObject([
    [
      "patch",
      news["namespace"],
      "snap-1",
      { metadata: { annotations: { "ec2-pods/spawn-pending": null, "ec2-pods/tags": '{"a":"b"}' } } },
    ],
  ]);
});

test("a refresh takes the mark of a killed run away, which would let reap delete the snapshot", async () => {
  const props = { ...(await check("r1", {})), namespace: "apps" };
  const calls = clusterWith(object({ annotations: { "ec2-pods/spawn-pending": "true" } }));
  expect(await snapshots.read("snap-1", props)).toMatchObject({ id: "snap-1" });
  expect(calls).toEqual([
    ["patch", "apps", "snap-1", { metadata: { annotations: { "ec2-pods/spawn-pending": null } } }],
  ]);
  clusterWith(undefined);
  expect(await snapshots.read("snap-1", props)).toEqual({ id: "" });
});

test("a user who may only read can refresh a snapshot with such a mark", async () => {
  const props = { ...(await check("r2", {})), namespace: "apps" };
  const marked = object({ annotations: { "ec2-pods/spawn-pending": "true" } });
  clusterWith(marked, new ClusterError("forbidden", undefined, 403));
  expect(await snapshots.read("snap-1", props)).toMatchObject({ id: "snap-1" });
});

test("of what killed runs left of a snapshot, what a state may have had stays", async () => {
  const log = jest.spyOn(console, "log").mockReturnValue();
  const marked = (name: string, minutes: number) => {
    const annotations = { "ec2-pods/spawn-pending": "true", "ec2-pods/maker": origin() };
    const creationTimestamp = new Date(Date.now() - minutes * 60_000).toISOString();
    return { ...object({}), metadata: { name, annotations, creationTimestamp } };
  };
  const deleted = clusterWith(undefined);
  const cluster = await clusters.connect({} as Parameters<typeof clusters.connect>[0]);
  cluster.listObjects = () => Promise.resolve([marked("snap-young", 59), marked("snap-old", 61)]) as never;
  const waiting = (name: string, source: string, phase: string, more: object = marked(name, 59)) => ({
    ...more,
    spec: { dataSource: { name: source } },
    status: { phase },
  });
  cluster.claims = (_, volumeId) => {
    const saved = { metadata: { name: "saved" } };
    return Promise.resolve(
      volumeId === undefined
        ? [
            waiting("waits", "snap-young", "Pending"),
            waiting("bound", "snap-young", "Bound"),
            waiting("old", "snap-old", "Pending"),
            waiting("saved", "snap-young", "Pending", saved),
          ]
        : [],
    ) as never;
  };
  cluster.deleteClaim = (namespace, name) => cluster.deleteObject("claims" as never, namespace, name);
  const create = async () => snapshots.create(await check("l1", { namespace: "apps" }));
  await expect(create()).rejects.toThrow("InvalidVolume.NotFound");
  // Kubernetes keeps a snapshot as long as a claim waits for its data.
  expect(deleted).toEqual([
    ["delete", "apps", "waits"],
    ["delete", "apps", "snap-young"],
  ]);
  expect(log.mock.calls).toEqual([
    [expect.stringMatching(/^Snapshot "l1": keeps snap-old, .* "kubectl delete volumesnapshot snap-old /)],
  ]);
});

test("a create on a cluster without snapshots says so at once", async () => {
  clusterWith(undefined);
  await expect(snapshots.create(await check("e1", {}))).rejects.toThrow(
    'Cannot create Snapshot "e1": the cluster has no snapshots: its API server doesn\'t have snapshot.storage.k8s.io/v1. Install the CRDs',
  );
});
