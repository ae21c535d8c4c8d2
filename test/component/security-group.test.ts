import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { defaultSecurityGroup } from "../../provider/security-group/default-security-group";
import { SecurityGroup } from "../../provider/security-group/security-group";
import type { SecurityGroupArgs } from "../../provider/security-group/security-group-arguments";
import { SecurityGroupIngressRule } from "../../provider/security-group/security-group-rule";
import {
  componentOutputs,
  dependencies,
  failuresOf,
  guardType,
  isKnown,
  registered,
  type Registered,
  mock,
  policies,
  policyType,
  unknownText,
  valueOf,
  warnings,
} from "../support/mocks";

const http = { protocol: "tcp", fromPort: 80, toPort: 80 };

test("a group is one NetworkPolicy, a child named by the group's id", async () => {
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
            "ec2-pods/maker": expect.stringMatching(/^[0-9a-f]{16}$/),
            "pulumi.com/patchForce": "true",
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
      }) as Registered["inputs"],
    },
  ]);
  expect(await valueOf(group.urn)).toBe("urn:pulumi:dev::shop::ec2-pods:index:SecurityGroup::web");
  expect(await valueOf(group.arn)).toBe(`arn:aws:ec2:us-east-1:000000000000:security-group/${String(id)}`);
  expect(await valueOf(group.namespace)).toBe("apps");
});

