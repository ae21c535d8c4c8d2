import type { PersistentVolumeClaim } from "../../../provider/cluster/objects";
import {
  checkedVolumes,
  mountsExactly,
  toMissingClaims,
  type VolumeSource,
  wantedClaims,
} from "../../../provider/instance/attached-volumes";
import { claimsOf } from "../../../provider/instance/block-devices";
import { changes } from "../../../provider/instance/effects";
import { toState } from "../../../provider/instance/model";
import { toPod } from "../../../provider/instance/pod";
import { instanceInputs } from "../../support/instance";

const { instanceId } = instanceInputs;
const source: VolumeSource = { deviceName: "/dev/sdf", name: "data", keys: ["k1"], size: 8 };
const inputs = { ...instanceInputs, ...checkedVolumes({}, [source], []) };

const claim = (labels: Record<string, string>, more: object = {}): PersistentVolumeClaim => ({
  metadata: { name: "ec2-vol-k1", labels, ...more },
});
const own = claim({ "ec2-pods/volume": "k1" });
const late = claim(
  { "ec2-pods/volume": "k2", "ec2-pods/attached-to": instanceId },
  { name: "ec2-vol-k2", annotations: { "ec2-pods/device": "sdg" } },
);

test("an instance's state names the claim of each device", () => {
  expect(checkedVolumes({}, [source], [])).toEqual({
    attachedVolumes: { "/dev/sdf": "ec2-vol-k1" },
    __volumes: [source],
  });
  expect(checkedVolumes({}, undefined, [])).toEqual({});
});

test("what can't be attached is left to its VolumeAttachment to report", () => {
  const odd = { ...source, deviceName: "/dev/disk1", keys: ["k3"] };
  const second = { ...source, keys: ["k4"] };
  expect(checkedVolumes({}, [odd, source, second], []).__volumes).toEqual([source]);
  expect(checkedVolumes({}, [source], ["sdf"])).toEqual({});
});

test("a volume that an alias renames keeps its claim, also once the alias is gone", () => {
  const first = checkedVolumes({}, [source], []);
  const renamed = checkedVolumes(first, [{ ...source, keys: ["new", "k1"] }], []);
  expect(renamed.attachedVolumes).toEqual(first.attachedVolumes);
  const later = checkedVolumes(renamed, [{ ...source, keys: ["new"] }], []);
  expect(later.attachedVolumes).toEqual(first.attachedVolumes);
  const state = toState({ ...instanceInputs, ...first }, { namespace: "apps", instanceState: "running" });
  expect(changes(state, { ...instanceInputs, ...later })).toEqual([]);
});

test("a new volume doesn't get the claim of a renamed one", () => {
  const olds = checkedVolumes({}, [source], []);
  const renamed = { ...source, keys: ["new", "k1"] };
  const added = { ...source, deviceName: "/dev/sdg" };
  for (const sources of [
    [renamed, added],
    [added, renamed],
  ]) {
    expect(checkedVolumes(olds, sources, [])).toEqual({ ...olds, __volumes: [renamed] });
  }
});

test("a volume whose claim only its own create can make is mounted if it was before, and if it exists", () => {
  const restored = { ...source, size: undefined };
  expect(checkedVolumes({}, [restored], [])).toEqual({});
  // An earlier release mounted it at the launch, or the program gave it a plain size before.
  const olds = checkedVolumes({}, [source], []);
  const later = checkedVolumes(olds, [restored], []);
  expect(later).toEqual({ ...olds, __volumes: [restored] });
  const attached = claim({ "ec2-pods/volume": "k1", "ec2-pods/attached-to": instanceId });
  const news = { ...instanceInputs, ...later };
  expect(wantedClaims(news, [attached], olds)).toEqual([{ device: "sdf", claim: "ec2-vol-k1" }]);
  expect(wantedClaims(news, [], olds)).toEqual([]);
});

test("an attachment re-creates the Pod; another size doesn't", () => {
  const state = toState(inputs, { namespace: "apps", instanceState: "running" });
  const grown = checkedVolumes(inputs, [{ ...source, size: 16 }], []);
  expect(changes(state, { ...instanceInputs, ...grown })).toEqual([]);
  expect(changes(state, instanceInputs)).toEqual([{ property: "attachedVolumes", effect: "recreate" }]);
});

test("a launch mounts the declared claim, found by its label, or one that it must create", () => {
  expect(wantedClaims(inputs, [own])).toEqual([{ device: "sdf", claim: "ec2-vol-k1" }]);
  const renamed = claim({ "ec2-pods/volume": "k1" }, { name: "other" });
  expect(wantedClaims(inputs, [renamed])).toEqual([{ device: "sdf", claim: "other" }]);
  const dying = claim({ "ec2-pods/volume": "k1" }, { deletionTimestamp: "2026-01-01T00:00:00Z" });
  for (const claims of [[], [dying]]) {
    expect(wantedClaims(inputs, claims)).toEqual([{ device: "sdf", claim: "ec2-vol-k1", source }]);
  }
});

