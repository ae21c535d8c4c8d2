import type { Cluster } from "../../../provider/cluster/cluster";
import * as clusters from "../../../provider/cluster/cluster";
import type { PersistentVolumeClaim } from "../../../provider/cluster/objects";
import { unknownValue } from "../../../provider/common/values";
import type { Values } from "../../../provider/record/kind";
import { remember } from "../../../provider/record/registry";
import { attachments, check, configure, diff, useContext, volumes } from "../../support/volume-operations";

describe("where a volume is", () => {
  const place = { namespace: "apps", context: "kind-two", kubeconfig: "" };

  test("a new one goes to its instance, else to kubectl's current context", async () => {
    expect((await check("w1", { __place: place })).inputs).toMatchObject({
      namespace: "apps",
      context: "kind-two",
    });
    const { inputs } = await check("w2", { __place: {} });
    expect(inputs).toMatchObject({ namespace: "ns-kind-one", context: "kind-one" });
    expect(inputs).not.toHaveProperty("__place");
    expect(inputs).not.toHaveProperty("kubeconfig");
  });

  test("the end of its attachment and another current context change nothing", async () => {
    const { inputs: olds } = await check("w3", { __place: place });
    useContext("kind-three");
    for (const later of [
      {},
      { __place: {} },
      { __place: unknownValue },
      { __place: { namespace: "other" } },
    ]) {
      const { inputs: news, failures } = await check("w3", later, olds);
      expect(failures).toEqual([]);
      expect(await diff(olds, news)).toEqual({ changes: false });
    }
  });

  test("the arguments and the stack's configuration move it, in this order", async () => {
    const { inputs: olds } = await check("w4", { __place: place });
    configure({ "kubernetes:namespace": "configured", "kubernetes:context": "kind-three" });
    const { inputs: news } = await check("w4", { namespace: "own", __place: place }, olds);
    expect(news).toMatchObject({ namespace: "own", context: "kind-three" });
    expect(await diff(olds, news)).toMatchObject({ replaces: ["namespace", "context"] });
    expect((await check("w5", { __place: place })).inputs).toMatchObject({ namespace: "configured" });
  });

  test("the kubeconfig of its instance is recorded, and stays", async () => {
    const kubeconfig = process.env["KUBECONFIG"];
    const { inputs: olds } = await check("w6", { __place: { ...place, kubeconfig } });
    expect(olds["kubeconfig"]).toBe(kubeconfig);
    expect((await check("w6", {}, olds)).inputs["kubeconfig"]).toBe(kubeconfig);
  });

  test("a namespace that isn't known yet doesn't replace it", async () => {
    const { inputs: olds } = await check("w7", {});
    const { inputs: news } = await check("w7", { namespace: unknownValue }, olds);
    expect(news["namespace"]).toBe(unknownValue);
    expect(await diff(olds, news)).toMatchObject({ replaces: [] });
  });

  test("its attachment is there too, whatever the instance says", async () => {
    const { inputs } = await check("w8", { __place: place });
    useContext("kind-three");
    const args = { deviceName: "/dev/sdf", volumeId: inputs["recordId"], instanceId: "i-0123456789abcdef0" };
    const urn = "urn:pulumi:dev::shop::pulumi-nodejs:ec2/volumeAttachment:VolumeAttachment::w8";
    const checked = await attachments.check({}, { ...args, __urn: urn, __place: { namespace: "other" } });
    expect(checked.inputs).toMatchObject({ namespace: "apps", context: "kind-two" });
  });
});

test("a replacement names the instances whose Pods it re-creates, once", async () => {
  const log = jest.spyOn(console, "log").mockReturnValue();
  const { inputs: olds } = await check("a1", {});
  const values = { attachedVolumes: { "/dev/sdf": olds["claim"] } };
  remember("a1", { kind: "ec2:Instance", id: "i-1", values });
  const { inputs: news } = await check("a1", { encrypted: true }, olds);
  await diff(olds, news);
  await diff(olds, news);
  expect(log.mock.calls).toEqual([['Volume "a1": its replacement re-creates the Pod of i-1']]);
  log.mockRestore();
});

