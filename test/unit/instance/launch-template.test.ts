import { checkInstance } from "../../../provider/instance/check";
import { changes } from "../../../provider/instance/effects";
import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { readSettings } from "../../../provider/instance/settings";
import { remember } from "../../../provider/record/registry";
import { group, instanceArgs, otherGroup } from "../../support/instance";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const settings = readSettings(() => undefined, {});
const id = "lt-00000000000000001";
const script = Buffer.from("#!/bin/sh\n").toString("base64");

const data = {
  name: "web",
  imageId: "busybox:1.35",
  instanceType: "t3.nano",
  keyName: "ops",
  userData: script,
  vpcSecurityGroupIds: [otherGroup],
  metadataOptions: { httpTokens: "required" },
  monitoring: { enabled: true },
  placement: { availabilityZone: "us-east-1d", tenancy: "default" },
  iamInstanceProfile: { name: "web" },
  ebsOptimized: "true",
  blockDeviceMappings: [
    { deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true" } },
    { deviceName: "/dev/sdf", ebs: { volumeSize: 1, deleteOnTermination: "false" } },
    { deviceName: "/dev/sdz", noDevice: "" },
    { deviceName: "/dev/sdg", noDevice: "true", ebs: { volumeSize: 1 } },
    { deviceName: "/dev/sdh", virtualName: "ephemeral0" },
  ],
  tagSpecifications: [
    { resourceType: "volume", tags: { Name: "disk" } },
    { resourceType: "instance", tags: { Name: "web", team: "shop" } },
  ],
};
const setTemplate = (values: Readonly<Record<string, unknown>>) =>
  remember("urn:lt", { kind: "ec2:LaunchTemplate", id, values });
beforeEach(() => setTemplate(data));

const { ami, instanceType } = instanceArgs;
const own = { project: "p", stack: "s", name: "web", defaultSecurityGroups: [group] };
const launchTemplate = { id };
const check = (args: object, olds: Partial<InstanceInputs> = {}) =>
  checkInstance(olds, { ...own, ...args }, {}, settings);
/** What the check makes of it, without failures. */
const checked = (args: object, olds?: Partial<InstanceInputs>) => {
  const { inputs, failures } = check(args, olds);
  expect(failures).toEqual([]);
  return inputs;
};
const replaced = (olds: InstanceInputs, news: InstanceInputs) =>
  changes(olds as unknown as InstanceState, news).map(({ property, effect }) => `${property}: ${effect}`);

test.each([{ id }, { name: "web" }])("an instance has what the template %j says", (reference) => {
  expect(checked({ launchTemplate: reference })).toMatchObject({
    ami,
    instanceType: "t3.nano",
    keyName: "ops",
    userDataBase64: script,
    vpcSecurityGroupIds: [otherGroup],
    metadataOptions: { httpTokens: "required" },
    monitoring: true,
    availabilityZone: "us-east-1d",
    tenancy: "default",
    iamInstanceProfile: "web",
    ebsOptimized: true,
    rootBlockDevice: { deviceName: "/dev/xvda", volumeSize: 20, encrypted: true },
    ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1, deleteOnTermination: false }],
    tags: { Name: "web", team: "shop" },
    launchTemplate: { id, name: "web" },
    pod: { image: ami },
  });
});

test("an argument of the instance wins, and tags add up", () => {
  const inputs = checked({
    launchTemplate,
    instanceType,
    userData: "#!/bin/sh\necho own\n",
    securityGroups: [group],
    availabilityZone: "us-east-1b",
    ebsBlockDevices: [{ deviceName: "/dev/sdg", volumeSize: 2 }],
    tags: { Name: "own" },
  });
  expect(inputs).toMatchObject({
    ami,
    instanceType,
    userData: "#!/bin/sh\necho own\n",
    vpcSecurityGroupIds: [group],
    availabilityZone: "us-east-1b",
    ebsBlockDevices: [{ deviceName: "/dev/sdg", volumeSize: 2 }],
    tags: { Name: "own", team: "shop" },
  });
  expect(inputs.userDataBase64).toBeUndefined();
});

test("the placeholder that the constructor passes for secret user data is none", () => {
  expect(checked({ launchTemplate, userDataBase64: "" }).userDataBase64).toBe(script);
  setTemplate({ ...data, userData: undefined });
  expect(checked({ launchTemplate, userDataBase64: "" })).not.toHaveProperty("userDataBase64");
});

test("the default group is for an instance whose template has none", () => {
  setTemplate({ ...data, vpcSecurityGroupIds: [] });
  expect(checked({ launchTemplate }).vpcSecurityGroupIds).toEqual([group]);
});

