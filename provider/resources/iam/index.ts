// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
export { Group, type GroupArgs, type GroupState } from "./group";
export { GroupMembership, type GroupMembershipArgs, type GroupMembershipState } from "./groupMembership";
export { GroupPolicy, type GroupPolicyArgs, type GroupPolicyState } from "./groupPolicy";
export {
  GroupPolicyAttachment,
  type GroupPolicyAttachmentArgs,
  type GroupPolicyAttachmentState,
} from "./groupPolicyAttachment";
export { InstanceProfile, type InstanceProfileArgs, type InstanceProfileState } from "./instanceProfile";
export { Policy, type PolicyArgs, type PolicyState } from "./policy";
export { PolicyAttachment, type PolicyAttachmentArgs, type PolicyAttachmentState } from "./policyAttachment";
export { Role, type RoleArgs, type RoleState } from "./role";
export { RolePolicy, type RolePolicyArgs, type RolePolicyState } from "./rolePolicy";
export {
  RolePolicyAttachment,
  type RolePolicyAttachmentArgs,
  type RolePolicyAttachmentState,
} from "./rolePolicyAttachment";
export { User, type UserArgs, type UserState } from "./user";
export {
  UserGroupMembership,
  type UserGroupMembershipArgs,
  type UserGroupMembershipState,
} from "./userGroupMembership";
export { UserPolicy, type UserPolicyArgs, type UserPolicyState } from "./userPolicy";
export {
  UserPolicyAttachment,
  type UserPolicyAttachmentArgs,
  type UserPolicyAttachmentState,
} from "./userPolicyAttachment";
