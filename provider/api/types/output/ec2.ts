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
