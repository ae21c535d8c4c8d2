import * as aws from "@pulumi/aws";

const group = new aws.ec2.SecurityGroup("fleet", {
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const template = new aws.ec2.LaunchTemplate("fleet", {
  namePrefix: "fleet-",
  imageId: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group.id],
  userData: Buffer.from("#!/bin/sh\necho from a template\n").toString("base64"),
  tagSpecifications: [{ resourceType: "instance", tags: { fleet: "yes" } }],
});
const server = new aws.ec2.Instance("fleet", {
  launchTemplate: { id: template.id, version: "$Latest" },
  tags: { Name: "fleet" },
});

export const version = template.latestVersion;
export const ip = server.privateIp;
