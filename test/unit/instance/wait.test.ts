import type { Cluster } from "../../../provider/cluster/cluster";
import type { PersistentVolumeClaim, Pod } from "../../../provider/cluster/objects";
import { ResizeError, timeoutOf, untilReady, untilResized } from "../../../provider/instance/wait";

const resources = (memory: string) => ({ limits: { memory }, requests: { memory: "0" } });
const wanted: Pod = {
  metadata: { uid: "uid-1", name: "ec2-web-1", namespace: "apps" },
  spec: { containers: [{ name: "instance", image: "busybox", resources: resources("2Gi") }] },
};

/** The Pod as a watch shows it. */
const seen = (memory: string, condition?: { type: string; reason?: string; message?: string }): Pod => ({
  ...wanted,
  status: {
    phase: "Running",
    conditions: condition ? [{ status: "True", ...condition }] : [],
    containerStatuses: [
      { name: "metadata", resources: resources("2Gi") },
      { name: "instance", resources: resources(memory) },
    ],
  } as unknown as Pod["status"],
});

/** Waits while the watch shows these Pods one after another. */
function wait({ limit = 60_000, exists = false } = {}) {
  let pods: Pod[] = [];
  let changed: (name?: string) => void = () => undefined;
  const looks: Pod[][] = [];
  const cluster = {
    pods: () => {
      looks.push(pods);
      return Promise.resolve(pods);
    },
    pod: () => Promise.resolve(exists ? wanted : undefined),
    listen: (_: string, listener: { changed(name?: string): void }) => {
      changed = listener.changed;
      return () => undefined;
    },
  } as unknown as Cluster;
  const said: string[] = [];
  const outcome: { pod?: Pod; error?: Error } = {};
  return {
    said,
    outcome,
    looks,
    event: (name?: string) => changed(name),
    async show(...now: Pod[]) {
      if (pods.length > 0) {
        pods = now;
        changed();
      } else {
        pods = now;
        untilResized(cluster, wanted, "instance", limit, (line) => void said.push(line)).then(
          (pod) => (outcome.pod = pod),
          (error: Error) => (outcome.error = error),
        );
      }
      await jest.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("only an event of its own Pod, or of all, makes a wait look at the Pods of its namespace", async () => {
  const { show, event, looks } = wait();
  await show(seen("1Gi"));
  for (let index = 0; index < 100; index++) event(`ec2-other-${index}`);
  expect(looks).toHaveLength(1);
  event("ec2-web-1");
  event();
  expect(looks).toHaveLength(3);
});

test("a Pod has its new size once its own container shows it and nothing is under way", async () => {
  const { show, outcome } = wait();
  // The watch may not know yet that another size is wanted.
  await show({
    ...seen("1Gi"),
    spec: { containers: [{ ...wanted.spec!.containers[0]!, resources: resources("1Gi") }] },
  });
  await show(seen("1Gi", { type: "PodResizePending", reason: "Deferred" }));
  await show(seen("2Gi", { type: "PodResizeInProgress" }));
  expect(outcome).toEqual({});
  await show(seen("2Gi"));
  expect(outcome).toEqual({ pod: seen("2Gi") });
});

test("a size that the node can never give ends the wait at once", async () => {
  const { show, outcome } = wait();
  await show(
    seen("1Gi", { type: "PodResizePending", reason: "Infeasible", message: "Node didn't have enough" }),
  );
  expect(outcome.error).toBeInstanceOf(ResizeError);
  expect(outcome.error?.message).toBe("Node didn't have enough");
});

test("a size that the node can't give now may still come, for a while", async () => {
  const { show, outcome } = wait();
  const deferred = seen("1Gi", { type: "PodResizePending", reason: "Deferred", message: "Node is full" });
  await show(deferred);
  await jest.advanceTimersByTimeAsync(14_000);
  expect(outcome).toEqual({});
  // The time begins again if the node starts on it.
  await show(seen("1Gi", { type: "PodResizeInProgress" }));
  await show(deferred);
  await jest.advanceTimersByTimeAsync(14_000);
  expect(outcome).toEqual({});
  await jest.advanceTimersByTimeAsync(6_000);
  expect(outcome.error).toBeInstanceOf(ResizeError);
  expect(outcome.error?.message).toBe("Node is full");
});

test("a Pod that ended or is gone ends the wait, and isn't a refused size", async () => {
  for (const pods of [[{ ...seen("1Gi"), status: { phase: "Failed" } }], [{ metadata: { uid: "2" } }]]) {
    const { show, outcome } = wait();
    await show(...(pods as Pod[]));
    expect(outcome.error).not.toBeInstanceOf(ResizeError);
    expect(outcome.error?.message).toBe("its Pod ended meanwhile");
  }
});

test("a Pod that a lagging server doesn't list is waited for", async () => {
  const { show, outcome } = wait({ exists: true });
  await show({ ...seen("1Gi"), metadata: { uid: "2" } });
  expect(outcome).toEqual({});
  await show(seen("2Gi"));
  expect(outcome).toEqual({ pod: seen("2Gi") });
});

test("a node that does nothing ends the wait with the limit, and hasn't refused the size", async () => {
  const { show, outcome, said } = wait({ limit: 30_000 });
  await show(seen("1Gi"));
  await jest.advanceTimersByTimeAsync(30_000);
  expect(outcome.error).not.toBeInstanceOf(ResizeError);
  expect(outcome.error?.message).toBe("its size isn't changed after 30 s: the node hasn't started it");
  expect(said).toContain("waited 10 s for its new size: the node hasn't started it");
});

test("a limit longer than a timer of Node ends no wait at once", () => {
  expect(timeoutOf({ timeouts: { create: "600h" } }, "create")).toBe(2 ** 31 - 1);
  expect(timeoutOf({ timeouts: { create: "5m" } }, "create")).toBe(300_000);
  expect(timeoutOf({}, "delete")).toBe(90_000);
});

describe("a Pod whose volume isn't there yet", () => {
  const pod: Pod = {
    metadata: { uid: "uid-1", name: "ec2-web-1", namespace: "apps" },
    spec: { containers: [], volumes: [{ name: "sdf", persistentVolumeClaim: { claimName: "ec2-i-1-sdf" } }] },
    status: {
      phase: "Pending",
      conditions: [
        {
          type: "PodScheduled",
          status: "False",
          reason: "Unschedulable",
          message: 'persistentvolumeclaim "ec2-i-1-sdf" not found',
        },
      ],
    } as Pod["status"],
  };
  /** The result of the wait after these milliseconds, with this claim. */
  async function after(milliseconds: number, claim: PersistentVolumeClaim | undefined): Promise<string> {
    const cluster = {
      pods: () => Promise.resolve([pod]),
      claim: () => Promise.resolve(claim),
      listen: () => () => undefined,
    } as unknown as Cluster;
    let outcome = "waits";
    untilReady(cluster, pod, 60_000, () => undefined).catch((error: Error) => (outcome = error.message));
    await jest.advanceTimersByTimeAsync(milliseconds);
    return outcome;
  }
  const named = (spec: object, phase = "Pending"): PersistentVolumeClaim => ({
    metadata: { name: "ec2-i-1-sdf" },
    spec,
    status: { phase },
  });
  const noClass = 'no node can run its Pod: Unschedulable: persistentvolumeclaim "ec2-i-1-sdf" not found';

  test("waits as long as it may while the volume is being provisioned", async () => {
    const claim = named({ storageClassName: "slow" });
    expect(await after(59_000, claim)).toBe("waits");
    expect(await after(61_000, claim)).toBe(
      `it isn't running after 60 s: StorageClass "slow" hasn't provisioned its volume ec2-i-1-sdf yet (${noClass})`,
    );
    expect(await after(59_000, named({ storageClassName: "slow" }, "Bound"))).toBe("waits");
  });

  test.each([
    ["is gone", undefined],
    ["is lost", named({ storageClassName: "slow" }, "Lost")],
    ["names no StorageClass, as the cluster has no default one", named({})],
  ])("fails after the grace period if its claim %s", async (_, claim) => {
    expect(await after(14_000, claim)).toBe("waits");
    expect(await after(21_000, claim)).toBe(noClass);
  });
});
