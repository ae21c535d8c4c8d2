import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Pod, ResourceRequirements } from "../../../provider/cluster/objects";
import { startInPlace, stopInPlace } from "../../../provider/instance/in-place";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { launchedPatch, toPod, toUserDataSecret } from "../../../provider/instance/pod";
import { hasSize } from "../../../provider/instance/size";
import { offLine, shutDownLine } from "../../../provider/user-data/supervisor";
import { instanceInputs } from "../../support/instance";

const nothing = { cpu: "0", memory: "0" };
const size = (memory: string, requests: Record<string, string> = nothing): ResourceRequirements => ({
  limits: { cpu: "2", memory },
  requests,
});
const sized = (resources: ResourceRequirements, more: Partial<InstanceInputs> = {}): InstanceInputs => ({
  ...instanceInputs,
  ...more,
  pod: { ...instanceInputs.pod, resources },
});
const small = sized(size("1Gi"));
const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: true };
const stateOf = (inputs: InstanceInputs, instanceState: "running" | "stopped" = "running") =>
  toState(inputs, { namespace: "apps", instanceState, podName: "ec2-web-1" });

interface Faults {
  isOff?: boolean;
  /** Whatever it is told. */
  staysOff?: boolean;
  /** Status of the answer to each resize. */
  refusal?: number;
  /** The node's answer to each growth. */
  pending?: { reason: string; message: string };
  isPending?: boolean;
  /** It got its user data while it was off. */
  isGiven?: boolean;
  /** The end of its console. */
  end?: string;
  fails?: "secret";
  qosClass?: string;
}

/** A Pod that runs with these inputs, and a cluster that does at once what it is asked for. */
function machine(inputs: InstanceInputs, faults: Faults = {}) {
  const { isOff = false, refusal, pending, isPending, fails, qosClass } = faults;
  const steps: string[] = [];
  const said = jest.spyOn(console, "log").mockImplementation();
  let end = faults.end ?? (isOff ? offLine : "booted");
  const template = toPod(inputs, launch);
  const { annotations } = template.metadata!;
  if (faults.isGiven) annotations!["ec2-pods/user-data"] = "0123456789abcdef";
  if (!isPending) {
    const [pendingKey = ""] = Object.keys(launchedPatch({}).metadata.annotations);
    Reflect.deleteProperty(annotations!, pendingKey);
  }
  let pod: Pod = {
    ...template,
    metadata: { ...template.metadata, uid: "uid-1" },
    status: {
      phase: "Running",
      qosClass,
      podIP: "10.0.0.1",
      conditions: [{ type: "Ready", status: "True" }],
      containerStatuses: [
        {
          name: "instance",
          containerID: "containerd://1",
          state: { running: {} },
          resources: inputs.pod.resources,
        },
      ],
    } as unknown as Pod["status"],
  };
  const cluster = {
    pods: () => Promise.resolve([pod]),
    pod: () => Promise.resolve(pod),
    listen: () => () => undefined,
    console: () => Promise.resolve(end),
    followConsole: (_pod: Pod, _container: string, _signal: AbortSignal, look: (line: string) => unknown) =>
      Promise.resolve(look(end)),
    execute(_pod: Pod, _container: string, command: string) {
      const isOn = command.endsWith("kill -CONT 1");
      end = isOn && !faults.staysOff ? "ec2-pods: powered on" : offLine;
      steps.push(isOn ? (command.includes("grep") ? "on with user data" : "on") : "off");
      return Promise.resolve(0);
    },
    resizePod(_pod: Pod, _name: string, resources: ResourceRequirements, { isDryRun = false } = {}) {
      if (refusal) return Promise.reject(new ClusterError(`refused with ${refusal}`, undefined, refusal));
      if (isDryRun) return Promise.resolve(pod);
      steps.push(`resize ${resources.limits?.["memory"] ?? ""} ${resources.requests?.["memory"] ?? ""}`);
      const [container] = pod.spec?.containers ?? [];
      const [status] = pod.status?.containerStatuses ?? [];
      const conditions = pending && [{ type: "PodResizePending", status: "True", ...pending }];
      pod = {
        ...pod,
        spec: { ...pod.spec, containers: [{ ...container!, resources }] },
        status: {
          ...pod.status,
          ...(conditions && !hasSize(pod, resources) ? { conditions } : {}),
          containerStatuses: [{ ...status!, resources }],
        },
      };
      return Promise.resolve(pod);
    },
    // The API server compares the user data.
    patchObject: (_kind: string, _namespace: string, _name: string, [{ value }]: [{ value: string }]) =>
      value === toUserDataSecret(inputs, pod).data?.["user-data.txt"]
        ? Promise.resolve()
        : Promise.reject(new ClusterError("test failed", undefined, 422)),
    putSecret: () => {
      if (fails) return Promise.reject(new ClusterError("no right to patch secrets", undefined, 403));
      return Promise.resolve(void steps.push("secret"));
    },
    patchPod(_pod: Pod, patch: { metadata: { annotations?: object } }) {
      if (Object.keys(patch.metadata.annotations ?? {}).includes("ec2-pods/user-data")) steps.push("patch");
      return Promise.resolve(pod);
    },
    deletePod: () => Promise.resolve(void steps.push("delete")),
    createPod: () => Promise.reject(new ClusterError("exceeded quota", undefined, 403)),
    claims: () => Promise.resolve([]),
  } as unknown as Cluster;
  const before = pod;
  return {
    steps,
    said: () => said.mock.calls.map(([line]) => String(line)),
    /** What an operation does of its own that leaves the instance as these inputs say. */
    apply: (news: InstanceInputs, olds?: InstanceState) => {
      const options = {
        namespace: "apps",
        limit: 1000,
        keepOnFailure: false,
        recreate: false,
        ...(olds ? { olds } : {}),
      };
      return news.instanceState === "stopped"
        ? stopInPlace(cluster, news, [pod], options)
        : startInPlace(cluster, news, { before, pod }, options);
    },
  };
}

