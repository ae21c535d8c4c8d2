import type { Pod } from "../../../provider/cluster/objects";
import { ownPod } from "../../../provider/instance/launch";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs } from "../../../provider/instance/model";
import { imageOf, launchedPatch, toPod } from "../../../provider/instance/pod";
import { currentPod } from "../../../provider/instance/pod-status";
import { instanceInputs } from "../../support/instance";

const [markKey = ""] = Object.keys(launchedPatch({}).metadata.annotations);

/** A Pod that some run has launched, by how many seconds after midnight. */
function podOf(podName: string, second: number, inputs: Partial<InstanceInputs> = {}, isMarked = false): Pod {
  const launch = { podName, namespace: "apps", origin: "me", metadata: false };
  const pod = toPod({ ...instanceInputs, ...inputs }, launch);
  if (!isMarked) Reflect.deleteProperty(pod.metadata!.annotations!, markKey);
  const creationTimestamp = `2026-01-01T00:00:0${second}Z`;
  return { ...pod, metadata: { ...pod.metadata, creationTimestamp } };
}

const withImage = (image: string) => ({ pod: { ...instanceInputs.pod, image } });
const olds = toState(instanceInputs, { namespace: "apps", instanceState: "running", podName: "stored" });
const resized: InstanceInputs = { ...instanceInputs, instanceType: "t3.large" };
const nameIn = (pods: Pod[], news = instanceInputs) => ownPod(pods, news, olds)?.metadata?.name;

test.each<[string, Partial<InstanceInputs>]>([
  ["another image", withImage("busybox:1.36")],
  ["another type", { instanceType: "m5.large" }],
  ["user data", { userData: "#!/bin/sh" }],
])("what a killed update left with %s isn't the instance, once its program was reverted", (_, args) => {
  for (const isMarked of [true, false]) {
    const left = podOf("left", 2, args, isMarked);
    expect(nameIn([left])).toBeUndefined();
    expect(nameIn([left, podOf("started", 1)])).toBe("started");
    expect(nameIn([left, podOf("stored", 1, args)])).toBe("stored");
  }
});

test("what was launched as the state or the program says is the instance, also if the state doesn't name its Pod", () => {
  for (const isMarked of [true, false]) {
    expect(nameIn([podOf("remounted", 1, {}, isMarked)], resized)).toBe("remounted");
    expect(nameIn([podOf("finished", 1, resized, isMarked)], resized)).toBe("finished");
  }
});

test("a Pod without a mark comes before one that a killed run may have left, and else the newest comes first", () => {
  const pods = [podOf("old", 1), podOf("right", 2), podOf("left", 3, {}, true)];
  expect(currentPod(pods, undefined)?.metadata?.name).toBe("right");
  expect(nameIn(pods)).toBe("right");
  expect(currentPod(pods, { podName: "left" })?.metadata?.name).toBe("left");
  const all = pods.map((_, second) => podOf(`marked-${second}`, second, {}, true));
  expect(currentPod(all, undefined)?.metadata?.name).toBe("marked-2");
});

test("an image that the cluster rewrote is the one asked for before its Pod loses the mark, too", () => {
  const pod = podOf("stored", 1, {}, true);
  pod.spec!.containers[0]!.image = "mirror/busybox:1.35";
  expect(imageOf(pod)).toBe(instanceInputs.pod.image);
  expect(nameIn([{ ...pod, metadata: { ...pod.metadata, name: "other" } }])).toBe("other");
});