test("an annotation that a preview doesn't know leaves the origin known, so that the engine can ignore its change", async () => {
  await mock(true);
  const [policy] = await policies(new SecurityGroup("web", { description: unknownText() }));
  expect(policy!.inputs.metadata["annotations"]).toMatchObject({
    "ec2-pods/maker": expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
});

test("a user of the id waits for the guard, which waits for the policy; both are children of the group", async () => {
  const group = new SecurityGroup("web");
  const resources = await (
    group.id as unknown as { promise(): unknown; resources(): Set<pulumi.Resource> }
  ).resources();
  const urns = await Promise.all([...resources].map(({ urn }) => valueOf(urn)));
  const parent = "urn:pulumi:dev::shop::ec2-pods:index:SecurityGroup";
  expect(urns).toEqual([`${parent}$${guardType}::web`]);
  expect(dependencies.get(`${guardType}::web`)).toContain(`${parent}$${policyType}::web`);
});

test("without arguments, a group has EC2's defaults and allows only what EC2 never filters", async () => {
  const group = new SecurityGroup("web");
  const [policy] = await policies(group);
  expect(policy!.inputs.spec).not.toHaveProperty("ingress");
  expect(policy!.inputs.spec["egress"]).toHaveLength(2);
  expect(await valueOf(group.name)).toBe("web");
  expect(await valueOf(group.description)).toBe("Managed by Pulumi");
});

test("a preview knows the ids, also in rules of another group, and everything that doesn't depend on an unknown", async () => {
  await mock(true);
  const app = new SecurityGroup("app", { ingress: [{ ...http, cidrBlocks: [unknownText()] }] });
  const web = new SecurityGroup("web", {
    ingress: [{ ...http, securityGroups: [app.id] }],
    tags: { owner: unknownText() },
  });
  expect(await Promise.all([isKnown(app.id), isKnown(web.id), isKnown(web.arn)])).toEqual([true, true, true]);
  const specOf = (all: Registered[], name: string) => all.find((policy) => policy.name === name)!.inputs.spec;
  const all = await policies(app, web);
  expect(specOf(all, "app")).toEqual({ __pulumiUnknown: true });
  expect(specOf(all, "web")["ingress"]).toEqual([
    {
      from: [
        {
          namespaceSelector: {},
          podSelector: {
            matchLabels: { [`security-group.ec2-pods/${String(await valueOf(app.id))}`]: "member" },
          },
        },
      ],
      ports: [{ protocol: "TCP", port: 80 }],
    },
  ]);
});

test("a name has the same id in a preview and in the update, and another id in another stack", async () => {
  const first = await valueOf(new SecurityGroup("web").id);
  await mock(true);
  expect(await valueOf(new SecurityGroup("web").id)).toBe(first);
  await mock(false, "prod");
  expect(await valueOf(new SecurityGroup("web").id)).not.toBe(first);
});

test("all failures are reported together, before anything is registered", () => {
  const args = {
    strict: "yes",
    ingress: [{ ...http, fromPort: -1, cidrBlocks: ["10.0.0.5/24"] }],
    egress: [{ ...http }],
  } as unknown as SecurityGroupArgs;
  expect(failuresOf(() => new SecurityGroup("web", args))).toEqual({
    message: `Cannot create SecurityGroup "web": 4 arguments aren't valid:
  - strict is "yes". Use true or false
  - ingress[0].fromPort is -1. For all ports, use fromPort: 0 and toPort: 65535
  - ingress[0].cidrBlocks[0] is "10.0.0.5/24", which isn't the first address of its range. Did you mean 10.0.0.0/24?
  - egress[0] has no destination. Set one of cidrBlocks, ipv6CidrBlocks, prefixListIds, securityGroups, or self: true.`,
    paths: ["strict", "ingress[0].fromPort", "ingress[0].cidrBlocks[0]", "egress[0]"],
  });
  expect(registered).toEqual([]);
});

test("a failure beside a value that only the engine knows is reported at once", async () => {
  await mock(true);
  const ingress = [{ ...http, toPort: 70_000, cidrBlocks: [unknownText()] }];
  expect(failuresOf(() => new SecurityGroup("web", { ingress })).message).toBe(
    'Cannot create SecurityGroup "web": ingress[0].toPort is 70000. Use a whole number from 0 to 65535.',
  );
});

test("a group in place of its id is reported by its name", () => {
  const app = new SecurityGroup("app");
  const args = { ingress: [{ ...http, securityGroups: [app] }] } as unknown as SecurityGroupArgs;
  expect(failuresOf(() => new SecurityGroup("web", args)).message).toContain(
    'is "the resource app", which isn\'t the id',
  );
});

test("two groups can't have the same name, because they would have the same id", () => {
  new SecurityGroup("web");
  const parent = new pulumi.ComponentResource("shop:index:Team", "team");
  expect(failuresOf(() => new SecurityGroup("web", {}, { parent })).message).toBe(
    'Cannot create SecurityGroup "web": name is "web", the name of another SecurityGroup in this stack, and ids are derived from names. Choose another.',
  );
});

test("the name of the default group is reserved", () => {
  expect(failuresOf(() => new SecurityGroup("default")).message).toBe(
    'Cannot create SecurityGroup "default": name is "default", which is reserved for the default group. Choose another.',
  );
});

test("every part that a NetworkPolicy can't allow has a warning", async () => {
  const ping = { protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] };
  const group = new SecurityGroup("web", {
    ingress: [ping],
    egress: [{ ...http, prefixListIds: ["pl-12345678"], cidrBlocks: ["169.254.169.254/32"] }],
  });
  await policies(group);
  const fix = "That traffic stays blocked. Remove this part of the rule if you don't need it.";
  expect(warnings).toEqual([
    `Cannot translate SecurityGroup "web": ingress[0] has the protocol "icmp"; a NetworkPolicy supports only tcp, udp and sctp. ${fix}`,
    `Cannot translate SecurityGroup "web": egress[0].prefixListIds[0] is "pl-12345678"; prefix lists exist only in AWS. ${fix}`,
    `Cannot translate SecurityGroup "web": egress[0].cidrBlocks[0] is "169.254.169.254/32"; no rule opens the metadata service of a node, and an instance needs none for its own. For DNS servers at this address, set ec2-pods:dns. ${fix}`,
  ]);
});

test("secret tags leave the rules readable", async () => {
  const group = new SecurityGroup("web", { tags: { token: pulumi.secret("s3cret") } });
  const [policy] = await policies(group);
  expect(JSON.stringify(policy!.inputs.metadata)).toContain(secretKey);
  expect(JSON.stringify(policy!.inputs.spec)).not.toContain(secretKey);
});

test("the provider of the group, or of a component around it, is the provider of its policy", async () => {
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

test("if the configuration names a cluster only for this package, all policies are created there", async () => {
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
  const providers = registered.filter(({ type }) => type === "pulumi:providers:kubernetes");
  expect(providers.map(({ inputs }) => inputs)).toEqual([{ context: "kind-dev" }]);
});

test("the configuration of the Kubernetes provider wins, and needs no other provider", async () => {
  pulumi.runtime.setAllConfig({
    "kubernetes:context": "a",
    "ec2-pods:context": "b",
    "kubernetes:namespace": "apps",
  });
  const [policy] = await policies(new SecurityGroup("web"));
  expect(policy).not.toHaveProperty("provider");
  expect(policy!.inputs.metadata["namespace"]).toBe("apps");
});

test("namePrefix, region, vpcId and revokeRulesOnDelete are accepted, as in AWS", async () => {
  const group = new SecurityGroup("web", {
    namePrefix: "web-",
    region: "eu-west-1",
    vpcId: "vpc-1",
    revokeRulesOnDelete: true,
    tags: { a: "b" },
  });
  const id = await valueOf(group.id);
  expect(await valueOf(group.name)).toBe(`web-${String(id).slice(3)}`);
  expect(await valueOf(group.arn)).toBe(`arn:aws:ec2:eu-west-1:000000000000:security-group/${String(id)}`);
  expect(
    await Promise.all([group.vpcId, group.ownerId, group.region].map((output) => valueOf(output))),
  ).toEqual(["vpc-1", "000000000000", "eu-west-1"]);
  expect(await valueOf(group.tags)).toEqual({ a: "b" });
  expect(warnings).toEqual([]);
});

test("strict rejects every part that a NetworkPolicy can't allow", () => {
  const ping = { protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] };
  const egress = [{ ...http, prefixListIds: ["pl-12345678"] }];
  const make = () => new SecurityGroup("web", { ingress: [ping], egress, strict: true });
  const fix = "Remove it, or set strict to false";
  expect(failuresOf(make).message).toBe(`Cannot create SecurityGroup "web": 2 arguments aren't valid:
  - ingress[0] has the protocol "icmp"; a NetworkPolicy supports only tcp, udp and sctp. ${fix}
  - egress[0].prefixListIds[0] is "pl-12345678"; prefix lists exist only in AWS. ${fix}.`);
  expect(registered).toEqual([]);
});

const secretKey = "4dabf18193072939515e22adb298388d";

test("the arguments are outputs, not inputs: an older state without them needs no update", async () => {
  const args: SecurityGroupArgs = {
    namePrefix: "web-",
    description: "Web servers",
    ingress: [{ ...http, cidrBlocks: ["0.0.0.0/0"] }],
    egress: [],
    tags: { Name: pulumi.secret("web") },
    vpcId: "vpc-1",
    region: "eu-west-1",
    revokeRulesOnDelete: true,
    strict: true,
    namespace: "apps",
  };
  const group = new SecurityGroup("web", args);
  await policies(group);
  const id = String(await valueOf(group.id));
  expect(registered.find(({ type }) => type === "ec2-pods:index:SecurityGroup")?.inputs).toEqual({});
  expect(componentOutputs.get(String(await valueOf(group.urn)))).toEqual({
    ...args,
    id,
    arn: `arn:aws:ec2:eu-west-1:000000000000:security-group/${id}`,
    name: `web-${id.slice("sg-".length)}`,
    ownerId: "000000000000",
    tags: { [secretKey]: expect.any(String) as string, value: { Name: "web" } },
  });
});

test("secret tags leave the description readable", async () => {
  const group = new SecurityGroup("web", { description: "Web", tags: { token: pulumi.secret("s3cret") } });
  await policies(group);
  const outputs = componentOutputs.get(String(await valueOf(group.urn)));
  expect(outputs).toMatchObject({ description: "Web", tags: { [secretKey]: expect.any(String) as string } });
});

test("a secret namespace stays secret in the outputs of the group and of its rules", async () => {
  const web = new SecurityGroup("web", { namespace: pulumi.secret("apps"), tags: { a: pulumi.secret("b") } });
  const args = { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" };
  const rule = new SecurityGroupIngressRule("http", args);
  const plain = new SecurityGroup("plain", { namespace: "apps", tags: { a: pulumi.secret("b") } });
  await policies(web, rule, plain);
  const namespaces = await Promise.all(
    [web, rule, plain].map(
      async ({ urn }) => componentOutputs.get(String(await valueOf(urn)))?.["namespace"],
    ),
  );
  const secret = { [secretKey]: expect.any(String) as string, value: "apps" };
  expect(namespaces).toEqual([secret, secret, "apps"]);
});
