import type { ClusterTarget } from "../cluster/target";
import type { Fail, InputFailure } from "../common/errors";
import { newInstanceId } from "../common/names";
import { show } from "../common/text";
import { containsUnknown, isAbsent, isGiven, isRecord, isUnknown, unknownValue } from "../common/values";
import { unsupportedArguments } from "./argument-support";
import { type Argument, instanceArguments } from "./arguments";
import { checkedVolumes, type VolumeSource } from "./attached-volumes";
import { normalBlockDevices } from "./block-devices";
import type { InstanceInputs } from "./model";
import { toPodInputs } from "./pod-inputs";
import type { Settings } from "./settings";
import { checkGroupVpcs, subnetNetwork } from "./subnet-network";

type Raw = Record<string, unknown>;

/** What the constructor adds to the arguments. */
const identityKeys = ["project", "stack", "name", "instanceId", "__provider", "__volumes"];

/** Validates the arguments of an instance, reporting all failures at once, and fills in what previews should show. */
export function checkInstance(
  olds: Partial<InstanceInputs>,
  news: Raw,
  target: ClusterTarget,
  settings: Settings,
): { inputs: InstanceInputs; failures: InputFailure[] } {
  const args = Object.fromEntries(
    Object.entries(news).filter(([key, value]) => !identityKeys.includes(key) && !isAbsent(value)),
  );
  const failures = [...settings.failures, ...unsupportedArguments(args).failures];
  const fail = (property: string, reason: string) => void failures.push({ property, reason });
  if (target.error) fail("context", [target.error.reason, target.error.fix].filter(Boolean).join(". "));
  if (args["ami"] === undefined) {
    fail("ami", 'is missing. Name a container image, for example "busybox:1.35"');
  }
  if (args["instanceType"] === undefined) {
    fail("instanceType", 'is missing. Name an EC2 type, for example "t3.micro"');
  }
  checkRows("", args, instanceArguments, fail);
  if (args["userData"] !== undefined && args["userDataBase64"] !== undefined) {
    fail("userDataBase64", "conflicts with userData. Set only one of the two");
  }
  const { adopt } = args;
  if (olds.instanceId && adopt !== olds.adopt && adopt !== undefined && adopt !== olds.instanceId) {
    fail("adopt", `is ${show(adopt)}, but this instance already exists as ${olds.instanceId}. Remove it`);
  }

  const region = args["region"] ?? settings.region;
  const zone = args["availabilityZone"] ?? (isUnknown(region) ? unknownValue : `${String(region)}a`);
  if (![region, zone].some(containsUnknown) && !String(zone).startsWith(String(region))) {
    fail("availabilityZone", `is ${show(zone)}, which isn't in region ${show(region)}. Set region too`);
  }
  const groups = args["vpcSecurityGroupIds"];
  const blockDevices = args["ebsBlockDevices"];
  const takenDevices = (Array.isArray(blockDevices) ? (blockDevices as unknown[]) : []).map((device) =>
    isRecord(device) ? String(device["deviceName"]) : "",
  );
  const inputs = {
    ...args,
    project: news["project"],
    stack: news["stack"],
    name: news["name"],
    __provider: news["__provider"],
    instanceId: olds.instanceId ?? adopt ?? newInstanceId(),
    instanceState: args["instanceState"] ?? "running",
    // EC2 keeps groups as a set.
    vpcSecurityGroupIds:
      Array.isArray(groups) && !containsUnknown(groups) ? [...new Set(groups)].sort() : groups,
    ebsBlockDevices: normalBlockDevices(blockDevices),
    ...checkedVolumes(olds, news["__volumes"] as VolumeSource[] | undefined, takenDevices),
    region,
    availabilityZone: zone,
    namespace: args["namespace"] ?? target.namespace ?? olds.namespace,
    context: args["context"] ?? target.context ?? olds.context,
  } as unknown as InstanceInputs;
  const network = subnetNetwork(inputs, olds);
  checkGroupVpcs(args, inputs, network, fail);
  const pod = { ...toPodInputs(inputs, settings, fail), ...(network && { network }) };
  return { inputs: { ...inputs, pod }, failures };
}

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
