import { matching } from "../common/checks";
import type { Check } from "../common/checks";
import type { Fail } from "../common/errors";
import type { VpcRange } from "../common/network-labels";
import { publicAddress } from "../common/public-address";
import { show } from "../common/text";
import {
  containsUnknown,
  isAbsent,
  isEmptyList,
  isGiven,
  isRecord,
  isUnknown,
  sameValue,
  unknownValue,
} from "../common/values";
import { defaultSubnet } from "../network/default-vpc";
import { securityGroupIds } from "./membership";
import type { InstanceInputs } from "./model";
import { subnetFacts } from "./subnet-facts";
import type { FindRecord } from "./subnet-facts";

type Raw = Readonly<Record<string, unknown>>;

/** What the network decides of an instance. */
export interface NetworkPlace {
  subnetId?: unknown;
  availabilityZone: unknown;
  /** Groups of the network interface that the instance gets. */
  securityGroups?: unknown;
  /** VPC and range of the subnet; undefined if nothing here knows it, and for the default subnet of the zone. */
  network: VpcRange | undefined;
  /** Only if more than {@link publicIpOf} is needed to know it. Empty if the instance has no public address. */
  publicIp?: unknown;
}

/**
 * Where an instance is in the network of the program.
 *
 * EC2 decides about the public address at launch, so a later change of the subnet leaves it. What the program doesn't
 * declare, or this run doesn't check, is as the state has it, else like a subnet of the default VPC.
 */
export function networkPlace(
  args: Raw,
  olds: Partial<InstanceInputs>,
  { instanceId, region, find }: { instanceId: unknown; region: unknown; find: FindRecord },
  fail: Fail,
): NetworkPlace {
  const networkInterface = interfaceOf(args, olds, find, fail);
  const subnetId = networkInterface ? networkInterface.subnetId : args["subnetId"];
  const subnet = subnetFacts(subnetId, region, olds, find);
  const zone = args["availabilityZone"];
  const isOther = ![zone, subnet.availabilityZone].some((value) => isAbsent(value) || isUnknown(value));
  if (isOther && zone !== subnet.availabilityZone) {
    fail(
      "availabilityZone",
      `is ${show(zone)}, but the subnet ${String(subnetId)} is in ${show(subnet.availabilityZone)}. Remove it`,
    );
  }
  const isPublic =
    args["associatePublicIpAddress"] ?? (networkInterface ? false : subnet.mapPublicIpOnLaunch);
  const isDefault = isAbsent(subnetId) && !networkInterface && isAbsent(args["launchTemplate"]);
  return {
    subnetId,
    availabilityZone: zone ?? subnet.availabilityZone,
    securityGroups: networkInterface?.securityGroups,
    network: subnet.network,
    publicIp: isDefault ? undefined : (olds.publicIp ?? addressIf(isPublic, instanceId)),
  };
}

function addressIf(isPublic: unknown, instanceId: unknown): unknown {
  if (isUnknown(isPublic) || isUnknown(instanceId)) return unknownValue;
  return isPublic === true ? publicAddress(String(instanceId)) : "";
}

/** The public address of an instance: as stored, else that of an instance of the default VPC. */
export const publicIpOf = ({
  instanceId,
  publicIp,
  associatePublicIpAddress,
}: Pick<InstanceInputs, "instanceId" | "publicIp" | "associatePublicIpAddress">): string =>
  publicIp ?? (associatePublicIpAddress === false ? "" : publicAddress(String(instanceId)));

/** The subnet of an instance: as stored, else the default one of its zone. */
export const subnetIdOf = ({
  subnetId,
  availabilityZone = "",
}: Pick<Partial<InstanceInputs>, "subnetId" | "availabilityZone">): string =>
  subnetId ?? defaultSubnet(availabilityZone).id;

/** The arguments that belong to the interface if an instance gets an existing one. */
export const interfaceArguments = [
  "associatePublicIpAddress",
  "enablePrimaryIpv6",
  "ipv6AddressCount",
  "securityGroups",
  "sourceDestCheck",
  "subnetId",
  "vpcSecurityGroupIds",
];

/** Subnet and groups of the existing network interface that the instance gets; undefined if EC2 makes one for it. */
function interfaceOf(
  args: Raw,
  olds: Raw,
  find: FindRecord,
  fail: Fail,
): { subnetId: unknown; securityGroups: unknown } | undefined {
  const argument = interfaceArgument(args);
  if (argument === undefined) return undefined;
  for (const name of interfaceArguments.filter((key) => !isAbsent(args[key]))) {
    fail(name, `conflicts with ${argument}. Set it on the NetworkInterface`);
  }
  const id = interfaceId(args[argument]);
  if (isUnknown(id)) return { subnetId: unknownValue, securityGroups: unknownValue };
  const record = find(id);
  if (record) {
    const { subnetId: itsSubnet, securityGroups } = record.values;
    if (isGiven(securityGroups) && !isEmptyList(securityGroups)) {
      securityGroupIds(securityGroups, (below, reason) =>
        fail(argument, `gives securityGroups${below}, which ${reason}`),
      );
    }
    return { subnetId: itsSubnet, securityGroups };
  }
  const known = sameValue(olds[argument], args[argument]) ? olds : {};
  return { subnetId: known["subnetId"], securityGroups: known["vpcSecurityGroupIds"] };
}

/** The argument that gives the instance an existing network interface, if there is one. */
export const interfaceArgument = (args: Raw): string | undefined =>
  ["networkInterfaces", "primaryNetworkInterface"].find((name) => !isEmptyList(args[name]));

function interfaceId(block: unknown): unknown {
  const first: unknown = Array.isArray(block) ? block[0] : block;
  if (isUnknown(first)) return unknownValue;
  return isRecord(first) ? first["networkInterfaceId"] : undefined;
}

/** The id of a subnet. */
export const subnetId: Check = matching(
  /^subnet-[0-9a-z]+$/,
  'the id of a subnet. Use the "id" output of a Subnet',
);

/** A list of the one interface that a Pod has. */
export const networkInterfaces: Check = (value, fail) => {
  const form = 'Use a list like [{ deviceIndex: 0, networkInterfaceId: "eni-…" }]';
  if (!Array.isArray(value)) return fail("", `is ${show(value)}. ${form}`);
  if (value.length > 1) {
    fail("", `has ${value.length} interfaces, but a Pod has one. Keep the one at deviceIndex 0`);
  }
  value.forEach((item: unknown, index) => {
    if (isUnknown(item)) return;
    if (!isRecord(item)) fail(`[${index}]`, `is ${show(item)}. ${form}`);
    else if (!isGiven(item["networkInterfaceId"]) && !containsUnknown(item)) {
      fail(`[${index}].networkInterfaceId`, 'is missing. Use the "id" output of a NetworkInterface');
    }
  });
};

export const deviceIndex: Check = (value, fail) => {
  if (value !== 0) fail("", `is ${show(value)}, but a Pod has one interface. Use 0`);
};
