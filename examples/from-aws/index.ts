// A program for AWS. Only its import changed, from "@pulumi/aws/ec2". Arguments without an effect in a cluster, such as
// the key, are accepted. The AMI runs as the container image debian:12, unless ec2-pods:amiMap names another.
import * as ec2 from "pulumi-ec2-pods/ec2";

const debian = ec2.getAmiOutput({
  mostRecent: true,
  owners: ["136693071363"],
  filters: [
    { name: "name", values: ["debian-12-amd64-*"] },
    { name: "virtualization-type", values: ["hvm"] },
  ],
});

const web = new ec2.SecurityGroup("web", {
  description: "Web servers",
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});

const server = new ec2.Instance("server", {
  ami: debian.id,
  instanceType: "t3.micro",
  keyName: "ops",
  vpcSecurityGroupIds: [web.id],
  userData: `#!/bin/bash
apt-get update
apt-get install -y nginx
echo "Hello from $INSTANCE_ID" > /var/www/html/index.html
systemctl enable --now nginx
`,
  tags: { Name: "server" },
});

export const { id, privateIp } = server;
