import * as pulumi from "@pulumi/pulumi";

import { accountId } from "../common/names";
import { regionOrDefault } from "../record/program";
import {
  claimPermissions,
  declareGroup,
  groupIdOf,
  type GroupRecord,
  specWithWarnings,
} from "./group-policies";
import { checkedInputs, knownInputs, pick, rejectInputs, warn } from "./inputs";
import { type Direction, directions, type Rule, toAnnotations, toNetworkPolicySpec } from "./network-policy";
import { permissions } from "./permissions";
import { claimName } from "./program";
import type { SecurityGroupArgs } from "./security-group-arguments";
import { checkGroup } from "./security-group-check";

const kind = "SecurityGroup";
const token = "ec2-pods:index:SecurityGroup";

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
  readonly id: pulumi.Output<string>;
  /** ARN of the group, with the placeholder account. */
  readonly arn: pulumi.Output<string>;
  /** The group's name in EC2. */
  readonly name: pulumi.Output<string>;
  /** The description, "Managed by Pulumi" by default. */
  readonly description: pulumi.Output<string>;
  /** The inline ingress rules; empty if there are none. */
  readonly ingress: pulumi.Output<Rule[]>;
  /** The inline egress rules; empty if there are none. */
  readonly egress: pulumi.Output<Rule[]>;
  /** The tags. */
  readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The `vpcId` of the arguments. */
  readonly vpcId: pulumi.Output<string | undefined>;
  /** The region that the ARN shows. */
  readonly region: pulumi.Output<string>;
  /** The placeholder account, `000000000000`. */
  readonly ownerId: pulumi.Output<string>;
  /** Namespace of the group's own NetworkPolicy. */
  readonly namespace: pulumi.Output<string>;

  /**
   * Declares a security group.
   *
   * @param name - Logical name; the id is derived from it, so a rename replaces the group.
   * @param args - Arguments, as of `aws.ec2.SecurityGroup`.
   * @param options - Options of the component.
   */
  constructor(name: string, args: SecurityGroupArgs = {}, options: pulumi.ComponentResourceOptions = {}) {
    rejectInputs(kind, name, [...checkGroup(name, knownInputs(args)), ...claimName(kind, name)]);
    // The arguments are outputs. As inputs, they would update every group of an older state, and show an update for
    // another spelling of the same rules.
    super(token, name, {}, options);

    const id = groupIdOf(name);
    const check = (values: Record<string, unknown>) => checkGroup(name, values);
    const checked = <Key extends keyof SecurityGroupArgs>(...keys: Key[]) =>
      checkedInputs({ kind, name, args }, check, keys);

    this.name = checked("name", "namePrefix").apply((names) => ec2Name(name, id, names));
    this.description = checked("description").apply(({ description }) => description ?? "Managed by Pulumi");
    this.tags = checked("tags").apply(({ tags }) => tags);
    const rules: pulumi.Output<Rules> = checked("ingress", "egress", "strict").apply(toRules);
    this.ingress = rules.apply(({ ingress }) => ingress);
    this.egress = rules.apply(({ egress }) => egress);
    this.vpcId = checked("vpcId").apply(({ vpcId }) => vpcId);
    warnOfVpc(this, this.vpcId);

    const group = declareGroup(
      this,
      {
        name,
        spec: rules.apply((values) => specWithWarnings(this, kind, toNetworkPolicySpec(id, values))),
        annotations: pulumi.all([this.name, this.description, this.tags]).apply(toAnnotations),
        namespace: args.namespace && checked("namespace").apply(({ namespace = "" }) => namespace),
        dependsOn: options.dependsOn,
      },
      directions.filter((direction) => args[direction] !== undefined),
    );
    rules.apply((values) => rejectInputs(kind, name, claimRules(group, id, values)));

    // By the URN, which previews know: a user of the id waits for the policy.
    this.id = group.policies.anchor.urn.apply(() => id);
    this.ownerId = pulumi.output(accountId);
    this.region = regionOrDefault(checked("region").apply(({ region }) => region));
    this.arn = pulumi.interpolate`arn:aws:ec2:${this.region}:${accountId}:security-group/${this.id}`;
    this.namespace = group.policies.namespace;
    this.registerOutputs({ ...args, ...pick(this, outputKeys) });
  }
}

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

type Rules = Record<Direction, Rule[]>;

const toRules = ({ ingress, egress }: Partial<Record<Direction, Rule[] | undefined>>): Rules => ({
  ingress: ingress ?? [],
  egress: egress ?? [],
});

const ec2Name = (
  logicalName: string,
  id: string,
  { name, namePrefix }: { name?: string | undefined; namePrefix?: string | undefined },
): string => (name ?? (namePrefix ? namePrefix + id.slice("sg-".length) : logicalName)).trimEnd();

function warnOfVpc(group: SecurityGroup, vpcId: pulumi.Output<string | undefined>): void {
  vpcId.apply((id) => {
    if (!id) return;
    const cause = "vpcId has no effect: a cluster has one network";
    warn(group, { kind, verb: "apply all of", cause });
  });
}

/** Claims the permissions of inline rules; reports those that a standalone rule already has. */
const claimRules = (group: GroupRecord, id: string, rules: Rules) =>
  directions.flatMap((direction) => {
    const claims = rules[direction].flatMap((rule, index) =>
      permissions(rule, id).map(({ property, permission }) => ({
        property: `${direction}[${index}].${property}`,
        permission,
      })),
    );
    return claimPermissions(group, direction, claims, "an inline rule");
  });