test("a launch mounts the claim that this very instance has on the device, rather than an empty one", () => {
  const labels = { "ec2-pods/volume": "old", "ec2-pods/name": "data", "ec2-pods/attached-to": instanceId };
  const more = { name: "ec2-vol-old", annotations: { "ec2-pods/device": "sdf" } };
  expect(wantedClaims(inputs, [claim(labels, more)])).toEqual([{ device: "sdf", claim: "ec2-vol-old" }]);
  const named = claim({ ...labels, "ec2-pods/name": "before" }, { ...more, name: "ec2-vol-k1" });
  expect(wantedClaims(inputs, [named])).toEqual([{ device: "sdf", claim: "ec2-vol-k1" }]);
  for (const [otherLabels, others] of [
    [{ ...labels, "ec2-pods/attached-to": "i-1" }, more],
    [{ ...labels, "ec2-pods/name": "other" }, more],
    [labels, { ...more, annotations: { "ec2-pods/device": "sdg" } }],
  ] as const) {
    expect(wantedClaims(inputs, [claim(otherLabels, others)])[0]).toEqual({
      device: "sdf",
      claim: "ec2-vol-k1",
      source,
    });
  }
});

test("a launch mounts the volume's own claim rather than one that a launch created, and none of another volume", () => {
  const extra = claim({ "ec2-pods/volume": "k1" }, { name: "a" });
  const real = claim({ "ec2-pods/volume": "k1", "ec2-pods/volume-id": "vol-1" }, { name: "b" });
  expect(wantedClaims(inputs, [extra, real])).toEqual([{ device: "sdf", claim: "b" }]);
  const foreign = claim({ "ec2-pods/volume": "other", "ec2-pods/volume-id": "vol-2" });
  expect(wantedClaims(inputs, [foreign])).toEqual([]);
});

test("a launch mounts what a late attachment has attached, unless the program has detached it", () => {
  expect(wantedClaims(instanceInputs, [own, late])).toEqual([{ device: "sdg", claim: "ec2-vol-k2" }]);
  const olds = checkedVolumes({}, [{ ...source, deviceName: "/dev/sdg", keys: ["k2"] }], []);
  expect(wantedClaims(instanceInputs, [late], olds)).toEqual([]);
  const elsewhere = claim({ "ec2-pods/attached-to": "i-1" }, { annotations: { "ec2-pods/device": "sdg" } });
  expect(wantedClaims(instanceInputs, [elsewhere])).toEqual([]);
});

test("a Pod is compared by what it mounts, and owns only the claims of its block devices", () => {
  const attached = wantedClaims(inputs, [own]);
  const launch = { podName: "p", namespace: "apps", origin: "me", metadata: false };
  const withBoth = { ...inputs, ebsBlockDevices: [{ deviceName: "/dev/sdh", volumeSize: 1 }] };
  const pod = toPod(withBoth, { ...launch, attached });
  expect(pod.spec?.containers[0]?.volumeMounts?.slice(2).map(({ mountPath }) => mountPath)).toEqual([
    "/mnt/sdh",
    "/mnt/sdf",
  ]);
  expect(mountsExactly(pod, attached)).toBe(true);
  expect(mountsExactly(pod, [])).toBe(false);
  expect(mountsExactly(pod, [{ device: "sdf", claim: "other" }])).toBe(false);
  // The claim is being deleted: the Pod mounts another one of the same name.
  expect(mountsExactly(pod, wantedClaims(inputs, []))).toBe(false);
  expect(claimsOf(pod)).toEqual([`ec2-${instanceId}-sdh`]);
});

test("a claim that is created ahead of its volume has the volume's labels, and goes with a Pod that never was ready", () => {
  const pod = toPod(inputs, {
    podName: "p",
    namespace: "apps",
    origin: "me",
    metadata: false,
  });
  pod.metadata = { ...pod.metadata, uid: "uid-1" };
  expect(toMissingClaims(inputs, pod, wantedClaims(inputs, [own]))).toEqual([]);
  expect(toMissingClaims(inputs, pod, wantedClaims(inputs, []))).toMatchObject([
    {
      metadata: {
        name: "ec2-vol-k1",
        namespace: "apps",
        labels: { "ec2-pods/name": "data", "ec2-pods/volume": "k1" },
        annotations: { "ec2-pods/maker": "me" },
        ownerReferences: [{ kind: "Pod", uid: "uid-1" }],
      },
      spec: { resources: { requests: { storage: "8Gi" } } },
    },
  ]);
});
