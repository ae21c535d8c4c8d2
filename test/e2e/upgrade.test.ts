import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { NetworkPolicySpec } from "../../provider/security-group/policy-spec";
import { inside, kubectl, list, testCluster } from "../support/cluster";
import { networkPolicies } from "../support/network-policy-evaluator";
import { type Thing, thingsOf, upWithRelease } from "../support/releases";
import { TestStack } from "../support/stack";

/** Each kind of resource of the first releases, each kind of user data, a volume, and a stopped instance. */
const instancesAndGroups = (version: string, elsewhere: string, plain = "") => `
const { Provider } = require("@pulumi/kubernetes");
const machine = { ami: "busybox:1.35", instanceType: "t3.nano" };
const app = new SecurityGroup("app", { description: "apps", tags: { tier: "app" } });
const web = new SecurityGroup("web", {
  ingress: [
    { protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [app.id] },
    { protocol: "-1", fromPort: 0, toPort: 0, self: true },
  ],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
new SecurityGroupIngressRule("web-https", {
  securityGroupId: web.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0",
});
new SecurityGroupEgressRule("app-out", { securityGroupId: app.id, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" });
const own = new SecurityGroup("own", {}, {
  provider: new Provider("own", { kubeconfig: require("node:fs").readFileSync(process.env.KUBECONFIG, "utf8"), namespace: "${elsewhere}" }),
});
export const ids = [
  new Ec2Instance("plain", { ...machine, tags: { version: "${version}" }, ${plain} }),
  new Ec2Instance("server", {
    ...machine,
    vpcSecurityGroupIds: [web.id, app.id],
    userData: "#!/bin/sh\\necho booted\\n",
    waitForUserData: true,
    getConsoleOutput: true,
    metadataOptions: { httpTokens: "required" },
    timeouts: { create: "5m" },
  }),
  new Ec2Instance("store", {
    ...machine,
    ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1, volumeType: "gp3" }],
    resourceMode: "none",
    monitoring: true,
  }),
  new Ec2Instance("elsewhere", { ...machine, namespace: "${elsewhere}", vpcSecurityGroupIds: [web.id, own.id] }),
  new Ec2Instance("stopped", { ...machine, instanceState: "stopped", userDataBase64: "IyEvYmluL3NoCg==" }),
].map(({ id }) => id);
`;

/** Records, an instance in a subnet, and a volume that is attached to it. */
const networkAndVolume = (version: string, _elsewhere: string, plain = "") => `
const aws = require("pulumi-ec2-pods");
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });
const subnet = new aws.ec2.Subnet("web", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: true });
const web = new SecurityGroup("web", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: [vpc.cidrBlock] }],
});
const plain = new Ec2Instance("plain", {
  ami: "busybox:1.35",
  instanceType: "t3.nano",
  subnetId: subnet.id,
  vpcSecurityGroupIds: [web.id],
  tags: { version: "${version}" },
  ${plain}
});
const data = new aws.ebs.Volume("data", { availabilityZone: plain.availabilityZone, size: 1, tags: { Name: "data" } });
new aws.ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: plain.id });
new aws.ec2.Eip("web", { instance: plain.id });
export const ids = [vpc.id, plain.id, data.id];
`;

/** Whether a group lets its members out to the metadata service of the node. */
async function isMetadataOpen(namespace: string): Promise<boolean> {
  type Policy = { metadata: { name: string }; spec: NetworkPolicySpec };
  const policies = await list<Policy>(namespace, "networkpolicies");
  const passes = networkPolicies(policies.map(({ spec }) => ({ namespace, spec })));
  return policies.some(({ spec: { podSelector } }) =>
    passes(
      { address: "10.0.0.1", namespace, labels: podSelector.matchLabels ?? {} },
      { address: "169.254.169.254", labels: {} },
    )({ protocol: "tcp", port: 80 }),
  );
}

/** Policies change once: groups no longer open the metadata service of the node. A Pod that was rolled may still end. */
const kept = (things: Thing[]) =>
  things.filter(({ kind, isEnding }) => kind !== "NetworkPolicy" && !isEnding);

