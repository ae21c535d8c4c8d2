import { kubectl, list, podsByName, type Pod } from "../support/cluster";
import { foreground } from "../support/foreground";
import { applyGroup } from "../support/group";
import { group } from "../support/instance";
import { TestStack } from "../support/stack";

/** An instance that is up before the other one begins. */
const program = (args: string): string => `
const common = { ami: "busybox:1.35", vpcSecurityGroupIds: ["${group}"] };
const done = new Ec2Instance("done", { ...common, instanceType: "t3.micro" });
new Ec2Instance("slow", { ...common, ${args} }, { dependsOn: done });
`;
const micro = `instanceType: "t3.micro"`;
const small = `instanceType: "t3.small"`;
const booting = (script: string): string =>
  `${micro}, userData: "#!/bin/sh\\n${script}\\n", waitForUserData: true, timeouts: { create: "10m" }`;

let stack: TestStack;
afterEach(() => stack.remove());

async function createStack(name: string, text: string): Promise<void> {
  stack = await TestStack.create(name, text);
  await applyGroup(stack.namespace);
}

const slowPods = async (): Promise<Pod[]> =>
  (await list<Pod>(stack.namespace, "pods", "-l", "ec2-pods/name=slow")).filter(
    ({ metadata }) => !metadata.deletionTimestamp,
  );

/** Names of the Pods by their resources, as the state has them and as the cluster has. */
async function pods(): Promise<{ known: Record<string, unknown>; live: Record<string, unknown> }> {
  const { deployment } = JSON.parse(await stack.exported()) as {
    deployment: { resources?: { type: string; urn: string; outputs: { podName: string } }[] };
  };
  const known = (deployment.resources ?? [])
    .filter(({ type }) => type.endsWith("Ec2Instance"))
    .map(({ urn, outputs }) => [urn.split("::").at(-1), outputs.podName]);
  const live = Object.entries(await podsByName(stack.namespace)).map(([name, pod]) => [
    name,
    pod.metadata.name,
  ]);
  return { known: Object.fromEntries(known), live: Object.fromEntries(live) };
}

async function expectConverged(...names: string[]): Promise<void> {
  const { known, live } = await pods();
  expect(live).toEqual(known);
  expect(Object.keys(live).sort()).toEqual(names);
}

/** Presses Ctrl-C in a command, which has 5 s then. */
async function expectEndAfterCtrlC(command: Awaited<ReturnType<typeof foreground>>): Promise<void> {
  const pressed = command.interrupt();
  const { code, output, at } = await command.ended();
  expect(output).toContain(`Ec2Instance "slow": the run was cancelled`);
  expect(code).not.toBe(0);
  expect(at - pressed).toBeLessThan(5000);
}

test("Ctrl-C ends a create that waits, which leaves no Pod, and the next up goes on", async () => {
  await createStack("cancel-create", program(booting("sleep 600")));
  const up = await foreground(stack, "up");
  while ((await slowPods())[0]?.status.phase !== "Running");
  await expectEndAfterCtrlC(up);
  await expectConverged("done");

  stack.program(program(booting("true")));
  await stack.up();
  await expectConverged("done", "slow");
  await stack.destroy();
  expect((await pods()).live).toEqual({});
});

test("Ctrl-C ends a recreate and a delete that wait, and the instance stays as it was", async () => {
  await createStack("cancel-update", program(micro));
  await stack.up();
  const before = await pods();
  stack.program(program(`${small}, tags: { "ec2-pods/node-selector": "ec2-pods.test/none=none" }`));
  const up = await foreground(stack, "up");
  while ((await slowPods()).length < 2);
  await expectEndAfterCtrlC(up);
  expect(await pods()).toEqual(before);

  stack.program(program(small));
  await stack.up();
  await expectConverged("done", "slow");
  const [{ metadata }] = (await slowPods()) as [Pod];
  const hold = (...finalizers: string[]) =>
    kubectl(
      stack.namespace,
      "patch",
      "pod",
      metadata.name,
      "--patch",
      JSON.stringify({ metadata: { finalizers } }),
    );
  await hold("ec2-pods.test/hold");
  const destroy = await foreground(stack, "destroy");
  while ((await slowPods()).length > 0);
  await expectEndAfterCtrlC(destroy);
  expect((await pods()).known).toMatchObject({ slow: metadata.name });

  await kubectl(
    stack.namespace,
    "patch",
    "pod",
    metadata.name,
    "--type=merge",
    "--patch",
    '{"metadata":{"finalizers":null}}',
  );
  await stack.destroy();
  expect((await pods()).live).toEqual({});
});
