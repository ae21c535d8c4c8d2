import * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../common/inputs";
import { accountId } from "../common/names";
import { declare, declaredFor } from "../record/declared";
import { mapped, outputOf } from "../record/known-now";
import { isOfType, regionNow } from "../record/program";
import { shortenStacks } from "../record/short-stacks";
import { rememberDeclared } from "./existing";
import { existingGroup } from "./existing-group";
import { claimInlineRules, declareGroup, groupIdOf, groupSpec } from "./group-policies";
import type { GroupRules } from "./group-policies";
import { groupVpcNow } from "./group-vpc";
import {
  argumentsInTypes,
  arnOf,
  checkedNow,
  checkOptions,
  knownInputs,
  pick,
  rejectArguments,
  rejectInputs,
  toOutputs,
  typedInputs,
  warnOfUnknown,
  withDefaultTagsNow,
} from "./inputs";
import type { ResourceOptions } from "./inputs";
import { directions, toAnnotations } from "./network-policy";
import type { Direction, Rule } from "./network-policy";
import { claimName } from "./program";
import type { SecurityGroupArgs } from "./security-group-arguments";
import { checkGroup, groupKeys, unknownOfGroup } from "./security-group-check";

const kind = "SecurityGroup";
const token = "ec2-pods:index:SecurityGroup";
const existingToken = "ec2-pods:index:ExistingSecurityGroup";

/**
 * An EC2 security group, enforced by a NetworkPolicy for its members in each namespace that has some.
 *
 * Rules only allow traffic, replies are always allowed, and the groups of an instance add up, as in EC2. Invalid arguments
 * are rejected together, before anything is created. A group with members, or that a rule of another group names, isn't
 * deleted. `pulumi stack export` shows the arguments among the outputs.
 *
 * @example Minimal: no traffic in, and out only to DNS, the clock and the metadata service.
 * ```ts
 * import { SecurityGroup } from "pulumi-ec2-pods";
 *
 * export const isolated = new SecurityGroup("isolated");
 * ```
 *
 * @example Between groups: only members of web reach port 8080 of the members of app.
 * ```ts
 * import { SecurityGroup } from "pulumi-ec2-pods";
 *
 * const web = new SecurityGroup("web");
 * export const app = new SecurityGroup("app", {
 *   ingress: [{ protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [web.id] }],
 * });
 * ```
 *
 * @example Complete: a group with all common arguments, and its member.
 * ```ts
 * import { Ec2Instance, SecurityGroup } from "pulumi-ec2-pods";
 *
 * const web = new SecurityGroup("web", {
 *   description: "Web servers",
 *   ingress: [
 *     { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] },
 *     { protocol: "tcp", fromPort: 9000, toPort: 9010, self: true, description: "Gossip" },
 *   ],
 *   egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
 *   namespace: "apps",
 *   strict: true,
 *   tags: { Name: "web" },
 * });
 * export const server = new Ec2Instance("web", {
 *   ami: "alpine:3.22",
 *   instanceType: "t3.micro",
 *   namespace: "apps",
 *   vpcSecurityGroupIds: [web.id],
 * });
 * ```
 */
export class SecurityGroup extends pulumi.ComponentResource {
  /** `sg-…`. It is derived from project, stack and logical name, so previews show it. */
  declare readonly id: pulumi.Output<string>;
  /** ARN of the group, with the placeholder account. */
  declare readonly arn: pulumi.Output<string>;
  /** The group's name in EC2. */
  declare readonly name: pulumi.Output<string>;
  /** The description, "Managed by Pulumi" by default. */
  declare readonly description: pulumi.Output<string>;
  /** The inline ingress rules; empty if there are none. */
  declare readonly ingress: pulumi.Output<Rule[]>;
  /** The inline egress rules; empty if there are none. */
  declare readonly egress: pulumi.Output<Rule[]>;
  /** The argument `namePrefix`, or empty. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument `revokeRulesOnDelete`, or false. */
  declare readonly revokeRulesOnDelete: pulumi.Output<boolean | undefined>;
  /** The tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The {@link tags} and the default tags of the provider; empty if there are none. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  /** The VPC of the group: the region's default one if the arguments name none. */
  declare readonly vpcId: pulumi.Output<string>;
  /** The region that the ARN shows. */
  declare readonly region: pulumi.Output<string>;
  /** The placeholder account, `000000000000`. */
  declare readonly ownerId: pulumi.Output<string>;
  /** Namespace of the group's own NetworkPolicy. */
  declare readonly namespace: pulumi.Output<string>;

