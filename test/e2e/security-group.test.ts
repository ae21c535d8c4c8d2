import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { apply, inside, kubectl, list } from "../support/cluster";
import { TestStack } from "../support/stack";
import { type Endpoint, matrix } from "../support/traffic";
import { watch } from "../support/watch";

let stack: TestStack;
afterEach(() => stack.remove());

interface Policy {
  metadata: { name: string; uid: string; generation: number };
}
const policyNames = async (namespace: string) =>
  (await list<Policy>(namespace, "networkpolicies")).map(({ metadata }) => metadata.name).sort();

const instances = () => stack.outputs<{ instances: Record<string, Endpoint> }>().then((all) => all.instances);

const machine = `
const serve = "#cloud-boothook\\n#!/bin/sh\\nhttpd -p 80 -h /etc\\n";
const machine = { ami: "busybox:1.35", instanceType: "t3.micro", userData: serve };
const of = ({ podName, privateIp, namespace }: Ec2Instance) => ({ podName, privateIp, namespace });
const out = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
`;

describe("a group with members in several namespaces", () => {
  const program = (other: string, groups = "[app.id]") => `${machine}
const app = new SecurityGroup("app", { egress: out });
const web = new SecurityGroup("web");
const args = { securityGroupId: web.id, referencedSecurityGroupId: app.id, ipProtocol: "tcp", fromPort: 80, toPort: 80 };
new SecurityGroupIngressRule("web-from-app", args);
const here = new Ec2Instance("here", { ...machine, vpcSecurityGroupIds: [app.id] });
const there = new Ec2Instance("there", { ...machine, namespace: "${other}", vpcSecurityGroupIds: ${groups} });
const server = new Ec2Instance("server", { ...machine, namespace: "${other}", vpcSecurityGroupIds: [web.id] });
export const instances = { here: of(here), there: of(there), server: of(server) };
export const ids = { app: app.id, web: web.id };
`;
  let other: string;
  afterEach(() => kubectl("default", "delete", "namespace", other, "--wait=false"));

  test("has its rules in each of them, from an instance's first packet until the last has left", async () => {
    stack = await TestStack.create("namespaces", "");
    other = `${stack.namespace}-b`;
    await kubectl("default", "create", "namespace", other);
    stack.program(program(other));
    await stack.up();
    const { app, web } = (await stack.outputs<{ ids: Record<"app" | "web", string> }>()).ids;
    const rule = (await policyNames(stack.namespace)).find((name) => name.startsWith("sgr-"))!;
    expect(await policyNames(stack.namespace)).toEqual([app, web, rule].sort());
    expect(await policyNames(other)).toEqual([app, web, rule].map((name) => `${name}-${other}`).sort());

    const reach = { here: { server: "80" }, there: { server: "80" } };
    expect(await matrix(await instances(), [80], reach)).toEqual(reach);

    stack.program(program(other, "[web.id]"));
    await stack.up();
    expect(await policyNames(other)).toEqual([web, rule].map((name) => `${name}-${other}`).sort());
    const left = { here: { server: "80", there: "80" } };
    expect(await matrix(await instances(), [80], left)).toEqual(left);
  });

  test("moves to one of them and back while its members stay where they are, never without a policy", async () => {
    stack = await TestStack.create("moves", "");
    other = `${stack.namespace}-b`;
    await kubectl("default", "create", "namespace", other);
    const moving = (home: string) => `${machine}
const web = new SecurityGroup("web", { namespace: "${home}" });
new Ec2Instance("server", { ...machine, namespace: "${other}", vpcSecurityGroupIds: [web.id] });
new Ec2Instance("here", { ...machine, vpcSecurityGroupIds: [web.id] });
export const id = web.id;
`;
    stack.program(moving(stack.namespace));
    await stack.up();
    const { id } = await stack.outputs<{ id: string }>();
    for (const [home, away] of [
      [other, stack.namespace],
      [stack.namespace, other],
    ] as const) {
      stack.program(moving(home));
      await stack.up();
      expect(await policyNames(home)).toEqual([id]);
      expect(await policyNames(away)).toEqual([`${id}-${away}`]);
    }
    // The home of the next update is deleted: its members would have no policy.
    stack.program(moving(other).replace('new Ec2Instance("here"', 'if (false) new Ec2Instance("here"'));
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      spec: { containers: [{ name: "main", image: "busybox:1.35" }] },
    };
    const labels = { [`security-group.ec2-pods/${id}`]: "member" };
    await apply(stack.namespace, { ...pod, metadata: { name: "outsider", labels } });
    expect(await stack.failingUp()).toContain(`has a dependent object: Pod "outsider"`);
    expect(await policyNames(stack.namespace)).toContain(id);
  });
});

