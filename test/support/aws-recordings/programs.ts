/** Programs of `@pulumi/aws`, each in the versions whose previews are recorded. */
export const programs: Readonly<Record<string, readonly string[]>> = {
  // A network with everything in it. The second version changes rules, groups and ways from the internet.
  aws: [1, 2].map(
    (version) => `
const aws = require("@pulumi/aws");
const second = ${version === 2};
const all = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const tcp = (port, source) => ({ protocol: "tcp", fromPort: port, toPort: port, ...source });

const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.20.0.0/16" });
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
const open = new aws.ec2.RouteTable("open", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const front = new aws.ec2.Subnet("front", { vpcId: vpc.id, cidrBlock: "10.20.0.0/24", mapPublicIpOnLaunch: true });
const back = new aws.ec2.Subnet("back", { vpcId: vpc.id, cidrBlock: "10.20.1.0/24" });
new aws.ec2.RouteTableAssociation("front", { subnetId: front.id, routeTableId: open.id });

const office = new aws.ec2.ManagedPrefixList("office", {
  addressFamily: "IPv4",
  maxEntries: 5,
  entries: [{ cidr: "192.0.2.0/24" }, ...(second ? [{ cidr: "198.51.100.0/24" }] : [])],
});
const edge = new aws.ec2.SecurityGroup("edge", {
  vpcId: vpc.id,
  ingress: [tcp(443, { cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] })],
  egress: all,
});
const app = new aws.ec2.SecurityGroup("app", {
  vpcId: vpc.id,
  ingress: [
    tcp(8080, { securityGroups: [edge.id] }),
    tcp(22, { cidrBlocks: [second ? "0.0.0.0/0" : "10.20.0.0/16"] }),
    { protocol: "icmp", fromPort: 8, toPort: -1, cidrBlocks: ["10.0.0.0/8"] },
    { protocol: "tcp", fromPort: 7000, toPort: 7001, self: true },
  ],
  egress: all,
});
const db = new aws.ec2.SecurityGroup("db", { vpcId: vpc.id });
new aws.vpc.SecurityGroupIngressRule("db-from-app", {
  securityGroupId: db.id,
  referencedSecurityGroupId: app.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
});
const jobs = new aws.ec2.SecurityGroup("jobs", { vpcId: vpc.id });
new aws.ec2.SecurityGroupRule("jobs-out", {
  securityGroupId: jobs.id,
  type: "egress",
  protocol: "all",
  fromPort: 0,
  toPort: 0,
  cidrBlocks: ["0.0.0.0/0"],
});
new aws.ec2.SecurityGroupRule("app-from-jobs", {
  securityGroupId: app.id,
  sourceSecurityGroupId: jobs.id,
  type: "ingress",
  protocol: second ? "tcp" : "udp",
  fromPort: 9090,
  toPort: 9099,
});
new aws.vpc.SecurityGroupIngressRule("app-from-office", {
  securityGroupId: app.id,
  prefixListId: office.id,
  ipProtocol: "50",
});
if (second) {
  new aws.vpc.SecurityGroupIngressRule("db-from-jobs", {
    securityGroupId: db.id,
    referencedSecurityGroupId: jobs.id,
    ipProtocol: "tcp",
    fromPort: 5432,
    toPort: 5432,
  });
}

new aws.lb.LoadBalancer("web", {
  loadBalancerType: "application",
  securityGroups: [edge.id],
  subnets: [front.id],
});
new aws.ec2.Instance("worker", {
  ami: second ? "ami-0fedcba9876543210" : "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  subnetId: back.id,
  vpcSecurityGroupIds: [app.id],
  userData: "#!/bin/sh\\necho token-${version}\\n",
});
const port = new aws.ec2.NetworkInterface("bastion", { subnetId: front.id, securityGroups: [app.id] });
new aws.ec2.Instance("bastion", {
  ami: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: port.id }],
});
const template = new aws.ec2.LaunchTemplate("fleet", {
  imageId: "ami-0123456789abcdef0",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [app.id],
});
new aws.autoscaling.Group("fleet", {
  minSize: 1,
  maxSize: 3,
  vpcZoneIdentifiers: [back.id],
  launchTemplate: { id: template.id, version: "$Latest" },
});
new aws.rds.Instance("data", {
  engine: "postgres",
  instanceClass: "db.t3.micro",
  username: "admin",
  password: pulumi.secret("token-${version}"),
  vpcSecurityGroupIds: [db.id],
});
new aws.lambda.Function("cleanup", {
  role: "arn:aws:iam::000000000000:role/cleanup",
  code: new pulumi.asset.AssetArchive({}),
  vpcConfig: { subnetIds: [back.id], securityGroupIds: [jobs.id] },
});
new aws.ecs.Service("api", {
  networkConfiguration: { subnets: [back.id], securityGroups: [second ? app.id : jobs.id] },
});
`,
  ),
  // Ways into groups and to the internet. The second version makes a route, an Elastic IP and a peering connection.
  "aws-ways": [1, 2].map(
    (version) => `
const aws = require("@pulumi/aws");
const second = ${version === 2};
const machine = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro" };

const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.20.0.0/16" });
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
const table = new aws.ec2.RouteTable("front", { vpcId: vpc.id });
const front = new aws.ec2.Subnet("front", { vpcId: vpc.id, cidrBlock: "10.20.0.0/24" });
const back = new aws.ec2.Subnet("back", { vpcId: vpc.id, cidrBlock: "10.20.1.0/24" });
for (const [name, subnet] of Object.entries({ front, back })) {
  const own = name === "front" ? table : new aws.ec2.RouteTable("back", { vpcId: vpc.id });
  new aws.ec2.RouteTableAssociation(name, { subnetId: subnet.id, routeTableId: own.id });
}
if (second) {
  new aws.ec2.Route("out", {
    routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id,
  });
}

const web = new aws.ec2.SecurityGroup("web", { vpcId: vpc.id });
new aws.vpc.SecurityGroupIngressRule("web-from-anywhere", {
  securityGroupId: web.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 80, toPort: 80,
});
new aws.vpc.SecurityGroupIngressRule("web-ping", {
  securityGroupId: web.id, cidrIpv6: "::/0", ipProtocol: "icmpv6", fromPort: 128, toPort: -1,
});
new aws.vpc.SecurityGroupEgressRule("web-out", {
  securityGroupId: web.id, cidrIpv4: second ? "0.0.0.0/0" : "10.20.0.0/16", ipProtocol: "-1",
});
const offices = new aws.ec2.ManagedPrefixList("offices", { addressFamily: "IPv4", maxEntries: 5 });
new aws.ec2.ManagedPrefixListEntry("berlin", { prefixListId: offices.id, cidr: "192.0.2.0/24" });
if (second) new aws.ec2.ManagedPrefixListEntry("paris", { prefixListId: offices.id, cidr: "198.51.100.0/24" });
const admin = new aws.ec2.SecurityGroup("admin", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, prefixListIds: [offices.id] }],
  egress: [],
});
new aws.ec2.DefaultSecurityGroup("main", {
  vpcId: vpc.id,
  ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});

const server = new aws.ec2.Instance("server", {
  ...machine, subnetId: front.id, vpcSecurityGroupIds: [web.id],
});
if (second) {
  const address = new aws.ec2.Eip("server", { domain: "vpc" });
  new aws.ec2.EipAssociation("server", { allocationId: address.id, instanceId: server.id });
  new aws.ec2.NetworkInterfaceSecurityGroupAttachment("server-admin", {
    securityGroupId: admin.id, networkInterfaceId: server.primaryNetworkInterfaceId,
  });
}
const card = new aws.ec2.NetworkInterface("second", { subnetId: back.id, securityGroups: [admin.id] });
const plain = new aws.ec2.Instance("plain", { ...machine, subnetId: back.id });
new aws.ec2.NetworkInterfaceAttachment("second", {
  instanceId: plain.id, networkInterfaceId: card.id, deviceIndex: 1,
});
new aws.ec2.SpotInstanceRequest("spot", { ...machine, subnetId: back.id, vpcSecurityGroupIds: [web.id] });
const configuration = new aws.ec2.LaunchConfiguration("fleet", {
  imageId: machine.ami, instanceType: machine.instanceType, securityGroups: [web.id],
  associatePublicIpAddress: second,
});
new aws.autoscaling.Group("fleet", {
  minSize: 1, maxSize: 3, vpcZoneIdentifiers: [front.id], launchConfiguration: configuration.name,
});

const other = new aws.ec2.Vpc("other", { cidrBlock: "10.30.0.0/16" });
const inside = new aws.ec2.Subnet("other", { vpcId: other.id, cidrBlock: "10.30.0.0/24" });
const db = new aws.ec2.SecurityGroup("db", {
  vpcId: other.id,
  ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["10.20.0.0/24"] }],
});
new aws.ec2.Instance("db", { ...machine, subnetId: inside.id, vpcSecurityGroupIds: [db.id] });
if (second) {
  new aws.ec2.VpcPeeringConnection("both", { vpcId: vpc.id, peerVpcId: other.id, autoAccept: true });
  const shared = new aws.ec2.SecurityGroup("shared", {
    name: "shared", vpcId: "vpc-0123456789abcdef0", egress: [],
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
  }, { import: "sg-0123456789abcdef0" });
  new aws.lb.LoadBalancer("shared", { loadBalancerType: "application", securityGroups: [shared.id] });
}
`,
  ),
  // The same traffic with rules of their own instead of inline ones, and a group that the program reads.
  "aws-rules": [1, 2].map(
    (version) => `
const aws = require("@pulumi/aws");
const edge = new aws.ec2.SecurityGroup("edge", { vpcId: "vpc-0123456789abcdef0" });
const rule = (port, source) => ({ protocol: "tcp", fromPort: port, toPort: port, ...source });
const app = new aws.ec2.SecurityGroup("app", {
  vpcId: "vpc-0123456789abcdef0",
  ${
    version === 1
      ? `ingress: [rule(22, { cidrBlocks: ["10.0.0.0/8"] }), rule(8080, { securityGroups: [edge.id] })],`
      : "ingress: [],"
  }
});
${
  version === 1
    ? ""
    : `new aws.vpc.SecurityGroupIngressRule("ssh", {
  securityGroupId: app.id, cidrIpv4: "10.0.0.0/8", ipProtocol: "tcp", fromPort: 22, toPort: 22,
});
new aws.ec2.SecurityGroupRule("http", {
  securityGroupId: app.id, sourceSecurityGroupId: edge.id, type: "ingress", protocol: "6", fromPort: 8080, toPort: 8080,
});`
}
const shared = aws.ec2.SecurityGroup.get("shared", "sg-0123456789abcdef0");
new aws.ec2.Instance("server", {
  ami: "ami-0123456789abcdef0", instanceType: "t3.micro", vpcSecurityGroupIds: [app.id, shared.id],
});
`,
  ),
  // Groups of this package and of AWS in one stack.
  mixed: [1, 2].map(
    (version) => `
const aws = require("@pulumi/aws");
const { SecurityGroup } = require("pulumi-ec2-pods");
const ssh = (cidr) => ({ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [cidr] });
const cidr = ${version === 1 ? '"10.0.0.0/8"' : '"0.0.0.0/0"'};
new SecurityGroup("pods", { ingress: [ssh(cidr)] });
const group = new aws.ec2.SecurityGroup("cloud", { vpcId: "vpc-0123456789abcdef0", ingress: [ssh(cidr)] });
new aws.ec2.Instance("cloud", {
  ami: "ami-0123456789abcdef0", instanceType: "t3.micro", vpcSecurityGroupIds: [group.id],
});
`,
  ),
};
