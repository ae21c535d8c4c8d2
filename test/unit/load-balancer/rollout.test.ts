import { troubleOf } from "../../../provider/load-balancer/rollout";

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