test("a change of rules is one change of one object; a renamed group never leaves its members open or cut off", async () => {
  const program = (name: string, port: number, options = "") => `${machine}
const app = new SecurityGroup("app", { egress: out });
const ingress = [{ protocol: "tcp", fromPort: 80, toPort: ${port}, securityGroups: [app.id] }];
const web = new SecurityGroup("${name}", { ingress }, { ${options} });
const server = new Ec2Instance("server", { ...machine, vpcSecurityGroupIds: [web.id] });
const friend = new Ec2Instance("friend", { ...machine, vpcSecurityGroupIds: [app.id] });
const stranger = new Ec2Instance("stranger", machine);
export const instances = { server: of(server), friend: of(friend), stranger: of(stranger) };
export const id = web.id;
`;
  stack = await TestStack.create("rename", program("web", 80));
  await stack.up();
  const { server, friend, stranger } = (await instances()) as Record<string, Endpoint>;
  const { id: old } = await stack.outputs<{ id: string }>();
  const expected = { friend: { server: "80" } };
  expect(await matrix(await instances(), [80], expected)).toEqual(expected);

  const rules = await watch(stack.namespace, "networkpolicies");
  stack.program(program("web", 81));
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  // Pulumi's Kubernetes provider may write what it keeps for itself once more.
  const versions = (await rules.end()).map(({ type, name, generation }) => `${type} ${name} ${generation}`);
  expect([...new Set(versions)]).toEqual([`MODIFIED ${old} 2`]);

  // The plugin may drop the one packet that it looks at while rules change; TCP sends it again after seconds.
  const knock = (seconds: number) =>
    `while [ ! -e /tmp/enough ]; do nc -w ${seconds} ${server!.privateIp} 80 </dev/null && echo open || echo closed; done`;
  const knocking = [
    { from: friend!, seconds: 60 },
    { from: stranger!, seconds: 3 },
  ].map(({ from: { podName }, seconds }) =>
    inside(stack.namespace, podName, `echo "$$" >/tmp/knocking; { ${knock(seconds)}; } 2>/dev/null`),
  );
  for (const { podName } of [friend!, stranger!]) {
    await inside(stack.namespace, podName, "until [ -e /tmp/knocking ]; do usleep 10000; done");
  }
  const policies = await watch(stack.namespace, "networkpolicies");
  const pods = await watch(stack.namespace, "pods");
  stack.program(program("frontend", 81, `aliases: [{ name: "web" }]`));
  await stack.up();
  const { id } = await stack.outputs<{ id: string }>();
  // A deletion may begin with a change that leaves the policy in force.
  const changes = (await policies.end())
    .filter(({ type }) => type !== "MODIFIED")
    .map(({ type, name, revision }) => ({ event: `${type} ${name}`, revision }));
  const relabelled = (await pods.end())
    .filter(({ labels }) => labels.includes(id))
    .map(({ revision }) => revision);
  expect(changes.map(({ event }) => event)).toEqual([`ADDED ${id}`, `DELETED ${old}`]);
  expect(relabelled[0]).toBeGreaterThan(changes[0]!.revision);
  expect(relabelled[0]).toBeLessThan(changes[1]!.revision);
  for (const { podName } of [friend!, stranger!]) await inside(stack.namespace, podName, "touch /tmp/enough");
  const [answers, refusals] = (await Promise.all(knocking)).map(({ stdout }) => stdout.trim().split("\n"));
  expect(new Set(answers)).toEqual(new Set(["open"]));
  expect(new Set(refusals)).toEqual(new Set(["closed"]));
});

