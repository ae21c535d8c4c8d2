import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { Ec2Instance } from "../../provider/instance/ec2-instance";
import type { Ec2InstanceArgs } from "../../provider/instance/ec2-instance-args";
import { perProgram } from "../../provider/record/program";
import { SecurityGroup } from "../../provider/security-group/security-group";
import { SecurityGroupIngressRule } from "../../provider/security-group/security-group-rule";
import {
  dependencies,
  guardType,
  isKnown,
  registered,
  mock,
  policies,
  policyType,
  unknownText,
} from "../support/mocks";

const instanceType = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance";
const instance = (name: string, args: Partial<Ec2InstanceArgs> = {}) =>
  new Ec2Instance(name, { ami: "busybox:1.35", instanceType: "t3.micro", ...args });

/** Logical name and namespace of each policy. */
const locations = async () =>
  (await policies()).map(({ name, inputs }) => `${name} in ${String(inputs.metadata["namespace"])}`);

const guardUrn = (name: string) => `urn:pulumi:dev::shop::ec2-pods:index:SecurityGroup$${guardType}::${name}`;

beforeEach(() => pulumi.runtime.setAllConfig({ "kubernetes:namespace": "apps" }));

test("the default group is created once: its members reach each other and everyone else", async () => {
  instance("a");
  instance("b");
  instance("c", { namespace: "apps" });
  expect(await locations()).toEqual(["default in apps"]);
  const [policy] = await policies();
  const id = String(policy!.inputs.metadata["name"]);
  expect(policy!.inputs.spec).toMatchObject({
    ingress: [
      {
        from: [
          {
            namespaceSelector: {},
            podSelector: { matchLabels: { [`security-group.ec2-pods/${id}`]: "member" } },
          },
        ],
      },
    ],
    egress: [{}, {}, {}],
  });
  const groups = registered
    .filter(({ type }) => type === instanceType)
    .map(({ inputs }) => inputs["vpcSecurityGroupIds"]);
  expect(groups).toEqual([[id], [id], [id]]);
});

test("another run of a program has its own default group", async () => {
  instance("a");
  await policies();
  registered.length = 0;
  await mock();
  instance("a");
  expect(await locations()).toEqual(["default in apps"]);
});

test("a group has its rules in each namespace with members, which wait for them", async () => {
  const web = new SecurityGroup("web", {
    ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, self: true }],
  });
  new SecurityGroupIngressRule("dns", {
    securityGroupId: web.id,
    ipProtocol: "udp",
    fromPort: 53,
    toPort: 53,
    referencedSecurityGroupId: web.id,
  });
  instance("here", { vpcSecurityGroupIds: [web.id] });
  instance("there", { vpcSecurityGroupIds: [web.id], namespace: "team-a" });
  instance("there too", { vpcSecurityGroupIds: [web.id], namespace: pulumi.output("team-a") });
  instance("other", { namespace: "team-a" });
  expect((await locations()).sort()).toEqual([
    "default in apps",
    "default/team-a in team-a",
    "dns in apps",
    "dns/team-a in team-a",
    "web in apps",
    "web/team-a in team-a",
  ]);
  const all = await policies();
  const [home, elsewhere] = ["web", "web/team-a"].map((name) => all.find((policy) => policy.name === name)!);
  expect(elsewhere!.inputs.spec).toEqual(home!.inputs.spec);
  expect(elsewhere!.inputs.metadata["name"]).toBe(`${String(home!.inputs.metadata["name"])}-team-a`);
  expect(dependencies.get(`${instanceType}::here`)).toContain(guardUrn("web"));
  for (const name of ["there", "there too"]) {
    expect(dependencies.get(`${instanceType}::${name}`)).toContain(guardUrn("web/team-a"));
  }
  expect(dependencies.get(`${guardType}::web/team-a`)).toContain(
    `urn:pulumi:dev::shop::ec2-pods:index:SecurityGroup$${policyType}::web/team-a`,
  );
});

test("the namespace of a provider is the group's, whatever the configuration says", async () => {
  const provider = new Provider("other", { namespace: "team-a" });
  const web = new SecurityGroup("web", {}, { provider });
  instance("a", { vpcSecurityGroupIds: [web.id], namespace: "team-a" });
  instance("b", { vpcSecurityGroupIds: [web.id] });
  expect(await locations()).toEqual(["web in undefined", "web/apps in apps"]);
  const providers = (await policies()).map((policy) => policy.provider);
  expect(new Set(providers).size).toBe(1);
});

