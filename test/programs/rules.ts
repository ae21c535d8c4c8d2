import * as aws from "@pulumi/aws";

const vpc = new aws.ec2.Vpc("rules", { cidrBlock: "10.3.0.0/16" });
const web = new aws.ec2.SecurityGroup("web", { vpcId: vpc.id }, { deleteBeforeReplace: true });
const database = new aws.ec2.SecurityGroup("database", { vpcId: vpc.id, tags: { Name: "database" } });

new aws.ec2.SecurityGroupRule("web-http", {
  type: "ingress",
  protocol: "tcp",
  fromPort: 80,
  toPort: 80,
  cidrBlocks: ["0.0.0.0/0"],
  securityGroupId: web.id,
});
new aws.ec2.SecurityGroupRule("web-out", {
  type: "egress",
  protocol: "-1",
  fromPort: 0,
  toPort: 0,
  cidrBlocks: ["0.0.0.0/0"],
  securityGroupId: web.id,
});
new aws.ec2.SecurityGroupRule("database-web", {
  type: "ingress",
  protocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  sourceSecurityGroupId: web.id,
  securityGroupId: database.id,
});
new aws.vpc.SecurityGroupIngressRule("database-vpc", {
  securityGroupId: database.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
  cidrIpv4: vpc.cidrBlock,
});
new aws.vpc.SecurityGroupEgressRule("database-out", {
  securityGroupId: database.id,
  ipProtocol: "-1",
  cidrIpv4: "0.0.0.0/0",
});

export const groups = [web.id, database.id];