afterEach(() => void jest.restoreAllMocks());

const stopped = { instanceState: "stopped" } as const;
const large = sized(size("2Gi"), { instanceType: "t3.small" });
const scripted = { userData: "#!/bin/sh\n" };

test.each<[string, InstanceInputs, boolean, string[]]>([
  ["nothing, for a live change", { ...small, tags: { Name: "web" } }, false, []],
  ["a reboot", { ...small, rebootTrigger: "1" }, false, ["off", "on"]],
  ["a stop", { ...small, ...stopped }, false, ["off"]],
  ["nothing, for a stop of one that is off", { ...small, ...stopped }, true, []],
  ["another size", large, false, ["off", "resize 2Gi 0", "on"]],
  ["another size while it is off", large, true, ["resize 2Gi 0", "on"]],
  ["another size of a stopped one", { ...large, ...stopped }, true, ["resize 2Gi 0"]],
  ["another size and a stop", { ...large, ...stopped }, false, ["off", "resize 2Gi 0"]],
  ["other user data", { ...small, ...scripted }, false, ["off", "secret", "patch", "on with user data"]],
  ["other user data and a stop", { ...small, ...stopped, ...scripted }, false, ["off", "secret", "patch"]],
])("%s is done in this order", async (_, news, isOff, steps) => {
  const seen = machine(small, { isOff });
  await seen.apply(news, stateOf(small));
  expect(seen.steps).toEqual(steps);
  expect(seen.said()).toEqual(news.userData ? [expect.stringContaining("doesn't run again")] : []);
});

test("an instance that was stopped is told to be on, whatever its console says", async () => {
  const seen = machine(small);
  await seen.apply(small, stateOf(small, "stopped"));
  expect(seen.steps).toEqual(["on"]);
});

test.each([true, false])("an update ends once the machine is on that was off before: %j", async (isOff) => {
  const seen = machine(small, { isOff, staysOff: true });
  await expect(seen.apply({ ...small, rebootTrigger: "1" }, stateOf(small))).rejects.toThrow(
    "it isn't powered on",
  );
  const started = machine(small, { isOff, staysOff: true }).apply(small, stateOf(small, "stopped"));
  await (isOff ? expect(started).rejects.toThrow("it isn't powered on") : started);
});

test("what a killed run has done isn't done again", async () => {
  // It resized the Pod, and the program went back.
  const resized = machine(large);
  await resized.apply(small, stateOf({ ...small, pod: large.pod }));
  expect(resized.steps).toEqual(["off", "resize 1Gi 0", "on"]);
  // It launched another Pod, which may be in its first boot.
  const launched = machine({ ...large, ...scripted }, { isPending: true });
  const olds = { ...stateOf(small), podName: "ec2-web-0" };
  await launched.apply({ ...large, ...scripted, rebootTrigger: "1" }, olds);
  expect(launched.steps).toEqual([]);
  // It launched one with the user data of the program before, or put that on the disk of one.
  const withData = ["off", "secret", "patch", "on with user data"];
  const edited = machine({ ...small, userData: "#!/bin/sh -e\n" }, { isPending: true });
  await edited.apply({ ...small, ...scripted }, olds);
  expect(edited.steps).toEqual(withData);
  const given = machine({ ...small, ...scripted }, { isPending: true, isGiven: true });
  await given.apply({ ...small, ...scripted }, olds);
  expect(given.steps).toEqual(withData);
  // It launched one for the program before.
  const former = machine(small, { isPending: true });
  await former.apply(large, olds);
  expect(former.steps).toEqual(["off", "resize 2Gi 0", "on"]);
});

