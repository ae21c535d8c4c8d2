import { summarize } from "../../../../provider/cli/instances/instance-summary";
import type { StoredInstance } from "../../../../provider/cli/stack/stack-state";
import type { Pod } from "../../../../provider/cluster/objects";
import { toState } from "../../../../provider/instance/model";
import { toPod } from "../../../../provider/instance/pod";
import { group, instanceInputs as inputs } from "../../../support/instance";

const now = new Date("2026-01-01T01:00:00Z");
const id = inputs.instanceId;

const stored = (more: Partial<StoredInstance["outputs"]> = {}): StoredInstance => ({
  id,
  inputs,
  outputs: { ...toState(inputs, { namespace: "apps" }), instanceState: "running", ...more },
});

const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: false };
const pod = toPod({ ...inputs, tags: { Name: "shop" } }, launch);
const podWith = (status: Pod["status"], metadata: Pod["metadata"] = {}): Pod => ({
  ...pod,
  metadata: { ...pod.metadata, creationTimestamp: "2026-01-01T00:00:00Z", ...metadata },
  status,
});
const ready = {
  phase: "Running",
  podIP: "10.244.0.7",
  conditions: [{ type: "Ready", status: "True" }],
};
const running = podWith(ready);
const stopped = podWith({ phase: "Failed", reason: "DeadlineExceeded", podIP: "10.244.0.7" });

const states = (pods: Pod[], state: StoredInstance[] | undefined) =>
  summarize(pods, state, now).map(({ name, state: is, why, pod: podName }) => [name, is, podName, why]);

test("a running instance is summarized from its state and its Pod", () => {
  expect(summarize([running], [stored()], now)).toEqual([
    {
      name: "web",
      id,
      state: "running",
      type: "t3.micro",
      namespace: "apps",
      pod: "ec2-web-1",
      privateIp: "10.244.0.7",
      publicIp: "127.56.115.114",
      groups: [group],
      tags: { Name: "shop" },
      ageSeconds: 3600,
    },
  ]);
});

test("an instance that is stopped or whose Pod has no address yet has no private IP", () => {
  for (const each of [stopped, podWith({ phase: "Pending" })]) {
    expect(summarize([each], [stored()], now).map(({ privateIp }) => privateIp)).toEqual([undefined]);
  }
});

test("an instance that is off is stopped, and keeps its Pod and its address", () => {
  for (const state of [[stored()], undefined]) {
    const [summary] = summarize([running], state, now, (each) => each === running);
    expect(summary).toMatchObject({ state: "stopped", pod: "ec2-web-1", privateIp: "10.244.0.7" });
    expect(summary?.why).toBeUndefined();
  }
});

test("without a state, the Pod alone gives the same summary", () => {
  expect(summarize([running], undefined, now)).toEqual(summarize([running], [stored()], now));
});

test.each<[string, Pod[], StoredInstance[], unknown[]]>([
  ["a stopped instance has a Pod that ended", [stopped], [stored()], ["stopped", "ec2-web-1", undefined]],
  [
    "an instance whose container ended by itself says how",
    [
      podWith({
        phase: "Failed",
        containerStatuses: [
          { name: "instance", state: { terminated: { exitCode: 3, reason: "Error" } } },
        ] as never,
      }),
    ],
    [stored()],
    ["stopped", "ec2-web-1", 'the container "instance" exited with code 3 (Error)'],
  ],
  [
    "a pending instance says why",
    [podWith({ phase: "Pending" })],
    [stored()],
    ["pending", "ec2-web-1", "its Pod isn't ready: not scheduled yet"],
  ],
  [
    "an instance whose Pod is being deleted is stopping",
    [podWith(ready, { deletionTimestamp: "2026-01-01T00:59:00Z" })],
    [stored()],
    ["stopping", "ec2-web-1", undefined],
  ],
  [
    "an instance that the program stopped has no Pod",
    [],
    [stored({ instanceState: "stopped" })],
    ["stopped", undefined, undefined],
  ],
  [
    "without its Pod, an instance with volumes is stopped",
    [],
    [stored({ ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }] })],
    ["stopped", undefined, undefined],
  ],
  [
    "without its Pod, an instance without volumes is terminated",
    [],
    [stored()],
    [
      "terminated",
      undefined,
      'its Pod no longer exists; "pulumi refresh" removes it from the state, "ec2-pods start" creates a new Pod',
    ],
  ],
  [
    "an instance that the state doesn't have says so",
    [running],
    [],
    ["running", "ec2-web-1", 'the state doesn\'t have it; see "ec2-pods reap"'],
  ],
  [
    "of two Pods, the running one counts, even if it is older",
    [podWith({ phase: "Failed" }, { name: "ec2-web-2", creationTimestamp: "2026-01-01T00:30:00Z" }), running],
    [stored()],
    ["running", "ec2-web-1", undefined],
  ],
])("%s", (_, pods, state, [is, podName, why]) => {
  expect(states(pods, state)).toEqual([["web", is, podName, why]]);
});

test("of two Pods that run, the one of the state counts, and the other is named", () => {
  const other = podWith(ready, { name: "ec2-web-2", creationTimestamp: "2026-01-01T00:30:00Z" });
  const why =
    'it also runs in Pod ec2-web-2, which isn\'t in the state; unless an update is in progress, delete it with "kubectl delete pod ec2-web-2 --namespace apps"';
  expect(states([running, other], [stored({ podName: "ec2-web-1" })])).toEqual([
    ["web", "running", "ec2-web-1", why],
  ]);
});