test("the template's network interface says where the instance is", () => {
  const subnetId = "subnet-00000000000000001";
  const values = { availabilityZone: "us-east-1e", mapPublicIpOnLaunch: false };
  remember("urn:subnet", { kind: "ec2:Subnet", id: subnetId, values });
  const networkInterface = { associatePublicIpAddress: "true", subnetId, securityGroups: [otherGroup] };
  setTemplate({
    ...data,
    placement: undefined,
    vpcSecurityGroupIds: undefined,
    networkInterfaces: [networkInterface],
  });
  const inputs = checked({ launchTemplate });
  expect(inputs).toMatchObject({
    subnetId,
    availabilityZone: "us-east-1e",
    vpcSecurityGroupIds: [otherGroup],
  });
  expect(inputs.publicIp).toMatch(/^127\./);

  const eni = "eni-00000000000000001";
  remember("urn:eni", {
    kind: "ec2:NetworkInterface",
    id: eni,
    values: { subnetId, securityGroups: [group] },
  });
  setTemplate({
    imageId: ami,
    instanceType,
    name: "web",
    networkInterfaces: [{ networkInterfaceId: eni }],
  });
  expect(checked({ launchTemplate })).toMatchObject({
    primaryNetworkInterface: { networkInterfaceId: eni },
    vpcSecurityGroupIds: [group],
    publicIp: "",
  });
});

test("a later change of the template leaves the instance as it is, as in AWS", () => {
  const olds = checked({ launchTemplate, tags: { own: "1" } });
  setTemplate({ ...data, instanceType: "t3.large", keyName: "new", tagSpecifications: [] });
  expect(checked({ launchTemplate, tags: { own: "1" } }, olds)).toEqual(olds);
  expect(checked({ launchTemplate, tags: { own: "2" } }, olds).tags).toEqual({ ...olds.tags, own: "2" });
});

test("another version or another template replaces the instance, which then has the latest data", () => {
  const olds = checked({ launchTemplate: { id, version: "1" } });
  expect(replaced(olds, checked({ launchTemplate: { id, version: "1" } }, olds))).toEqual([]);
  expect(replaced(olds, checked({ launchTemplate: { id, version: "2" } }, olds))).toEqual([
    "launchTemplate: replace",
  ]);
  setTemplate({ ...data, instanceType: "t3.large" });
  expect(replaced(olds, checked({ launchTemplate: { id, version: unknown } }, olds))).toContain(
    "launchTemplate: replace",
  );
  expect(checked({ launchTemplate: { id, version: "2" } }).instanceType).toBe("t3.large");
});

test("an argument that wins over the template can come and go", () => {
  const olds = checked({ launchTemplate });
  const own = checked({ launchTemplate, instanceType, ami: "alpine:3.22" }, olds);
  expect(own).toMatchObject({ instanceType, ami: "alpine:3.22" });
  // EC2 keeps what the instance has.
  expect(checked({ launchTemplate }, own)).toMatchObject({ instanceType, ami: "alpine:3.22" });
});

test("groups and user data of the instance stay, too, if it no longer names its own", () => {
  const userData = "#!/bin/sh\necho own\n";
  const own = checked({ launchTemplate, userData, vpcSecurityGroupIds: [group] });
  expect(own.vpcSecurityGroupIds).toEqual([group]);
  // Also after a check in between.
  const again = checked({ launchTemplate, userData, vpcSecurityGroupIds: [group] }, own);
  expect(again).toEqual(own);
  const defaultSecurityGroups = ["sg-2123456789abcdef0"];
  const news = checked(
    {
      launchTemplate,
      userData: "",
      userDataBase64: "",
      vpcSecurityGroupIds: undefined,
      defaultSecurityGroups,
    },
    again,
  );
  expect(replaced(own, news)).toEqual([]);
  expect(news).toMatchObject({ userData, vpcSecurityGroupIds: [group] });
  expect(checked({ launchTemplate, userDataBase64: script }, news)).not.toHaveProperty("userData");
});

test("what an instance names itself is said on its own argument, although the template has it", () => {
  expect(check({ launchTemplate, instanceType: "t3.none" }).failures).toEqual([
    expect.objectContaining({ property: "instanceType" }),
  ]);
});

test("a version may be a number, which is the same as its text", () => {
  const olds = checked({ launchTemplate: { id, version: 2 } });
  expect(olds.launchTemplate).toMatchObject({ version: "2" });
  for (const version of [2, "2"]) {
    expect(replaced(olds, checked({ launchTemplate: { id, version } }, olds))).toEqual([]);
  }
  expect(replaced(olds, checked({ launchTemplate: { id, version: 3 } }, olds))).toEqual([
    "launchTemplate: replace",
  ]);
});