test("an adopted instance gets the size of the program", async () => {
  const seen = machine(small);
  await seen.apply(large);
  expect(seen.steps).toEqual(["off", "resize 2Gi 0", "on"]);
});

const infeasible = { reason: "Infeasible", message: "the node is too small" };

test.each<[string, Faults, string]>([
  ["a cluster without resizes", { refusal: 404 }, "refused with 404"],
  ["a cluster that doesn't allow it", { refusal: 405 }, "refused with 405"],
  ["a change that Kubernetes forbids", { refusal: 422 }, "refused with 422"],
])("%s makes another Pod, and if that fails, the machine goes on", async (_, faults, reason) => {
  const seen = machine(small, faults);
  await expect(seen.apply(large, stateOf(small))).rejects.toThrow("exceeded quota");
  expect(seen.said()).toEqual([
    `Ec2Instance "web": re-creates the Pod, because ${reason}: its disk is lost, and user data runs again`,
  ]);
  // It said so before anything was stopped.
  expect(seen.steps).toEqual([]);
});

test("without room on its node for another size, the machine goes on as it was", async () => {
  const seen = machine(small, { pending: infeasible });
  await expect(seen.apply(large, stateOf(small))).rejects.toMatchObject({
    message: "InsufficientInstanceCapacity: the node is too small",
  });
  expect(seen.steps).toEqual(["off", "resize 2Gi 0", "resize 1Gi 0", "on"]);
  expect(seen.said()).toEqual([]);
});

test("what someone else did to a Pod waits for a refresh, and a live change stops nothing", async () => {
  const seen = machine(large);
  await seen.apply({ ...small, tags: { Name: "web" } }, stateOf(small));
  expect(seen.steps).toEqual([]);
});

test("a machine that shut itself down and is stopped then is told, so that its own shutdown counts no more", async () => {
  const seen = machine(small, { isOff: true, end: shutDownLine });
  await seen.apply({ ...small, ...stopped }, stateOf(small));
  expect(seen.steps).toEqual(["off"]);
});

test("a change of a Pod whose launch is saved, but still marked, is made", async () => {
  const seen = machine(small, { isPending: true });
  await seen.apply({ ...small, rebootTrigger: "1" }, stateOf(small));
  expect(seen.steps).toEqual(["off", "on"]);
});

test.each<[string, Faults, InstanceInputs, string]>([
  ["a quota or a missing right", { refusal: 403 }, large, "refused with 403"],
  ["a conflict", { refusal: 409 }, large, "refused with 409"],
  ["a server's failure", { refusal: 500 }, large, "refused with 500"],
  ["a Secret that can't be written", { fails: "secret" }, { ...small, ...scripted }, "no right"],
])("after %s, the machine goes on as it was", async (_, faults, news, reason) => {
  const seen = machine(small, faults);
  await expect(seen.apply(news, stateOf(small))).rejects.toThrow(reason);
  expect(seen.steps).toEqual(faults.refusal ? [] : ["off", "on"]);
});

describe("a reservation", () => {
  const all = { cpu: "2", memory: "1Gi" };
  const reserved = sized(size("1Gi", all));
  const given = sized(size("1Gi"));

  test("is given back by a stop, and comes back with the start", async () => {
    const seen = machine(reserved);
    await seen.apply({ ...reserved, ...stopped }, stateOf(reserved));
    await seen.apply({ ...reserved, ...stopped }, stateOf({ ...reserved, ...stopped }, "stopped"));
    await seen.apply(reserved, stateOf(reserved, "stopped"));
    expect(seen.steps).toEqual(["off", "resize 1Gi 0", "resize 1Gi 1Gi", "on"]);
  });

  test("stays if the Pod's class depends on it, and if the cluster can't take it back", async () => {
    const guaranteed = machine(reserved, { qosClass: "Guaranteed" });
    await guaranteed.apply({ ...reserved, ...stopped }, stateOf(reserved));
    expect([guaranteed.steps, guaranteed.said()]).toEqual([["off"], []]);
    const older = machine(reserved, { refusal: 404 });
    await older.apply({ ...reserved, ...stopped }, stateOf(reserved));
    expect(older.steps).toEqual(["off"]);
    expect(older.said()).toEqual(['Ec2Instance "web": keeps its size while it is stopped: refused with 404']);
  });

  test("that the node has no room for leaves a stopped instance with its disk", async () => {
    const seen = machine(given, { isOff: true, pending: infeasible });
    const started = seen.apply(reserved, stateOf(reserved, "stopped"));
    await expect(started).rejects.toMatchObject({
      message: "InsufficientInstanceCapacity: the node is too small",
      fix: expect.stringContaining("kubectl delete pod ec2-web-1 --namespace apps") as string,
    });
    expect(seen.steps).toEqual(["resize 1Gi 1Gi", "resize 1Gi 0"]);
  });
});
