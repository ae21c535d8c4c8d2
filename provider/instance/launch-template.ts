import type { Check } from "../common/checks";
import type { Fail } from "../common/errors";
import { mergedTags } from "../common/tags";
import { show } from "../common/text";
import {
  containsUnknown,
  isAbsent,
  isEmptyList,
  isRecord,
  isUnknown,
  sameValue,
  unknownValue,
} from "../common/values";
import { recordById, recordsOf } from "../record/registry";
import type { KnownRecord } from "../record/registry";
import { splitRoot } from "./block-devices";
import type { InstanceInputs } from "./model";
import { interfaceArgument, interfaceArguments } from "./network-place";

type Raw = Readonly<Record<string, unknown>>;

/** Where the data of a template has what an argument of an instance says. */
const paths = {
  ami: "imageId",
  availabilityZone: "placement.availabilityZone",
  capacityReservationSpecification: "capacityReservationSpecification",
  cpuOptions: "cpuOptions",
  creditSpecification: "creditSpecification",
  disableApiStop: "disableApiStop",
  disableApiTermination: "disableApiTermination",
  ebsOptimized: "ebsOptimized",
  enclaveOptions: "enclaveOptions",
  hibernation: "hibernationOptions.configured",
  hostId: "placement.hostId",
  iamInstanceProfile: "iamInstanceProfile.name",
  instanceInitiatedShutdownBehavior: "instanceInitiatedShutdownBehavior",
  instanceMarketOptions: "instanceMarketOptions",
  instanceType: "instanceType",
  keyName: "keyName",
  maintenanceOptions: "maintenanceOptions",
  metadataOptions: "metadataOptions",
  monitoring: "monitoring.enabled",
  placementGroup: "placement.groupName",
  placementPartitionNumber: "placement.partitionNumber",
  privateDnsNameOptions: "privateDnsNameOptions",
  tenancy: "placement.tenancy",
  userDataBase64: "userData",
  vpcSecurityGroupIds: "vpcSecurityGroupIds",
} as const;

/** Where the first network interface of a template has it. */
const interfacePaths = {
  associatePublicIpAddress: "associatePublicIpAddress",
  subnetId: "subnetId",
  vpcSecurityGroupIds: "securityGroups",
  primaryNetworkInterface: "networkInterfaceId",
} as const;

/** The arguments that a template can fill in and that outputs show as they are. */
export const templateArgumentNames: readonly string[] = [
  ...Object.keys(paths),
  ...["ebsBlockDevices", "primaryNetworkInterface", "rootBlockDevice", "subnetId", "tags"],
];

/** An instance's arguments and those that its template fills in. */
export interface Completed {
  args: Record<string, unknown>;
  /** For the inputs: the template by id and name, and what it has. */
  inputs: Pick<InstanceInputs, "fromTemplate"> & { launchTemplate?: unknown };
  /** The arguments that the template fills in. */
  filled: readonly string[];
}

/**
 * Fills in what an instance leaves out with the data of its launch template.
 *
 * As in AWS, the data is read once, when the instance is created. A later change of the template leaves the instance as
 * it is; another version or another template replaces it.
 */
export function withTemplate(
  given: Raw,
  olds: Partial<InstanceInputs>,
  fail: Fail,
  { isSecret = false } = {},
): Completed {
  const wanted = given["launchTemplate"];
  if (isUnknown(wanted)) return complete(given, unknownData, wanted);
  const names = isRecord(wanted) ? [wanted["id"], wanted["name"]].filter((key) => !isAbsent(key)) : [];
  if (!isRecord(wanted) || names.length === 0 || !names.every((key) => typeof key === "string")) {
    return { args: { ...given }, inputs: {}, filled: [] };
  }
  const old = olds.launchTemplate as Raw | undefined;
  if (old && olds.fromTemplate && isSameTemplate(old, wanted)) {
    const kept = olds as Raw;
    const { arguments: names, tags, isSecret: wasSecret } = olds.fromTemplate;
    const data = Object.fromEntries(["ami", "instanceType", ...names].map((name) => [name, kept[name]]));
    // An instance with user data of its own has it in this argument.
    const userData = names.includes("userDataBase64") ? kept["userData"] : undefined;
    const isStill = isSecret || wasSecret === true;
    return complete(given, { ...data, userData, tags }, old, { names, isSecret: isStill });
  }
  const { id, name } = wanted;
  if (names.some(isUnknown)) return complete(given, unknownData, wanted);
  const record = isAbsent(id) ? byName(name) : recordById(String(id));
  if (record?.kind !== templateKind) {
    const property = isAbsent(id) ? "name" : "id";
    fail(
      `launchTemplate.${property}`,
      `is ${show(wanted[property])}, and this program has no such LaunchTemplate. Declare it here, or pass its settings as arguments`,
    );
    return complete(given, unknownData, wanted);
  }
  const data = templateArguments(record.values, fail);
  const found = { ...wanted, id: record.id, name: record.values["name"] };
  return complete(given, data, found, { isSecret });
}

