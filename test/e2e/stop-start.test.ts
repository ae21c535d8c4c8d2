import { inside, kubectl, list, type Pod, podsByName } from "../support/cluster";
import { tolerating } from "../support/instance";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

interface Output {
  id: string;
  podName: string;
  instanceState: string;
}

const program = (args: string, more = ""): string => `
const volumes = [
  { deviceName: "/dev/sdf", volumeSize: 1 },
  { deviceName: "/dev/sdg", volumeSize: 1, deleteOnTermination: false },
];
const of = ({ id, podName, instanceState }: Ec2Instance) => ({ id, podName, instanceState });
const machine = { ami: "busybox:1.35", instanceType: "t3.micro", ${args} };
export const web = of(new Ec2Instance("web", machine));
${more}`;
const withData = (args = ""): string =>
  program(args, `export const db = of(new Ec2Instance("db", { ...machine, ebsBlockDevices: volumes }));`);

const outputs = () => stack.outputs<{ web: Output; db: Output }>();

const logOf = (pod: string) => kubectl(stack.namespace, "logs", pod, "--container=instance");
const read = async (pod: string, file: string) => (await inside(stack.namespace, pod, `cat ${file}`)).stdout;

/** A machine with a web server and a service that writes to a volume when it ends, both started at each boot. */
const machineWithServices = (args: string): string => {
  const service = "trap 'echo flushed >> /mnt/sdf/log; exit' TERM; while :; do sleep 1000 & wait $!; done";
  const bootcmd = [["sh", "-c", `(${service}) & httpd -p 80 -h /etc`]];
  const userData = `#cloud-config\n${JSON.stringify({ bootcmd, runcmd: ["echo ran >> /ran"] })}`;
  return `
const all = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const vpcSecurityGroupIds = [new SecurityGroup("group", { ingress: all, egress: all }).id];
const common = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds };
const web = new Ec2Instance("web", {
  ...common,
  userData: ${JSON.stringify(userData)},
  waitForUserData: true,
  ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }],
  ${args}
});
export const { id, podName, privateIp, instanceState } = web;
export const client = new Ec2Instance("client", common).podName;`;
};

interface Machine extends Output {
  privateIp: string;
  client: string;
}

test("a stop and a start, a reboot and each change of size keep the machine; a deleted Pod ends in order", async () => {
  stack = await TestStack.create("machine", machineWithServices(""));
  await stack.up();
  const first = await stack.outputs<Machine>();
  const { podName, privateIp, client } = first;
  const { uid } = (await podsByName(stack.namespace))["web"]!.metadata;
  const container = async () =>
    (await podsByName(stack.namespace))["web"]!.status.containerStatuses?.[0]?.containerID;
  const id = await container();
  await inside(stack.namespace, podName, "echo kept > /file; sleep 1000 >/dev/null 2>&1 & echo $! > /pid");
  const page = (seconds: number) =>
    inside(stack.namespace, client, `timeout ${seconds} wget -qO- http://${privateIp}/hostname`);
  const answers = async () => {
    while ((await page(2)).code !== 0);
  };
  const megabytes = async () =>
    Number(await read(podName, "/sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes")) /
    2 ** 20;
  await answers();
  expect(await megabytes()).toBe(1024);

  const operations: [args: string, megabytes: number][] = [
    ['rebootTrigger: "1"', 1024],
    ['rebootTrigger: "1", instanceType: "t3.small"', 2048],
    ['rebootTrigger: "1", instanceType: "t3.nano"', 512],
    ['rebootTrigger: "1", instanceType: "t3.nano", instanceState: "stopped" as const', 512],
    ['rebootTrigger: "1", instanceType: "t3.nano"', 512],
  ];
  let [ends, boots] = [0, 0];
  for (const [args, size] of operations) {
    const isOff = args.includes("stopped");
    const wasOff = (await stack.outputs<Machine>()).instanceState === "stopped";
    stack.program(machineWithServices(args));
    expect(await stack.preview()).toEqual({ web: ["update"] });
    const said = await stack.up();
    expect(said).not.toContain("re-creates");
    if (!isOff && !wasOff) expect(said).toContain('Ec2Instance "web": stops and starts in its Pod for');
    expect(await stack.outputs()).toEqual({ ...first, instanceState: isOff ? "stopped" : "running" });
    const { metadata } = (await podsByName(stack.namespace))["web"]!;
    expect([metadata.uid, await container(), await megabytes()]).toEqual([uid, id, size]);
    ends += wasOff ? 0 : 1;
    boots += isOff ? 0 : 1;
    expect(await read(podName, "/file /ran /mnt/sdf/log")).toBe(`kept\nran\n${"flushed\n".repeat(ends)}`);
    const processes = (await inside(stack.namespace, podName, "kill -0 $(cat /pid) || echo gone; ps -o args"))
      .stdout;
    expect(processes).toMatch(/^gone\n/);
    if (isOff) {
      expect(processes).not.toContain("httpd");
      expect((await page(2)).code).not.toBe(0);
    } else await answers();
    const console = await logOf(podName);
    expect(console.match(/^ec2-pods: powered on$/gm) ?? []).toHaveLength(boots);
    expect(console.match(/user data ended/g)).toHaveLength(1);
    await stack.refresh("--expect-no-changes");
  }

  await kubectl(stack.namespace, "delete", "pod", podName);
  await stack.refresh();
  expect(await stack.up()).not.toContain("its address and its disk stay");
  const again = await stack.outputs<Machine>();
  expect(again).toMatchObject({ id: first.id, instanceState: "running" });
  expect(again.podName).not.toBe(podName);
  expect(await read(again.podName, "/ran /mnt/sdf/log")).toBe(`ran\n${"flushed\n".repeat(ends + 1)}`);
});