describe("a volume from a snapshot", () => {
  afterEach(() => jest.restoreAllMocks());
  const snapshotId = "snap-0123456789abcdef0";
  const ready = { metadata: {}, status: { readyToUse: true, restoreSize: "40Gi" } };
  /** A cluster with this snapshot, which counts the deletions of claims. */
  function clusterOf(snapshot: object) {
    const deleteClaim = jest.fn();
    const claim = { metadata: { labels: { "ec2-pods/volume-id": "vol-1" } } };
    const cluster = {
      object: () => Promise.resolve(snapshot),
      claim: () => Promise.resolve(claim),
      pods: () => Promise.resolve([]),
      deleteClaim,
    };
    jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
    return deleteClaim;
  }
  /** What is stored of the volume after its creation. */
  async function created(inputs: Values): Promise<Values> {
    const claims: PersistentVolumeClaim[] = [];
    const cluster = {
      object: () => Promise.resolve(ready),
      claim: () => Promise.resolve(claims[0]),
      ensureClaim: (claim: PersistentVolumeClaim) => Promise.resolve(void claims.push(claim)),
      patchClaim: () => Promise.resolve(),
    };
    jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
    const outs: Values = (await volumes.create(inputs)).outs;
    expect(claims[0]?.spec?.resources?.requests).toEqual({ storage: `${String(outs["size"])}Gi` });
    return outs;
  }

  test("keeps the size and the speed that the snapshot gave it", async () => {
    const { inputs } = await check("s1", { size: undefined, snapshotId });
    expect(inputs).not.toHaveProperty("size");
    const outs = await created(inputs);
    expect(outs).toMatchObject({ size: 40, iops: 120 });
    const { inputs: news, failures } = await check("s1", { size: undefined, snapshotId }, inputs);
    expect(failures).toEqual([]);
    expect(await diff(outs, news)).toEqual({ changes: false });
    const tagged = { ...news, tags: { a: "b" }, tagsAll: { a: "b" } };
    expect(await diff(outs, tagged)).toMatchObject({ replaces: [] });
    expect((await volumes.update("vol-1", outs, tagged)).outs).toMatchObject({ size: 40, iops: 120 });
  });

  test("can grow, but not be smaller than it is", async () => {
    const { inputs } = await check("s2", { size: undefined, snapshotId });
    const outs = await created(inputs);
    const { inputs: news } = await check("s2", { size: 30, snapshotId }, inputs);
    await expect(volumes.update("vol-1", outs, news)).rejects.toThrow(
      'Cannot update Volume "s2": InvalidParameterValue: New size cannot be smaller than existing size: 40 GiB. Set size to at least 40',
    );
  });

  test("isn't replaced because the snapshot isn't known yet", async () => {
    const { inputs: olds } = await check("s3", { snapshotId });
    const { inputs: news } = await check("s3", { snapshotId: unknownValue }, olds);
    expect(await diff(olds, news)).toEqual({ replaces: [] });
  });

  test.each([
    ["isn't ready", { metadata: {} }, "IncorrectState: Snapshot is in invalid state - pending"],
    [
      "is larger",
      { metadata: {}, status: { readyToUse: true, restoreSize: "50Gi" } },
      "Volume of size 8GB is smaller than snapshot",
    ],
  ])("isn't deleted for one whose snapshot %s", async (_, snapshot, message) => {
    const { inputs: olds } = await check("s4", {});
    await check("s4", { snapshotId }, { ...olds, recordId: "vol-2" });
    const deleteClaim = clusterOf(snapshot);
    await expect(volumes.delete("vol-1", { ...olds, recordId: "vol-1" })).rejects.toThrow(message);
    expect(deleteClaim).not.toHaveBeenCalled();
  });

  test("is deleted for one that can be made", async () => {
    const { inputs: olds } = await check("s5", {});
    await check("s5", { size: 40, snapshotId }, { ...olds, recordId: "vol-2" });
    const deleteClaim = clusterOf(ready);
    await volumes.delete("vol-1", { ...olds, recordId: "vol-1" });
    expect(deleteClaim).toHaveBeenCalledTimes(1);
  });
});
