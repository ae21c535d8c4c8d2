// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
export {
  DefaultNetworkAcl,
  type DefaultNetworkAclArgs,
  type DefaultNetworkAclState,
} from "./defaultNetworkAcl";
export {
  DefaultRouteTable,
  type DefaultRouteTableArgs,
  type DefaultRouteTableState,
} from "./defaultRouteTable";
export { DefaultSubnet, type DefaultSubnetArgs, type DefaultSubnetState } from "./defaultSubnet";
export { DefaultVpc, type DefaultVpcArgs, type DefaultVpcState } from "./defaultVpc";
export {
  EgressOnlyInternetGateway,
  type EgressOnlyInternetGatewayArgs,
  type EgressOnlyInternetGatewayState,
} from "./egressOnlyInternetGateway";
export { Eip, type EipArgs, type EipState } from "./eip";
export { EipAssociation, type EipAssociationArgs, type EipAssociationState } from "./eipAssociation";
export { InternetGateway, type InternetGatewayArgs, type InternetGatewayState } from "./internetGateway";
export {
  InternetGatewayAttachment,
  type InternetGatewayAttachmentArgs,
  type InternetGatewayAttachmentState,
} from "./internetGatewayAttachment";
export { KeyPair, type KeyPairArgs, type KeyPairState } from "./keyPair";
export {
  LaunchConfiguration,
  type LaunchConfigurationArgs,
  type LaunchConfigurationState,
} from "./launchConfiguration";
export { LaunchTemplate, type LaunchTemplateArgs, type LaunchTemplateState } from "./launchTemplate";
export {
  MainRouteTableAssociation,
  type MainRouteTableAssociationArgs,
  type MainRouteTableAssociationState,
} from "./mainRouteTableAssociation";
export { NatGateway, type NatGatewayArgs, type NatGatewayState } from "./natGateway";
export { NetworkAcl, type NetworkAclArgs, type NetworkAclState } from "./networkAcl";
export {
  NetworkAclAssociation,
  type NetworkAclAssociationArgs,
  type NetworkAclAssociationState,
} from "./networkAclAssociation";
export { NetworkAclRule, type NetworkAclRuleArgs, type NetworkAclRuleState } from "./networkAclRule";
export { NetworkInterface, type NetworkInterfaceArgs, type NetworkInterfaceState } from "./networkInterface";
export {
  NetworkInterfaceAttachment,
  type NetworkInterfaceAttachmentArgs,
  type NetworkInterfaceAttachmentState,
} from "./networkInterfaceAttachment";
export {
  NetworkInterfaceSecurityGroupAttachment,
  type NetworkInterfaceSecurityGroupAttachmentArgs,
  type NetworkInterfaceSecurityGroupAttachmentState,
} from "./networkInterfaceSecurityGroupAttachment";
export {
  PeeringConnectionOptions,
  type PeeringConnectionOptionsArgs,
  type PeeringConnectionOptionsState,
} from "./peeringConnectionOptions";
export { PlacementGroup, type PlacementGroupArgs, type PlacementGroupState } from "./placementGroup";
export { Route, type RouteArgs, type RouteState } from "./route";
export { RouteTable, type RouteTableArgs, type RouteTableState } from "./routeTable";
export {
  RouteTableAssociation,
  type RouteTableAssociationArgs,
  type RouteTableAssociationState,
} from "./routeTableAssociation";
export { Subnet, type SubnetArgs, type SubnetState } from "./subnet";
export { Vpc, type VpcArgs, type VpcState } from "./vpc";
export { VpcDhcpOptions, type VpcDhcpOptionsArgs, type VpcDhcpOptionsState } from "./vpcDhcpOptions";
export {
  VpcDhcpOptionsAssociation,
  type VpcDhcpOptionsAssociationArgs,
  type VpcDhcpOptionsAssociationState,
} from "./vpcDhcpOptionsAssociation";
export { VpcEndpoint, type VpcEndpointArgs, type VpcEndpointState } from "./vpcEndpoint";
export {
  VpcIpv4CidrBlockAssociation,
  type VpcIpv4CidrBlockAssociationArgs,
  type VpcIpv4CidrBlockAssociationState,
} from "./vpcIpv4CidrBlockAssociation";
export {
  VpcPeeringConnection,
  type VpcPeeringConnectionArgs,
  type VpcPeeringConnectionState,
} from "./vpcPeeringConnection";
export {
  VpcPeeringConnectionAccepter,
  type VpcPeeringConnectionAccepterArgs,
  type VpcPeeringConnectionAccepterState,
} from "./vpcPeeringConnectionAccepter";
