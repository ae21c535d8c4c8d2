import { publicAddress } from "../../../provider/common/public-address";
import { checkInstance } from "../../../provider/instance/check";
import { effects } from "../../../provider/instance/effects";
import type { InstanceInputs } from "../../../provider/instance/model";
import { publicIpOf } from "../../../provider/instance/network-place";
import { readSettings } from "../../../provider/instance/settings";
import { defaultSubnet } from "../../../provider/network/default-vpc";
import { remember } from "../../../provider/record/registry";
import { group, instanceArgs, otherGroup } from "../../support/instance";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const settings = readSettings(() => undefined, {});
const check = (args: object, olds: Partial<InstanceInputs> = {}) =>
  checkInstance(olds, { ...instanceArgs, ...args }, {}, settings);
const failures = (args: object) => check(args).failures;

const subnet = (id: string, values: object, kind = "ec2:Subnet") => {
  remember(`urn:${id}`, { kind, id, values: { vpcId: "vpc-1", cidrBlock: "10.0.1.0/24", ...values } });
  return id;
};
const zone = { availabilityZone: "us-east-1c" };
const open = subnet("subnet-00000000000000001", { ...zone, mapPublicIpOnLaunch: true });
const closed = subnet("subnet-00000000000000002", zone);
const byDefault = subnet("subnet-00000000000000003", zone, "ec2:DefaultSubnet");
const unknownMap = subnet("subnet-00000000000000004", {
  availabilityZone: unknown,
  mapPublicIpOnLaunch: unknown,
});
const looked = defaultSubnet("us-east-1d");
const foreign = "subnet-00000000000000009";

test.each<[rule: string, args: object, isPublic: boolean, zone: string]>([
  ["the default VPC gives one", {}, true, "us-east-1a"],
  ["the argument declines it", { associatePublicIpAddress: false }, false, "us-east-1a"],
  ["a subnet of the program gives none", { subnetId: closed }, false, "us-east-1c"],
  ["unless it maps public addresses", { subnetId: open }, true, "us-east-1c"],
  ["a default subnet does", { subnetId: byDefault }, true, "us-east-1c"],
  ["the argument asks for it", { subnetId: closed, associatePublicIpAddress: true }, true, "us-east-1c"],
  ["the argument wins", { subnetId: open, associatePublicIpAddress: false }, false, "us-east-1c"],
  ["a default subnet that a look-up found", { subnetId: looked.id }, true, "us-east-1d"],
  ["a subnet of another stack is like one of the default VPC", { subnetId: foreign }, true, "us-east-1a"],
  ["its zone is the argument's", { subnetId: foreign, availabilityZone: "us-east-1f" }, true, "us-east-1f"],
])("public address and zone: %s", (_rule, args, isPublic, expected) => {
  const { inputs, failures: rejected } = check(args);
  expect(rejected).toEqual([]);
  expect(publicIpOf(inputs)).toBe(isPublic ? publicAddress(inputs.instanceId) : "");
  expect(inputs.availabilityZone).toBe(expected);
});

test("what a preview doesn't know of the subnet stays unknown, and the arguments decide alone", () => {
  for (const subnetId of [unknown, unknownMap]) {
    const { inputs, failures: rejected } = check({ subnetId });
    expect(rejected).toEqual([]);
    expect([inputs.publicIp, inputs.availabilityZone]).toEqual([unknown, unknown]);
    const given = { subnetId, availabilityZone: "us-east-1b", associatePublicIpAddress: false };
    expect(check(given).inputs).toMatchObject({ publicIp: "", availabilityZone: "us-east-1b" });
  }
});

test("a later change of the subnet leaves the public address, as on EC2; another subnet replaces the instance", () => {
  const { inputs } = check({ subnetId: closed });
  subnet(closed, { ...zone, mapPublicIpOnLaunch: true });
  expect(check({ subnetId: closed }, inputs).inputs).toEqual(inputs);
  subnet(closed, zone);
  expect(effects).toMatchObject({ subnetId: "replace", associatePublicIpAddress: "replace" });
});

test("a subnet that this run doesn't check is as the state has it", () => {
  const olds = { ...check({ subnetId: closed }).inputs, subnetId: foreign };
  expect(check({ subnetId: foreign }, olds).inputs).toMatchObject({
    availabilityZone: "us-east-1c",
    publicIp: "",
  });
});

test("a zone that isn't the subnet's is rejected", () => {
  expect(failures({ subnetId: open, availabilityZone: "us-east-1a" })).toEqual([
    {
      property: "availabilityZone",
      reason: `is "us-east-1a", but the subnet ${open} is in "us-east-1c". Remove it`,
    },
  ]);
  expect(failures({ subnetId: open, availabilityZone: "us-east-1c" })).toEqual([]);
});

const eni = "eni-00000000000000001";
const setInterface = (values: Readonly<Record<string, unknown>>) =>
  remember("urn:eni", { kind: "ec2:NetworkInterface", id: eni, values });
setInterface({ subnetId: open, securityGroups: [otherGroup] });
const byDefaultGroup = { vpcSecurityGroupIds: undefined, defaultSecurityGroups: [group] };
const interfaces = { networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: eni }] };
const primary = { primaryNetworkInterface: { networkInterfaceId: eni } };

test.each([interfaces, primary])("an existing network interface brings its subnet and groups: %j", (args) => {
  const { inputs, failures: rejected } = check({ ...byDefaultGroup, ...args });
  expect(rejected).toEqual([]);
  expect(inputs).toMatchObject({
    availabilityZone: "us-east-1c",
    subnetId: open,
    vpcSecurityGroupIds: [otherGroup],
    // EC2 gives no public address to an interface that exists.
    publicIp: "",
  });
});

