import * as pulumi from "@pulumi/pulumi";

import type { StateOf } from "../common/inputs";
import { hash } from "../common/names";
import { declare } from "../record/declared";
import { valueOf } from "../record/known-now";
import { isOfType, regionOrDefault } from "../record/program";
import { shortenStacks } from "../record/short-stacks";
import { existingOutputs, rememberDeclared } from "../security-group/existing";
import {
  checkedInputs,
  checkOptions,
  knownInputs,
  pick,
  rejectArguments,
  warnOfUnknown,
} from "../security-group/inputs";
import type { ResourceOptions } from "../security-group/inputs";
import { claimName } from "../security-group/program";
import type * as outputs from "../types/output";
import { groupArn } from "./arns";
import { capacityIn, declareFor, ofEach } from "./capacity";
import type { Metric } from "./enums.data";
import type { GroupArgs } from "./group-args";
import { checkGroup, unknownOfGroup } from "./group-check";
import { defaultOutputs, givenOutputs, templateOutput, zonesOf } from "./group-outputs";
import { launchOf } from "./launch";
import { declareMembers } from "./members";
import { attachToTargetGroups, rememberMembers } from "./target-groups";

const kind = "Group";
const token = "ec2-pods:index:AutoScalingGroup";
const existingToken = "ec2-pods:index:ExistingAutoScalingGroup";

/**
 * An auto scaling group: as many instances as its `desiredCapacity`, each one a Pod and a child of the group.
 *
 * Its arguments and outputs are those of `aws.autoscaling.Group`. Nothing scales it but the program: policies and
 * schedules have no effect, and nothing replaces an instance that is unhealthy. The instances are named `<name>-1` and
 * so on. A larger capacity adds instances, a smaller one deletes those with the highest numbers, and the others keep
 * running. A change of the launch template or launch configuration replaces all instances, one by one: each
 * replacement runs before the next one is launched, and the replaced ones are deleted at the end. If one fails, the
 * others stay as they are.
 *
 * If only the update knows the capacity, the preview shows no instances and says so.
 *
 * @example Minimal: two instances in two zones.
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const template = new aws.ec2.LaunchTemplate("web", { imageId: "busybox:1.35", instanceType: "t3.micro" });
 * new aws.autoscaling.Group("web", {
 *   availabilityZones: ["us-east-1a", "us-east-1b"],
 *   launchTemplate: { id: template.id },
 *   minSize: 2,
 *   maxSize: 4,
 * });
 * ```
 *
 * @example Complete: in subnets, with tags and the addresses of the instances.
 * ```ts
 * import * as aws from "pulumi-ec2-pods";
 *
 * const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
 * const subnets = ["us-east-1a", "us-east-1b"].map(
 *   (availabilityZone, index) =>
 *     new aws.ec2.Subnet(`app-${index}`, { vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24`, availabilityZone }),
 * );
 * const app = new aws.ec2.SecurityGroup("app", { vpcId: vpc.id });
 * const template = new aws.ec2.LaunchTemplate("app", {
 *   imageId: "busybox:1.35",
 *   instanceType: "t3.micro",
 *   vpcSecurityGroupIds: [app.id],
 * });
 * const group = new aws.autoscaling.Group("app", {
 *   vpcZoneIdentifiers: subnets.map(({ id }) => id),
 *   launchTemplate: { id: template.id, version: "$Latest" },
 *   desiredCapacity: 3,
 *   minSize: 1,
 *   maxSize: 5,
 *   tags: [{ key: "Name", value: "app", propagateAtLaunch: true }],
 * });
 * export const addresses = aws.ec2.getInstancesOutput({
 *   instanceTags: { "aws:autoscaling:groupName": group.name },
 * }).privateIps;
 * ```
 */
