import * as pulumi from "@pulumi/pulumi";

import { autoscaling, ec2 } from "../../provider/index";
import { failuresOf, mock, parents, registered, settled, unknownText, valueOf } from "../support/mocks";

const instances = () => registered.filter(({ type }) => type.endsWith(":Ec2Instance"));
const named = (name: string) => instances().find((each) => each.name === name)?.inputs;
const sizes = { minSize: 1, maxSize: 5 };
const zones = { availabilityZones: ["us-east-1a", "us-east-1b"] };
const newTemplate = () =>
  new ec2.LaunchTemplate("web", { imageId: "busybox:1.35", instanceType: "t3.micro" });

test("a group has its desired capacity as children, in zones by turn, with its tags and its name", async () => {
  const group = new autoscaling.Group("web", {
    ...sizes,
    ...zones,
    name: "fleet",
    launchTemplate: { id: newTemplate().id },
    desiredCapacity: 3,
    tags: [
      { key: "team", value: "web", propagateAtLaunch: true },
      { key: "cost", value: "none", propagateAtLaunch: false },
    ],
  });
  await settled();
  expect(instances().map(({ name }) => name)).toEqual(["web-1", "web-2", "web-3"]);
  const parent = "urn:pulumi:dev::shop::ec2-pods:index:AutoScalingGroup::web";
  expect(instances().map(({ type, name }) => parents.get(`${type}::${name}`))).toEqual([
    parent,
    parent,
    parent,
  ]);
  expect(instances().map(({ inputs }) => inputs["availabilityZone"])).toEqual([
    "us-east-1a",
    "us-east-1b",
    "us-east-1a",
  ]);
  expect(named("web-1")).toMatchObject({
    tags: { team: "web" },
    __autoScaling: { groupName: "fleet", isNamed: true },
  });
  expect(await valueOf(group.id)).toBe("fleet");
  expect(await valueOf(group.desiredCapacity)).toBe(3);
  expect(await valueOf(group.healthCheckType)).toBe("EC2");
  expect(await valueOf(group.arn)).toMatch(
    /^arn:aws:autoscaling:us-east-1:0{12}:autoScalingGroup:.*\/fleet$/,
  );
  expect(autoscaling.Group.isInstance(group)).toBe(true);
});

test("without a desired capacity there are as many as minSize, and the name comes from the logical one", async () => {
  const group = new autoscaling.Group("web", {
    ...sizes,
    ...zones,
    launchTemplate: { id: newTemplate().id },
  });
  await settled();
  expect(instances()).toHaveLength(1);
  expect(await valueOf(group.name)).toMatch(/^web-[0-9a-f]{7}$/);
  expect(named("web-1")?.["__autoScaling"]).toMatchObject({ isNamed: false });
});

test("a launch configuration gives the arguments under other names", async () => {
  const configuration = new ec2.LaunchConfiguration("web", {
    imageId: "busybox:1.35",
    instanceType: "t3.micro",
    securityGroups: ["sg-0123456789abcdef0"],
    enableMonitoring: true,
    iamInstanceProfile: "arn:aws:iam::000000000000:instance-profile/app",
    ebsBlockDevices: [
      { deviceName: "/dev/sdf", volumeSize: 1 },
      { deviceName: "/dev/sdg", noDevice: true },
    ],
  });
  const subnetId = "subnet-0123456789abcdef0";
  const args = {
    ...sizes,
    vpcZoneIdentifiers: pulumi.output([subnetId]),
    launchConfiguration: configuration,
  };
  new autoscaling.Group("web", args);
  await settled();
  expect(named("web-1")).toMatchObject({
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    securityGroups: ["sg-0123456789abcdef0"],
    monitoring: true,
    iamInstanceProfile: "app",
    ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }],
    subnetId,
    userDataReplaceOnChange: true,
  });
});

test.each<[string, <T>(value: T) => pulumi.Input<T>]>([
  ["a mixed policy", (value) => value],
  ["a mixed policy that is an output", (value) => pulumi.output(value) as pulumi.Output<typeof value>],
])("of %s, the template and the first instance type count", async (_, given) => {
  const template = newTemplate();
  const launchTemplate = {
    launchTemplateSpecification: { launchTemplateId: template.id },
    overrides: [{ instanceType: "t3.large" }, { instanceType: "t3.small" }],
  };
  new autoscaling.Group("web", { ...sizes, ...zones, mixedInstancesPolicy: given({ launchTemplate }) });
  await settled();
  expect(named("web-1")).toMatchObject({ instanceType: "t3.large", launchTemplate: { id: "web-id" } });
});

test("a capacity that is an output makes the instances once it is known", async () => {
  const args = { ...sizes, ...zones, launchTemplate: { id: newTemplate().id } };
  new autoscaling.Group("web", { ...args, desiredCapacity: pulumi.output(2) });
  await settled();
  expect(instances()).toHaveLength(2);

  await mock(true);
  registered.length = 0;
  const info = jest.spyOn(pulumi.log, "info").mockResolvedValue();
  const later = unknownText() as unknown as pulumi.Output<number>;
  const group = new autoscaling.Group("later", { ...args, desiredCapacity: later });
  await settled();
  expect(instances()).toEqual([]);
  expect(info).toHaveBeenCalledWith(expect.stringContaining("only the update knows desiredCapacity"), group);
  expect(await valueOf(group.name)).toMatch(/^later-/);
});

test("the instances are attached to the target groups of the group and of attachments", async () => {
  const group = new autoscaling.Group("web", {
    ...sizes,
    ...zones,
    launchTemplate: { id: newTemplate().id },
    desiredCapacity: 2,
    targetGroupArns: ["arn:one"],
  });
  new autoscaling.Attachment("more", { autoscalingGroupName: group.name, lbTargetGroupArn: "arn:two" });
  await settled();
  const attachments = registered.filter(({ type }) => type.endsWith(":TargetGroupAttachment"));
  expect(attachments.map(({ name, inputs }) => [name, inputs["targetGroupArn"]]).sort()).toEqual([
    ["web-1-1", "arn:one"],
    ["web-1-more", "arn:two"],
    ["web-2-1", "arn:one"],
    ["web-2-more", "arn:two"],
  ]);
});

test("failures come together, before anything is registered", () => {
  const args = { minSize: 3, maxSize: 1 } as unknown as autoscaling.GroupArgs;
  const { paths } = failuresOf(() => new autoscaling.Group("web", args));
  expect(paths).toEqual(["launchTemplate", "vpcZoneIdentifiers", "minSize"]);
  const missing = { ...sizes, ...zones, launchConfiguration: "nowhere" };
  expect(failuresOf(() => new autoscaling.Group("web", missing)).message).toContain(
    'launchConfiguration is "nowhere", and this program has no such LaunchConfiguration',
  );
  expect(registered).toEqual([]);
});

test("get answers for a group of this program and for one of another stack, and creates nothing", async () => {
  new autoscaling.Group("web", {
    ...sizes,
    ...zones,
    name: "fleet",
    launchTemplate: { id: newTemplate().id },
  });
  const own = autoscaling.Group.get("own", "fleet");
  expect(await valueOf(own.maxSize)).toBe(5);
  const other = autoscaling.Group.get("other", "elsewhere", { maxSize: 9 });
  expect(await valueOf(other.maxSize)).toBe(9);
  expect(await valueOf(other.name)).toBe("elsewhere");
  expect(autoscaling.Group.isInstance(other)).toBe(true);
  await settled();
  expect(instances()).toHaveLength(1);
});
