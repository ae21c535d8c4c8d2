import * as pulumi from "@pulumi/pulumi";

import type { Optional, StateOf, Tags } from "../common/inputs";
import { accountId } from "../common/names";
import type { AwsRecord } from "../record/aws-record";
import { declaredOf } from "../record/declared";
import { isOfType, regionOrDefault } from "../record/program";
import { shortenStacks } from "../record/short-stacks";
import { defaultGroup, defaultGroupOf, vpcWithId } from "./default-security-group";
import { existingGroup } from "./existing-group";
import { claimInlineRules } from "./group-policies";
import type { GroupRules } from "./group-policies";
import { groupVpc } from "./group-vpc";
import {
  argumentsInTypes,
  arnOf,
  checkedInputs,
  checkOptions,
  knownInputs,
  pick,
  rejectArguments,
  rejectInputs,
  warnOfUnknown,
  withDefaultTags,
} from "./inputs";
import type { ResourceOptions } from "./inputs";
import type { Rule } from "./network-policy";
import type { SecurityGroupRuleArgs } from "./security-group-arguments";
import { checkDefaultGroup, unknownOfDefaultGroup } from "./security-group-check";

const kind = "DefaultSecurityGroup";
const token = "ec2-pods:index:DefaultSecurityGroup";
const existingToken = "ec2-pods:index:ExistingDefaultSecurityGroup";

/** Arguments of a `DefaultSecurityGroup`, named as in `aws.ec2.DefaultSecurityGroupArgs`. */
export interface DefaultSecurityGroupArgs {
  /**
   * Id of the VPC whose default group it is: the `id` output of a `Vpc` of this program.
   *
   * @default - the default VPC. Its group also stands for those of VPCs that other programs declare.
   */
  vpcId?: Optional<string>;
  /**
   * Rules for the traffic that may reach the members; they replace EC2's default rule.
   *
   * A change updates the NetworkPolicies in place.
   *
   * @default - none. Only standalone rules allow traffic to the members.
   */
  ingress?: Optional<pulumi.Input<SecurityGroupRuleArgs>[]>;
  /**
   * Rules for the traffic that the members may send; they replace EC2's default rule. Traffic to DNS, the clock and the
   * metadata service is always allowed.
   *
   * A change updates the NetworkPolicies in place.
   *
   * @default - none. Only standalone rules allow other traffic.
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
   * The region that the ARN shows.
   *
   * @default - `aws:region` of the stack's configuration, else `us-east-1`.
   */
  region?: Optional<string>;
  /**
   * Accepted without effect: rules are deleted with their groups.
   *
   * @default false
   */
  revokeRulesOnDelete?: Optional<boolean>;
}

/**
 * The default security group of a VPC, with rules of the program instead of EC2's.
 *
 * Every VPC has this group, so the resource creates none: it decides its rules. Without it, members reach each other and
 * everyone else. Deleting the resource gives the group EC2's default rules again, where AWS leaves the last ones.
 *
 * @example Minimal: you can't use the default group by accident.
 * ```ts
 * import { ec2 } from "pulumi-ec2-pods";
 *
 * const vpc = new ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * new ec2.DefaultSecurityGroup("locked", { vpcId: vpc.id });
 * ```
 */
export class DefaultSecurityGroup extends pulumi.ComponentResource {
  /** `sg-…`, known in previews. */
  declare readonly id: pulumi.Output<string>;
  /** ARN of the group, with the placeholder account. */
  declare readonly arn: pulumi.Output<string>;
  /** `default`. */
  declare readonly name: pulumi.Output<string>;
  /** Empty: EC2 names the group. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** EC2's description of default groups. */
  declare readonly description: pulumi.Output<string>;
  /** The ingress rules; empty if there are none. */
  declare readonly ingress: pulumi.Output<Rule[]>;
  /** The egress rules; empty if there are none. */
  declare readonly egress: pulumi.Output<Rule[]>;
  /** The tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The {@link tags} and the default tags of the provider; empty if there are none. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  /** The VPC of the group. */
  declare readonly vpcId: pulumi.Output<string>;
  /** The region that the ARN shows. */
  declare readonly region: pulumi.Output<string>;
  /** The placeholder account, `000000000000`. */
  declare readonly ownerId: pulumi.Output<string>;
  /** The argument `revokeRulesOnDelete`, or false. */
  declare readonly revokeRulesOnDelete: pulumi.Output<boolean | undefined>;