export class Group extends pulumi.ComponentResource {
  /** Name of the group, the same as {@link name}. */
  declare readonly id: pulumi.Output<string>;
  /** ARN of the group, with the placeholder account. */
  declare readonly arn: pulumi.Output<string>;
  /** The argument, or AWS's default. */
  declare readonly availabilityZoneDistribution: pulumi.Output<outputs.autoscaling.GroupAvailabilityZoneDistribution>;
  /** The zones of the instances. */
  declare readonly availabilityZones: pulumi.Output<string[]>;
  /** The argument, or AWS's default. */
  declare readonly capacityRebalance: pulumi.Output<boolean | undefined>;
  /** The argument, or AWS's default. */
  declare readonly capacityReservationSpecification: pulumi.Output<outputs.autoscaling.GroupCapacityReservationSpecification>;
  /** The argument, or AWS's default. */
  declare readonly context: pulumi.Output<string | undefined>;
  /** The argument, or AWS's default. */
  declare readonly defaultCooldown: pulumi.Output<number>;
  /** The argument, or AWS's default. */
  declare readonly defaultInstanceWarmup: pulumi.Output<number | undefined>;
  /** The number of instances. */
  declare readonly desiredCapacity: pulumi.Output<number>;
  /** The argument, or AWS's default. */
  declare readonly desiredCapacityType: pulumi.Output<string | undefined>;
  /** The argument, or AWS's default. */
  declare readonly enabledMetrics: pulumi.Output<Metric[] | undefined>;
  /** The argument, or AWS's default. */
  declare readonly forceDelete: pulumi.Output<boolean | undefined>;
  /** The argument, or AWS's default. */
  declare readonly forceDeleteWarmPool: pulumi.Output<boolean | undefined>;
  /** The argument, or AWS's default. */
  declare readonly healthCheckGracePeriod: pulumi.Output<number | undefined>;
  /** The argument, or AWS's default. */
  declare readonly healthCheckType: pulumi.Output<string>;
  /** The argument, or AWS's default. */
  declare readonly ignoreFailedScalingActivities: pulumi.Output<boolean | undefined>;
  /** The argument, or AWS's default. */
  declare readonly initialLifecycleHooks: pulumi.Output<
    outputs.autoscaling.GroupInitialLifecycleHook[] | undefined
  >;
  /** The argument, or AWS's default. */
  declare readonly instanceLifecyclePolicy: pulumi.Output<outputs.autoscaling.GroupInstanceLifecyclePolicy>;
  /** The argument, or AWS's default. */
  declare readonly instanceMaintenancePolicy: pulumi.Output<
    outputs.autoscaling.GroupInstanceMaintenancePolicy | undefined
  >;
  /** The argument, or AWS's default. */
  declare readonly instanceRefresh: pulumi.Output<outputs.autoscaling.GroupInstanceRefresh | undefined>;
  /** Name of the launch configuration; undefined without one. */
  declare readonly launchConfiguration: pulumi.Output<string | undefined>;
  /** The launch template by id and name; undefined without one. */
  declare readonly launchTemplate: pulumi.Output<outputs.autoscaling.GroupLaunchTemplate>;
  /** The argument, or AWS's default. */
  declare readonly loadBalancers: pulumi.Output<string[]>;
  /** The argument, or AWS's default. */
  declare readonly maxInstanceLifetime: pulumi.Output<number | undefined>;
  /** The argument, or AWS's default. */
  declare readonly maxSize: pulumi.Output<number>;
  /** The argument, or AWS's default. */
  declare readonly metricsGranularity: pulumi.Output<string | undefined>;
  /** The argument, or AWS's default. */
  declare readonly minElbCapacity: pulumi.Output<number | undefined>;
  /** The argument, or AWS's default. */
  declare readonly minSize: pulumi.Output<number>;
  /** The argument, or AWS's default. */
  declare readonly mixedInstancesPolicy: pulumi.Output<outputs.autoscaling.GroupMixedInstancesPolicy>;
  /** The name of the group, known in previews. */
  declare readonly name: pulumi.Output<string>;
  /** The argument, or AWS's default. */
  declare readonly namePrefix: pulumi.Output<string>;
  /** The argument, or AWS's default. */
  declare readonly placementGroup: pulumi.Output<string | undefined>;
  /** 0: nothing predicts. */
  declare readonly predictedCapacity: pulumi.Output<number>;
  /** The argument, or AWS's default. */
  declare readonly protectFromScaleIn: pulumi.Output<boolean | undefined>;
  /** The region that the ARN shows. */
  declare readonly region: pulumi.Output<string>;
  /** The argument, or the ARN of the role that AWS would use. */
  declare readonly serviceLinkedRoleArn: pulumi.Output<string>;
  /** The argument, or AWS's default. */
  declare readonly suspendedProcesses: pulumi.Output<string[] | undefined>;
  /** The argument. */
  declare readonly tags: pulumi.Output<outputs.autoscaling.GroupTag[] | undefined>;
  /** The argument, or AWS's default. */
  declare readonly targetGroupArns: pulumi.Output<string[]>;
  /** The argument, or AWS's default. */
  declare readonly terminationPolicies: pulumi.Output<string[] | undefined>;
  /** The argument, or AWS's default. */
  declare readonly trafficSources: pulumi.Output<outputs.autoscaling.GroupTrafficSource[]>;
  /** The argument, or AWS's default. */
  declare readonly vpcZoneIdentifiers: pulumi.Output<string[]>;
  /** The argument, or AWS's default. */
  declare readonly waitForCapacityTimeout: pulumi.Output<string | undefined>;
  /** The argument, or AWS's default. */
  declare readonly waitForElbCapacity: pulumi.Output<number | undefined>;
  /** The argument, or AWS's default. */
  declare readonly warmPool: pulumi.Output<outputs.autoscaling.GroupWarmPool | undefined>;
  /** 0: there is no warm pool. */
  declare readonly warmPoolSize: pulumi.Output<number>;
  /** Ids of the instances, `i-…`, known in previews. */
  declare readonly instanceIds: pulumi.Output<string[]>;

