import { isUnknown, unknownValue } from "../common/values";
import { iamArn } from "../iam/entity";
import { managedPolicies } from "../iam/managed-policies";
import { zoneId } from "../load-balancer/names";
import type { Values } from "../record/kind";
import {
  defaultGateway,
  defaultRouteTable,
  defaultSubnetValues,
  defaultVpcValues,
  mainRouteTable,
} from "./default-network";
import { snapshot, volume } from "./ebs";
import { findInstanceTypes, findOfferings } from "./instance-types";
import type { Lookup } from "./lookup";

const vpc: Lookup = {
  title: "EC2 VPC",
  kinds: ["ec2:Vpc", "ec2:DefaultVpc"],
  defaults: (region) => [defaultVpcValues(region)],
  derive: ({ cidrBlock, existingDefaultVpc, default: isDefault }) => ({
    default: isDefault === true || existingDefaultVpc === true,
    state: "available",
    cidrBlockAssociations: [{ associationId: "", cidrBlock, state: "associated" }],
  }),
  filters: {
    cidr: "cidrBlock",
    "cidr-block-association.cidr-block": "cidrBlockAssociations.cidrBlock",
    "is-default": "default",
    isDefault: "default",
    "vpc-id": "id",
  },
};

const subnet: Lookup = {
  title: "EC2 Subnet",
  kinds: ["ec2:Subnet", "ec2:DefaultSubnet"],
  defaults: defaultSubnetValues,
  derive: ({ cidrBlock, existingDefaultSubnet, defaultForAz }) => ({
    defaultForAz: defaultForAz === true || existingDefaultSubnet === true,
    state: "available",
    availableIpAddressCount: isUnknown(cidrBlock)
      ? unknownValue
      : 2 ** (32 - Number(String(cidrBlock).split("/")[1] ?? 24)) - 5,
  }),
  filters: { cidr: "cidrBlock", "subnet-id": "id", "map-public-ip-on-launch": "mapPublicIpOnLaunch" },
};

const securityGroup: Lookup = {
  title: "EC2 Security Group",
  kinds: ["ec2:SecurityGroup"],
  filters: { "group-id": "id", "group-name": "name", "vpc-id": "vpcId" },
};

const instance: Lookup = {
  title: "EC2 Instance",
  kinds: ["ec2:Instance"],
  derive: ({ id }) => ({ instanceId: id }),
  onlyIf: { userData: "getUserData", userDataBase64: "getUserData", passwordData: "getPasswordData" },
  arguments: { instanceId: "id", instanceStateNames: "instanceState" },
  filters: {
    "dns-name": "publicDns",
    "image-id": "ami",
    "instance-id": "id",
    "instance-state-name": "instanceState",
    "instance.group-id": "vpcSecurityGroupIds",
    "ip-address": "publicIp",
    "private-dns-name": "privateDns",
    "private-ip-address": "privateIp",
    "subnet-id": "subnetId",
    "vpc-id": "vpcId",
  },
};

/** Whether a route table is the main one of its VPC; the SDK's unknown value if a preview can't know. */
function isMain(id: unknown, region: string, others: (kind: string) => readonly Values[]): unknown {
  const choices = others("ec2:MainRouteTableAssociation");
  if (choices.some(({ routeTableId }) => routeTableId === id)) return true;
  const vpcs = [defaultVpcValues(region), ...others("ec2:Vpc")];
  const vpc = vpcs.find(({ mainRouteTableId }) => mainRouteTableId === id);
  const other = choices.find(({ vpcId }) => vpcId === vpc?.["id"]);
  if (vpc && !other && choices.some(({ vpcId }) => isUnknown(vpcId))) return unknownValue;
  return vpc !== undefined && other === undefined;
}

const routeTable: Lookup = {
  title: "EC2 Route Table",
  kinds: ["ec2:RouteTable", "ec2:DefaultRouteTable"],
  needs: ["ec2:RouteTableAssociation", "ec2:MainRouteTableAssociation", "ec2:Vpc"],
  defaults: (region, others) => [defaultRouteTable(region), ...others("ec2:Vpc").map(mainRouteTable)],
  derive: ({ id, region }, others) => {
    const own = others("ec2:RouteTableAssociation").filter((item) => item["routeTableId"] === id);
    const main = isMain(id, String(region), others);
    const association = (item: Values) => ({
      main: false,
      routeTableAssociationId: item["id"] ?? "",
      routeTableId: id,
      subnetId: item["subnetId"] ?? "",
      gatewayId: item["gatewayId"] ?? "",
    });
    return {
      routeTableId: id,
      associations: [...(main === false ? [] : [{ ...association({}), main }]), ...own.map(association)],
    };
  },
  arguments: { routeTableId: "id", subnetId: "associations.subnetId", gatewayId: "associations.gatewayId" },
  filters: {
    "association.main": "associations.main",
    "association.route-table-association-id": "associations.routeTableAssociationId",
    "association.route-table-id": "id",
    "association.subnet-id": "associations.subnetId",
    "route-table-id": "id",
    "route.destination-cidr-block": "routes.cidrBlock",
    "route.gateway-id": "routes.gatewayId",
    "route.nat-gateway-id": "routes.natGatewayId",
  },
};