/** Builds of commits, without declarations, and what a stack of theirs has. */
const releases = [
  {
    release: "f32a824",
    program: instancesAndGroups,
    policies: (elsewhere: string) => ["app", "default", "own", "web", `web/${elsewhere}`],
    pods: 4,
    server: "server",
    // "own" is a Provider with the contents of the kubeconfig, and the guard of its group.
    live: ["plain", "server", "store", "elsewhere", "stopped", "own"],
  },
  {
    release: "ae9f571",
    program: networkAndVolume,
    policies: () => ["web"],
    pods: 1,
    server: "plain",
    live: ["plain", "data", "data"],
  },
];

/** The user's kubeconfig after "kubectl config rename-context", which leads to the same cluster. */
async function renamedContext({ kubeconfig, folder: into }: TestStack): Promise<string> {
  const copy = join(into, "renamed-kubeconfig");
  writeFileSync(copy, readFileSync(kubeconfig));
  await kubectl(
    "default",
    "--kubeconfig",
    copy,
    "config",
    "rename-context",
    testCluster().context,
    "kind-renamed",
  );
  return copy;
}

test.each(releases)(
  "this release changes only the policies of groups in a stack of release $release, and keeps using its Pods",
  async ({ release, program, policies, pods, server, live }) => {
    const stack = await TestStack.create("upgrade", "");
    const elsewhere = `${stack.namespace}-2`;
    try {
      await kubectl("default", "create", "namespace", elsewhere);
      stack.program(program("1", elsewhere));
      await upWithRelease(stack, release);
      const things = () => thingsOf(stack.namespace, elsewhere);
      const before = await things();
      expect(before.filter(({ kind }) => kind === "Pod")).toHaveLength(pods);
      expect(await isMetadataOpen(stack.namespace)).toBe(true);

      const changed = policies(elsewhere).map((name) => [name, ["update"]] as const);
      expect(await stack.preview()).toEqual(Object.fromEntries(changed));
      await stack.succeed("up", "--yes", "--skip-preview", "--refresh");
      expect(await isMetadataOpen(stack.namespace)).toBe(false);
      expect(kept(await things())).toEqual(kept(before));
      const nameOf = async (name: string) => (await stack.resource(name)).outputs["privateDns"];
      expect(await nameOf("plain")).toMatch(/^10-[0-9-]+\.[^.]+\.pod\.cluster\.local$/);

      const usual = stack.kubeconfig;
      stack.kubeconfig = await renamedContext(stack);
      const changes = await stack.preview();
      expect(Object.keys(changes).sort()).toEqual([...new Set(live)].sort());
      expect(new Set(Object.values(changes).flat())).toEqual(new Set(["update"]));
      stack.kubeconfig = usual;

      stack.program(program("2", elsewhere));
      expect(await stack.preview()).toEqual({ plain: ["update"] });
      await stack.up();
      const uids = (all: Thing[]) => all.map(({ kind, name, uid }) => `${kind} ${name} ${uid}`).sort();
      expect(uids(await things())).toEqual(uids(before));
      expect(await nameOf("plain")).toMatch(/\.pod\.cluster\.local$/);

      // Its Pods have no supervisor, so what a machine gets while it is off needs a new one.
      stack.program(program("2", elsewhere, 'instanceType: "t3.micro"'));
      expect(await stack.up()).toContain(
        'Ec2Instance "plain": re-creates the Pod, which an older release launched: its disk is lost, and user data runs again',
      );
      const lasting = expect.stringMatching(/^i-[0-9a-f]{17}\.ec2-instances\./) as string;
      expect(await nameOf("plain")).toEqual(lasting);
      await stack.refresh();
      expect(await stack.preview()).toEqual({});
      expect((await stack.resource("plain")).inputs["privateDns"]).toEqual(lasting);
      const stopped = await stack.ec2Pods("stop", server);
      expect(stopped).toMatchObject({ code: 0, stdout: expect.stringContaining(" stopped.\n") as string });
      await stack.refresh();
      expect((await stack.resource(server)).outputs["instanceState"]).toBe("stopped");
      await stack.up();
      expect((await stack.resource(server)).outputs["instanceState"]).toBe("running");
      await stack.destroy();
      // Secrets and claims are deleted shortly after their Pods.
      while ((await things()).length > 0);
    } finally {
      await stack.remove();
      await kubectl("default", "delete", "namespace", elsewhere, "--wait=false");
    }
  },
);