  /**
   * Looks an existing group up by its name: of this program, or of another stack. It creates nothing.
   *
   * @param name - Logical name in this program.
   * @param id - Name of the group.
   * @param state - Outputs that the program knows; those of a group of this program are known without.
   * @param options - Options of the component.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: GroupState = {},
    options: pulumi.CustomResourceOptions = {},
  ): Group {
    return new Group(name, state as unknown as GroupArgs, { ...options, id });
  }

  /** Whether a value is a group of this class, also of another copy of this package. */
  static override isInstance(value: unknown): value is Group {
    return isOfType(value, token) || isOfType(value, existingToken);
  }

  /**
   * Declares an auto scaling group and its instances.
   *
   * @param name - Logical name; the names of the instances begin with it.
   * @param args - Arguments, as of `aws.autoscaling.Group`.
   * @param options - Options of the component, and those of custom resources as far as a component has them.
   */
  constructor(name: string, args: GroupArgs, options: ResourceOptions = {}) {
    const { id: existing, ...componentOptions } = options;
    if (existing !== undefined) {
      super(existingToken, name, {}, componentOptions);
      Object.assign(this, existingGroup(name, existing, args, options));
      this.registerOutputs(pick(this, outputKeys));
      return;
    }
    const unknown = unknownOfGroup({ ...args });
    const failures = [
      ...checkGroup(knownInputs(args)),
      ...checkOptions(options),
      ...(typeof args.name === "string" ? claimName(kind, args.name, options.parent, name) : []),
    ];
    rejectArguments(kind, name, failures, unknown);
    const launch = launchOf(name, args);
    const restoreStacks = shortenStacks();
    try {
      super(token, name, {}, componentOptions);
    } finally {
      restoreStacks();
    }
    warnOfUnknown(this, kind, unknown);

    const checked = <Key extends keyof GroupArgs>(...keys: Key[]) =>
      checkedInputs({ kind, name, args }, checkGroup, keys);
    // Without its dependencies: that on a component means all of its children.
    const urn = pulumi.output(valueOf(this.urn));
    const naming = checked("name", "namePrefix");
    const groupName = pulumi
      .all([naming, urn])
      .apply(([names, own]) => names.name ?? `${names.namePrefix ?? `${name}-`}${hash(own ?? name, 7)}`);
    const isNamed = naming.apply((names) => names.name !== undefined);
    const membership = { group: this, groupName, isNamed, args, launch, options };
    const capacity = checked("desiredCapacity", "maxSize", "minSize").apply(
      (sizes) => capacityIn(sizes) as number,
    );
    const members = declareFor(this, args, capacity, (count) => declareMembers(name, count, membership));

    Object.assign(this, givenOutputs(args, givenKeys));
    this.region = regionOrDefault(args.region, options);
    // Who uses the name waits for the instances, unless that hides the name from previews.
    this.name = Array.isArray(members)
      ? pulumi.all([groupName, pulumi.all(members.map((member) => member.urn))]).apply(([own]) => own)
      : groupName;
    this.id = this.name;
    this.arn = pulumi.all([this.region, this.name]).apply(([region, own]) => groupArn(region, own));
    this.availabilityZones = args.availabilityZones
      ? (pulumi.output(args.availabilityZones) as pulumi.Output<string[]>)
      : ofEach(members, zonesOf);
    this.desiredCapacity = capacity;
    this.launchConfiguration = pulumi.output(launch.configuration);
    this.launchTemplate = templateOutput(launch) as typeof this.launchTemplate;
    this.instanceIds = ofEach(members, (all) => pulumi.all(all.map(({ id }) => id)));
    rememberMembers(this, members);
    attachToTargetGroups(this, members, args);
    declare("autoscaling:Group", this, args);
    this.registerOutputs(pick(this, outputKeys));
    if (typeof args.name === "string") rememberDeclared(args.name, this);
    else groupName.apply((own) => rememberDeclared(own, this));
  }
}