  /**
   * Looks an existing default group up by its id: of this program, or of another stack. It creates nothing.
   *
   * @param name - Logical name in this program.
   * @param id - Id of the group, `sg-…`.
   * @param state - Outputs that the program knows.
   * @param options - Options of the component.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: DefaultSecurityGroupState = {},
    options: pulumi.CustomResourceOptions = {},
  ): DefaultSecurityGroup {
    return new DefaultSecurityGroup(name, state as DefaultSecurityGroupArgs, { ...options, id });
  }

  /** Whether a value is a group of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is DefaultSecurityGroup {
    return isOfType(value, token) || isOfType(value, existingToken);
  }

  /**
   * Decides the rules of a default group.
   *
   * @param name - Logical name; the group itself is named `default`.
   * @param args - Arguments, as of `aws.ec2.DefaultSecurityGroup`.
   * @param options - Options of the component, and those of custom resources as far as a component has them.
   */
  constructor(name: string, args: DefaultSecurityGroupArgs = {}, options: ResourceOptions = {}) {
    const { id: existing, ...componentOptions } = options;
    if (existing !== undefined) {
      super(existingToken, name, {}, componentOptions);
      Object.assign(this, existingGroup({ kind, name, id: existing }, args, options, ofEach));
      this.registerOutputs(pick(this, outputKeys));
      return;
    }
    args = argumentsInTypes(args);
    const unknown = unknownOfDefaultGroup({ ...args });
    const failures = [...checkDefaultGroup(knownInputs(args)), ...checkOptions(options)];
    rejectArguments(kind, name, failures, unknown);
    const restoreStacks = shortenStacks();
    try {
      super(token, name, {}, componentOptions);
    } finally {
      restoreStacks();
    }
    warnOfUnknown(this, kind, unknown);

    const checked = <Key extends keyof DefaultSecurityGroupArgs>(...keys: Key[]) =>
      checkedInputs({ kind, name, args }, checkDefaultGroup, keys);
    const rules = checked("ingress", "egress").apply(({ ingress, egress }) => ({
      ingress: ingress ?? [],
      egress: egress ?? [],
    })) as pulumi.Output<GroupRules>;
    this.region = regionOrDefault(
      checked("region").apply(({ region }) => region),
      options,
    );
    const own = vpcWithId(args.vpcId);
    const given = own
      ? pulumi.output(args.vpcId)
      : otherVpc(
          name,
          checked("vpcId").apply((all) => all.vpcId),
        );
    const vpc = groupVpc(given, this.region);
    this.tags = checked("tags").apply(({ tags }) => tags);
    this.tagsAll = withDefaultTags(this.tags, options);

    const group = defaultGroupOf(own);
    const reason = group.adopt({ vpc, rules, tags: this.tagsAll }, this);
    rejectInputs(kind, name, reason ? [{ property: "vpcId", reason }] : []);
    rules.apply((values) => rejectInputs(kind, name, claimInlineRules(group.record, values)));

    this.id = group.id;
    this.vpcId = vpc.apply(({ vpcId }) => vpcId);
    this.name = pulumi.output(defaultGroup.name);
    this.namePrefix = pulumi.output("");
    this.description = pulumi.output(defaultGroup.description);
    this.ingress = rules.apply(({ ingress }) => ingress);
    this.egress = rules.apply(({ egress }) => egress);
    this.ownerId = pulumi.output(accountId);
    this.revokeRulesOnDelete = checked("revokeRulesOnDelete").apply(
      (all) => all.revokeRulesOnDelete ?? false,
    );
    this.arn = arnOf("security-group", this.region, this.id);
    this.registerOutputs(pick(this, outputKeys));
  }
}

/** Outputs of a default group, as {@link DefaultSecurityGroup.get} takes them. */
export type DefaultSecurityGroupState = StateOf<DefaultSecurityGroup>;

const outputKeys = [
  ...(["id", "arn", "name", "description", "ingress", "egress", "tags", "vpcId", "region"] as const),
  "ownerId",
] as const;

/** The id of a VPC that this program doesn't declare. One that it does must be named by the output itself. */
function otherVpc(name: string, vpcId: pulumi.Output<string | undefined>): pulumi.Output<string | undefined> {
  const own = declaredOf("ec2:Vpc").map(({ resource }) => (resource as AwsRecord).id);
  return pulumi.all([vpcId, pulumi.all(own)]).apply(([id, ids]) => {
    const reason =
      "is a value made from the id of a Vpc of this program. Pass the Vpc's own output: vpcId: vpc.id";
    rejectInputs(kind, name, id && ids.includes(id) ? [{ property: "vpcId", reason }] : []);
    return id;
  });
}

/** What every default group has. */
const ofEach = { name: () => defaultGroup.name, description: () => defaultGroup.description };
