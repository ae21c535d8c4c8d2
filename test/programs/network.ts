import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

const tags = { project: pulumi.getProject(), stack: pulumi.getStack() };

const vpc = new aws.ec2.Vpc("main", {
  cidrBlock: "10.0.0.0/16",
  enableDnsHostnames: true,
  enableDnsSupport: true,
  tags: { ...tags, Name: "main" },
});
const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id, tags });
const zones = aws.getAvailabilityZonesOutput({ state: "available" });

const publicSubnets: aws.ec2.Subnet[] = [];
const privateSubnets: aws.ec2.Subnet[] = [];
for (const index of [0, 1]) {
  const availabilityZone = zones.names[index];
  publicSubnets.push(
    new aws.ec2.Subnet(`public-${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone,
      mapPublicIpOnLaunch: true,
      tags,
    }),
  );
  privateSubnets.push(
    new aws.ec2.Subnet(`private-${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index + 10}.0/24`,
      availabilityZone,
    }),
  );
}

const address = new aws.ec2.Eip("nat", { domain: "vpc" });
const nat = new aws.ec2.NatGateway(
  "nat",
  { subnetId: publicSubnets[0]!.id, allocationId: address.id },
  { dependsOn: [gateway] },
);

const publicRoutes = new aws.ec2.RouteTable("public", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const privateRoutes = new aws.ec2.RouteTable("private", { vpcId: vpc.id });
new aws.ec2.Route("private", {
  routeTableId: privateRoutes.id,
  destinationCidrBlock: "0.0.0.0/0",
  natGatewayId: nat.id,
});
publicSubnets.forEach(
  (subnet, index) =>
    new aws.ec2.RouteTableAssociation(`public-${index}`, {
      subnetId: subnet.id,
      routeTableId: publicRoutes.id,
    }),
);
privateSubnets.forEach(
  (subnet, index) =>
    new aws.ec2.RouteTableAssociation(`private-${index}`, {
      subnetId: subnet.id,
      routeTableId: privateRoutes.id,
    }),
);

new aws.ec2.NetworkAcl("acl", {
  vpcId: vpc.id,
  subnetIds: privateSubnets.map(({ id }) => id),
  ingress: [{ protocol: "-1", ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 0 }],
  egress: [{ protocol: "-1", ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 0 }],
});
new aws.ec2.VpcEndpoint("s3", {
  vpcId: vpc.id,
  serviceName: pulumi.interpolate`com.amazonaws.${aws.getRegionOutput().region}.s3`,
  routeTableIds: [privateRoutes.id],
});

const other = new aws.ec2.Vpc("other", { cidrBlock: "10.1.0.0/16" });
const peering = new aws.ec2.VpcPeeringConnection("peering", { vpcId: vpc.id, peerVpcId: other.id });
new aws.ec2.VpcPeeringConnectionAccepter("peering", { vpcPeeringConnectionId: peering.id, autoAccept: true });
new aws.ec2.EgressOnlyInternetGateway("ipv6", { vpcId: vpc.id });

export const vpcId = vpc.id;
export const publicSubnetIds = publicSubnets.map(({ id }) => id);
export const publicIp = address.publicIp;
