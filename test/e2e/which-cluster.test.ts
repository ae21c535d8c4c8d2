import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { ApiProxy } from "../support/api-proxy";
import { inside, kubectl, type Pod, podsByName, testCluster } from "../support/cluster";
import { OwnCluster } from "../support/own-cluster";
import { TestStack } from "../support/stack";

interface Access {
  cluster: object;
  user: object;
}

/** How kubectl reaches the test cluster. */
async function access(): Promise<Access> {
  const view = ["config", "view", "--raw", "--minify", "--flatten", "--output", "json"];
  const { clusters, users } = JSON.parse(await kubectl("default", ...view)) as {
    clusters: Pick<Access, "cluster">[];
    users: Pick<Access, "user">[];
  };
  return { cluster: clusters[0]!.cluster, user: users[0]!.user };
}

/** Through a proxy, which a kubeconfig can't tell from another cluster. */
const through = (proxy: ApiProxy): Access =>
  ({ ...JSON.parse(proxy.kubeconfig).clusters[0], user: {} }) as Access;

/** Writes the user's kubeconfig. The first context is the current one. */
function contexts(stack: TestStack, namespace: string, all: Record<string, Access>): void {
  const names = Object.keys(all);
  const config = {
    clusters: names.map((name) => ({ name, cluster: all[name]!.cluster })),
    users: names.map((name) => ({ name, user: all[name]!.user })),
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name, namespace } })),
    "current-context": names[0],
  };
  stack.kubeconfig = join(stack.folder, "kubeconfig");
  writeFileSync(stack.kubeconfig, JSON.stringify(config));
}

/** A stack whose configuration names no cluster and no namespace. */
async function unnamed(name: string): Promise<TestStack> {
  const stack = await TestStack.create(name, "");
  await stack.succeed("config", "rm", "kubernetes:namespace");
  return stack;
}

// The namespace "default" is where all of @pulumi/kubernetes's releases put what nothing names a namespace for.
const machine = (name: string, version: string, rules = "") => `
const web = new SecurityGroup("web", { ${rules} });
const server = new Ec2Instance("${name}", {
  ami: "busybox:1.35",
  instanceType: "t3.nano",
  vpcSecurityGroupIds: [web.id],
  userData: "#!/bin/sh\\necho ran >>/booted\\n",
  tags: { version: "${version}" },
});`;

/** One resource of each kind that has a place of its own. */
const program = (name: string, version: string, rules = "") => `
const aws = require("pulumi-ec2-pods");
${machine(name, version, rules)}
const data = new aws.ebs.Volume("data", { availabilityZone: server.availabilityZone, size: 1 });
new aws.ec2.VolumeAttachment("attachment", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
new aws.lb.TargetGroup("targets", { port: 80, protocol: "HTTP", vpcId: web.vpcId });
`;

const http = `
new SecurityGroupIngressRule("http", {
  securityGroupId: web.id, ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8",
});`;

