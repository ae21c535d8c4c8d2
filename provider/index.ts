export {
  Ec2Instance,
  Ec2Instance as Instance,
  type Ec2InstanceArgs,
  type Ec2InstanceArgs as InstanceArgs,
  type Ec2InstanceLookup,
} from "./instance/ec2-instance";
export { SecurityGroup } from "./security-group/security-group";
export type { SecurityGroupArgs, SecurityGroupRuleArgs } from "./security-group/security-group-arguments";
export {
  SecurityGroupEgressRule,
  SecurityGroupIngressRule,
  type SecurityGroupEgressRuleArgs,
  type SecurityGroupIngressRuleArgs,
} from "./security-group/security-group-rule";
export type { EbsBlockDevice, MetadataOptions, Timeouts } from "./instance/instance-blocks";