/** A load balancer of a release that kept its parts in ConfigMaps, with their tags. */
const loadBalancer = (site: string) => `
const aws = require("pulumi-ec2-pods");
const tags = { site: "${site}" };
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
const subnets = ["a", "b"].map((zone, index) => new aws.ec2.Subnet(zone, {
  vpcId: vpc.id, cidrBlock: \`10.0.\${index}.0/24\`, availabilityZone: \`us-east-1\${zone}\`,
}).id);
const web = new SecurityGroup("web", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const machine = new Ec2Instance("web", {
  ami: "busybox:1.35",
  instanceType: "t3.nano",
  subnetId: subnets[0],
  vpcSecurityGroupIds: [web.id],
  userData: "#!/bin/sh\\nmkdir /www; echo served >/www/index.html; httpd -h /www\\n",
});
const balancer = new aws.lb.LoadBalancer("web", { subnets, securityGroups: [web.id], tags });
const group = new aws.lb.TargetGroup("web", {
  port: 80, protocol: "HTTP", vpcId: vpc.id, tags, healthCheck: { interval: 5, timeout: 2 },
});
new aws.lb.TargetGroupAttachment("web", { targetGroupArn: group.arn, targetId: machine.id });
const forward = { type: "forward", targetGroupArn: group.arn };
const listener = new aws.lb.Listener("web", {
  loadBalancerArn: balancer.arn, port: 80, defaultActions: [forward], tags,
});
new aws.lb.ListenerRule("api", {
  listenerArn: listener.arn, actions: [forward], conditions: [{ pathPattern: { values: ["/api/*"] } }], tags,
});
export const dnsName = balancer.dnsName;
export const pod = machine.podName;
`;

test("this release sees no change in a load balancer of release f135a21, and keeps serving it", async () => {
  const stack = await TestStack.create("upgrade-lb", loadBalancer("first"));
  try {
    await upWithRelease(stack, "f135a21");
    const { dnsName, pod } = await stack.outputs<{ dnsName: string; pod: string }>();
    const served = async () => {
      const script = `until timeout 3 wget -qO- http://${dnsName}/; do sleep 0.2; done`;
      expect(await inside(stack.namespace, pod, script)).toMatchObject({ stdout: "served\n", code: 0 });
    };
    await served();
    const before = await thingsOf(stack.namespace);

    expect(await stack.preview()).toEqual({ web: ["update"] });
    await stack.succeed("up", "--yes", "--skip-preview", "--refresh");
    expect(kept(await thingsOf(stack.namespace))).toEqual(kept(before));

    stack.program(loadBalancer("second"));
    const update = ["update"];
    expect(await stack.preview()).toEqual({ web: [...update, ...update, ...update], api: update });
    await stack.up();
    // The proxy's Deployment rolls, because its template isn't that of the older release.
    const uids = (all: Thing[]) =>
      all
        .map(({ kind, name, uid }) => `${kind} ${name} ${uid}`)
        .filter((each) => !/^(Pod|Secret|ConfigMap) lb-/.test(each));
    const after = await thingsOf(stack.namespace);
    expect(uids(after).sort()).toEqual(uids(before).sort());
    const records = (all: Thing[], kind: string) =>
      all
        .filter((each) => each.kind === kind && each.name.startsWith("lb-"))
        .map(({ name }) => name)
        .sort();
    expect(records(before, "ConfigMap")).toHaveLength(6);
    expect(records(after, "Secret")).toEqual(records(before, "ConfigMap"));
    expect(records(after, "ConfigMap")).toEqual([]);
    const secrets = await list<Thing & { metadata: { name: string }; data?: Record<string, string> }>(
      stack.namespace,
      "secrets",
    );
    const texts = secrets
      .filter(({ metadata }) => metadata.name.startsWith("lb-"))
      .flatMap(({ data = {} }) => Object.values(data).map((text) => Buffer.from(text, "base64").toString()));
    expect(texts.join()).toContain("lb:ListenerRule");
    expect(texts.join()).not.toContain("second");
    await served();

    await stack.destroy();
    // The garbage collector deletes what belongs to a Deployment shortly after it.
    while ((await thingsOf(stack.namespace)).length > 0);
  } finally {
    await stack.remove();
  }
});
