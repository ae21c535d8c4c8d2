import { checkInstance } from "../../../provider/instance/check";
import { changes } from "../../../provider/instance/effects";
import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { livePatch, toPod } from "../../../provider/instance/pod";
import { readSettings } from "../../../provider/instance/settings";
import { defaultSubnet, defaultVpc } from "../../../provider/network/default-vpc";
import { remember } from "../../../provider/record/registry";
import { check as checkGuard } from "../../../provider/security-group/guard-lifecycle";
import { group, instanceArgs, otherGroup } from "../../support/instance";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: false };
const defaultVpcId = defaultVpc("us-east-1").id;

const check = (news: object, olds: Partial<InstanceInputs> = {}) =>
  checkInstance(
    olds,
    { ...instanceArgs, ...news },
    {},
    readSettings(() => undefined, {}),
  );
const labelsOf = (inputs: InstanceInputs) => toPod(inputs, launch).metadata!.labels!;

const declareSubnet = (values: object, id = "subnet-a") =>
  remember(`subnet/${id}`, {
    kind: "ec2:Subnet",
    id,
    values: { vpcId: "vpc-a", cidrBlock: "10.0.1.0/24", ...values },
  });
const declareGroup = (groupId: string, vpcId: string, name = "web") =>
  checkGuard(
    {},
    { kind: "SecurityGroup", name, groupId, vpcId, policyName: groupId, namespace: "apps", ownTarget: false },
  );

beforeEach(async () => {
  declareSubnet({});
  remember("vpc", { kind: "ec2:Vpc", id: "vpc-a", values: {} });
  await declareGroup(group, "vpc-a");
  await declareGroup(otherGroup, "vpc-a");
});

test("a Pod has the labels of the subnet that the instance names", () => {
  const { inputs, failures } = check({ subnetId: "subnet-a" });
  expect(failures).toEqual([]);
  expect(inputs.pod.network).toEqual({ vpcId: "vpc-a", cidrBlock: "10.0.1.0/24" });
  expect(labelsOf(inputs)).toMatchObject({
    "ec2-pods/vpc": "vpc-a",
    "ec2-pods/cidr-8": "10.0.0.0",
    "ec2-pods/cidr-16": "10.0.0.0",
    "ec2-pods/cidr-24": "10.0.1.0",
  });
});

test("a subnet of the default VPC is known by its id alone, and an instance without one is in that of its zone", async () => {
  await declareGroup(group, defaultVpcId);
  for (const news of [{ subnetId: defaultSubnet("us-east-1b").id }, { availabilityZone: "us-east-1b" }]) {
    const { inputs, failures } = check(news);
    expect(failures).toEqual([]);
    expect(labelsOf(inputs)).toMatchObject({
      "ec2-pods/vpc": defaultVpcId,
      "ec2-pods/cidr-20": "172.31.16.0",
    });
  }
});

test("a subnet that a preview doesn't know, or not the range of, is unknown and not an error", () => {
  expect(check({ subnetId: unknown }).inputs.pod.network).toBe(unknown);
  declareSubnet({ cidrBlock: unknown }, "subnet-b");
  declareSubnet({ vpcId: unknown }, "subnet-c");
  for (const subnetId of ["subnet-b", "subnet-c"]) {
    const { inputs, failures } = check({ subnetId });
    expect(failures).toEqual([]);
    expect(inputs.pod.network).toBe(unknown);
  }
});

test("a subnet of another stack, or one with IPv6 only, has no labels; what the state knows of it stays", () => {
  declareSubnet({ cidrBlock: undefined }, "subnet-v6");
  for (const subnetId of ["subnet-elsewhere", "subnet-v6"]) {
    const { inputs } = check({ subnetId });
    expect(inputs.pod).not.toHaveProperty("network");
    expect(Object.keys(labelsOf(inputs)).filter((key) => /vpc|cidr/.test(key))).toEqual([]);
  }
  const olds = check({ subnetId: "subnet-a" }).inputs;
  olds.subnetId = "subnet-elsewhere";
  expect(check({ subnetId: "subnet-elsewhere" }, olds).inputs.pod.network).toEqual(olds.pod.network);
  expect(check({ subnetId: "subnet-other" }, olds).inputs.pod.network).toBeUndefined();
});

test("the Pod of an older release gets its labels by the next update, and no diff", () => {
  const { inputs } = check({});
  const pod = toPod(inputs, launch);
  const labels = Object.entries(pod.metadata!.labels!).filter(([key]) => !/vpc|cidr/.test(key));
  pod.metadata!.labels = Object.fromEntries(labels);
  expect(changes(inputs as InstanceState, inputs)).toEqual([]);
  expect(livePatch(pod, inputs)).toMatchObject({ metadata: { labels: { "ec2-pods/vpc": defaultVpcId } } });
});

