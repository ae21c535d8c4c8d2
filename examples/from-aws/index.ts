// A program for AWS. Only its import changed, from "@pulumi/aws/ec2". Arguments without an effect in a cluster, such as
// the key, are accepted. Map the AMI to a container image, then run the program:
//
//   pulumi config set --path 'ec2-pods:amiMap["ami-0abcdef1234567890"]' busybox:1.35
//   pulumi up
import * as ec2 from "pulumi-ec2-pods/ec2";

const web = new ec2.SecurityGroup("web", {
  description: "Web servers",
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});

const server = new ec2.Instance("server", {
  ami: "ami-0abcdef1234567890",
  instanceType: "t3.micro",
  keyName: "ops",
  vpcSecurityGroupIds: [web.id],
  userData: `#!/bin/sh
mkdir -p /srv/www
echo "Hello from $INSTANCE_ID" > /srv/www/index.html
httpd -p 80 -h /srv/www
`,
  tags: { Name: "server" },
});

export const { id, privateIp } = server;
