import type { ClusterTarget } from "../cluster/target";
import { checkEach, tags } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { newInstanceId, securityGroupIdPattern } from "../common/names";
import { containsUnknown, isUnknown, parseDuration, unknownValue } from "../common/values";
import { userDataFailures } from "../user-data/user-data";
import { unsupportedArguments } from "./arguments";
import { checkBlockDevices, normalBlockDevices } from "./block-devices";
import { inputKeys } from "./effects";
import { instanceTypeFailure } from "./instance-types";
import type { InstanceInputs, Timeouts } from "./model";
import { toPodInputs } from "./pod-inputs";
import { resourceModes, type Settings } from "./settings";

type Raw = Record<string, unknown>;

const ignored = new Set(["project", "stack", "name", "instanceId", "__provider"]);

const ownArguments = inputKeys.filter((key) => key !== "pod");

/** Validates the arguments of an instance, all failures at once, and fills in what previews should show. */
export function checkInstance(
  olds: Partial<InstanceInputs>,
  news: Raw,
  target: ClusterTarget,
  settings: Settings,
): { inputs: InstanceInputs; failures: InputFailure[] } {
  const args = Object.fromEntries(
    Object.entries(news).filter(([key, value]) => !ignored.has(key) && value !== undefined && value !== null),
  );
  const failures = [...settings.failures, ...unsupportedArguments(args, ownArguments).failures];
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  if (target.error) fail("context", [target.error.reason, target.error.fix].filter(Boolean).join(". "));
  if (args["ami"] === undefined)
    fail("ami", 'is missing. Name a container image, for example "busybox:1.35"');
  if (args["instanceType"] === undefined) {
    fail("instanceType", 'is missing. Name an EC2 type, for example "t3.micro"');
  }
  for (const [key, check] of Object.entries(checks)) {
    if (args[key] !== undefined && !isUnknown(args[key]))
      check(args[key], (path, reason) => fail(`${key}${path}`, reason));
  }
  checkEach(args, { tags }, fail);
  checkBlockDevices(args["ebsBlockDevices"], fail);
  if (args["userData"] !== undefined && args["userDataBase64"] !== undefined) {
    fail("userDataBase64", "conflicts with userData. Give one of the two");
  }
  const { adopt } = args;
  if (olds.instanceId && adopt !== olds.adopt && adopt !== undefined && adopt !== olds.instanceId) {
    fail("adopt", `is ${show(adopt)}, but this instance is there already as ${olds.instanceId}. Remove it`);
  }

  const region = args["region"] ?? settings.region;
  const zone = args["availabilityZone"] ?? (isUnknown(region) ? unknownValue : `${String(region)}a`);
  if (![region, zone].some(containsUnknown) && !String(zone).startsWith(String(region))) {
    fail("availabilityZone", `is ${show(zone)}, which is not in region ${show(region)}. Set region too`);
  }
  const groups = args["vpcSecurityGroupIds"];
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
    ebsBlockDevices: normalBlockDevices(args["ebsBlockDevices"]),
    region,
    availabilityZone: zone,
    namespace: args["namespace"] ?? target.namespace ?? olds.namespace,
    context: args["context"] ?? target.context ?? olds.context,
  } as unknown as InstanceInputs;
  return { inputs: { ...inputs, pod: toPodInputs(inputs, settings, fail) }, failures };
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** Checks one known value; paths of failures go on from the argument's name. */
type Check = (value: unknown, fail: Fail) => void;

const text =
  (...reasons: ((value: string) => string | string[] | undefined)[]): Check =>
  (value, fail) => {
    if (typeof value !== "string") return fail("", `is ${show(value)}. Use a string`);
    if (value === "") return fail("", 'is "". Leave it out, or give it a value');
    for (const reason of reasons.flatMap((check) => check(value) ?? [])) fail("", reason);
  };

const matching = (pattern: RegExp, what: string) =>
  text((value) => (pattern.test(value) ? undefined : `is ${show(value)}, which is not ${what}`));

