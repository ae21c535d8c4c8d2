import type { OutputInstance } from "@pulumi/pulumi";

import type { Ec2InstanceArgs } from "../../../instance/ec2-instance-args";

/** The block that an argument of an instance takes. */
type Block<Key extends keyof Ec2InstanceArgs> = Exclude<
  Ec2InstanceArgs[Key],
  undefined | Promise<unknown> | OutputInstance<unknown>
>;

export type {
  GetAmiFilter,
  GetAmiFilter as GetAmiIdsFilter,
  GetAmiFilterArgs,
  GetAmiFilterArgs as GetAmiIdsFilterArgs,
} from "../../../image/ami-types";
export type {
  EbsBlockDevice as InstanceEbsBlockDevice,
  LaunchTemplateReference as InstanceLaunchTemplate,
  MetadataOptions as InstanceMetadataOptions,
  NetworkInterfaceReference as InstanceNetworkInterface,
  PrimaryNetworkInterface as InstancePrimaryNetworkInterface,
} from "../../../instance/ec2-instance-args";
export type {
  EphemeralBlockDevice as InstanceEphemeralBlockDevice,
  RootBlockDevice as InstanceRootBlockDevice,
} from "../../../instance/accepted-args";
export type {
  SecurityGroupRuleArgs as DefaultSecurityGroupEgress,
  SecurityGroupRuleArgs as DefaultSecurityGroupIngress,
  SecurityGroupRuleArgs as SecurityGroupEgress,
  SecurityGroupRuleArgs as SecurityGroupIngress,
} from "../../../security-group/security-group-arguments";

/** The argument `capacityReservationSpecification` of an instance. */
export type InstanceCapacityReservationSpecification = Block<"capacityReservationSpecification">;
/** The argument `cpuOptions` of an instance. */
export type InstanceCpuOptions = Block<"cpuOptions">;
/** The argument `creditSpecification` of an instance. */
export type InstanceCreditSpecification = Block<"creditSpecification">;
/** The argument `enclaveOptions` of an instance. */
export type InstanceEnclaveOptions = Block<"enclaveOptions">;
/** The argument `instanceMarketOptions` of an instance. */
export type InstanceInstanceMarketOptions = Block<"instanceMarketOptions">;
/** The argument `maintenanceOptions` of an instance. */
export type InstanceMaintenanceOptions = Block<"maintenanceOptions">;
/** The argument `privateDnsNameOptions` of an instance. */
export type InstancePrivateDnsNameOptions = Block<"privateDnsNameOptions">;
export * from "../../../types/input/ec2";
