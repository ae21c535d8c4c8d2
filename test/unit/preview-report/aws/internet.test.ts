import { type AwsResource, type Inputs, kept, made, reportOf, unknown } from "../../../support/aws-preview";

const open = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
const group = made("ec2.SecurityGroup", "web", { ingress: [open] });
const vpc = made("ec2.Vpc", "main", { cidrBlock: "10.20.0.0/16" });
const gateway = made("ec2.InternetGateway", "main", { vpcId: unknown }, { vpcId: [vpc] });
const inGroup = { vpcSecurityGroupIds: [unknown] };

const subnet = (inputs: object = {}) =>
  made("ec2.Subnet", "subnet", { vpcId: unknown, cidrBlock: "10.20.0.0/24", ...inputs }, { vpcId: [vpc] });
const table = (...routes: object[]) =>
  made("ec2.RouteTable", "table", { vpcId: unknown, routes }, { vpcId: [vpc], routes: [gateway] });
const association = (own: AwsResource, routes: AwsResource) =>
  made(
    "ec2.RouteTableAssociation",
    "association",
    { subnetId: unknown, routeTableId: unknown },
    { subnetId: [own], routeTableId: [routes] },
  );
const toGateway = { cidrBlock: "0.0.0.0/0", gatewayId: unknown };
const publicSubnet = subnet({ mapPublicIpOnLaunch: true });
const server = (own: AwsResource, inputs: object = {}) =>
  made(
    "ec2.Instance",
    "server",
    { subnetId: unknown, ...inGroup, ...inputs },
    { subnetId: [own], vpcSecurityGroupIds: [group] },
  );

/** Members of the group that the internet surely can't reach. */
const cutOff = (...resources: AwsResource[]) => {
  const report = reportOf(group, vpc, gateway, ...resources);
  expect(report.rules).toMatchObject([{ group: "web", openToWorld: true }]);
  return report.rules[0]?.cutOff ?? [];
};

test("an instance with a public address and a route from a gateway is open", () => {
  const routes = table(toGateway);
  expect(cutOff(publicSubnet, routes, association(publicSubnet, routes), server(publicSubnet))).toEqual([]);
});

test("an instance without a public address is cut off", () => {
  const routes = table(toGateway);
  const own = subnet();
  const network = (of: AwsResource) => [of, routes, association(of, routes)];
  expect(cutOff(...network(own), server(own))).toEqual(["server"]);
  expect(cutOff(...network(own), server(own, { associatePublicIpAddress: true }))).toEqual([]);
  expect(cutOff(...network(publicSubnet), server(publicSubnet, { associatePublicIpAddress: false }))).toEqual(
    ["server"],
  );
  const machine = server(own);
  const address = made("ec2.Eip", "address", { instance: unknown }, { instance: [machine] });
  expect(cutOff(...network(own), machine, address)).toEqual([]);
  const ipv6 = subnet({ assignIpv6AddressOnCreation: true });
  expect(cutOff(...network(ipv6), server(ipv6))).toEqual([]);
  expect(cutOff(...network(own), server(own, { ipv6AddressCount: 1 }))).toEqual([]);
});

test("an instance in a subnet without a route from a gateway is cut off", () => {
  const toNat = { cidrBlock: "0.0.0.0/0", natGatewayId: unknown };
  const routes = table(toNat);
  const network = [publicSubnet, association(publicSubnet, routes), server(publicSubnet)];
  expect(cutOff(...network, routes)).toEqual(["server"]);
  expect(cutOff(...network, table(toNat, { ipv6CidrBlock: "::/0", gatewayId: "igw-1" }))).toEqual([]);
  const route = made(
    "ec2.Route",
    "out",
    { routeTableId: unknown, destinationCidrBlock: "0.0.0.0/0", gatewayId: unknown },
    { routeTableId: [routes], gatewayId: [gateway] },
  );
  expect(cutOff(...network, routes, route)).toEqual([]);
});

