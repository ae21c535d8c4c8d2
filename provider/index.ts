export {
  Ec2Instance,
  Ec2Instance as Instance,
  type Ec2InstanceArgs,
  type Ec2InstanceArgs as InstanceArgs,
  type Ec2InstanceLookup,
} from "./ec2-instance";
export { SecurityGroup, type SecurityGroupArgs, type SecurityGroupRuleArgs } from "./security-group";
export type { Timeouts } from "./instance";
export type { EbsBlockDevice, MetadataOptions } from "./instance-blocks";
