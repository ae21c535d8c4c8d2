import * as pulumi from "@pulumi/pulumi";

import { defaultVpc } from "../../provider/network/default-vpc";
import { of } from "../../provider/records";
import { DefaultVpc, Subnet, Vpc, type VpcArgs } from "../../provider/resources/ec2";
import { DefaultSecurityGroup } from "../../provider/security-group/adopted-default-group";
import { defaultSecurityGroup, vpcOfSubnet } from "../../provider/security-group/default-security-group";
import { SecurityGroup } from "../../provider/security-group/security-group";
import { SecurityGroupIngressRule } from "../../provider/security-group/security-group-rule";
import { failuresOf, guardType, lateFailureOf, policies, registered, valueOf } from "../support/mocks";

const http = { protocol: "tcp", fromPort: 80, toPort: 80 };
/** Records get their ids from the provider, which mocks replace. */
const main = () => new Vpc("main", { cidrBlock: "10.0.0.0/16", recordId: "vpc-1" } as VpcArgs);
const policyNamed = async (name: string) => (await policies()).find((policy) => policy.name === name);

test("a VPC whose default group isn't used has no policy", async () => {
  const vpc = main();
  await valueOf(vpc.urn);
  expect(Object.keys(vpc)).not.toContain("defaultSecurityGroupId");
  expect(await policies()).toEqual([]);
});

test("reading the id of a VPC's default group creates its policy, once; each VPC has its own", async () => {
  const [one, other] = [main(), new Vpc("other", { cidrBlock: "10.1.0.0/16" })];
  const ids = await Promise.all(
    [one, one, other].map(({ defaultSecurityGroupId }) => valueOf(defaultSecurityGroupId)),
  );
  expect(ids[0]).toMatch(/^sg-[0-9a-f]{17}$/);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
  const all = await policies();
  expect(all.map(({ name, inputs }) => [name, inputs.metadata["name"]])).toEqual([
    ["default of main", ids[0]],
    ["default of other", ids[2]],
  ]);
  expect(all[0]!.inputs.spec).toMatchObject({
    ingress: [
      { from: [{ podSelector: { matchLabels: { [`security-group.ec2-pods/${ids[0]}`]: "member" } } }] },
    ],
    egress: [{}, {}, {}],
  });
});

test("VPCs of one name in several components have a default group each", async () => {
  const vpcIn = (...types: string[]) => {
    let parent: pulumi.Resource | undefined;
    for (const type of types) parent = new pulumi.ComponentResource(type, "net", {}, parent && { parent });
    return new Vpc("main", { cidrBlock: "10.0.0.0/16" }, parent && { parent });
  };
  const vpcs = [vpcIn(), vpcIn("app:A"), vpcIn("app:B"), vpcIn("app:B", "app:A")];
  const ids = await Promise.all(vpcs.map(({ defaultSecurityGroupId }) => valueOf(defaultSecurityGroupId)));
  expect(new Set(ids).size).toBe(4);
  const names = (await policies()).map(({ name }) => name);
  expect(names[0]).toBe("default of main");
  // The check of the record makes the same ids.
  for (const [index, vpc] of vpcs.entries()) {
    const { __urn } = registered.filter(({ type }) => type.endsWith(":Vpc"))[index]!.inputs;
    const { inputs } = await of("ec2:Vpc").check({}, { cidrBlock: "10.0.0.0/16", __urn });
    expect(inputs["defaultSecurityGroupId"]).toBe(await valueOf(vpc.defaultSecurityGroupId));
  }
});

test("the default VPC, and no VPC, have the group that they always had", async () => {
  const vpc = new DefaultVpc("default");
  expect(await valueOf(vpc.defaultSecurityGroupId)).toBe(await valueOf(defaultSecurityGroup()));
  expect((await policies()).map(({ name }) => name)).toEqual(["default"]);
  expect(registered.find(({ type }) => type === guardType)!.inputs["vpcId"]).toBe(defaultVpc("us-east-1").id);
});

test("the VPC of an instance is that of its subnet's own output", () => {
  const vpc = main();
  const subnet = new Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
  expect(vpcOfSubnet(subnet.id)).toBe(vpc);
  expect(vpcOfSubnet("subnet-1")).toBeUndefined();
  expect(vpcOfSubnet(undefined)).toBeUndefined();
});

