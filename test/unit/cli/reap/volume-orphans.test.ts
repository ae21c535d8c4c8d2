import { otherOrigin, unknownOrigin } from "../../../../provider/cli/reap/finding";
import { judge } from "../../../../provider/cli/reap/orphans";
import { lastingClaims } from "../../../../provider/cli/reap/volumes";
import type { PersistentVolumeClaim, Pod, VolumeSnapshot } from "../../../../provider/cluster/objects";
import { criteria, gone, minutesAgo, nothing, stateOf, tracking } from "../../../support/orphans";

const claim = (
  metadata: PersistentVolumeClaim["metadata"] = {},
  spec: PersistentVolumeClaim["spec"] = {},
): PersistentVolumeClaim => ({
  spec,
  metadata: {
    name: "ec2-vol-1",
    namespace: "apps",
    uid: "uid-claim",
    creationTimestamp: minutesAgo(60),
    labels: { "ec2-pods/volume": "1", "ec2-pods/volume-id": "vol-1" },
    annotations: { "ec2-pods/maker": "me" },
    ...metadata,
  },
});
const user: Pod = {
  metadata: {
    name: "ec2-web-1",
    namespace: "apps",
    uid: "uid-pod",
    creationTimestamp: minutesAgo(60),
    labels: { "ec2-pods/instance-id": "i-1" },
    annotations: { "ec2-pods/maker": "me" },
  },
  spec: { containers: [], volumes: [{ name: "sdf", persistentVolumeClaim: { claimName: "ec2-vol-1" } }] },
};

const deletion = 'delete it with "kubectl delete pvc ec2-vol-1 --namespace apps"';

test.each([
  { reason: "in the state", state: stateOf({ claims: new Set(["apps/ec2-vol-1"]) }), want: [] },
  { reason: "not in the state", state: nothing, want: ["orphan: the state doesn't have its volume"] },
  { reason: "of a removed stack", state: undefined, want: ["orphan: the stack no longer exists"] },
  {
    reason: "left with its data",
    state: nothing,
    claims: [claim({}, { volumeName: "pv-1" })],
    want: [`kept: it may hold data, and the state doesn't have its volume; ${deletion}`],
  },
  {
    reason: "left with its data by a removed stack",
    state: undefined,
    claims: [claim({}, { volumeName: "pv-1" })],
    want: [`kept: it may hold data, and the stack no longer exists; ${deletion}`],
  },
  {
    reason: "left by a killed create",
    state: nothing,
    claims: [claim({ annotations: { "ec2-pods/maker": "me", "ec2-pods/spawn-pending": "true" } }, {})],
    want: ["orphan: the state doesn't have its volume"],
  },
  {
    reason: "young",
    state: nothing,
    claims: [claim({ creationTimestamp: minutesAgo(1) })],
    want: ["kept: it is young: an update in progress may not have saved it yet"],
  },
  {
    reason: "of another origin",
    state: nothing,
    claims: [claim({ annotations: {} })],
    want: [`kept: ${unknownOrigin}`],
  },
  {
    reason: "used by an instance",
    state: tracking,
    pods: [user],
    want: ["kept: Pod apps/ec2-web-1 uses it"],
  },
  {
    reason: "used by an orphan",
    state: nothing,
    pods: [user],
    want: ["orphan: the state doesn't have its instance", "orphan: the state doesn't have its volume"],
  },
])("a claim of a volume that is $reason", ({ state, claims = [claim()], pods = [], want }) => {
  const found = judge(
    { pods, policies: [], claims, snapshots: [], loadBalancers: [], members: new Map() },
    state,
    criteria,
  );
  expect(found.map(({ finding }) => `${finding.verdict}: ${finding.why}`)).toEqual(want);
});

test("a claim is an orphan without --include-saved only if no update saved it and it has no storage", () => {
  const marked = { annotations: { "ec2-pods/maker": "me", "ec2-pods/spawn-pending": "true" } };
  const verdict = (metadata: PersistentVolumeClaim["metadata"], spec: PersistentVolumeClaim["spec"]) =>
    judge(
      {
        pods: [],
        policies: [],
        claims: [claim(metadata, spec)],
        snapshots: [],
        loadBalancers: [],
        members: new Map(),
      },
      nothing,
      { ...criteria, includeSaved: false },
    )[0]!.finding.verdict;
  expect([verdict(marked, {}), verdict({}, {}), verdict(marked, { volumeName: "pv-1" })]).toEqual([
    "orphan",
    "kept",
    "kept",
  ]);
});

