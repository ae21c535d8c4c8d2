import * as pulumi from "@pulumi/pulumi";

import * as aws from "../../provider/index";
import {
  failuresOf,
  lateFailureOf,
  mock,
  policies,
  registered,
  unknownText,
  valueOf,
} from "../support/mocks";

const { SecurityGroup } = aws.ec2;
const { SecurityGroupEgressRule, SecurityGroupIngressRule } = aws.vpc;
const machine = { ami: "busybox:1.35", instanceType: aws.ec2.InstanceType.T3_Micro };
const otherId = "sg-0123456789abcdef0";
const https = { protocol: aws.ec2.ProtocolType.TCP, fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] };

test("a group of this program is found with all its outputs, and creates nothing", async () => {
  const web = new SecurityGroup("web", {
    description: "Web servers",
    ingress: [https],
    tags: { Name: "web" },
  });
  const [own] = await policies(web);
  registered.length = 0;
  const found = SecurityGroup.get("found", web.id);
  const outputs = pulumi.all([
    found.id,
    found.arn,
    found.description,
    found.ingress,
    found.tags,
    found.namespace,
  ]);
  const expected = pulumi.all([web.id, web.arn, web.description, web.ingress, web.tags, web.namespace]);
  expect(await valueOf(outputs)).toEqual(await valueOf(expected));
  expect(await policies(found)).toEqual([]);
  expect(own?.inputs.metadata["name"]).toBe(await valueOf(found.id));
});

test("a group of another stack is what its id and the state say", async () => {
  const found = SecurityGroup.get("found", otherId, { name: "shared", tags: { a: pulumi.output("b") } });
  expect(
    await valueOf(pulumi.all([found.id, found.arn, found.name, found.tags, found.ingress, found.ownerId])),
  ).toEqual([
    otherId,
    `arn:aws:ec2:us-east-1:000000000000:security-group/${otherId}`,
    "shared",
    { a: "b" },
    [],
    "000000000000",
  ]);
});

test("a group with an id of EC2 from before 2016 is named like any other of elsewhere", async () => {
  const old = "sg-1a2b3c4d";
  const found = SecurityGroup.get("old", old);
  expect(await valueOf(found.id)).toBe(old);
  const web = new aws.ec2.Instance("web", { ...machine, vpcSecurityGroupIds: [old] });
  const [policy] = await policies(
    new SecurityGroup("app", { ingress: [{ ...https, cidrBlocks: [], securityGroups: [found.id] }] }),
    web.urn,
  );
  expect(JSON.stringify(policy?.inputs.spec)).toContain(`"security-group.ec2-pods/${old}":"member"`);
});

test("a found group serves instances, rules and other groups", async () => {
  const found = SecurityGroup.get("found", otherId);
  new aws.ec2.Instance("web", { ...machine, vpcSecurityGroupIds: [found.id] });
  new SecurityGroup("app", { ingress: [{ ...https, cidrBlocks: [], securityGroups: [found.id] }] });
  const rule = new SecurityGroupIngressRule("https", {
    securityGroupId: found.id,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "0.0.0.0/0",
  });
  const made = await policies(rule);
  expect(made.map(({ name }) => name).sort()).toEqual(["app", "https"]);
  expect(JSON.stringify(made)).toContain(`security-group.ec2-pods/${otherId}`);
  const instance = registered.find(({ type }) => type.endsWith(":Ec2Instance"))!;
  expect(instance.inputs["vpcSecurityGroupIds"]).toEqual([otherId]);
});

test("an id that isn't one of a group is rejected, and an unknown one stays unknown", async () => {
  expect(await lateFailureOf(() => SecurityGroup.get("found", "sg-web"))).toBe(
    'Cannot get SecurityGroup "found": id is "sg-web", which isn\'t the id of a SecurityGroup. Pass the output id of one.',
  );
  await mock(true);
  expect(await valueOf(SecurityGroup.get("later", unknownText()).arn)).toBeUndefined();
});

test("a rule is found by its id", async () => {
  const group = new SecurityGroup("web");
  const args = {
    securityGroupId: group.id,
    ipProtocol: "tcp",
    fromPort: 1,
    toPort: 2,
    cidrIpv4: "10.0.0.0/8",
  };
  const rule = new SecurityGroupIngressRule("one", args);
  const found = SecurityGroupIngressRule.get("found", rule.id);
  expect(await valueOf(pulumi.all([found.securityGroupId, found.fromPort, found.cidrIpv4]))).toEqual([
    await valueOf(group.id),
    1,
    "10.0.0.0/8",
  ]);
  const id = `sgr-${"0".repeat(17)}`;
  const other = SecurityGroupEgressRule.get("other", id, { ipProtocol: "-1" });
  expect(await valueOf(pulumi.all([other.id, other.securityGroupRuleId, other.ipProtocol]))).toEqual([
    id,
    id,
    "-1",
  ]);
});

test("isInstance tells the classes apart, in collections and for subclasses", async () => {
  class Bastion extends aws.ec2.Instance {
    constructor(name: string, options?: pulumi.CustomResourceOptions) {
      super(name, machine, options);
    }
  }
  const all: Record<string, pulumi.Resource> = {
    group: new SecurityGroup("web"),
    found: SecurityGroup.get("found", otherId),
    instance: new Bastion("bastion", { protect: true }),
    egress: SecurityGroupEgressRule.get("egress", `sgr-${"1".repeat(17)}`),
  };
  const named = (is: (value: unknown) => boolean) => Object.keys(all).filter((key) => is(all[key]));
  expect(named((value) => SecurityGroup.isInstance(value))).toEqual(["group", "found"]);
  expect(named((value) => aws.ec2.Instance.isInstance(value))).toEqual(["instance"]);
  expect(named((value) => SecurityGroupEgressRule.isInstance(value))).toEqual(["egress"]);
  expect(named((value) => SecurityGroupIngressRule.isInstance(value))).toEqual([]);
  expect([undefined, null, {}, "x"].filter((value) => aws.ec2.Instance.isInstance(value))).toEqual([]);
  const group = all["group"];
  if (SecurityGroup.isInstance(group)) expect(await valueOf(group.id)).toMatch(/^sg-/);
});

test("a group takes the options of custom resources, apart from import", async () => {
  const options: pulumi.CustomResourceOptions = {
    deleteBeforeReplace: true,
    ignoreChanges: ["ingress"],
    additionalSecretOutputs: ["tags"],
    replaceOnChanges: ["description"],
    customTimeouts: { create: "1m" },
    retainOnDelete: false,
  };
  expect(await valueOf(new SecurityGroup("web", {}, options).id)).toMatch(/^sg-/);
  const { message } = failuresOf(() => new SecurityGroup("old", {}, { import: otherId }));
  expect(message).toContain('Cannot create SecurityGroup "old": import isn\'t supported.');
});
