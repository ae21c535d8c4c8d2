export { Ec2Instance, Ec2Instance as Instance } from "./instance/ec2-instance";
export type {
  EbsBlockDevice,
  Ec2InstanceArgs,
  Ec2InstanceArgs as InstanceArgs,
  Ec2InstanceLookup,
  MetadataOptions,
} from "./instance/ec2-instance-args";
export type { Timeouts } from "./instance/model";
export { SecurityGroup } from "./security-group/security-group";
export type {
  SecurityGroupArgs,
  SecurityGroupEgressRuleArgs,
  SecurityGroupIngressRuleArgs,
  SecurityGroupRuleArgs,
} from "./security-group/security-group-arguments";
export { SecurityGroupEgressRule, SecurityGroupIngressRule } from "./security-group/security-group-rule";
