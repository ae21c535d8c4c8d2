import * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../common/inputs";
import { groupIdIn, securityGroupRuleId } from "../common/names";
import { isOfType, regionOrDefault } from "../record/program";
import { shortenStacks } from "../record/short-stacks";
import {
  checkClassicRule,
  classicArgumentAt,
  classicKeys,
  isSingle,
  portKeys,
  toInlineRule,
  unknownOfClassicRule,
} from "./classic-rule";
import type { ClassicRule } from "./classic-rule";
import type { ClassicRuleArgs } from "./classic-rule-arguments";
import { existingOutputs, rememberDeclared } from "./existing";
import {
  argumentsInTypes,
  checkedInputs,
  checkOptions,
  knownInputs,
  pick,
  rejectArguments,
  toOutputs,
  typedInputs,
  warnOfUnknown,
} from "./inputs";
import type { ResourceOptions } from "./inputs";
import { toAnnotations } from "./network-policy";
import type { Direction } from "./network-policy";
import { claimName } from "./program";
import { declareRule } from "./rule-policies";

const kind = "SecurityGroupRule";
const token = "ec2-pods:index:SecurityGroupRule";
const existingToken = "ec2-pods:index:ExistingSecurityGroupRule";

/**
 * Rules of a security group for one protocol and range of ports: a NetworkPolicy that adds to the policy of the group.
 *
 * AWS recommends `vpc.SecurityGroupIngressRule` and `vpc.SecurityGroupEgressRule` instead. Invalid arguments are rejected
 * together, before anything is created. `pulumi stack export` shows the arguments among the outputs.
 *
 * @example Minimal: HTTPS from anywhere.
 * ```ts
 * import { ec2 } from "pulumi-ec2-pods";
 *
 * const web = new ec2.SecurityGroup("web");
 * export const https = new ec2.SecurityGroupRule("https", {
 *   type: "ingress",
 *   securityGroupId: web.id,
 *   protocol: "tcp",
 *   fromPort: 443,
 *   toPort: 443,
 *   cidrBlocks: ["0.0.0.0/0"],
 * });
 * ```
 *
 * @example Between groups: members of web reach port 5432 of the members of database.
 * ```ts
 * import { ec2 } from "pulumi-ec2-pods";
 *
 * const [web, database] = [new ec2.SecurityGroup("web"), new ec2.SecurityGroup("database")];
 * const postgres = { protocol: "tcp", fromPort: 5432, toPort: 5432 };
 * new ec2.SecurityGroupRule("from-web", {
 *   ...postgres,
 *   type: "ingress",
 *   securityGroupId: database.id,
 *   sourceSecurityGroupId: web.id,
 * });
 * new ec2.SecurityGroupRule("to-database", {
 *   ...postgres,
 *   type: "egress",
 *   securityGroupId: web.id,
 *   sourceSecurityGroupId: database.id,
 * });
 * ```
 */
export class SecurityGroupRule extends pulumi.ComponentResource {
  /** `sgrule-…`. It is derived from project, stack and logical name, so previews show it. */
  declare readonly id: pulumi.Output<string>;
  /** `sgr-…` of the rule in EC2; empty if the arguments make several rules of EC2, one for each source or destination. */
  declare readonly securityGroupRuleId: pulumi.Output<string>;
  /** `ingress` or `egress`. */
  declare readonly type: pulumi.Output<string>;
  /** Id of the group that the rule belongs to. */
  declare readonly securityGroupId: pulumi.Output<string>;
  /** The protocol of the arguments. */
  declare readonly protocol: pulumi.Output<string>;
  /** The first port, or the ICMP type. */
  declare readonly fromPort: pulumi.Output<number>;
  /** The last port, or the ICMP code. */
  declare readonly toPort: pulumi.Output<number>;
  /** The IPv4 ranges. */
  declare readonly cidrBlocks: pulumi.Output<string[] | undefined>;
  /** The IPv6 ranges. */
  declare readonly ipv6CidrBlocks: pulumi.Output<string[] | undefined>;
  /** The prefix lists. */
  declare readonly prefixListIds: pulumi.Output<string[] | undefined>;
  /** Id of the group whose members are the source or destination; with `self`, that of the group itself. */
  declare readonly sourceSecurityGroupId: pulumi.Output<string>;
  /** Whether the members of the group itself are the source or destination. */
  declare readonly self: pulumi.Output<boolean | undefined>;
  /** The description. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The region of the rule. */
  declare readonly region: pulumi.Output<string>;
  /** Namespace of the rule's own NetworkPolicy. */
  declare readonly namespace: pulumi.Output<string>;

