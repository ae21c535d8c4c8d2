import * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../common/inputs";
import { groupIdIn, securityGroupRuleId } from "../common/names";
import { isOfType, regionOrDefault } from "../record/program";
import { shortenStacks } from "../record/short-stacks";
import { existingOutputs, rememberDeclared } from "./existing";
import {
  argumentsInTypes,
  arnOf,
  checkedInputs,
  checkOptions,
  knownInputs,
  pick,
  rejectArguments,
  toOutputs,
  typedInputs,
  warnOfUnknown,
  withDefaultTags,
} from "./inputs";
import type { ResourceOptions } from "./inputs";
import { toAnnotations } from "./network-policy";
import type { Direction } from "./network-policy";
import { claimName } from "./program";
import { declareRule } from "./rule-policies";
import type { SecurityGroupEgressRuleArgs, SecurityGroupIngressRuleArgs } from "./security-group-arguments";
import {
  argumentAt,
  checkStandaloneRule,
  peerKeys,
  portKeys,
  standaloneKeys,
  toRule,
  unknownOfRule,
} from "./standalone-rule";
import type { StandaloneRule } from "./standalone-rule";

/** The common part of ingress and egress rules. */
abstract class StandaloneSecurityGroupRule extends pulumi.ComponentResource {
  /** `sgr-…`. It is derived from project, stack and logical name, so previews show it. */
  declare readonly id: pulumi.Output<string>;
  /** The same as {@link id}. */
  declare readonly securityGroupRuleId: pulumi.Output<string>;
  /** ARN of the rule, with the placeholder account. */
  declare readonly arn: pulumi.Output<string>;
  /** Id of the group that the rule belongs to. */
  declare readonly securityGroupId: pulumi.Output<string>;
  /** The protocol of the arguments. */
  declare readonly ipProtocol: pulumi.Output<string>;
  /** The first port, or the ICMP type. */
  declare readonly fromPort: pulumi.Output<number | undefined>;
  /** The last port, or the ICMP code. */
  declare readonly toPort: pulumi.Output<number | undefined>;
  /** The IPv4 range, if it is the source or destination. */
  declare readonly cidrIpv4: pulumi.Output<string | undefined>;
  /** The IPv6 range, if it is the source or destination. */
  declare readonly cidrIpv6: pulumi.Output<string | undefined>;
  /** The prefix list, if it is the source or destination. */
  declare readonly prefixListId: pulumi.Output<string | undefined>;
  /** Id of the group whose members are the source or destination, if so. */
  declare readonly referencedSecurityGroupId: pulumi.Output<string | undefined>;
  /** The description. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The {@link tags} and the default tags of the provider; empty if there are none. */
  declare readonly tagsAll: pulumi.Output<Record<string, string>>;
  /** The region that the ARN shows. */
  declare readonly region: pulumi.Output<string>;
  /** Namespace of the rule's own NetworkPolicy. */
  declare readonly namespace: pulumi.Output<string>;

  protected constructor(
    direction: Direction,
    name: string,
    args: SecurityGroupIngressRuleArgs,
    options: ResourceOptions,
  ) {
    const kind = kinds[direction];
    const { id: existing, ...componentOptions } = options;
    if (existing !== undefined) {
      super(tokens[direction].existing, name, {}, componentOptions);
      Object.assign(this, existingRule(kind, name, existing, args, options));
      this.registerOutputs(pick(this, outputKeys));
      return;
    }
    args = argumentsInTypes(args);
    const check = (values: Record<string, unknown>) => checkStandaloneRule(kind, values);
    const unknown = unknownOfRule(kind, { ...args });
    const failures = [
      ...check(knownInputs(args)),
      ...checkOptions(options),
      ...claimName(kind, name, options.parent),
    ];
    rejectArguments(kind, name, failures, unknown);
    // The arguments are outputs, as those of a group.
    const restoreStacks = shortenStacks();
    try {
      super(tokens[direction].declared, name, {}, componentOptions);
    } finally {
      restoreStacks();
    }
    warnOfUnknown(this, kind, unknown);

    const id = securityGroupRuleId(
      { project: pulumi.getProject(), stack: pulumi.getStack(), name },
      direction,
    );
    const checked = <Key extends keyof SecurityGroupIngressRuleArgs>(...keys: Key[]) =>
      checkedInputs({ kind, name, args }, check, keys);
    const groupId = checked("securityGroupId").apply(({ securityGroupId }) => groupIdIn(securityGroupId));
    const rule = checked(...portKeys, ...peerKeys, "strict").apply((values) =>
      toRule(values as StandaloneRule),
    );
    const description = checked("description").apply((values) => values.description);
    const tags = checked("tags").apply((values) => values.tags);
    const tagsAll = withDefaultTags(tags, options);
    const annotations = pulumi
      .all([description, tagsAll])
      .apply(([text, map]) => toAnnotations([name, text ?? "", map]));
    const namespace = args.namespace && checked("namespace").apply((values) => values.namespace ?? "");

    const { dependsOn } = options;
    const resource = {
      kind,
      name,
      id,
      securityGroupId: args.securityGroupId,
      groupId,
      direction,
      rule,
      annotations,
      namespace,
      dependsOn,
      argumentAt,
    };
    const policies = declareRule(this, resource);

    // By the URN, which previews know: a user of the id waits for the policy.
    this.id = policies.urn.apply(() => id);
    this.securityGroupRuleId = this.id;
    this.region = regionOrDefault(
      checked("region").apply((values) => values.region),
      options,
    );
    this.arn = arnOf("security-group-rule", this.region, this.id);
    this.securityGroupId = groupId;
    const typed = typedInputs(args, standaloneKeys);
    Object.assign(this, toOutputs(pick(typed, [...portKeys, ...peerKeys])));
    this.description = description;
    this.tags = tags;
    this.tagsAll = tagsAll;
    this.namespace = policies.namespace;
    this.registerOutputs({ ...typed, ...pick(this, outputKeys) });
    rememberDeclared(id, this);
  }
}

