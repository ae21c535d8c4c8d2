import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { ApiProxy } from "../support/api-proxy";
import { apply, kubectl, list, livePods, type Pod, testCluster, untilUnmarked } from "../support/cluster";
import { applyGroup } from "../support/group";
import { group } from "../support/instance";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

const program = (args: string): string => `
const web = new Ec2Instance("web", { vpcSecurityGroupIds: ["${group}"], ${args} });
export const { id, podName } = web;
`;
const good = `ami: "busybox:1.35", instanceType: "t3.micro"`;
const hanging = `ami: "127.0.0.1:1/none:1", instanceType: "t3.micro"`;

interface Kubeconfig {
  clusters: { cluster: { server: string } }[];
  users: { user: object }[];
}

let stack: TestStack;
onOurNode(() => {
  afterEach(() => stack.remove());

  async function createStack(name: string, text: string): Promise<void> {
    stack = await TestStack.create(name, text);
    await applyGroup(stack.namespace);
  }

  const pods = () => livePods(stack.namespace);
  const names = async () => (await pods()).map(({ metadata }) => metadata.name);

  /** Kills the process that runs the stack's dynamic resources. */
  function killProvider(): void {
    const provider = stack.processes().find(({ command }) => command.includes("dynamic-provider"));
    if (!provider) throw new Error("no dynamic provider runs for this stack");
    process.kill(provider.pid, "SIGKILL");
  }

  test("a create removes what a killed one left, and no Pod of another user", async () => {
    await createStack("killed", program(hanging));
    const up = stack.failingUp();
    let left: Pod | undefined;
    while (!left) [left] = await pods();
    killProvider();
    await up;
    expect(await names()).toEqual([left.metadata.name]);

    // Of another user, whose create of the same resource of a stack of the same name is under way.
    const { labels, annotations } = left.metadata;
    await apply(stack.namespace, {
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name: "decoy",
        labels: { ...labels, "ec2-pods/instance-id": "i-00000000000000000" },
        annotations: { ...annotations, "ec2-pods/maker": "another" },
      },
      spec: { containers: [{ name: "instance", image: "busybox:1.35", command: ["sleep", "3600"] }] },
    });
    stack.program(program(good));
    await stack.up();
    const { podName } = await stack.outputs<{ podName: string }>();
    expect((await names()).sort()).toEqual(["decoy", podName].sort());
    await stack.succeed("destroy", "--yes", "--skip-preview");
    expect(await names()).toEqual(["decoy"]);
  });

  const tiers = (more = "") => `
import * as pulumi from "@pulumi/pulumi";
class Tier extends pulumi.ComponentResource {
  constructor(name: string, devices: string[]) {
    super(\`tiers:index:\${name}\`, name);
    const ebsBlockDevices = devices.map((deviceName) => ({ deviceName, volumeSize: 1 }));
    const machine = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: ["${group}"] };
    new Ec2Instance("server", { ...machine, ebsBlockDevices, ${more} }, { parent: this });
  }
}
new Tier("web", []);
new Tier("db", ["/dev/sdf"]);
`;

  test("an instance and its volumes outlive the changes of another one of its name, also if a kill left its mark", async () => {
    await createStack("tiers", tiers());
    await stack.up();
    const [db] = (await pods()).filter(({ spec }) => JSON.stringify(spec).includes("/mnt/sdf"));
    const { name } = db!.metadata;
    // As after a kill before the engine's save was noticed.
    await kubectl(stack.namespace, "annotate", "pod", name, "ec2-pods/spawn-pending=true");
    const web = (await stack.instances()).find(({ urn }) => urn.includes("tiers:index:web"))!;
    expect(await stack.ec2Pods("reboot", web.id!)).toMatchObject({ code: 0 });
    stack.program(tiers('tags: { tier: "1" }'));
    await stack.succeed("up", "--yes", "--skip-preview", "--target", web.urn);
    await stack.succeed("destroy", "--yes", "--skip-preview", "--target", web.urn);
    expect(await names()).toEqual([name]);
    expect(await list(stack.namespace, "persistentvolumeclaims")).toHaveLength(1);
  });

  test("an unchanged update takes off the mark that a kill left, by one list of the stack's Pods", async () => {
    const other = `new Ec2Instance("db", { ${good}, vpcSecurityGroupIds: ["${group}"] });`;
    await createStack("marked", program(good) + other);
    const proxy = await ApiProxy.start();
    stack.kubeconfig = join(stack.folder, "kubeconfig");
    writeFileSync(stack.kubeconfig, proxy.kubeconfig);
    try {
      await stack.up();
      await untilUnmarked(stack.namespace);
      const before = await names();
      await kubectl(stack.namespace, "annotate", "pods", "--all", "ec2-pods/spawn-pending=true");
      const calls: string[] = [];
      proxy.treatment = (call) => {
        calls.push(call.name);
        call.pass();
      };
      const unchanged = async (expected: string[]) => {
        await stack.succeed("up", "--yes", "--skip-preview", "--expect-no-changes");
        expect(await untilUnmarked(stack.namespace)).toContain("ec2-pods/");
        // The provider calls beside the run, which may end first.
        while (calls.length < expected.length) await setTimeout(50);
        expect(calls.splice(0).sort()).toEqual(expected);
      };
      const read = ["GET /api/v1/namespaces/kube-system", "GET pods"];
      await unchanged([...read, "GET pods", "GET pods", "PATCH pods", "PATCH pods"]);
      await unchanged(read);

      // What has left the state on purpose isn't what a killed run left.
      const web = await stack.resource("web");
      await stack.succeed("state", "delete", web.urn, "--yes");
      await stack.up();
      expect(await names()).toEqual(expect.arrayContaining(before));
      expect(await names()).toHaveLength(3);
    } finally {
      proxy.end();
    }
  });

  test("an instance that another resource adopts stays when the one that had it goes, in the same update", async () => {
    const device = 'ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]';
    await createStack("adopted", program(`${good}, ${device}`));
    await stack.up();
    const { id, podName } = await stack.outputs<{ id: string; podName: string }>();
    const renamed = program(`${good}, ${device}, adopt: "${id}"`).replace(
      'Instance("web"',
      'Instance("frontend"',
    );
    const target = ["--target", (await stack.resource("web")).urn.replace(/web$/, "frontend")];
    stack.program(
      `${program(`${good}, ${device}`)}\n${renamed.replace(/^export.*$/m, "").replace("web =", "frontend =")}`,
    );
    const refused = await stack.pulumi("up", "--yes", "--skip-preview", ...target);
    expect(refused.stdout).toContain(
      `Cannot create Ec2Instance "frontend": another resource of the program already is instance ${id}, the value of adopt.`,
    );
    stack.program(renamed);
    await stack.succeed("up", "--yes", "--skip-preview", ...target);
    expect(await stack.up()).toContain(
      'Ec2Instance "web": its Pod and its volumes stay, because "frontend" has adopted it',
    );
    expect(await names()).toEqual([podName]);
    expect(await list(stack.namespace, "persistentvolumeclaims")).toHaveLength(1);

    const again = renamed.replace('Instance("frontend"', 'Instance("backend"');
    stack.program(again);
    expect(await stack.up()).toContain(
      'Ec2Instance "frontend": its Pod and its volumes stay, because "backend" has adopted it',
    );
    expect(await stack.outputs()).toEqual({ id, podName });

    stack.program(
      `${again}\nnew Ec2Instance("second", { ${good}, vpcSecurityGroupIds: ["${group}"], adopt: "${id}" }, { dependsOn: web });`,
    );
    expect(await stack.failingUp()).toContain(
      `problem: is the id of Ec2Instance "backend" of this program. Remove adopt, or that resource`,
    );
  });

  test("a cluster that doesn't answer or denies access loses no state, and a preview needs none", async () => {
    await createStack("unreachable", program(good));
    await stack.up();
    const { id } = await stack.outputs<{ id: string }>();
    const view = ["config", "view", "--raw", "--minify", "--output", "json"];
    const text = await kubectl("default", ...view);
    const nowhere = JSON.parse(text) as Kubeconfig;
    nowhere.clusters[0]!.cluster.server = "https://127.0.0.1:1";
    const stranger = JSON.parse(text) as Kubeconfig;
    stranger.users[0]!.user = { token: await kubectl(stack.namespace, "create", "token", "default") };

    stack.kubeconfig = join(stack.folder, "kubeconfig");
    for (const [kubeconfig, reason] of [
      [nowhere, `the cluster of context "${testCluster().context}" (https://127.0.0.1:1) doesn't answer:`],
      [stranger, 'denies access: pods is forbidden: User "system:serviceaccount:'],
    ] as const) {
      writeFileSync(stack.kubeconfig, JSON.stringify(kubeconfig));
      const { stdout, code } = await stack.pulumi("refresh", "--yes", "--skip-preview");
      expect(code).not.toBe(0);
      expect(stdout).toContain(
        `Cannot read Ec2Instance "web": the cluster of context "${testCluster().context}"`,
      );
      expect(stdout).toContain(reason);
      expect((await stack.resource("web")).id).toBe(id);
      expect(await stack.preview()).toEqual({});
    }
    stack.kubeconfig = testCluster().kubeconfig;
  });

  const grouped = (other: string) => `
import { readFileSync } from "node:fs";
import { Provider } from "@pulumi/kubernetes/provider";
const kubeconfig = readFileSync(process.env.KUBECONFIG!, "utf8");
const provider = new Provider("cluster", { kubeconfig, namespace: "${other}" });
new SecurityGroup("own", {}, { provider });
const web = new SecurityGroup("web");
const open = { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" };
new SecurityGroupIngressRule("http", { securityGroupId: web.id, ...open });
new Ec2Instance("plain", { ${good} });
new Ec2Instance("there", { ${good}, vpcSecurityGroupIds: [web.id], namespace: "${other}" });
`;

  test("policies that a refresh dropped while the cluster was down are restored, and nothing changes", async () => {
    stack = await TestStack.create("restore", "");
    const proxy = await ApiProxy.start();
    const other = `${stack.namespace}-b`;
    await kubectl("default", "create", "namespace", other);
    try {
      stack.kubeconfig = join(stack.folder, "kubeconfig");
      writeFileSync(stack.kubeconfig, proxy.kubeconfig);
      stack.program(grouped(other));
      await stack.up();
      const policies = async () => {
        const lists = [stack.namespace, other].map((namespace) => list<Pod>(namespace, "networkpolicies"));
        return (await Promise.all(lists)).flat().map(({ metadata }) => `${metadata.name} ${metadata.uid}`);
      };
      const before = await policies();

      proxy.treatment = (call) => call.drop();
      expect(await stack.pulumi("refresh", "--yes", "--skip-preview")).not.toMatchObject({ code: 0 });
      proxy.treatment = (call) => call.pass();
      expect(await stack.exported()).not.toContain(":NetworkPolicy::");

      const listed = await stack.ec2Pods("restore");
      expect(listed.stdout.trimEnd().split("\n").slice(-2)).toEqual([
        `NetworkPolicies of stack "test" of project "${stack.project}": 6 lost, 0 left.`,
        "Restore them with: ec2-pods restore --stack test --yes",
      ]);
      const locks = join(stack.folder, ".pulumi", "locks", "organization", stack.project, "test");
      mkdirSync(locks, { recursive: true });
      writeFileSync(join(locks, "killed.json"), "{}");
      expect((await stack.ec2Pods("restore", "--yes")).stderr).toMatch(
        /^Cannot restore Stack "test": "pulumi import --file=\S+ .*" failed with exit code 1: the stack is currently locked/,
      );
      await stack.succeed("cancel", "--yes");
      const restored = JSON.parse((await stack.ec2Pods("restore", "--yes", "--json")).stdout) as {
        policies: { verdict: string }[];
      };
      expect(restored.policies.map(({ verdict }) => verdict)).toEqual(before.map(() => "restored"));
      await stack.succeed("up", "--yes", "--skip-preview", "--expect-no-changes");
      expect(await policies()).toEqual(before);
      expect((await stack.ec2Pods("restore")).stdout).toContain(": 0 lost, 0 left.\n");
    } finally {
      proxy.end();
      await kubectl("default", "delete", "namespace", other, "--wait=false");
    }
  });

  const policed = (port: number) => `
const open = { ipProtocol: "tcp", fromPort: ${port}, toPort: ${port}, cidrIpv4: "10.0.0.0/8" };
const web = new SecurityGroup("web");
new SecurityGroupIngressRule("http", { securityGroupId: web.id, ...open });
`;

  test("what somebody edits in policies is undone by the next up, whether a refresh has seen it or not", async () => {
    stack = await TestStack.create("edited", policed(80));
    await stack.up();
    type Policy = Pod & { spec: object };
    const policies = () => list<Policy>(stack.namespace, "networkpolicies");
    const specs = async () => (await policies()).map(({ spec }) => spec);
    const written = await specs();
    const edit = async () => {
      for (const { metadata } of await policies()) {
        const patch = '--patch={"spec":{"ingress":[{}]}}';
        await kubectl(stack.namespace, "patch", "networkpolicy", metadata.name, "--type=merge", patch);
      }
      expect(await specs()).not.toEqual(written);
    };
    const said = /warning: NetworkPolicy "sgr-\S+" in namespace "\S+" was edited by "kubectl-patch"/;

    await edit();
    expect(await stack.preview()).toEqual({ web: ["update"] });
    expect(await stack.up()).toMatch(said);
    expect(await specs()).toEqual(written);
    expect(await stack.preview()).toEqual({});

    await edit();
    expect(await stack.refresh()).toMatch(said);
    expect(await stack.preview()).toEqual({ web: ["update"] });
    await stack.up();
    expect(await specs()).toEqual(written);

    // It also replaces the record of what Pulumi wrote.
    for (const policy of await policies()) {
      const { name, labels, annotations } = policy.metadata;
      const metadata = { name, labels, annotations };
      const kind = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" };
      await apply(stack.namespace, { ...kind, metadata, spec: { ...policy.spec, ingress: [{}] } });
    }
    expect(await stack.succeed("preview")).toContain('Run "pulumi up --refresh" to restore what the program');
    await stack.succeed("up", "--yes", "--skip-preview", "--refresh");
    expect(await specs()).toEqual(written);
    await stack.succeed("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes");
  });
});
