// Three tiers in a VPC, as a program for AWS has them: only its import changed, from "@pulumi/aws". A bastion reaches
// every tier by SSH's port, anyone can reach the web server, only the web tier reaches the database, and the rule by
// the range of the private subnet means the instances in it. Run what AWS calls Amazon Linux on a small image:
//
//   pulumi config set --path 'ec2-pods:amiMap["al2023-ami-*"]' busybox:1.35
//   pulumi up
import * as pulumi from "@pulumi/pulumi";
import * as aws from "pulumi-ec2-pods";

const vpc = new aws.ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const gateway = new aws.ec2.InternetGateway("shop", { vpcId: vpc.id });
const zones = aws.getAvailabilityZonesOutput({ state: "available" });
const subnet = (name: string, index: number, mapPublicIpOnLaunch: boolean) =>
  new aws.ec2.Subnet(name, {
    vpcId: vpc.id,
    cidrBlock: `10.0.${index}.0/24`,
    availabilityZone: zones.names[index % 2],
    mapPublicIpOnLaunch,
  });
const publicSubnet = subnet("public", 0, true);
const privateSubnet = subnet("private", 1, false);
const nat = new aws.ec2.NatGateway("shop", {
  subnetId: publicSubnet.id,
  allocationId: new aws.ec2.Eip("nat", { domain: "vpc" }).id,
});
const routes = {
  public: new aws.ec2.RouteTable("public", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  }),
  private: new aws.ec2.RouteTable("private", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
  }),
};
new aws.ec2.RouteTableAssociation("public", { subnetId: publicSubnet.id, routeTableId: routes.public.id });
new aws.ec2.RouteTableAssociation("private", { subnetId: privateSubnet.id, routeTableId: routes.private.id });

const egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const bastionGroup = new aws.ec2.SecurityGroup("bastion", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
  egress,
});
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, securityGroups: [bastionGroup.id] };
const webGroup = new aws.ec2.SecurityGroup("web", {
  vpcId: vpc.id,
  ingress: [ssh, { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] }],
  egress,
});
const databaseGroup = new aws.ec2.SecurityGroup("database", {
  vpcId: vpc.id,
  ingress: [
    ssh,
    { protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [webGroup.id] },
    { protocol: "tcp", fromPort: 9100, toPort: 9100, cidrBlocks: [privateSubnet.cidrBlock] },
  ],
});
// Its members have no rule of their own, so only their place in the private subnet lets them reach port 9100.
const monitorGroup = new aws.ec2.SecurityGroup("monitor", { vpcId: vpc.id, egress });

const ami = aws.ec2.getAmiOutput({
  owners: ["amazon"],
  mostRecent: true,
  filters: [{ name: "name", values: ["al2023-ami-2023.*-x86_64"] }],
}).id;
const profile = new aws.iam.InstanceProfile("shop", {
  role: new aws.iam.Role("shop", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
  }),
});
const machine = (
  name: string,
  place: aws.ec2.Subnet,
  group: aws.ec2.SecurityGroup,
  userData: pulumi.Input<string>,
) =>
  new aws.ec2.Instance(name, {
    ami,
    instanceType: aws.ec2.InstanceType.T3_Micro,
    subnetId: place.id,
    vpcSecurityGroupIds: [group.id],
    iamInstanceProfile: profile.name,
    userData,
    tags: { Name: name },
  });

const serve = (port: number, text: string) =>
  `mkdir -p /srv/${port}\necho '${text}' >/srv/${port}/index.html\nhttpd -p ${port} -h /srv/${port}\n`;
const database = machine(
  "database",
  privateSubnet,
  databaseGroup,
  `#!/bin/sh\n${serve(5432, "rows")}${serve(9100, "metrics")}${serve(22, "login")}`,
);
const web = machine(
  "web",
  publicSubnet,
  webGroup,
  pulumi.interpolate`#!/bin/sh\necho database=${database.privateIp} >/etc/shop.conf\n${serve(80, "shop")}${serve(22, "login")}`,
);
const bastion = machine("bastion", publicSubnet, bastionGroup, `#!/bin/sh\n${serve(22, "login")}`);
const monitor = machine("monitor", privateSubnet, monitorGroup, "#!/bin/sh\n");

export const addresses = {
  bastion: bastion.privateIp,
  web: web.privateIp,
  database: database.privateIp,
  monitor: monitor.privateIp,
};
export const publicIp = web.publicIp;
export const vpcId = vpc.id;
