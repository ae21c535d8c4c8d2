import type * as pulumi from "@pulumi/pulumi";

import type { Optional, Tags } from "../common/inputs";

/**
 * One inline rule of a `SecurityGroup`, named as in `aws.types.input.ec2.SecurityGroupIngress`.
 *
 * It needs a source or destination.
 */
export interface SecurityGroupRuleArgs {
  /**
   * `tcp`, `udp`, `sctp`, `icmp`, `icmpv6`, `-1` or `all` for every protocol, or an IP protocol number as a string.
   *
   * Traffic that a NetworkPolicy can't allow, such as ICMP, stays blocked, with a warning.
   */
  protocol: pulumi.Input<string>;
  /** First port, 0 to 65535. For ICMP: the type, or -1 for any. For the protocol `-1`: 0. */
  fromPort: pulumi.Input<number>;
  /** Last port, 0 to 65535. For ICMP: the code, or -1 for any. For the protocol `-1`: 0. */
  toPort: pulumi.Input<number>;
  /**
   * IPv4 ranges, each by its first address. One that covers subnets of the group's VPC also means the Pods in them;
   * `0.0.0.0/0` is every IPv4 address and every Pod.
   *
   * @default - none. The rule needs another source or destination.
   */
  cidrBlocks?: Optional<pulumi.Input<string>[]>;
  /**
   * IPv6 ranges, each by its first address.
   *
   * @default - none. The rule needs another source or destination.
   */
  ipv6CidrBlocks?: Optional<pulumi.Input<string>[]>;
  /**
   * Prefix lists of AWS. They don't exist in a cluster: their traffic stays blocked, with a warning.
   *
   * @default - none. The rule needs another source or destination.
   */
  prefixListIds?: Optional<pulumi.Input<string>[]>;
  /**
   * Ids of groups whose members are the source or destination, in any namespace.
   *
   * @default - none. The rule needs another source or destination.
   */
  securityGroups?: Optional<pulumi.Input<string>[]>;
  /**
   * Makes the members of this group a source or destination.
   *
   * @default false - other rules decide whether members reach each other.
   */
  self?: Optional<boolean>;
  /**
   * Up to 255 of EC2's characters.
   *
   * @default - none. It is only checked and shown in the outputs.
   */
  description?: Optional<string>;
}

/** Arguments of a `SecurityGroup`, named as in `aws.ec2.SecurityGroupArgs`. */
export interface SecurityGroupArgs {
  /**
   * The group's name in EC2, up to 255 characters that don't start with `sg-`.
   *
   * A change updates an annotation in place; the id stays.
   *
   * @default - the logical name of the resource.
   */
  name?: Optional<string>;
  /**
   * Start of the name, up to 229 characters. The rest is taken from the id. Excludes {@link name}.
   *
   * A change updates an annotation in place; the id stays.
   *
   * @default - none. The name is {@link name}.
   */
  namePrefix?: Optional<string>;
  /**
   * Up to 255 of EC2's characters, not blank.
   *
   * A change updates an annotation in place.
   *
   * @default "Managed by Pulumi"
   */
  description?: Optional<string>;
  /**
   * Inline rules for the traffic that may reach the members.
   *
   * A change updates the NetworkPolicies in place.
   *
   * @default - none. Only standalone rules allow traffic to the members.
   */
  ingress?: Optional<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * Inline rules for the traffic that the members may send. Traffic to DNS, the clock at 169.254.169.123 and the metadata
   * service is always allowed, as in EC2.
   *
   * A change updates the NetworkPolicies in place.
   *
   * @default - none, as with `aws.ec2.SecurityGroup`. Only standalone rules allow other traffic.
   */
  egress?: Optional<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * At most 50 tags, with keys of up to 128 and values of up to 256 characters.
   *
   * A change updates an annotation in place.
   *
   * @default - none.
   */
  tags?: Tags;
  /**
   * Id of the VPC that the group is in. Ranges of rules also mean the Pods of the subnets of this VPC that they cover, and
   * members must be in it.
   *
   * A change updates the NetworkPolicies in place; the id stays.
   *
   * @default - the region's default VPC.
   */
  vpcId?: Optional<string>;
  /**
   * The region that the ARN shows.
   *
   * A change updates only the outputs.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`.
   */
  region?: Optional<string>;
  /**
   * Has no effect: rules are always deleted with their group.
   *
   * A change updates only the output.
   *
   * @default - none.
   */
  revokeRulesOnDelete?: Optional<boolean>;
  /**
   * Rejects rules that no NetworkPolicy can allow: ICMP, protocols other than tcp, udp and sctp, port 0, and prefix lists.
   *
   * A change affects only the check of the rules.
   *
   * @default false - their traffic stays blocked, with a warning for each.
   */
  strict?: pulumi.Input<boolean>;
  /**
   * Namespace of the group's own NetworkPolicy. Each other namespace gets a policy with the same rules when an instance
   * in it joins the group.
   *
   * A change replaces the policy; the id stays.
   *
   * @default - the namespace of the Kubernetes provider, else `kubernetes:namespace` or `ec2-pods:namespace` of the
   * stack's configuration, else the namespace of the context.
   */
  namespace?: pulumi.Input<string>;
}

