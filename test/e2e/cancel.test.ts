import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { ApiProxy } from "../support/api-proxy";
import { kubectl, livePods, type Pod, testCluster } from "../support/cluster";
import { foreground } from "../support/foreground";
import { applyGroup } from "../support/group";
import { group } from "../support/instance";
import { ProviderProcess } from "../support/provider-process";
import { TestStack } from "../support/stack";

/** Two instances; the create of `slow` starts once `done` is up. */
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
let proxy: ApiProxy | undefined;
afterEach(async () => {
  if (proxy) proxy.treatment = (call) => call.pass();
  await stack.remove();
  proxy?.end();
  proxy = undefined;
});

async function createStack(name: string, text: string): Promise<void> {
  stack = await TestStack.create(name, text);
  await applyGroup(stack.namespace);
}

const slowPods = (): Promise<Pod[]> => livePods(stack.namespace, "-l", "ec2-pods/name=slow");

/** Names of the Pods that aren't being deleted, and of those in the state, by their resources. */
async function pods(): Promise<{ live: string[]; inState: Record<string, unknown> }> {
  const live = await livePods(stack.namespace);
  const inState = (await stack.instances()).map(({ urn, outputs }) => [
    urn.split("::").at(-1),
    outputs["podName"],
  ]);
  return { live: live.map(({ metadata }) => metadata.name).sort(), inState: Object.fromEntries(inState) };
}

async function expectConverged(...names: string[]): Promise<void> {
  const { live, inState } = await pods();
  expect(Object.keys(inState).sort()).toEqual(names);
  expect(live).toEqual(Object.values(inState).sort());
}

/** Presses Ctrl-C while a create waits. The API server's answer to the deletion of its Pod never ends. */
async function interruptedUpThatHangs() {
  proxy = await ApiProxy.start();
  stack.kubeconfig = join(stack.folder, "kubeconfig");
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
  const up = await foreground(stack, "up");
  while ((await slowPods())[0]?.status.phase !== "Running");
  const deletion = new Promise<void>((held) => {
    proxy!.treatment = (call) => {
      if (call.name !== "DELETE pods") return call.pass();
      call.dribble();
      held();
    };
  });
  up.interrupt();
  await deletion;
  return up;
}

/**
 * Presses Ctrl-C. The command must end for that, and not at its own limit. Returns whether it says that it left its Pod to
 * the next run: it has 3 s to delete it, and a busy cluster may answer later.
 */
async function expectEndAfterCtrlC(command: Awaited<ReturnType<typeof foreground>>): Promise<boolean> {
  command.interrupt();
  const { code, output } = await command.ended();
  expect(output).toContain(`Ec2Instance "slow": the run was canceled`);
  expect(code).not.toBe(0);
  return output.includes("The next run deletes it");
}

test("Ctrl-C ends a waiting create, which leaves no Pod, and the next up continues", async () => {
  await createStack("cancel-create", program(booting("sleep 600")));
  const up = await foreground(stack, "up");
  while ((await slowPods())[0]?.status.phase !== "Running");
  const isLeft = await expectEndAfterCtrlC(up);
  expect(Object.keys((await pods()).inState)).toEqual(["done"]);
  if (!isLeft) await expectConverged("done");

  stack.program(program(booting("true")));
  await stack.up();
  await expectConverged("done", "slow");
  await stack.destroy();
  expect((await pods()).live).toEqual([]);
});

test("Ctrl-C ends a waiting re-create and a waiting delete, and the instance stays as it was", async () => {
  await createStack("cancel-update", program(micro));
  await stack.up();
  const before = await pods();
  stack.program(program(`${small}, tags: { "ec2-pods/node-selector": "ec2-pods.test/none=none" }`));
  const up = await foreground(stack, "up");
  while ((await slowPods()).length < 2);
  const isLeft = await expectEndAfterCtrlC(up);
  const { live, inState } = await pods();
  expect(inState).toEqual(before.inState);
  if (!isLeft) expect(live).toEqual(before.live);

  stack.program(program(small));
  await stack.up();
  await expectConverged("done", "slow");
  const [{ metadata }] = (await slowPods()) as [Pod];
  const setFinalizers = (finalizers: string[]): Promise<string> => {
    const patch = JSON.stringify({ metadata: { finalizers } });
    return kubectl(stack.namespace, "patch", "pod", metadata.name, "--type=merge", "--patch", patch);
  };
  await setFinalizers(["ec2-pods.test/hold"]);
  const destroy = await foreground(stack, "destroy");
  while ((await slowPods()).length > 0);
  await expectEndAfterCtrlC(destroy);
  expect((await pods()).inState).toMatchObject({ slow: metadata.name });

  await setFinalizers([]);
  await stack.destroy();
  expect((await pods()).live).toEqual([]);
});

