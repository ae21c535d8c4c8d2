import { Provider } from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { SecurityGroup } from "../../provider/security-group/security-group";
import type { SecurityGroupIngressRuleArgs } from "../../provider/security-group/security-group-arguments";
import {
  SecurityGroupEgressRule,
  SecurityGroupIngressRule,
} from "../../provider/security-group/security-group-rule";
import {
  componentOutputs,
  dependencies,
  failuresOf,
  guardType,
  isKnown,
  lateFailureOf,
  registered,
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

test("a rule is one NetworkPolicy, a child that selects the members of its group and waits for the group", async () => {
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

test("a rule can have the name of its group and of a rule of the other direction; their ids differ", async () => {
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
    {
      to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }, { namespaceSelector: {} }],
    },
  ]);
});

test("two groups can name each other, and a preview shows their rules", async () => {
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
  const names = (await policies(...rules)).map(({ name }) => name);
  expect(names.sort()).toEqual(["a", "a-from-b", "b", "b-from-a"]);
  expect(await Promise.all(rules.map(({ id }) => isKnown(id)))).toEqual([true, true]);
});

test("a rule has the namespace and the provider of its group", async () => {
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

test("a rule of a group of another stack is created in the namespace that it names", async () => {
  const args = { securityGroupId: foreign, cidrIpv6: "::/0", ...http };
  const all = await policies(
    new SecurityGroupIngressRule("a", { ...args, namespace: "apps" }),
    new SecurityGroupIngressRule("b", args),
  );
  expect(all.map(({ inputs }) => inputs.metadata["namespace"])).toEqual(["apps", undefined]);
});

test("all failures are reported together, before anything is registered", () => {
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
  expect(registered).toEqual([]);
});

test("two rules of one kind can't have the same name, because they would have the same id", () => {
  const args = { securityGroupId: foreign, cidrIpv4: "0.0.0.0/0", ...http };
  new SecurityGroupIngressRule("http", args);
  expect(failuresOf(() => new SecurityGroupIngressRule("http", args)).message).toBe(
    'Cannot create SecurityGroupIngressRule "http": name is "http", the name of another SecurityGroupIngressRule in this stack, and ids are derived from names. Choose another.',
  );
});

test("a standalone rule beside inline rules has a warning", async () => {
  const web = new SecurityGroup("web", {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, self: true }],
  });
  const args = { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ...http };
  await policies(new SecurityGroupIngressRule("http", args), new SecurityGroupEgressRule("out", args));
  expect(warnings).toEqual([
    'Cannot combine SecurityGroupIngressRule "http": SecurityGroup "web" has inline ingress rules; in AWS, each update of the group would revoke this rule. Use either inline rules or standalone rules for ingress.',
  ]);
});

test("a part that a NetworkPolicy can't allow has a warning with the argument's own name", async () => {
  const args = { securityGroupId: foreign, ipProtocol: "icmp", cidrIpv4: "0.0.0.0/0" };
  const list = { securityGroupId: foreign, ...http, prefixListId: "pl-12345678" };
  await policies(new SecurityGroupIngressRule("ping", args), new SecurityGroupEgressRule("s3", list));
  const fix = "That traffic stays blocked. Remove this part of the rule if you don't need it.";
  expect(warnings).toEqual([
    `Cannot translate SecurityGroupIngressRule "ping": the rule has the protocol "icmp"; a NetworkPolicy supports only tcp, udp and sctp. ${fix}`,
    `Cannot translate SecurityGroupEgressRule "s3": prefixListId is "pl-12345678"; prefix lists exist only in AWS. ${fix}`,
  ]);
  const strict = { ...args, strict: true };
  expect(failuresOf(() => new SecurityGroupIngressRule("strict", strict)).message).toContain(
    "Remove it, or set strict to false",
  );
});

test("a rule has the provider of a component around it", async () => {
  const provider = new Provider("other", {});
  const team = new pulumi.ComponentResource("shop:index:Team", "team", {}, { providers: [provider] });
  const args = { securityGroupId: foreign, cidrIpv4: "0.0.0.0/0", ...http };
  const [policy] = await policies(new SecurityGroupIngressRule("http", args, { parent: team }));
  expect(policy!.provider).toContain("pulumi:providers:kubernetes::other::");
});

