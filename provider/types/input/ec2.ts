// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
import type * as pulumi from "@pulumi/pulumi";

/** `aws.types.input.ec2.DefaultNetworkAclEgress`. */
export interface DefaultNetworkAclEgress {
  /** As in `@pulumi/aws`. */
  action: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  fromPort: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  icmpCode?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  icmpType?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  ruleNo: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  toPort: pulumi.Input<number>;
}

/** `aws.types.input.ec2.DefaultNetworkAclIngress`. */
export interface DefaultNetworkAclIngress {
  /** As in `@pulumi/aws`. */
  action: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  fromPort: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  icmpCode?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  icmpType?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  ruleNo: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  toPort: pulumi.Input<number>;
}

/** `aws.types.input.ec2.DefaultRouteTableRoute`. */
export interface DefaultRouteTableRoute {
  /** As in `@pulumi/aws`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  coreNetworkArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  destinationPrefixListId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  egressOnlyGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  gatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  instanceId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  natGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  networkInterfaceId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  transitGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  vpcEndpointId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  vpcPeeringConnectionId?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.GetEipsFilter`. */
export interface GetEipsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetEipsFilterArgs`. */
export interface GetEipsFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetElasticIpFilter`. */
export interface GetElasticIpFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetElasticIpFilterArgs`. */
export interface GetElasticIpFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetInstanceFilter`. */
export interface GetInstanceFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetInstanceFilterArgs`. */
export interface GetInstanceFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetInstanceTypeOfferingsFilter`. */
export interface GetInstanceTypeOfferingsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetInstanceTypeOfferingsFilterArgs`. */
export interface GetInstanceTypeOfferingsFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetInstancesFilter`. */
export interface GetInstancesFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetInstancesFilterArgs`. */
export interface GetInstancesFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetInternetGatewayFilter`. */
export interface GetInternetGatewayFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetInternetGatewayFilterArgs`. */
export interface GetInternetGatewayFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetKeyPairFilter`. */
export interface GetKeyPairFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetKeyPairFilterArgs`. */
export interface GetKeyPairFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetLaunchTemplateFilter`. */
export interface GetLaunchTemplateFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetLaunchTemplateFilterArgs`. */
export interface GetLaunchTemplateFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetNatGatewayFilter`. */
export interface GetNatGatewayFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetNatGatewayFilterArgs`. */
export interface GetNatGatewayFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetNatGatewaysFilter`. */
export interface GetNatGatewaysFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetNatGatewaysFilterArgs`. */
export interface GetNatGatewaysFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetNetworkInterfaceFilter`. */
export interface GetNetworkInterfaceFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetNetworkInterfaceFilterArgs`. */
export interface GetNetworkInterfaceFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetNetworkInterfacesFilter`. */
export interface GetNetworkInterfacesFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetNetworkInterfacesFilterArgs`. */
export interface GetNetworkInterfacesFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetRouteTableFilter`. */
export interface GetRouteTableFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetRouteTableFilterArgs`. */
export interface GetRouteTableFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetRouteTablesFilter`. */
export interface GetRouteTablesFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetRouteTablesFilterArgs`. */
export interface GetRouteTablesFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetSecurityGroupFilter`. */
export interface GetSecurityGroupFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetSecurityGroupFilterArgs`. */
export interface GetSecurityGroupFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetSecurityGroupsFilter`. */
export interface GetSecurityGroupsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetSecurityGroupsFilterArgs`. */
export interface GetSecurityGroupsFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetSubnetFilter`. */
export interface GetSubnetFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetSubnetFilterArgs`. */
export interface GetSubnetFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetSubnetsFilter`. */
export interface GetSubnetsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetSubnetsFilterArgs`. */
export interface GetSubnetsFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetVpcEndpointFilter`. */
export interface GetVpcEndpointFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetVpcEndpointFilterArgs`. */
export interface GetVpcEndpointFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetVpcFilter`. */
export interface GetVpcFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetVpcFilterArgs`. */
export interface GetVpcFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetVpcPeeringConnectionFilter`. */
export interface GetVpcPeeringConnectionFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetVpcPeeringConnectionFilterArgs`. */
export interface GetVpcPeeringConnectionFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.GetVpcsFilter`. */
export interface GetVpcsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.input.ec2.GetVpcsFilterArgs`. */
export interface GetVpcsFilterArgs {
  /** As in `@pulumi/aws`. */
  name: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** `aws.types.input.ec2.LaunchConfigurationEbsBlockDevice`. */
export interface LaunchConfigurationEbsBlockDevice {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  deviceName: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  encrypted?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  iops?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  noDevice?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  snapshotId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  throughput?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  volumeSize?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  volumeType?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchConfigurationEphemeralBlockDevice`. */
export interface LaunchConfigurationEphemeralBlockDevice {
  /** As in `@pulumi/aws`. */
  deviceName: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  noDevice?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  virtualName?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchConfigurationMetadataOptions`. */
export interface LaunchConfigurationMetadataOptions {
  /** As in `@pulumi/aws`. */
  httpEndpoint?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  httpPutResponseHopLimit?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  httpTokens?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchConfigurationRootBlockDevice`. */
export interface LaunchConfigurationRootBlockDevice {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  encrypted?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  iops?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  throughput?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  volumeSize?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  volumeType?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateBlockDeviceMapping`. */
export interface LaunchTemplateBlockDeviceMapping {
  /** As in `@pulumi/aws`. */
  deviceName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  ebs?: pulumi.Input<LaunchTemplateBlockDeviceMappingEbs | undefined>;
  /** As in `@pulumi/aws`. */
  noDevice?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  virtualName?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateBlockDeviceMappingEbs`. */
export interface LaunchTemplateBlockDeviceMappingEbs {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  encrypted?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  iops?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  kmsKeyId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  snapshotId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  throughput?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  volumeInitializationRate?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  volumeSize?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  volumeType?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateCapacityReservationSpecification`. */
export interface LaunchTemplateCapacityReservationSpecification {
  /** As in `@pulumi/aws`. */
  capacityReservationPreference?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  capacityReservationTarget?: pulumi.Input<
    LaunchTemplateCapacityReservationSpecificationCapacityReservationTarget | undefined
  >;
}

/** `aws.types.input.ec2.LaunchTemplateCapacityReservationSpecificationCapacityReservationTarget`. */
export interface LaunchTemplateCapacityReservationSpecificationCapacityReservationTarget {
  /** As in `@pulumi/aws`. */
  capacityReservationId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  capacityReservationResourceGroupArn?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateCpuOptions`. */
export interface LaunchTemplateCpuOptions {
  /** As in `@pulumi/aws`. */
  amdSevSnp?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  coreCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  nestedVirtualization?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  threadsPerCore?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateCreditSpecification`. */
export interface LaunchTemplateCreditSpecification {
  /** As in `@pulumi/aws`. */
  cpuCredits?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateEnclaveOptions`. */
export interface LaunchTemplateEnclaveOptions {
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateHibernationOptions`. */
export interface LaunchTemplateHibernationOptions {
  /** As in `@pulumi/aws`. */
  configured: pulumi.Input<boolean>;
}

/** `aws.types.input.ec2.LaunchTemplateIamInstanceProfile`. */
export interface LaunchTemplateIamInstanceProfile {
  /** As in `@pulumi/aws`. */
  arn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  name?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceMarketOptions`. */
export interface LaunchTemplateInstanceMarketOptions {
  /** As in `@pulumi/aws`. */
  marketType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  spotOptions?: pulumi.Input<LaunchTemplateInstanceMarketOptionsSpotOptions | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceMarketOptionsSpotOptions`. */
export interface LaunchTemplateInstanceMarketOptionsSpotOptions {
  /** As in `@pulumi/aws`. */
  blockDurationMinutes?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  instanceInterruptionBehavior?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  maxPrice?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  spotInstanceType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  validUntil?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirements`. */
export interface LaunchTemplateInstanceRequirements {
  /** As in `@pulumi/aws`. */
  acceleratorCount?: pulumi.Input<LaunchTemplateInstanceRequirementsAcceleratorCount | undefined>;
  /** As in `@pulumi/aws`. */
  acceleratorManufacturers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  acceleratorNames?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  acceleratorTotalMemoryMib?: pulumi.Input<
    LaunchTemplateInstanceRequirementsAcceleratorTotalMemoryMib | undefined
  >;
  /** As in `@pulumi/aws`. */
  acceleratorTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  allowedInstanceTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  bareMetal?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  baselineEbsBandwidthMbps?: pulumi.Input<
    LaunchTemplateInstanceRequirementsBaselineEbsBandwidthMbps | undefined
  >;
  /** As in `@pulumi/aws`. */
  burstablePerformance?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  cpuManufacturers?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  excludedInstanceTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  instanceGenerations?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  localStorage?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  localStorageTypes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  memoryGibPerVcpu?: pulumi.Input<LaunchTemplateInstanceRequirementsMemoryGibPerVcpu | undefined>;
  /** As in `@pulumi/aws`. */
  memoryMib: pulumi.Input<LaunchTemplateInstanceRequirementsMemoryMib>;
  /** As in `@pulumi/aws`. */
  networkBandwidthGbps?: pulumi.Input<LaunchTemplateInstanceRequirementsNetworkBandwidthGbps | undefined>;
  /** As in `@pulumi/aws`. */
  networkInterfaceCount?: pulumi.Input<LaunchTemplateInstanceRequirementsNetworkInterfaceCount | undefined>;
  /** As in `@pulumi/aws`. */
  onDemandMaxPricePercentageOverLowestPrice?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  requireHibernateSupport?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  spotMaxPricePercentageOverLowestPrice?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  totalLocalStorageGb?: pulumi.Input<LaunchTemplateInstanceRequirementsTotalLocalStorageGb | undefined>;
  /** As in `@pulumi/aws`. */
  vcpuCount: pulumi.Input<LaunchTemplateInstanceRequirementsVcpuCount>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsAcceleratorCount`. */
export interface LaunchTemplateInstanceRequirementsAcceleratorCount {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsAcceleratorTotalMemoryMib`. */
export interface LaunchTemplateInstanceRequirementsAcceleratorTotalMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsBaselineEbsBandwidthMbps`. */
export interface LaunchTemplateInstanceRequirementsBaselineEbsBandwidthMbps {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsMemoryGibPerVcpu`. */
export interface LaunchTemplateInstanceRequirementsMemoryGibPerVcpu {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsMemoryMib`. */
export interface LaunchTemplateInstanceRequirementsMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min: pulumi.Input<number>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsNetworkBandwidthGbps`. */
export interface LaunchTemplateInstanceRequirementsNetworkBandwidthGbps {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsNetworkInterfaceCount`. */
export interface LaunchTemplateInstanceRequirementsNetworkInterfaceCount {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsTotalLocalStorageGb`. */
export interface LaunchTemplateInstanceRequirementsTotalLocalStorageGb {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateInstanceRequirementsVcpuCount`. */
export interface LaunchTemplateInstanceRequirementsVcpuCount {
  /** As in `@pulumi/aws`. */
  max?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  min: pulumi.Input<number>;
}

/** `aws.types.input.ec2.LaunchTemplateLicenseSpecification`. */
export interface LaunchTemplateLicenseSpecification {
  /** As in `@pulumi/aws`. */
  licenseConfigurationArn: pulumi.Input<string>;
}

/** `aws.types.input.ec2.LaunchTemplateMaintenanceOptions`. */
export interface LaunchTemplateMaintenanceOptions {
  /** As in `@pulumi/aws`. */
  autoRecovery?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateMetadataOptions`. */
export interface LaunchTemplateMetadataOptions {
  /** As in `@pulumi/aws`. */
  httpEndpoint?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  httpProtocolIpv6?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  httpPutResponseHopLimit?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  httpTokens?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  instanceMetadataTags?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateMonitoring`. */
export interface LaunchTemplateMonitoring {
  /** As in `@pulumi/aws`. */
  enabled?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateNetworkInterface`. */
export interface LaunchTemplateNetworkInterface {
  /** As in `@pulumi/aws`. */
  associateCarrierIpAddress?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  associatePublicIpAddress?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  connectionTrackingSpecification?: pulumi.Input<
    LaunchTemplateNetworkInterfaceConnectionTrackingSpecification | undefined
  >;
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  description?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  deviceIndex?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  enaQueueCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  enaSrdSpecification?: pulumi.Input<LaunchTemplateNetworkInterfaceEnaSrdSpecification | undefined>;
  /** As in `@pulumi/aws`. */
  interfaceType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  ipv4AddressCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv4Addresses?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  ipv4PrefixCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv4Prefixes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6AddressCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6Addresses?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6PrefixCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6Prefixes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  networkCardIndex?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  networkInterfaceId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  primaryIpv6?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  privateIpAddress?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  securityGroups?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  subnetId?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateNetworkInterfaceConnectionTrackingSpecification`. */
export interface LaunchTemplateNetworkInterfaceConnectionTrackingSpecification {
  /** As in `@pulumi/aws`. */
  tcpEstablishedTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  udpStreamTimeout?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  udpTimeout?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateNetworkInterfaceEnaSrdSpecification`. */
export interface LaunchTemplateNetworkInterfaceEnaSrdSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdEnabled?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  enaSrdUdpSpecification?: pulumi.Input<
    LaunchTemplateNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification | undefined
  >;
}

/** `aws.types.input.ec2.LaunchTemplateNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification`. */
export interface LaunchTemplateNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdUdpEnabled?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateNetworkPerformanceOptions`. */
export interface LaunchTemplateNetworkPerformanceOptions {
  /** As in `@pulumi/aws`. */
  bandwidthWeighting?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplatePlacement`. */
export interface LaunchTemplatePlacement {
  /** As in `@pulumi/aws`. */
  affinity?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  availabilityZone?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  groupId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  groupName?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  hostId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  hostResourceGroupArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  partitionNumber?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  spreadDomain?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  tenancy?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplatePrivateDnsNameOptions`. */
export interface LaunchTemplatePrivateDnsNameOptions {
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsARecord?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsAaaaRecord?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  hostnameType?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateSecondaryInterface`. */
export interface LaunchTemplateSecondaryInterface {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  deviceIndex?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  interfaceType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  networkCardIndex?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  privateIpAddressCount?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  privateIpAddresses?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  secondarySubnetId?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.LaunchTemplateTagSpecification`. */
export interface LaunchTemplateTagSpecification {
  /** As in `@pulumi/aws`. */
  resourceType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

/** `aws.types.input.ec2.NatGatewayAvailabilityZoneAddress`. */
export interface NatGatewayAvailabilityZoneAddress {
  /** As in `@pulumi/aws`. */
  allocationIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** As in `@pulumi/aws`. */
  availabilityZone?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  availabilityZoneId?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.NetworkAclEgress`. */
export interface NetworkAclEgress {
  /** As in `@pulumi/aws`. */
  action: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  fromPort: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  icmpCode?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  icmpType?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  ruleNo: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  toPort: pulumi.Input<number>;
}

/** `aws.types.input.ec2.NetworkAclIngress`. */
export interface NetworkAclIngress {
  /** As in `@pulumi/aws`. */
  action: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  fromPort: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  icmpCode?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  icmpType?: pulumi.Input<number | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  protocol: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  ruleNo: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  toPort: pulumi.Input<number>;
}

/** `aws.types.input.ec2.NetworkInterfaceAttachment`. */
export interface NetworkInterfaceAttachment {
  /** As in `@pulumi/aws`. */
  attachmentId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  deviceIndex: pulumi.Input<number>;
  /** As in `@pulumi/aws`. */
  instance: pulumi.Input<string>;
  /** As in `@pulumi/aws`. */
  networkCardIndex?: pulumi.Input<number | undefined>;
}

/** `aws.types.input.ec2.NetworkInterfaceEnaSrdSpecification`. */
export interface NetworkInterfaceEnaSrdSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdEnabled?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  enaSrdUdpSpecification?: pulumi.Input<
    NetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification | undefined
  >;
}

/** `aws.types.input.ec2.NetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification`. */
export interface NetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdUdpEnabled?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.PeeringConnectionOptionsAccepter`. */
export interface PeeringConnectionOptionsAccepter {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.PeeringConnectionOptionsRequester`. */
export interface PeeringConnectionOptionsRequester {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.RouteTableRoute`. */
export interface RouteTableRoute {
  /** As in `@pulumi/aws`. */
  carrierGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  cidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  coreNetworkArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  destinationPrefixListId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  egressOnlyGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  gatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  localGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  natGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  networkInterfaceId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  odbNetworkArn?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  transitGatewayId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  vpcEndpointId?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  vpcPeeringConnectionId?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.VpcEndpointDnsOptions`. */
export interface VpcEndpointDnsOptions {
  /** As in `@pulumi/aws`. */
  dnsRecordIpType?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  privateDnsOnlyForInboundResolverEndpoint?: pulumi.Input<boolean | undefined>;
  /** As in `@pulumi/aws`. */
  privateDnsPreference?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  privateDnsSpecifiedDomains?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** `aws.types.input.ec2.VpcEndpointSubnetConfiguration`. */
export interface VpcEndpointSubnetConfiguration {
  /** As in `@pulumi/aws`. */
  ipv4?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  ipv6?: pulumi.Input<string | undefined>;
  /** As in `@pulumi/aws`. */
  subnetId?: pulumi.Input<string | undefined>;
}

/** `aws.types.input.ec2.VpcPeeringConnectionAccepter`. */
export interface VpcPeeringConnectionAccepter {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.VpcPeeringConnectionAccepterAccepter`. */
export interface VpcPeeringConnectionAccepterAccepter {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.VpcPeeringConnectionAccepterRequester`. */
export interface VpcPeeringConnectionAccepterRequester {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean | undefined>;
}

/** `aws.types.input.ec2.VpcPeeringConnectionRequester`. */
export interface VpcPeeringConnectionRequester {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean | undefined>;
}