describe("a stack whose cluster nothing names", () => {
  let stack: TestStack;
  let proxy: ApiProxy;
  let own: Access;
  let before: Pod["metadata"];
  /** No other suite's instance in that namespace has it. */
  let name: string;

  const pod = async (): Promise<Pod["metadata"]> => (await podsByName("default"))[name]!.metadata;
  const context = async () => (await stack.resource(name)).outputs["context"];

  beforeAll(async () => {
    [proxy, own] = [await ApiProxy.start(), await access()];
    stack = await unnamed("which");
    name = stack.project;
    contexts(stack, "default", { "kind-dev": own });
    stack.program(program(name, "1"));
    await stack.up();
    before = await pod();
  });
  afterAll(async () => {
    contexts(stack, "default", { "kind-dev": own });
    await stack.pulumi("destroy", "--yes", "--skip-preview");
    await stack.remove();
    proxy.end();
  });

  test('"kubens" moves nothing, until the configuration names the namespace', async () => {
    contexts(stack, stack.namespace, { "kind-dev": own });
    expect(await stack.preview()).toEqual({});
    // A new rule goes where its group is.
    stack.program(`${program(name, "2")}${http}`);
    expect(await stack.preview()).toEqual({ [name]: ["update"], http: ["create", "create"] });
    await stack.up();
    expect((await pod()).uid).toBe(before.uid);
    expect(await kubectl(stack.namespace, "get", "networkpolicies")).toBe("");
    await stack.succeed("config", "set", "kubernetes:namespace", stack.namespace);
    expect(await stack.preview()).toMatchObject({
      [name]: expect.arrayContaining(["replace"]) as unknown,
      data: expect.arrayContaining(["replace"]) as unknown,
    });
    await stack.succeed("config", "rm", "kubernetes:namespace");
  });

  test('"kubectl config use-context" moves nothing, and says which groups it leaves behind', async () => {
    const writes: (string | undefined)[] = [];
    // Another cluster, as far as anything shows: the namespace kube-system has another uid, and nothing else is there.
    proxy.treatment = (call) => {
      if (call.from.method !== "GET") writes.push(call.from.url);
      return call.from.url === "/api/v1/namespaces/kube-system"
        ? call.answer({ status: 200, body: '{"metadata":{"uid":"0-another"}}' })
        : call.answer({ status: 404, body: "{}" });
    };
    contexts(stack, "default", { "kind-other": through(proxy), "kind-dev": own });
    expect(await stack.preview()).toEqual({});
    const said = await stack.succeed("up", "--yes", "--skip-preview", "--expect-no-changes");
    const left =
      'its NetworkPolicies are in the cluster of context "kind-dev", and the Kubernetes provider now looks for them in context "kind-other". Run "pulumi config set kubernetes:context kind-dev" before you change or delete them';
    expect(said).toContain(`SecurityGroup "web": warning: ${left}`);
    expect((await pod()).uid).toBe(before.uid);
    // A group that changes would change in the other cluster.
    for (const rules of [
      'tags: { team: "web" }',
      'egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }]',
    ]) {
      stack.program(`${program(name, "2", rules)}${http}`);
      const { stdout, stderr, code } = await stack.pulumi("up", "--yes");
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain(`Cannot update SecurityGroup "web": ${left}`);
    }
    stack.program(`${program(name, "2")}${http.replaceAll("80", "81")}`);
    const { stdout, stderr, code } = await stack.pulumi("up", "--yes");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(`Cannot update SecurityGroupIngressRule "http": ${left}`);
    // The Kubernetes provider would look for the policy in the other cluster, and drop it from the state.
    stack.program(program(name, "2"));
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const removed = await stack.pulumi(...command);
      expect(removed.code).not.toBe(0);
      expect(removed.stdout + removed.stderr).toMatch(
        /Cannot update SecurityGroup "web": the program doesn't have security group rule sgr-\w+ \("http"\) in namespace "default", which the cluster has, and its NetworkPolicies are in the cluster of context "kind-dev"/,
      );
    }
    const inline = await stack.inlineUp();
    expect(inline.code).not.toBe(0);
    expect(inline.stdout).toContain(
      `Cannot update SecurityGroup "web": the program doesn't have security group rule`,
    );
    expect(writes).toEqual([]);
    stack.program(`${program(name, "2")}${http}`);
    expect(await stack.preview()).toEqual({});
    expect(await stack.inlineUp()).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("unchanged") as string,
    });
  });

  test('"kubectl config rename-context" is live, but leads to no other cluster that is current', async () => {
    contexts(stack, stack.namespace, { "kind-other": through(proxy), "kind-renamed": own });
    const { stdout, stderr, code } = await stack.pulumi("preview");
    expect(code).not.toBe(0);
    // Whichever of them the engine comes to first.
    expect(stdout + stderr).toMatch(
      /Cannot update (Ec2Instance|TargetGroup) ".*": it is in the cluster of context "kind-renamed", and the current context "kind-other" leads to another\. Name the right one with "pulumi config set kubernetes:context kind-renamed"/,
    );
    contexts(stack, stack.namespace, { "kind-renamed": own });
    expect(await stack.preview()).toEqual({
      [name]: ["update"],
      data: ["update"],
      attachment: ["update"],
      targets: ["update"],
    });
    await stack.up();
    expect((await pod()).uid).toBe(before.uid);
    expect(await context()).toBe("kind-renamed");
    expect(await stack.preview()).toEqual({});
  });

  test("a colleague who names the cluster otherwise, and reaches it by another server, sees the same stack", async () => {
    proxy.treatment = (call) => call.pass();
    contexts(stack, stack.namespace, { "kind-colleague": through(proxy) });
    await stack.refresh();
    expect(await context()).toBe("kind-colleague");
    expect(await stack.preview()).toEqual({});
    expect((await pod()).uid).toBe(before.uid);
    contexts(stack, stack.namespace, { "kind-dev": own });
    await stack.destroy();
    expect(await podsByName("default")).not.toHaveProperty(name);
  });
});

