import type { ClassicRuleArgs } from "../../provider/security-group/classic-rule-arguments";
import { SecurityGroupRule } from "../../provider/security-group/classic-security-group-rule";
import { SecurityGroup } from "../../provider/security-group/security-group";
import { SecurityGroupIngressRule } from "../../provider/security-group/security-group-rule";
import {
  componentOutputs,
  failuresOf,
  lateFailureOf,
  mock,
  policies,
  unknownText,
  valueOf,
  warnings,
} from "../support/mocks";

const foreign = "sg-0123456789abcdef0";
const http = { protocol: "tcp", fromPort: 80, toPort: 80 };
const fromOffice = { ...http, type: "ingress", cidrBlocks: ["192.0.2.0/24", "198.51.100.0/24"] };
const members = (id: unknown) => ({ matchLabels: { [`security-group.ec2-pods/${String(id)}`]: "member" } });

test("a rule with several sources is one NetworkPolicy beside that of its group", async () => {
  const web = new SecurityGroup("web", { namespace: "apps" });
  const rule = new SecurityGroupRule("office", {
    ...fromOffice,
    securityGroupId: web.id,
    description: "HTTP",
  });
  const policy = (await policies(web, rule)).find(({ name }) => name === "office")!;
  expect(policy.inputs).toMatchObject({
    metadata: {
      name: expect.stringMatching(/^sgr-[0-9a-f]{17}$/) as string,
      namespace: "apps",
      annotations: { "ec2-pods/group-name": "office", "ec2-pods/description": "HTTP" },
    },
    spec: {
      podSelector: members(await valueOf(web.id)),
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ ipBlock: { cidr: "192.0.2.0/24" } }, { ipBlock: { cidr: "198.51.100.0/24" } }],
          ports: [{ protocol: "TCP", port: 80 }],
        },
      ],
    },
  });
  expect(policy.inputs.spec).not.toHaveProperty("egress");
  expect(await valueOf(rule.id)).toMatch(/^sgrule-\d{1,10}$/);
  // EC2 makes two rules of it.
  expect(await valueOf(rule.securityGroupRuleId)).toBe("");
  const outputs = [
    rule.type,
    rule.protocol,
    rule.fromPort,
    rule.self,
    rule.sourceSecurityGroupId,
    rule.namespace,
  ];
  expect(await Promise.all(outputs.map((output) => valueOf<unknown>(output)))).toEqual([
    ...["ingress", "tcp", 80, false, "", "apps"],
  ]);
  expect(warnings).toEqual([]);
});

test("a rule with one source has the id of EC2's rule, and self is the group", async () => {
  const web = new SecurityGroup("web");
  const rule = new SecurityGroupRule("peers", {
    ...http,
    type: "egress",
    securityGroupId: web.id,
    self: true,
  });
  const policy = (await policies(web, rule)).find(({ name }) => name === "peers")!;
  expect(await valueOf(rule.securityGroupRuleId)).toBe(policy.inputs.metadata["name"]);
  expect(await valueOf(rule.sourceSecurityGroupId)).toBe(await valueOf(web.id));
  expect(policy.inputs.spec).toMatchObject({
    policyTypes: ["Egress"],
    egress: [{ to: [{ namespaceSelector: {}, podSelector: members(await valueOf(web.id)) }] }],
  });
});

test("a range means the Pods in the VPC of the group; of a group of another stack, only addresses", async () => {
  const web = new SecurityGroup("web", { vpcId: "vpc-1" });
  const range = { ...http, type: "ingress", cidrBlocks: ["10.0.0.0/16"] };
  const rules = [
    new SecurityGroupRule("own", { ...range, securityGroupId: web.id }),
    new SecurityGroupRule("other", { ...range, securityGroupId: foreign }),
  ];
  const all = await policies(web, ...rules);
  const peers = (name: string) => all.find((policy) => policy.name === name)!.inputs.spec["ingress"];
  const block = { ipBlock: { cidr: "10.0.0.0/16" } };
  const labels = { "ec2-pods/vpc": "vpc-1", "ec2-pods/cidr-16": "10.0.0.0" };
  expect(peers("own")).toMatchObject([
    { from: [block, { namespaceSelector: {}, podSelector: { matchLabels: labels } }] },
  ]);
  expect(peers("other")).toMatchObject([{ from: [block] }]);
});

