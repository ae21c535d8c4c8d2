import { appendFileSync, readFileSync, writeFileSync } from "node:fs";

import { untilFound } from "../../provider/instance/wait";
import { ApiProxy } from "../support/api-proxy";
import { kubectl, list, type Pod, untilUnmarked } from "../support/cluster";
import { applyGroup } from "../support/group";
import { group as foreignGroup } from "../support/instance";
import { reap } from "../support/reap";
import { TestStack } from "../support/stack";

const good = `ami: "busybox:1.35", instanceType: "t3.micro"`;

interface Policy {
  metadata: { name: string };
  spec: Partial<Record<"ingress" | "egress", { ports: { port: number }[] }[]>>;
}

let stack: TestStack;
afterEach(() => stack.remove());

test("what a killed up left of a load balancer and what a stopped instance had are found", async () => {
  const balanced = `
    import * as aws from "@pulumi/aws";
    const group = new aws.ec2.SecurityGroup("front");
    const subnets = ["a", "b"].map((zone) => new aws.ec2.DefaultSubnet(zone, { availabilityZone: \`us-east-1\${zone}\` }));
    const balancer = new aws.lb.LoadBalancer("web", { securityGroups: [group.id], subnets: subnets.map(({ id }) => id) });
    const listener = (port: number) => new aws.lb.Listener(\`on-\${port}\`, {
      loadBalancerArn: balancer.arn, port, protocol: "HTTP",
      defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "200" } }],
    });
    listener(80);
  `;
  stack = await TestStack.create("reap-balancer", "");
  stack.awsProgram(balanced);
  await stack.up();
  const service = async () =>
    kubectl(stack.namespace, "get", "services", "--output", "jsonpath={.items[*].spec.ports[*].port}");
  const state = await stack.succeed("stack", "export");
  stack.awsProgram(`${balanced} listener(8080);`);
  await stack.up();
  await untilUnmarked(stack.namespace);
  expect(await service()).toBe("80 8080");
  // As a killed run leaves it: no state has the second listener.
  writeFileSync(`${stack.folder}/state.json`, state);
  await stack.succeed("stack", "import", "--file", "state.json");
  const listed = await reap(stack, "--older-than", "0s");
  expect(listed.result.objects).toMatchObject([{ kind: "Secret", verdict: "kept" }]);
  expect((await reap(stack, "--older-than", "0s", "--include-saved", "--yes")).code).toBe(0);
  expect(await service()).toBe("80");

  const ebs = `ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]`;
  stack.awsProgram(
    `${balanced} new aws.ec2.Instance("db", { ${good}, ${ebs}, vpcSecurityGroupIds: [group.id] });`,
  );
  await stack.up();
  await kubectl(stack.namespace, "delete", "pods", "--selector", "ec2-pods/name=db");
  await stack.succeed("stack", "rm", "--yes", "--force", "test");
  const { code, result } = await reap(stack, "--stack", "test", "--include-saved", "--yes");
  expect(code).toBe(0);
  expect(result.objects.filter(({ verdict }) => verdict !== "deleted")).toMatchObject([
    {
      kind: "PersistentVolumeClaim",
      verdict: "kept",
      why: expect.stringContaining("it may hold data") as string,
    },
  ]);
  const left = await list<Pod>(
    stack.namespace,
    "pods,deployments,services,networkpolicies",
    "-l",
    "ec2-pods/owner",
  );
  expect(left.filter(({ metadata }) => !metadata.deletionTimestamp)).toEqual([]);
});

test("what retainOnDelete left stays until reap is told to include it, also a group and what a replacement left", async () => {
  const group = 'const group = new SecurityGroup("web", {}, { retainOnDelete: true });';
  const own = "vpcSecurityGroupIds: [group.id]";
  const instance = (zone: string) =>
    `new Ec2Instance("web", { ${good}, availabilityZone: "us-east-1${zone}", ${own} }, { retainOnDelete: true });`;
  stack = await TestStack.create("reap-retained", `${group}\n${instance("a")}`);
  await stack.up();
  await untilUnmarked(stack.namespace);
  const names = async () =>
    (await list(stack.namespace, "pods,networkpolicies")).map(({ metadata }) => metadata.name);
  const [old, policy] = await names();
  const { id } = await stack.resource("web");
  const found = async (...args: string[]) =>
    (await reap(stack, "--older-than", "0s", "--yes", ...args)).result.objects.map(
      ({ verdict, name, subject }) => [verdict, name, subject],
    );

  stack.program(`${group}\n${instance("b")}`);
  await stack.up();
  await untilUnmarked(stack.namespace);
  const replaced = await stack.resource("web");
  expect(replaced.id).not.toBe(id);
  const current = String(replaced.outputs["podName"]);
  expect((await names()).sort()).toEqual([old, current, policy].sort());
  expect(await found()).toEqual([["kept", old, id]]);

  stack.program("");
  await stack.up();
  expect((await found()).sort()).toEqual(
    [
      ["kept", current, replaced.id],
      ["kept", old, id],
      ["kept", policy, policy],
    ].sort(),
  );
  expect((await names()).sort()).toEqual([old, current, policy].sort());
  const deleted = await found("--include-saved");
  expect(deleted.map(([verdict, name]) => [verdict, name]).sort()).toEqual(
    [current, old, policy].map((name) => ["deleted", name]).sort(),
  );
});

