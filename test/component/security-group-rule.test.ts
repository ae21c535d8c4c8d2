import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { SecurityGroup } from "../../provider/security-group/security-group";
import {
  SecurityGroupEgressRule,
  SecurityGroupIngressRule,
  type SecurityGroupIngressRuleArgs,
} from "../../provider/security-group/security-group-rule";
import {
  dependencies,
  failuresOf,
  guardType,
  isKnown,
  made,
  mock,
  policies,
  policyType,
  unknownText,
  valueOf,
  warnings,
} from "../support/mocks";

const http = { ipProtocol: "tcp", fromPort: 80, toPort: 80 };
const foreign = "sg-0123456789abcdef0";
const members = (id: string | undefined) => ({
  matchLabels: { [`security-group.ec2-pods/${String(id)}`]: "member" },
});

test("a rule is one NetworkPolicy below it, over the members of its group, which it waits for", async () => {
  const web = new SecurityGroup("web", { namespace: "apps" });
  const app = new SecurityGroup("app", { namespace: "apps" });
  const rule = new SecurityGroupIngressRule("web-from-app", {
    securityGroupId: web.id,
    referencedSecurityGroupId: app.id,
    ...http,
    description: "HTTP",
    tags: { a: "b" },
  });
  const policy = (await policies(web, app, rule)).find(({ name }) => name === "web-from-app")!;
  const id = await valueOf(rule.id);
  expect(id).toMatch(/^sgr-[0-9a-f]{17}$/);
  expect(policy.inputs).toMatchObject({
    metadata: {
      name: id,
      namespace: "apps",
      annotations: {
        "ec2-pods/group-name": "web-from-app",
        "ec2-pods/description": "HTTP",
        "ec2-pods/tags": '{"a":"b"}',
      },
    },
    spec: {
      podSelector: members(await valueOf(web.id)),
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ namespaceSelector: {}, podSelector: members(await valueOf(app.id)) }],
          ports: [{ protocol: "TCP", port: 80 }],
        },
      ],
    },
  });
  expect(policy.inputs.spec).not.toHaveProperty("egress");
  const guards = ["web", "app"].map(
    (name) => `urn:pulumi:dev::shop::ec2-pods:index:SecurityGroup$${guardType}::${name}`,
  );
  expect(dependencies.get(`${policyType}::web-from-app`)).toEqual(expect.arrayContaining(guards));
  expect(await valueOf(rule.urn)).toBe(
    "urn:pulumi:dev::shop::ec2-pods:index:SecurityGroupIngressRule::web-from-app",
  );
  expect(await valueOf(rule.arn)).toBe(
    `arn:aws:ec2:us-east-1:000000000000:security-group-rule/${String(id)}`,
  );
  expect(await Promise.all([rule.namespace, rule.securityGroupId].map(valueOf))).toEqual([
    "apps",
    await valueOf(web.id),
  ]);
});

test("a rule may have the name of its group and of a rule of the other direction, each with an id of its own", async () => {
  const web = new SecurityGroup("web");
  const args = { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" };
  const rules = [new SecurityGroupIngressRule("web", args), new SecurityGroupEgressRule("web", args)];
  const all = await policies(web, ...rules);
  expect(all.map(({ inputs }) => inputs.spec["policyTypes"])).toEqual([
    ["Ingress", "Egress"],
    ["Ingress"],
    ["Egress"],
  ]);
  expect(new Set(all.map(({ inputs }) => inputs.metadata["name"])).size).toBe(3);
  expect(all[2]!.inputs.spec["egress"]).toEqual([
    { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }, { namespaceSelector: {} }] },
  ]);
});

test("two groups that name each other, and previews that know all of it", async () => {
  await mock(true);
  const [a, b] = [new SecurityGroup("a"), new SecurityGroup("b")];
  const rules = [
    new SecurityGroupIngressRule("a-from-b", {
      securityGroupId: a.id,
      referencedSecurityGroupId: b.id,
      ...http,
    }),
    new SecurityGroupIngressRule("b-from-a", {
      securityGroupId: b.id,
      referencedSecurityGroupId: a.id,
      ...http,
    }),
  ];
  expect((await policies(...rules)).map(({ name }) => name)).toEqual(["a", "b", "a-from-b", "b-from-a"]);
  expect(await Promise.all(rules.map(({ id }) => isKnown(id)))).toEqual([true, true]);
});