test("a subnet without a table of its own has the main one of its VPC", () => {
  expect(cutOff(publicSubnet, server(publicSubnet))).toEqual(["server"]);
  const main = made(
    "ec2.Route",
    "out",
    { routeTableId: unknown, destinationCidrBlock: "0.0.0.0/0", gatewayId: unknown },
    { routeTableId: [vpc], gatewayId: [gateway] },
  );
  expect(cutOff(publicSubnet, server(publicSubnet), main)).toEqual([]);
  const adopted = made(
    "ec2.DefaultRouteTable",
    "main",
    { defaultRouteTableId: unknown, routes: [toGateway] },
    { defaultRouteTableId: [vpc], routes: [gateway] },
  );
  expect(cutOff(publicSubnet, server(publicSubnet), adopted)).toEqual([]);
});

test("nothing is said of a subnet that the preview doesn't have", () => {
  const foreign = made(
    "ec2.Instance",
    "server",
    { subnetId: "subnet-1", ...inGroup },
    {
      vpcSecurityGroupIds: [group],
    },
  );
  expect(cutOff(foreign)).toEqual([]);
  const bare = made("ec2.Instance", "server", inGroup, { vpcSecurityGroupIds: [group] });
  expect(cutOff(bare)).toEqual([]);
});

test.each<[string, Inputs, boolean]>([
  ["lb.LoadBalancer", { internal: true, securityGroups: [unknown] }, true],
  ["lb.LoadBalancer", { securityGroups: [unknown] }, false],
  ["rds.Instance", inGroup, true],
  ["rds.Instance", { ...inGroup, publiclyAccessible: true }, false],
  ["lambda.Function", { vpcConfig: { securityGroupIds: [unknown] } }, true],
  ["ecs.Service", { networkConfiguration: { securityGroups: [unknown] } }, true],
  ["ecs.Service", { networkConfiguration: { securityGroups: [unknown], assignPublicIp: true } }, false],
  ["efs.MountTarget", { securityGroups: [unknown] }, false],
])("%s with %j: the internet surely can't reach it: %s", (kind, inputs, isCutOff) => {
  const dependencies = Object.fromEntries(Object.keys(inputs).map((property) => [property, [group]]));
  expect(cutOff(made(kind, "it", inputs, dependencies))).toHaveLength(isCutOff ? 1 : 0);
});

test("an auto scaling group has what its launch template and its subnets say", () => {
  const routes = table(toGateway);
  const template = (inputs: object) =>
    made("ec2.LaunchTemplate", "template", { ...inGroup, ...inputs }, { vpcSecurityGroupIds: [group] });
  const fleet = (own: AwsResource, launchTemplate: AwsResource) =>
    made(
      "autoscaling.Group",
      "fleet",
      { vpcZoneIdentifiers: [unknown], launchTemplate: { id: unknown } },
      { vpcZoneIdentifiers: [own], launchTemplate: [launchTemplate] },
    );
  const found = (own: AwsResource, inputs: object = {}) => {
    const launchTemplate = template(inputs);
    return cutOff(own, routes, association(own, routes), launchTemplate, fleet(own, launchTemplate));
  };
  expect(found(subnet())).toEqual(["fleet (autoscaling.Group)"]);
  expect(found(publicSubnet)).toEqual([]);
  expect(found(subnet(), { networkInterfaces: [{ associatePublicIpAddress: "true" }] })).toEqual([]);
});

test("an instance that has a public address isn't cut off by what its subnet says now", () => {
  const own = kept("ec2.Subnet", "own", "subnet-1", { vpcId: "vpc-1", cidrBlock: "10.20.0.0/24" });
  const machine = {
    ...kept("ec2.Instance", "server", "i-1", { subnetId: "subnet-1", vpcSecurityGroupIds: [unknown] }),
    outputs: { publicIp: "198.51.100.7" },
    dependencies: { vpcSecurityGroupIds: [group] },
  };
  expect(cutOff(own, machine)).toEqual([]);
  expect(cutOff(own, { ...machine, outputs: {} })).toEqual(["server"]);
});
