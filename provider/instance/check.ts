import type { ClusterTarget } from "../cluster/target";
import type { Fail, InputFailure } from "../common/errors";
import { newInstanceId } from "../common/names";
import { mergedTags } from "../common/tags";
import { show } from "../common/text";
import {
  containsUnknown,
  defined,
  isAbsent,
  isGiven,
  isRecord,
  isUnknown,
  stepsOf,
  unknownValue,
} from "../common/values";
import { unsupportedArguments } from "./argument-support";
import type { Argument } from "./argument";
import { asTaken, instanceArguments } from "./arguments";
import { checkedVolumes } from "./attached-volumes";
import { groupInputs } from "./auto-scaling";
import { normalBlockDevices, splitRoot } from "./block-devices";
import { keptPod, withKept } from "./kept-pod";
import { withTemplate } from "./launch-template";
import type { Completed } from "./launch-template";
import { allGroups } from "./membership";
import type { InstanceInputs, PodInputs } from "./model";
import { networkPlace } from "./network-place";
import { toPodInputs } from "./pod-inputs";
import { privateDnsName } from "./private-dns";
import type { Settings } from "./settings";
import { recordFinder } from "./subnet-facts";
import { checkDefaultGroup, checkGroupVpcs } from "./subnet-network";
import { keyedVolumes } from "./volume-keys";

type Raw = Record<string, unknown>;

/** What the constructor adds to the arguments. */
const addedKeys = [
  "project",
  "stack",
  "name",
  "instanceId",
  "tagsAll",
  "defaultSecurityGroups",
  "ownTarget",
  "fromTemplate",
  "__autoScaling",
  "__declared",
  "__key",
  "__provider",
  "__records",
  "__retained",
  "__secretUserData",
  "__secrets",
  "__volumes",
];

/** Validates the arguments of an instance, reporting all failures at once, and fills in what previews should show. */
export function checkInstance(
  olds: Partial<InstanceInputs>,
  { __own, ...given }: Raw,
  target: ClusterTarget,
  settings: Settings,
): { inputs: InstanceInputs; failures: InputFailure[] } {
  // With ignoreChanges, the engine gives them as the state has them, and so do programs of older releases.
  const news: Raw = { ...given, ...(isRecord(__own) ? __own : {}) };
  const failures = [...settings.failures];
  const fail = (property: string, reason: string) => void failures.push({ property, reason });
  if (target.error) fail("context", [target.error.reason, target.error.fix].filter(Boolean).join(". "));
  const kept = keptPod(news["pod"], olds.pod);
  const template = withTemplate(argumentsIn(kept ? { ...news, pod: undefined } : news), olds, fail, {
    // The constructor gives an empty block as a secret if a tag of the template is one.
    isSecret: isRecord(news["fromTemplate"]) && Object.keys(news["fromTemplate"]).length === 0,
  });
  const args = present(template.args);
  failures.push(...unsupportedArguments(args).failures);
  if (args["ami"] === undefined) {
    fail("ami", 'is missing. Name a container image, for example "busybox:1.35"');
  }
  if (args["instanceType"] === undefined) {
    fail("instanceType", 'is missing. Name an EC2 type, for example "t3.micro"');
  }
  checkRows("", args, instanceArguments, fail);
  const defaultTags = news["tagsAll"];
  if (args["userData"] !== undefined && args["userDataBase64"] !== undefined) {
    fail("userDataBase64", "conflicts with userData. Set only one of the two");
  }
  const { adopt } = args;
  if (olds.instanceId && adopt !== olds.adopt && adopt !== undefined && adopt !== olds.instanceId) {
    fail("adopt", `is ${show(adopt)}, but this instance already exists as ${olds.instanceId}. Remove it`);
  }

  const region = args["region"] ?? settings.region;
  const instanceId = olds.instanceId ?? adopt ?? newInstanceId();
  const find = recordFinder(news["__records"]);
  const place = networkPlace(args, olds, { instanceId, region, find }, fail);
  const zone = place.availabilityZone ?? (isUnknown(region) ? unknownValue : `${String(region)}a`);
  if (![region, zone].some(containsUnknown) && !String(zone).startsWith(String(region))) {
    fail("availabilityZone", `is ${show(zone)}, which isn't in region ${show(region)}. Set region too`);
  }
  const groups =
    allGroups(args["vpcSecurityGroupIds"], args["securityGroups"]) ??
    allGroups(place.securityGroups) ??
    news["defaultSecurityGroups"];
  if (groups === undefined && args["vpcSecurityGroupIds"] === undefined) {
    fail("vpcSecurityGroupIds", "is missing. Name the security groups of the instance");
  }
  const { root, devices } = splitRoot(args["ebsBlockDevices"], olds.ebsBlockDevices);
  if (root && isGiven(args["rootBlockDevice"])) {
    fail("rootBlockDevice", `is given, and so is ${show(root["deviceName"])} in ebsBlockDevices. Remove one`);
  }
  const takenDevices = (Array.isArray(devices) ? (devices as unknown[]) : []).map((device) =>
    isRecord(device) ? String(device["deviceName"]) : "",
  );
  const inputs = {
    ...args,
    ...template.inputs,
    project: news["project"],
    stack: news["stack"],
    name: news["name"],
    __provider: news["__provider"],
    ...groupInputs(args["tags"], news["__autoScaling"]),
    ...(typeof news["__key"] === "string" && { __key: news["__key"] }),
    ...(news["ownTarget"] === true && { ownTarget: true }),
    // The console still has what a secret script printed when the script is none any more.
    ...((news["__secretUserData"] === true || olds.secretUserData === true) && { secretUserData: true }),
    instanceId,
    ...(!isAbsent(defaultTags) && { tagsAll: mergedTags(defaultTags, args["tags"]) }),
    instanceState: args["instanceState"] ?? "running",
    vpcSecurityGroupIds: groups,
    rootBlockDevice: args["rootBlockDevice"] ?? root,
    ebsBlockDevices: normalBlockDevices(devices),
    ...checkedVolumes(olds, keyedVolumes(olds, news), takenDevices),
    region,
    availabilityZone: zone,
    subnetId: place.subnetId,
    publicIp: place.publicIp,
    namespace: args["namespace"] ?? target.namespace ?? olds.namespace,
    // One that a preview doesn't know replaces nothing that exists.
    context: isGiven(args["context"]) ? args["context"] : (target.context ?? olds.context),
  } as unknown as InstanceInputs;
  const { network } = place;
  checkGroupVpcs(args, inputs, network, fail);
  checkDefaultGroup(groups, inputs, network, fail);
  const wanted = { ...toPodInputs(inputs, settings, fail, olds), ...(network && { network }) };
  const pod = kept ? withKept(wanted, kept, olds.pod) : wanted;
  const privateDns = privateDnsOf(inputs, pod);
  return {
    inputs: { ...inputs, ...defined({ privateDns }), pod },
    failures: failures.map(ofTemplate(template)),
  };
}