const instanceClaim = { labels: { "ec2-pods/instance-id": "i-1" } };

test.each([
  { reason: "of an instance in the state", state: tracking, want: [] },
  {
    reason: "that outlived its instance",
    state: nothing,
    want: [`kept: it may hold data, and the state doesn't have its instance; ${deletion}`],
  },
  {
    reason: "that a removed stack left of a stopped instance",
    state: undefined,
    want: [`kept: it may hold data, and the stack no longer exists; ${deletion}`],
  },
  {
    reason: "without storage",
    state: nothing,
    spec: {},
    want: ["orphan: the state doesn't have its instance"],
  },
])("a claim of a block device $reason", ({ state, spec = { volumeName: "pv-1" }, want }) => {
  const objects = { pods: [], policies: [], snapshots: [], loadBalancers: [], members: new Map() };
  const found = judge({ ...objects, claims: [claim(instanceClaim, spec)] }, state, criteria);
  expect(found.map(({ finding }) => `${finding.subject} ${finding.verdict}: ${finding.why}`)).toEqual(
    want.map((text) => `i-1 ${text}`),
  );
});

test("claims that come and go with a Pod have no verdict of their own", () => {
  const volumes = [{ name: "sdf", persistentVolumeClaim: { claimName: "ec2-i-1-sdf" } }];
  const owner = { ...user, spec: { containers: [], volumes } };
  const ownerReferences = [{ apiVersion: "v1", kind: "Pod", name: "ec2-web-2", uid: "2" }];
  const used = claim({ name: "ec2-i-1-sdf" });
  const other = claim({ name: "ec2-i-1-sdg" });
  expect(lastingClaims([used, other, claim({ ownerReferences })], [owner])).toEqual([other]);
});

const snapshot = (annotations: Record<string, string>, minutes: number): VolumeSnapshot => ({
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshot",
  metadata: {
    name: "snap-1",
    namespace: "apps",
    creationTimestamp: minutesAgo(minutes),
    annotations: { "ec2-pods/maker": "me", ...annotations },
  },
  spec: { source: { persistentVolumeClaimName: "ec2-vol-1" } },
});
const pending = { "ec2-pods/spawn-pending": "true" };
const onPurpose =
  "kept: it holds data, and the state doesn't have it; " +
  'delete it with "kubectl delete volumesnapshot snap-1 --namespace apps"';

test.each([
  { reason: "in the state", state: stateOf({ snapshots: new Set(["apps/snap-1"]) }), want: [] },
  {
    reason: "left by a killed create",
    annotations: pending,
    state: stateOf({ unfinished: new Set(["apps/snap-1"]) }),
    want: ["orphan: the state doesn't have it"],
  },
  {
    reason: "left by a killed create of a stack that no longer exists",
    annotations: pending,
    minutes: 59,
    state: undefined,
    want: [gone],
  },
  {
    reason: "left by a stack that no longer exists, which may have saved it",
    annotations: pending,
    state: undefined,
    want: [onPurpose.replace("the state doesn't have it", "the stack no longer exists")],
  },
  {
    reason: "left on purpose, after a run that was killed once it was saved",
    annotations: pending,
    state: nothing,
    want: [onPurpose],
  },
  {
    reason: "of another origin",
    annotations: { "ec2-pods/maker": "you" },
    state: nothing,
    want: [`kept: ${otherOrigin}`],
  },
  {
    reason: "left on purpose",
    state: nothing,
    want: [onPurpose],
  },
])("a snapshot that is $reason", ({ state, annotations = {}, minutes = 60, want }) => {
  const objects = {
    pods: [],
    policies: [],
    claims: [],
    snapshots: [snapshot(annotations, minutes)],
    loadBalancers: [],
  };
  const found = judge({ ...objects, members: new Map() }, state, criteria);
  expect(found.map(({ finding }) => `${finding.verdict}: ${finding.why}`)).toEqual(want);
});