test("the policy of a creation that a kill ended is an orphan, and a saved one of a removed group isn't", async () => {
  const proxy = await ApiProxy.start();
  stack = await TestStack.create("reap-policy", 'new SecurityGroup("web");');
  stack.kubeconfig = `${stack.folder}/kubeconfig`;
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
  try {
    await stack.up();
    const [saved] = (await list(stack.namespace, "networkpolicies")).map(({ metadata }) => metadata.name);
    // The API server has created it, but its answer is lost.
    proxy.treatment = (call) => (call.name === "POST networkpolicies" ? call.act() : call.pass());
    stack.program('new SecurityGroup("web"); new SecurityGroup("db");');
    const up = stack.failingUp();
    await untilFound(async (waited) => {
      if ((await list(stack.namespace, "networkpolicies")).length === 2) return true;
      if (waited > 120_000) throw new Error("the update created no second policy within 2 minutes");
      return undefined;
    });
    await stack.kill();
    await up;
    proxy.treatment = (call) => call.pass();
    // As "pulumi state move" to another project leaves it.
    const urns = [...(await stack.exported()).matchAll(/"urn": "([^"]*::web)"/g)].map(([, urn]) => urn!);
    for (const urn of urns.reverse()) await stack.succeed("state", "delete", "--yes", urn);
    const { verdicts } = await reap(stack, "--older-than", "0s", "--yes");
    const { [saved!]: kept, ...others } = verdicts;
    expect(kept).toContain("kept: the state doesn't have it, but an update may have saved it once");
    expect(Object.values(others)).toEqual(["deleted: the state doesn't have it"]);
    expect((await list(stack.namespace, "networkpolicies")).map(({ metadata }) => metadata.name)).toEqual([
      saved,
    ]);
  } finally {
    proxy.end();
  }
});

test("policies that the cluster created but no state has are restored where the program can't read the state, and the next update makes them right", async () => {
  const group = (port: number) =>
    `const web = new SecurityGroup("web", {
      egress: [{ protocol: "tcp", fromPort: ${port}, toPort: ${port}, cidrBlocks: ["0.0.0.0/0"] }],
    });`;
  const both = (port: number) =>
    `${group(port)} new SecurityGroupIngressRule("http", {
      securityGroupId: web.id, ipProtocol: "tcp", fromPort: ${port}, toPort: ${port}, cidrIpv4: "10.0.0.0/8",
    });`;
  const proxy = await ApiProxy.start();
  stack = await TestStack.create("killed-policy", both(80));
  stack.env["PULUMI_DIY_BACKEND_GZIP"] = "true";
  const exported = () => stack.succeed("stack", "export");
  stack.kubeconfig = `${stack.folder}/kubeconfig`;
  writeFileSync(stack.kubeconfig, proxy.kubeconfig);
  await applyGroup(stack.namespace);
  const foreign = () => kubectl(stack.namespace, "get", "networkpolicies", foreignGroup, "--output", "json");
  const untouched = await foreign();
  const ports = async () => {
    const policies = await list<Policy>(stack.namespace, "networkpolicies");
    const own = policies.filter(({ metadata }) => metadata.name !== foreignGroup);
    return Object.fromEntries(
      own.map(({ metadata, spec }) => [
        metadata.name.split("-")[0],
        // The others are of DNS and the clock.
        [spec.ingress, spec.egress].flatMap((rules = []) =>
          rules.flatMap(({ ports }) =>
            ports.map(({ port }) => port).filter((port) => port >= 80 && port < 90),
          ),
        ),
      ]),
    );
  };
  /** Kills an update once the API server has acted on a call, before it answers. */
  const killAt = async (name: string) => {
    const acted = new Promise<void>((resolve) => {
      proxy.treatment = (call) => (call.name === name ? call.act().then(() => resolve()) : call.pass());
    });
    const up = stack.failingUp();
    await acted;
    await stack.kill();
    await up;
    proxy.treatment = (call) => call.pass();
  };
  const restore = async () => {
    expect(await stack.failingUp()).toMatch(/networkpolicies\.networking\.k8s\.io "sg.*" already exists/);
    expect((await stack.ec2Pods("restore", "--yes")).stdout).toContain(": 1 restored, 0 left.");
  };
  try {
    await killAt("POST networkpolicies");
    stack.program(both(81));
    await restore();
    proxy.treatment = (call) =>
      call.name === "POST networkpolicies" ? call.act().then(() => call.drop()) : call.pass();
    await stack.failingUp();
    proxy.treatment = (call) => call.pass();
    stack.program(both(82));
    await restore();
    await stack.up();
    expect(await ports()).toEqual({ sg: [82], sgr: [82] });
    // A change and a deletion converge without it.
    stack.program(both(83));
    await killAt("PATCH networkpolicies");
    await stack.up();
    expect(await ports()).toEqual({ sg: [83], sgr: [83] });
    stack.program(group(83));
    await killAt("DELETE networkpolicies");
    await stack.up();
    expect(await ports()).toEqual({ sg: [83] });
    expect(await exported()).toContain('"pending_operations"');
    await stack.refresh("--clear-pending-creates");
    expect(await exported()).not.toContain('"pending_operations"');
    expect(await stack.preview()).toEqual({});
    expect(await foreign()).toBe(untouched);
  } finally {
    proxy.end();
  }
});

