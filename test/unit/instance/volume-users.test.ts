import type { Cluster } from "../../../provider/cluster/cluster";
import * as clusters from "../../../provider/cluster/cluster";
import type { PersistentVolumeClaim, Pod } from "../../../provider/cluster/objects";
import { origin } from "../../../provider/common/origin";
import {
  attachmentRun,
  detachedPatch,
  trackedAttachments,
} from "../../../provider/instance/attached-volumes";
import { delete as remove, remount } from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import { toPod } from "../../../provider/instance/pod";
import { noteLasting } from "../../../provider/instance/protection";
import { attachedTo, takeClaims, trackedIds } from "../../../provider/instance/volume-users";
import { remember } from "../../../provider/record/registry";
import { instanceInputs } from "../../support/instance";

const { instanceId } = instanceInputs;
const owner = instanceInputs.pod.labels["ec2-pods/owner"] ?? "";
const claim: PersistentVolumeClaim = {
  metadata: { name: "ec2-vol-1", namespace: "apps", labels: { "ec2-pods/volume-id": "vol-1" } },
};

/** A Pod of the same stack that mounts the claim. */
function userOf(id: string, metadata: Pod["metadata"] = {}): Pod {
  const launch = { podName: `ec2-${id}`, namespace: "apps", origin: "me", metadata: false };
  const attached = [{ device: "sdf", claim: "ec2-vol-1" }];
  const pod = toPod({ ...instanceInputs, instanceId: id }, { ...launch, attached });
  return { ...pod, metadata: { ...pod.metadata, annotations: {}, uid: id, ...metadata } };
}

/** A cluster with these Pods; a deleted one is gone at once. */
function clusterOf(pods: Pod[]) {
  const deleted: string[] = [];
  const live = () => pods.filter(({ metadata }) => !deleted.includes(metadata?.uid ?? ""));
  const cluster = {
    claim: () => Promise.resolve(claim),
    claims: () => Promise.resolve([claim]),
    pods: () => Promise.resolve(live()),
    pod: (_: string, name: string) => Promise.resolve(live().find(({ metadata }) => metadata?.name === name)),
    listen: () => () => undefined,
    patchClaim: () => Promise.resolve(),
    networkPolicies: () => Promise.resolve([]),
    console: () => Promise.resolve("ec2-pods: powered off\n"),
    view: () => Promise.resolve(undefined),
    object: () => Promise.resolve(undefined),
    deletePod: ({ metadata }: Pod) => Promise.resolve(void deleted.push(metadata?.uid ?? "")),
  };
  return { cluster: cluster as unknown as Cluster, deleted };
}

const take = (cluster: Cluster, key?: string) =>
  takeClaims(cluster, "apps", { instanceId, owner, key }, ["ec2-vol-1"], {
    limit: 1000,
    report: () => undefined,
  });

test("a volume is taken from an instance that this run updates", async () => {
  trackedIds.add("i-known");
  const { cluster, deleted } = clusterOf([userOf("i-known")]);
  await take(cluster);
  expect(deleted).toEqual(["i-known"]);
});

test("a volume isn't taken from an instance that nothing would launch again", async () => {
  const { cluster, deleted } = clusterOf([userOf("i-untargeted")]);
  await expect(take(cluster)).rejects.toThrow(
    "VolumeInUse: vol-1 is already attached to an instance, i-untargeted, which this run hasn't updated",
  );
  expect(deleted).toEqual([]);
});

describe("the mark of an attachment that a killed run left", () => {
  const markedBy = (run: string, attachment = "vai-1"): PersistentVolumeClaim => ({
    metadata: {
      name: "ec2-vol-1",
      labels: { "ec2-pods/attached-to": instanceId, "ec2-pods/volume": "k1" },
      annotations: {
        "ec2-pods/device": "sdf",
        "ec2-pods/maker": origin(),
        "ec2-pods/attachment": attachment,
        "ec2-pods/attachment-pending": run,
      },
    },
  });
  const bare = toPod(instanceInputs, { podName: "p", namespace: "apps", origin: "me", metadata: false });
  const source = { deviceName: "/dev/sdf", name: "data", keys: ["k1"], size: 8 };
  const declared = { attachedVolumes: { "/dev/sdf": "ec2-vol-1" }, __volumes: [source] };
  const launchWith = async (marked: PersistentVolumeClaim, pods: Pod[], inputs: object = {}) => {
    const { cluster } = clusterOf([]);
    const patch = jest.spyOn(cluster, "patchClaim");
    jest.spyOn(cluster, "claims").mockResolvedValue([marked]);
    const options = { namespace: "apps", remount: true };
    const wanted = { ...instanceInputs, ...inputs };
    const attached = await attachedTo(cluster, wanted, options, { latest: undefined, pods });
    return { attached, patches: patch.mock.calls.map(([, each]) => each) };
  };
  const kept = { attached: [{ device: "sdf", claim: "ec2-vol-1" }], patches: [] };

  test("is ignored and removed if no Pod has mounted the volume: then no state has the attachment", async () => {
    expect(await launchWith(markedBy("killed"), [bare])).toEqual({ attached: [], patches: [detachedPatch] });
    expect(await launchWith(markedBy(attachmentRun), [bare])).toEqual(kept);
  });

  test("doesn't detach a volume that the state may have attached", async () => {
    expect(await launchWith(markedBy("killed"), [userOf(instanceId)])).toEqual(kept);
    expect(await launchWith(markedBy("killed"), [])).toEqual(kept);
    expect(await launchWith(markedBy("killed"), [bare], declared)).toEqual(kept);
    trackedAttachments.add("vai-saved");
    expect(await launchWith(markedBy("killed", "vai-saved"), [bare])).toEqual(kept);
  });
});

