import { isOver, type Pod } from "../../../provider/cluster/objects";
import { toPod } from "../../../provider/instance/pod";
import { instanceIdOf, isPending, observed, readiness } from "../../../provider/instance/pod-status";
import { group, instanceInputs as inputs, otherGroup } from "../../support/instance";

const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: true };

const running: Pod = {
  metadata: { name: "ec2-web-1" },
  spec: { containers: [{ name: "instance", image: "busybox:1.35" }] },
  status: {
    phase: "Running",
    podIP: "10.244.0.7",
    conditions: [{ type: "Ready", status: "True" }],
    containerStatuses: [],
  },
};
const waiting = (reason: string, message: string): Pod => ({
  status: {
    phase: "Pending",
    containerStatuses: [{ name: "instance", state: { waiting: { reason, message } } }] as never,
  },
});
const terminated = (exitCode: number, reason: string, message?: string): Pod => ({
  status: {
    phase: "Failed",
    containerStatuses: [{ name: "instance", state: { terminated: { exitCode, reason, message } } }] as never,
  },
});
const restarting = (ended: object, reason?: string): Pod => ({
  status: {
    phase: "Running",
    containerStatuses: [
      {
        name: "instance",
        ...(reason
          ? { state: { waiting: { reason, message: "back-off 10s" } }, lastState: { terminated: ended } }
          : { state: { terminated: ended } }),
      },
    ] as never,
  },
});

const unscheduled = (message: string): Pod => ({
  status: {
    phase: "Pending",
    conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }],
  },
});

test("what a Pod shows of its instance includes changes by others", () => {
  const resources = {
    limits: { cpu: "2", memory: "1Gi", storage: "1Gi" },
    requests: { cpu: "0", memory: "0" },
  };
  const pod: Pod = {
    ...running,
    spec: { containers: [{ ...running.spec!.containers[0]!, resources }] },
    metadata: {
      name: "ec2-web-1",
      namespace: "apps",
      labels: {
        [`security-group.ec2-pods/${otherGroup}`]: "member",
        [`security-group.ec2-pods/${group}`]: "no",
        "ec2-pods/service": "edited",
        theirs: "x",
      },
      annotations: { "ec2-pods/tags": '{"Name":"edited"}', theirs: "x" },
    },
  };
  expect(observed(pod, { ...inputs, pod: { ...inputs.pod, image: "busybox:1.36" } } as never)).toEqual({
    pod: {
      ...inputs.pod,
      image: "busybox:1.35",
      labels: { "ec2-pods/service": "edited" },
      annotations: {},
    },
    tags: { Name: "edited" },
    vpcSecurityGroupIds: [otherGroup],
    instanceState: "running",
    privateIp: "10.244.0.7",
    privateDns: "10-244-0-7.apps.pod.cluster.local",
    podName: "ec2-web-1",
  });
});

test("a Pod shows the size that it has, and one that is off may reserve nothing", () => {
  const limits = { cpu: "2", memory: "1Gi" };
  const sized = (resources: object): Pod => ({
    ...running,
    spec: { containers: [{ name: "instance", resources }] },
  });
  const seen = (resources: object, isOff: boolean) => {
    const reserved = { limits: { cpu: "2", memory: "1024Mi" }, requests: { cpu: "2", memory: "1024Mi" } };
    const state = { ...inputs, pod: { ...inputs.pod, resources: reserved } };
    const { resources: shown } = observed(sized(resources), state as never, isOff).pod!;
    return shown === reserved ? "as in the state" : shown;
  };
  const released = { limits, requests: { cpu: "0", memory: "0" } };
  const larger = { limits: { cpu: "2", memory: "2Gi" }, requests: { cpu: "2", memory: "2Gi" } };
  expect(seen({ limits, requests: limits }, false)).toBe("as in the state");
  expect(seen(released, true)).toBe("as in the state");
  expect(seen(released, false)).toEqual(released);
  expect(seen(larger, false)).toEqual(larger);
  expect(seen(larger, true)).toEqual(larger);
});

test("a state of an older release without Pod settings is read", () => {
  expect(observed(running, {})).not.toHaveProperty("pod");
});

test("a Pod says which instance it was created for, whatever its labels say", () => {
  const pod = toPod(inputs, launch);
  pod.metadata!.labels = {};
  expect(instanceIdOf(pod)).toBe(inputs.instanceId);
});

test("a Pod that ended or is being deleted is a stopped instance", () => {
  expect(observed(terminated(1, "Error"), {}).instanceState).toBe("stopped");
  expect(isOver({ metadata: { deletionTimestamp: "2026-01-01T12:00:00Z" } })).toBe(true);
  expect(isOver(running)).toBe(false);
});

