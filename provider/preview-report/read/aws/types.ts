import type { Direction } from "../../../security-group/network-policy";

const ec2 = (name: string): string => `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const vpc = (name: string): string => `aws:vpc/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

const oneOf =
  (...types: string[]) =>
  (type: string): boolean =>
    types.includes(type);

export const ownVpcType = ec2("Vpc");
export const defaultVpcType = ec2("DefaultVpc");
export const defaultGroupType = ec2("DefaultSecurityGroup");

export const interfaceAttachmentType = ec2("NetworkInterfaceAttachment");
export const groupAttachmentType = ec2("NetworkInterfaceSecurityGroupAttachment");
export const prefixListEntryType = ec2("ManagedPrefixListEntry");
export const addressType = ec2("Eip");
export const addressAssociationType = ec2("EipAssociation");
export const tagType = ec2("Tag");
export const scalingGroupTagType = "aws:autoscaling/tag:Tag";
export const routeType = ec2("Route");
export const tableAssociationType = ec2("RouteTableAssociation");
export const mainTableAssociationType = ec2("MainRouteTableAssociation");
export const defaultTableType = ec2("DefaultRouteTable");
export const spotRequestType = ec2("SpotInstanceRequest");
export const databaseType = "aws:rds/instance:Instance";
export const serviceType = "aws:ecs/service:Service";
export const functionType = "aws:lambda/function:Function";

export const isGroup = oneOf(ec2("SecurityGroup"), defaultGroupType);
export const isInstance = oneOf(ec2("Instance"), spotRequestType);
export const isInterface = oneOf(ec2("NetworkInterface"));
/** What an address, a network interface or a group can be attached to. */
export const isHolder = (type: string): boolean => isInstance(type) || isInterface(type);
/** Resources in groups that are one machine, or never call themselves; what else is in groups may be several. */
export const isOneMachine = (type: string): boolean =>
  [isInstance, isInterface, isLoadBalancer].some((is) => is(type)) || type === databaseType;
export const isVpc = oneOf(ownVpcType, defaultVpcType);
export const isSubnet = oneOf(ec2("Subnet"), ec2("DefaultSubnet"));
export const isRouteTable = oneOf(ec2("RouteTable"), defaultTableType);
export const isGateway = oneOf(ec2("InternetGateway"));
const isAddress = oneOf(addressType, ec2("NatGateway"), ec2("KeyPair"));
export const isPrefixList = oneOf(ec2("ManagedPrefixList"));
export const isTemplate = oneOf(ec2("LaunchTemplate"), ec2("LaunchConfiguration"));
/** Templates of which an update makes another version. */
export const isVersioned = oneOf(ec2("LaunchTemplate"));
export const isScalingGroup = oneOf("aws:autoscaling/group:Group");
export const isFleet = oneOf(ec2("Fleet"), ec2("SpotFleetRequest"));
/** What EC2 launches. */
export const isMachine = (type: string): boolean =>
  [isHolder, isScalingGroup, isFleet].some((is) => is(type));
export const isLoadBalancer = oneOf("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer");
/** Subnets whose instances have public addresses only if an argument says so. */
export const isOwnSubnet = oneOf(ec2("Subnet"));
/** Resources that have no id of a group and of a prefix list to give. */
export const givesNeither = (type: string): boolean =>
  [isSubnet, isRouteTable, isGateway, isAddress].some((is) => is(type)) ||
  /^aws:(acm|cloudwatch|iam|kms|s3)\//.test(type);
/** Resources that lead from one VPC into another. */
export const joinsVpcs = (type: string): boolean =>
  /^aws:(ec2transitgateway|networkmanager)\/|peering/i.test(type);

/** Rules of their own, with their direction; `undefined` if their `type` says it. */
const ruleTypes: Readonly<Record<string, Direction | undefined>> = {
  [ec2("SecurityGroupRule")]: undefined,
  [vpc("SecurityGroupIngressRule")]: "ingress",
  [vpc("SecurityGroupEgressRule")]: "egress",
};

export const isAwsRule = (type: string): boolean => Object.hasOwn(ruleTypes, type);
export const directionOfRule = (type: string): Direction | undefined =>
  Object.hasOwn(ruleTypes, type) ? ruleTypes[type] : undefined;

const isAttachment = oneOf(groupAttachmentType, vpc("SecurityGroupVpcAssociation"));

/** Resources that name groups and aren't in them. */
export const isMember = (type: string): boolean =>
  type.startsWith("aws:") && ![isGroup, isAwsRule, isTemplate, isAttachment].some((is) => is(type));
