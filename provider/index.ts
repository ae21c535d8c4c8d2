/** @internal */
import "./api/hooks";

export type { Optional, Tags } from "./common/inputs";
export type { GetAmiArgs, GetAmiIdsArgs, GetAmiIdsResult, GetAmiResult } from "./image/ami-types";
export { getAmi, getAmiIds, getAmiIdsOutput, getAmiOutput } from "./image/get-ami";
export type { RootBlockDevice, VolumeArgs } from "./instance/accepted-args";
export { Ec2Instance, Ec2Instance as Instance } from "./instance/ec2-instance";
export type {
  EbsBlockDevice,
  Ec2InstanceArgs,
  Ec2InstanceArgs as InstanceArgs,
  Ec2InstanceLookup,
  LaunchTemplateReference,
  MetadataOptions,
  NetworkInterfaceReference,
  PrimaryNetworkInterface,
  Timeouts,
} from "./instance/ec2-instance-args";
export type { Rule as SecurityGroupRuleOutput } from "./security-group/network-policy";
export { SecurityGroup } from "./security-group/security-group";
export type {
  SecurityGroupArgs,
  SecurityGroupEgressRuleArgs,
  SecurityGroupIngressRuleArgs,
  SecurityGroupRuleArgs,
} from "./security-group/security-group-arguments";
export { SecurityGroupEgressRule, SecurityGroupIngressRule } from "./security-group/security-group-rule";
export * as alb from "./api/alb";
export * as autoscaling from "./api/autoscaling";
export * as config from "./api/config";
export * as ebs from "./api/ebs";
export * as ec2 from "./api/ec2";
export * as iam from "./api/iam";
export * as lb from "./api/lb";
export * as ssm from "./api/ssm";
export * as types from "./api/types";
export * as vpc from "./api/vpc";
export { Region } from "./region/enums.data";
export * from "./region/get-availability-zones";
export * from "./region/get-identity";
export * from "./region/get-region";
export { Provider } from "./region/provider";
export type { ProviderArgs } from "./region/provider";
/** @internal */
export * from "./api/missing/root.data";
