import type { Cluster } from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import type { Pod, ResourceRequirements } from "../../../provider/cluster/objects";
import { applyInPlace, release } from "../../../provider/instance/in-place";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs } from "../../../provider/instance/model";
import { toPod } from "../../../provider/instance/pod";
import { ResizeError } from "../../../provider/instance/wait";
import { offLine } from "../../../provider/user-data/supervisor";
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

/** A Pod that runs with these inputs, and a cluster that does at once what it is asked for. */
function machine(
  inputs: InstanceInputs,
  { isOff = false, refusal }: { isOff?: boolean; refusal?: number } = {},
) {
  const steps: string[] = [];
  let console = isOff ? offLine : "booted";
  const template = toPod(inputs, launch);
  let pod: Pod = {
    ...template,
    metadata: { ...template.metadata, uid: "uid-1" },
    status: {
      phase: "Running",
      podIP: "10.0.0.1",
      conditions: [{ type: "Ready", status: "True" }],
      containerStatuses: [
        { name: "instance", containerID: "containerd://1", resources: inputs.pod.resources },
      ],
    } as unknown as Pod["status"],
  };
  const cluster = {
    pods: () => Promise.resolve([pod]),
    listen: () => () => undefined,
    console: () => Promise.resolve(console),
    followConsole: (_pod: Pod, _container: string, _signal: AbortSignal, look: (text: string) => unknown) =>
      Promise.resolve(look(console)),
    execute(_pod: Pod, _container: string, command: string) {
      const isOn = command.endsWith("kill -CONT 1");
      console = isOn ? "ec2-pods: powered on" : offLine;
      steps.push(isOn ? (command.includes("grep") ? "on with user data" : "on") : "off");
      return Promise.resolve(0);
    },
    resizePod(_pod: Pod, _name: string, resources: ResourceRequirements) {
      if (refusal) return Promise.reject(new ClusterError(`refused with ${refusal}`, undefined, refusal));
      steps.push(`resize ${resources.limits?.["memory"] ?? ""} ${resources.requests?.["memory"] ?? ""}`);
      const [container] = pod.spec?.containers ?? [];
      pod = {
        ...pod,
        spec: { ...pod.spec, containers: [{ ...container!, resources }] },
        status: { ...pod.status, containerStatuses: [{ ...pod.status!.containerStatuses![0]!, resources }] },
      };
      return Promise.resolve(pod);
    },
    putSecret: () => Promise.resolve(void steps.push("secret")),
    patchPod: () => Promise.resolve((steps.push("patch"), pod)),
  };
  const said: string[] = [];
  const report = (line: string) => void said.push(line);
  const apply = (news: InstanceInputs, olds?: Parameters<typeof applyInPlace>[3]["olds"]) =>
    applyInPlace(cluster as unknown as Cluster, news, pod, {
      ...(olds ? { olds } : {}),
      limit: 1000,
      report,
    });
  return { steps, said, apply, pod: () => pod, cluster: cluster as unknown as Cluster, report };
}

const stopped = { instanceState: "stopped" } as const;
const large = sized(size("2Gi"), { instanceType: "t3.small" });

test.each<[string, InstanceInputs, boolean, string[]]>([
  ["nothing, for a live change", { ...small, tags: { Name: "web" } }, false, []],
  ["a reboot", { ...small, rebootTrigger: "1" }, false, ["off", "on"]],
  ["a stop", { ...small, ...stopped }, false, ["off"]],
  ["nothing, for a stop of one that is off", { ...small, ...stopped }, true, []],
  ["a start of one that turned itself off", small, true, ["on"]],
  ["another size", large, false, ["off", "resize 2Gi 0", "on"]],
  ["another size while it is off", large, true, ["resize 2Gi 0", "on"]],
  ["another size of a stopped one", { ...large, ...stopped }, true, ["resize 2Gi 0"]],
  ["another size and a stop", { ...large, ...stopped }, false, ["off", "resize 2Gi 0"]],
  [
    "other user data",
    { ...small, userData: "#!/bin/sh\n" },
    false,
    ["off", "secret", "patch", "on with user data"],
  ],
  [
    "other user data and a stop",
    { ...small, ...stopped, userData: "#!/bin/sh\n" },
    false,
    ["off", "secret", "patch"],
  ],
])("%s is done in this order", async (_, news, isOff, steps) => {
  const seen = machine(small, { isOff });
  await seen.apply(news, stateOf(small));
  expect(seen.steps).toEqual(steps);
  expect(seen.said).toEqual(news.userData ? [expect.stringContaining("doesn't run again")] : []);
});

test("an instance without a state is only switched on or off", async () => {
  const [off, on] = [machine(small, { isOff: true }), machine(small)];
  await off.apply(large);
  await on.apply({ ...large, ...stopped });
  expect([off.steps, on.steps]).toEqual([["on"], ["off"]]);
});

test.each([403, 404, 405, 422])("a cluster that answers %i can't resize the Pod", async (refusal) => {
  const seen = machine(small, { refusal });
  const applied = seen.apply(large, stateOf(small));
  await expect(applied).rejects.toBeInstanceOf(ResizeError);
  await expect(applied).rejects.toThrow(`refused with ${refusal}`);
  expect(seen.steps).toEqual(["off"]);
});

test.each([409, 500])("the answer %i to a resize is an error like any other", async (refusal) => {
  const applied = machine(small, { refusal }).apply(large, stateOf(small));
  await expect(applied).rejects.not.toBeInstanceOf(ResizeError);
});

describe("a reservation", () => {
  const all = { cpu: "2", memory: "1Gi" };
  const reserved = sized(size("1Gi", all));
  const alone = { ...reserved, metadataOptions: { httpEndpoint: "disabled" as const } };

  test("is given back by a stop, and comes back with the start", async () => {
    const seen = machine(reserved);
    await seen.apply({ ...reserved, ...stopped }, stateOf(reserved));
    await seen.apply(reserved, stateOf({ ...reserved }, "stopped"));
    expect(seen.steps).toEqual(["off", "resize 1Gi 0", "resize 1Gi 1Gi", "on"]);
  });

  test("isn't given back twice", async () => {
    const seen = machine(reserved);
    await release(seen.cluster, reserved, seen.pod(), { limit: 1000, report: seen.report });
    await release(seen.cluster, reserved, seen.pod(), { limit: 1000, report: seen.report });
    expect(seen.steps).toEqual(["resize 1Gi 0"]);
  });

  test("stays if the Pod's class depends on it, and if the cluster can't take it back", async () => {
    const guaranteed = machine(alone);
    await guaranteed.apply({ ...alone, ...stopped }, stateOf(alone));
    expect([guaranteed.steps, guaranteed.said]).toEqual([["off"], []]);
    const older = machine(reserved, { refusal: 404 });
    await older.apply({ ...reserved, ...stopped }, stateOf(reserved));
    expect(older.steps).toEqual(["off"]);
    expect(older.said).toEqual(["keeps its reservation while it is stopped: refused with 404"]);
  });
});