test("the arguments are outputs, not inputs: an older state without them needs no update", async () => {
  const args: SecurityGroupIngressRuleArgs = {
    securityGroupId: foreign,
    ...http,
    cidrIpv4: "10.0.0.0/8",
    description: "HTTP",
    tags: { a: "b" },
    region: "eu-west-1",
    strict: true,
    namespace: "apps",
  };
  const rule = new SecurityGroupIngressRule("http", args);
  await policies(rule);
  const id = String(await valueOf(rule.id));
  expect(registered.find(({ type }) => type === "ec2-pods:index:SecurityGroupIngressRule")?.inputs).toEqual(
    {},
  );
  expect(componentOutputs.get(String(await valueOf(rule.urn)))).toEqual({
    ...args,
    id,
    securityGroupRuleId: id,
    arn: `arn:aws:ec2:eu-west-1:000000000000:security-group-rule/${id}`,
  });
  const values = [rule.ipProtocol, rule.fromPort, rule.toPort, rule.cidrIpv4, rule.description, rule.tags];
  expect(await Promise.all(values.map((output) => valueOf<unknown>(output)))).toEqual([
    "tcp",
    80,
    80,
    "10.0.0.0/8",
    "HTTP",
    { a: "b" },
  ]);
});

test("a preview that doesn't know the source still shows the rule's policy, its group and its id", async () => {
  await mock(true);
  const web = new SecurityGroup("web");
  const rule = new SecurityGroupIngressRule("http", {
    securityGroupId: web.id,
    cidrIpv4: unknownText(),
    ...http,
  });
  const all = await policies(web, rule);
  expect(all.map(({ name }) => name)).toEqual(["web", "http"]);
  const [label] = Object.keys((all[0]!.inputs.spec["podSelector"] as { matchLabels: object }).matchLabels);
  expect(all[1]!.inputs.spec).toEqual({
    podSelector: { matchLabels: { [label!]: "member" } },
    policyTypes: ["Ingress"],
    ingress: { __pulumiUnknown: true },
  });
  expect(await isKnown(rule.id)).toBe(true);
});

test("strict rejects a rule although its groups are outputs", () => {
  const [web, app] = [new SecurityGroup("web"), new SecurityGroup("app")];
  const args = {
    securityGroupId: web.id,
    referencedSecurityGroupId: app.id,
    ipProtocol: "icmp",
    strict: true,
  };
  expect(failuresOf(() => new SecurityGroupIngressRule("ping", args)).message).toBe(
    'Cannot create SecurityGroupIngressRule "ping": the rule has the protocol "icmp"; a NetworkPolicy supports only tcp, udp and sctp. Remove it, or set strict to false.',
  );
});

test("strict rejects a protocol that only the engine knows", async () => {
  const web = new SecurityGroup("web");
  const args = {
    securityGroupId: web.id,
    referencedSecurityGroupId: web.id,
    ipProtocol: pulumi.output("icmp"),
    description: pulumi.output("Ping"),
    strict: pulumi.output(true),
  };
  expect(await lateFailureOf(() => new SecurityGroupIngressRule("ping", args))).toBe(
    'Cannot create SecurityGroupIngressRule "ping": the rule has the protocol "icmp"; a NetworkPolicy supports only tcp, udp and sctp. Remove it, or set strict to false.',
  );
  expect(warnings).toEqual([]);
});

describe("a rule that conflicts with its group or another rule is rejected, without a warning", () => {
  const inline = { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] };

  test("a duplicate of an inline rule", async () => {
    const web = new SecurityGroup("web", { ingress: [inline] });
    const args = { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ...http };
    expect(await lateFailureOf(() => new SecurityGroupIngressRule("http", args))).toBe(
      'Cannot create SecurityGroupIngressRule "http": cidrIpv4 is a duplicate: an inline rule of SecurityGroup "web" has the same peer, protocol and ports, and EC2 rejects that. Remove one of them.',
    );
    expect(warnings).toEqual([]);
  });

  test("a duplicate of another rule", async () => {
    const web = new SecurityGroup("web");
    const args = { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ...http };
    const first = await valueOf(new SecurityGroupIngressRule("first", args).id);
    expect(await lateFailureOf(() => new SecurityGroupIngressRule("second", args))).toBe(
      `Cannot create SecurityGroupIngressRule "second": cidrIpv4 is a duplicate: the rule ${String(first)} of SecurityGroup "web" has the same peer, protocol and ports, and EC2 rejects that. Remove one of them.`,
    );
    expect(warnings).toEqual([]);
  });

  test("a namespace of its own", async () => {
    const web = new SecurityGroup("web", { ingress: [{ ...inline, fromPort: 443, toPort: 443 }] });
    const args = { securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ...http, namespace: "apps" };
    expect(await lateFailureOf(() => new SecurityGroupIngressRule("http", args))).toBe(
      'Cannot create SecurityGroupIngressRule "http": namespace is set, but the rule is created in the namespace of SecurityGroup "web". Remove it.',
    );
    expect(warnings).toEqual([]);
  });
});