  /**
   * Looks an existing group up by its id: of this program, or of another stack. It creates nothing.
   *
   * @param name - Logical name in this program.
   * @param id - Id of the group, `sg-…`.
   * @param state - Outputs that the program knows; those of a group of this program are known without.
   * @param options - Options of the component.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: SecurityGroupState = {},
    options: pulumi.CustomResourceOptions = {},
  ): SecurityGroup {
    return new SecurityGroup(name, state as SecurityGroupArgs, { ...options, id });
  }

  /** Whether a value is a group of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is SecurityGroup {
    return isOfType(value, token) || isOfType(value, existingToken);
  }

  /**
   * Declares a security group.
   *
   * @param name - Logical name; the id is derived from it, so a rename replaces the group.
   * @param args - Arguments, as of `aws.ec2.SecurityGroup`.
   * @param options - Options of the component, and those of custom resources as far as a component has them.
   */
  constructor(name: string, args: SecurityGroupArgs = {}, options: ResourceOptions = {}) {
    const { id: existing, ...componentOptions } = options;
    if (existing !== undefined) {
      super(existingToken, name, {}, componentOptions);
      Object.assign(this, existingGroup({ kind, name, id: existing }, args, options, unsaid));
      this.registerOutputs(pick(this, outputKeys));
      return;
    }
    args = argumentsInTypes(args);
    const unknown = unknownOfGroup({ ...args });
    const failures = [
      ...checkGroup(name, knownInputs(args)),
      ...checkOptions(options),
      ...claimName(kind, name, options.parent),
    ];
    rejectArguments(kind, name, failures, unknown);
    // The arguments are outputs. As inputs, they would update every group of an older state, and show an update for
    // another spelling of the same rules.
    const restoreStacks = shortenStacks();
    try {
      super(token, name, {}, componentOptions);
    } finally {
      restoreStacks();
    }
    warnOfUnknown(this, kind, unknown);

    const id = groupIdOf(name);
    const isOwnVpc = declaredFor("ec2:Vpc", args.vpcId).length > 0;
    // In a user's test it has whatever id the mocks give.
    const check = ({ vpcId, ...values }: Record<string, unknown>) =>
      checkGroup(name, isOwnVpc ? values : { vpcId, ...values });
    const checked = <Key extends keyof SecurityGroupArgs>(...keys: Key[]) =>
      checkedNow({ kind, name, args }, check, keys);

    const region = mapped(checked("region"), (all) => all.region);
    const regionName = regionNow(region, options);
    const vpcId = mapped(checked("vpcId"), (all) => all.vpcId);
    const vpc = groupVpcNow(vpcId, regionName);
    const rules = mapped(checked("ingress", "egress", "strict"), toRules);
    const tags = mapped(checked("tags"), (all) => all.tags);
    const values = {
      name: mapped(checked("name", "namePrefix"), (names) => ec2Name(name, id, names)),
      description: mapped(checked("description"), (all) => all.description ?? "Managed by Pulumi"),
      ingress: mapped(rules, (all) => all.ingress),
      egress: mapped(rules, (all) => all.egress),
      tags,
      vpcId: mapped(vpc, (all) => all.vpcId),
      region: regionName,
      ownerId: accountId,
    };
    const tagsAll = withDefaultTagsNow(tags, options);
    const others = {
      tagsAll,
      namePrefix: mapped(checked("namePrefix"), ({ namePrefix }) => namePrefix ?? ""),
      revokeRulesOnDelete: mapped(checked("revokeRulesOnDelete"), (all) => all.revokeRulesOnDelete ?? false),
    };
    Object.assign(this, toOutputs({ ...values, ...others }));

    const group = declareGroup(
      this,
      {
        name,
        ec2Name: this.name,
        spec: groupSpec(this, { id, vpc, rules }),
        annotations: mapped({ ...pick(values, ["name", "description"]), tagsAll }, (all) =>
          toAnnotations([all.name, all.description, all.tagsAll]),
        ),
        namespace: args.namespace && mapped(checked("namespace"), ({ namespace = "" }) => namespace),
        dependsOn: options.dependsOn,
      },
      { vpc, inline: directions.filter((direction) => args[direction] !== undefined) },
    );
    outputOf(rules).apply((own) => rejectInputs(kind, name, claimInlineRules(group, own)));

    // By the URN, which previews know: a user of the id waits for the policy.
    this.id = group.policies.anchor.urn.apply(() => id);
    this.arn = arnOf("security-group", regionName, this.id);
    this.namespace = group.policies.namespace;
    declare("ec2:SecurityGroup", this, args);
    this.registerOutputs({ ...typedInputs(args, groupKeys), ...pick(this, outputKeys), ...values });
    rememberDeclared(id, this);
  }
}

/** Outputs of a security group, as {@link SecurityGroup.get} takes them. */
export type SecurityGroupState = StateOf<SecurityGroup>;

const outputKeys = [
  "id",
  "arn",
  "name",
  "description",
  "ingress",
  "egress",
  "tags",
  "vpcId",
  "region",
  "ownerId",
  "namespace",
] as const;

/** What nothing says of a group of another stack. */
const unsaid = { name: () => "", description: () => "", namespace: () => "" };

const toRules = ({ ingress, egress }: Partial<Record<Direction, Rule[] | undefined>>): GroupRules => ({
  ingress: ingress ?? [],
  egress: egress ?? [],
});

const ec2Name = (
  logicalName: string,
  id: string,
  { name, namePrefix }: { name?: string | undefined; namePrefix?: string | undefined },
): string => (name ?? (namePrefix ? namePrefix + id.slice("sg-".length) : logicalName)).trimEnd();
