// A load-balanced web tier, as a program for AWS has it: only its import changed, from "@pulumi/aws". The load balancer is
// in the public subnets and all machines are in the private ones. Anyone can reach the load balancer, only it reaches the
// web tier, only the web tier reaches the app, and only the app reaches the database. Run what AWS calls Amazon Linux on a
// small image:
//
//   pulumi config set --path 'ec2-pods:amiMap["al2023-ami-*"]' busybox:1.35
//   pulumi up
import * as pulumi from "@pulumi/pulumi";
import * as aws from "pulumi-ec2-pods";

const webServers = new pulumi.Config().getNumber("webServers") ?? 2;

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
const publicSubnets = [subnet("public-0", 0, true), subnet("public-1", 1, true)] as const;
const privateSubnets = [subnet("private-0", 10, false), subnet("private-1", 11, false)] as const;
const nat = new aws.ec2.NatGateway("shop", {
  subnetId: publicSubnets[0].id,
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
publicSubnets.forEach(
  ({ id }, index) =>
    new aws.ec2.RouteTableAssociation(`public-${index}`, { subnetId: id, routeTableId: routes.public.id }),
);
privateSubnets.forEach(
  ({ id }, index) =>
    new aws.ec2.RouteTableAssociation(`private-${index}`, { subnetId: id, routeTableId: routes.private.id }),
);

/** A group that lets one port in, from anyone or from the members of another group. */
const tier = (name: string, port: number, from?: aws.ec2.SecurityGroup) =>
  new aws.ec2.SecurityGroup(name, {
    vpcId: vpc.id,
    ingress: [
      {
        protocol: "tcp",
        fromPort: port,
        toPort: port,
        ...(from ? { securityGroups: [from.id] } : { cidrBlocks: ["0.0.0.0/0"] }),
      },
    ],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  });
const balancerGroup = tier("balancer", 80);
const webGroup = tier("web", 80, balancerGroup);
const appGroup = tier("app", 8080, webGroup);
const databaseGroup = tier("database", 5432, appGroup);

const ami = aws.ec2.getAmiOutput({
  owners: ["amazon"],
  mostRecent: true,
  filters: [{ name: "name", values: ["al2023-ami-2023.*-x86_64"] }],
}).id;
const machine = (
  name: string,
  place: aws.ec2.Subnet,
  group: aws.ec2.SecurityGroup,
  port: number,
  settings: pulumi.Input<string>,
) =>
  new aws.ec2.Instance(name, {
    ami,
    instanceType: aws.ec2.InstanceType.T3_Micro,
    subnetId: place.id,
    vpcSecurityGroupIds: [group.id],
    userData: pulumi.interpolate`#!/bin/sh
mkdir -p /srv
echo ${name} >/srv/index.html
echo ${settings} >/etc/shop.conf
httpd -p ${port} -h /srv
`,
    tags: { Name: name },
  });

const database = machine("database", privateSubnets[0], databaseGroup, 5432, "");
const app = machine(
  "app",
  privateSubnets[1],
  appGroup,
  8080,
  pulumi.interpolate`database=${database.privateIp}`,
);
const web = Array.from({ length: webServers }, (_, index) =>
  machine(
    `web-${index}`,
    privateSubnets[index % 2 === 0 ? 0 : 1],
    webGroup,
    80,
    pulumi.interpolate`app=${app.privateIp}`,
  ),
);

const balancer = new aws.lb.LoadBalancer("shop", {
  loadBalancerType: "application",
  securityGroups: [balancerGroup.id],
  subnets: publicSubnets.map(({ id }) => id),
});
const webTargets = new aws.lb.TargetGroup("web", {
  vpcId: vpc.id,
  port: 80,
  protocol: "HTTP",
  healthCheck: { path: "/", interval: 5, timeout: 2, healthyThreshold: 2, unhealthyThreshold: 2 },
});
web.forEach(
  ({ id }, index) =>
    new aws.lb.TargetGroupAttachment(`web-${index}`, { targetGroupArn: webTargets.arn, targetId: id }),
);
const http = new aws.lb.Listener("http", {
  loadBalancerArn: balancer.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: webTargets.arn }],
});
new aws.lb.ListenerRule("admin", {
  listenerArn: http.arn,
  priority: 10,
  conditions: [{ pathPattern: { values: ["/admin", "/admin/*"] } }],
  actions: [
    {
      type: "fixed-response",
      fixedResponse: { contentType: "text/plain", messageBody: "not from here", statusCode: "403" },
    },
  ],
});

export const url = pulumi.interpolate`http://${balancer.dnsName}`;
export const addresses = {
  database: database.privateIp,
  app: app.privateIp,
  web: web.map(({ privateIp }) => privateIp),
};
