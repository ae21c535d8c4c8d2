import type { V1Pod } from "@kubernetes/client-node";

import type { InstanceInputs } from "../../provider/instance";
import {
  isOver,
  livePatch,
  observed,
  pendingSpawn,
  readiness,
  toPod,
  toUserDataSecret,
} from "../../provider/pod";

const group = "sg-0123456789abcdef0";
const otherGroup = "sg-1123456789abcdef0";
const inputs: InstanceInputs = {
  project: "p",
  stack: "s",
  name: "web",
  instanceId: "i-0123456789abcdef0",
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group],
  instanceState: "running",
  namespace: "apps",
};
const pending = { by: "me", until: "2026-01-01T00:00:00.000Z" };
const spawn = { podName: "ec2-web-1", namespace: "apps", pending, firstBoot: true };

test("an instance is a Pod with one container that stays up", () => {
  expect(toPod({ ...inputs, tags: { Name: "web" } }, spawn)).toEqual({
    metadata: {
      name: "ec2-web-1",
      namespace: "apps",
      labels: {
        "app.kubernetes.io/managed-by": "pulumi-ec2-pods",
        "ec2-pods/owner": expect.stringMatching(/^[0-9a-f]{16}$/),
        "ec2-pods/name": "web",
        "ec2-pods/service": "ec2",
        "ec2-pods/instance-id": "i-0123456789abcdef0",
        [`security-group.ec2-pods/${group}`]: "member",
      },
      annotations: {
        "ec2-pods/tags": '{"Name":"web"}',
        "ec2-pods/instance-type": "t3.micro",
        "ec2-pods/spawn-pending": JSON.stringify(pending),
        "ec2-pods/first-boot": "true",
      },
    },
    spec: {
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      containers: [
        {
          name: "instance",
          image: "busybox:1.35",
          imagePullPolicy: "IfNotPresent",
          command: ["sh", "-c", "trap 'exit 0' TERM INT\nwhile :; do sleep 3600 & wait $!; done"],
          env: [{ name: "EC2_INSTANCE_ID", value: "i-0123456789abcdef0" }],
        },
      ],
    },
  });
});

test("user data reaches the Pod by a Secret that goes with it, and never by its command", () => {
  const withUserData = { ...inputs, userData: "#!/bin/sh\necho hunter2\n" };
  const pod = toPod(withUserData, spawn);
  expect(JSON.stringify(pod)).not.toContain("hunter2");
  expect(pod.spec?.volumes).toEqual([
    { name: "user-data", secret: { secretName: "ec2-web-1", defaultMode: 0o700 } },
  ]);

  const secret = toUserDataSecret(withUserData, { metadata: { ...pod.metadata, uid: "u" } });
  expect(secret?.metadata?.ownerReferences).toEqual([
    { apiVersion: "v1", kind: "Pod", name: "ec2-web-1", uid: "u" },
  ]);
  expect(Buffer.from(secret?.data?.["user-data.txt"] ?? "", "base64").toString()).toBe(withUserData.userData);
  expect(toUserDataSecret(inputs, pod)).toBeUndefined();
});

test("user data runs in the Pod of the first boot only", () => {
  const withUserData = { ...inputs, userData: "#!/bin/sh\n" };
  const command = (firstBoot: boolean) =>
    toPod(withUserData, { ...spawn, firstBoot }).spec?.containers[0]?.command?.[2];
  expect(command(true)).toContain("/var/lib/cloud/instance/user-data.txt");
  expect(command(false)).not.toContain("user-data");
});

test("a live patch adds, removes and keeps, and is nothing where the Pod is right", () => {
  const pod = toPod({ ...inputs, tags: { Name: "web" } }, spawn);
  pod.metadata!.labels!["team"] = "kept";
  expect(livePatch(pod, { ...inputs, tags: { Name: "web" } })).toBeUndefined();
  expect(livePatch(pod, { ...inputs, tags: { Name: "web-2" }, vpcSecurityGroupIds: [otherGroup] })).toEqual({
    metadata: {
      labels: {
        [`security-group.ec2-pods/${otherGroup}`]: "member",
        [`security-group.ec2-pods/${group}`]: null,
      },
      annotations: { "ec2-pods/tags": '{"Name":"web-2"}' },
    },
  });
});