const kinds = { ingress: "SecurityGroupIngressRule", egress: "SecurityGroupEgressRule" } as const;
const tokensOf = (kind: string) => ({
  declared: `ec2-pods:index:${kind}`,
  existing: `ec2-pods:index:Existing${kind}`,
});
const tokens = { ingress: tokensOf(kinds.ingress), egress: tokensOf(kinds.egress) };

const isRule = (value: unknown, { declared, existing }: ReturnType<typeof tokensOf>): boolean =>
  isOfType(value, declared) || isOfType(value, existing);

function existingRule(
  kind: string,
  name: string,
  id: pulumi.Input<string>,
  state: SecurityGroupIngressRuleArgs,
  options: ResourceOptions,
) {
  const region = regionOrDefault(state.region, options);
  const undefinedOutputs = [
    ...["securityGroupId", "ipProtocol", "fromPort", "toPort", "cidrIpv4", "cidrIpv6", "prefixListId"],
    ...["referencedSecurityGroupId", "description", "tags"],
  ].map((key) => [key, () => undefined] as const);
  return existingOutputs(
    { kind, name, id, pattern: /^sgr-[0-9a-f]{17}$/, state: { ...state } },
    {
      ...Object.fromEntries(undefinedOutputs),
      securityGroupRuleId: (ruleId) => ruleId,
      arn: (ruleId) => arnOf("security-group-rule", region, ruleId),
      region: () => region,
      tagsAll: () => ({}),
      namespace: () => "",
    },
  );
}

/** Outputs of an ingress rule, as {@link SecurityGroupIngressRule.get} takes them. */
export type SecurityGroupIngressRuleState = StateOf<SecurityGroupIngressRule>;
/** Outputs of an egress rule, as {@link SecurityGroupEgressRule.get} takes them. */
export type SecurityGroupEgressRuleState = StateOf<SecurityGroupEgressRule>;

const outputKeys = ["id", "securityGroupRuleId", "arn", "securityGroupId", "region", "namespace"] as const;

/**
 * One ingress rule of a security group: a NetworkPolicy that adds to the policy of the group.
 *
 * Use it for groups that name each other, and for groups of other stacks. Invalid arguments are rejected together, before
 * anything is created. `pulumi stack export` shows the arguments among the outputs.
 *
 * @example Minimal: HTTPS from anywhere.
 * ```ts
 * import { SecurityGroup, SecurityGroupIngressRule } from "pulumi-ec2-pods";
 *
 * const web = new SecurityGroup("web");
 * export const https = new SecurityGroupIngressRule("https", {
 *   securityGroupId: web.id,
 *   ipProtocol: "tcp",
 *   fromPort: 443,
 *   toPort: 443,
 *   cidrIpv4: "0.0.0.0/0",
 * });
 * ```
 *
 * @example Between groups: both reach each other.
 * ```ts
 * import { SecurityGroup, SecurityGroupEgressRule, SecurityGroupIngressRule } from "pulumi-ec2-pods";
 *
 * const [a, b] = [new SecurityGroup("a"), new SecurityGroup("b")];
 * const all = { ipProtocol: "-1" };
 * new SecurityGroupIngressRule("a-from-b", { ...all, securityGroupId: a.id, referencedSecurityGroupId: b.id });
 * new SecurityGroupIngressRule("b-from-a", { ...all, securityGroupId: b.id, referencedSecurityGroupId: a.id });
 * new SecurityGroupEgressRule("a-to-b", { ...all, securityGroupId: a.id, referencedSecurityGroupId: b.id });
 * new SecurityGroupEgressRule("b-to-a", { ...all, securityGroupId: b.id, referencedSecurityGroupId: a.id });
 * ```
 *
 * @example Complete: a rule of a group of another stack.
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { SecurityGroup, SecurityGroupIngressRule } from "pulumi-ec2-pods";
 *
 * const app = new SecurityGroup("app");
 * const network = new pulumi.StackReference("organization/network/dev");
 * export const postgres = new SecurityGroupIngressRule("postgres", {
 *   securityGroupId: network.requireOutput("databaseGroupId"),
 *   namespace: "data",
 *   ipProtocol: "tcp",
 *   fromPort: 5432,
 *   toPort: 5432,
 *   referencedSecurityGroupId: app.id,
 *   description: "PostgreSQL from app",
 *   strict: true,
 *   tags: { Name: "postgres" },
 * });
 * ```
 */