function privateDnsOf({ instanceId, namespace }: InstanceInputs, pod: PodInputs): string | undefined {
  if (pod.clusterDomain === undefined || namespace === undefined) return undefined;
  return isUnknown(namespace) ? namespace : privateDnsName(instanceId, namespace, pod.clusterDomain);
}

/** What the program gives. */
const argumentsIn = (news: Raw): Raw =>
  present(Object.fromEntries(Object.entries(news).filter(([key]) => !addedKeys.includes(key))));

const present = (args: Raw): Raw =>
  Object.fromEntries(
    Object.entries(args)
      .map(([key, value]) => [key, asTaken(key, value)] as const)
      .filter(([, value]) => !isAbsent(value)),
  );

/** A failure of an argument that the template fills in is on the template, which the program has. */
const ofTemplate =
  ({ filled }: Completed) =>
  (failure: InputFailure): InputFailure => {
    const [argument = ""] = stepsOf(failure.property);
    if (!filled.includes(argument)) return failure;
    return { property: "launchTemplate", reason: `gives ${failure.property}, which ${failure.reason}` };
  };

/** Checks every argument or field that is present and known. */
function checkRows(
  prefix: string,
  block: Readonly<Record<string, unknown>>,
  rows: Readonly<Record<string, Argument>>,
  fail: Fail,
): void {
  for (const [key, row] of Object.entries(rows)) {
    if (isGiven(block[key])) checkRow(`${prefix}${key}`, block[key], row, fail);
  }
}

function checkRow(path: string, value: unknown, { check, fields = {} }: Argument, fail: Fail): void {
  let hasForm = true;
  check?.(value, (below, reason) => {
    hasForm &&= below !== "";
    fail(`${path}${below}`, reason);
  });
  // Fields of a block that has another form are at no path that the program has.
  if (!hasForm) return;
  const blocks = Array.isArray(value) ? (value as unknown[]) : [value];
  blocks.forEach((block, index) => {
    const at = Array.isArray(value) ? `${path}[${index}]` : path;
    if (isRecord(block)) checkRows(`${at}.`, block, fields, fail);
  });
}
