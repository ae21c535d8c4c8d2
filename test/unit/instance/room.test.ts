import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Pod } from "../../../provider/cluster/objects";
import { checkInstance } from "../../../provider/instance/check";
import { containerIn, toPod } from "../../../provider/instance/pod";
import { inItsRoom, isInTheWay } from "../../../provider/instance/room";
import { readSettings } from "../../../provider/instance/settings";
import { WaitError } from "../../../provider/instance/wait";
import { instanceArgs } from "../../support/instance";

const inputsOf = (more: object = {}, config: Record<string, string> = {}) =>
  checkInstance(
    {},
    { ...instanceArgs, resourceMode: "requests", ...more },
    { namespace: "apps" },
    readSettings((key) => config[key], {}),
  ).inputs;
const inputs = inputsOf();
const podOf = (of: typeof inputs) =>
  toPod(of, { podName: "ec2-web-1", namespace: "apps", origin: "", metadata: true });

const full = new WaitError(
  "no node can run its Pod: Unschedulable: 0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available",
);

const quotaError = (requested: string, used = requested, limited = used) =>
  new ClusterError(
    `pods "ec2-web-2" is forbidden: exceeded quota: q, requested: ${requested}, used: ${used}, limited: ${limited}`,
    "Raise the quota, or delete what uses it",
    403,
  );

test.each([
  ["a full node", full],
  [
    "a node with all its Pods",
    new WaitError("no node can run its Pod: 0/1 nodes are available: 1 Too many pods."),
  ],
  ["a quota", quotaError("count/pods=1,limits.cpu=2250m,limits.memory=1088Mi,pods=1,requests.cpu=2001m")],
  ["a quota with room that is too small", quotaError("limits.cpu=2250m", "limits.cpu=3", "limits.cpu=4")],
])("the Pod before is in the way of %s", (_, error) => {
  expect(isInTheWay([podOf(inputs)], inputs, error)).toBe(true);
  expect(isInTheWay([], inputs, error)).toBe(false);
});

test("sizes are compared by their amounts, not by how they are written", () => {
  const before = podOf(inputs);
  // The API server returns 1024Mi as 1Gi.
  containerIn(before)!.resources = {
    limits: { cpu: "2000m", memory: "1Gi" },
    requests: { cpu: "2", memory: "1Gi" },
  };
  expect(isInTheWay([before], inputs, full)).toBe(true);
});

test.each([
  ["a larger type", inputsOf({ instanceType: "t3.2xlarge" })],
  ["what has no size", inputsOf({ resourceMode: "none" })],
  ["what needs another node", inputsOf({}, { "ec2-pods:nodeSelector": "disk=ssd" })],
])("an end of the Pod before that makes no room for %s isn't worth its disk", (_, other) => {
  expect(isInTheWay([podOf(inputs)], other, full)).toBe(false);
  expect(isInTheWay([podOf(inputs)], other, quotaError("pods=1"))).toBe(false);
});

test("nor is the end of a Pod on a node whose taint the new one doesn't tolerate", () => {
  const toleration = { key: "gpu", operator: "Exists" };
  const own = { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" };
  const before = podOf(inputs);
  before.spec!.tolerations = [own, toleration];
  expect(isInTheWay([before], inputs, full)).toBe(false);
  const tolerant = { ...inputs, pod: { ...inputs.pod, tolerations: [toleration] } };
  expect(isInTheWay([before], tolerant, full)).toBe(true);
});

test("nor is the end of a Pod that is over, which uses nothing", () => {
  const before: Pod = { ...podOf(inputs), status: { phase: "Failed" } };
  for (const error of [full, quotaError("pods=1")]) expect(isInTheWay([before], inputs, error)).toBe(false);
});

test.each([
  ["that was lowered below what is used", quotaError("pods=1", "pods=3", "pods=2")],
  ["that others fill", quotaError("limits.cpu=2250m", "limits.cpu=4", "limits.cpu=3")],
  ["for more than the Pod before has", quotaError("limits.cpu=3", "limits.cpu=3", "limits.cpu=3")],
  ["of what the Pod before doesn't have", quotaError("pods=1,requests.ephemeral-storage=1Gi")],
  [
    "that doesn't say what is used",
    new ClusterError("pods is forbidden: exceeded quota: q, requested: pods=1"),
  ],
])("nor is an end for a quota %s", (_, error) => {
  expect(isInTheWay([podOf(inputs)], inputs, error)).toBe(false);
});

describe("a launch in the room of the Pod before", () => {
  const before: Pod = { ...podOf(inputs), status: { phase: "Running" } };
  const after = { ...before, metadata: { ...before.metadata, name: "ec2-web-2" } };
  const refusal = quotaError("pods=1");

  /** Launches while the cluster answers so; the last answer stays. */
  async function launched(answers: (Error | Pod)[], limit = 60_000) {
    jest.spyOn(console, "log").mockImplementation();
    const steps: string[] = [];
    const cluster = {
      deletePod: () => Promise.resolve(void steps.push("delete")),
      pods: () => Promise.resolve([]),
      pod: () => Promise.resolve(undefined),
      listen: () => () => undefined,
    } as unknown as Cluster;
    const launch = () => {
      steps.push("launch");
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer!);
    };
    const outcome = await inItsRoom(cluster, [before], inputs, { limit }, launch).catch(
      (error: unknown) => error,
    );
    return { steps: steps.join(" "), outcome };
  }

  test("is repeated while the quota still counts it", async () => {
    expect(await launched([refusal, refusal, refusal, after])).toEqual({
      steps: "launch delete launch launch launch",
      outcome: after,
    });
  });

  test("isn't repeated after the limit, or if it fails for another cause", async () => {
    const { steps, outcome } = await launched([refusal], 300);
    expect(outcome).toBe(refusal);
    expect(steps).toMatch(/^launch delete launch( launch)+$/);
    const broken = new WaitError("the container can't start: ImagePullBackOff");
    expect(await launched([refusal, broken])).toEqual({ steps: "launch delete launch", outcome: broken });
  });

  test("that wouldn't have room leaves the Pod before", async () => {
    const lowered = quotaError("pods=1", "pods=1", "pods=0");
    expect(await launched([lowered])).toEqual({ steps: "launch", outcome: lowered });
  });
});

test.each([
  ["a quota that the Pod before doesn't count against", quotaError("requests.storage=1Gi")],
  [
    "what its user data prints",
    Object.assign(
      new WaitError(
        "its user data failed (console: Insufficient memory | exceeded quota: a, requested: pods=1)",
      ),
      {
        cause: new WaitError("its user data failed"),
      },
    ),
  ],
  ["an image that isn't there", new WaitError("the container can't start: ImagePullBackOff")],
  [
    "a node that doesn't match",
    new WaitError("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity"),
  ],
])("it isn't in the way of %s", (_, error) => {
  expect(isInTheWay([podOf(inputs)], inputs, error)).toBe(false);
});
