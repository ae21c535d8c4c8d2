import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { defaultSecurityGroup, SecurityGroup, type SecurityGroupArgs } from "../../provider/security-group";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const http = { protocol: "tcp", fromPort: 80, toPort: 80 };

interface Made {
  type: string;
  name: string;
  inputs: { metadata: Record<string, unknown>; spec: Record<string, unknown> };
  provider?: string;
}

let made: Made[];
let warnings: string[];

/** After this, nothing is being registered any more. */
const settled = (): Promise<void> =>
  (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();

const mock = async (preview = false, stack = "dev") => {
  await settled();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, provider }) => {
        made.push({ type, name, inputs: inputs as Made["inputs"], ...(provider ? { provider } : {}) });
        return { id: preview ? undefined : `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: () => ({}),
    },
    "shop",
    stack,
    preview,
  );
};

beforeEach(async () => {
  // The Kubernetes provider's constructor reads it.
  delete process.env["KUBECONFIG"];
  made = [];
  warnings = [];
  pulumi.runtime.setAllConfig({});
  jest.spyOn(pulumi.log, "warn").mockImplementation((text) => {
    warnings.push(text);
    return Promise.resolve();
  });
  await mock();
});

// What is still being registered must not meet the mocks of the next test.
afterEach(async () => {
  await settled();
  jest.restoreAllMocks();
});

/** Value of an output, or undefined where it isn't known; its rejection is the promise's. */
const valueOf = <T>(output: pulumi.Output<T>): Promise<T | undefined> =>
  (output as unknown as { promise(): Promise<T | undefined> }).promise();
const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
  (output as unknown as { isKnown: Promise<boolean> }).isKnown;
const unknownText = (): pulumi.Output<string> => {
  const { unknown } = pulumi as unknown as { unknown: string };
  return pulumi.output(unknown);
};
/** All policies, after everything that is under way has been registered. */
async function policies(...groups: (SecurityGroup | pulumi.Output<string>)[]): Promise<Made[]> {
  await Promise.all(groups.map((group) => valueOf(pulumi.Output.isInstance(group) ? group : group.id)));
  return made.filter(({ type }) => type === policyType);
}

function failuresOf(make: () => unknown): { message: string; paths: string[] } {
  try {
    make();
  } catch (error) {
    if (!pulumi.RunError.isInstance(error)) throw error;
    const paths = [...error.message.matchAll(/^ {2}- (\S+)/gm)].map(([, path = ""]) => path);
    return { message: error.message, paths };
  }
  throw new Error("it was accepted");
}

test("a group is one NetworkPolicy below it, with the group's id for a name", async () => {
  const group = new SecurityGroup("web", {
    description: "Web servers",
    namespace: "apps",
    ingress: [{ ...http, cidrBlocks: ["0.0.0.0/0"] }],
    tags: { Name: "web" },
  });
  const id = await valueOf(group.id);
  expect(id).toMatch(/^sg-[0-9a-f]{17}$/);
  expect(await policies(group)).toEqual([
    {
      type: policyType,
      name: "web",
      inputs: expect.objectContaining({
        metadata: {
          name: id,
          namespace: "apps",
          labels: {
            "app.kubernetes.io/managed-by": "pulumi-ec2-pods",
            "ec2-pods/owner": expect.stringMatching(/^[0-9a-f]{16}$/),
            "ec2-pods/name": "web",
            "ec2-pods/service": "ec2",
          },
          annotations: {
            "ec2-pods/group-name": "web",
            "ec2-pods/description": "Web servers",
            "ec2-pods/tags": '{"Name":"web"}',
          },
        },
        spec: expect.objectContaining({
          podSelector: { matchLabels: { [`security-group.ec2-pods/${String(id)}`]: "member" } },
          policyTypes: ["Ingress", "Egress"],
          ingress: [
            {
              from: [{ ipBlock: { cidr: "0.0.0.0/0" } }, { namespaceSelector: {} }],
              ports: [{ protocol: "TCP", port: 80 }],
            },
          ],
        }) as unknown,
      }) as Made["inputs"],
    },
  ]);
  expect(await valueOf(group.urn)).toBe("urn:pulumi:dev::shop::ec2-pods:index:SecurityGroup::web");
  expect(await valueOf(group.arn)).toBe(`arn:aws:ec2:us-east-1:000000000000:security-group/${String(id)}`);
  expect(await valueOf(group.namespace)).toBe("apps");
});

test("who uses the id waits for the policy, which is a child of the group", async () => {
  const group = new SecurityGroup("web");
  const resources = await (
    group.id as unknown as { promise(): unknown; resources(): Set<pulumi.Resource> }
  ).resources();
  const urns = await Promise.all([...resources].map(({ urn }) => valueOf(urn)));
  expect(urns).toEqual([`urn:pulumi:dev::shop::ec2-pods:index:SecurityGroup$${policyType}::web`]);
});

test("without arguments a group has EC2's defaults and opens nothing but what EC2 never filters", async () => {
  const group = new SecurityGroup("web");
  const [policy] = await policies(group);
  expect(policy!.inputs.spec).not.toHaveProperty("ingress");
  expect(policy!.inputs.spec["egress"]).toHaveLength(3);
  expect(await valueOf(group.name)).toBe("web");
  expect(await valueOf(group.description)).toBe("Managed by Pulumi");
});

test("a preview knows the id, that of another group's rule too, and of the rest all that is not unknown", async () => {
  await mock(true);
  const app = new SecurityGroup("app", { ingress: [{ ...http, cidrBlocks: [unknownText()] }] });
  const web = new SecurityGroup("web", {
    ingress: [{ ...http, securityGroups: [app.id] }],
    tags: { owner: unknownText() },
  });
  expect(await Promise.all([isKnown(app.id), isKnown(web.id), isKnown(web.arn)])).toEqual([true, true, true]);
  const specOf = (all: Made[], name: string) => all.find((policy) => policy.name === name)!.inputs.spec;
  const all = await policies(app, web);
  expect(specOf(all, "app")).toEqual({ __pulumiUnknown: true });
  expect(specOf(all, "web")["ingress"]).toEqual([
    {
      from: [
        {
          podSelector: {
            matchLabels: { [`security-group.ec2-pods/${String(await valueOf(app.id))}`]: "member" },
          },
        },
      ],
      ports: [{ protocol: "TCP", port: 80 }],
    },
  ]);
});

test("the same name is the same id in a preview and in the update, and another in another stack", async () => {
  const first = await valueOf(new SecurityGroup("web").id);
  await mock(true);
  expect(await valueOf(new SecurityGroup("web").id)).toBe(first);
  await mock(false, "prod");
  expect(await valueOf(new SecurityGroup("web").id)).not.toBe(first);
});

test("all mistakes are told at once, before anything is registered", () => {
  const args = {
    vpcId: "vpc-1",
    ingress: [{ ...http, fromPort: -1, cidrBlocks: ["10.0.0.5/24"] }],
    egress: [{ ...http }],
  };
  expect(failuresOf(() => new SecurityGroup("web", args))).toEqual({
    message: `Cannot create SecurityGroup "web": 4 arguments are not valid:
  - vpcId is not supported: the cluster's network is the only one. Remove it
  - ingress[0].fromPort is -1. Every port is fromPort: 0 and toPort: 65535
  - ingress[0].cidrBlocks[0] is "10.0.0.5/24", which is not the first address of its range. Did you mean 10.0.0.0/24?
  - egress[0] names nobody. Give it one of cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups, or self: true.`,
    paths: ["vpcId", "ingress[0].fromPort", "ingress[0].cidrBlocks[0]", "egress[0]"],
  });
  expect(made).toEqual([]);
});

test("a mistake beside a value that only the engine knows is told at once, too", async () => {
  await mock(true);
  const ingress = [{ ...http, toPort: 70_000, cidrBlocks: [unknownText()] }];
  expect(failuresOf(() => new SecurityGroup("web", { ingress })).message).toBe(
    'Cannot create SecurityGroup "web": ingress[0].toPort is 70000. Use a whole number from 0 to 65535.',
  );
});

test("a group where its id should be is told by its name", () => {
  const app = new SecurityGroup("app");
  const args = { ingress: [{ ...http, securityGroups: [app] }] } as unknown as SecurityGroupArgs;
  expect(failuresOf(() => new SecurityGroup("web", args)).message).toContain(
    'is "the resource app", which is not the id',
  );
});

test("two groups can't have one name, as they would have one id", () => {
  new SecurityGroup("web");
  const parent = new pulumi.ComponentResource("shop:index:Team", "team");
  expect(failuresOf(() => new SecurityGroup("web", {}, { parent })).message).toBe(
    'Cannot create SecurityGroup "web": name is "web", which another SecurityGroup of this stack has, and the id follows from it. Choose another.',
  );
});

test("the name of the default group is reserved", () => {
  expect(failuresOf(() => new SecurityGroup("default")).message).toBe(
    'Cannot create SecurityGroup "default": name is "default", which is reserved for the default group. Choose another.',
  );
});

test("what a NetworkPolicy can't allow is a warning each", async () => {
  const ping = { protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] };
  const group = new SecurityGroup("web", {
    ingress: [ping],
    egress: [{ ...http, prefixListIds: ["pl-12345678"] }],
  });
  await policies(group);
  const fix = "It stays closed; remove it where that is right.";
  expect(warnings).toEqual([
    `Cannot translate SecurityGroup "web": ingress[0] has the protocol "icmp", and a NetworkPolicy knows tcp, udp and sctp only. ${fix}`,
    `Cannot translate SecurityGroup "web": egress[0].prefixListIds[0] is "pl-12345678", and prefix lists exist in AWS only. ${fix}`,
  ]);
});

test("secret tags leave the rules readable", async () => {
  const group = new SecurityGroup("web", { tags: { token: pulumi.secret("s3cret") } });
  const [policy] = await policies(group);
  const secretKey = "4dabf18193072939515e22adb298388d";
  expect(JSON.stringify(policy!.inputs.metadata)).toContain(secretKey);
  expect(JSON.stringify(policy!.inputs.spec)).not.toContain(secretKey);
});

test("a provider of the group, or of a component around it, is that of its policy", async () => {
  const provider = new Provider("other", {});
  const around = new pulumi.ComponentResource("shop:index:Team", "team", {}, { providers: [provider] });
  const groups = [
    new SecurityGroup("a", {}, { provider }),
    new SecurityGroup("b", {}, { providers: [provider] }),
    new SecurityGroup("c", {}, { parent: around }),
  ];
  const providers = (await policies(...groups)).map((policy) => policy.provider);
  expect(providers).toEqual(Array(3).fill(expect.stringContaining("pulumi:providers:kubernetes::other::")));
});

test("where the configuration names a cluster for this package only, policies go there, also below a parent", async () => {
  pulumi.runtime.setAllConfig({ "ec2-pods:context": "kind-dev", "ec2-pods:namespace": "apps" });
  const parent = new pulumi.ComponentResource("shop:index:Team", "team");
  const all = await policies(
    new SecurityGroup("web"),
    new SecurityGroup("app", {}, { parent }),
    defaultSecurityGroup(),
  );
  expect(all.map(({ provider }) => provider)).toEqual(
    Array(3).fill(expect.stringContaining("kubernetes::ec2-pods::")),
  );
  expect(all.map(({ inputs }) => inputs.metadata["namespace"])).toEqual(["apps", "apps", "apps"]);
  const providers = made.filter(({ type }) => type === "pulumi:providers:kubernetes");
  expect(providers.map(({ inputs }) => inputs)).toEqual([{ context: "kind-dev" }]);
});

test("the configuration of the Kubernetes provider comes first, and needs no other provider", async () => {
  pulumi.runtime.setAllConfig({
    "kubernetes:context": "a",
    "ec2-pods:context": "b",
    "kubernetes:namespace": "apps",
  });
  const [policy] = await policies(new SecurityGroup("web"));
  expect(policy).not.toHaveProperty("provider");
  expect(policy!.inputs.metadata["namespace"]).toBe("apps");
});

test("the default group is made once: in come its members, out goes everything", async () => {
  const ids = [defaultSecurityGroup(), defaultSecurityGroup(), defaultSecurityGroup(undefined, {})];
  const all = await policies(...ids);
  const [id] = await Promise.all(ids.map(valueOf));
  expect(all).toHaveLength(1);
  expect(all[0]!.name).toBe("default");
  expect(all[0]!.inputs.metadata["name"]).toBe(id);
  expect(all[0]!.inputs.spec).toMatchObject({
    ingress: [
      { from: [{ podSelector: { matchLabels: { [`security-group.ec2-pods/${String(id)}`]: "member" } } }] },
    ],
    egress: [{}, {}, {}, {}],
  });
});

test("each namespace has the default group, and the configured one has it once", async () => {
  pulumi.runtime.setAllConfig({ "kubernetes:namespace": "apps" });
  const ids = [undefined, "apps", "team-a", "team-a", "team-b"].map((namespace) =>
    defaultSecurityGroup(namespace),
  );
  const all = await policies(...ids);
  expect(all.map(({ name, inputs }) => [name, inputs.metadata["namespace"]])).toEqual([
    ["default", "apps"],
    ["default/team-a", "team-a"],
    ["default/team-b", "team-b"],
  ]);
  expect(new Set(await Promise.all(ids.map(valueOf))).size).toBe(1);
  expect(new Set(all.map(({ inputs }) => inputs.metadata["name"])).size).toBe(3);
  for (const { inputs } of all) expect(inputs.metadata["name"]).toMatch(/^[a-z0-9-]{1,63}$/);
});

test("a namespace that an output tells has the default group once, and previews know its id", async () => {
  await mock(true);
  const ids = [defaultSecurityGroup(unknownText()), defaultSecurityGroup(unknownText())];
  expect(await policies(...ids)).toHaveLength(1);
  expect(await Promise.all(ids.map(isKnown))).toEqual([true, true]);
});

test("unit tests that set mocks again get a default group again", async () => {
  await policies(defaultSecurityGroup());
  made = [];
  await mock();
  expect(await policies(defaultSecurityGroup())).toHaveLength(1);
});
