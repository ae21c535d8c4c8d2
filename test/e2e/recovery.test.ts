import { setTimeout } from "node:timers/promises";

import * as tools from "../../tools/kubectl";
import { apply, inside, kubectl, livePods, testCluster } from "../support/cluster";
import { kill, processesOf, processesOfPod } from "../support/instance-processes";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

interface Output {
  id: string;
  podName: string;
  instanceState: string;
  privateIp: string;
  userDataExitStatus?: number | undefined;
}

const volume = 'ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }],';
const script = "#!/bin/sh\necho ran | tee -a /ran\n";
const waits =
  "#!/bin/sh\n[ ! -e /mnt/sdf/again ] || until [ -e /go ]; do sleep 0.1; done\ntouch /mnt/sdf/again\n[ ! -e /go ] || exit 7\n";
const instance = (name: string, args = "", userData = script): string => `
new Ec2Instance("${name}", {
  ami: "busybox:1.35", instanceType: "t3.nano", userData: ${JSON.stringify(userData)}, waitForUserData: true, ${args}
});
`;

/** One instance for each mishap. They share a stack, because each run of the CLI takes seconds. */
const args = {
  again: volume,
  deleted: "",
  evicted: "",
  inside: "",
  killed: "",
  memory: "",
  "no-recovery": 'maintenanceOptions: { autoRecovery: "disabled" },',
  node: "",
  off: "",
  "oom-group": "",
  reverted: "",
  second: "",
  terminate: 'instanceInitiatedShutdownBehavior: "terminate",',
};
type Name = keyof typeof args;
type Machines = Record<Name, Output>;
const names = Object.keys(args) as Name[];
const program = (more: Partial<Record<Name, string>> = {}): string =>
  names
    .map((name) => instance(name, args[name] + (more[name] ?? ""), name === "again" ? waits : script))
    .join("");

