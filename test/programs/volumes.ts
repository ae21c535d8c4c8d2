import * as aws from "@pulumi/aws";

const server = new aws.ec2.Instance("db", {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  availabilityZone: "us-east-1a",
  rootBlockDevice: { volumeSize: 20, volumeType: "gp3" },
});
const data = new aws.ebs.Volume("data", {
  availabilityZone: server.availabilityZone,
  size: 1,
  type: "gp3",
  tags: { Name: "data" },
});
new aws.ec2.VolumeAttachment("data", {
  deviceName: "/dev/sdf",
  volumeId: data.id,
  instanceId: server.id,
});

export const volumeArn = data.arn;
export const rootVolume = server.rootBlockDevice.volumeSize;