test("a rule goes where its group is: its namespace, its provider", async () => {
  const provider = new Provider("other", { namespace: "team-a" });
  const web = new SecurityGroup("web", { namespace: "apps" }, { provider });
  const rule = new SecurityGroupIngressRule("http", {
    securityGroupId: web.id,
    cidrIpv4: "0.0.0.0/0",
    ...http,
  });
  const [group, own] = await policies(web, rule);
  expect(own!.inputs.metadata["namespace"]).toBe("apps");
  expect(own!.provider).toBe(group!.provider);
});

test("a rule of a group of another stack goes into the namespace that it names", async () => {
  const args = { securityGroupId: foreign, cidrIpv6: "::/0", ...http };
  const all = await policies(
    new SecurityGroupIngressRule("a", { ...args, namespace: "apps" }),
    new SecurityGroupIngressRule("b", args),
  );
  expect(all.map(({ inputs }) => inputs.metadata["namespace"])).toEqual(["apps", undefined]);
});

test("all mistakes are told at once, before anything is registered", () => {
  const args = {
    securityGroupId: foreign,
    cidrIpv4: "10.0.0.5/24",
    cidrIpv6: unknownText(),
    protocol: "tcp",
    fromPort: 80,
  } as unknown as SecurityGroupIngressRuleArgs;
  expect(failuresOf(() => new SecurityGroupIngressRule("http", args)).paths).toEqual([
    "protocol",
    "ipProtocol",
    "cidrIpv6",
    "cidrIpv4",
  ]);
  expect(made).toEqual([]);
});

test("two rules of one kind can't have one name, as they would have one id", () => {
  const args = { securityGroupId: foreign, cidrIpv4: "0.0.0.0/0", ...http };
  new SecurityGroupIngressRule("http", args);
  expect(failuresOf(() => new SecurityGroupIngressRule("http", args)).message).toBe(
    'Cannot create SecurityGroupIngressRule "http": name is "http", which another SecurityGroupIngressRule of this stack has, and the id follows from it. Choose another.',
  );
});

test("a rule beside rules of the group itself is a warning", async () => {
  const web = new SecurityGroup("web", {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, self: true }],
  });
  const args = { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ...http };
  await policies(new SecurityGroupIngressRule("http", args), new SecurityGroupEgressRule("out", args));
  expect(warnings).toEqual([
    'Cannot combine SecurityGroupIngressRule "http": SecurityGroup "web" has ingress rules of its own; AWS would revoke this one with each update of the group. Declare all of them in one of the two ways.',
  ]);
});

test("what a NetworkPolicy can't allow is a warning with the argument's own name", async () => {
  const args = { securityGroupId: foreign, ipProtocol: "icmp", cidrIpv4: "0.0.0.0/0" };
  const list = { securityGroupId: foreign, ...http, prefixListId: "pl-12345678" };
  await policies(new SecurityGroupIngressRule("ping", args), new SecurityGroupEgressRule("s3", list));
  const fix = "It stays closed; remove it where that is right.";
  expect(warnings).toEqual([
    `Cannot translate SecurityGroupIngressRule "ping": the rule has the protocol "icmp", and a NetworkPolicy knows tcp, udp and sctp only. ${fix}`,
    `Cannot translate SecurityGroupEgressRule "s3": prefixListId is "pl-12345678", and prefix lists exist in AWS only. ${fix}`,
  ]);
  const strict = { ...args, strict: true };
  expect(failuresOf(() => new SecurityGroupIngressRule("strict", strict)).message).toContain(
    "Remove it, or set strict to false",
  );
});

test("a component around a rule gives it its provider", async () => {
  const provider = new Provider("other", {});
  const team = new pulumi.ComponentResource("shop:index:Team", "team", {}, { providers: [provider] });
  const args = { securityGroupId: foreign, cidrIpv4: "0.0.0.0/0", ...http };
  const [policy] = await policies(new SecurityGroupIngressRule("http", args, { parent: team }));
  expect(policy!.provider).toContain("pulumi:providers:kubernetes::other::");
});
