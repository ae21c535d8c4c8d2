import * as pulumi from "@pulumi/pulumi";

import { defaultGroupName } from "../common/names";
import type { GroupVpc } from "../common/network-labels";
import { isRecordOf } from "../record/aws-record";
import type { AwsRecord } from "../record/aws-record";
import { declaredFor, declaredOf, onDeclared } from "../record/declared";
import { parentTypes, perProgram, regionOrDefault } from "../record/program";
import { declareGroup, groupIdOf, groupSpec } from "./group-policies";
import type { GroupRecord, GroupRules } from "./group-policies";
import { groupVpc } from "./group-vpc";
import { directions, toAnnotations } from "./network-policy";

/** EC2's name and description of every default group. */
export const defaultGroup = { name: "default", description: "default VPC security group" };

/** What a program may decide of a default group. */
export interface DefaultGroupContent {
  vpc: pulumi.Output<GroupVpc>;
  rules: pulumi.Output<GroupRules>;
  tags: pulumi.Output<Record<string, string> | undefined>;
}

const all = { protocol: "-1", fromPort: 0, toPort: 0 };
const defaultRules: GroupRules = {
  ingress: [{ ...all, self: true }],
  egress: [{ ...all, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
};

const defaultGroups = perProgram(() => new Map<string, DefaultGroup>());

/**
 * The id of the default group of a VPC of the program, created at its first use. Without one, it is that of the stack,
 * which stands for the groups of all other VPCs.
 */
export const defaultSecurityGroup = (vpc?: pulumi.Resource): pulumi.Output<string> => defaultGroupOf(vpc).id;

/** The default group of a VPC, created at its first use. */
export function defaultGroupOf(vpc?: pulumi.Resource): DefaultGroup {
  const own = isRecordOf("ec2:Vpc", vpc) ? (vpc as AwsRecord) : undefined;
  const name = own ? defaultGroupName(pulumi.resourceName(own), parentsOf(own)) : defaultGroupName();
  return defaultGroups().get(name) ?? new DefaultGroup(name, own);
}

/** Types of the components around a resource, as its URN has them. */
const parentsOf = (resource: pulumi.Resource): string =>
  parentTypes((resource as unknown as { __parentResource?: pulumi.Resource }).__parentResource);

/** The VPC of the program with this id. It knows the output itself, because its value comes too late for a resource. */
export const vpcWithId = (id: unknown): AwsRecord | undefined =>
  declaredOf("ec2:Vpc")
    .map(({ resource }) => resource as AwsRecord)
    .find((vpc) => vpc.id === id || vpc === id);

/** The VPC of the program that has the subnet with this id, or the subnets with these, or that they are looked up by. */
export function vpcOfSubnet(subnetId: unknown): AwsRecord | undefined {
  const subnets = declaredFor("ec2:Subnet", subnetId);
  const ids = subnets.length > 0 ? subnets.map(({ args }) => args["vpcId"]) : [subnetId];
  return onlyOne(
    ids.flatMap((id) => declaredFor("ec2:Vpc", id).map(({ resource }) => resource as AwsRecord)),
  );
}

const onlyOne = <T>(values: readonly T[]): T | undefined =>
  new Set(values).size === 1 ? values[0] : undefined;

/** A default group. Without a decision of the program, its members reach each other and everyone else. */
export class DefaultGroup extends pulumi.ComponentResource {
  /** Waits for the policy. */
  readonly id: pulumi.Output<string>;
  readonly record: GroupRecord;
  private content: DefaultGroupContent;
  private state: "open" | "adopted" | "decided" = "open";
  private adopter: string | undefined;

  constructor(name: string, vpc: AwsRecord | undefined) {
    super("ec2-pods:index:SecurityGroup", name);
    defaultGroups().set(name, this);
    const id = groupIdOf(name);
    this.content = {
      vpc: groupVpc(vpc?.id, regionOrDefault(undefined)),
      rules: pulumi.output(defaultRules),
      tags: pulumi.output<Record<string, string> | undefined>(undefined),
    };
    // The rest of the program may still adopt the group.
    const decided = pulumi.output(Promise.resolve("decided" as const)).apply((state) => (this.state = state));
    const vpcOfContent = decided.apply(() => this.content.vpc);
    const rules = decided.apply(() => this.content.rules);
    const tags = decided.apply(() => this.content.tags);
    this.record = declareGroup(
      this,
      {
        name,
        ec2Name: pulumi.output(defaultGroup.name),
        spec: groupSpec(this, { id, vpc: vpcOfContent, rules }),
        annotations: tags.apply((own) => toAnnotations([defaultGroup.name, defaultGroup.description, own])),
      },
      { vpc: vpcOfContent, inline: directions },
    );
    const { anchor, namespace } = this.record.policies;
    this.id = anchor.urn.apply(() => id);
    this.registerOutputs({ id, ...defaultGroup, ingress: rules.ingress, egress: rules.egress, namespace });
  }

  /** Takes what a resource of the program decides of the group. Answers why not, if so. */
  adopt(content: DefaultGroupContent, adopter: pulumi.Resource): string | undefined {
    const key = `${parentsOf(adopter)}::${pulumi.resourceName(adopter)}`;
    // A user's tests with mocks run one program several times; the engine itself rejects a second one with its URN.
    if (this.adopter === key) return undefined;
    if (this.state === "adopted") {
      return "is that of another DefaultSecurityGroup; a VPC has one default group. Remove one of them";
    }
    if (this.state === "decided") {
      return "is that of a default group which the program used before. Create it before what uses the group";
    }
    this.state = "adopted";
    this.adopter = key;
    this.content = content;
    return undefined;
  }
}

for (const token of ["ec2:Vpc", "ec2:DefaultVpc"]) {
  onDeclared(token, ({ resource }) => {
    const vpc = resource as AwsRecord;
    // Whoever reads the id may put an instance into the group, which needs its policy then.
    Object.defineProperty(vpc, "defaultSecurityGroupId", {
      configurable: true,
      // Whoever goes through the outputs of the VPC doesn't use the group.
      enumerable: false,
      get: () => defaultSecurityGroup(vpc),
    });
  });
}
