// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.

/** `aws.types.output.ec2.DefaultNetworkAclEgress`. */
export interface DefaultNetworkAclEgress {
  /** As in `@pulumi/aws`. */
  action: string;
  /** As in `@pulumi/aws`. */
  cidrBlock?: string;
  /** As in `@pulumi/aws`. */
  fromPort: number;
  /** As in `@pulumi/aws`. */
  icmpCode?: number;
  /** As in `@pulumi/aws`. */
  icmpType?: number;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: string;
  /** As in `@pulumi/aws`. */
  protocol: string;
  /** As in `@pulumi/aws`. */
  ruleNo: number;
  /** As in `@pulumi/aws`. */
  toPort: number;
}

/** `aws.types.output.ec2.DefaultNetworkAclIngress`. */
export interface DefaultNetworkAclIngress {
  /** As in `@pulumi/aws`. */
  action: string;
  /** As in `@pulumi/aws`. */
  cidrBlock?: string;
  /** As in `@pulumi/aws`. */
  fromPort: number;
  /** As in `@pulumi/aws`. */
  icmpCode?: number;
  /** As in `@pulumi/aws`. */
  icmpType?: number;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: string;
  /** As in `@pulumi/aws`. */
  protocol: string;
  /** As in `@pulumi/aws`. */
  ruleNo: number;
  /** As in `@pulumi/aws`. */
  toPort: number;
}

/** `aws.types.output.ec2.DefaultRouteTableRoute`. */
export interface DefaultRouteTableRoute {
  /** As in `@pulumi/aws`. */
  cidrBlock?: string;
  /** As in `@pulumi/aws`. */
  coreNetworkArn?: string;
  /** As in `@pulumi/aws`. */
  destinationPrefixListId?: string;
  /** As in `@pulumi/aws`. */
  egressOnlyGatewayId?: string;
  /** As in `@pulumi/aws`. */
  gatewayId?: string;
  /** As in `@pulumi/aws`. */
  instanceId?: string;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: string;
  /** As in `@pulumi/aws`. */
  natGatewayId?: string;
  /** As in `@pulumi/aws`. */
  networkInterfaceId?: string;
  /** As in `@pulumi/aws`. */
  transitGatewayId?: string;
  /** As in `@pulumi/aws`. */
  vpcEndpointId?: string;
  /** As in `@pulumi/aws`. */
  vpcPeeringConnectionId?: string;
}

/** `aws.types.output.ec2.GetEipsFilter`. */
export interface GetEipsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetElasticIpFilter`. */
export interface GetElasticIpFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetInstanceCreditSpecification`. */
export interface GetInstanceCreditSpecification {
  /** As in `@pulumi/aws`. */
  cpuCredits: string;
}

/** `aws.types.output.ec2.GetInstanceEbsBlockDevice`. */
export interface GetInstanceEbsBlockDevice {
  /** As in `@pulumi/aws`. */
  deleteOnTermination: boolean;
  /** As in `@pulumi/aws`. */
  deviceName: string;
  /** As in `@pulumi/aws`. */
  encrypted: boolean;
  /** As in `@pulumi/aws`. */
  iops: number;
  /** As in `@pulumi/aws`. */
  kmsKeyId: string;
  /** As in `@pulumi/aws`. */
  snapshotId: string;
  /** As in `@pulumi/aws`. */
  tags: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  throughput: number;
  /** As in `@pulumi/aws`. */
  volumeId: string;
  /** As in `@pulumi/aws`. */
  volumeSize: number;
  /** As in `@pulumi/aws`. */
  volumeType: string;
}

/** `aws.types.output.ec2.GetInstanceEnclaveOption`. */
export interface GetInstanceEnclaveOption {
  /** As in `@pulumi/aws`. */
  enabled: boolean;
}

/** `aws.types.output.ec2.GetInstanceEphemeralBlockDevice`. */
export interface GetInstanceEphemeralBlockDevice {
  /** As in `@pulumi/aws`. */
  deviceName: string;
  /** As in `@pulumi/aws`. */
  noDevice?: boolean;
  /** As in `@pulumi/aws`. */
  virtualName?: string;
}

