import type { Cluster } from "../../../provider/cluster/cluster";
import type { Deployment } from "../../../provider/cluster/objects";
import { refusalOf, troubleOf, untilServing } from "../../../provider/load-balancer/rollout";

const pod = (status: object) => ({ status });
const proxy = (state: object) => pod({ containerStatuses: [{ name: "haproxy", ...state }] });

test("a Pod that is ready has no trouble", () => {
  expect(troubleOf(pod({ conditions: [{ type: "Ready", status: "True" }] }))).toBeUndefined();
});

test("a Pod that isn't ready says why, and whether that heals by itself", () => {
  expect(troubleOf(proxy({ state: { waiting: { reason: "ErrImagePull", message: "not found" } } }))).toEqual({
    cause: "its Pod can't start: ErrImagePull: not found",
    fix: expect.stringContaining("ec2-pods:loadBalancerImage") as string,
    isStuck: true,
  });
  expect(troubleOf(proxy({ lastState: { terminated: { exitCode: 1 } } }))).toEqual({
    cause: "HAProxy exited with code 1",
    isStuck: true,
  });
  const unscheduled = { type: "PodScheduled", status: "False", message: "0/1 nodes are available" };
  expect(troubleOf(pod({ conditions: [unscheduled] }))).toMatchObject({
    cause: "no node can run its Pod: 0/1 nodes are available",
    isStuck: true,
  });
  expect(troubleOf(pod({ phase: "Pending" }))).toEqual({
    cause: "its Pod isn't ready: Pending",
    isStuck: false,
  });
});

const refused = (message: string, more: object = {}): Deployment =>
  ({
    metadata: { generation: 2 },
    status: {
      observedGeneration: 2,
      conditions: [{ type: "ReplicaFailure", status: "True", reason: "FailedCreate", message }],
      ...more,
    },
  }) as Deployment;

test("a Pod that can't be created says why and what helps", () => {
  const quota =
    'pods "lb-web" is forbidden: exceeded quota: small, requested: pods=1, used: pods=5, limited: pods=5';
  expect(refusalOf(refused(quota))).toEqual({
    cause: `its Pod can't be created: ${quota}`,
    fix: "Raise the quota, or delete what uses it",
    isStuck: true,
  });
  // A new configuration needs a second Pod for a moment.
  expect(refusalOf(refused(quota, { replicas: 1 }))?.cause).toBe(
    `its Pod can't be created beside the one that it replaces: ${quota}`,
  );
  const fixOf = (message: string) => refusalOf(refused(message))?.fix;
  expect(fixOf("failed quota: small: must specify limits.cpu for: haproxy")).toContain("LimitRange");
  expect(fixOf("maximum memory usage per Container is 64Mi, but limit is 256Mi")).toContain("LimitRange");
  expect(fixOf('admission webhook "policy.example.com" denied the request')).toContain(
    "kubernetes:namespace",
  );
  // What the controller says of the Deployment before this change.
  expect(refusalOf(refused(quota, { observedGeneration: 1 }))).toBeUndefined();
  expect(refusalOf(refused(quota, { conditions: [] }))).toBeUndefined();
});

const old = pod({ conditions: [{ type: "Ready", status: "True" }] });

test.each([
  ["", [], {}],
  [" beside the one that it replaces", [old], { replicas: 1 }],
])("a wait for a Pod that can't be created%s ends early with the cause", async (beside, pods, status) => {
  jest.useFakeTimers();
  try {
    const cluster: Partial<Cluster> = {
      pods: () => Promise.resolve(pods),
      object: () =>
        Promise.resolve(
          refused('admission webhook "policy.example.com" denied the request', status) as never,
        ),
      listen: () => () => undefined,
    };
    const place = { namespace: "apps", name: "lb-web" };
    const served = untilServing(cluster as Cluster, place, "hash", () => undefined);
    const outcome = expect(served).rejects.toThrow(
      `its Pod can't be created${beside}: admission webhook "policy.example.com" denied the request`,
    );
    await jest.advanceTimersByTimeAsync(30_000);
    await outcome;
  } finally {
    jest.useRealTimers();
  }
});