test("a stack whose cluster is gone for good can be destroyed if the user says so", async () => {
  stack = await TestStack.create(
    "gone-cluster",
    `
    const web = new SecurityGroup("web");
    new Ec2Instance("web", { ${good}, vpcSecurityGroupIds: [web.id] });
  `,
  );
  await stack.up();
  const config = await kubectl("default", "config", "view", "--raw", "--minify", "--output", "json");
  stack.kubeconfig = `${stack.folder}/gone`;
  writeFileSync(stack.kubeconfig, config.replace(/"server": "[^"]*"/, '"server": "https://127.0.0.1:1"'));
  const { code, stdout, stderr } = await stack.pulumi("destroy", "--yes", "--skip-preview");
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain(
    "If the cluster is gone for good, set PULUMI_K8S_DELETE_UNREACHABLE=true",
  );
  stack.env["PULUMI_K8S_DELETE_UNREACHABLE"] = "true";
  await stack.destroy();
  expect(await stack.instances()).toEqual([]);
});

test('an instance that "pulumi state move" took to another stack keeps its Pod and its disk, whoever runs next', async () => {
  const device = 'ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]';
  const program = `new Ec2Instance("web", { ${good}, ${device}, vpcSecurityGroupIds: ["${foreignGroup}"] });`;
  stack = await TestStack.create("moved", program);
  await applyGroup(stack.namespace);
  await stack.up();
  const uids = async () => {
    const kept = await list<Pod>(stack.namespace, "pods,persistentvolumeclaims");
    return kept.filter(({ metadata }) => !metadata.deletionTimestamp).map(({ metadata }) => metadata.uid);
  };
  const before = await uids();
  expect(before).toHaveLength(2);
  const { urn } = await stack.resource("web");
  await stack.succeed("stack", "init", "other");
  const config = readFileSync(`${stack.folder}/Pulumi.test.yaml`, "utf8");
  appendFileSync(`${stack.folder}/Pulumi.other.yaml`, config.slice(config.indexOf("config:")));
  await stack.succeed("state", "move", "--yes", "--source", "test", "--dest", "other", urn);
  const kept = await reap(stack, "--stack", "test", "--older-than", "0s", "--include-saved", "--yes");
  expect(kept.result.objects).toMatchObject([{ kind: "Pod", verdict: "kept" }]);
  stack.program("");
  await stack.succeed("up", "--yes", "--skip-preview", "--stack", "test");
  expect(await uids()).toEqual(before);

  stack.program(program);
  expect(await stack.preview()).toEqual({ web: ["update"] });
  await stack.up();
  expect(await uids()).toEqual(before);
  expect(await stack.preview()).toEqual({});
  expect((await reap(stack, "--stack", "test", "--older-than", "0s")).result.objects).toEqual([]);
  await stack.destroy();
  expect(await uids()).toEqual([]);
});