const truth: Check = (value, fail) => {
  if (typeof value !== "boolean") fail("", `is ${show(value)}. Use true or false`);
};

const oneOf =
  (...known: readonly string[]): Check =>
  (value, fail) => {
    if (!known.includes(value as string)) {
      fail("", `is ${show(value)}. Use ${known.map(show).join(" or ")}`);
    }
  };

const checks: Readonly<Record<string, Check>> = {
  instanceType: text(instanceTypeFailure),
  userData: text((value) => userDataFailures("userData", value)),
  userDataBase64: text((value) => userDataFailures("userDataBase64", value)),
  userDataReplaceOnChange: truth,
  waitForUserData: truth,
  getConsoleOutput: truth,
  disableApiStop: truth,
  disableApiTermination: truth,
  forceDestroy: truth,
  keepOnFailure: truth,
  instanceState: oneOf("running", "stopped"),
  resourceMode: oneOf(...resourceModes),
  rebootTrigger: text(),
  context: text(),
  kubeconfig: text(),
  region: matching(/^[a-z]{2}(-[a-z]+)+-\d+$/, 'an AWS region. Use a name like "us-east-1"'),
  availabilityZone: matching(
    /^[a-z]{2}(-[a-z]+)+-\d+(-[a-z]+-\d+)?[a-z]$/,
    'an availability zone. Use a name like "us-east-1a"',
  ),
  adopt: matching(/^i-[0-9a-f]{17}$/, 'an instance id. Use the form "i-0123456789abcdef0"'),
  namespace: matching(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "a namespace name. Use at most 63 lower-case letters, digits and inner dashes",
  ),
  vpcSecurityGroupIds: checkGroups,
  metadataOptions: checkMetadataOptions,
  timeouts: checkTimeouts,
};

function checkGroups(groups: unknown, fail: Fail): void {
  if (!Array.isArray(groups) || groups.length === 0) {
    return fail(
      "",
      `is ${show(groups)}; an instance needs at least one security group. Leave it out for the default group`,
    );
  }
  groups.forEach((id: unknown, index) => {
    if (!isUnknown(id) && !(typeof id === "string" && securityGroupIdPattern.test(id))) {
      fail(
        `[${index}]`,
        `is ${show(id)}, which is not the id of a SecurityGroup of this package. Use the group's "id" output`,
      );
    }
  });
}

const metadataChecks: Readonly<Record<string, Check>> = {
  httpEndpoint: oneOf("enabled", "disabled"),
  httpTokens: oneOf("optional", "required"),
  instanceMetadataTags: oneOf("enabled", "disabled"),
  httpProtocolIpv6: oneOf("enabled", "disabled"),
  httpPutResponseHopLimit: (value, fail) => {
    if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 64) {
      fail("", `is ${show(value)}. Use a whole number from 1 to 64`);
    }
  },
};

function checkMetadataOptions(options: unknown, fail: Fail): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    return fail("", `is ${show(options)}. Use { httpTokens: "required" }`);
  }
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null || isUnknown(value)) continue;
    metadataChecks[key]?.(value, (_, reason) => fail(`.${key}`, reason));
  }
}

const operations: (keyof Timeouts)[] = ["create", "update", "delete"];

function checkTimeouts(timeouts: unknown, fail: Fail): void {
  if (typeof timeouts !== "object" || timeouts === null || Array.isArray(timeouts)) {
    return fail("", `is ${show(timeouts)}. Use { create: "90s" }`);
  }
  for (const [key, value] of Object.entries(timeouts)) {
    if (!(operations as string[]).includes(key)) {
      fail(`.${key}`, `is not an operation. Use create, update or delete`);
    } else if (!isUnknown(value) && !(typeof value === "string" && parseDuration(value))) {
      fail(`.${key}`, `is ${show(value)}, which is not a duration above zero. Use a text like "90s" or "5m"`);
    }
  }
}