test("a volume is taken from an instance of this run whose Pod has the former name of the stack", async () => {
  trackedIds.add("i-renamed");
  const former = userOf("i-renamed");
  const labels = { ...former.metadata?.labels, "ec2-pods/owner": "former" };
  const { cluster, deleted } = clusterOf([{ ...former, metadata: { ...former.metadata, labels } }]);
  await take(cluster);
  expect(deleted).toEqual(["i-renamed"]);
});

test("a volume isn't taken from an instance of another stack", async () => {
  const other = userOf("i-other");
  const labels = { ...other.metadata?.labels, "ec2-pods/owner": "other" };
  const { cluster, deleted } = clusterOf([{ ...other, metadata: { ...other.metadata, labels } }]);
  await expect(take(cluster)).rejects.toThrow("already attached to an instance, i-other of another stack");
  expect(deleted).toEqual([]);
});

describe("a volume of a Pod with the mark of a launch", () => {
  const marked = (key: string, maker: string) => {
    const notes = { "ec2-pods/spawn-pending": "true", "ec2-pods/resource": key, "ec2-pods/maker": maker };
    return clusterOf([userOf("i-marked", { annotations: notes })]);
  };
  const isChecked = (key: string) =>
    remember(key, { kind: "ec2:Instance", id: `i-new-${key}`, values: { __key: key } });

  test("is taken from what a killed run left", async () => {
    isChecked("left");
    const { cluster, deleted } = marked("left", origin());
    await take(cluster);
    expect(deleted).toEqual(["i-marked"]);
  });

  test("is taken from what a killed run of an earlier release left, which doesn't say whose it is", async () => {
    const left = userOf("i-left", { annotations: { "ec2-pods/spawn-pending": "1" } });
    const { cluster, deleted } = clusterOf([left]);
    await take(cluster);
    expect(deleted).toEqual(["i-left"]);
  });

  test("isn't taken if this run hasn't checked its resource: the state may have it", async () => {
    const { cluster, deleted } = marked("untargeted", origin());
    await expect(take(cluster)).rejects.toThrow("i-marked, which this run hasn't updated");
    expect(deleted).toEqual([]);
  });

  test("isn't taken from what another user launches under the same names", async () => {
    isChecked("theirs");
    const { cluster, deleted } = marked("theirs", "another");
    await expect(take(cluster)).rejects.toThrow(
      "i-marked, which another machine, user or folder launched for a stack of this name",
    );
    expect(deleted).toEqual([]);
  });
});

test("a volume isn't taken from a protected instance by what replaces it", async () => {
  const inputs = { ...instanceInputs, instanceId: "i-kept", __key: "kept", disableApiTermination: true };
  trackedIds.add("i-kept");
  noteLasting(toState(inputs, { namespace: "apps" }), inputs, false);
  const { cluster, deleted } = clusterOf([userOf("i-kept")]);
  await expect(take(cluster, "kept")).rejects.toThrow("may not be terminated");
  expect(deleted).toEqual([]);
  // It gets another Pod without the volume.
  await take(cluster, "another");
  expect(deleted).toEqual(["i-kept"]);
});

test("a volume isn't taken by a replacement of --replace, which hides the state", async () => {
  const { cluster, deleted } = clusterOf([
    userOf("i-before", { annotations: { "ec2-pods/resource": "replaced" } }),
  ]);
  await expect(take(cluster, "replaced")).rejects.toThrow(
    'i-before, which this one follows by --replace, "pulumi state delete" or retainOnDelete',
  );
  expect(deleted).toEqual([]);
});

