import type { Cluster } from "../../../provider/cluster/cluster";
import * as clusters from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { PersistentVolumeClaim, Pod } from "../../../provider/cluster/objects";
import { origin } from "../../../provider/common/origin";
import { detachedPatch } from "../../../provider/instance/attached-volumes";
import { toPod } from "../../../provider/instance/pod";
import { trackedIds } from "../../../provider/instance/volume-users";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { shapeOf } from "../../../provider/record/shape";
import { attachmentLifecycle } from "../../../provider/volume/attachment-lifecycle";
import { volumeKinds } from "../../../provider/volume/kinds";
import { instanceInputs } from "../../support/instance";

const token = "ec2:VolumeAttachment";
const attachments = attachmentLifecycle(lifecycleOf(token, volumeKinds[token]!, shapeOf(token)));

const id = "vai-0123456789abcdef0";
const saved = { metadata: { annotations: { "ec2-pods/attachment-pending": null } } };
const props = {
  recordId: id,
  deviceName: "/dev/sdf",
  volumeId: "vol-0123456789abcdef0",
  instanceId: "i-0123456789abcdef0",
  namespace: "apps",
  context: "kind-dev",
  __urn: "urn:pulumi:dev::shop::pulumi-nodejs:ec2/volumeAttachment:VolumeAttachment::data",
};

/** The claim of the volume, with the mark of an attachment that a killed run made. */
const marked = (attachment: string, instanceId: string): PersistentVolumeClaim => ({
  metadata: {
    name: "c",
    namespace: "apps",
    labels: { "ec2-pods/volume-id": props.volumeId, "ec2-pods/attached-to": instanceId },
    annotations: {
      "ec2-pods/maker": origin(),
      "ec2-pods/attachment": attachment,
      "ec2-pods/attachment-pending": "killed",
    },
  },
});

/** A Pod of an instance that mounts the claim. */
const userOf = (instanceId: string): Pod =>
  toPod(
    { ...instanceInputs, instanceId },
    {
      podName: instanceId,
      namespace: "apps",
      origin: "me",
      metadata: false,
      attached: [{ device: "sdf", claim: "c" }],
    },
  );

const mounting = userOf(props.instanceId);
/** The same while it ends. */
const ending = (instanceId: string): Pod => {
  const pod = userOf(instanceId);
  return { ...pod, metadata: { ...pod.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } };
};

/** A cluster with this claim and these Pods; answers with the patches of the claim. */
function clusterWith(claim: PersistentVolumeClaim, pods: Pod[] = [], failure?: Error): object[] {
  const patches: object[] = [];
  const cluster = {
    claims: () => Promise.resolve([claim]),
    patchClaim: (_: unknown, patch: object) =>
      failure ? Promise.reject(failure) : Promise.resolve(void patches.push(patch)),
    pods: () => Promise.resolve(pods),
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  return patches;
}
afterEach(() => jest.restoreAllMocks());

test("a refresh takes off the mark that a killed run left on a saved attachment", async () => {
  const patches = clusterWith(marked(id, props.instanceId));
  expect(await attachments.read(id, props)).toEqual({ id, props });
  expect(patches).toEqual([saved]);
});

test("a user who may only read can refresh an attachment with such a mark", async () => {
  clusterWith(marked(id, props.instanceId), [], new ClusterError("forbidden", undefined, 403));
  expect(await attachments.read(id, props)).toEqual({ id, props });
});

describe("a volume with the mark of a killed run", () => {
  const create = () => attachments.create(props);

  test("is attached to another instance if this run knows the former one", async () => {
    trackedIds.add("i-known");
    const patches = clusterWith(marked("vai-left", "i-known"), [userOf(props.instanceId)]);
    await create();
    expect(patches[0]).toEqual(detachedPatch);
    expect(patches[1]).toMatchObject({ metadata: { labels: { "ec2-pods/attached-to": props.instanceId } } });
  });

  test("stays with an instance that this run doesn't know, because another stack may have it", async () => {
    const patches = clusterWith(marked("vai-left", "i-unknown"), [userOf("i-unknown")]);
    await expect(create()).rejects.toThrow("already attached to an instance, i-unknown");
    expect(patches).toEqual([]);
  });

  test("stays with an instance whose attachment the state has", async () => {
    trackedIds.add("i-saved");
    await attachments.check({ ...props, recordId: "vai-saved", instanceId: "i-saved" }, props);
    const patches = clusterWith(marked("vai-saved", "i-saved"), [userOf("i-saved")]);
    await expect(create()).rejects.toThrow("already attached to an instance, i-saved");
    expect(patches).toEqual([]);
  });

  test("is attached to another instance while the Pod of one that no state has ends", async () => {
    const patches = clusterWith(marked("vai-left", "i-unknown"), [ending("i-unknown"), mounting]);
    await create();
    expect(patches).toMatchObject([{ metadata: { labels: { "ec2-pods/attached-to": props.instanceId } } }]);
  });
});

test("a saved attachment holds its volume while the Pod of its instance ends", async () => {
  const claim = marked("vai-saved", "i-unknown");
  delete claim.metadata?.annotations?.["ec2-pods/attachment-pending"];
  clusterWith(claim, [ending("i-unknown"), mounting]);
  await expect(attachments.create(props)).rejects.toThrow("already attached to an instance, i-unknown");
});
