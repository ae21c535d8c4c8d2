import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

import * as tools from "../../tools/kubectl";
import { apply, inside, kubectl, testCluster } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

interface Output {
  id: string;
  podName: string;
  instanceState: string;
  privateIp: string;
  userDataExitStatus?: number | undefined;
}

const script = "#!/bin/sh\necho ran | tee -a /ran\n";
const program = (args = "", userData = script): string => `
new Ec2Instance("web", {
  ami: "busybox:1.35", instanceType: "t3.nano", userData: ${JSON.stringify(userData)}, waitForUserData: true, ${args}
});
`;

const start = async (name: string, text: string): Promise<Output> => {
  stack = await TestStack.create(name, text);
  await stack.up();
  return outputs();
};
/** What the state has: a refresh doesn't run the program, so the stack's own outputs stay. */
const outputs = async () => {
  const { id = "", outputs } = await stack.resource("web");
  const { podName, privateIp, instanceState, userDataExitStatus } = outputs as unknown as Output;
  return { id, podName, privateIp, instanceState, userDataExitStatus };
};
const run = async (command: string) =>
  (await inside(stack.namespace, (await outputs()).podName, command)).stdout;
const consoleOf = (pod: string) => kubectl(stack.namespace, "logs", pod, "--container=instance");
const restarts = async (): Promise<number> =>
  Number(
    await kubectl(
      stack.namespace,
      "get",
      "pods",
      "--output",
      "jsonpath={.items[*].status.containerStatuses[?(@.name=='instance')].restartCount}",
    ),
  );

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(200);
}

