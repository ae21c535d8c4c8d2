/** @internal */
import "./hooks";

export type {
  GetAmiArgs,
  GetAmiIdsArgs,
  GetAmiIdsOutputArgs,
  GetAmiIdsResult,
  GetAmiOutputArgs,
  GetAmiResult,
} from "../image/ami-types";
export { getAmi, getAmiIds, getAmiIdsOutput, getAmiOutput } from "../image/get-ami";
export { Ec2Instance as Instance } from "../instance/ec2-instance";
export type { Ec2InstanceState as InstanceState } from "../instance/ec2-instance";
export type { Ec2InstanceArgs as InstanceArgs } from "../instance/ec2-instance-args";
export { DefaultSecurityGroup } from "../security-group/adopted-default-group";
export type {
  DefaultSecurityGroupArgs,
  DefaultSecurityGroupState,
} from "../security-group/adopted-default-group";
export type { ClassicRuleArgs as SecurityGroupRuleArgs } from "../security-group/classic-rule-arguments";
export { SecurityGroupRule } from "../security-group/classic-security-group-rule";
export type { SecurityGroupRuleState } from "../security-group/classic-security-group-rule";
export { SecurityGroup } from "../security-group/security-group";
export type { SecurityGroupState } from "../security-group/security-group";
export type { SecurityGroupArgs } from "../security-group/security-group-arguments";
export { VolumeAttachment } from "../volume/volume-attachment";
export type { VolumeAttachmentArgs, VolumeAttachmentState } from "../volume/volume-attachment";
export * from "../lookup/functions/ec2";
export * from "../resources/ec2";
export * from "./types/enums/ec2.data";
export * from "./older-constants";
/** @internal */
export * from "./missing/ec2.data";