test("a Pod is pending from its launch until its mark is removed", () => {
  expect(isPending(toPod(inputs, launch))).toBe(true);
  expect(isPending(running)).toBe(false);
});

const pullFix = "Check ami, and that the node can pull the image or has it";
test.each<[string, Pod, object]>([
  ["runs, is ready and has an address", running, { state: "ready" }],
  [
    "has no address yet",
    { status: { ...running.status, podIP: undefined } } as never,
    { state: "waiting", cause: "its Pod isn't ready: not scheduled yet" },
  ],
  ["is fresh", {}, { state: "waiting", cause: "its Pod isn't ready: not scheduled yet" }],
  [
    "creates its container",
    waiting("ContainerCreating", ""),
    { state: "waiting", cause: "its Pod isn't ready: ContainerCreating" },
  ],
  [
    "can't pull",
    waiting("ImagePullBackOff", "Back-off"),
    {
      state: "stuck",
      cause: 'the container "instance" can\'t start: ImagePullBackOff: Back-off',
      fix: pullFix,
    },
  ],
  [
    "has a bad image name",
    waiting("InvalidImageName", "bad"),
    {
      state: "failed",
      cause: 'the container "instance" can\'t start: InvalidImageName: bad',
      fix: "Name a container image in ami, in the form registry/name:tag",
    },
  ],
  [
    "ends and is restarted",
    restarting({ exitCode: 137, reason: "OOMKilled" }),
    {
      state: "stuck",
      cause: 'the container "instance" exited with code 137 (OOMKilled), and its node restarts it',
    },
  ],
  [
    "ends again and again",
    restarting({ exitCode: 137, reason: "OOMKilled" }, "CrashLoopBackOff"),
    {
      state: "stuck",
      cause:
        'the container "instance" exited with code 137 (OOMKilled), and its node restarts it: back-off 10s',
    },
  ],
  [
    "can't start, however often its node tries",
    restarting({ exitCode: 128, reason: "StartError", message: "no sh" }, "CrashLoopBackOff"),
    {
      state: "failed",
      cause: 'the container "instance" exited with code 128 (StartError): no sh',
      fix: "Use an image that has sh, which the boot needs",
    },
  ],
  [
    "finds no node",
    unscheduled("0/1 nodes"),
    {
      state: "stuck",
      cause: "no node can run its Pod: Unschedulable: 0/1 nodes",
      fix: "Free resources on a node, or add a node",
    },
  ],
  [
    "finds no node of its architecture",
    unscheduled("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."),
    {
      state: "stuck",
      cause:
        "no node can run its Pod: Unschedulable: 0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.",
      fix: 'Add a node that matches the node selector, or allow nodes of any architecture with "pulumi config set ec2-pods:anyArchitecture true"',
    },
  ],
  [
    "gets no volume",
    unscheduled("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims."),
    {
      state: "stuck",
      cause:
        "no node can run its Pod: Unschedulable: 0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.",
      fix: "Give the cluster a default StorageClass, or remove ebsBlockDevices",
      isOfVolume: true,
    },
  ],
  [
    "can't pull the image of its metadata service",
    {
      status: {
        phase: "Pending",
        containerStatuses: [{ name: "instance", state: { waiting: { reason: "PodInitializing" } } }] as never,
        initContainerStatuses: [
          { name: "metadata", state: { waiting: { reason: "ErrImagePull", message: "no such host" } } },
        ] as never,
      },
    },
    {
      state: "stuck",
      cause: 'the container "metadata" can\'t start: ErrImagePull: no such host',
      fix: 'Name an image that the node has with "pulumi config set ec2-pods:metadataImage <image>", or go without metadata with "pulumi config set ec2-pods:metadataImage none"',
    },
  ],
  [
    "crashed",
    terminated(1, "Error", "boom\n"),
    { state: "failed", cause: 'the container "instance" exited with code 1 (Error): boom' },
  ],
  [
    "has no sh",
    terminated(128, "StartError", "exec: sh not found"),
    {
      state: "failed",
      cause: 'the container "instance" exited with code 128 (StartError): exec: sh not found',
      fix: "Use an image that has sh, which the boot needs",
    },
  ],
  [
    "was evicted",
    { status: { phase: "Failed", reason: "Evicted", message: "low on memory" } },
    { state: "failed", cause: "its Pod failed: Evicted: low on memory" },
  ],
  [
    "someone deletes",
    { ...running, metadata: { deletionTimestamp: "2026-01-01T12:00:00Z" } },
    { state: "failed", cause: "its Pod was deleted by someone else" },
  ],
])("readiness of a Pod that %s", (_, pod, expected) => {
  expect(readiness(pod)).toEqual(expected);
});