/** Outputs of a group, as {@link Group.get} takes them. */
export type GroupState = StateOf<Group>;

/** Outputs that are arguments. */
const givenKeys = [
  "availabilityZoneDistribution",
  "capacityRebalance",
  "capacityReservationSpecification",
  "context",
  "defaultCooldown",
  "defaultInstanceWarmup",
  "desiredCapacityType",
  "enabledMetrics",
  "forceDelete",
  "forceDeleteWarmPool",
  "healthCheckGracePeriod",
  "healthCheckType",
  "ignoreFailedScalingActivities",
  "initialLifecycleHooks",
  "instanceLifecyclePolicy",
  "instanceMaintenancePolicy",
  "instanceRefresh",
  "loadBalancers",
  "maxInstanceLifetime",
  "maxSize",
  "metricsGranularity",
  "minElbCapacity",
  "minSize",
  "mixedInstancesPolicy",
  "namePrefix",
  "placementGroup",
  "predictedCapacity",
  "protectFromScaleIn",
  "serviceLinkedRoleArn",
  "suspendedProcesses",
  "tags",
  "targetGroupArns",
  "terminationPolicies",
  "trafficSources",
  "vpcZoneIdentifiers",
  "waitForCapacityTimeout",
  "waitForElbCapacity",
  "warmPool",
  "warmPoolSize",
] as const;

const outputKeys = [
  "id",
  "arn",
  "availabilityZones",
  "desiredCapacity",
  "instanceIds",
  "launchConfiguration",
  "launchTemplate",
  "name",
  "region",
  ...givenKeys,
] as const;

/** Outputs of a group that exists: as this program declares it, else as the state of `get` says, else AWS's defaults. */
function existingGroup(
  name: string,
  id: pulumi.Input<string>,
  state: object,
  options: ResourceOptions,
): Record<string, pulumi.Output<unknown>> {
  const region = regionOrDefault((state as { region?: string }).region, options);
  const wanted = { kind, name, id, pattern: /^[^:]{1,255}$/, state: { ...state } };
  return existingOutputs(wanted, {
    ...Object.fromEntries(outputKeys.slice(1).map((key) => [key, () => defaultOutputs[key]])),
    arn: (own) => region.apply((where) => groupArn(where, own)),
    availabilityZones: () => [],
    instanceIds: () => [],
    name: (own) => own,
    region: () => region,
  });
}