const unknownData = {
  ami: unknownValue,
  instanceType: unknownValue,
  vpcSecurityGroupIds: unknownValue,
};

const templateKind = "ec2:LaunchTemplate";

const byName = (name: unknown): KnownRecord | undefined =>
  recordsOf(templateKind).find(({ values }) => values["name"] === name);

/** An unknown version may be another one. */
const isSameTemplate = (old: Raw, wanted: Raw): boolean =>
  ["id", "name"].every((key) => isAbsent(wanted[key]) || wanted[key] === old[key]) &&
  sameValue(old["version"], wanted["version"]);

/**
 * The arguments of the instance win, but tags add up.
 *
 * The names of all that the template had are kept: an instance stays as it is if its own argument is removed later.
 */
function complete(
  given: Raw,
  data: Raw,
  launchTemplate: unknown,
  {
    names = Object.keys(data).filter((name) => name !== "tags" && !isAbsent(data[name])),
    isSecret = false,
  }: { names?: readonly string[]; isSecret?: boolean } = {},
): Completed {
  const tags = data["tags"];
  const unwanted = [
    "tags",
    ...(isAbsent(given["userData"]) ? [] : ["userDataBase64"]),
    ...(isAbsent(given["userDataBase64"]) ? [] : ["userData"]),
    ...(isAbsent(given["securityGroups"]) ? [] : ["vpcSecurityGroupIds"]),
    ...(interfaceArgument(given) ? interfaceArguments : []),
  ];
  const filled = Object.entries(data).filter(
    ([name, value]) => isAbsent(given[name]) && !isAbsent(value) && !unwanted.includes(name),
  );
  const filledNames = filled.map(([name]) => name);
  return {
    args: { ...given, ...Object.fromEntries(filled), tags: mergedTags(tags, given["tags"]) },
    inputs: {
      launchTemplate,
      fromTemplate: {
        arguments: [...new Set([...names, ...filledNames.filter((name) => name !== "userData")])].sort(),
        ...(isAbsent(tags) ? {} : { tags: tags as Record<string, string>, ...(isSecret && { isSecret }) }),
      },
    },
    filled: filledNames,
  };
}

/** The data of a template as arguments of an instance. */
function templateArguments(values: Raw, fail: Fail): Raw {
  if (!isEmptyList(values["securityGroupNames"])) {
    fail(
      "launchTemplate",
      "has securityGroupNames, but ids are needed. Use vpcSecurityGroupIds in the template",
    );
  }
  const [first] = listOf(values["networkInterfaces"]);
  const instanceTags = listOf(values["tagSpecifications"]).find(
    (item) => at(item, "resourceType") === "instance",
  );
  return {
    ...read(values, paths),
    ...interfaceArgumentsOf(first),
    ...volumes(listOf(values["blockDeviceMappings"])),
    tags: at(instanceTags, "tags"),
  };
}

/** An existing interface has a subnet and groups of its own. */
function interfaceArgumentsOf(item: unknown): Raw {
  const { primaryNetworkInterface: networkInterfaceId, ...others } = read(item, interfacePaths);
  const isExisting = networkInterfaceId !== undefined && !isUnknown(item);
  return isExisting ? { primaryNetworkInterface: { networkInterfaceId } } : others;
}

/** The values at these paths that are present. */
const read = (values: unknown, places: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(places)
      .map(([name, path]) => [name, at(values, path)] as const)
      .filter(([, value]) => isSomething(value)),
  );

/** AWS takes an empty text and an empty list for none. */
const isSomething = (value: unknown): boolean => !isEmptyList(value) && value !== "";

/** The value at a path; unknown if a part of the way is. */
const at = (value: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce((part: unknown, key) => (isRecord(part) ? part[key] : isUnknown(part) ? part : undefined), value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function volumes(mappings: unknown[]): Raw {
  const devices = mappings.filter(isRecord).flatMap(({ deviceName, ebs, noDevice }) => {
    // An instance store volume, or a device of the AMI that isn't wanted.
    if (!isRecord(ebs) || Boolean(noDevice)) return [];
    const device = Object.entries({ deviceName, ...ebs });
    return [Object.fromEntries(device.filter(([, value]) => isSomething(value)))];
  });
  const { root, devices: data } = splitRoot(devices);
  return { rootBlockDevice: root, ebsBlockDevices: isEmptyList(data) ? undefined : data };
}

/** A block that names a template. */
export const launchTemplate: Check = (value, fail) => {
  const form = "Use { id: template.id } or { name: template.name }";
  if (!isRecord(value)) return fail("", `is ${show(value)}. ${form}`);
  if (isAbsent(value["id"]) && isAbsent(value["name"]) && !containsUnknown(value)) {
    fail("", `names no template. ${form}`);
  }
};