  /**
   * Looks an existing rule up by its id: of this program, or of another stack. It creates nothing.
   *
   * @param name - Logical name in this program.
   * @param id - Id of the rule, `sgrule-…`.
   * @param state - Outputs that the program knows; those of a rule of this program are known without.
   * @param options - Options of the component.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: SecurityGroupRuleState = {},
    options: pulumi.CustomResourceOptions = {},
  ): SecurityGroupRule {
    return new SecurityGroupRule(name, state as ClassicRuleArgs, { ...options, id });
  }

  /** Whether a value is a rule of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is SecurityGroupRule {
    return isOfType(value, token) || isOfType(value, existingToken);
  }

  /**
   * Declares a rule.
   *
   * @param name - Logical name; the id is derived from it, so a rename replaces the rule.
   * @param args - Arguments, as of `aws.ec2.SecurityGroupRule`.
   * @param options - Options of the component, and those of custom resources as far as a component has them.
   */
  constructor(name: string, args: ClassicRuleArgs, options: ResourceOptions = {}) {
    const { id: existing, ...componentOptions } = options;
    if (existing !== undefined) {
      super(existingToken, name, {}, componentOptions);
      Object.assign(this, existingRule(name, existing, args, options));
      this.registerOutputs(pick(this, outputKeys));
      return;
    }
    args = argumentsInTypes(args);
    const unknown = unknownOfClassicRule({ ...args });
    const failures = [
      ...checkClassicRule(knownInputs(args)),
      ...checkOptions(options),
      ...claimName(kind, name, options.parent),
    ];
    rejectArguments(kind, name, failures, unknown);
    // The arguments are outputs, as those of a group.
    const restoreStacks = shortenStacks();
    try {
      super(token, name, {}, componentOptions);
    } finally {
      restoreStacks();
    }
    warnOfUnknown(this, kind, unknown);

    const ec2Id = securityGroupRuleId(
      { project: pulumi.getProject(), stack: pulumi.getStack(), name },
      "rule",
    );
    const id = ruleIdOf(ec2Id);
    const checked = <Key extends keyof ClassicRuleArgs>(...keys: Key[]) =>
      checkedInputs({ kind, name, args }, checkClassicRule, keys);
    const groupId = checked("securityGroupId").apply(({ securityGroupId }) => groupIdIn(securityGroupId));
    const rule = checked(...ruleKeys).apply((values) => toInlineRule(values as ClassicRule));
    const description = checked("description").apply((values) => values.description);
    const type = checked("type").apply((values) => values.type as Direction);
    const policies = declareRule(this, {
      kind,
      name,
      id: ec2Id,
      securityGroupId: args.securityGroupId,
      groupId,
      // A literal is known in previews without the rest of the rule.
      direction: typeof args.type === "string" ? (args.type as Direction) : type,
      rule,
      annotations: description.apply((text) => toAnnotations([name, text ?? "", undefined])),
      namespace: args.namespace && checked("namespace").apply((values) => values.namespace ?? ""),
      dependsOn: options.dependsOn,
      argumentAt: classicArgumentAt,
    });

    // By the URN, which previews know: a user of the id waits for the policy.
    this.id = policies.urn.apply(() => id);
    this.securityGroupRuleId = pulumi
      .all([policies.urn, rule])
      .apply(([, values]) => (isSingle(values) ? ec2Id : ""));
    this.type = type;
    this.securityGroupId = groupId;
    const typed = typedInputs(args, classicKeys);
    Object.assign(
      this,
      toOutputs(pick(typed, [...portKeys, "cidrBlocks", "ipv6CidrBlocks", "prefixListIds"])),
    );
    this.self = pulumi.output(typed.self).apply((own) => own ?? false);
    this.sourceSecurityGroupId = pulumi
      .all([args.sourceSecurityGroupId, this.self, groupId])
      .apply(([source, self, own]) => source ?? (self ? own : ""));
    this.description = description;
    this.region = regionOrDefault(
      checked("region").apply((values) => values.region),
      options,
    );
    this.namespace = policies.namespace;
    this.registerOutputs({ ...typed, ...pick(this, outputKeys) });
    rememberDeclared(id, this);
  }
}

/** Outputs of a rule, as {@link SecurityGroupRule.get} takes them. */
export type SecurityGroupRuleState = StateOf<SecurityGroupRule>;

const ruleKeys = [
  "protocol",
  "fromPort",
  "toPort",
  "cidrBlocks",
  "ipv6CidrBlocks",
  "prefixListIds",
  "sourceSecurityGroupId",
  "self",
  "strict",
] as const;

const outputKeys = ["id", "securityGroupRuleId", "securityGroupId", "region", "namespace"] as const;

/** AWS's provider makes the id of a 32-bit hash. */
const ruleIdOf = (ec2Id: string): string => `sgrule-${parseInt(ec2Id.slice("sgr-".length).slice(0, 8), 16)}`;

function existingRule(
  name: string,
  id: pulumi.Input<string>,
  state: ClassicRuleArgs,
  options: ResourceOptions,
) {
  const nothing = [
    ...["type", "securityGroupId", "protocol", "fromPort", "toPort", "cidrBlocks", "ipv6CidrBlocks"],
    ...["prefixListIds", "self", "description"],
  ].map((key) => [key, () => undefined] as const);
  return existingOutputs(
    { kind, name, id, pattern: /^sgrule-\d+$/, state: { ...state } },
    {
      ...Object.fromEntries(nothing),
      securityGroupRuleId: () => "",
      sourceSecurityGroupId: () => "",
      region: () => regionOrDefault(state.region, options),
      namespace: () => "",
    },
  );
}
