import type * as pulumi from "@pulumi/pulumi";

import type { Optional, Tags } from "../common/inputs";

/** One rule of a `SecurityGroup`, named as in `aws.types.input.ec2.SecurityGroupIngress`; it needs a source. */
export interface SecurityGroupRuleArgs {
  /**
   * `tcp`, `udp`, `sctp`, `icmp`, `icmpv6`, `-1` or `all` for every protocol, or an IP protocol number as a text. What a
   * NetworkPolicy can't allow (ICMP and other numbers) stays closed, with a warning.
   */
  protocol: pulumi.Input<string>;
  /** First port, 0 to 65535; the ICMP type, or -1 for any; 0 with the protocol `-1`. */
  fromPort: pulumi.Input<number>;
  /** Last port, 0 to 65535; the ICMP code, or -1 for any; 0 with the protocol `-1`. */
  toPort: pulumi.Input<number>;
  /** IPv4 ranges, each by its first address; `0.0.0.0/0` is every IPv4 address and every Pod. */
  cidrBlocks?: Optional<pulumi.Input<string>[]>;
  /** IPv6 ranges, each by its first address. */
  ipv6CidrBlocks?: Optional<pulumi.Input<string>[]>;
  /** Prefix lists of AWS; no cluster has them, so they stay closed, with a warning. */
  prefixListIds?: Optional<pulumi.Input<string>[]>;
  /** Ids of groups whose members are meant, in whatever namespace. */
  securityGroups?: Optional<pulumi.Input<string>[]>;
  /**
   * Means the members of this group, too.
   *
   * @default false - members reach each other only as other rules say.
   */
  self?: Optional<boolean>;
  /**
   * Up to 255 characters out of EC2's set.
   *
   * @default - none. Nothing is made of it.
   */
  description?: Optional<string>;
}

/** Arguments of a `SecurityGroup`, named as in `aws.ec2.SecurityGroupArgs`. */
export interface SecurityGroupArgs {
  /**
   * The group's name in EC2, up to 255 characters that don't start with `sg-`.
   *
   * @default - the logical name. A change is live, and the id stays.
   */
  name?: Optional<string>;
  /**
   * Beginning of the name, up to 229 characters, instead of {@link name}; the rest is that of the id.
   *
   * @default - the name is {@link name}. A change is live, and the id stays.
   */
  namePrefix?: Optional<string>;
  /**
   * Up to 255 characters out of EC2's set, not empty.
   *
   * @default "Managed by Pulumi" - a change is live.
   */
  description?: Optional<string>;
  /**
   * What may reach the members.
   *
   * @default - nothing. A change is live.
   */
  ingress?: Optional<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * What the members may reach, besides DNS, the clock at 169.254.169.123 and the metadata service, which EC2 never
   * filters.
   *
   * @default - nothing else, as with `aws.ec2.SecurityGroup`. A change is live.
   */
  egress?: Optional<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * Tags, at most 50, with keys up to 128 and values up to 256 characters; kept in an annotation.
   *
   * @default - none. A change is live.
   */
  tags?: Tags;
  /** Without effect, with a warning: a cluster has one network. A change is live. */
  vpcId?: Optional<string>;
  /**
   * Region that the ARN shows.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`. A change is live.
   */
  region?: Optional<string>;
  /** Without effect: rules always go with their group. */
  revokeRulesOnDelete?: Optional<boolean>;
  /**
   * Refuses rules that no NetworkPolicy can allow: ICMP, other protocols than tcp, udp and sctp, port 0 and prefix lists.
   *
   * @default false - they stay closed, with a warning each. A change is live.
   */
  strict?: pulumi.Input<boolean>;
  /**
   * Namespace of the group's own NetworkPolicy; others get one of the same rules as soon as an instance there is in the
   * group. A change replaces the policy.
   *
   * @default - that of the Kubernetes provider, else `kubernetes:namespace` or `ec2-pods:namespace` of the stack's
   * configuration, else that of the context.
   */
  namespace?: pulumi.Input<string>;
}
