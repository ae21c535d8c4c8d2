import {
  boolean,
  eachOf,
  kubeconfig,
  matching,
  namespace,
  oneOf,
  record,
  region,
  string,
  wholeNumber,
} from "../common/checks";
import type { Check } from "../common/checks";
import { show } from "../common/text";
import { isAbsent, isGiven, isRecord } from "../common/values";
import { accepted, works } from "../instance/argument";
import type { Argument } from "../instance/argument";
import { launchTemplate } from "../instance/launch-template";
import { subnetId } from "../instance/network-place";

/** Pulumi converts texts to numbers, so AWS's provider takes "3". */
export const toNumber = (value: unknown): unknown =>
  typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;

const number =
  (least: number, most: number, unit?: string): Check =>
  (value, fail) =>
    wholeNumber(least, most, unit)(toNumber(value), fail);

const size = number(0, 10_000);
const seconds = number(0, 2 ** 31 - 1, "whole seconds");

const lifetime: Check = (value, fail) => {
  if (toNumber(value) !== 0) number(86_400, 31_536_000, "0, or whole seconds")(value, fail);
};

const capacityType: Check = (value, fail) => {
  oneOf("units", "vcpu", "memory-mib")(value, fail);
  if (value === "vcpu" || value === "memory-mib") {
    fail("", `is ${show(value)}, but the capacity of a group counts instances here. Use "units"`);
  }
};

const name = string(
  (text) =>
    text.length > 255 ? `has ${text.length} characters; AWS accepts at most 255. Shorten it` : undefined,
  (text) => (text.includes(":") ? `is ${show(text)}; AWS accepts no colon. Remove it` : undefined),
);

/** AWS appends 26 characters to a prefix. */
const prefix = string((text) =>
  text.length > 229 ? `has ${text.length} characters; AWS accepts at most 229. Shorten it` : undefined,
);

const listOf =
  (form: string, check: Check): Check =>
  (value, fail) => {
    if (!Array.isArray(value)) return fail("", `is ${show(value)}. Use a list of ${form}`);
    eachOf(check)(value, fail);
  };

const zones = listOf(
  "zones",
  matching(
    /^[a-z]{2}(-[a-z]+)+-\d+(-[a-z]+-\d+)?[a-z]$/,
    'an availability zone. Use a name like "us-east-1a"',
  ),
);
const subnets = listOf('"id" outputs of Subnets', subnetId);

const template: Check = (value, fail) => {
  launchTemplate(value, fail);
  if (isRecord(value) && isGiven(value["id"]) && isGiven(value["name"])) {
    fail(".name", "conflicts with id. Set only one of the two");
  }
};

const mixed: Check = (value, fail) => {
  const form = "{ launchTemplate: { launchTemplateSpecification: { launchTemplateId: template.id } } }";
  record(form, { launchTemplate: record(form, { launchTemplateSpecification: record(form, {}) }) })(
    value,
    fail,
  );
  if (isRecord(value) && isAbsent(value["launchTemplate"]))
    fail(".launchTemplate", `is missing. Use ${form}`);
};

const groupTags: Check = (value, fail) => {
  const form = "{ key, value, propagateAtLaunch }";
  const seen = new Set<unknown>();
  listOf(form, (tag, failTag) => {
    if (!isRecord(tag)) return failTag("", `is ${show(tag)}. Use ${form}`);
    for (const field of ["key", "value", "propagateAtLaunch"]) {
      if (isAbsent(tag[field])) failTag(`.${field}`, `is missing. Use ${form}`);
    }
    const { key } = tag;
    if (!isGiven(key)) return;
    if (typeof key !== "string" || key.length === 0 || key.length > 128) {
      failTag(".key", `is ${show(key)}. Use a string of 1 to 128 characters`);
    } else if (key.toLowerCase().startsWith("aws:")) {
      failTag(".key", `is ${show(key)}; "aws:" is reserved. Rename it`);
    }
    if (seen.has(key)) failTag(".key", `is ${show(key)}, the key of another tag. Remove one of the two`);
    seen.add(key);
  })(value, fail);
};

