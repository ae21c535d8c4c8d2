import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const size: aws.ec2.InstanceType = aws.ec2.InstanceType.T3_Micro;
const ami = aws.ec2
  .getAmi({
    filters: [{ name: "name", values: ["al2023-ami-2023*-x86_64"] }],
    owners: ["amazon"],
    mostRecent: true,
  })
  .then(({ id }) => id);

const group = new aws.ec2.SecurityGroup("web", {
  description: "Enable HTTP access",
  ingress: [
    { protocol: aws.ec2.ProtocolType.TCP, fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
    { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] },
  ],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const key = new aws.ec2.KeyPair("key", {
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
});
const server = new aws.ec2.Instance("web", {
  ami,
  instanceType: size,
  keyName: key.keyName,
  vpcSecurityGroupIds: [group.id],
  userData: "#!/bin/sh\nmkdir -p /srv\necho 'Hello, World!' >/srv/index.html\nhttpd -p 80 -h /srv\n",
  tags: { Name: "web" },
});
const eip = new aws.ec2.Eip("web", { domain: "vpc" });
new aws.ec2.EipAssociation("web", { instanceId: server.id, allocationId: eip.id });

export const publicIp = server.publicIp;
export const publicHostName = server.publicDns;
export const url = pulumi.interpolate`http://${server.publicDns}`;
export const address = eip.publicIp;
