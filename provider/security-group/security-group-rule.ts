import * as pulumi from "@pulumi/pulumi";

import type { InputFailure } from "../common/errors";
import type { Optional, Tags } from "../common/inputs";
import { accountId, groupIdIn, securityGroupRuleId } from "../common/names";
import { claimPermissions, GroupPolicies, type GroupRecord, specOf } from "./group-policies";
import { type Direction, toAnnotations, toRulePolicySpec } from "./network-policy";
import { type Permission, permissions } from "./permissions";
import { claimName, currentProgram, knownPart, regionOf, rejectInputs, warn } from "./program";
import { argumentAt, checkStandaloneRule, type StandaloneRule, toRule } from "./standalone-rule";

/** Arguments of a {@link SecurityGroupIngressRule}, named as in `aws.vpc.SecurityGroupIngressRuleArgs`. */
export interface SecurityGroupIngressRuleArgs {
  /** Id of the group that the rule belongs to. A change replaces nothing but the policy. */
  securityGroupId: pulumi.Input<string>;
  /**
   * `tcp`, `udp`, `sctp`, `icmp`, `icmpv6`, `-1` for every protocol, or an IP protocol number as a text. What a
   * NetworkPolicy can't allow (ICMP and other numbers) stays closed, with a warning.
   */
  ipProtocol: pulumi.Input<string>;
  /**
   * First port, 0 to 65535; the ICMP type, or -1 for any.
   *
   * @default - none, which only `-1`, ICMP and protocol numbers may have. A change is live.
   */
  fromPort?: Optional<number>;
  /**
   * Last port, 0 to 65535; the ICMP code, or -1 for any.
   *
   * @default - none, as with {@link fromPort}. A change is live.
   */
  toPort?: Optional<number>;
  /**
   * IPv4 range by its first address; `0.0.0.0/0` is every IPv4 address and every Pod.
   *
   * @default - one of the other three sources is given. A change is live.
   */
  cidrIpv4?: Optional<string>;
  /**
   * IPv6 range by its first address.
   *
   * @default - one of the other three sources is given. A change is live.
   */
  cidrIpv6?: Optional<string>;
  /**
   * Prefix list of AWS; no cluster has one, so it stays closed, with a warning.
   *
   * @default - one of the other three sources is given. A change is live.
   */
  prefixListId?: Optional<string>;
  /**
   * Id of the group whose members are meant, in whatever namespace; that of {@link securityGroupId} means each other.
   *
   * @default - one of the other three sources is given. A change is live.
   */
  referencedSecurityGroupId?: Optional<string>;
  /**
   * Up to 255 characters out of EC2's set, kept in an annotation.
   *
   * @default - none. A change is live.
   */
  description?: Optional<string>;
  /**
   * Tags, at most 50, with keys up to 128 and values up to 256 characters; kept in an annotation.
   *
   * @default - none. A change is live.
   */
  tags?: Tags;
  /**
   * Region that the ARN shows.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`. A change is live.
   */
  region?: Optional<string>;
  /**
   * Refuses a rule that no NetworkPolicy can allow: ICMP, other protocols than tcp, udp and sctp, port 0, a prefix list.
   *
   * @default false - it stays closed, with a warning. A change is live.
   */
  strict?: pulumi.Input<boolean>;
  /**
   * Namespace of the rule's own NetworkPolicy. A change replaces the policy.
   *
   * @default - that of the group, where this program makes it; else as for `SecurityGroupArgs.namespace`.
   */
  namespace?: pulumi.Input<string>;
}

/** Arguments of a {@link SecurityGroupEgressRule}, named as in `aws.vpc.SecurityGroupEgressRuleArgs`. */
export type SecurityGroupEgressRuleArgs = SecurityGroupIngressRuleArgs;

/** What the two kinds of rules have in common. */
abstract class SecurityGroupRule extends pulumi.ComponentResource {
  /** `sgr-…`; it follows from project, stack and logical name, so previews know it. */
  readonly id: pulumi.Output<string>;
  /** The same as {@link id}. */
  readonly securityGroupRuleId: pulumi.Output<string>;
  /** ARN of the rule, in an account that stands for none. */
  readonly arn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** Namespace of the rule's own NetworkPolicy. */
  readonly namespace: pulumi.Output<string>;

