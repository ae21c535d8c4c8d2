import type { VpcRange } from "../common/network-labels";
import { asBoolean, isAbsent, isRecord, isUnknown, sameValue, unknownValue } from "../common/values";
import { defaultSubnets } from "../network/default-vpc";
import { recordById } from "../record/registry";
import type { KnownRecord } from "../record/registry";
import type { InstanceInputs } from "./model";

/** Finds a resource that the program declares by its id. */
export type FindRecord = (id: unknown) => KnownRecord | undefined;

/**
 * Finds what this run checked, else what the constructor of the instance passed on: with `--target`, the engine leaves
 * out the checks of other resources.
 */
export function recordFinder(passedOn: unknown): FindRecord {
  const others = (Array.isArray(passedOn) ? (passedOn as unknown[]) : []).filter(
    (item): item is KnownRecord & Record<string, unknown> => isRecord(item) && isRecord(item["values"]),
  );
  return (id) =>
    isAbsent(id) ? undefined : (recordById(String(id)) ?? others.find((item) => item.id === id));
}

/** What a subnet says of its instances. Undefined values aren't known here. */
export interface SubnetFacts {
  availabilityZone: unknown;
  mapPublicIpOnLaunch: unknown;
  /** Unknown as a whole if a part of it is. */
  network: VpcRange | undefined;
}

/**
 * The subnet with this id: one that the program declares, or a default one.
 *
 * One that only AWS or another stack knows is as the state has it, else like a subnet of the default VPC.
 */
export function subnetFacts(
  id: unknown,
  region: unknown,
  olds: Partial<InstanceInputs>,
  find: FindRecord,
): SubnetFacts {
  if (isUnknown(id)) {
    return {
      availabilityZone: unknownValue,
      mapPublicIpOnLaunch: unknownValue,
      network: unknownValue as never,
    };
  }
  if (isAbsent(id)) {
    return { availabilityZone: undefined, mapPublicIpOnLaunch: true, network: undefined };
  }
  const old = sameValue(olds.subnetId, id) ? olds : {};
  const record = find(id);
  const { availabilityZone, mapPublicIpOnLaunch, vpcId, cidrBlock } = (record?.values ??
    (isUnknown(region) ? undefined : defaultSubnets(String(region)).find((subnet) => subnet.id === id)) ??
    {}) as Readonly<Record<string, unknown>>;
  const isClosed = record?.kind === "ec2:Subnet" && !record.isLookup;
  return {
    availabilityZone: availabilityZone ?? old.availabilityZone,
    mapPublicIpOnLaunch: asBoolean(mapPublicIpOnLaunch ?? !isClosed),
    network: rangeOf(vpcId, cidrBlock) ?? old.pod?.network,
  };
}

function rangeOf(vpcId: unknown, cidrBlock: unknown): VpcRange | undefined {
  if (isUnknown(vpcId) || isUnknown(cidrBlock)) return unknownValue as never;
  const isKnown = [vpcId, cidrBlock].every((value) => typeof value === "string" && value !== "");
  return isKnown ? { vpcId: vpcId as string, cidrBlock: cidrBlock as string } : undefined;
}
