import type { Cluster } from "../../../provider/cluster/cluster";
import type { Pod } from "../../../provider/cluster/objects";
import {
  awaitsUserData,
  consoleFacts,
  settled,
  untilUserDataRan,
} from "../../../provider/instance/console-facts";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { launchedPatch, toPod } from "../../../provider/instance/pod";
import { statusOf } from "../../../provider/instance/pod-status";
import { offLine, onLine, shutDownLine } from "../../../provider/user-data/supervisor";
import { exitMarker } from "../../../provider/user-data/user-data";
import { instanceInputs } from "../../support/instance";

const inputs: InstanceInputs = { ...instanceInputs, userData: "#!/bin/sh\n", waitForUserData: true };
const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: false };
const running = { running: {} };
const crashed = { waiting: { reason: "CrashLoopBackOff", message: "back-off 20s" } };

/** The Pod after its container was restarted so often. */
function podAfter(
  restartCount: number,
  { state = running as object, isPending = false, of = inputs } = {},
): Pod {
  const pod = toPod(of, launch);
  const lastState = { terminated: { exitCode: 143, reason: "Error" } };
  const status = { name: "instance", containerID: "containerd://1", state, lastState, restartCount };
  const conditions = [{ type: "Ready", status: state === running ? "True" : "False" }];
  const { annotations } = pod.metadata ?? {};
  const marks = isPending ? {} : launchedPatch(pod).metadata.annotations;
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !(key in marks));
  return {
    ...pod,
    metadata: { ...pod.metadata, uid: "1", annotations: Object.fromEntries(kept) },
    status: {
      phase: "Running",
      podIP: "10.0.0.1",
      conditions,
      containerStatuses: [status],
    } as unknown as Pod["status"],
  };
}
const stateOf = (pod: Pod, more: Partial<InstanceState> = {}): InstanceState => ({
  ...toState(inputs, { namespace: "apps", ...statusOf(pod) }),
  userDataExitStatus: 0,
  ...more,
});
const ended = (status: number) => `${exitMarker} ${status}`;

/** A cluster whose console has these lines now, and those after each look at the Pod. */
function clusterWith(pods: Pod[], consoles: string[][]) {
  const [last = []] = consoles.slice(-1);
  const cluster = {
    console: () => Promise.resolve(`${(consoles[0] ?? []).join("\n")}\n`),
    followConsole: (_pod: Pod, _container: string, signal: AbortSignal, look: (line: string) => unknown) => {
      const found = (consoles.shift() ?? last).map(look).find((each) => each !== undefined);
      if (found !== undefined || consoles.length > 0) return Promise.resolve(found);
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)));
    },
    pods: () => Promise.resolve([pods.length > 1 ? pods.shift() : pods[0]]),
    listen: (_: string, { changed }: { changed(): void }) => {
      const timer = setInterval(changed, 1);
      return () => clearInterval(timer);
    },
  };
  return cluster as unknown as Cluster;
}

let said: jest.SpyInstance;
beforeEach(() => (said = jest.spyOn(console, "log").mockImplementation()));
afterEach(() => void jest.restoreAllMocks());
const lines = () => said.mock.calls.map(([line]) => String(line));
const newDisk = 'Ec2Instance "web": its node restarted its container, so its disk is new';

test.each<[string, string[], object, string, number | undefined]>([
  ["is running", ["hello"], running, "user data is running again", undefined],
  ["has ended", ["hello", ended(7)], running, "user data ran again", 7],
  ["waits for a start", [offLine, offLine], running, "user data runs again when it starts", undefined],
  ["waits for the container", [], crashed, "user data runs again", undefined],
])(
  "a refresh says once that user data runs again on a new disk: it %s",
  async (_, console, state, what, status) => {
    const pod = podAfter(1, { state });
    const before = stateOf(podAfter(0));
    expect(await consoleFacts(clusterWith([pod], [console]), pod, before)).toEqual({
      userDataExitStatus: status,
    });
    expect(lines()).toEqual([`${newDisk}: ${what}`]);
    const after = stateOf(pod, { userDataExitStatus: status });
    await consoleFacts(clusterWith([pod], [console]), pod, after);
    expect(lines()).toHaveLength(1);
  },
);