test("a DefaultSecurityGroup replaces the rules of the group of its VPC, and allows nothing without rules", async () => {
  const vpc = main();
  const group = new DefaultSecurityGroup("locked", { vpcId: vpc.id, tags: { Name: "locked" } });
  expect(await valueOf(group.id)).toBe(await valueOf(vpc.defaultSecurityGroupId));
  const policy = await policyNamed("default of main");
  expect(policy!.inputs.metadata["annotations"]).toMatchObject({
    "ec2-pods/group-name": "default",
    "ec2-pods/tags": '{"Name":"locked"}',
  });
  expect(policy!.inputs.spec).not.toHaveProperty("ingress");
  expect(policy!.inputs.spec["egress"]).toHaveLength(2);
  const outputs = [
    group.name,
    group.description,
    group.namePrefix,
    group.ownerId,
    group.tagsAll,
    group.ingress,
  ];
  expect(await Promise.all(outputs.map((output) => valueOf<unknown>(output)))).toEqual([
    ...["default", "default VPC security group", "", "000000000000", { Name: "locked" }, []],
  ]);
});

test("it also does if the program read the id before, and its ranges mean the Pods in its VPC", async () => {
  const vpc = main();
  const id = vpc.defaultSecurityGroupId;
  const group = new DefaultSecurityGroup("web", {
    vpcId: vpc.id,
    ingress: [{ ...http, cidrBlocks: ["10.0.0.0/16"] }],
  });
  expect(await valueOf(id)).toBe(await valueOf(group.id));
  const policy = await policyNamed("default of main");
  expect(policy!.inputs.spec["ingress"]).toMatchObject([
    {
      from: [
        { ipBlock: { cidr: "10.0.0.0/16" } },
        { podSelector: { matchLabels: { "ec2-pods/vpc": "vpc-1", "ec2-pods/cidr-16": "10.0.0.0" } } },
      ],
    },
  ]);
});

test("without vpcId, or with that of the default VPC, it is the group of the default VPC", async () => {
  const group = new DefaultSecurityGroup("web", { vpcId: pulumi.output(defaultVpc("us-east-1").id) });
  expect(await valueOf(group.id)).toBe(await valueOf(defaultSecurityGroup()));
  expect((await policyNamed("default"))!.inputs.spec).not.toHaveProperty("ingress");
});

test("what comes too late, or twice, is rejected", async () => {
  const vpc = main();
  new DefaultSecurityGroup("one", { vpcId: vpc.id });
  expect(failuresOf(() => new DefaultSecurityGroup("two", { vpcId: vpc.id })).message).toBe(
    'Cannot create DefaultSecurityGroup "two": vpcId is that of another DefaultSecurityGroup; a VPC has one default group. Remove one of them.',
  );
  await valueOf(defaultSecurityGroup());
  await policies();
  expect(failuresOf(() => new DefaultSecurityGroup("late")).message).toBe(
    'Cannot create DefaultSecurityGroup "late": vpcId is that of a default group which the program used before. Create it before what uses the group.',
  );
});

test("a value that is made from the id of a VPC is rejected, because it would be another group", async () => {
  const message = await lateFailureOf(() => {
    const vpc = main();
    new DefaultSecurityGroup("web", { vpcId: vpc.id.apply((id) => id) });
  });
  expect(message).toContain("Pass the Vpc's own output: vpcId: vpc.id");
});

test("a standalone rule with the same permission is rejected", async () => {
  const message = await lateFailureOf(() => {
    const group = new DefaultSecurityGroup("web", { ingress: [{ ...http, cidrBlocks: ["192.0.2.0/24"] }] });
    const { id: securityGroupId } = group;
    const args = { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "192.0.2.0/24" };
    new SecurityGroupIngressRule("same", { ...args, securityGroupId });
  });
  expect(message).toContain("is a duplicate");
});

test("wrong arguments are rejected together", () => {
  const args = { vpcId: 5, ingress: [{ protocol: "x" }], name: "web", tags: 1 } as object;
  expect(failuresOf(() => new DefaultSecurityGroup("web", args)).paths.sort()).toEqual([
    ...[
      "ingress[0]",
      "ingress[0].fromPort",
      "ingress[0].protocol",
      "ingress[0].toPort",
      "name",
      "tags",
      "vpcId",
    ],
  ]);
});

test("no group of a program has the name of a default group", () => {
  for (const name of ["default", "default of main", "default/apps"]) {
    expect(failuresOf(() => new SecurityGroup(name)).message).toContain("reserved for the default group");
  }
  expect(() => new SecurityGroup("defaults")).not.toThrow();
});

test("get looks a default group up", async () => {
  const group = new DefaultSecurityGroup("web");
  const same = DefaultSecurityGroup.get("same", group.id);
  expect(await valueOf(same.name)).toBe("default");
  expect([group, same, {}].map((value) => DefaultSecurityGroup.isInstance(value))).toEqual([
    true,
    true,
    false,
  ]);
});