/** Arguments of a `SecurityGroupIngressRule`, named as in `aws.vpc.SecurityGroupIngressRuleArgs`. */
export interface SecurityGroupIngressRuleArgs {
  /**
   * Id of the group that the rule belongs to.
   *
   * A change updates the rule's NetworkPolicy in place. It replaces the policy if the new group is in another namespace.
   */
  securityGroupId: pulumi.Input<string>;
  /**
   * `tcp`, `udp`, `sctp`, `icmp`, `icmpv6`, `-1` for every protocol, or an IP protocol number as a string.
   *
   * Traffic that a NetworkPolicy can't allow, such as ICMP, stays blocked, with a warning.
   *
   * A change updates the rule's NetworkPolicy in place.
   */
  ipProtocol: pulumi.Input<string>;
  /**
   * First port, 0 to 65535. For ICMP: the type, or -1 for any.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. Only `-1`, ICMP and protocol numbers can leave it out.
   */
  fromPort?: Optional<number>;
  /**
   * Last port, 0 to 65535. For ICMP: the code, or -1 for any.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. Only `-1`, ICMP and protocol numbers can leave it out.
   */
  toPort?: Optional<number>;
  /**
   * IPv4 range by its first address. One that covers subnets of the group's VPC also means the Pods in them; `0.0.0.0/0`
   * is every IPv4 address and every Pod.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs exactly one of the four sources or destinations.
   */
  cidrIpv4?: Optional<string>;
  /**
   * IPv6 range by its first address.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs exactly one of the four sources or destinations.
   */
  cidrIpv6?: Optional<string>;
  /**
   * Prefix list of AWS. It doesn't exist in a cluster: its traffic stays blocked, with a warning.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs exactly one of the four sources or destinations.
   */
  prefixListId?: Optional<string>;
  /**
   * Id of the group whose members are the source or destination, in any namespace. With the id of
   * {@link securityGroupId}, members reach each other.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs exactly one of the four sources or destinations.
   */
  referencedSecurityGroupId?: Optional<string>;
  /**
   * Up to 255 of EC2's characters.
   *
   * A change updates an annotation in place.
   *
   * @default - none.
   */
  description?: Optional<string>;
  /**
   * At most 50 tags, with keys of up to 128 and values of up to 256 characters.
   *
   * A change updates an annotation in place.
   *
   * @default - none.
   */
  tags?: Tags;
  /**
   * The region that the ARN shows.
   *
   * A change updates only the outputs.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`.
   */
  region?: Optional<string>;
  /**
   * Rejects a rule that no NetworkPolicy can allow: ICMP, a protocol other than tcp, udp and sctp, port 0, or a prefix
   * list.
   *
   * A change affects only the check of the rule.
   *
   * @default false - its traffic stays blocked, with a warning.
   */
  strict?: pulumi.Input<boolean>;
  /**
   * Namespace of the rule's own NetworkPolicy.
   *
   * A change replaces the policy; the id stays.
   *
   * @default - the namespace of the group, if this program creates it, else as for `SecurityGroupArgs.namespace`.
   */
  namespace?: pulumi.Input<string>;
}

/** Arguments of a `SecurityGroupEgressRule`, named as in `aws.vpc.SecurityGroupEgressRuleArgs`. */
export type SecurityGroupEgressRuleArgs = SecurityGroupIngressRuleArgs;