/** `aws.types.output.ec2.GetInstanceFilter`. */
export interface GetInstanceFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetInstanceMaintenanceOption`. */
export interface GetInstanceMaintenanceOption {
  /** As in `@pulumi/aws`. */
  autoRecovery: string;
}

/** `aws.types.output.ec2.GetInstanceMetadataOption`. */
export interface GetInstanceMetadataOption {
  /** As in `@pulumi/aws`. */
  httpEndpoint: string;
  /** As in `@pulumi/aws`. */
  httpProtocolIpv6: string;
  /** As in `@pulumi/aws`. */
  httpPutResponseHopLimit: number;
  /** As in `@pulumi/aws`. */
  httpTokens: string;
  /** As in `@pulumi/aws`. */
  instanceMetadataTags: string;
}

/** `aws.types.output.ec2.GetInstancePrivateDnsNameOption`. */
export interface GetInstancePrivateDnsNameOption {
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsARecord: boolean;
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsAaaaRecord: boolean;
  /** As in `@pulumi/aws`. */
  hostnameType: string;
}

/** `aws.types.output.ec2.GetInstanceRootBlockDevice`. */
export interface GetInstanceRootBlockDevice {
  /** As in `@pulumi/aws`. */
  deleteOnTermination: boolean;
  /** As in `@pulumi/aws`. */
  deviceName: string;
  /** As in `@pulumi/aws`. */
  encrypted: boolean;
  /** As in `@pulumi/aws`. */
  iops: number;
  /** As in `@pulumi/aws`. */
  kmsKeyId: string;
  /** As in `@pulumi/aws`. */
  tags: { [key: string]: string };
  /** As in `@pulumi/aws`. */
  throughput: number;
  /** As in `@pulumi/aws`. */
  volumeId: string;
  /** As in `@pulumi/aws`. */
  volumeSize: number;
  /** As in `@pulumi/aws`. */
  volumeType: string;
}

/** `aws.types.output.ec2.GetInstanceTypeFpga`. */
export interface GetInstanceTypeFpga {
  /** As in `@pulumi/aws`. */
  count: number;
  /** As in `@pulumi/aws`. */
  manufacturer: string;
  /** As in `@pulumi/aws`. */
  memorySize: number;
  /** As in `@pulumi/aws`. */
  name: string;
}

/** `aws.types.output.ec2.GetInstanceTypeGpus`. */
export interface GetInstanceTypeGpus {
  /** As in `@pulumi/aws`. */
  count: number;
  /** As in `@pulumi/aws`. */
  manufacturer: string;
  /** As in `@pulumi/aws`. */
  memorySize: number;
  /** As in `@pulumi/aws`. */
  name: string;
}

/** `aws.types.output.ec2.GetInstanceTypeInferenceAccelerator`. */
export interface GetInstanceTypeInferenceAccelerator {
  /** As in `@pulumi/aws`. */
  count: number;
  /** As in `@pulumi/aws`. */
  manufacturer: string;
  /** As in `@pulumi/aws`. */
  memorySize: number;
  /** As in `@pulumi/aws`. */
  name: string;
}

/** `aws.types.output.ec2.GetInstanceTypeInstanceDisk`. */
export interface GetInstanceTypeInstanceDisk {
  /** As in `@pulumi/aws`. */
  count: number;
  /** As in `@pulumi/aws`. */
  size: number;
  /** As in `@pulumi/aws`. */
  type: string;
}

/** `aws.types.output.ec2.GetInstanceTypeMediaAccelerator`. */
export interface GetInstanceTypeMediaAccelerator {
  /** As in `@pulumi/aws`. */
  count: number;
  /** As in `@pulumi/aws`. */
  manufacturer: string;
  /** As in `@pulumi/aws`. */
  memorySize: number;
  /** As in `@pulumi/aws`. */
  name: string;
}

/** `aws.types.output.ec2.GetInstanceTypeNetworkCard`. */
export interface GetInstanceTypeNetworkCard {
  /** As in `@pulumi/aws`. */
  baselineBandwidth: number;
  /** As in `@pulumi/aws`. */
  index: number;
  /** As in `@pulumi/aws`. */
  maximumInterfaces: number;
  /** As in `@pulumi/aws`. */
  peakBandwidth: number;
  /** As in `@pulumi/aws`. */
  performance: string;
}

/** `aws.types.output.ec2.GetInstanceTypeNeuronDevice`. */
export interface GetInstanceTypeNeuronDevice {
  /** As in `@pulumi/aws`. */
  coreCount: number;
  /** As in `@pulumi/aws`. */
  coreVersion: number;
  /** As in `@pulumi/aws`. */
  count: number;
  /** As in `@pulumi/aws`. */
  memorySize: number;
  /** As in `@pulumi/aws`. */
  name: string;
}

/** `aws.types.output.ec2.GetInstanceTypeOfferingsFilter`. */
export interface GetInstanceTypeOfferingsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetInstancesFilter`. */
export interface GetInstancesFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetInternetGatewayAttachment`. */
export interface GetInternetGatewayAttachment {
  /** As in `@pulumi/aws`. */
  state: string;
  /** As in `@pulumi/aws`. */
  vpcId: string;
}

/** `aws.types.output.ec2.GetInternetGatewayFilter`. */
export interface GetInternetGatewayFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetKeyPairFilter`. */
export interface GetKeyPairFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetLaunchTemplateBlockDeviceMapping`. */
export interface GetLaunchTemplateBlockDeviceMapping {
  /** As in `@pulumi/aws`. */
  deviceName: string;
  /** As in `@pulumi/aws`. */
  ebs: GetLaunchTemplateBlockDeviceMappingEb[];
  /** As in `@pulumi/aws`. */
  noDevice: string;
  /** As in `@pulumi/aws`. */
  virtualName: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateBlockDeviceMappingEb`. */
export interface GetLaunchTemplateBlockDeviceMappingEb {
  /** As in `@pulumi/aws`. */
  deleteOnTermination: string;
  /** As in `@pulumi/aws`. */
  encrypted: string;
  /** As in `@pulumi/aws`. */
  iops: number;
  /** As in `@pulumi/aws`. */
  kmsKeyId: string;
  /** As in `@pulumi/aws`. */
  snapshotId: string;
  /** As in `@pulumi/aws`. */
  throughput: number;
  /** As in `@pulumi/aws`. */
  volumeInitializationRate: number;
  /** As in `@pulumi/aws`. */
  volumeSize: number;
  /** As in `@pulumi/aws`. */
  volumeType: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateCapacityReservationSpecification`. */
export interface GetLaunchTemplateCapacityReservationSpecification {
  /** As in `@pulumi/aws`. */
  capacityReservationPreference: string;
  /** As in `@pulumi/aws`. */
  capacityReservationTargets: GetLaunchTemplateCapacityReservationSpecificationCapacityReservationTarget[];
}

/** `aws.types.output.ec2.GetLaunchTemplateCapacityReservationSpecificationCapacityReservationTarget`. */
export interface GetLaunchTemplateCapacityReservationSpecificationCapacityReservationTarget {
  /** As in `@pulumi/aws`. */
  capacityReservationId: string;
  /** As in `@pulumi/aws`. */
  capacityReservationResourceGroupArn: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateCpuOption`. */
export interface GetLaunchTemplateCpuOption {
  /** As in `@pulumi/aws`. */
  amdSevSnp: string;
  /** As in `@pulumi/aws`. */
  coreCount: number;
  /** As in `@pulumi/aws`. */
  nestedVirtualization: string;
  /** As in `@pulumi/aws`. */
  threadsPerCore: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateCreditSpecification`. */
export interface GetLaunchTemplateCreditSpecification {
  /** As in `@pulumi/aws`. */
  cpuCredits: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateEnclaveOption`. */
export interface GetLaunchTemplateEnclaveOption {
  /** As in `@pulumi/aws`. */
  enabled: boolean;
}

/** `aws.types.output.ec2.GetLaunchTemplateFilter`. */
export interface GetLaunchTemplateFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetLaunchTemplateHibernationOption`. */
export interface GetLaunchTemplateHibernationOption {
  /** As in `@pulumi/aws`. */
  configured: boolean;
}

/** `aws.types.output.ec2.GetLaunchTemplateIamInstanceProfile`. */
export interface GetLaunchTemplateIamInstanceProfile {
  /** As in `@pulumi/aws`. */
  arn: string;
  /** As in `@pulumi/aws`. */
  name: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceMarketOption`. */
export interface GetLaunchTemplateInstanceMarketOption {
  /** As in `@pulumi/aws`. */
  marketType: string;
  /** As in `@pulumi/aws`. */
  spotOptions: GetLaunchTemplateInstanceMarketOptionSpotOption[];
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceMarketOptionSpotOption`. */
export interface GetLaunchTemplateInstanceMarketOptionSpotOption {
  /** As in `@pulumi/aws`. */
  blockDurationMinutes: number;
  /** As in `@pulumi/aws`. */
  instanceInterruptionBehavior: string;
  /** As in `@pulumi/aws`. */
  maxPrice: string;
  /** As in `@pulumi/aws`. */
  spotInstanceType: string;
  /** As in `@pulumi/aws`. */
  validUntil: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirement`. */
export interface GetLaunchTemplateInstanceRequirement {
  /** As in `@pulumi/aws`. */
  acceleratorCounts: GetLaunchTemplateInstanceRequirementAcceleratorCount[];
  /** As in `@pulumi/aws`. */
  acceleratorManufacturers: string[];
  /** As in `@pulumi/aws`. */
  acceleratorNames: string[];
  /** As in `@pulumi/aws`. */
  acceleratorTotalMemoryMibs: GetLaunchTemplateInstanceRequirementAcceleratorTotalMemoryMib[];
  /** As in `@pulumi/aws`. */
  acceleratorTypes: string[];
  /** As in `@pulumi/aws`. */
  allowedInstanceTypes: string[];
  /** As in `@pulumi/aws`. */
  bareMetal: string;
  /** As in `@pulumi/aws`. */
  baselineEbsBandwidthMbps: GetLaunchTemplateInstanceRequirementBaselineEbsBandwidthMbp[];
  /** As in `@pulumi/aws`. */
  burstablePerformance: string;
  /** As in `@pulumi/aws`. */
  cpuManufacturers: string[];
  /** As in `@pulumi/aws`. */
  excludedInstanceTypes: string[];
  /** As in `@pulumi/aws`. */
  instanceGenerations: string[];
  /** As in `@pulumi/aws`. */
  localStorage: string;
  /** As in `@pulumi/aws`. */
  localStorageTypes: string[];
  /** As in `@pulumi/aws`. */
  maxSpotPriceAsPercentageOfOptimalOnDemandPrice: number;
  /** As in `@pulumi/aws`. */
  memoryGibPerVcpus: GetLaunchTemplateInstanceRequirementMemoryGibPerVcpus[];
  /** As in `@pulumi/aws`. */
  memoryMibs: GetLaunchTemplateInstanceRequirementMemoryMib[];
  /** As in `@pulumi/aws`. */
  networkBandwidthGbps: GetLaunchTemplateInstanceRequirementNetworkBandwidthGbp[];
  /** As in `@pulumi/aws`. */
  networkInterfaceCounts: GetLaunchTemplateInstanceRequirementNetworkInterfaceCount[];
  /** As in `@pulumi/aws`. */
  onDemandMaxPricePercentageOverLowestPrice: number;
  /** As in `@pulumi/aws`. */
  requireHibernateSupport: boolean;
  /** As in `@pulumi/aws`. */
  spotMaxPricePercentageOverLowestPrice: number;
  /** As in `@pulumi/aws`. */
  totalLocalStorageGbs: GetLaunchTemplateInstanceRequirementTotalLocalStorageGb[];
  /** As in `@pulumi/aws`. */
  vcpuCounts: GetLaunchTemplateInstanceRequirementVcpuCount[];
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementAcceleratorCount`. */
export interface GetLaunchTemplateInstanceRequirementAcceleratorCount {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementAcceleratorTotalMemoryMib`. */
export interface GetLaunchTemplateInstanceRequirementAcceleratorTotalMemoryMib {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementBaselineEbsBandwidthMbp`. */
export interface GetLaunchTemplateInstanceRequirementBaselineEbsBandwidthMbp {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementMemoryGibPerVcpus`. */
export interface GetLaunchTemplateInstanceRequirementMemoryGibPerVcpus {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementMemoryMib`. */
export interface GetLaunchTemplateInstanceRequirementMemoryMib {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementNetworkBandwidthGbp`. */
export interface GetLaunchTemplateInstanceRequirementNetworkBandwidthGbp {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementNetworkInterfaceCount`. */
export interface GetLaunchTemplateInstanceRequirementNetworkInterfaceCount {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementTotalLocalStorageGb`. */
export interface GetLaunchTemplateInstanceRequirementTotalLocalStorageGb {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateInstanceRequirementVcpuCount`. */
export interface GetLaunchTemplateInstanceRequirementVcpuCount {
  /** As in `@pulumi/aws`. */
  max: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateLicenseSpecification`. */
export interface GetLaunchTemplateLicenseSpecification {
  /** As in `@pulumi/aws`. */
  licenseConfigurationArn: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateMaintenanceOption`. */
export interface GetLaunchTemplateMaintenanceOption {
  /** As in `@pulumi/aws`. */
  autoRecovery: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateMetadataOption`. */
export interface GetLaunchTemplateMetadataOption {
  /** As in `@pulumi/aws`. */
  httpEndpoint: string;
  /** As in `@pulumi/aws`. */
  httpProtocolIpv6: string;
  /** As in `@pulumi/aws`. */
  httpPutResponseHopLimit: number;
  /** As in `@pulumi/aws`. */
  httpTokens: string;
  /** As in `@pulumi/aws`. */
  instanceMetadataTags: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateMonitoring`. */
export interface GetLaunchTemplateMonitoring {
  /** As in `@pulumi/aws`. */
  enabled: boolean;
}

/** `aws.types.output.ec2.GetLaunchTemplateNetworkInterface`. */
export interface GetLaunchTemplateNetworkInterface {
  /** As in `@pulumi/aws`. */
  associateCarrierIpAddress: string;
  /** As in `@pulumi/aws`. */
  associatePublicIpAddress?: boolean;
  /** As in `@pulumi/aws`. */
  connectionTrackingSpecifications: GetLaunchTemplateNetworkInterfaceConnectionTrackingSpecification[];
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: boolean;
  /** As in `@pulumi/aws`. */
  description: string;
  /** As in `@pulumi/aws`. */
  deviceIndex: number;
  /** As in `@pulumi/aws`. */
  enaQueueCount: number;
  /** As in `@pulumi/aws`. */
  interfaceType: string;
  /** As in `@pulumi/aws`. */
  ipv4AddressCount: number;
  /** As in `@pulumi/aws`. */
  ipv4Addresses: string[];
  /** As in `@pulumi/aws`. */
  ipv4PrefixCount: number;
  /** As in `@pulumi/aws`. */
  ipv4Prefixes: string[];
  /** As in `@pulumi/aws`. */
  ipv6AddressCount: number;
  /** As in `@pulumi/aws`. */
  ipv6Addresses: string[];
  /** As in `@pulumi/aws`. */
  ipv6PrefixCount: number;
  /** As in `@pulumi/aws`. */
  ipv6Prefixes: string[];
  /** As in `@pulumi/aws`. */
  networkCardIndex: number;
  /** As in `@pulumi/aws`. */
  networkInterfaceId: string;
  /** As in `@pulumi/aws`. */
  primaryIpv6: string;
  /** As in `@pulumi/aws`. */
  privateIpAddress: string;
  /** As in `@pulumi/aws`. */
  securityGroups: string[];
  /** As in `@pulumi/aws`. */
  subnetId: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateNetworkInterfaceConnectionTrackingSpecification`. */
export interface GetLaunchTemplateNetworkInterfaceConnectionTrackingSpecification {
  /** As in `@pulumi/aws`. */
  tcpEstablishedTimeout: number;
  /** As in `@pulumi/aws`. */
  udpStreamTimeout: number;
  /** As in `@pulumi/aws`. */
  udpTimeout: number;
}

/** `aws.types.output.ec2.GetLaunchTemplateNetworkPerformanceOption`. */
export interface GetLaunchTemplateNetworkPerformanceOption {
  /** As in `@pulumi/aws`. */
  bandwidthWeighting: string;
}

/** `aws.types.output.ec2.GetLaunchTemplatePlacement`. */
export interface GetLaunchTemplatePlacement {
  /** As in `@pulumi/aws`. */
  affinity: string;
  /** As in `@pulumi/aws`. */
  availabilityZone: string;
  /** As in `@pulumi/aws`. */
  groupId: string;
  /** As in `@pulumi/aws`. */
  groupName: string;
  /** As in `@pulumi/aws`. */
  hostId: string;
  /** As in `@pulumi/aws`. */
  hostResourceGroupArn: string;
  /** As in `@pulumi/aws`. */
  partitionNumber: number;
  /** As in `@pulumi/aws`. */
  spreadDomain: string;
  /** As in `@pulumi/aws`. */
  tenancy: string;
}

/** `aws.types.output.ec2.GetLaunchTemplatePrivateDnsNameOption`. */
export interface GetLaunchTemplatePrivateDnsNameOption {
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsARecord: boolean;
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsAaaaRecord: boolean;
  /** As in `@pulumi/aws`. */
  hostnameType: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateSecondaryInterface`. */
export interface GetLaunchTemplateSecondaryInterface {
  /** As in `@pulumi/aws`. */
  deleteOnTermination: boolean;
  /** As in `@pulumi/aws`. */
  deviceIndex: number;
  /** As in `@pulumi/aws`. */
  interfaceType: string;
  /** As in `@pulumi/aws`. */
  networkCardIndex: number;
  /** As in `@pulumi/aws`. */
  privateIpAddressCount: number;
  /** As in `@pulumi/aws`. */
  privateIpAddresses: string[];
  /** As in `@pulumi/aws`. */
  secondarySubnetId: string;
}

/** `aws.types.output.ec2.GetLaunchTemplateTagSpecification`. */
export interface GetLaunchTemplateTagSpecification {
  /** As in `@pulumi/aws`. */
  resourceType: string;
  /** As in `@pulumi/aws`. */
  tags: { [key: string]: string };
}

/** `aws.types.output.ec2.GetNatGatewayAvailabilityZoneAddress`. */
export interface GetNatGatewayAvailabilityZoneAddress {
  /** As in `@pulumi/aws`. */
  allocationIds: string[];
  /** As in `@pulumi/aws`. */
  availabilityZone: string;
  /** As in `@pulumi/aws`. */
  availabilityZoneId: string;
}

/** `aws.types.output.ec2.GetNatGatewayFilter`. */
export interface GetNatGatewayFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetNatGatewayRegionalNatGatewayAddress`. */
export interface GetNatGatewayRegionalNatGatewayAddress {
  /** As in `@pulumi/aws`. */
  allocationId: string;
  /** As in `@pulumi/aws`. */
  associationId: string;
  /** As in `@pulumi/aws`. */
  availabilityZone: string;
  /** As in `@pulumi/aws`. */
  availabilityZoneId: string;
  /** As in `@pulumi/aws`. */
  networkInterfaceId: string;
  /** As in `@pulumi/aws`. */
  publicIp: string;
  /** As in `@pulumi/aws`. */
  status: string;
}

/** `aws.types.output.ec2.GetNatGatewaysFilter`. */
export interface GetNatGatewaysFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetNetworkInterfaceAssociation`. */
export interface GetNetworkInterfaceAssociation {
  /** As in `@pulumi/aws`. */
  allocationId: string;
  /** As in `@pulumi/aws`. */
  associationId: string;
  /** As in `@pulumi/aws`. */
  carrierIp: string;
  /** As in `@pulumi/aws`. */
  customerOwnedIp: string;
  /** As in `@pulumi/aws`. */
  ipOwnerId: string;
  /** As in `@pulumi/aws`. */
  publicDnsName: string;
  /** As in `@pulumi/aws`. */
  publicIp: string;
}

/** `aws.types.output.ec2.GetNetworkInterfaceAttachment`. */
export interface GetNetworkInterfaceAttachment {
  /** As in `@pulumi/aws`. */
  attachmentId: string;
  /** As in `@pulumi/aws`. */
  deviceIndex: number;
  /** As in `@pulumi/aws`. */
  instanceId: string;
  /** As in `@pulumi/aws`. */
  instanceOwnerId: string;
  /** As in `@pulumi/aws`. */
  networkCardIndex: number;
}

/** `aws.types.output.ec2.GetNetworkInterfaceEnaSrdSpecification`. */
export interface GetNetworkInterfaceEnaSrdSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdEnabled: boolean;
  /** As in `@pulumi/aws`. */
  enaSrdUdpSpecifications: GetNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification[];
}

/** `aws.types.output.ec2.GetNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification`. */
export interface GetNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdUdpEnabled: boolean;
}

/** `aws.types.output.ec2.GetNetworkInterfaceFilter`. */
export interface GetNetworkInterfaceFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetNetworkInterfacesFilter`. */
export interface GetNetworkInterfacesFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetRouteTableAssociation`. */
export interface GetRouteTableAssociation {
  /** As in `@pulumi/aws`. */
  gatewayId: string;
  /** As in `@pulumi/aws`. */
  main: boolean;
  /** As in `@pulumi/aws`. */
  routeTableAssociationId: string;
  /** As in `@pulumi/aws`. */
  routeTableId: string;
  /** As in `@pulumi/aws`. */
  subnetId: string;
}

/** `aws.types.output.ec2.GetRouteTableFilter`. */
export interface GetRouteTableFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetRouteTableRoute`. */
export interface GetRouteTableRoute {
  /** As in `@pulumi/aws`. */
  carrierGatewayId: string;
  /** As in `@pulumi/aws`. */
  cidrBlock: string;
  /** As in `@pulumi/aws`. */
  coreNetworkArn: string;
  /** As in `@pulumi/aws`. */
  destinationPrefixListId: string;
  /** As in `@pulumi/aws`. */
  egressOnlyGatewayId: string;
  /** As in `@pulumi/aws`. */
  gatewayId: string;
  /** As in `@pulumi/aws`. */
  instanceId: string;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock: string;
  /** As in `@pulumi/aws`. */
  localGatewayId: string;
  /** As in `@pulumi/aws`. */
  natGatewayId: string;
  /** As in `@pulumi/aws`. */
  networkInterfaceId: string;
  /** As in `@pulumi/aws`. */
  odbNetworkArn: string;
  /** As in `@pulumi/aws`. */
  transitGatewayId: string;
  /** As in `@pulumi/aws`. */
  vpcEndpointId: string;
  /** As in `@pulumi/aws`. */
  vpcPeeringConnectionId: string;
}

/** `aws.types.output.ec2.GetRouteTablesFilter`. */
export interface GetRouteTablesFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetSecurityGroupFilter`. */
export interface GetSecurityGroupFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetSecurityGroupsFilter`. */
export interface GetSecurityGroupsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetSubnetFilter`. */
export interface GetSubnetFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetSubnetsFilter`. */
export interface GetSubnetsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetVpcCidrBlockAssociation`. */
export interface GetVpcCidrBlockAssociation {
  /** As in `@pulumi/aws`. */
  associationId: string;
  /** As in `@pulumi/aws`. */
  cidrBlock: string;
  /** As in `@pulumi/aws`. */
  state: string;
}

/** `aws.types.output.ec2.GetVpcEndpointDnsEntry`. */
export interface GetVpcEndpointDnsEntry {
  /** As in `@pulumi/aws`. */
  dnsName: string;
  /** As in `@pulumi/aws`. */
  hostedZoneId: string;
}

/** `aws.types.output.ec2.GetVpcEndpointDnsOption`. */
export interface GetVpcEndpointDnsOption {
  /** As in `@pulumi/aws`. */
  dnsRecordIpType: string;
  /** As in `@pulumi/aws`. */
  privateDnsOnlyForInboundResolverEndpoint: boolean;
  /** As in `@pulumi/aws`. */
  privateDnsPreference: string;
  /** As in `@pulumi/aws`. */
  privateDnsSpecifiedDomains: string[];
}

/** `aws.types.output.ec2.GetVpcEndpointFilter`. */
export interface GetVpcEndpointFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetVpcFilter`. */
export interface GetVpcFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetVpcIpv6CidrBlockAssociation`. */
export interface GetVpcIpv6CidrBlockAssociation {
  /** As in `@pulumi/aws`. */
  associationId: string;
  /** As in `@pulumi/aws`. */
  ipSource: string;
  /** As in `@pulumi/aws`. */
  ipv6AddressAttribute: string;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock: string;
  /** As in `@pulumi/aws`. */
  ipv6Pool: string;
  /** As in `@pulumi/aws`. */
  networkBorderGroup: string;
  /** As in `@pulumi/aws`. */
  state: string;
}

/** `aws.types.output.ec2.GetVpcPeeringConnectionCidrBlockSet`. */
export interface GetVpcPeeringConnectionCidrBlockSet {
  /** As in `@pulumi/aws`. */
  cidrBlock: string;
}

/** `aws.types.output.ec2.GetVpcPeeringConnectionFilter`. */
export interface GetVpcPeeringConnectionFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.GetVpcPeeringConnectionIpv6CidrBlockSet`. */
export interface GetVpcPeeringConnectionIpv6CidrBlockSet {
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock: string;
}

/** `aws.types.output.ec2.GetVpcPeeringConnectionPeerCidrBlockSet`. */
export interface GetVpcPeeringConnectionPeerCidrBlockSet {
  /** As in `@pulumi/aws`. */
  cidrBlock: string;
}

/** `aws.types.output.ec2.GetVpcPeeringConnectionPeerIpv6CidrBlockSet`. */
export interface GetVpcPeeringConnectionPeerIpv6CidrBlockSet {
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock: string;
}

/** `aws.types.output.ec2.GetVpcsFilter`. */
export interface GetVpcsFilter {
  /** As in `@pulumi/aws`. */
  name: string;
  /** As in `@pulumi/aws`. */
  values: string[];
}

/** `aws.types.output.ec2.LaunchConfigurationEbsBlockDevice`. */
export interface LaunchConfigurationEbsBlockDevice {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: boolean;
  /** As in `@pulumi/aws`. */
  deviceName: string;
  /** As in `@pulumi/aws`. */
  encrypted: boolean;
  /** As in `@pulumi/aws`. */
  iops: number;
  /** As in `@pulumi/aws`. */
  noDevice?: boolean;
  /** As in `@pulumi/aws`. */
  snapshotId: string;
  /** As in `@pulumi/aws`. */
  throughput: number;
  /** As in `@pulumi/aws`. */
  volumeSize: number;
  /** As in `@pulumi/aws`. */
  volumeType: string;
}

/** `aws.types.output.ec2.LaunchConfigurationEphemeralBlockDevice`. */
export interface LaunchConfigurationEphemeralBlockDevice {
  /** As in `@pulumi/aws`. */
  deviceName: string;
  /** As in `@pulumi/aws`. */
  noDevice?: boolean;
  /** As in `@pulumi/aws`. */
  virtualName?: string;
}

/** `aws.types.output.ec2.LaunchConfigurationMetadataOptions`. */
export interface LaunchConfigurationMetadataOptions {
  /** As in `@pulumi/aws`. */
  httpEndpoint: string;
  /** As in `@pulumi/aws`. */
  httpPutResponseHopLimit: number;
  /** As in `@pulumi/aws`. */
  httpTokens: string;
}

/** `aws.types.output.ec2.LaunchConfigurationRootBlockDevice`. */
export interface LaunchConfigurationRootBlockDevice {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: boolean;
  /** As in `@pulumi/aws`. */
  encrypted: boolean;
  /** As in `@pulumi/aws`. */
  iops: number;
  /** As in `@pulumi/aws`. */
  throughput: number;
  /** As in `@pulumi/aws`. */
  volumeSize: number;
  /** As in `@pulumi/aws`. */
  volumeType: string;
}

/** `aws.types.output.ec2.LaunchTemplateBlockDeviceMapping`. */
export interface LaunchTemplateBlockDeviceMapping {
  /** As in `@pulumi/aws`. */
  deviceName?: string;
  /** As in `@pulumi/aws`. */
  ebs?: LaunchTemplateBlockDeviceMappingEbs;
  /** As in `@pulumi/aws`. */
  noDevice?: string;
  /** As in `@pulumi/aws`. */
  virtualName?: string;
}

/** `aws.types.output.ec2.LaunchTemplateBlockDeviceMappingEbs`. */
export interface LaunchTemplateBlockDeviceMappingEbs {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: string;
  /** As in `@pulumi/aws`. */
  encrypted?: string;
  /** As in `@pulumi/aws`. */
  iops: number;
  /** As in `@pulumi/aws`. */
  kmsKeyId?: string;
  /** As in `@pulumi/aws`. */
  snapshotId?: string;
  /** As in `@pulumi/aws`. */
  throughput: number;
  /** As in `@pulumi/aws`. */
  volumeInitializationRate: number;
  /** As in `@pulumi/aws`. */
  volumeSize: number;
  /** As in `@pulumi/aws`. */
  volumeType: string;
}

/** `aws.types.output.ec2.LaunchTemplateCapacityReservationSpecification`. */
export interface LaunchTemplateCapacityReservationSpecification {
  /** As in `@pulumi/aws`. */
  capacityReservationPreference?: string;
  /** As in `@pulumi/aws`. */
  capacityReservationTarget?: LaunchTemplateCapacityReservationSpecificationCapacityReservationTarget;
}

/** `aws.types.output.ec2.LaunchTemplateCapacityReservationSpecificationCapacityReservationTarget`. */
export interface LaunchTemplateCapacityReservationSpecificationCapacityReservationTarget {
  /** As in `@pulumi/aws`. */
  capacityReservationId?: string;
  /** As in `@pulumi/aws`. */
  capacityReservationResourceGroupArn?: string;
}

/** `aws.types.output.ec2.LaunchTemplateCpuOptions`. */
export interface LaunchTemplateCpuOptions {
  /** As in `@pulumi/aws`. */
  amdSevSnp?: string;
  /** As in `@pulumi/aws`. */
  coreCount?: number;
  /** As in `@pulumi/aws`. */
  nestedVirtualization?: string;
  /** As in `@pulumi/aws`. */
  threadsPerCore?: number;
}

/** `aws.types.output.ec2.LaunchTemplateCreditSpecification`. */
export interface LaunchTemplateCreditSpecification {
  /** As in `@pulumi/aws`. */
  cpuCredits?: string;
}

/** `aws.types.output.ec2.LaunchTemplateEnclaveOptions`. */
export interface LaunchTemplateEnclaveOptions {
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
}

/** `aws.types.output.ec2.LaunchTemplateHibernationOptions`. */
export interface LaunchTemplateHibernationOptions {
  /** As in `@pulumi/aws`. */
  configured: boolean;
}

/** `aws.types.output.ec2.LaunchTemplateIamInstanceProfile`. */
export interface LaunchTemplateIamInstanceProfile {
  /** As in `@pulumi/aws`. */
  arn?: string;
  /** As in `@pulumi/aws`. */
  name?: string;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceMarketOptions`. */
export interface LaunchTemplateInstanceMarketOptions {
  /** As in `@pulumi/aws`. */
  marketType?: string;
  /** As in `@pulumi/aws`. */
  spotOptions?: LaunchTemplateInstanceMarketOptionsSpotOptions;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceMarketOptionsSpotOptions`. */
export interface LaunchTemplateInstanceMarketOptionsSpotOptions {
  /** As in `@pulumi/aws`. */
  blockDurationMinutes?: number;
  /** As in `@pulumi/aws`. */
  instanceInterruptionBehavior?: string;
  /** As in `@pulumi/aws`. */
  maxPrice?: string;
  /** As in `@pulumi/aws`. */
  spotInstanceType?: string;
  /** As in `@pulumi/aws`. */
  validUntil: string;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirements`. */
export interface LaunchTemplateInstanceRequirements {
  /** As in `@pulumi/aws`. */
  acceleratorCount?: LaunchTemplateInstanceRequirementsAcceleratorCount;
  /** As in `@pulumi/aws`. */
  acceleratorManufacturers?: string[];
  /** As in `@pulumi/aws`. */
  acceleratorNames?: string[];
  /** As in `@pulumi/aws`. */
  acceleratorTotalMemoryMib?: LaunchTemplateInstanceRequirementsAcceleratorTotalMemoryMib;
  /** As in `@pulumi/aws`. */
  acceleratorTypes?: string[];
  /** As in `@pulumi/aws`. */
  allowedInstanceTypes?: string[];
  /** As in `@pulumi/aws`. */
  bareMetal?: string;
  /** As in `@pulumi/aws`. */
  baselineEbsBandwidthMbps?: LaunchTemplateInstanceRequirementsBaselineEbsBandwidthMbps;
  /** As in `@pulumi/aws`. */
  burstablePerformance?: string;
  /** As in `@pulumi/aws`. */
  cpuManufacturers?: string[];
  /** As in `@pulumi/aws`. */
  excludedInstanceTypes?: string[];
  /** As in `@pulumi/aws`. */
  instanceGenerations?: string[];
  /** As in `@pulumi/aws`. */
  localStorage?: string;
  /** As in `@pulumi/aws`. */
  localStorageTypes?: string[];
  /** As in `@pulumi/aws`. */
  maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number;
  /** As in `@pulumi/aws`. */
  memoryGibPerVcpu?: LaunchTemplateInstanceRequirementsMemoryGibPerVcpu;
  /** As in `@pulumi/aws`. */
  memoryMib: LaunchTemplateInstanceRequirementsMemoryMib;
  /** As in `@pulumi/aws`. */
  networkBandwidthGbps?: LaunchTemplateInstanceRequirementsNetworkBandwidthGbps;
  /** As in `@pulumi/aws`. */
  networkInterfaceCount?: LaunchTemplateInstanceRequirementsNetworkInterfaceCount;
  /** As in `@pulumi/aws`. */
  onDemandMaxPricePercentageOverLowestPrice?: number;
  /** As in `@pulumi/aws`. */
  requireHibernateSupport?: boolean;
  /** As in `@pulumi/aws`. */
  spotMaxPricePercentageOverLowestPrice?: number;
  /** As in `@pulumi/aws`. */
  totalLocalStorageGb?: LaunchTemplateInstanceRequirementsTotalLocalStorageGb;
  /** As in `@pulumi/aws`. */
  vcpuCount: LaunchTemplateInstanceRequirementsVcpuCount;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsAcceleratorCount`. */
export interface LaunchTemplateInstanceRequirementsAcceleratorCount {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsAcceleratorTotalMemoryMib`. */
export interface LaunchTemplateInstanceRequirementsAcceleratorTotalMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsBaselineEbsBandwidthMbps`. */
export interface LaunchTemplateInstanceRequirementsBaselineEbsBandwidthMbps {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsMemoryGibPerVcpu`. */
export interface LaunchTemplateInstanceRequirementsMemoryGibPerVcpu {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsMemoryMib`. */
export interface LaunchTemplateInstanceRequirementsMemoryMib {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsNetworkBandwidthGbps`. */
export interface LaunchTemplateInstanceRequirementsNetworkBandwidthGbps {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsNetworkInterfaceCount`. */
export interface LaunchTemplateInstanceRequirementsNetworkInterfaceCount {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsTotalLocalStorageGb`. */
export interface LaunchTemplateInstanceRequirementsTotalLocalStorageGb {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min?: number;
}

/** `aws.types.output.ec2.LaunchTemplateInstanceRequirementsVcpuCount`. */
export interface LaunchTemplateInstanceRequirementsVcpuCount {
  /** As in `@pulumi/aws`. */
  max?: number;
  /** As in `@pulumi/aws`. */
  min: number;
}

/** `aws.types.output.ec2.LaunchTemplateLicenseSpecification`. */
export interface LaunchTemplateLicenseSpecification {
  /** As in `@pulumi/aws`. */
  licenseConfigurationArn: string;
}

/** `aws.types.output.ec2.LaunchTemplateMaintenanceOptions`. */
export interface LaunchTemplateMaintenanceOptions {
  /** As in `@pulumi/aws`. */
  autoRecovery?: string;
}

/** `aws.types.output.ec2.LaunchTemplateMetadataOptions`. */
export interface LaunchTemplateMetadataOptions {
  /** As in `@pulumi/aws`. */
  httpEndpoint: string;
  /** As in `@pulumi/aws`. */
  httpProtocolIpv6: string;
  /** As in `@pulumi/aws`. */
  httpPutResponseHopLimit: number;
  /** As in `@pulumi/aws`. */
  httpTokens: string;
  /** As in `@pulumi/aws`. */
  instanceMetadataTags: string;
}

/** `aws.types.output.ec2.LaunchTemplateMonitoring`. */
export interface LaunchTemplateMonitoring {
  /** As in `@pulumi/aws`. */
  enabled?: boolean;
}

/** `aws.types.output.ec2.LaunchTemplateNetworkInterface`. */
export interface LaunchTemplateNetworkInterface {
  /** As in `@pulumi/aws`. */
  associateCarrierIpAddress?: string;
  /** As in `@pulumi/aws`. */
  associatePublicIpAddress?: string;
  /** As in `@pulumi/aws`. */
  connectionTrackingSpecification?: LaunchTemplateNetworkInterfaceConnectionTrackingSpecification;
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: string;
  /** As in `@pulumi/aws`. */
  description?: string;
  /** As in `@pulumi/aws`. */
  deviceIndex?: number;
  /** As in `@pulumi/aws`. */
  enaQueueCount?: number;
  /** As in `@pulumi/aws`. */
  enaSrdSpecification?: LaunchTemplateNetworkInterfaceEnaSrdSpecification;
  /** As in `@pulumi/aws`. */
  interfaceType?: string;
  /** As in `@pulumi/aws`. */
  ipv4AddressCount?: number;
  /** As in `@pulumi/aws`. */
  ipv4Addresses?: string[];
  /** As in `@pulumi/aws`. */
  ipv4PrefixCount?: number;
  /** As in `@pulumi/aws`. */
  ipv4Prefixes?: string[];
  /** As in `@pulumi/aws`. */
  ipv6AddressCount?: number;
  /** As in `@pulumi/aws`. */
  ipv6Addresses?: string[];
  /** As in `@pulumi/aws`. */
  ipv6PrefixCount?: number;
  /** As in `@pulumi/aws`. */
  ipv6Prefixes?: string[];
  /** As in `@pulumi/aws`. */
  networkCardIndex?: number;
  /** As in `@pulumi/aws`. */
  networkInterfaceId?: string;
  /** As in `@pulumi/aws`. */
  primaryIpv6?: string;
  /** As in `@pulumi/aws`. */
  privateIpAddress?: string;
  /** As in `@pulumi/aws`. */
  securityGroups?: string[];
  /** As in `@pulumi/aws`. */
  subnetId?: string;
}

/** `aws.types.output.ec2.LaunchTemplateNetworkInterfaceConnectionTrackingSpecification`. */
export interface LaunchTemplateNetworkInterfaceConnectionTrackingSpecification {
  /** As in `@pulumi/aws`. */
  tcpEstablishedTimeout?: number;
  /** As in `@pulumi/aws`. */
  udpStreamTimeout?: number;
  /** As in `@pulumi/aws`. */
  udpTimeout?: number;
}

/** `aws.types.output.ec2.LaunchTemplateNetworkInterfaceEnaSrdSpecification`. */
export interface LaunchTemplateNetworkInterfaceEnaSrdSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdEnabled?: boolean;
  /** As in `@pulumi/aws`. */
  enaSrdUdpSpecification?: LaunchTemplateNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification;
}

/** `aws.types.output.ec2.LaunchTemplateNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification`. */
export interface LaunchTemplateNetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdUdpEnabled?: boolean;
}

/** `aws.types.output.ec2.LaunchTemplateNetworkPerformanceOptions`. */
export interface LaunchTemplateNetworkPerformanceOptions {
  /** As in `@pulumi/aws`. */
  bandwidthWeighting?: string;
}

/** `aws.types.output.ec2.LaunchTemplatePlacement`. */
export interface LaunchTemplatePlacement {
  /** As in `@pulumi/aws`. */
  affinity?: string;
  /** As in `@pulumi/aws`. */
  availabilityZone?: string;
  /** As in `@pulumi/aws`. */
  groupId?: string;
  /** As in `@pulumi/aws`. */
  groupName?: string;
  /** As in `@pulumi/aws`. */
  hostId?: string;
  /** As in `@pulumi/aws`. */
  hostResourceGroupArn?: string;
  /** As in `@pulumi/aws`. */
  partitionNumber?: number;
  /** As in `@pulumi/aws`. */
  spreadDomain?: string;
  /** As in `@pulumi/aws`. */
  tenancy?: string;
}

/** `aws.types.output.ec2.LaunchTemplatePrivateDnsNameOptions`. */
export interface LaunchTemplatePrivateDnsNameOptions {
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsARecord?: boolean;
  /** As in `@pulumi/aws`. */
  enableResourceNameDnsAaaaRecord?: boolean;
  /** As in `@pulumi/aws`. */
  hostnameType?: string;
}

/** `aws.types.output.ec2.LaunchTemplateSecondaryInterface`. */
export interface LaunchTemplateSecondaryInterface {
  /** As in `@pulumi/aws`. */
  deleteOnTermination?: boolean;
  /** As in `@pulumi/aws`. */
  deviceIndex?: number;
  /** As in `@pulumi/aws`. */
  interfaceType?: string;
  /** As in `@pulumi/aws`. */
  networkCardIndex?: number;
  /** As in `@pulumi/aws`. */
  privateIpAddressCount?: number;
  /** As in `@pulumi/aws`. */
  privateIpAddresses?: string[];
  /** As in `@pulumi/aws`. */
  secondarySubnetId?: string;
}

/** `aws.types.output.ec2.LaunchTemplateTagSpecification`. */
export interface LaunchTemplateTagSpecification {
  /** As in `@pulumi/aws`. */
  resourceType?: string;
  /** As in `@pulumi/aws`. */
  tags?: { [key: string]: string };
}

/** `aws.types.output.ec2.NatGatewayAvailabilityZoneAddress`. */
export interface NatGatewayAvailabilityZoneAddress {
  /** As in `@pulumi/aws`. */
  allocationIds?: string[];
  /** As in `@pulumi/aws`. */
  availabilityZone?: string;
  /** As in `@pulumi/aws`. */
  availabilityZoneId: string;
}

/** `aws.types.output.ec2.NatGatewayRegionalNatGatewayAddress`. */
export interface NatGatewayRegionalNatGatewayAddress {
  /** As in `@pulumi/aws`. */
  allocationId: string;
  /** As in `@pulumi/aws`. */
  associationId: string;
  /** As in `@pulumi/aws`. */
  availabilityZone: string;
  /** As in `@pulumi/aws`. */
  availabilityZoneId: string;
  /** As in `@pulumi/aws`. */
  networkInterfaceId: string;
  /** As in `@pulumi/aws`. */
  publicIp: string;
  /** As in `@pulumi/aws`. */
  status: string;
}

/** `aws.types.output.ec2.NetworkAclEgress`. */
export interface NetworkAclEgress {
  /** As in `@pulumi/aws`. */
  action: string;
  /** As in `@pulumi/aws`. */
  cidrBlock?: string;
  /** As in `@pulumi/aws`. */
  fromPort: number;
  /** As in `@pulumi/aws`. */
  icmpCode?: number;
  /** As in `@pulumi/aws`. */
  icmpType?: number;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: string;
  /** As in `@pulumi/aws`. */
  protocol: string;
  /** As in `@pulumi/aws`. */
  ruleNo: number;
  /** As in `@pulumi/aws`. */
  toPort: number;
}

/** `aws.types.output.ec2.NetworkAclIngress`. */
export interface NetworkAclIngress {
  /** As in `@pulumi/aws`. */
  action: string;
  /** As in `@pulumi/aws`. */
  cidrBlock?: string;
  /** As in `@pulumi/aws`. */
  fromPort: number;
  /** As in `@pulumi/aws`. */
  icmpCode?: number;
  /** As in `@pulumi/aws`. */
  icmpType?: number;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: string;
  /** As in `@pulumi/aws`. */
  protocol: string;
  /** As in `@pulumi/aws`. */
  ruleNo: number;
  /** As in `@pulumi/aws`. */
  toPort: number;
}

/** `aws.types.output.ec2.NetworkInterfaceAttachment`. */
export interface NetworkInterfaceAttachment {
  /** As in `@pulumi/aws`. */
  attachmentId: string;
  /** As in `@pulumi/aws`. */
  deviceIndex: number;
  /** As in `@pulumi/aws`. */
  instance: string;
  /** As in `@pulumi/aws`. */
  networkCardIndex: number;
}

/** `aws.types.output.ec2.NetworkInterfaceEnaSrdSpecification`. */
export interface NetworkInterfaceEnaSrdSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdEnabled?: boolean;
  /** As in `@pulumi/aws`. */
  enaSrdUdpSpecification?: NetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification;
}

/** `aws.types.output.ec2.NetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification`. */
export interface NetworkInterfaceEnaSrdSpecificationEnaSrdUdpSpecification {
  /** As in `@pulumi/aws`. */
  enaSrdUdpEnabled?: boolean;
}

/** `aws.types.output.ec2.PeeringConnectionOptionsAccepter`. */
export interface PeeringConnectionOptionsAccepter {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: boolean;
}

/** `aws.types.output.ec2.PeeringConnectionOptionsRequester`. */
export interface PeeringConnectionOptionsRequester {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: boolean;
}

/** `aws.types.output.ec2.RouteTableRoute`. */
export interface RouteTableRoute {
  /** As in `@pulumi/aws`. */
  carrierGatewayId?: string;
  /** As in `@pulumi/aws`. */
  cidrBlock?: string;
  /** As in `@pulumi/aws`. */
  coreNetworkArn?: string;
  /** As in `@pulumi/aws`. */
  destinationPrefixListId?: string;
  /** As in `@pulumi/aws`. */
  egressOnlyGatewayId?: string;
  /** As in `@pulumi/aws`. */
  gatewayId?: string;
  /** As in `@pulumi/aws`. */
  ipv6CidrBlock?: string;
  /** As in `@pulumi/aws`. */
  localGatewayId?: string;
  /** As in `@pulumi/aws`. */
  natGatewayId?: string;
  /** As in `@pulumi/aws`. */
  networkInterfaceId?: string;
  /** As in `@pulumi/aws`. */
  odbNetworkArn?: string;
  /** As in `@pulumi/aws`. */
  transitGatewayId?: string;
  /** As in `@pulumi/aws`. */
  vpcEndpointId?: string;
  /** As in `@pulumi/aws`. */
  vpcPeeringConnectionId?: string;
}

/** `aws.types.output.ec2.VpcEndpointDnsEntry`. */
export interface VpcEndpointDnsEntry {
  /** As in `@pulumi/aws`. */
  dnsName: string;
  /** As in `@pulumi/aws`. */
  hostedZoneId: string;
}

/** `aws.types.output.ec2.VpcEndpointDnsOptions`. */
export interface VpcEndpointDnsOptions {
  /** As in `@pulumi/aws`. */
  dnsRecordIpType: string;
  /** As in `@pulumi/aws`. */
  privateDnsOnlyForInboundResolverEndpoint?: boolean;
  /** As in `@pulumi/aws`. */
  privateDnsPreference: string;
  /** As in `@pulumi/aws`. */
  privateDnsSpecifiedDomains: string[];
}

/** `aws.types.output.ec2.VpcEndpointSubnetConfiguration`. */
export interface VpcEndpointSubnetConfiguration {
  /** As in `@pulumi/aws`. */
  ipv4?: string;
  /** As in `@pulumi/aws`. */
  ipv6?: string;
  /** As in `@pulumi/aws`. */
  subnetId?: string;
}

/** `aws.types.output.ec2.VpcPeeringConnectionAccepter`. */
export interface VpcPeeringConnectionAccepter {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: boolean;
}

/** `aws.types.output.ec2.VpcPeeringConnectionAccepterAccepter`. */
export interface VpcPeeringConnectionAccepterAccepter {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: boolean;
}

/** `aws.types.output.ec2.VpcPeeringConnectionAccepterRequester`. */
export interface VpcPeeringConnectionAccepterRequester {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: boolean;
}

/** `aws.types.output.ec2.VpcPeeringConnectionRequester`. */
export interface VpcPeeringConnectionRequester {
  /** As in `@pulumi/aws`. */
  allowRemoteVpcDnsResolution?: boolean;
}