  protected constructor(
    direction: Direction,
    name: string,
    args: SecurityGroupIngressRuleArgs,
    options: pulumi.ComponentResourceOptions,
  ) {
    const kind = direction === "ingress" ? "SecurityGroupIngressRule" : "SecurityGroupEgressRule";
    rejectInputs(kind, name, [...checkStandaloneRule(knownPart(args)), ...claimName(kind, name)]);
    super(`ec2-pods:index:${kind}`, name, {}, options);
    const { groups } = currentProgram();
    const id = ruleIdOf(direction, name);
    const { description, tags, region, namespace, ...rest } = args;
    const checked = pulumi.output(rest).apply((known) => {
      rejectInputs(kind, name, checkStandaloneRule(knownPart(known)));
      const groupId = groupIdIn(known.securityGroupId);
      return { groupId, rule: toRule(known as StandaloneRule) };
    });
    const annotated = pulumi.output({ description, tags }).apply((known) => {
      rejectInputs(kind, name, checkStandaloneRule(knownPart({ ...args, ...known })));
      return toAnnotations([name, known.description ?? "", known.tags]);
    });
    const policies = checked.apply(({ groupId, rule }) => {
      const group = groups.get(groupId);
      if (group)
        rejectInputs(kind, name, conflicts(group, direction, permissions(rule, groupId), { id, namespace }));
      if (group?.inline.has(direction)) {
        const cause = `SecurityGroup "${group.name}" has ${direction} rules of its own; AWS would revoke this one with each update of the group`;
        warn(this, kind, "combine", cause, "Declare all of them in one of the two ways");
      }
      const made = new GroupPolicies(
        this,
        {
          kind,
          name,
          objectName: id,
          spec: checked.apply((known) => {
            const { spec, untranslatable } = toRulePolicySpec(known.groupId, direction, known.rule);
            const parts = untranslatable.map(({ path, reason }) => ({ path: argumentAt(path), reason }));
            return specOf(this, kind, { spec, untranslatable: parts });
          }),
          annotations: annotated,
          namespace,
          dependsOn: options.dependsOn,
        },
        group?.policies,
      );
      return { urn: made.anchor.urn, namespace: made.home.metadata.namespace };
    });
    this.id = policies.urn.apply(() => id);
    this.securityGroupRuleId = this.id;
    this.arn = pulumi.interpolate`arn:aws:ec2:${regionOf(region)}:${accountId}:security-group-rule/${this.id}`;
    this.securityGroupId = checked.groupId;
    this.namespace = policies.namespace;
    const { arn, securityGroupId } = this;
    const outputs = {
      id: this.id,
      securityGroupRuleId: this.id,
      arn,
      securityGroupId,
      namespace: this.namespace,
    };
    this.registerOutputs(outputs);
  }
}

/**
 * One rule of a group, for what may reach its members: a NetworkPolicy beside that of the group, to which it adds.
 *
 * Two groups that name each other are declared with it. Arguments are checked as those of a group.
 */
export class SecurityGroupIngressRule extends SecurityGroupRule {
  constructor(
    name: string,
    args: SecurityGroupIngressRuleArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("ingress", name, args, options);
  }
}

/** One rule of a group, for what its members may reach; see {@link SecurityGroupIngressRule}. */
export class SecurityGroupEgressRule extends SecurityGroupRule {
  constructor(
    name: string,
    args: SecurityGroupEgressRuleArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("egress", name, args, options);
  }
}

const ruleIdOf = (direction: Direction, name: string): string =>
  securityGroupRuleId({ project: pulumi.getProject(), stack: pulumi.getStack(), name }, direction);

/** What a rule of a group of this program may not have. */
function conflicts(
  group: GroupRecord,
  direction: Direction,
  held: Permission[],
  { id, namespace }: { id: string; namespace: unknown },
): InputFailure[] {
  const claims = held.map(({ property, permission }) => ({ property: argumentAt(property), permission }));
  const reason = `is given, but the rule goes where SecurityGroup "${group.name}" is. Remove it`;
  return [
    ...claimPermissions(group, direction, claims, `the rule ${id}`),
    ...(namespace === undefined ? [] : [{ property: "namespace", reason }]),
  ];
}
