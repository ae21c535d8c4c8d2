import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { apply, inside, kubectl, list, podsByName, testCluster } from "../support/cluster";
import { TestStack } from "../support/stack";

const stacks: TestStack[] = [];
afterEach(async () => {
  for (const stack of stacks.splice(0).reverse()) await stack.remove();
});

async function stackOf(name: string, program: string, shared = {}): Promise<TestStack> {
  const stack = await TestStack.create(name, program, shared);
  stacks.push(stack);
  return stack;
}

interface Machine {
  id: string;
  privateDns: string;
  privateIp: string;
  podName: string;
  instanceState: string;
}
interface Service {
  metadata: { name: string; uid: string };
  spec: { selector?: Record<string, string> };
}

const machine = `{ ami: "busybox:1.35", instanceType: "t3.nano" }`;
const show = `const of = ({ id, privateDns, privateIp, podName, instanceState }: Ec2Instance) =>
  ({ id, privateDns, privateIp, podName, instanceState });`;
const web = (args = "", options = "") => `
${show}
const server = new Ec2Instance("web", { ...${machine}, ${args} }, { ${options} });
export const web = of(server);`;

const machineOf = async (stack: TestStack, name = "web"): Promise<Machine> =>
  (await stack.outputs<Record<string, Machine>>())[name]!;

/** The addresses that a name has, seen from a Pod. */
async function resolve(namespace: string, pod: string, name: string): Promise<string[]> {
  const { stdout } = await inside(namespace, pod, `nslookup -type=a ${name}`);
  return [...stdout.matchAll(/^Address: (\S+)$/gm)].map(([, address = ""]) => address);
}

/** Waits until a name has these addresses: the cluster's DNS remembers its answers for some seconds. */
async function untilResolves(namespace: string, pod: string, name: string, addresses: string[]) {
  for (;;) {
    const found = await resolve(namespace, pod, name);
    if (JSON.stringify(found) === JSON.stringify(addresses)) return;
    await pause(250);
  }
}

/** The CLI shows each line twice: when it comes, and at the end. */
const warningsIn = (shown: string) =>
  shown.slice(shown.indexOf("Diagnostics:")).match(/warning: privateDns doesn't resolve: .*/g);

const services = (namespace: string) => list<Service>(namespace, "services");

test("the name of an instance is known in previews, stays, and resolves while it runs", async () => {
  // The reader looks the name up as soon as it boots. The cluster may take some seconds to publish an address.
  const reader = `
const reader = new Ec2Instance("reader", {
  ...${machine},
  userData: server.privateDns.apply((name) =>
    \`#!/bin/sh\\nuntil nslookup -type=a \${name} >/found 2>&1; grep -q "^Address: " /found; do sleep 1; done\\n\`),
  waitForUserData: true,
});
export const readerPod = reader.podName;`;
  const stack = await stackOf("names", web() + reader);
  const { namespace } = stack;
  const name = (id: string) => `${id}.ec2-instances.${namespace}.svc.cluster.local`;
  const preview = await stack.succeed("preview");
  expect(preview).toMatch(new RegExp(`privateDns *: "${name("i-[0-9a-f]{17}")}"`));
  await stack.up();
  const first = await machineOf(stack);
  expect(first.privateDns).toBe(name(first.id));
  const { readerPod } = await stack.outputs<{ readerPod: string }>();
  expect((await inside(namespace, readerPod, "cat /found")).stdout).toContain(
    `Address: ${first.privateIp}\n`,
  );
  const is = (...addresses: string[]) => untilResolves(namespace, readerPod, first.privateDns, addresses);

  const metadata = "http://169.254.169.254/latest/meta-data";
  const said = await inside(
    namespace,
    first.podName,
    `hostname; hostname -f; wget -qO- ${metadata}/hostname; echo; wget -qO- ${metadata}/local-hostname`,
  );
  expect(said.stdout.split("\n")).toEqual([first.id, ...Array<string>(3).fill(first.privateDns)]);

  expect(await stack.ec2Pods("stop", "web")).toMatchObject({ code: 0 });
  await is();
  await stack.refresh();
  const { privateDns, privateIp, podName } = first;
  const off = { privateDns, privateIp, podName, instanceState: "stopped" };
  expect((await stack.resource("web")).outputs).toMatchObject(off);
  await stack.up();
  await is(first.privateIp);
  expect(await machineOf(stack)).toEqual(first);

  await kubectl(namespace, "delete", "pod", first.podName);
  await is();
  stack.program(web('tags: { Name: "again" }') + reader);
  await stack.succeed("up", "--yes", "--skip-preview", "--refresh");
  const again = await machineOf(stack);
  expect(again).not.toMatchObject({ podName: first.podName });
  expect(again.privateDns).toBe(name(again.id));
  await untilResolves(namespace, readerPod, again.privateDns, [again.privateIp]);

  // A new name in the program changes nothing.
  stack.program(
    web('tags: { Name: "again" }', 'aliases: [{ name: "web" }]').replace('("web"', '("renamed"') + reader,
  );
  await stack.up();
  expect(await machineOf(stack)).toEqual(again);

  await kubectl(namespace, "delete", "service", "ec2-instances");
  await is();
  await stack.refresh();
  expect(await stack.preview()).toEqual({ reader: ["update"], renamed: ["update"] });
  await stack.up();
  await untilResolves(namespace, readerPod, again.privateDns, [again.privateIp]);
  expect(await stack.preview()).toEqual({});
  expect(await machineOf(stack)).toEqual(again);

  await stack.destroy();
  expect(await services(namespace)).toEqual([]);
});

test("stacks of a namespace share its Service, which goes with the last instance", async () => {
  // As long as the name of a namespace can be.
  const first = await stackOf("names".padEnd(56, "-shared"), web());
  const { namespace } = first;
  const second = await stackOf("names-b", web(), { namespace });
  await Promise.all([first.up(), second.up()]);
  const [service] = await services(namespace);
  const { privateDns, privateIp, podName } = await machineOf(second);
  await first.destroy();
  expect(await services(namespace)).toEqual([service]);
  await untilResolves(namespace, podName, privateDns, [privateIp]);
  await second.destroy();
  expect(await services(namespace)).toEqual([]);

  second.program(web('ami: "127.0.0.1:1/none:1"'));
  await second.failingUp();
  expect(await services(namespace)).toEqual([]);
});

test("a Service of the same name that someone else made stays as it is, with one warning", async () => {
  const stack = await stackOf("names-foreign", `${web()}\nnew Ec2Instance("other", ${machine});`);
  const { namespace } = stack;
  await apply(namespace, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "ec2-instances" },
    spec: { selector: { app: "theirs" }, ports: [{ port: 80 }] },
  });
  const before = await services(namespace);
  expect(warningsIn(await stack.up())).toEqual([
    `warning: privateDns doesn't resolve: Service "ec2-instances" of namespace ${namespace} is another one. Delete it or rename it, then run "pulumi up --refresh"`,
  ]);
  await stack.refresh();
  expect(await stack.preview()).toEqual({});
  await stack.destroy();
  expect(await services(namespace)).toEqual(before);
});