export class SecurityGroupIngressRule extends StandaloneSecurityGroupRule {
  /**
   * Looks an existing rule up by its id: of this program, or of another stack. It creates nothing.
   *
   * @param name - Logical name in this program.
   * @param id - Id of the rule, `sgr-…`.
   * @param state - Outputs that the program knows; those of a rule of this program are known without.
   * @param options - Options of the component.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: SecurityGroupIngressRuleState = {},
    options: pulumi.CustomResourceOptions = {},
  ): SecurityGroupIngressRule {
    return new SecurityGroupIngressRule(name, state as SecurityGroupIngressRuleArgs, { ...options, id });
  }

  /** Whether a value is a rule of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is SecurityGroupIngressRule {
    return isRule(value, tokens.ingress);
  }

  /**
   * Declares a standalone ingress rule.
   *
   * @param name - Logical name; the id is derived from it, so a rename replaces the rule.
   * @param args - Arguments, as of `aws.vpc.SecurityGroupIngressRule`.
   * @param options - Options of the component, and those of custom resources as far as a component has them.
   */
  constructor(name: string, args: SecurityGroupIngressRuleArgs, options: ResourceOptions = {}) {
    super("ingress", name, args, options);
  }
}

/**
 * One egress rule of a security group: a NetworkPolicy that adds to the policy of the group.
 *
 * Use it for groups that name each other, and for groups of other stacks. Invalid arguments are rejected together, before
 * anything is created. `pulumi stack export` shows the arguments among the outputs.
 *
 * @example Minimal: all traffic out.
 * ```ts
 * import { SecurityGroup, SecurityGroupEgressRule } from "pulumi-ec2-pods";
 *
 * const web = new SecurityGroup("web");
 * export const out = new SecurityGroupEgressRule("out", {
 *   securityGroupId: web.id,
 *   ipProtocol: "-1",
 *   cidrIpv4: "0.0.0.0/0",
 * });
 * ```
 *
 * @example Between groups: members of web reach port 8080 of the members of app.
 * ```ts
 * import { SecurityGroup, SecurityGroupEgressRule } from "pulumi-ec2-pods";
 *
 * const [web, app] = [new SecurityGroup("web"), new SecurityGroup("app")];
 * export const toApp = new SecurityGroupEgressRule("web-to-app", {
 *   securityGroupId: web.id,
 *   ipProtocol: "tcp",
 *   fromPort: 8080,
 *   toPort: 8080,
 *   referencedSecurityGroupId: app.id,
 * });
 * ```
 *
 * @example Complete: one address, known after the database is created.
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { Ec2Instance, SecurityGroup, SecurityGroupEgressRule } from "pulumi-ec2-pods";
 *
 * const web = new SecurityGroup("web");
 * const database = new Ec2Instance("database", { ami: "alpine:3.22", instanceType: "t3.small" });
 * export const toDatabase = new SecurityGroupEgressRule("web-to-database", {
 *   securityGroupId: web.id,
 *   ipProtocol: "tcp",
 *   fromPort: 5432,
 *   toPort: 5432,
 *   cidrIpv4: pulumi.interpolate`${database.privateIp}/32`,
 *   description: "PostgreSQL",
 *   strict: true,
 *   tags: { Name: "web-to-database" },
 * });
 * ```
 */
export class SecurityGroupEgressRule extends StandaloneSecurityGroupRule {
  /**
   * Looks an existing rule up by its id: of this program, or of another stack. It creates nothing.
   *
   * @param name - Logical name in this program.
   * @param id - Id of the rule, `sgr-…`.
   * @param state - Outputs that the program knows; those of a rule of this program are known without.
   * @param options - Options of the component.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: SecurityGroupEgressRuleState = {},
    options: pulumi.CustomResourceOptions = {},
  ): SecurityGroupEgressRule {
    return new SecurityGroupEgressRule(name, state as SecurityGroupEgressRuleArgs, { ...options, id });
  }

  /** Whether a value is a rule of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is SecurityGroupEgressRule {
    return isRule(value, tokens.egress);
  }

  /**
   * Declares a standalone egress rule.
   *
   * @param name - Logical name; the id is derived from it, so a rename replaces the rule.
   * @param args - Arguments, as of `aws.vpc.SecurityGroupEgressRule`.
   * @param options - Options of the component, and those of custom resources as far as a component has them.
   */
  constructor(name: string, args: SecurityGroupEgressRuleArgs, options: ResourceOptions = {}) {
    super("egress", name, args, options);
  }
}