/** Every process of its Pod, also those that hold its address. */
async function processesOfPod({ podName }: Output): Promise<number[]> {
  const uid = await kubectl(stack.namespace, "get", "pod", podName, "--output=jsonpath={.metadata.uid}");
  const isPart = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cgroup`, "utf8").includes(uid);
    } catch {
      return false;
    }
  };
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isPart(name))
    .map(Number);
}

/** The processes of an instance, by their ids on the host. The first is PID 1 of the container. */
function processesOf({ id }: Output): number[] {
  const isPart = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`EC2_INSTANCE_ID=${id}`);
    } catch {
      return false;
    }
  };
  const inner = (pid: string) =>
    Number(/^NSpid:.*\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isPart(name))
    .sort((a, b) => inner(a) - inner(b))
    .map(Number);
}

function kill(pid: number | undefined): void {
  // No process is 0, which would be this one and its group.
  if (!pid) throw new Error("the instance has no process");
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It ended with its parent.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

const newDisk = (userData: string) =>
  `Ec2Instance "web": its node restarted its container, so its disk is new: user data ${userData}`;

test("a container that was killed comes back with a new disk, on which user data has run", async () => {
  const before = await start("killed", program());
  await inside(stack.namespace, before.podName, "echo mine >/file");
  kill(processesOf(before)[0]);
  await until(
    async () => (await restarts()) === 1 && (await consoleOf(before.podName)).includes("ended with"),
  );
  expect(await run("cat /ran; ls /file")).toBe("ran\n");
  expect(await stack.refresh()).toContain(newDisk("ran again"));
  expect(await outputs()).toEqual(before);
  expect(await stack.preview()).toEqual({});
  expect(await stack.refresh("--expect-no-changes")).not.toContain("its disk is new");
});

test("a refresh says that user data runs again, and what it came to once it has ended", async () => {
  const waits =
    "#!/bin/sh\n[ ! -e /mnt/sdf/again ] || until [ -e /go ]; do sleep 0.1; done\ntouch /mnt/sdf/again\n";
  const volume = 'ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]';
  const before = await start("again", program(volume, `${waits}[ ! -e /go ] || exit 7\n`));
  kill(processesOf(before)[0]);
  await until(async () => (await restarts()) === 1);
  const condition = "--for=condition=Ready";
  await kubectl(stack.namespace, "wait", `pod/${before.podName}`, condition, "--timeout=60s");
  expect(await stack.refresh()).toContain(newDisk("is running again"));
  expect(await outputs()).toMatchObject({ userDataExitStatus: undefined });
  await run("touch /go");
  await until(async () => (await consoleOf(before.podName)).includes("ended with"));
  await stack.refresh();
  expect(await outputs()).toEqual({ ...before, userDataExitStatus: 7 });
});

test("a machine that is off stays off when its container is restarted, and starts on its new disk", async () => {
  const before = await start("off", program());
  stack.program(program('instanceState: "stopped" as const'));
  await stack.up();
  kill(processesOf(before)[0]);
  await until(
    async () => (await restarts()) === 1 && (await consoleOf(before.podName)).includes("powered off"),
  );
  expect(await stack.refresh()).toContain(newDisk("runs again when it starts"));
  expect(await outputs()).toEqual({ ...before, instanceState: "stopped", userDataExitStatus: undefined });
  stack.program(program());
  await stack.up();
  // It waited for it.
  expect(await run("cat /ran")).toBe("ran\n");
  expect(await outputs()).toEqual(before);
});

test("without auto recovery, a killed container ends its instance, and the next update makes a new one", async () => {
  const options = 'maintenanceOptions: { autoRecovery: "disabled" }';
  const before = await start("no-recovery", program(options));
  kill(processesOf(before)[0]);
  const failed = "--for=jsonpath={.status.phase}=Failed";
  await kubectl(stack.namespace, "wait", `pod/${before.podName}`, failed, "--timeout=60s");
  await stack.refresh();
  expect((await outputs()).instanceState).toBe("stopped");
  await stack.up();
  expect((await outputs()).instanceState).toBe("running");
  expect((await outputs()).podName).not.toBe(before.podName);
  expect(await run("cat /ran")).toBe("ran\n");
});

test("a process that takes all memory is killed, and the machine stays", async () => {
  const before = await start("memory", program());
  const [first] = processesOf(before);
  const { code } = await inside(stack.namespace, before.podName, "echo mine >/file; tail /dev/zero");
  expect(code).toBe(137);
  expect(processesOf(before)[0]).toBe(first);
  expect(await restarts()).toBe(0);
  expect(await run("cat /file")).toBe("mine\n");
  await stack.refresh("--expect-no-changes");
});

test("an instance that loses all processes at once, as by memory.oom.group, is booted on a new disk", async () => {
  const before = await start("oom-group", program());
  for (const pid of processesOf(before)) kill(pid);
  await until(
    async () => (await restarts()) === 1 && (await consoleOf(before.podName)).includes("ended with"),
  );
  expect(await run("cat /ran")).toBe("ran\n");
  // An update that comes before a refresh says it as well.
  stack.program(program('tags: { Name: "web" }'));
  expect(await stack.up()).toContain(newDisk("ran again"));
  expect(await outputs()).toEqual(before);
  await stack.refresh("--expect-no-changes");
});

test("a container that ends again and again is no instance that runs, and everything says why", async () => {
  const hook = "#cloud-boothook\n#!/bin/sh\n[ ! -e /mnt/sdf/crash ] || { kill -TERM 1; sleep 60; }\n";
  const volume = 'ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]';
  const { podName } = await start("crashing", program(volume, hook));
  await run("touch /mnt/sdf/crash; kill -TERM 1");
  const waiting = "{.status.containerStatuses[?(@.name=='instance')].state.waiting.message}";
  const backOff = () => kubectl(stack.namespace, "get", "pod", podName, `--output=jsonpath=${waiting}`);
  // Shorter ones end before an update gives up.
  await until(async () => (await backOff()).startsWith("back-off 20s"));
  // The kubelet names its back-off only between two attempts.
  const why = 'the container "instance" exited with code 143 (Error), and its node restarts it';
  expect(await stack.refresh()).toContain(`Ec2Instance "web": isn't running: ${why}`);
  expect(await outputs()).toMatchObject({ instanceState: "pending", userDataExitStatus: undefined });
  const { stdout } = await stack.ec2Pods("list", "--json");
  const [{ state, why: listed }] = (JSON.parse(stdout) as { instances: [{ state: string; why: string }] })
    .instances;
  expect([state, listed]).toEqual(["pending", expect.stringContaining(why)]);
  expect(await stack.failingUp()).toContain(`Cannot update Ec2Instance "web": ${why}`);
});

