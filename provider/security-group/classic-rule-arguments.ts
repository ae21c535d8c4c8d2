import type * as pulumi from "@pulumi/pulumi";

import type { Optional } from "../common/inputs";

/** Arguments of a `SecurityGroupRule`, named as in `aws.ec2.SecurityGroupRuleArgs`. */
export interface ClassicRuleArgs {
  /**
   * `ingress` or `egress`.
   *
   * A change updates the rule's NetworkPolicy in place.
   */
  type: pulumi.Input<string>;
  /**
   * Id of the group that the rule belongs to.
   *
   * A change updates the rule's NetworkPolicy in place. It replaces the policy if the new group is in another namespace.
   */
  securityGroupId: pulumi.Input<string>;
  /**
   * `tcp`, `udp`, `sctp`, `icmp`, `icmpv6`, `-1` or `all` for every protocol, or an IP protocol number as a string.
   *
   * Traffic that a NetworkPolicy can't allow, such as ICMP, stays blocked, with a warning.
   *
   * A change updates the rule's NetworkPolicy in place.
   */
  protocol: pulumi.Input<string>;
  /**
   * First port, 0 to 65535. For ICMP: the type, or -1 for any. Ignored for protocols without ports.
   *
   * A change updates the rule's NetworkPolicy in place.
   */
  fromPort: pulumi.Input<number>;
  /**
   * Last port, 0 to 65535. For ICMP: the code, or -1 for any. Ignored for protocols without ports.
   *
   * A change updates the rule's NetworkPolicy in place.
   */
  toPort: pulumi.Input<number>;
  /**
   * IPv4 ranges, each by its first address. `0.0.0.0/0` is every IPv4 address and every Pod. Excludes
   * {@link sourceSecurityGroupId} and {@link self}.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs another source or destination.
   */
  cidrBlocks?: Optional<pulumi.Input<string>[]>;
  /**
   * IPv6 ranges, each by its first address. Excludes {@link sourceSecurityGroupId} and {@link self}.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs another source or destination.
   */
  ipv6CidrBlocks?: Optional<pulumi.Input<string>[]>;
  /**
   * Prefix lists of AWS. They don't exist in a cluster: their traffic stays blocked, with a warning.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs another source or destination.
   */
  prefixListIds?: Optional<pulumi.Input<string>[]>;
  /**
   * Id of the group whose members are the source of an ingress rule, or the destination of an egress rule, in any
   * namespace.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default - none. The rule needs another source or destination.
   */
  sourceSecurityGroupId?: Optional<string>;
  /**
   * Makes the members of the group itself the source or destination.
   *
   * A change updates the rule's NetworkPolicy in place.
   *
   * @default false - the rule needs another source or destination.
   */
  self?: Optional<boolean>;
  /**
   * Up to 255 of EC2's characters.
   *
   * A change updates an annotation in place.
   *
   * @default - none.
   */
  description?: Optional<string>;
  /**
   * The region of the rule. It only shows in the outputs.
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
