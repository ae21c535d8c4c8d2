import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Pod, Secret } from "../../../provider/cluster/objects";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs } from "../../../provider/instance/model";
import { ownPod } from "../../../provider/instance/own-pod";
import { imageOf, launchedPatch, toPod, toUserDataSecret } from "../../../provider/instance/pod";
import { currentPod } from "../../../provider/instance/pod-status";
import { instanceInputs } from "../../support/instance";

const [markKey = ""] = Object.keys(launchedPatch({}).metadata.annotations);

let secrets: Record<string, Secret> = {};
beforeEach(() => (secrets = {}));

/** Answers a JSON patch that only tests, as the API server does. */
const cluster = {
  patchObject(kind: string, _namespace: string, name: string, patch: { path: string; value: string }[]) {
    expect(kind).toBe("secrets");
    const data = secrets[name]?.data;
    if (!data) return Promise.reject(new ClusterError("not found", undefined, 404));
    const isSame = patch.every(({ path, value }) => data[path.slice("/data/".length)] === value);
    return isSame ? Promise.resolve() : Promise.reject(new ClusterError("test failed", undefined, 422));
  },
} as unknown as Cluster;

/** A Pod that some run has launched, by how many seconds after midnight. */
function podOf(podName: string, second: number, inputs: Partial<InstanceInputs> = {}, isMarked = false): Pod {
  const launch = { podName, namespace: "apps", origin: "me", metadata: false };
  const all = { ...instanceInputs, ...inputs };
  const pod = toPod(all, launch);
  if (all.userData !== undefined) secrets[podName] = toUserDataSecret(all, pod);
  if (!isMarked) Reflect.deleteProperty(pod.metadata!.annotations!, markKey);
  const creationTimestamp = `2026-01-01T00:00:0${second}Z`;
  return { ...pod, metadata: { ...pod.metadata, creationTimestamp } };
}

const withImage = (image: string) => ({ pod: { ...instanceInputs.pod, image } });
const olds = toState(instanceInputs, { namespace: "apps", instanceState: "running", podName: "stored" });
const resized: InstanceInputs = { ...instanceInputs, instanceType: "t3.large" };
const nameIn = async (pods: Pod[], news = instanceInputs, before = olds) =>
  (await ownPod(cluster, pods, news, before))?.metadata?.name;

test.each<[string, Partial<InstanceInputs>]>([
  ["another image", withImage("busybox:1.36")],
  ["another type", { instanceType: "m5.large" }],
  ["user data", { userData: "#!/bin/sh" }],
])("what a killed update left with %s isn't the instance, once its program was reverted", async (_, args) => {
  for (const isMarked of [true, false]) {
    const left = podOf("left", 2, args, isMarked);
    expect(await nameIn([left])).toBeUndefined();
    expect(await nameIn([left, podOf("started", 1)])).toBe("started");
    expect(await nameIn([left, podOf("stored", 1, args)])).toBe("stored");
  }
});

test("what was launched as the state or the program says is the instance, also if the state doesn't name its Pod", async () => {
  for (const isMarked of [true, false]) {
    expect(await nameIn([podOf("remounted", 1, {}, isMarked)], resized)).toBe("remounted");
    expect(await nameIn([podOf("finished", 1, resized, isMarked)], resized)).toBe("finished");
  }
});

test("a Pod without a mark comes before one that a killed run may have left, and else the newest comes first", async () => {
  const pods = [podOf("old", 1), podOf("right", 2), podOf("left", 3, {}, true)];
  expect(currentPod(pods, undefined)?.metadata?.name).toBe("right");
  expect(await nameIn(pods)).toBe("right");
  expect(currentPod(pods, { podName: "left" })?.metadata?.name).toBe("left");
  const all = pods.map((_, second) => podOf(`marked-${second}`, second, {}, true));
  expect(currentPod(all, undefined)?.metadata?.name).toBe("marked-2");
});

test("an image that the cluster rewrote is the one asked for before its Pod loses the mark, too", async () => {
  const pod = podOf("stored", 1, {}, true);
  pod.spec!.containers[0]!.image = "mirror/busybox:1.35";
  expect(imageOf(pod)).toBe(instanceInputs.pod.image);
  expect(await nameIn([{ ...pod, metadata: { ...pod.metadata, name: "other" } }])).toBe("other");
});

const scripted = (line: string) => ({ ...instanceInputs, userData: `#!/bin/sh\necho ${line}\n` });
const one = scripted("one");
const two = scripted("two");
const three = scripted("three");

test("what a killed update left with other user data isn't the instance, once its program was edited", async () => {
  const before = toState(one, { namespace: "apps", instanceState: "running", podName: "stored" });
  for (const isMarked of [true, false]) {
    const left = podOf("left", 1, two, isMarked);
    expect(await nameIn([left], two, before)).toBe("left");
    expect(await nameIn([left], three, before)).toBeUndefined();
    expect(await nameIn([podOf("remounted", 1, one, isMarked)], three, before)).toBe("remounted");
    expect(await nameIn([podOf("stored", 1, two, isMarked)], three, before)).toBe("stored");
  }
});

test("user data that didn't get to a Pod, or that it got later, says nothing of its launch", async () => {
  const before = toState(one, { namespace: "apps", instanceState: "running", podName: "stored" });
  const left = podOf("left", 1, two, true);
  secrets = {};
  expect(await nameIn([left], three, before)).toBe("left");
  const remounted = podOf("remounted", 1, two);
  remounted.metadata!.annotations!["ec2-pods/user-data"] = "0123456789abcdef";
  expect(await nameIn([remounted], three, before)).toBe("remounted");
});

test("the first launch of a machine that was created stopped isn't the instance, once its program was edited", async () => {
  const before = toState(one, { namespace: "apps" });
  expect(await nameIn([podOf("left", 1, one, true)], one, before)).toBe("left");
  expect(await nameIn([podOf("left", 1, one, true)], two, before)).toBeUndefined();
  // "ec2-pods start" has launched it.
  expect(await nameIn([podOf("started", 1, one)], two, before)).toBe("started");
});

test("an API server that doesn't compare user data ends the operation", async () => {
  const refusal = new ClusterError("no right to patch secrets", undefined, 403);
  const refusing = { patchObject: () => Promise.reject(refusal) } as unknown as Cluster;
  await expect(ownPod(refusing, [podOf("left", 1, two)], two, olds)).rejects.toBe(refusal);
});
