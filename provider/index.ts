export {
  Ec2Instance,
  Ec2Instance as Instance,
  type Ec2InstanceArgs,
  type Ec2InstanceArgs as InstanceArgs,
  type Ec2InstanceLookup,
} from "./ec2-instance";
export { SecurityGroup } from "./security-group";
export type { SecurityGroupArgs, SecurityGroupRuleArgs } from "./security-group-arguments";
export {
  SecurityGroupEgressRule,
  SecurityGroupIngressRule,
  type SecurityGroupEgressRuleArgs,
  type SecurityGroupIngressRuleArgs,
} from "./security-group-rule";
export type { Timeouts } from "./instance";
export type { EbsBlockDevice, MetadataOptions } from "./instance-blocks";