test("a namespace that a preview doesn't know leaves the ids known", async () => {
  await mock(true);
  const a = instance("a", { namespace: unknownText() });
  expect(await locations()).toEqual(["default in apps"]);
  expect(await isKnown(a.vpcSecurityGroupIds)).toBe(true);
});

test("ids of groups of other stacks need no policy of this stack", async () => {
  instance("a", { vpcSecurityGroupIds: ["sg-0123456789abcdef0"] });
  expect(await locations()).toEqual([]);
});

test("a guard knows the cluster of its policy, and keeps its provider's kubeconfig secret", async () => {
  const provider = new Provider("other", {
    namespace: "team-a",
    kubeconfig: "secret: config",
    context: "kind-dev",
  });
  new SecurityGroup("web", { namespace: "apps" }, { provider });
  new SecurityGroup("app");
  await policies();
  const guards = registered.filter(({ type }) => type === guardType);
  const [web, app] = ["web", "app"].map((group) => guards.find(({ name }) => name === group)?.inputs);
  const secretKey = "4dabf18193072939515e22adb298388d";
  expect(web).toMatchObject({
    namespace: "apps",
    ownTarget: true,
    context: "kind-dev",
    kind: "SecurityGroup",
  });
  expect(web!["kubeconfig"]).toMatchObject({ [secretKey]: expect.any(String) as string });
  expect(app).toMatchObject({ ownTarget: false });
  expect(app).not.toHaveProperty("kubeconfig");
});

test("in a Pod, the Kubernetes provider finds the service account itself, as it knows no context of it", async () => {
  const ambient = process.env["KUBECONFIG"];
  process.env["KUBECONFIG"] = "/nowhere/config";
  try {
    pulumi.runtime.setAllConfig({ "ec2-pods:context": "in-cluster" });
    new SecurityGroup("web");
    const [web] = await policies();
    expect(web?.provider).toContain("kubernetes::ec2-pods::");
    const providers = registered.filter(({ type }) => type === "pulumi:providers:kubernetes");
    expect(providers.map(({ inputs }) => inputs["context"])).toEqual([undefined]);
  } finally {
    if (ambient === undefined) delete process.env["KUBECONFIG"];
    else process.env["KUBECONFIG"] = ambient;
  }
});

test("an instance whose context doesn't exist needs no policy elsewhere: its own check reports the error", async () => {
  pulumi.runtime.setAllConfig({});
  const web = new SecurityGroup("web", { namespace: "apps" });
  instance("a", { vpcSecurityGroupIds: [web.id], kubeconfig: "{ contexts: [] }", context: "gone" });
  expect(await locations()).toEqual(["web in apps"]);
  expect(dependencies.get(`${instanceType}::a`)).toContain(guardUrn("web"));
});

test("every group of a stack allows the DNS servers in its configuration, and a malformed one is an error", async () => {
  pulumi.runtime.setConfig("ec2-pods:dns", "openshift-dns:5353");
  const [policy] = await policies(new SecurityGroup("web"));
  expect(JSON.stringify(policy!.inputs["spec"])).toContain('"kubernetes.io/metadata.name":"openshift-dns"');
  pulumi.runtime.setConfig("ec2-pods:dns", "dns.example.com");
  expect(() => new SecurityGroup("db")).toThrow(
    'Cannot create SecurityGroup "db": egress ec2-pods:dns of the stack\'s configuration has "dns.example.com". Use addresses',
  );
});

test("a preview that doesn't know one group of an instance still shows the policies of the others", async () => {
  await mock(true);
  const web = new SecurityGroup("web");
  instance("a", { namespace: "other", vpcSecurityGroupIds: [unknownText(), web.id] });
  expect(await locations()).toEqual(["web in apps", "web/other in other"]);
});

test("components that a package makes of one program share its groups", async () => {
  const [first, second, another] = ["a", "a", "b"].map((target) => ({
    ...Object.create(null),
    getChannel: () => ({ getTarget: () => target }),
  })) as object[];
  const groups = perProgram(() => new Set());
  const groupsOf = (monitor: object) => {
    jest.spyOn(pulumi.runtime, "getMonitor").mockReturnValue(monitor as never);
    return groups();
  };
  const [own, shared, foreign] = [first!, second!, another!].map(groupsOf);
  expect(shared).toBe(own);
  expect(foreign).not.toBe(own);
  expect(groupsOf(first!)).toBe(own);
});
