import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { type ApiCall, ApiProxy } from "../support/api-proxy";
import { inside, kubectl, podsByName, testCluster } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
afterEach(() => stack.remove());

interface Output {
  id: string;
  podName: string;
  instanceState: string;
}

const program = (args: string): string => `
const of = ({ id, podName, instanceState }: Ec2Instance) => ({ id, podName, instanceState });
export const web = of(new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", ${args} }));
`;

const outputs = () => stack.outputs<{ web: Output }>();
const logOf = (pod: string) => kubectl(stack.namespace, "logs", pod, "--container=instance");
/** What it says of that may come a moment after the update. */
async function untilOn(pod: string): Promise<void> {
  while (!(await logOf(pod)).endsWith("ec2-pods: powered on\n"));
}
const read = async (pod: string, file: string) => (await inside(stack.namespace, pod, `cat ${file}`)).stdout;

test("changed user data is on the disk and in the metadata after a restart, and doesn't run", async () => {
  const scripted = (line: string) =>
    program(`userData: "#!/bin/sh\\necho ${line}\\n", waitForUserData: true`);
  stack = await TestStack.create("changed-user-data", scripted("one"));
  await stack.up();
  const { web } = await outputs();
  stack.program(scripted("two"));
  expect(await stack.up()).toContain("the changed user data is on its disk and doesn't run again");
  expect((await outputs()).web).toEqual(web);
  // The boot that writes it goes on after the update.
  while ((await read(web.podName, "/var/lib/cloud/instance/user-data.txt")) !== "#!/bin/sh\necho two\n");
  const served = "timeout 5 wget -qO- http://169.254.169.254/latest/user-data";
  while (!(await inside(stack.namespace, web.podName, served)).stdout.includes("echo two"));
  await untilOn(web.podName);
  expect(await logOf(web.podName)).toMatch(
    /^one\ncloud-init: user data ended with exit status 0\n(ec2-pods: powered off\n)+ec2-pods: powered on\n$/,
  );
  expect(await stack.preview()).toEqual({});
});

test("a stopped instance gives its reservation back, and has it again when it runs", async () => {
  const reserving = (more = "") =>
    program(`resourceMode: "requests" as const, ${more}`).replace("t3.micro", "t2.micro");
  stack = await TestStack.create("reservation", reserving());
  await stack.up();
  const { web } = await outputs();
  const reserved = async () => {
    const paths = ["{.spec.containers[0]", "{.status.containerStatuses[?(@.name=='instance')]"];
    const template = paths.map((path) => `${path}.resources.requests.memory}`).join(" ");
    return kubectl(stack.namespace, "get", "pod", web.podName, "--output", `jsonpath=${template}`);
  };
  expect(await reserved()).toBe("1Gi 1Gi");
  const place = ["get", "pod", web.podName, "--output", "jsonpath={.spec.nodeName}"];
  const node = await kubectl(stack.namespace, ...place);
  const onNode = async () =>
    (await kubectl("default", "describe", "node", node))
      .split("\n")
      .find((line) => line.includes(web.podName))
      ?.trim()
      .split(/ {2,}/)[4];
  // The metadata service reserves the rest.
  expect(await onNode()).toMatch(/^1025Mi/);
  stack.program(reserving('instanceState: "stopped" as const'));
  await stack.up();
  expect(await reserved()).toBe("0 0");
  expect(await onNode()).toMatch(/^1Mi/);
  await stack.refresh("--expect-no-changes");
  stack.program(reserving());
  await stack.up();
  expect(await reserved()).toBe("1Gi 1Gi");
  expect((await outputs()).web).toEqual(web);

  expect((await stack.ec2Pods("stop", "web")).code).toBe(0);
  expect(await reserved()).toBe("0 0");
  expect((await stack.ec2Pods("start", "web")).code).toBe(0);
  expect(await reserved()).toBe("1Gi 1Gi");
});