test("an instance keeps its volumes when its Pod is re-created and when someone deletes it", async () => {
  stack = await TestStack.create("stop-start", withData());
  await stack.up();
  const first = await outputs();
  expect((await inside(stack.namespace, first.db.podName, "echo kept > /mnt/sdf/file")).code).toBe(0);

  stack.program(withData(`tags: { ${tolerating("new")} }`));
  expect(await stack.preview()).toEqual({ web: ["update"], db: ["update"] });
  await stack.up();
  const recreated = await outputs();
  for (const name of ["web", "db"] as const) {
    expect(recreated[name]).toMatchObject({ id: first[name].id, instanceState: "running" });
    expect(recreated[name].podName).not.toBe(first[name].podName);
  }
  expect(await read(recreated.db.podName, "/mnt/sdf/file")).toBe("kept\n");

  // If someone deletes the Pod of an instance with volumes, the instance is stopped, not gone.
  await kubectl(stack.namespace, "delete", "pod", recreated.db.podName, recreated.web.podName);
  await stack.refresh();
  await stack.up();
  const repaired = await outputs();
  expect(repaired.db.id).toBe(first.db.id);
  expect(repaired.web.id).not.toBe(first.web.id);
  expect((await inside(stack.namespace, repaired.db.podName, "cat /mnt/sdf/file")).stdout).toBe("kept\n");

  await stack.destroy();
  expect(await podsByName(stack.namespace)).toEqual({});
  const left = (await list<Pod>(stack.namespace, "pvc")).map(({ metadata }) => metadata);
  expect(left.filter(({ deletionTimestamp }) => !deletionTimestamp).map(({ name }) => name)).toEqual([
    `ec2-${first.db.id}-sdg`,
  ]);
});

test("a re-created Pod doesn't collide with its Terminating predecessor, however long that takes to end", async () => {
  stack = await TestStack.create("terminating", program(""));
  await stack.up();
  const { web } = await outputs();
  const hold = JSON.stringify({ metadata: { finalizers: ["example.com/hold"] } });
  const stopped = `tags: { ${tolerating("newer")} }, instanceState: "stopped" as const`;
  await kubectl(stack.namespace, "patch", "pod", web.podName, "--type=merge", "--patch", hold);
  try {
    stack.program(program(`tags: { ${tolerating("new")} }`));
    await stack.up();
    const recreated = (await outputs()).web;
    expect(recreated.id).toBe(web.id);
    const phases = (await list<Pod>(stack.namespace, "pods")).map(({ metadata }) => [
      metadata.name,
      metadata.deletionTimestamp !== undefined,
    ]);
    expect(Object.fromEntries(phases)).toEqual({ [web.podName]: true, [recreated.podName]: false });

    stack.program(program(`${stopped}, timeouts: { update: "20s" }`));
    expect(await stack.failingUp()).toContain(
      `Cannot update Ec2Instance "web": the finalizers example.com/hold still hold its Pod ${web.podName} after 20 s. Let their owner finish, or remove them with "kubectl edit pod ${web.podName} --namespace ${stack.namespace}".`,
    );
  } finally {
    await kubectl(
      stack.namespace,
      "patch",
      "pod",
      web.podName,
      "--type=merge",
      "--patch",
      '{"metadata":{"finalizers":null}}',
    );
  }
  stack.program(program(stopped));
  await stack.up();
  expect((await outputs()).web.instanceState).toBe("stopped");
  await stack.refresh("--expect-no-changes");
});

test("a protected instance is neither stopped nor terminated, with EC2's error", async () => {
  stack = await TestStack.create("protected", program("disableApiTermination: true, disableApiStop: true"));
  await stack.up();
  const { web } = await outputs();
  const rejected = (what: string, attribute: string) =>
    `OperationNotPermitted: The instance '${web.id}' may not be ${what}. Modify its '${attribute}' instance attribute and try again.`;
  const { stdout } = await stack.pulumi("destroy", "--yes", "--skip-preview");
  expect(stdout).toContain(
    `Cannot delete Ec2Instance "web": ${rejected("terminated", "disableApiTermination")}`,
  );
  stack.program(
    program(`disableApiTermination: true, disableApiStop: true, instanceState: "stopped" as const`),
  );
  expect(await stack.failingUp()).toContain(rejected("stopped", "disableApiStop"));
  const both = "disableApiTermination: true, disableApiStop: true";
  for (const [change, words] of [
    [`${both}, instanceState: "stopped" as const`, rejected("stopped", "disableApiStop")],
    [`${both}, instanceType: "t3.small"`, rejected("stopped", "disableApiStop")],
    [`${both}, availabilityZone: "us-east-1b"`, rejected("terminated", "disableApiTermination")],
    [`availabilityZone: "us-east-1b"`, rejected("terminated", "disableApiTermination")],
  ] as const) {
    stack.program(program(change));
    const preview = await stack.pulumi("preview");
    expect([preview.code, preview.stdout + preview.stderr]).toEqual([1, expect.stringContaining(words)]);
  }
  expect(Object.keys(await podsByName(stack.namespace))).toEqual(["web"]);
  stack.program(program("disableApiTermination: true, forceDestroy: true"));
  await stack.up();
  await stack.destroy();
  expect(await podsByName(stack.namespace)).toEqual({});
});
