import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Cluster } from "../../../provider/cluster/cluster";
import * as clusters from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { PersistentVolumeClaim } from "../../../provider/cluster/objects";
import { origin } from "../../../provider/common/origin";
import { unknownValue } from "../../../provider/common/values";
import type { Values } from "../../../provider/record/kind";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { remember } from "../../../provider/record/registry";
import { shapeOf } from "../../../provider/record/shape";
import { attachmentLifecycle } from "../../../provider/volume/attachment-lifecycle";
import { volumeKinds } from "../../../provider/volume/kinds";
import { volumeLifecycle } from "../../../provider/volume/volume-lifecycle";

const operations = (token: string) => lifecycleOf(token, volumeKinds[token]!, shapeOf(token));
const volumes = volumeLifecycle(operations("ebs:Volume"));
const attachments = attachmentLifecycle(operations("ec2:VolumeAttachment"));

const folder = mkdtempSync(join(tmpdir(), "volumes-"));
const ambient = process.env["KUBECONFIG"];
afterAll(() => {
  process.env["KUBECONFIG"] = ambient;
  if (ambient === undefined) delete process.env["KUBECONFIG"];
  rmSync(folder, { recursive: true });
});

/** Makes this context the current one, as "kubectl config use-context" does. */
function useContext(current: string): void {
  const names = ["kind-one", "kind-two", "kind-three"];
  const config = {
    "current-context": current,
    contexts: names.map((name) => ({
      name,
      context: { cluster: name, user: "me", namespace: `ns-${name}` },
    })),
    clusters: names.map((name) => ({ name, cluster: { server: "https://127.0.0.1:1" } })),
    users: [{ name: "me", user: {} }],
  };
  const path = join(folder, `${current}.yaml`);
  writeFileSync(path, JSON.stringify(config));
  process.env["KUBECONFIG"] = path;
}

function configure(config: Record<string, string>): void {
  volumes.configure({ config: { get: (key: string) => config[key] } });
}

beforeEach(() => {
  useContext("kind-one");
  configure({});
});

const urnOf = (name: string): string => `urn:pulumi:dev::shop::pulumi-nodejs:ebs/volume:Volume::${name}`;
const check = async (name: string, args: Values, olds: Values = {}) => {
  const news = { availabilityZone: "us-east-1a", size: 8, kubeconfig: "", __urn: urnOf(name), ...args };
  const { inputs, failures } = await volumes.check(olds, news);
  return { inputs, failures: failures.map(({ property, reason }) => `${property} ${reason}`) };
};
const diff = async (olds: Values, news: Values) => volumes.diff(String(olds["recordId"]), olds, news);

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

/** A cluster that keeps one claim. */
function clusterWith(
  labels: Record<string, string>,
  annotations: Record<string, string> = {},
  refusal?: ClusterError,
) {
  const claim: PersistentVolumeClaim = {
    metadata: {
      name: "c",
      namespace: "apps",
      labels,
      annotations: { "ec2-pods/maker": origin(), ...annotations },
    },
    spec: { resources: { requests: { storage: "8Gi" } } },
  };
  const patches: { metadata: { labels: object; annotations: object } }[] = [];
  const cluster = {
    claim: () => Promise.resolve(claim),
    claims: () => Promise.resolve([claim]),
    ensureClaim: () => Promise.resolve(),
    patchClaim: (_: unknown, patch: (typeof patches)[number]) =>
      refusal ? Promise.reject(refusal) : Promise.resolve(void patches.push(patch)),
    pods: () => Promise.resolve([]),
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  return patches;
}

describe("a smaller size", () => {
  test("is rejected for a volume that stays", async () => {
    const { inputs: olds } = await check("z1", {});
    const { failures } = await check("z1", { size: 4, tags: { a: "b" } }, olds);
    expect(failures).toEqual([expect.stringContaining("New size cannot be smaller than existing size")]);
  });

  test.each([
    { availabilityZone: "us-east-1b" },
    { availabilityZone: unknownValue },
    { namespace: "other" },
    { encrypted: true },
    { snapshotId: "snap-0123456789abcdef0" },
  ])("is that of the new volume if %p replaces the old one", async (change) => {
    const { inputs: olds } = await check("z2", {});
    expect((await check("z2", { size: 4, ...change }, olds)).failures).toEqual([]);
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
    expect(await diff(olds, news)).toEqual({ replaces: [], deleteBeforeReplace: true });
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

describe("the claim of a volume", () => {
  afterEach(() => jest.restoreAllMocks());
  const want =
    'claim is ec2-vol-%, which holds the data of Volume "%old", whose name was "%" before. Give the new Volume "%" another logical name';

  test("stays with a renamed one: a new one of its old name is rejected, whichever is checked first", async () => {
    for (const [index, order] of [
      ["old", "new"],
      ["new", "old"],
    ].entries()) {
      const name = `c${index}`;
      const { inputs: olds } = await check(name, {});
      const failures = [];
      for (const which of order) {
        const checked = which === "old" ? await check(`${name}old`, {}, olds) : await check(name, {});
        failures.push(...checked.failures);
      }
      const claim = String(olds["claim"]);
      expect(failures).toEqual([want.replace("ec2-vol-%", claim).replaceAll("%", name)]);
    }
  });

  test("of the same name in another namespace is another one", async () => {
    const { inputs: olds } = await check("c3", { namespace: "one" });
    expect((await check("c3old", {}, olds)).failures).toEqual([]);
    expect((await check("c3", { namespace: "two" })).failures).toEqual([]);
  });

  test("isn't taken by a create while it holds another volume's data", async () => {
    const { inputs } = await check("c4", {});
    const patches = clusterWith({ "ec2-pods/volume-id": "vol-other" });
    await expect(volumes.create(inputs)).rejects.toThrow(
      "holds the data of vol-other, an earlier volume of this name. Give the new volume another logical name",
    );
    expect(patches).toEqual([]);
  });

  test("loses the mark of a killed run at a refresh, whatever its tags say, unless the user may only read", async () => {
    const { inputs } = await check("c6", {});
    const id = String(inputs["recordId"]);
    const notes = { "ec2-pods/spawn-pending": "true", "ec2-pods/tags": "{" };
    const left = [{ "ec2-pods/volume-id": id }, notes] as const;
    const patches = clusterWith(...left);
    await volumes.read(id, inputs);
    expect(patches).toEqual([{ metadata: { annotations: { "ec2-pods/spawn-pending": null } } }]);
    clusterWith(...left, new ClusterError("forbidden", undefined, 403));
    expect(await volumes.read(id, inputs)).toMatchObject({ id });
  });

  test("is taken by a create from a killed run, and by the volume that replaces it", async () => {
    const { inputs } = await check("c5", {});
    const left = clusterWith({ "ec2-pods/volume-id": "vol-left" }, { "ec2-pods/spawn-pending": "true" });
    await volumes.create(inputs);
    expect(left).toMatchObject([{ metadata: { annotations: { "ec2-pods/spawn-pending": "true" } } }]);
    await check("c5", {}, { ...inputs, recordId: "vol-replaced" });
    const replaced = clusterWith({ "ec2-pods/volume-id": "vol-replaced" });
    await volumes.create(inputs);
    expect(replaced).toMatchObject([{ metadata: { labels: { "ec2-pods/volume-id": inputs["recordId"] } } }]);
    const updated = clusterWith({ "ec2-pods/volume-id": String(inputs["recordId"]) });
    await volumes.update(String(inputs["recordId"]), inputs, inputs);
    expect(updated).toMatchObject([{ metadata: { annotations: { "ec2-pods/spawn-pending": null } } }]);
  });
});