const running: V1Pod = {
  metadata: { name: "ec2-web-1" },
  spec: { containers: [{ name: "instance", image: "busybox:1.35" }] },
  status: {
    phase: "Running",
    podIP: "10.244.0.7",
    conditions: [{ type: "Ready", status: "True" }],
    containerStatuses: [],
  },
};
const waiting = (reason: string, message: string): V1Pod => ({
  status: {
    phase: "Pending",
    containerStatuses: [{ name: "instance", state: { waiting: { reason, message } } }] as never,
  },
});
const terminated = (exitCode: number, reason: string, message?: string): V1Pod => ({
  status: {
    phase: "Failed",
    containerStatuses: [{ name: "instance", state: { terminated: { exitCode, reason, message } } }] as never,
  },
});

test("what a Pod shows of its instance includes what others did to it", () => {
  const pod: V1Pod = {
    ...running,
    metadata: {
      name: "ec2-web-1",
      labels: {
        [`security-group.ec2-pods/${otherGroup}`]: "member",
        [`security-group.ec2-pods/${group}`]: "no",
      },
      annotations: { "ec2-pods/tags": '{"Name":"edited"}' },
    },
  };
  expect(observed(pod)).toEqual({
    ami: "busybox:1.35",
    tags: { Name: "edited" },
    vpcSecurityGroupIds: [otherGroup],
    instanceState: "running",
    privateIp: "10.244.0.7",
    podName: "ec2-web-1",
  });
});

test("a Pod that ended or is being deleted is a stopped instance", () => {
  expect(observed(terminated(1, "Error")).instanceState).toBe("stopped");
  expect(isOver({ metadata: { deletionTimestamp: new Date() } })).toBe(true);
  expect(isOver(running)).toBe(false);
});

test("the mark of a spawn under way is read back, and a broken one is none", () => {
  expect(pendingSpawn(toPod(inputs, spawn))).toEqual(pending);
  expect(pendingSpawn({ metadata: { annotations: { "ec2-pods/spawn-pending": "{" } } })).toBeUndefined();
  expect(pendingSpawn(running)).toBeUndefined();
});

const pullFix = "Check ami, and that the node can pull the image or has it";
test.each<[string, V1Pod, object]>([
  ["runs, is ready and has an address", running, { state: "ready" }],
  [
    "has no address yet",
    { status: { ...running.status, podIP: undefined } } as never,
    { state: "waiting", cause: "its Pod is not running: not scheduled yet" },
  ],
  ["is fresh", {}, { state: "waiting", cause: "its Pod is not running: not scheduled yet" }],
  [
    "creates its container",
    waiting("ContainerCreating", ""),
    { state: "waiting", cause: "its Pod is not running: ContainerCreating" },
  ],
  [
    "can't pull",
    waiting("ImagePullBackOff", "Back-off"),
    { state: "stuck", cause: "container instance waits: ImagePullBackOff: Back-off", fix: pullFix },
  ],
  [
    "has a bad image name",
    waiting("InvalidImageName", "bad"),
    {
      state: "failed",
      cause: "container instance waits: InvalidImageName: bad",
      fix: "Name a container image in ami, in the form registry/name:tag",
    },
  ],
  [
    "finds no node",
    {
      status: {
        phase: "Pending",
        conditions: [
          { type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/1 nodes" },
        ],
      },
    },
    {
      state: "stuck",
      cause: "no node takes its Pod: Unschedulable: 0/1 nodes",
      fix: "Make room on a node or add one",
    },
  ],
  [
    "crashed",
    terminated(1, "Error", "boom\n"),
    { state: "failed", cause: "container instance ended with exit code 1 (Error): boom" },
  ],
  [
    "has no sh",
    terminated(128, "StartError", "exec: sh not found"),
    {
      state: "failed",
      cause: "container instance ended with exit code 128 (StartError): exec: sh not found",
      fix: "Use an image that has sh, which the instance's boot needs",
    },
  ],
  [
    "was evicted",
    { status: { phase: "Failed", reason: "Evicted", message: "low on memory" } },
    { state: "failed", cause: "its Pod failed: Evicted: low on memory" },
  ],
  [
    "is deleted by someone",
    { ...running, metadata: { deletionTimestamp: new Date() } },
    { state: "failed", cause: "its Pod was deleted by someone else" },
  ],
])("readiness of a Pod that %s", (_, pod, expected) => {
  expect(readiness(pod)).toEqual(expected);
});