const internetGateway: Lookup = {
  title: "EC2 Internet Gateway",
  kinds: ["ec2:InternetGateway"],
  needs: ["ec2:InternetGatewayAttachment"],
  defaults: (region) => [defaultGateway(region)],
  derive: ({ id, vpcId }, others) => {
    const vpcs = [
      vpcId,
      ...others("ec2:InternetGatewayAttachment")
        .filter((item) => item["internetGatewayId"] === id)
        .map((item) => item["vpcId"]),
    ].filter(Boolean);
    return { internetGatewayId: id, attachments: vpcs.map((own) => ({ state: "available", vpcId: own })) };
  },
  arguments: { internetGatewayId: "id" },
  filters: {
    "attachment.vpc-id": "attachments.vpcId",
    "attachment.state": "attachments.state",
    "internet-gateway-id": "id",
  },
};

const natGateway: Lookup = {
  title: "EC2 NAT Gateway",
  kinds: ["ec2:NatGateway"],
  derive: () => ({ state: "available" }),
  filters: { "nat-gateway-id": "id" },
};

const networkInterface: Lookup = {
  title: "EC2 Network Interface",
  kinds: ["ec2:NetworkInterface"],
  filters: {
    "addresses.private-ip-address": "privateIps",
    "group-id": "securityGroups",
    "mac-address": "macAddress",
    "network-interface-id": "id",
    "private-ip-address": "privateIp",
  },
};

const eip: Lookup = {
  title: "EC2 EIP",
  kinds: ["ec2:Eip"],
  needs: ["ec2:EipAssociation"],
  derive: ({ id, instance, networkInterface, associationId }, others) => {
    const other = others("ec2:EipAssociation").find(({ allocationId }) => allocationId === id);
    return {
      instanceId: instance || (other?.["instanceId"] ?? ""),
      networkInterfaceId: other?.["networkInterfaceId"] ?? networkInterface,
      associationId: other?.["id"] ?? associationId,
    };
  },
  filters: { "allocation-id": "id", "public-ip": "publicIp" },
};

const vpcEndpoint: Lookup = {
  title: "EC2 VPC Endpoint",
  kinds: ["ec2:VpcEndpoint"],
  needs: ["ec2:VpcEndpointRouteTableAssociation", "ec2:VpcEndpointSubnetAssociation"],
  derive: ({ id, routeTableIds, subnetIds }, others) => {
    const added = (kind: string, argument: string) =>
      others(kind)
        .filter(({ vpcEndpointId }) => vpcEndpointId === id)
        .map((item) => item[argument]);
    return {
      routeTableIds: [
        ...listOf(routeTableIds),
        ...added("ec2:VpcEndpointRouteTableAssociation", "routeTableId"),
      ],
      subnetIds: [...listOf(subnetIds), ...added("ec2:VpcEndpointSubnetAssociation", "subnetId")],
    };
  },
  filters: { "vpc-endpoint-id": "id", "vpc-endpoint-state": "state" },
};

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const instanceProfile: Lookup = {
  title: "IAM Instance Profile",
  kinds: ["iam:InstanceProfile"],
  needs: ["iam:Role"],
  derive: ({ role: roleName = "" }, others) => {
    const role = others("iam:Role").find((other) => other["id"] === roleName);
    return {
      roleName,
      roleArn: role?.["arn"] ?? (roleName === "" ? "" : iamArn("role")({ name: roleName })),
      roleId: role?.["uniqueId"] ?? "",
    };
  },
};

const loadBalancer: Lookup = { title: "ELBv2 Load Balancer", kinds: ["lb:LoadBalancer"] };

const many = (lookup: Lookup, single: string, lists: Lookup["lists"] = { ids: "id" }): Lookup => ({
  ...lookup,
  single,
  lists,
});

