export type {
  CapacityReservationSpecification as InstanceCapacityReservationSpecification,
  CpuOptions as InstanceCpuOptions,
  CreditSpecification as InstanceCreditSpecification,
  EbsBlockDeviceOutput as InstanceEbsBlockDevice,
  EnclaveOptions as InstanceEnclaveOptions,
  EphemeralBlockDevice as InstanceEphemeralBlockDevice,
  InstanceMarketOptions as InstanceInstanceMarketOptions,
  LaunchTemplateOutput as InstanceLaunchTemplate,
  MaintenanceOptions as InstanceMaintenanceOptions,
  MetadataOptionsOutput as InstanceMetadataOptions,
  NetworkInterfaceOutput as InstanceNetworkInterface,
  PrimaryNetworkInterfaceOutput as InstancePrimaryNetworkInterface,
  PrivateDnsNameOptions as InstancePrivateDnsNameOptions,
  RootBlockDeviceOutput as InstanceRootBlockDevice,
  SecondaryNetworkInterface as InstanceSecondaryNetworkInterface,
} from "../../../instance/ec2-instance-outputs";
export type {
  Rule as DefaultSecurityGroupEgress,
  Rule as DefaultSecurityGroupIngress,
  Rule as SecurityGroupEgress,
  Rule as SecurityGroupIngress,
} from "../../../security-group/network-policy";
export type {
  GetAmiBlockDeviceMapping,
  GetAmiFilter,
  GetAmiFilter as GetAmiIdsFilter,
  GetAmiProductCode,
} from "../../../image/ami-types";
export * from "../../../types/output/ec2";