let stack: TestStack;
onOurNode(() => {
  afterAll(() => stack.remove());

  /** What the state has: a refresh doesn't run the program, so the stack's own outputs stay. */
  async function machines(): Promise<Partial<Machines>> {
    const found = (await stack.instances()).map(({ urn, id = "", outputs }) => {
      const { podName, privateIp, instanceState, userDataExitStatus } = outputs as unknown as Output;
      return [urn.split("::").at(-1), { id, podName, privateIp, instanceState, userDataExitStatus }];
    });
    return Object.fromEntries(found) as Partial<Machines>;
  }
  const run = async ({ podName }: Output, command: string) =>
    (await inside(stack.namespace, podName, command)).stdout;
  const consoleOf = ({ podName }: Output) =>
    kubectl(stack.namespace, "logs", podName, "--container=instance");
  const restarts = async ({ podName }: Output): Promise<number> => {
    const path = "{.status.containerStatuses[?(@.name=='instance')].restartCount}";
    return Number(await kubectl(stack.namespace, "get", "pod", podName, "--output", `jsonpath=${path}`));
  };
  const waitFor = (pod: string, condition: string) =>
    kubectl(stack.namespace, "wait", `pod/${pod}`, `--for=${condition}`, "--timeout=180s");

  async function until(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition())) await setTimeout(200);
  }

  /** Waits until the container of an instance has been restarted, and its console has said something. */
  const untilRestarted = (machine: Output, said: string) =>
    until(async () => (await restarts(machine)) >= 1 && (await consoleOf(machine)).includes(said));

  const newDisk = (name: Name, userData: string) =>
    `Ec2Instance "${name}": its node restarted its container, so its disk is new: user data ${userData}`;

  async function evict({ podName }: Output): Promise<void> {
    const metadata = { name: podName, namespace: stack.namespace };
    const eviction = { apiVersion: "policy/v1", kind: "Eviction", metadata };
    const path = `/api/v1/namespaces/${stack.namespace}/pods/${podName}/eviction`;
    await tools.kubectl(
      testCluster(),
      ["create", "--raw", path, "--filename", "-"],
      JSON.stringify(eviction),
    );
    await waitFor(podName, "delete");
  }

  /** Lets something happen to nearly all of the instances. */
  async function harm(before: Machines) {
    const [first] = processesOf(before.memory);
    kill(processesOf(before.again)[0]);
    kill(processesOf(before.off)[0]);
    kill(processesOf(before["no-recovery"])[0]);
    for (const pid of await processesOfPod(stack.namespace, before.node)) kill(pid);
    await run(before.killed, "echo mine >/file");
    kill(processesOf(before.killed)[0]);
    await Promise.all([
      run(before.inside, "echo mine >/file; exec poweroff"),
      run(before.terminate, "exec shutdown -h now"),
      kubectl(stack.namespace, "delete", "pod", before.deleted.podName),
      evict(before.evicted),
    ]);
    const { code } = await inside(stack.namespace, before.memory.podName, "echo mine >/file; tail /dev/zero");
    const memory = {
      code,
      isSame: processesOf(before.memory)[0] === first,
      restarts: await restarts(before.memory),
      file: await run(before.memory, "cat /file"),
    };
    await untilRestarted(before.killed, "ended with");
    await until(async () => (await restarts(before.again)) === 1);
    await waitFor(before.again.podName, "condition=Ready");
    await untilRestarted(before.off, "powered off");
    await waitFor(before["no-recovery"].podName, "jsonpath={.status.phase}=Failed");
    await untilRestarted(before.node, "ended with");
    await waitFor(before.node.podName, "condition=Ready");
    const ended = "ec2-pods: shut down from inside\n";
    await until(async () => (await consoleOf(before.inside)).endsWith(ended));
    await until(async () => (await consoleOf(before.terminate)).endsWith(ended));
    return { memory, killed: await run(before.killed, "cat /ran; ls /file") };
  }

  /** Makes a second Pod of an instance, as a killed update leaves it. */
  async function double({ podName }: Output, notes: object = {}): Promise<string> {
    const { namespace } = stack;
    const pod = JSON.parse(await kubectl(namespace, "get", "pod", podName, "--output=json")) as {
      metadata: { labels: object; annotations: object };
      spec: object;
    };
    const name = `${podName}-2`;
    const { labels, annotations } = pod.metadata;
    await apply(namespace, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, labels, annotations: { ...annotations, ...notes } },
      spec: { ...pod.spec, nodeName: undefined },
    });
    await waitFor(name, "condition=Ready");
    return name;
  }

  /** What happens, in this order, and what each step shows. The tests look at it. */
  async function course() {
    stack = await TestStack.create("recovery", program());
    await stack.up();
    const before = (await machines()) as Machines;
    const stored = (await stack.resource("memory")).outputs;
    stack.program(program({ off: 'instanceState: "stopped" as const' }));
    await stack.up();

    const harmed = await harm(before);
    const refresh = { shown: await stack.refresh(), machines: await machines() };
    const kept = (await stack.resource("memory")).outputs;
    const podIp = ["get", "pod", before.node.podName, "--output=jsonpath={.status.podIP}"];
    const nodeAddress = await kubectl(stack.namespace, ...podIp);
    const preview = await stack.preview();
    await run(before.again, "touch /go");
    await until(async () => (await consoleOf(before.again)).includes("ended with"));
    const secondRefresh = { shown: await stack.refresh(), machines: await machines() };

    for (const pid of processesOf(before["oom-group"])) kill(pid);
    await untilRestarted(before["oom-group"], "ended with");
    const oomGroup = await run(before["oom-group"], "cat /ran");
    // An update that comes before a refresh says it as well.
    const tags = 'tags: { Name: "web" },';
    stack.program(program({ "oom-group": tags }));
    const up = { shown: await stack.up(), machines: (await machines()) as Machines };
    const filesOf = async (name: Name, command = "cat /ran") =>
      [name, await run(up.machines[name], command)] as const;
    const files = Object.fromEntries(
      await Promise.all([
        filesOf("deleted"),
        filesOf("evicted"),
        filesOf("inside", "cat /file /ran"),
        filesOf("no-recovery"),
        filesOf("node"),
        filesOf("off"),
      ]),
    );
    const terminatePods = await livePods(stack.namespace, "--selector=ec2-pods/name=terminate");

    await run(before.inside, "/bin/reboot");
    await until(async () => (await consoleOf(before.inside)).endsWith("ec2-pods: powered on\n"));
    const second = await double(before.second);
    const lastRefresh = await stack.refresh("--expect-no-changes");
    const listed = (await stack.ec2Pods("list", "--json")).stdout;
    const reaped = (await stack.ec2Pods("reap", "--json")).stdout;
    // One of a program that was reverted, which has deleted the Pod before.
    const notes = { "ec2-pods/instance-type": "m5.large", "ec2-pods/spawn-pending": "true" };
    const left = await double(before.reverted, notes);
    await kubectl(stack.namespace, "delete", "pod", before.reverted.podName);
    stack.program(program({ "oom-group": tags, reverted: tags, second: tags }));
    const lastUp = await stack.up();
    const after = (await machines()) as Machines;
    await Promise.all([second, left].map((pod) => waitFor(pod, "delete")));
    return {
      before,
      stored,
      harmed,
      refresh,
      kept,
      nodeAddress,
      preview,
      secondRefresh,
      oomGroup,
      up,
      files,
      terminatePods,
      second,
      lastRefresh,
      listed,
      reaped,
      lastUp,
      left,
      after,
    };
  }

  let seen: Awaited<ReturnType<typeof course>>;
  beforeAll(async () => {
    seen = await course();
  }, 30 * 60_000);

  test("a container that was killed comes back with a new disk, on which user data has run", () => {
    const { before, harmed, refresh, preview, secondRefresh, lastRefresh } = seen;
    expect(harmed.killed).toBe("ran\n");
    expect(refresh.shown).toContain(newDisk("killed", "ran again"));
    expect(refresh.machines.killed).toEqual(before.killed);
    expect(preview).not.toHaveProperty("killed");
    for (const shown of [secondRefresh.shown, lastRefresh]) {
      expect(shown).not.toContain(newDisk("killed", ""));
    }
  });

  test("a refresh says that user data runs again, and what it came to once it has ended", () => {
    const { before, refresh, secondRefresh } = seen;
    expect(refresh.shown).toContain(newDisk("again", "is running again"));
    expect(refresh.machines.again).toMatchObject({ userDataExitStatus: undefined });
    expect(secondRefresh.machines.again).toEqual({ ...before.again, userDataExitStatus: 7 });
  });

  test("a machine that is off stays off when its container is restarted, and starts on its new disk", () => {
    const { before, refresh, up, files } = seen;
    expect(refresh.shown).toContain(newDisk("off", "runs again when it starts"));
    expect(refresh.machines.off).toEqual({
      ...before.off,
      instanceState: "stopped",
      userDataExitStatus: undefined,
    });
    // It waited for it.
    expect(files["off"]).toBe("ran\n");
    expect(up.machines.off).toEqual(before.off);
  });

  test("without auto recovery, a killed container ends its instance, and the next update makes a new one", () => {
    const { before, refresh, up, files } = seen;
    expect(refresh.machines["no-recovery"]?.instanceState).toBe("stopped");
    expect(up.machines["no-recovery"].instanceState).toBe("running");
    expect(up.machines["no-recovery"].podName).not.toBe(before["no-recovery"].podName);
    expect(files["no-recovery"]).toBe("ran\n");
  });

  test("a process that takes all memory is killed, and the machine stays", () => {
    const { harmed, stored, kept, preview, refresh } = seen;
    expect(harmed.memory).toEqual({ code: 137, isSame: true, restarts: 0, file: "mine\n" });
    expect(kept).toEqual(stored);
    expect(refresh.shown).not.toContain('Ec2Instance "memory"');
    expect(preview).not.toHaveProperty("memory");
  });

  test("an instance that loses all processes at once, as by memory.oom.group, is booted on a new disk", () => {
    const { before, oomGroup, up } = seen;
    expect(oomGroup).toBe("ran\n");
    expect(up.shown).toContain(newDisk("oom-group", "ran again"));
    expect(up.machines["oom-group"]).toEqual(before["oom-group"]);
  });

  test("a second Pod that a killed update left is named, and the next update deletes it and not the first", () => {
    const { before, second, lastRefresh, listed, reaped, after } = seen;
    const advice = `unless an update is in progress, delete it with "kubectl delete pod ${second} --namespace ${stack.namespace}"`;
    const named = `it also runs in Pod ${second}, which isn't in the state; ${advice}`;
    expect(lastRefresh).toContain(`Ec2Instance "second": warning: ${named}`);
    const { instances } = JSON.parse(listed) as { instances: { name: string }[] };
    expect(instances.filter(({ name }) => name === "second")).toMatchObject([
      { pod: before.second.podName, why: named },
    ]);
    expect(reaped).toContain(JSON.stringify(advice).slice(1, -1));
    expect(after.second).toEqual(before.second);
  });

  test("a Pod that a killed update of a reverted program left isn't taken for the instance", () => {
    const { before, lastUp, left, after } = seen;
    expect(lastUp).toContain('Ec2Instance "reverted": its Pod is gone, so it gets a new one');
    expect(after.reverted.id).toBe(before.reverted.id);
    expect([before.reverted.podName, left]).not.toContain(after.reverted.podName);
  });

  test("after its node lost its power, an instance has another address and user data has run", () => {
    const { before, refresh, nodeAddress, files } = seen;
    expect(refresh.machines.node).toEqual({ ...before.node, privateIp: nodeAddress });
    expect(files["node"]).toBe("ran\n");
  });

  test("an instance that powers itself off is stopped, and the next update starts it on its disk", () => {
    const { before, refresh, up, files, after } = seen;
    expect(refresh.machines.inside).toEqual({ ...before.inside, instanceState: "stopped" });
    expect(up.machines.inside).toEqual(before.inside);
    expect(files["inside"]).toBe("mine\nran\n");
    expect(after.inside).toEqual(before.inside);
  });

  test("an instance that terminates itself is gone, and the next update makes another and deletes its Pod", () => {
    const { before, refresh, up, terminatePods } = seen;
    expect(refresh.machines).not.toHaveProperty("terminate");
    expect(up.machines.terminate.id).not.toBe(before.terminate.id);
    expect(terminatePods.map(({ metadata }) => metadata.name)).toEqual([up.machines.terminate.podName]);
  });

  test.each(["deleted", "evicted"] as const)(
    "after its Pod was %s, an instance is gone, and the next update makes another with user data run",
    (name) => {
      const { before, refresh, up, files } = seen;
      expect(refresh.machines).not.toHaveProperty(name);
      expect(up.machines[name].id).not.toBe(before[name].id);
      expect(files[name]).toBe("ran\n");
    },
  );
});