test("a new disk is said without user data, and not of another Pod", async () => {
  const plain = instanceInputs;
  const pod = podAfter(2, { of: plain });
  const cluster = clusterWith([pod], [[]]);
  const before = { ...stateOf(podAfter(1, { of: plain })), userDataExitStatus: undefined };
  expect(await consoleFacts(cluster, pod, before)).toEqual({});
  expect(lines()).toEqual([newDisk]);
  await consoleFacts(cluster, pod, { ...before, podName: "ec2-web-0" });
  expect(lines()).toHaveLength(1);
});

test("an update says so, too, and keeps no exit status of another disk", async () => {
  const pod = podAfter(1);
  const olds = stateOf(podAfter(0));
  const cluster = clusterWith([pod], [[]]);
  const awaited = await settled(cluster, inputs, pod, { olds });
  expect(awaited).toMatchObject({ userDataExitStatus: 0, containerRestarts: 1 });
  const stopped = await settled(cluster, { ...inputs, instanceState: "stopped" }, pod, { olds });
  expect(stopped).not.toHaveProperty("userDataExitStatus");
  expect(lines()).toEqual([`${newDisk}: user data ran again`, `${newDisk}: user data runs again`]);
});

test.each<[boolean, string, Pod, InstanceState | undefined]>([
  [true, "a Pod that was just launched", podAfter(0, { isPending: true }), undefined],
  [false, "a Pod that ran before", podAfter(0), stateOf(podAfter(0))],
  [true, "a disk that is new since then", podAfter(1), stateOf(podAfter(0))],
  [
    true,
    "a disk on which it hasn't ended yet",
    podAfter(1),
    stateOf(podAfter(1), { userDataExitStatus: undefined }),
  ],
  [false, "a disk on which it has ended", podAfter(1), stateOf(podAfter(1))],
  [
    false,
    "a Pod of which nothing is known",
    podAfter(0),
    stateOf(podAfter(0), { userDataExitStatus: undefined }),
  ],
  [false, "a Pod without user data", podAfter(1, { of: instanceInputs }), stateOf(podAfter(0))],
])("whether user data is waited for is %s for %s", (expected, _, pod, olds) => {
  expect(awaitsUserData(inputs, pod, olds ? { olds } : {})).toBe(expected);
  expect(awaitsUserData({ ...inputs, waitForUserData: false }, pod, olds ? { olds } : {})).toBe(false);
});

describe("the wait for user data", () => {
  const pending = podAfter(0, { isPending: true });

  test("starts over with a container that its node has restarted", async () => {
    const pods = [podAfter(0, { isPending: true, state: crashed }), podAfter(1, { isPending: true })];
    await untilUserDataRan(clusterWith(pods, [["hello"], ["hello", ended(0)]]), inputs, pending, 10_000);
  });

  test.each([
    [
      "ends with its container, if that restarts again and again",
      [[], []],
      podAfter(3, { state: crashed }),
      'the container "instance" exited with code 143 (Error), and its node restarts it: back-off 20s',
    ],
    [
      "ends with an exit status that is a failure",
      [[ended(3)]],
      pending,
      "its user data ended with exit status 3",
    ],
    ["ends with the limit", [["hello"]], pending, "its user data is still running"],
    [
      "ends with a machine that shuts itself down",
      [["hello", shutDownLine]],
      pending,
      "its user data never ended, because the instance shut itself down",
    ],
    [
      "ends with a machine that is powered off",
      [["hello", offLine]],
      pending,
      "its user data never ended, because the instance was powered off",
    ],
    [
      "ends with a machine that reboots",
      [["hello", onLine]],
      pending,
      "its user data never ended, because the instance rebooted",
    ],
  ])("%s", async (_, consoles, pod, cause) => {
    const limit = pod === pending ? 50 : 60_000;
    if (pod !== pending) jest.useFakeTimers();
    const wait = untilUserDataRan(clusterWith([pod], consoles), inputs, pending, limit);
    const failure = expect(wait).rejects.toThrow(cause);
    if (pod !== pending) await jest.advanceTimersByTimeAsync(30_000);
    await failure;
    jest.useRealTimers();
  });

  test("of a machine that was off and starts on a new disk passes over what it said before", async () => {
    const pod = podAfter(1);
    await untilUserDataRan(clusterWith([pod], [[offLine, offLine, onLine, ended(0)]]), inputs, pod, 10_000);
  });
});