test("Ctrl-C ends a create whose cluster no longer answers, and the next up removes its Pod", async () => {
  await createStack("cancel-hung", program(booting("sleep 600")));
  const up = await interruptedUpThatHangs();
  const { code } = await up.ended();
  expect(code).not.toBe(0);
  proxy!.treatment = (call) => call.pass();
  stack.program(program(booting("true")));
  await stack.up();
  await expectConverged("done", "slow");
});

test("a second Ctrl-C ends the create at once, and the next up removes the Pod that is left", async () => {
  await createStack("cancel-twice", program(booting("sleep 600")));
  const up = await interruptedUpThatHangs();
  up.interrupt();
  const { code } = await up.ended();
  expect(code).not.toBe(0);
  expect(await slowPods()).toHaveLength(1);

  proxy!.treatment = (call) => call.pass();
  stack.program(program(booting("true")));
  await stack.up();
  await expectConverged("done", "slow");
});

const instance = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group],
  project: "cancel",
  stack: "test",
  name: "slow",
  __provider: 'exports.handler=()=>require("pulumi-ec2-pods/lifecycle")',
};

test("the provider outlives connections that its engine closes while they are idle, but not the engine", async () => {
  await createStack("cancel-idle", "");
  const provider = await ProviderProcess.start({ kubeconfig: testCluster().kubeconfig });
  const ended = provider.ended();
  const args = { ...instance, namespace: stack.namespace };
  const inputs = await provider.check({}, args);
  provider.disconnect();
  // The engine's next call may come at any time later; earlier releases ended after 3 s.
  await Promise.race([ended, sleep(4000)]);
  provider.connect();
  const { id, state } = await provider.create(inputs);

  provider.endInput();
  await provider.delete(id, state);
  provider.disconnect();
  expect(await ended).toBe(1);
  expect(await slowPods()).toEqual([]);
});

test("the provider of a killed engine ends its creates, which leave no Pod", async () => {
  await createStack("cancel-killed", "");
  const provider = await ProviderProcess.start({ kubeconfig: testCluster().kubeconfig });
  const ended = provider.ended();
  const userData = "#!/bin/sh\nsleep 600\n";
  const args = { ...instance, namespace: stack.namespace, userData, waitForUserData: true };
  let failure: unknown;
  const creation = provider.create(await provider.check({}, args)).catch((error) => (failure = error));
  while ((await slowPods())[0]?.status.phase !== "Running") if (failure) throw failure;
  provider.abandon();
  expect(await ended).toBe(1);
  await creation;
  // A deletion whose answer it didn't wait for may still be carried out.
  while ((await slowPods()).length > 0) await sleep(200);
});

test("Ctrl-Break, by which engines on Windows end the provider, takes the marks off saved instances", async () => {
  await createStack("cancel-windows", "");
  const windows = `data:text/javascript,process.on("SIGUSR2", () => process.emit("SIGBREAK"))`;
  const provider = await ProviderProcess.start({
    kubeconfig: testCluster().kubeconfig,
    node: ["--import", windows],
  });
  await provider.create(await provider.check({}, { ...instance, namespace: stack.namespace }));
  const marks = async () =>
    (await slowPods()).map(({ metadata }) => metadata.annotations?.["ec2-pods/spawn-pending"]);
  expect(await marks()).toEqual(["true"]);
  await provider.end("SIGUSR2");
  expect(await marks()).toEqual([undefined]);
});

test("a refresh takes the mark off an instance whose update was killed before it could", async () => {
  await createStack("cancel-mark", program(micro));
  await stack.up();
  const [{ metadata }] = (await slowPods()) as [Pod];
  await kubectl(stack.namespace, "annotate", "pod", metadata.name, "ec2-pods/spawn-pending=true");
  await stack.refresh();
  const [refreshed] = (await slowPods()) as [Pod];
  expect(refreshed.metadata.annotations?.["ec2-pods/spawn-pending"]).toBeUndefined();
});
