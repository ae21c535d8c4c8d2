import { type AwsResource, type Inputs, kept, made, reportOf, unknown } from "../../../support/aws-preview";

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0", "::/0"] };
const group = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [] }, { ingress: [ssh] });
const inGroup = { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-a"] };
const cutOff = (...resources: AwsResource[]) => reportOf(group, ...resources).rules[0]?.cutOff ?? [];

const subnet = (inputs: Inputs = {}) =>
  kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a", cidrBlock: "10.0.1.0/24", ...inputs });
const server = (inputs: Inputs = {}) => kept("ec2.Instance", "server", "i-1", { ...inGroup, ...inputs });
const card = (inputs: Inputs = {}) =>
  kept("ec2.NetworkInterface", "card", "eni-1", {
    subnetId: "subnet-a",
    securityGroups: ["sg-a"],
    ...inputs,
  });

test("a second network interface doesn't take the address of an instance", () => {
  const second = kept("ec2.NetworkInterfaceAttachment", "second", "att-1", {
    ...{ instanceId: "i-1", networkInterfaceId: "eni-1", deviceIndex: 1 },
  });
  expect(cutOff(subnet(), server({ associatePublicIpAddress: true }), card(), second)).toEqual([]);
  const primary = {
    subnetId: undefined,
    networkInterfaces: [{ networkInterfaceId: "eni-1", deviceIndex: 0 }],
  };
  expect(cutOff(subnet({ mapPublicIpOnLaunch: true }), server(primary), card())).toEqual(["server"]);
  const foreign = [{ networkInterfaceId: "eni-9", deviceIndex: 0 }];
  expect(cutOff(subnet(), server({ networkInterfaces: foreign }))).toEqual([]);
});

test("an address of IPv6 is public, wherever it is from", () => {
  const primary = {
    subnetId: undefined,
    networkInterfaces: [{ networkInterfaceId: "eni-1", deviceIndex: 0 }],
  };
  expect(cutOff(subnet(), server(primary), card({ ipv6AddressCount: 1 }))).toEqual([]);
  const giving = subnet({ assignIpv6AddressOnCreation: true });
  expect(cutOff(giving, server({ associatePublicIpAddress: false }))).toEqual([]);
  expect(cutOff(giving, card())).toEqual([]);
  expect(cutOff(subnet(), card())).toEqual(["card (NetworkInterface)"]);
});

test("an address of IPv6 that an instance or its network interface has stays, whatever its subnet says now", () => {
  const outputs = { ipv6Addresses: ["2001:db8::1"] };
  const second = kept("ec2.NetworkInterfaceAttachment", "second", "att-1", {
    ...{ instanceId: "i-1", networkInterfaceId: "eni-1", deviceIndex: 1 },
  });
  expect(cutOff(subnet(), { ...server(), outputs: { ipv6Addresses: [] } })).toEqual(["server"]);
  expect(cutOff(subnet(), { ...server(), outputs })).toEqual([]);
  expect(cutOff(subnet(), server(), { ...card(), outputs }, second)).toEqual([]);
  // Another instance has other addresses.
  const replaced = { ...server(), outputs, isReplaced: true };
  expect(cutOff(subnet(), replaced)).toEqual(["server"]);
});

test("an Elastic IP of an unknown holder may be that of any instance", () => {
  expect(cutOff(subnet(), server(), made("ec2.Eip", "address", { instance: unknown }))).toEqual([]);
  expect(cutOff(subnet(), server(), made("ec2.Eip", "address", {}))).toEqual(["server"]);
});

const open = subnet({ mapPublicIpOnLaunch: true });
const table = (inputs: Inputs, outputs: Inputs = {}) => ({
  ...kept("ec2.RouteTable", "table", "rtb-1", { vpcId: "vpc-a", ...inputs }),
  outputs,
});
const association = kept("ec2.RouteTableAssociation", "association", "assoc-1", {
  ...{ subnetId: "subnet-a", routeTableId: "rtb-1" },
});
const withRoutes = (routes: Inputs[]) => cutOff(open, server(), association, table({ routes }));

test.each<[string, Inputs, boolean]>([
  ["a NAT gateway", { cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }, true],
  ["an endpoint of S3", { destinationPrefixListId: "pl-1", gatewayId: "vpce-1" }, true],
  ["half of the world", { cidrBlock: "0.0.0.0/1", gatewayId: "igw-9" }, false],
  ["an unknown gateway", { cidrBlock: "0.0.0.0/0", gatewayId: unknown }, false],
  ["a firewall", { cidrBlock: "0.0.0.0/0", vpcEndpointId: "vpce-1" }, false],
  ["a network interface", { cidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-1" }, false],
])("a route to %s: the internet surely can't come in: %s", (_, route, isCutOff) => {
  expect(withRoutes([route])).toEqual(isCutOff ? ["server"] : []);
});

test("routes that only the state has count, and those of an unknown table count for all", () => {
  const route = { cidrBlock: "0.0.0.0/0", gatewayId: "igw-9" };
  expect(cutOff(open, server(), association, table({}, { routes: [route] }))).toEqual([]);
  expect(cutOff(open, server(), association, table({}))).toEqual(["server"]);
  const out = { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-9" };
  const ofUnknown = made("ec2.Route", "out", { ...out, routeTableId: unknown });
  expect(cutOff(open, server(), association, table({}), ofUnknown)).toEqual([]);
  const toUnknown = made("ec2.Route", "out", { ...out, routeTableId: "rtb-1", gatewayId: unknown });
  expect(cutOff(open, server(), association, table({}), toUnknown)).toEqual([]);
});