/** Every argument of `aws.autoscaling.GroupArgs` in @pulumi/aws 7.48.0. The effect is that on the instances. */
const awsGroupArguments = {
  availabilityZoneDistribution: accepted("live", "instances go to the zones in turn"),
  availabilityZones: works("replace", "the instances go to these zones in turn", { check: zones }),
  capacityRebalance: accepted("live", "a cluster has no spot market"),
  capacityReservationSpecification: accepted("live", "a cluster has no reservations"),
  context: works("replace", "context in the kubeconfig of the instances; AWS has it without a meaning", {
    check: string(),
  }),
  defaultCooldown: accepted("live", "nothing scales", { check: seconds }),
  defaultInstanceWarmup: accepted("live", "nothing scales", { check: seconds }),
  desiredCapacity: works("live", "the number of instances; `minSize` by default", { check: size }),
  desiredCapacityType: works("live", "`units`", { check: capacityType }),
  enabledMetrics: accepted("live", "there is no CloudWatch"),
  forceDelete: accepted("live", "the instances are always deleted with the group", { check: boolean }),
  forceDeleteWarmPool: accepted("live", "there is no warm pool", { check: boolean }),
  healthCheckGracePeriod: accepted("live", "nothing replaces an unhealthy instance", { check: seconds }),
  healthCheckType: accepted("live", "nothing replaces an unhealthy instance", {
    check: oneOf("EC2", "ELB", "EBS", "VPC_LATTICE"),
  }),
  ignoreFailedScalingActivities: accepted("live", "an instance that fails fails the update", {
    check: boolean,
  }),
  initialLifecycleHooks: accepted("live", "nothing waits for a hook"),
  instanceLifecyclePolicy: accepted("live", "nothing waits for a hook"),
  instanceMaintenancePolicy: accepted(
    "live",
    "a replacement runs before the instances that it replaces are deleted",
  ),
  instanceRefresh: accepted("live", "each change of the instances is such a refresh"),
  launchConfiguration: works("replace", "a LaunchConfiguration of the program, by `name` or `id`", {
    check: string(),
  }),
  launchTemplate: works(
    "replace",
    "a LaunchTemplate of the program, by `id` or `name`; its data is the latest",
    { check: template },
  ),
  loadBalancers: accepted("live", "there are no classic load balancers"),
  maxInstanceLifetime: accepted("live", "nothing replaces an instance by its age", { check: lifetime }),
  maxSize: works("live", "`desiredCapacity` is at most this", { check: size }),
  metricsGranularity: accepted("live", "there is no CloudWatch", { check: oneOf("1Minute") }),
  minElbCapacity: accepted("live", "an update waits for the instances, not for load balancers", {
    check: size,
  }),
  minSize: works("live", "`desiredCapacity` is at least this", { check: size }),
  mixedInstancesPolicy: works("replace", "its LaunchTemplate, with the instance type of the first override", {
    check: mixed,
  }),
  name: works("replace", "name of the group; made of the logical name by default", { check: name }),
  namePrefix: works("replace", "begins the name of the group", { check: prefix }),
  placementGroup: accepted("live", "Kubernetes chooses the nodes", { check: string() }),
  protectFromScaleIn: accepted("live", "only the program scales in", { check: boolean }),
  region: works("replace", "shown in ARNs, zones and metadata", { check: region }),
  serviceLinkedRoleArn: accepted("live", "no role is needed", { check: string() }),
  suspendedProcesses: accepted("live", "no process acts on the group by itself"),
  tags: works("live", "tags with `propagateAtLaunch` are tags of the instances, also of existing ones", {
    check: groupTags,
  }),
  targetGroupArns: works("live", "the target groups that the instances are attached to"),
  terminationPolicies: accepted(
    "live",
    "a smaller `desiredCapacity` deletes the instances with the highest numbers",
  ),
  trafficSources: works("live", "target groups, as sources of the type `elbv2`"),
  vpcZoneIdentifiers: works("replace", "the instances go to these subnets in turn", { check: subnets }),
  waitForCapacityTimeout: accepted("live", "each instance has 90 s", { check: string() }),
  waitForElbCapacity: accepted("live", "an update waits for the instances, not for load balancers", {
    check: size,
  }),
  warmPool: accepted("live", "there is no warm pool"),
} as const satisfies Readonly<Record<string, Argument>>;

/** The one table of a group's arguments. The checks and the pages read it. */
export const groupArguments = {
  ...awsGroupArguments,
  kubeconfig: works("live", "path or contents of a kubeconfig for the instances", { check: kubeconfig }),
  namespace: works("replace", "namespace of the instances", { check: namespace }),
} as const satisfies Readonly<Record<string, Argument>>;