test("a volume that another user's run made under the same names is mounted only if the state has it", async () => {
  const labels = { "ec2-pods/volume": "k1", "ec2-pods/volume-id": "vol-theirs" };
  const foreign = { metadata: { name: "ec2-vol-k1", labels, annotations: { "ec2-pods/maker": "another" } } };
  const inputs = {
    ...instanceInputs,
    attachedVolumes: { "/dev/sdf": "ec2-vol-k1" },
    __volumes: [{ deviceName: "/dev/sdf", name: "data", keys: ["k1"], size: 8 }],
  };
  const { cluster } = clusterOf([]);
  const claims = jest.spyOn(cluster, "claims").mockResolvedValue([foreign]);
  const none = { latest: undefined, pods: [] };
  const attached = (options = {}) => attachedTo(cluster, inputs, { namespace: "apps", ...options }, none);
  expect(await attached()).toEqual([]);
  const known = [{ device: "sdf", claim: "ec2-vol-k1" }];
  expect(await attached({ olds: toState(inputs, { namespace: "apps", podName: "gone" }) })).toEqual(known);
  remember("volume", { kind: "ebs:Volume", id: "vol-theirs", values: {} });
  expect(await attached()).toEqual(known);
  const mine = { ...labels, "ec2-pods/volume-id": "vol-1", "ec2-pods/attached-to": instanceId };
  claims.mockResolvedValue([{ metadata: { ...foreign.metadata, labels: mine } }]);
  expect(await attached()).toEqual(known);
  // Colleagues of one stack share its state: that has the instance which this one replaces.
  const former = { ...labels, "ec2-pods/volume-id": "vol-1", "ec2-pods/attached-to": "i-former" };
  claims.mockResolvedValue([{ metadata: { ...foreign.metadata, labels: former } }]);
  expect(await attached()).toEqual([]);
  trackedIds.add("i-former");
  expect(await attached()).toEqual(known);
});

describe("a Pod that is re-created for a volume", () => {
  // A deletion forgets the instance by this key.
  const known = (values: object = {}) =>
    remember(`ec2:Instance ${instanceId}`, {
      kind: "ec2:Instance",
      id: instanceId,
      values: { ...instanceInputs, ...values },
    });
  afterEach(() => jest.restoreAllMocks());

  test("is filtered by its groups, or isn't launched", async () => {
    known();
    const { cluster, deleted } = clusterOf([userOf(instanceId)]);
    jest.spyOn(clusters, "connect").mockResolvedValue(cluster);
    await expect(remount(instanceId)).rejects.toThrow("InvalidGroup.NotFound");
    expect(deleted).toEqual([]);
  });

  test("isn't launched while the instance is off, and stays if it mounts what is attached", async () => {
    known();
    const log = jest.spyOn(console, "log").mockImplementation();
    const off: Pod = {
      ...userOf(instanceId, { annotations: { "ec2-pods/supervised": "true" } }),
      status: {
        phase: "Running",
        podIP: "10.0.0.1",
        conditions: [{ type: "Ready", status: "True" }],
        containerStatuses: [{ name: "instance", containerID: "containerd://1", state: { running: {} } }],
      } as unknown as NonNullable<Pod["status"]>,
    };
    const { cluster, deleted } = clusterOf([off]);
    jest.spyOn(clusters, "connect").mockResolvedValue(cluster);
    const attached = { "ec2-pods/attached-to": instanceId };
    const mounted = { ...claim.metadata, labels: { ...claim.metadata?.labels, ...attached } };
    const claims = jest.spyOn(cluster, "claims");
    claims.mockResolvedValue([{ metadata: { ...mounted, annotations: { "ec2-pods/device": "sdf" } } }]);
    await remount(instanceId);
    expect(deleted).toEqual([]);
    claims.mockResolvedValue([claim]);
    await remount(instanceId);
    expect(deleted).toEqual([instanceId]);
    expect(log.mock.calls).toEqual([
      [expect.stringContaining("its Pod was deleted for a volume while it is stopped")],
    ]);
  });

  test("is launched if the instance was there and has lost its Pod, unless the program has it stopped", async () => {
    const { cluster } = clusterOf([]);
    jest.spyOn(clusters, "connect").mockResolvedValue(cluster);
    const prepared = jest.spyOn(cluster, "networkPolicies");
    known();
    await remount(instanceId);
    trackedIds.add(instanceId);
    known({ instanceState: "stopped" });
    await remount(instanceId);
    expect(prepared).not.toHaveBeenCalled();
    known();
    // It is about to be launched.
    await expect(remount(instanceId)).rejects.toThrow("InvalidGroup.NotFound");
    trackedIds.delete(instanceId);
  });

  test("waits for the instance's other operations", async () => {
    known();
    const { cluster, deleted } = clusterOf([userOf(instanceId)]);
    jest.spyOn(clusters, "connect").mockResolvedValue(cluster);
    const policies = jest.spyOn(cluster, "networkPolicies");
    const state = toState(instanceInputs, {
      namespace: "apps",
      instanceState: "running",
      podName: `ec2-${instanceId}`,
    });
    await Promise.all([remove(instanceId, state), remount(instanceId)]);
    expect(deleted).toEqual([instanceId]);
    // The deletion came first, so that nothing was left to launch again.
    expect(policies).not.toHaveBeenCalled();
  });
});