describe("instances and volumes with a Kubernetes Provider", () => {
  let stack: TestStack;
  afterAll(() => stack.remove());

  test("are where it says, and a preview that can't know all of it doesn't show them as changed", async () => {
    stack = await unnamed("provider");
    stack.program(`
      const aws = require("pulumi-ec2-pods");
      const { Provider } = require("@pulumi/kubernetes");
      const kubeconfig = require("node:fs").readFileSync(process.env.KUBECONFIG, "utf8");
      const provider = new Provider("elsewhere", { kubeconfig, namespace: "${stack.namespace}" });
      const whole = new Provider("whole", { kubeconfig });
      const web = new SecurityGroup("web", {}, { provider });
      const machine = { ami: "busybox:1.35", instanceType: "t3.nano" };
      const server = new Ec2Instance("server", { ...machine, vpcSecurityGroupIds: [web.id] }, { provider });
      const data = new aws.ebs.Volume("data", { availabilityZone: server.availabilityZone, size: 1 }, { provider });
      new aws.ec2.VolumeAttachment("attachment", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id }, { provider });
      new aws.lb.TargetGroup("targets", { port: 80, protocol: "HTTP", vpcId: web.vpcId }, { provider });
      new aws.ebs.Volume("other", { availabilityZone: "us-east-1a", size: 1, namespace: "${stack.namespace}" }, { provider: whole });
    `);
    await stack.up();
    const { metadata } = (await podsByName(stack.namespace))["server"]!;
    expect((await inside(stack.namespace, metadata.name, "grep -c /mnt/sdf /proc/mounts")).stdout).toBe(
      "1\n",
    );
    expect(await stack.preview()).toEqual({});
    const { inputs } = await stack.resource("server");
    expect(inputs).toMatchObject({ context: testCluster().context, namespace: stack.namespace });
  });
});

describe("a cluster that was replaced by one of the same name", () => {
  const old = new OwnCluster("replaced");
  let stack: TestStack;
  let simulated: Access;
  let name: string;

  beforeAll(async () => {
    await old.start("simulated");
    stack = await unnamed("replaced");
    name = stack.project;
    simulated = await access();
    contexts(stack, "default", { "kind-dev": simulated });
    stack.program(machine(name, "1"));
    await stack.up();
    old.leave();
    contexts(stack, "default", { "kind-dev": await access() });
  });
  afterAll(async () => {
    old.use();
    await stack.remove();
    await old.remove();
  });

  test("is noticed by previews, and by a refresh, after which user data runs on a new disk", async () => {
    const { stdout, stderr, code } = await stack.pulumi("preview");
    expect(code).not.toBe(0);
    const cause = 'context "kind-dev" leads to another cluster than the one that it was created in';
    expect(stdout + stderr).toContain(
      `Cannot update Ec2Instance "${name}": ${cause}. If that cluster was replaced, run "pulumi up --refresh"`,
    );
    const { id } = await stack.resource(name);
    expect(await stack.succeed("up", "--yes", "--skip-preview", "--refresh")).toContain(
      `Ec2Instance "${name}": is gone: ${cause}`,
    );
    expect((await stack.resource(name)).id).not.toBe(id);
    const { metadata } = (await podsByName("default"))[name]!;
    const booted = "until test -s /booted; do sleep 0.1; done; cat /booted";
    expect((await inside("default", metadata.name, booted)).stdout).toBe("ran\n");
    expect(await stack.preview()).toEqual({});
  });

  test("doesn't keep what it had from being deleted, and nothing in it is", async () => {
    contexts(stack, "default", { "kind-dev": simulated });
    expect(await stack.destroy()).toContain(`Ec2Instance "${name}": is gone`);
    const { metadata } = (await podsByName("default"))[name]!;
    await kubectl("default", "delete", "pod", metadata.name, "--wait=false");
  });
});