test("a renamed stack replaces no instance, its members keep their groups, and who reaches whom stays", async () => {
  const program = `${machine}
const app = new SecurityGroup("app", { egress: out });
const web = new SecurityGroup("web");
const args = { securityGroupId: web.id, referencedSecurityGroupId: app.id, ipProtocol: "tcp", fromPort: 80, toPort: 80 };
new SecurityGroupIngressRule("web-from-app", args);
const server = new Ec2Instance("server", { ...machine, vpcSecurityGroupIds: [web.id] });
const friend = new Ec2Instance("friend", { ...machine, vpcSecurityGroupIds: [app.id] });
export const instances = { server: of(server), friend: of(friend) };
export const ids = { app: app.id, web: web.id };
`;
  stack = await TestStack.create("stack-renamed", program);
  await stack.up();
  const expected = { friend: { server: "80" } };
  const before = await instances();
  expect(await matrix(before, [80], expected)).toEqual(expected);

  await stack.succeed("stack", "rename", "renamed");
  const preview = await stack.succeed("preview", "--json");
  writeFileSync(join(stack.folder, "preview.json"), preview);
  const { steps } = JSON.parse(preview) as { steps: { op: string; urn: string }[] };
  const ofInstances = steps.filter(({ urn }) => urn.includes(":Ec2Instance::"));
  expect([...new Set(ofInstances.map(({ op }) => op))]).toEqual(["update"]);
  const conditions = "replace,recreate,open-to-world,any-open,unreachable";
  const report = await stack.ec2Pods("preview-report", "preview.json", "--fail-on", conditions);
  expect({ code: report.code, stdout: report.stdout }).toEqual({
    code: 0,
    stdout: expect.any(String) as string,
  });

  await stack.up();
  expect(await stack.preview()).toEqual({});
  await stack.succeed("stack", "rename", "test");
  expect(await instances()).toEqual(before);
  expect(await matrix(before, [80], expected)).toEqual(expected);
  const { ids } = await stack.outputs<{ ids: Record<string, string> }>();
  expect(await policyNames(stack.namespace)).toEqual(
    expect.arrayContaining([ids["app"], ids["web"], expect.stringMatching(/^sgr-/)]) as unknown,
  );
});

test("a group in use or referenced isn't deleted, and says by whom; one that isn't there is no group", async () => {
  const group = `const web = new SecurityGroup("web");\nexport const id = web.id;`;
  stack = await TestStack.create("violation", group);
  await stack.up();
  const { id } = await stack.outputs<{ id: string }>();
  const label = `security-group.ec2-pods/${id}`;
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "outsider", labels: { [label]: "member" } },
    spec: { containers: [{ name: "main", image: "busybox:1.35", command: ["sleep", "3600"] }] },
  };
  const reference = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "sg-other", labels: { "ec2-pods/service": "ec2", "ec2-pods/name": "db" } },
    spec: {
      podSelector: { matchLabels: { "ec2-pods.test": "none" } },
      ingress: [{ from: [{ podSelector: { matchLabels: { [label]: "member" } } }] }],
    },
  };
  await apply(stack.namespace, pod);
  await apply(stack.namespace, reference);

  stack.program("");
  const start = `Cannot delete SecurityGroup "web": DependencyViolation: resource ${id} has a dependent object: `;
  const user = `Pod "outsider" in namespace "${stack.namespace}"`;
  const rule = `a rule of security group sg-other ("db") in namespace "${stack.namespace}"`;
  expect(await stack.failingUp()).toContain(
    `${start}${user}; ${rule}. Remove the instance from the group or delete it, then run the same command again.`,
  );
  expect(await policyNames(stack.namespace)).toEqual([id, "sg-other"].sort());
  await kubectl(stack.namespace, "delete", "pod", "outsider", "--force", "--grace-period=0");
  expect(await stack.failingUp()).toContain(
    `${start}${rule}. Remove the rule, then run the same command again.`,
  );
  await kubectl(stack.namespace, "delete", "networkpolicy", "sg-other");
  await stack.up();
  expect(await policyNames(stack.namespace)).toEqual([]);

  stack.program(
    `new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: ["${id}"] });`,
  );
  expect(await stack.failingUp()).toContain(
    `Cannot create Ec2Instance "web": InvalidGroup.NotFound: the security group '${id}' has no NetworkPolicy in namespace "${stack.namespace}".`,
  );
  expect(await list(stack.namespace, "pods")).toEqual([]);
});