test("a preview that doesn't know the peer or the type still says whose rule it is", async () => {
  await mock(true);
  const web = new SecurityGroup("web");
  new SecurityGroupRule("peer", {
    ...http,
    type: "ingress",
    securityGroupId: web.id,
    cidrBlocks: [unknownText()],
  });
  new SecurityGroupRule("type", { ...fromOffice, type: unknownText(), securityGroupId: web.id });
  const specs = Object.fromEntries((await policies(web)).map(({ name, inputs }) => [name, inputs.spec]));
  const podSelector = members(await valueOf(web.id));
  expect(specs["peer"]).toMatchObject({ podSelector, policyTypes: ["Ingress"] });
  expect(specs["type"]).toMatchObject({ podSelector });
});

test("wrong arguments are rejected together; a name can be used once", () => {
  const { message, paths } = failuresOf(
    () =>
      new SecurityGroupRule("web", {
        ...fromOffice,
        type: "in",
        protocol: "x",
        self: true,
      } as ClassicRuleArgs),
  );
  expect(message).toContain('Cannot create SecurityGroupRule "web": 4 arguments aren\'t valid:');
  expect(paths.sort()).toEqual(["cidrBlocks", "protocol", "securityGroupId", "type"]);
  const make = () => new SecurityGroupRule("twice", { ...fromOffice, securityGroupId: foreign });
  make();
  expect(failuresOf(make).message).toContain(
    'is "twice", the name of another SecurityGroupRule in this stack',
  );
});

test("arguments that are outputs are checked once they are known", async () => {
  const message = await lateFailureOf(
    () =>
      new SecurityGroupRule("late", { ...fromOffice, type: Promise.resolve("in"), securityGroupId: foreign }),
  );
  expect(message).toBe('Cannot create SecurityGroupRule "late": type is "in". Use "ingress" or "egress".');
});

test("a duplicate of another rule is rejected, and inline rules beside it are warned of", async () => {
  const duplicate = await lateFailureOf(() => {
    const web = new SecurityGroup("web");
    const args = {
      securityGroupId: web.id,
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
      cidrIpv4: "192.0.2.0/24",
    };
    new SecurityGroupIngressRule("first", args);
    new SecurityGroupRule("second", { ...fromOffice, securityGroupId: web.id });
  });
  expect(duplicate).toMatch(
    /^Cannot create SecurityGroupRule "second": cidrBlocks\[0\] is a duplicate: the rule sgr-\w+ of SecurityGroup "web"/,
  );
});

test("a rule beside inline rules of its group is warned of, as AWS would revoke it", async () => {
  const web = new SecurityGroup("inline", { ingress: [] });
  const rule = new SecurityGroupRule("beside", { ...fromOffice, securityGroupId: web.id });
  await policies(rule);
  expect(warnings).toEqual([
    expect.stringContaining(
      'Cannot combine SecurityGroupRule "beside": SecurityGroup "inline" has inline ingress rules',
    ),
  ]);
});

test("what a NetworkPolicy can't express is warned of by the argument", async () => {
  const args = { type: "ingress", securityGroupId: foreign, prefixListIds: ["pl-12345678"] };
  const rule = new SecurityGroupRule("list", { ...http, ...args });
  const [policy] = await policies(rule);
  expect(policy!.inputs.spec).not.toHaveProperty("ingress");
  expect(warnings).toEqual([
    expect.stringContaining('Cannot translate SecurityGroupRule "list": prefixListIds[0] is "pl-12345678"'),
  ]);
});

test("get answers with what the program declares, and else with its state", async () => {
  const rule = new SecurityGroupRule("web", { ...fromOffice, securityGroupId: foreign });
  const same = SecurityGroupRule.get("same", rule.id);
  const other = SecurityGroupRule.get("other", "sgrule-1", { protocol: "udp" });
  expect(await Promise.all([same, other].map(({ protocol }) => valueOf(protocol)))).toEqual(["tcp", "udp"]);
  expect([rule, same, {}].map((value) => SecurityGroupRule.isInstance(value))).toEqual([true, true, false]);
  await policies(rule);
  expect(componentOutputs.get("urn:pulumi:dev::shop::ec2-pods:index:SecurityGroupRule::web")).toMatchObject({
    type: "ingress",
    securityGroupId: foreign,
  });
});