test("a user who isn't allowed to create Services gets instances without names, and one warning", async () => {
  const stack = await stackOf("names-rights", `${web()}\nnew Ec2Instance("other", ${machine});`);
  const { namespace } = stack;
  await kubectl(namespace, "create", "serviceaccount", "limited");
  const rules = (apiGroups: string[], resources: string[]) => ({ apiGroups, resources, verbs: ["*"] });
  await apply(namespace, {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "limited" },
    rules: [
      rules([""], ["pods", "pods/log", "pods/exec", "pods/resize", "secrets", "events"]),
      rules([""], ["persistentvolumeclaims"]),
      rules(["networking.k8s.io"], ["networkpolicies"]),
    ],
  });
  const subject = `--serviceaccount=${namespace}:limited`;
  await kubectl(namespace, "create", "rolebinding", "limited", "--role=limited", subject);
  const config = JSON.parse(
    await kubectl("default", "config", "view", "--raw", "--minify", "--output", "json"),
  ) as { users: { user: object }[] };
  config.users[0]!.user = { token: (await kubectl(namespace, "create", "token", "limited")).trim() };
  stack.kubeconfig = join(stack.folder, "kubeconfig");
  writeFileSync(stack.kubeconfig, JSON.stringify(config));

  expect(warningsIn(await stack.up())).toEqual([
    expect.stringMatching(
      /services "ec2-instances" is forbidden.*\. Grant the right to get and create services/,
    ),
  ]);
  const { podName, privateDns } = await machineOf(stack);
  expect(await resolve(namespace, podName, privateDns)).toEqual([]);
  await stack.refresh();
  expect(await stack.preview()).toEqual({});
  const doctor = await stack.ec2Pods("doctor", "--kubeconfig", stack.kubeconfig, "--namespace", namespace);
  expect(doctor).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/warning +rights .*services create, get, delete/) as string,
  });

  // The same program names them once the user may.
  stack.kubeconfig = testCluster().kubeconfig;
  await stack.succeed("up", "--yes", "--skip-preview", "--refresh");
  const { privateIp } = await machineOf(stack);
  await untilResolves(namespace, (await podsByName(namespace))["other"]!.metadata.name, privateDns, [
    privateIp,
  ]);
  await stack.destroy();
  expect(await services(namespace)).toEqual([]);
});