test("an empty text is none, in the reference as in the data", () => {
  const olds = { instanceId: "i-0123456789abcdef0" };
  const plain = checked({ launchTemplate }, olds);
  for (const reference of [
    { id: "", name: "web", version: "" },
    { id, name: "" },
  ]) {
    expect(checked({ launchTemplate: reference }, olds)).toEqual(plain);
  }
  setTemplate({ ...data, keyName: undefined, iamInstanceProfile: undefined });
  const without = checked({ launchTemplate }, olds);
  setTemplate({
    ...data,
    keyName: "",
    iamInstanceProfile: { name: "", arn: "" },
    placement: { ...data.placement, hostId: "", groupName: "" },
    metadataOptions: { ...data.metadataOptions, httpEndpoint: "" },
    blockDeviceMappings: data.blockDeviceMappings.map((item) =>
      item.ebs ? { ...item, ebs: { ...item.ebs, kmsKeyId: "", snapshotId: "" } } : item,
    ),
  });
  expect(checked({ launchTemplate }, olds)).toEqual(without);
});

test("a template that this run doesn't check leaves the instance as it is", () => {
  const olds = checked({ launchTemplate });
  remember("urn:lt", { kind: "ec2:LaunchTemplate", id: "lt-2", values: {} });
  expect(checked({ launchTemplate }, olds)).toEqual(olds);
});

test("what a preview doesn't know of a template isn't judged", () => {
  for (const reference of [unknown, { id: unknown }, { name: unknown, version: unknown }]) {
    expect(checked({ launchTemplate: reference })).toMatchObject({
      ami: unknown,
      vpcSecurityGroupIds: unknown,
    });
  }
  setTemplate(Object.fromEntries(Object.keys(data).map((key) => [key, unknown])));
  expect(checked({ launchTemplate })).toMatchObject({ ami: unknown, monitoring: unknown });
  setTemplate({ ...data, userData: unknown, tagSpecifications: [unknown], networkInterfaces: [unknown] });
  expect(checked({ launchTemplate })).toMatchObject({ userDataBase64: unknown });
});

test.each<[values: Readonly<Record<string, unknown>>, args: object, property: string, reason: string]>([
  [
    data,
    { launchTemplate: { id: "lt-2" } },
    "launchTemplate.id",
    'is "lt-2", and this program has no such LaunchTemplate. Declare it here, or pass its settings as arguments',
  ],
  [
    data,
    { launchTemplate: { name: "app" } },
    "launchTemplate.name",
    'is "app", and this program has no such LaunchTemplate. Declare it here, or pass its settings as arguments',
  ],
  [
    { ...data, instanceType: "t3.none" },
    { launchTemplate },
    "launchTemplate",
    'gives instanceType, which is "t3.none", which isn\'t an EC2 instance type. Did you mean "t3.nano"?',
  ],
  [
    {
      ...data,
      blockDeviceMappings: [{ deviceName: "/dev/sdf", ebs: { snapshotId: "snap-1", volumeSize: 1 } }],
    },
    { launchTemplate },
    "launchTemplate",
    "gives ebsBlockDevices[0].snapshotId, which isn't supported: a claim of an instance starts empty. Remove it, and attach a Volume that has it",
  ],
  [
    { ...data, securityGroupNames: ["web"] },
    { launchTemplate },
    "launchTemplate",
    "has securityGroupNames, but ids are needed. Use vpcSecurityGroupIds in the template",
  ],
  [
    { ...data, imageId: undefined },
    { launchTemplate },
    "ami",
    'is missing. Name a container image, for example "busybox:1.35"',
  ],
])("what is wrong with a template is said on it: %#", (values, args, property, reason) => {
  setTemplate(values);
  expect(check(args).failures).toEqual([{ property, reason }]);
});

test.each([
  [{}, "launchTemplate", "names no template. Use { id: template.id } or { name: template.name }"],
  ["lt-1", "launchTemplate", 'is "lt-1". Use { id: template.id } or { name: template.name }'],
  [{ id: [5] }, "launchTemplate.id", 'is ["5"]. Use a string'],
])("%j isn't a template", (reference, property, reason) => {
  const args = { ami, instanceType, launchTemplate: reference };
  expect(check(args).failures).toEqual([{ property, reason }]);
});

test("user data of a template that is rejected isn't printed", () => {
  setTemplate({ ...data, userData: Buffer.from("#include hunter2").toString("base64") });
  const { failures } = check({ launchTemplate });
  expect(failures).toHaveLength(1);
  expect(JSON.stringify(failures)).not.toContain("hunter2");
});
