import * as aws from "@pulumi/aws";

const vpc = new aws.ec2.Vpc("fleet", { cidrBlock: "10.0.0.0/16" });
const subnets = ["us-east-1a", "us-east-1b"].map(
  (availabilityZone, index) =>
    new aws.ec2.Subnet(`fleet-${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone,
    }),
);
const group = new aws.ec2.SecurityGroup("fleet", {
  vpcId: vpc.id,
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const template = new aws.ec2.LaunchTemplate("fleet", {
  namePrefix: "fleet-",
  imageId: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group.id],
  userData: Buffer.from("#!/bin/sh\necho one of a fleet\n").toString("base64"),
});
const fleet = new aws.autoscaling.Group("fleet", {
  vpcZoneIdentifiers: subnets.map(({ id }) => id),
  launchTemplate: { id: template.id, version: "$Latest" },
  desiredCapacity: 2,
  minSize: 1,
  maxSize: 4,
  healthCheckGracePeriod: 60,
  instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 50 } },
  tags: [{ key: "Name", value: "fleet", propagateAtLaunch: true }],
});
new aws.autoscaling.Policy("fleet-busy", {
  autoscalingGroupName: fleet.name,
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: {
    predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
    targetValue: 60,
  },
});
new aws.autoscaling.Schedule("fleet-night", {
  autoscalingGroupName: fleet.name,
  scheduledActionName: "night",
  recurrence: "0 22 * * *",
  desiredCapacity: 1,
  minSize: 1,
  maxSize: 4,
});

const configuration = new aws.ec2.LaunchConfiguration("old", {
  imageId: "busybox:1.35",
  instanceType: "t3.micro",
  securityGroups: [group.id],
  userData: "#!/bin/sh\necho an old one\n",
});
const old = new aws.autoscaling.Group("old", {
  vpcZoneIdentifiers: subnets.map(({ id }) => id),
  launchConfiguration: configuration.name,
  minSize: 1,
  maxSize: 1,
});

export const name = fleet.name;
export const arn = old.arn;
export const ids = aws.ec2.getInstancesOutput({
  instanceTags: { "aws:autoscaling:groupName": fleet.name },
}).ids;