test("a second Pod that a killed update left is named, and the next update deletes it and not the first", async () => {
  const before = await start("second", program());
  const { namespace } = stack;
  const pod = JSON.parse(await kubectl(namespace, "get", "pod", before.podName, "--output=json")) as {
    metadata: { labels: object; annotations: object };
    spec: object;
  };
  const second = `${before.podName}-2`;
  const { labels, annotations } = pod.metadata;
  const spec = { ...pod.spec, nodeName: undefined };
  await apply(namespace, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: second, labels, annotations },
    spec,
  });
  const ready = ["pods", "--all", "--for=condition=Ready", "--timeout=60s"];
  await kubectl(namespace, "wait", ...ready);
  const advice = `unless an update is in progress, delete it with "kubectl delete pod ${second} --namespace ${namespace}"`;
  const named = `it also runs in Pod ${second}, which isn't in the state; ${advice}`;
  expect(await stack.refresh("--expect-no-changes")).toContain(`Ec2Instance "web": warning: ${named}`);
  const { stdout } = await stack.ec2Pods("list", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ instances: [{ pod: before.podName, why: named }] });
  expect((await stack.ec2Pods("reap", "--json")).stdout).toContain(JSON.stringify(advice).slice(1, -1));
  stack.program(program('tags: { Name: "web" }'));
  await stack.up();
  expect(await outputs()).toEqual(before);
  await kubectl(namespace, "wait", `pod/${second}`, "--for=delete", "--timeout=60s");
});

test("after its node lost its power, an instance has another address and user data has run", async () => {
  const before = await start("node", program());
  for (const pid of await processesOfPod(before)) kill(pid);
  await until(
    async () => (await restarts()) >= 1 && (await consoleOf(before.podName)).includes("ended with"),
  );
  const condition = "--for=condition=Ready";
  await kubectl(stack.namespace, "wait", `pod/${before.podName}`, condition, "--timeout=60s");
  await stack.refresh();
  const after = await outputs();
  expect(after).toEqual({ ...before, privateIp: after.privateIp });
  const address = ["get", "pod", before.podName, "--output=jsonpath={.status.podIP}"];
  expect(await kubectl(stack.namespace, ...address)).toBe(after.privateIp);
  expect(await run("cat /ran")).toBe("ran\n");
});

test("an instance that powers itself off is stopped, and the next update starts it on its disk", async () => {
  const before = await start("inside", program());
  await run("echo mine >/file; exec poweroff");
  await until(async () => (await consoleOf(before.podName)).endsWith("ec2-pods: shut down from inside\n"));
  await stack.refresh();
  expect(await outputs()).toEqual({ ...before, instanceState: "stopped" });
  await stack.up();
  expect(await outputs()).toEqual(before);
  expect(await run("cat /file /ran")).toBe("mine\nran\n");
  await run("/bin/reboot");
  await until(async () => (await consoleOf(before.podName)).endsWith("ec2-pods: powered on\n"));
  await stack.refresh("--expect-no-changes");
});

test("an instance that terminates itself is gone, and the next update makes another and deletes its Pod", async () => {
  const before = await start("terminate", program('instanceInitiatedShutdownBehavior: "terminate"'));
  await run("exec shutdown -h now");
  await until(async () => (await consoleOf(before.podName)).endsWith("ec2-pods: shut down from inside\n"));
  await stack.refresh();
  expect(await stack.instances()).toEqual([]);
  await stack.up();
  const after = await outputs();
  expect(after.id).not.toBe(before.id);
  const pods = await kubectl(stack.namespace, "get", "pods", "--output=jsonpath={.items[*].metadata.name}");
  expect(pods).toBe(after.podName);
});

test.each([
  ["deleted", async ({ podName }: Output) => kubectl(stack.namespace, "delete", "pod", podName)],
  [
    "evicted",
    async ({ podName }: Output) => {
      const metadata = { name: podName, namespace: stack.namespace };
      const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata };
      const path = `/api/v1/namespaces/${stack.namespace}/pods/${podName}/eviction`;
      await tools.kubectl(
        testCluster(),
        ["create", "--raw", path, "--filename", "-"],
        JSON.stringify(eviction),
      );
      await kubectl(stack.namespace, "wait", `pod/${podName}`, "--for=delete", "--timeout=60s");
    },
  ],
])(
  "after its Pod was %s, an instance is gone, and the next update makes another with user data run",
  async (_, end) => {
    const before = await start("gone", program());
    await end(before);
    await stack.refresh();
    expect(await stack.instances()).toEqual([]);
    await stack.up();
    expect((await outputs()).id).not.toBe(before.id);
    expect(await run("cat /ran")).toBe("ran\n");
  },
);