test("a size that a quota or a missing right refuses leaves the machine as it was", async () => {
  const sized = (type: string, more = "") =>
    program("").replace("t3.micro", type).replace("instanceType", `${more} instanceType`);
  stack = await TestStack.create("refused", sized("t3.micro"));
  await kubectl(stack.namespace, "create", "quota", "memory", "--hard=limits.memory=1200Mi");
  await stack.up();
  const { web } = await outputs();
  await inside(stack.namespace, web.podName, "echo kept > /file");
  stack.program(sized("t3.small"));
  const messages = await stack.failingUp();
  expect(messages).not.toContain("re-creates");
  expect(messages).toMatch(
    /Cannot update Ec2Instance "web": pods "\S+" is forbidden: exceeded quota: memory/,
  );
  expect((await podsByName(stack.namespace))["web"]!.metadata.name).toBe(web.podName);
  expect(await read(web.podName, "/file")).toBe("kept\n");
  await stack.refresh();
  expect((await outputs()).web.instanceState).toBe("running");
  await kubectl(stack.namespace, "delete", "quota", "memory");

  // Of the roles that Kubernetes brings, none allows it.
  await kubectl(stack.namespace, "create", "serviceaccount", "editor");
  const subject = `--serviceaccount=${stack.namespace}:editor`;
  await kubectl(stack.namespace, "create", "rolebinding", "editor", "--clusterrole=edit", subject);
  const config = JSON.parse(
    await kubectl("default", "config", "view", "--raw", "--minify", "--output", "json"),
  ) as { users: { user: object }[] };
  config.users[0]!.user = { token: (await kubectl(stack.namespace, "create", "token", "editor")).trim() };
  stack.kubeconfig = join(stack.folder, "kubeconfig");
  writeFileSync(stack.kubeconfig, JSON.stringify(config));
  const refused = await stack.failingUp();
  expect(refused).toMatch(/Cannot update Ec2Instance "web": .*cannot patch resource "pods\/resize"/);
  expect(await read(web.podName, "/file")).toBe("kept\n");
  // The API server said so before anything was stopped.
  expect(await logOf(web.podName)).toBe("");
  stack.kubeconfig = testCluster().kubeconfig;
  await stack.up();
  expect((await outputs()).web).toEqual(web);
  expect(await read(web.podName, "/file")).toBe("kept\n");

  // No resize changes a Pod's class.
  stack.program(sized("t3.small", 'resourceMode: "none" as const,'));
  expect(await stack.up()).toContain(
    'Ec2Instance "web": re-creates the Pod for pod.resources: its disk is lost, and user data runs again',
  );
  expect((await outputs()).web.podName).not.toBe(web.podName);
});

test("an up that is killed while the machine is off leaves one that the next up starts", async () => {
  stack = await TestStack.create("killed-off", program(""));
  const proxy = await ApiProxy.start();
  stack.kubeconfig = join(stack.folder, "kubeconfig");
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
  try {
    await stack.up();
    const { web } = await outputs();
    await inside(stack.namespace, web.podName, "echo kept > /file");
    const resizing = new Promise<void>((held) => {
      const isResize = ({ name, from }: ApiCall) =>
        name === "PATCH pods/resize" && !from.url?.includes("dryRun");
      proxy.treatment = (call) => (isResize(call) ? held() : call.pass());
    });
    stack.program(program("").replace("t3.micro", "t3.small"));
    const up = stack.pulumi("up", "--yes", "--skip-preview");
    await resizing;
    await stack.kill();
    await up;
    expect(await logOf(web.podName)).toMatch(/^(ec2-pods: powered off\n)+$/);
    proxy.treatment = (call) => call.pass();
    await stack.up();
    expect((await outputs()).web).toEqual(web);
    expect(await read(web.podName, "/file")).toBe("kept\n");
    await untilOn(web.podName);
    expect(await logOf(web.podName)).toMatch(/^(ec2-pods: powered off\n)+ec2-pods: powered on\n$/);
    await stack.refresh("--expect-no-changes");
  } finally {
    proxy.end();
  }
});

test("user data that is edited after an up was killed runs, and not what that up has run", async () => {
  const scripted = (lines: string, more = "") =>
    program(`userData: "#!/bin/sh\\n${lines}\\n", waitForUserData: true, ${more}`);
  const stopped = 'instanceState: "stopped" as const';
  stack = await TestStack.create("killed-script", scripted("echo one", stopped));
  await stack.up();
  /** Kills an update as soon as the user data in its new Pod has said something. */
  const killedUp = async (said: string) => {
    stack.program(scripted(`echo ${said}; sleep 1000`));
    const up = stack.pulumi("up", "--yes", "--skip-preview");
    const logged = async () => {
      const { web } = await podsByName(stack.namespace);
      return web && logOf(web.metadata.name).catch(() => "");
    };
    while ((await logged()) !== `${said}\n`) await setTimeout(200);
    await stack.kill();
    await up;
  };
  await killedUp("one");
  stack.program(scripted("echo two"));
  await stack.up();
  const { web } = await outputs();
  expect(await logOf(web.podName)).toMatch(/^two\n/);

  await kubectl(stack.namespace, "delete", "pod", web.podName);
  await killedUp("three");
  stack.program(scripted("echo four"));
  expect(await stack.up()).toContain(
    'Ec2Instance "web": its Pod is gone, so it gets a new one: its disk is empty, and user data runs again',
  );
  expect(await logOf((await outputs()).web.podName)).toMatch(/^four\n/);
  expect(await stack.preview()).toEqual({});
});
