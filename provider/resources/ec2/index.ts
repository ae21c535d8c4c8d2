// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
export { DefaultNetworkAcl } from "./defaultNetworkAcl";
export type { DefaultNetworkAclArgs, DefaultNetworkAclState } from "./defaultNetworkAcl";
export { DefaultRouteTable } from "./defaultRouteTable";
export type { DefaultRouteTableArgs, DefaultRouteTableState } from "./defaultRouteTable";
export { DefaultSubnet } from "./defaultSubnet";
export type { DefaultSubnetArgs, DefaultSubnetState } from "./defaultSubnet";
export { DefaultVpc } from "./defaultVpc";
export type { DefaultVpcArgs, DefaultVpcState } from "./defaultVpc";
export { EgressOnlyInternetGateway } from "./egressOnlyInternetGateway";
export type {
  EgressOnlyInternetGatewayArgs,
  EgressOnlyInternetGatewayState,
} from "./egressOnlyInternetGateway";
export { Eip } from "./eip";
export type { EipArgs, EipState } from "./eip";
export { EipAssociation } from "./eipAssociation";
export type { EipAssociationArgs, EipAssociationState } from "./eipAssociation";
export { InternetGateway } from "./internetGateway";
export type { InternetGatewayArgs, InternetGatewayState } from "./internetGateway";
export { InternetGatewayAttachment } from "./internetGatewayAttachment";
export type {
  InternetGatewayAttachmentArgs,
  InternetGatewayAttachmentState,
} from "./internetGatewayAttachment";
export { KeyPair } from "./keyPair";
export type { KeyPairArgs, KeyPairState } from "./keyPair";
export { LaunchConfiguration } from "./launchConfiguration";
export type { LaunchConfigurationArgs, LaunchConfigurationState } from "./launchConfiguration";
export { LaunchTemplate } from "./launchTemplate";
export type { LaunchTemplateArgs, LaunchTemplateState } from "./launchTemplate";
export { MainRouteTableAssociation } from "./mainRouteTableAssociation";
export type {
  MainRouteTableAssociationArgs,
  MainRouteTableAssociationState,
} from "./mainRouteTableAssociation";
export { NatGateway } from "./natGateway";
export type { NatGatewayArgs, NatGatewayState } from "./natGateway";
export { NetworkAcl } from "./networkAcl";
export type { NetworkAclArgs, NetworkAclState } from "./networkAcl";
export { NetworkAclAssociation } from "./networkAclAssociation";
export type { NetworkAclAssociationArgs, NetworkAclAssociationState } from "./networkAclAssociation";
export { NetworkAclRule } from "./networkAclRule";
export type { NetworkAclRuleArgs, NetworkAclRuleState } from "./networkAclRule";
export { NetworkInterface } from "./networkInterface";
export type { NetworkInterfaceArgs, NetworkInterfaceState } from "./networkInterface";
export { NetworkInterfaceAttachment } from "./networkInterfaceAttachment";
export type {
  NetworkInterfaceAttachmentArgs,
  NetworkInterfaceAttachmentState,
} from "./networkInterfaceAttachment";
export { NetworkInterfaceSecurityGroupAttachment } from "./networkInterfaceSecurityGroupAttachment";
export type {
  NetworkInterfaceSecurityGroupAttachmentArgs,
  NetworkInterfaceSecurityGroupAttachmentState,
} from "./networkInterfaceSecurityGroupAttachment";
export { PeeringConnectionOptions } from "./peeringConnectionOptions";
export type { PeeringConnectionOptionsArgs, PeeringConnectionOptionsState } from "./peeringConnectionOptions";
export { PlacementGroup } from "./placementGroup";
export type { PlacementGroupArgs, PlacementGroupState } from "./placementGroup";
export { Route } from "./route";
export type { RouteArgs, RouteState } from "./route";
export { RouteTable } from "./routeTable";
export type { RouteTableArgs, RouteTableState } from "./routeTable";
export { RouteTableAssociation } from "./routeTableAssociation";
export type { RouteTableAssociationArgs, RouteTableAssociationState } from "./routeTableAssociation";
export { Subnet } from "./subnet";
export type { SubnetArgs, SubnetState } from "./subnet";
export { Vpc } from "./vpc";
export type { VpcArgs, VpcState } from "./vpc";
export { VpcDhcpOptions } from "./vpcDhcpOptions";
export type { VpcDhcpOptionsArgs, VpcDhcpOptionsState } from "./vpcDhcpOptions";
export { VpcDhcpOptionsAssociation } from "./vpcDhcpOptionsAssociation";
export type {
  VpcDhcpOptionsAssociationArgs,
  VpcDhcpOptionsAssociationState,
} from "./vpcDhcpOptionsAssociation";
export { VpcEndpoint } from "./vpcEndpoint";
export type { VpcEndpointArgs, VpcEndpointState } from "./vpcEndpoint";
export { VpcEndpointRouteTableAssociation } from "./vpcEndpointRouteTableAssociation";
export type {
  VpcEndpointRouteTableAssociationArgs,
  VpcEndpointRouteTableAssociationState,
} from "./vpcEndpointRouteTableAssociation";
export { VpcEndpointSubnetAssociation } from "./vpcEndpointSubnetAssociation";
export type {
  VpcEndpointSubnetAssociationArgs,
  VpcEndpointSubnetAssociationState,
} from "./vpcEndpointSubnetAssociation";
export { VpcIpv4CidrBlockAssociation } from "./vpcIpv4CidrBlockAssociation";
export type {
  VpcIpv4CidrBlockAssociationArgs,
  VpcIpv4CidrBlockAssociationState,
} from "./vpcIpv4CidrBlockAssociation";
export { VpcPeeringConnection } from "./vpcPeeringConnection";
export type { VpcPeeringConnectionArgs, VpcPeeringConnectionState } from "./vpcPeeringConnection";
export { VpcPeeringConnectionAccepter } from "./vpcPeeringConnectionAccepter";
export type {
  VpcPeeringConnectionAccepterArgs,
  VpcPeeringConnectionAccepterState,
} from "./vpcPeeringConnectionAccepter";