/** All look-ups of EC2, IAM and load balancing. */
export const lookups: Readonly<Record<string, Lookup>> = {
  "ebs:getSnapshot": snapshot,
  "ebs:getSnapshotIds": many(snapshot, "ebs:getSnapshot"),
  "ebs:getVolume": volume,
  "ec2:getEips": many(eip, "ec2:getElasticIp", { allocationIds: "id", publicIps: "publicIp" }),
  "ec2:getElasticIp": eip,
  "ec2:getInstance": instance,
  "ec2:getInstances": {
    ...many(instance, "ec2:getInstance", { ids: "id", privateIps: "privateIp", publicIps: "publicIp" }),
    otherwise: { instanceStateNames: ["running"] },
  },
  "ec2:getInstanceType": { title: "EC2 Instance Type", kinds: [], find: findInstanceTypes },
  "ec2:getInstanceTypeOfferings": {
    title: "EC2 Instance Type Offering",
    kinds: [],
    find: findOfferings,
    lists: { instanceTypes: "instanceType", locationTypes: "locationType", locations: "location" },
    filters: { "instance-type": "instanceType", location: "location" },
  },
  "ec2:getInternetGateway": internetGateway,
  "ec2:getKeyPair": {
    title: "EC2 Key Pair",
    kinds: ["ec2:KeyPair"],
    onlyIf: { publicKey: "includePublicKey" },
    filters: { "key-name": "keyName", "key-pair-id": "keyPairId" },
  },
  "ec2:getLaunchTemplate": {
    title: "EC2 Launch Template",
    kinds: ["ec2:LaunchTemplate"],
    filters: { "launch-template-name": "name" },
  },
  "ec2:getNatGateway": natGateway,
  "ec2:getNatGateways": many(natGateway, "ec2:getNatGateway"),
  "ec2:getNetworkInterface": networkInterface,
  "ec2:getNetworkInterfaces": many(networkInterface, "ec2:getNetworkInterface"),
  "ec2:getRouteTable": routeTable,
  "ec2:getRouteTables": many(routeTable, "ec2:getRouteTable"),
  "ec2:getSecurityGroup": securityGroup,
  "ec2:getSecurityGroups": many(securityGroup, "ec2:getSecurityGroup", {
    ids: "id",
    arns: "arn",
    vpcIds: "vpcId",
  }),
  "ec2:getSubnet": subnet,
  "ec2:getSubnets": many(subnet, "ec2:getSubnet"),
  "ec2:getVpc": vpc,
  "ec2:getVpcEndpoint": vpcEndpoint,
  "ec2:getVpcPeeringConnection": {
    title: "EC2 VPC Peering Connection",
    kinds: ["ec2:VpcPeeringConnection"],
    derive: ({ acceptStatus }) => ({ status: acceptStatus }),
    filters: {
      "accepter-vpc-info.vpc-id": "peerVpcId",
      "requester-vpc-info.vpc-id": "vpcId",
      "status-code": "acceptStatus",
      "vpc-peering-connection-id": "id",
    },
  },
  "ec2:getVpcs": many(vpc, "ec2:getVpc"),
  "iam:getGroup": {
    title: "IAM Group",
    kinds: ["iam:Group"],
    derive: ({ name, uniqueId }) => ({ groupName: name, groupId: uniqueId }),
  },
  "iam:getInstanceProfile": instanceProfile,
  "iam:getPolicy": {
    title: "IAM Policy",
    kinds: ["iam:Policy"],
    defaults: (_region, _others, { arn }) => managedPolicies(arn),
    arguments: { pathPrefix: "path" },
  },
  "iam:getRole": { title: "IAM Role", kinds: ["iam:Role"] },
  "iam:getUser": {
    title: "IAM User",
    kinds: ["iam:User"],
    derive: ({ name, uniqueId }) => ({ userName: name, userId: uniqueId }),
  },
  "lb:getHostedZoneId": {
    title: "ELB Hosted Zone",
    kinds: [],
    find: ({ loadBalancerType }, region) => [{ id: zoneId(loadBalancerType ?? "application", region) }],
  },
  "lb:getLbs": many(loadBalancer, "lb:getLoadBalancer", { arns: "arn" }),
  "lb:getListener": { title: "ELBv2 Listener", kinds: ["lb:Listener"] },
  "lb:getListenerRule": { title: "ELBv2 Listener Rule", kinds: ["lb:ListenerRule"] },
  "lb:getLoadBalancer": loadBalancer,
  "lb:getTargetGroup": { title: "ELBv2 Target Group", kinds: ["lb:TargetGroup"] },
};