test("a group of an interface that isn't one of this package is rejected", () => {
  setInterface({ subnetId: open, securityGroups: [otherGroup, "sg-web"] });
  expect(failures({ ...byDefaultGroup, ...primary })).toEqual([
    {
      property: "primaryNetworkInterface",
      reason: `gives securityGroups[1], which is "sg-web", which isn't the id of a SecurityGroup of this package. Use the group's "id" output`,
    },
  ]);
  setInterface({ subnetId: open, securityGroups: [otherGroup] });
});

test("an interface that this run doesn't check is as the constructor passes it on", () => {
  const args = { primaryNetworkInterface: { networkInterfaceId: "eni-8" } };
  const values = { subnetId: open, securityGroups: [otherGroup] };
  const __records = [{ kind: "ec2:NetworkInterface", id: "eni-8", values }];
  expect(check({ ...byDefaultGroup, ...args, __records }).inputs).toMatchObject({
    subnetId: open,
    vpcSecurityGroupIds: [otherGroup],
  });
});

test("mapPublicIpOnLaunch may be text, as Pulumi converts it", () => {
  for (const [text, pattern] of [
    ["true", /^127\./],
    ["false", /^$/],
  ] as const) {
    const subnetId = subnet("subnet-00000000000000005", { ...zone, mapPublicIpOnLaunch: text });
    expect(check({ subnetId }).inputs.publicIp).toMatch(pattern);
  }
});

test("groups of an interface change with it, and an interface of another stack leaves the state", () => {
  const { inputs } = check({ ...byDefaultGroup, ...interfaces });
  setInterface({ subnetId: open, securityGroups: [group, otherGroup] });
  expect(check({ ...byDefaultGroup, ...interfaces }, inputs).inputs.vpcSecurityGroupIds).toEqual([
    group,
    otherGroup,
  ]);
  setInterface({ subnetId: open, securityGroups: [otherGroup] });
  const foreignInterface = { networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: "eni-9" }] };
  const olds = { ...inputs, ...foreignInterface };
  expect(check({ ...byDefaultGroup, ...foreignInterface }, olds).inputs).toEqual(olds);
  expect(check({ ...byDefaultGroup, ...foreignInterface }).inputs.vpcSecurityGroupIds).toEqual([group]);
});

test("an interface that a preview doesn't know leaves its subnet and groups unknown", () => {
  for (const args of [
    { networkInterfaces: unknown },
    { networkInterfaces: [unknown] },
    { networkInterfaces: [{ deviceIndex: unknown, networkInterfaceId: unknown }] },
    { primaryNetworkInterface: unknown },
  ]) {
    const { inputs, failures: rejected } = check({ ...byDefaultGroup, ...args });
    expect(rejected).toEqual([]);
    expect(inputs).toMatchObject({ subnetId: unknown, vpcSecurityGroupIds: unknown, publicIp: "" });
  }
});

test.each<[args: object, property: string, reason: string]>([
  [
    { networkInterfaces: [interfaces.networkInterfaces[0], { deviceIndex: 0, networkInterfaceId: "eni-2" }] },
    "networkInterfaces",
    "has 2 interfaces, but a Pod has one. Keep the one at deviceIndex 0",
  ],
  [
    { networkInterfaces: [{ deviceIndex: 1, networkInterfaceId: eni }] },
    "networkInterfaces[0].deviceIndex",
    "is 1, but a Pod has one interface. Use 0",
  ],
  [
    { networkInterfaces: [{ deviceIndex: 0 }] },
    "networkInterfaces[0].networkInterfaceId",
    'is missing. Use the "id" output of a NetworkInterface',
  ],
  [
    { ...interfaces, subnetId: open },
    "subnetId",
    "conflicts with networkInterfaces. Set it on the NetworkInterface",
  ],
  [
    { ...primary, vpcSecurityGroupIds: [group] },
    "vpcSecurityGroupIds",
    "conflicts with primaryNetworkInterface. Set it on the NetworkInterface",
  ],
  [
    { ...primary, associatePublicIpAddress: false },
    "associatePublicIpAddress",
    "conflicts with primaryNetworkInterface. Set it on the NetworkInterface",
  ],
])("%j is rejected on %s", (args, property, reason) => {
  expect(failures({ ...byDefaultGroup, ...args })).toEqual([{ property, reason }]);
});

test("an empty list of interfaces is none", () => {
  expect(check({ networkInterfaces: [] })).toMatchObject({
    failures: [],
    inputs: { vpcSecurityGroupIds: [group] },
  });
});

test("groups of both arguments add up to one set, in which an unknown one stays", () => {
  const groupsOf = (args: object) => check(args).inputs.vpcSecurityGroupIds;
  expect(groupsOf({ securityGroups: [otherGroup, group] })).toEqual([group, otherGroup]);
  expect(groupsOf({ vpcSecurityGroupIds: undefined, securityGroups: [otherGroup] })).toEqual([otherGroup]);
  expect(groupsOf({ securityGroups: unknown })).toBe(unknown);
  expect(groupsOf({ securityGroups: [unknown] })).toEqual([group, unknown]);
  // A Pod without groups would be open to everyone.
  for (const securityGroups of [undefined, []]) {
    expect(failures({ vpcSecurityGroupIds: undefined, securityGroups })).toEqual([
      { property: "vpcSecurityGroupIds", reason: "is missing. Name the security groups of the instance" },
    ]);
  }
});