test("another range of the subnet is a live change, which also removes labels", () => {
  const olds = check({ subnetId: "subnet-a" }).inputs;
  declareSubnet({ cidrBlock: "10.0.2.0/23" });
  const news = check({ subnetId: "subnet-a" }, olds).inputs;
  expect(changes(olds as InstanceState, news)).toEqual([{ property: "pod.network", effect: "live" }]);
  expect(livePatch(toPod(olds, launch), news)).toEqual({
    metadata: {
      labels: { "ec2-pods/cidr-23": "10.0.2.0", "ec2-pods/cidr-24": null },
      annotations: {},
    },
  });
});

test("groups of another VPC than the subnet's are rejected, all at once", async () => {
  await declareGroup(group, "vpc-b");
  await declareGroup(otherGroup, "vpc-b");
  const { failures } = check({
    subnetId: "subnet-a",
    vpcSecurityGroupIds: [otherGroup, group],
    privateIp: "10.0.0.5",
  });
  const reason = (id: string) =>
    `is "${id}", a group of vpc-b, but the subnet subnet-a is in vpc-a. Use a group of vpc-a, or a subnet of vpc-b`;
  expect(failures).toEqual(
    expect.arrayContaining([
      { property: "vpcSecurityGroupIds[0]", reason: reason(otherGroup) },
      { property: "vpcSecurityGroupIds[1]", reason: reason(group) },
      expect.objectContaining({ property: "privateIp" }),
    ]),
  );
});

test("an instance without subnetId is in the default VPC", async () => {
  const { failures } = check({ vpcSecurityGroupIds: [group] });
  expect(failures).toEqual([
    {
      property: "vpcSecurityGroupIds[0]",
      reason: `is "${group}", a group of vpc-a, but an instance without subnetId is in the default VPC, ${defaultVpcId}. Set subnetId to a subnet of vpc-a, or use a group of the default VPC`,
    },
  ]);
  await declareGroup(group, defaultVpcId);
  expect(check({ vpcSecurityGroupIds: [group] }).failures).toEqual([]);
});

test("what isn't known to be of another VPC is accepted", async () => {
  await declareGroup(group, unknown);
  expect(check({ subnetId: "subnet-a", vpcSecurityGroupIds: [group] }).failures).toEqual([]);
  // A VPC of AWS, as programs for older releases name it.
  await declareGroup(group, "vpc-0123456789abcdef0");
  expect(check({ vpcSecurityGroupIds: [group] }).failures).toEqual([]);
  expect(check({ vpcSecurityGroupIds: unknown, subnetId: unknown }).failures).toEqual([]);
  expect(check({ vpcSecurityGroupIds: [unknown, group], subnetId: "subnet-elsewhere" }).failures).toEqual([]);
});

test("the stack's default group stands for those of VPCs of other stacks, not of VPCs of the program", async () => {
  await declareGroup(group, defaultVpcId, "default");
  declareSubnet({ vpcId: "vpc-shared" }, "subnet-shared");
  expect(check({ subnetId: "subnet-shared" }).failures).toEqual([]);
  const failure = {
    property: "vpcSecurityGroupIds",
    reason: `the instance would get "${group}", the default group of the default VPC, but the subnet subnet-a is in vpc-a. Set it to [vpc.defaultSecurityGroupId] with that Vpc`,
  };
  const unnamed = { vpcSecurityGroupIds: undefined, defaultSecurityGroups: [group] };
  for (const groups of [{}, { securityGroups: [group] }, unnamed]) {
    expect(check({ subnetId: "subnet-a", ...groups }).failures).toEqual([failure]);
  }
});

test("a group of the default VPC is right for an instance without subnetId, even if the program looked the VPC up", async () => {
  remember("looked-up", { kind: "ec2:Vpc", id: defaultVpcId, values: {}, isLookup: true });
  await declareGroup(group, defaultVpcId);
  expect(check({}).failures).toEqual([]);
});

test("a subnet that this run doesn't check is as the constructor passes it on", () => {
  const subnetId = "subnet-untargeted";
  const values = {
    availabilityZone: "us-east-1c",
    cidrBlock: "10.0.7.0/24",
    mapPublicIpOnLaunch: false,
    vpcId: "vpc-a",
  };
  const __records = [{ kind: "ec2:Subnet", id: subnetId, values }];
  const { inputs, failures } = check({ subnetId, __records });
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({ availabilityZone: "us-east-1c", publicIp: "" });
  expect(inputs.pod.network).toEqual({ vpcId: "vpc-a", cidrBlock: "10.0.7.0/24" });
  expect(inputs).not.toHaveProperty("__records");
  // The next run checks the subnet, and changes nothing.
  declareSubnet(values, subnetId);
  const next = check({ subnetId, __records }, inputs);
  expect(changes(inputs as InstanceState, next.inputs)).toEqual([]);
});

test("what the constructor passes on may be unknown, or about other subnets", () => {
  for (const __records of [
    unknown,
    [unknown],
    [{ kind: "ec2:Subnet", id: unknown, values: unknown }],
    [{}],
  ]) {
    const { inputs, failures } = check({ subnetId: "subnet-elsewhere", __records });
    expect(failures).toEqual([]);
    expect(inputs.pod).not.toHaveProperty("network");
  }
});
