import * as pulumi from "@pulumi/pulumi";

import type { InputFailure } from "../common/errors";
import { accountId } from "../common/names";
import { claimPermissions, declareGroup, groupIdOf, type GroupRecord, specOf } from "./group-policies";
import { type Direction, type Rule, toAnnotations, toNetworkPolicySpec } from "./network-policy";
import { permissions } from "./permissions";
import { claimName, knownPart, regionOf, rejectInputs, warn } from "./program";
import type { SecurityGroupArgs } from "./security-group-arguments";
import { checkGroup } from "./security-group-check";

const kind = "SecurityGroup";
const token = "ec2-pods:index:SecurityGroup";

/**
 * An EC2 security group whose rules are a NetworkPolicy over the Pods of its members, in each namespace that has some.
 *
 * Rules only ever allow, replies are always allowed, and several groups of one instance add up, as in EC2. Arguments
 * are checked as EC2 does, all at once, those that are known already before anything is registered. A group that is
 * still used or referenced isn't deleted.
 */
export class SecurityGroup extends pulumi.ComponentResource {
  /** `sg-…`; it follows from project, stack and logical name, so previews know it. */
  readonly id: pulumi.Output<string>;
  /** ARN of the group, in an account that stands for none. */
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly description: pulumi.Output<string>;
  readonly ingress: pulumi.Output<Rule[]>;
  readonly egress: pulumi.Output<Rule[]>;
  readonly tags: pulumi.Output<Record<string, string> | undefined>;
  readonly vpcId: pulumi.Output<string | undefined>;
  readonly region: pulumi.Output<string>;
  /** The account that stands for none, `000000000000`. */
  readonly ownerId: pulumi.Output<string>;
  /** Namespace of the group's own NetworkPolicy. */
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: SecurityGroupArgs = {}, options: pulumi.ComponentResourceOptions = {}) {
    rejectInputs(kind, name, [...checkGroup(name, knownPart(args)), ...claimName(kind, name)]);
    super(token, name, {}, options);
    const id = groupIdOf(name);
    const checked = <T extends object>(part: T) =>
      pulumi.output(part).apply((known) => {
        rejectInputs(kind, name, checkGroup(name, knownPart(known)));
        return known;
      });
    const named = checked({ name: args.name, namePrefix: args.namePrefix });
    const details = checked({ description: args.description, tags: args.tags });
    const { vpcId, region } = checked({ vpcId: args.vpcId, region: args.region });
    const { ingress, egress, strict } = args;
    const rules = checked({ ingress, egress, strict }) as pulumi.Output<GivenRules>;
    this.name = named.apply(({ name: given, namePrefix }) => {
      return (given ?? (namePrefix ? namePrefix + id.slice("sg-".length) : name)).trimEnd();
    });
    this.description = details.apply(({ description }) => description ?? "Managed by Pulumi");
    this.tags = details.tags;
    this.ingress = rules.apply((given) => filled(given).ingress);
    this.egress = rules.apply((given) => filled(given).egress);
    this.vpcId = vpcId;
    vpcId.apply((given) => {
      if (given) warn(this, kind, "apply all of", `vpcId has no effect: a cluster has one network`);
    });
    const group = declareGroup(
      this,
      {
        name,
        spec: rules.apply((given) => specOf(this, kind, toNetworkPolicySpec(id, filled(given)))),
        annotations: pulumi.all([this.name, this.description, this.tags]).apply(toAnnotations),
        namespace:
          args.namespace && checked({ namespace: args.namespace }).apply((known) => known.namespace ?? ""),
        dependsOn: options.dependsOn,
      },
      directions.filter((direction) => args[direction] !== undefined),
    );
    rules.apply((given) => {
      rejectInputs(
        kind,
        name,
        directions.flatMap((direction) => claims(group, id, direction, given[direction])),
      );
    });
    const { policies } = group;
    // By way of the policy's URN, which previews know, too: whoever uses the id waits for the policy.
    this.id = policies.anchor.urn.apply(() => id);
    this.ownerId = pulumi.output(accountId);
    this.region = regionOf(region);
    this.arn = pulumi.interpolate`arn:aws:ec2:${this.region}:${accountId}:security-group/${this.id}`;
    this.namespace = policies.home.metadata.namespace;
    const { arn, description, tags, ownerId, namespace } = this;
    this.registerOutputs({
      id: this.id,
      arn,
      name: this.name,
      description,
      ingress: this.ingress,
      egress: this.egress,
      tags,
      vpcId,
      region: this.region,
      ownerId,
      namespace,
    });
  }
}

const directions: Direction[] = ["ingress", "egress"];

/** The rules once they are known; what is left out is none. */
type GivenRules = Partial<Record<Direction, Rule[]>>;

const filled = ({ ingress, egress }: GivenRules): Record<Direction, Rule[]> => ({
  ingress: ingress ?? [],
  egress: egress ?? [],
});

/** Notes the permissions of rules inside their group; says which of them a rule that stands alone has, too. */
const claims = (group: GroupRecord, id: string, direction: Direction, rules: Rule[] = []): InputFailure[] =>
  rules.flatMap((rule, index) => {
    const held = permissions(rule, id).map(({ property, permission }) => ({
      property: `${direction}[${index}].${property}`,
      permission,
    }));
    return claimPermissions(group, direction, held, `SecurityGroup "${group.name}"`);
  });
