import { inside, kubectl, list, type Pod, podsByName } from "../support/cluster";
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

test("an instance keeps its volumes when it reboots and when someone deletes its Pod", async () => {
  stack = await TestStack.create("stop-start", withData());
  await stack.up();
  const first = await outputs();
  expect((await inside(stack.namespace, first.db.podName, "echo kept > /mnt/sdf/file")).code).toBe(0);

  stack.program(withData(`rebootTrigger: "1"`));
  expect(await stack.preview()).toEqual({ web: ["update"], db: ["update"] });
  await stack.up();
  const rebooted = await outputs();
  for (const name of ["web", "db"] as const) {
    expect(rebooted[name]).toMatchObject({ id: first[name].id, instanceState: "running" });
    expect(rebooted[name].podName).not.toBe(first[name].podName);
  }
  expect((await inside(stack.namespace, rebooted.db.podName, "cat /mnt/sdf/file")).stdout).toBe("kept\n");

  // If someone deletes the Pod of an instance with volumes, the instance is stopped, not gone.
  await kubectl(stack.namespace, "delete", "pod", rebooted.db.podName, rebooted.web.podName);
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
  await kubectl(stack.namespace, "patch", "pod", web.podName, "--type=merge", "--patch", hold);
  try {
    stack.program(program(`rebootTrigger: "1"`));
    await stack.up();
    const rebooted = (await outputs()).web;
    expect(rebooted.id).toBe(web.id);
    const phases = (await list<Pod>(stack.namespace, "pods")).map(({ metadata }) => [
      metadata.name,
      metadata.deletionTimestamp !== undefined,
    ]);
    expect(Object.fromEntries(phases)).toEqual({ [web.podName]: true, [rebooted.podName]: false });

    stack.program(program(`instanceState: "stopped" as const, timeouts: { update: "3s" }`));
    expect(await stack.failingUp()).toContain(
      `Cannot update Ec2Instance "web": the finalizers example.com/hold still hold its Pod ${web.podName} after 3 s. Let their owner finish, or remove them with "kubectl edit pod ${web.podName} --namespace ${stack.namespace}".`,
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
  expect(Object.keys(await podsByName(stack.namespace))).toEqual(["web"]);
  stack.program(program("disableApiTermination: true, forceDestroy: true"));
  await stack.up();
  await stack.destroy();
  expect(await podsByName(stack.namespace)).toEqual({});
});
