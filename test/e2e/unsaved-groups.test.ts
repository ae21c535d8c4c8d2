import { writeFileSync } from "node:fs";

import { ApiProxy } from "../support/api-proxy";
import { kubectl, list } from "../support/cluster";
import type { Pod } from "../support/cluster";
import { TestStack } from "../support/stack";

let stack: TestStack;
let proxy: ApiProxy;

beforeEach(async () => {
  proxy = await ApiProxy.start();
  stack = await TestStack.create("unsaved-groups", program(80));
  stack.env["PULUMI_SKIP_CHECKPOINTS"] = "true";
  stack.kubeconfig = `${stack.folder}/kubeconfig`;
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
});
afterEach(async () => {
  await stack.remove();
  proxy.end();
});

const program = (port: number) => `
import * as pulumi from "@pulumi/pulumi";
const groups = ["web", "db"].map((name) => {
  const group = new SecurityGroup(name, { tags: { owner: pulumi.secret("team") } });
  new SecurityGroupIngressRule(name, {
    securityGroupId: group.id, ipProtocol: "tcp", fromPort: ${port}, toPort: ${port}, cidrIpv4: "10.0.0.0/8",
  });
  return group;
});
new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: groups.map(({ id }) => id) });
`;

/** Ends an update right after it made the Pod, before any of its groups and rules is in the state. */
async function killedUpdate(): Promise<void> {
  const acted = new Promise<void>((resolve) => {
    proxy.treatment = (call) =>
      call.name === "POST pods" ? void call.act().then(() => resolve()) : call.pass();
  });
  const killed = stack.failingUp();
  await Promise.race([acted, killed]);
  await stack.kill();
  await killed;
  proxy.treatment = (call) => call.pass();
}

interface Policy {
  metadata: { name: string; uid: string; annotations: Record<string, string> };
  spec: { ingress?: { ports?: { port: number }[] }[] };
}

/** The policies by name: the object that each is, and the ports of its rules. */
async function policies(): Promise<Record<string, { uid: string; ports: number[] }>> {
  const found = await list<Policy>(stack.namespace, "networkpolicies");
  const portsOf = ({ ingress = [] }: Policy["spec"]) =>
    ingress.flatMap(({ ports = [] }) => ports.map(({ port }) => port));
  return Object.fromEntries(
    found.map(({ metadata: { name, uid }, spec }) => [name, { uid, ports: portsOf(spec) }]),
  );
}

test("without checkpoints, the same command goes on with the groups and rules that a killed update made", async () => {
  await killedUpdate();
  const before = await policies();
  expect(Object.keys(before).length).toBeGreaterThanOrEqual(4);
  await stack.up();
  expect(await policies()).toEqual(expect.objectContaining(before));
  const pods = await list<Pod>(stack.namespace, "pods");
  expect(pods.filter(({ metadata }) => !metadata.deletionTimestamp)).toHaveLength(1);
  await stack.succeed("preview", "--expect-no-changes");
});

test("a changed program changes them, and the policy of another user of the same name stays as it is", async () => {
  await killedUpdate();
  const before = await policies();
  const rules = Object.keys(before).filter((name) => name.startsWith("sgr-"));
  const [foreign] = rules as [string];
  const [{ metadata }] = (await list<Policy>(stack.namespace, "networkpolicies")) as [Policy];
  const { "ec2-pods/maker": own } = metadata.annotations;
  const makerIs = (maker = "") =>
    kubectl(stack.namespace, "annotate", "--overwrite", "networkpolicy", foreign, `ec2-pods/maker=${maker}`);

  await makerIs("0123456789abcdef");
  stack.program(program(81));
  expect(await stack.failingUp()).toContain("already exists");
  expect((await policies())[foreign]).toEqual(before[foreign]);

  await makerIs(own);
  await stack.up();
  const after = await policies();
  expect(rules.map((name) => after[name])).toEqual(
    rules.map((name) => ({ uid: before[name]?.uid, ports: [81] })),
  );
  await stack.succeed("preview", "--expect-no-changes");
});

test("a group that moves to another parent without an alias takes nothing over that its former self is about to delete", async () => {
  const under = (parent: string) => `
import * as pulumi from "@pulumi/pulumi";
const site = new pulumi.ComponentResource("shop:Site", "site");
new SecurityGroup("web", {}, { ${parent} });
`;
  stack.program(under(""));
  await stack.up();
  const before = await policies();
  stack.program(under("parent: site"));
  expect(await stack.failingUp()).toContain("already exists");
  expect(await policies()).toEqual(before);
});
