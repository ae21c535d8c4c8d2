import type * as pulumi from "@pulumi/pulumi";

import type { Filter } from "../common/filters";
import type { OutputArgs } from "../common/inputs";
import { lookUp, lookUpOutput } from "../record/look-up";
import type { LookUp } from "../record/look-up";
import { regionFacts } from "./regions";
import { findZone, findZones, zoneGroup } from "./zones";

/** Arguments of {@link getAvailabilityZones}. */
export interface GetAvailabilityZonesArgs {
  /** No effect: the table has no Local Zones and no Wavelength Zones. */
  allAvailabilityZones?: boolean;
  /** Names to leave out. */
  excludeNames?: string[];
  /** Zone ids to leave out. */
  excludeZoneIds?: string[];
  /** Filters of EC2's `DescribeAvailabilityZones`. */
  filters?: Filter[];
  /** The region, else that of the provider or of the stack's configuration. */
  region?: string;
  /** State of the zones; all are `available`. */
  state?: string;
}

/** The availability zones of a region. */
export interface GetAvailabilityZonesResult extends GetAvailabilityZonesArgs {
  /** Groups of the zones. */
  readonly groupNames: string[];
  /** The region. */
  readonly id: string;
  /** Names of the zones, in order. */
  readonly names: string[];
  /** The region. */
  readonly region: string;
  /** Ids of the zones, in the order of their names. */
  readonly zoneIds: string[];
}

/** Arguments of {@link getAvailabilityZonesOutput}. */
export type GetAvailabilityZonesOutputArgs = OutputArgs<GetAvailabilityZonesArgs>;

const zones: LookUp<GetAvailabilityZonesArgs, GetAvailabilityZonesResult> = {
  kind: "the availability zones of",
  takes: {
    name: "getAvailabilityZones",
    arguments: ["allAvailabilityZones", "excludeNames", "excludeZoneIds", "filters", "region", "state"],
  },
  answer: (args, region) => {
    const found = findZones(region, args);
    return {
      ...args,
      groupNames: found.length > 0 ? [zoneGroup(region)] : [],
      id: region,
      names: found.map(({ name }) => name),
      region,
      zoneIds: found.map(({ id }) => id),
    };
  },
};

/**
 * Names and ids of the availability zones of a region, from a table.
 *
 * @param args - Which zones.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getAvailabilityZones = (
  args: GetAvailabilityZonesArgs = {},
  options?: pulumi.InvokeOptions,
): Promise<GetAvailabilityZonesResult> => lookUp(zones, args, options);

/**
 * {@link getAvailabilityZones} for arguments that are outputs.
 *
 * @param args - Which zones.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getAvailabilityZonesOutput = (
  args: GetAvailabilityZonesOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetAvailabilityZonesResult> =>
  lookUpOutput(zones, args as GetAvailabilityZonesArgs, options);

/** Arguments of {@link getAvailabilityZone}. */
export interface GetAvailabilityZoneArgs {
  /** No effect: the table has no Local Zones and no Wavelength Zones. */
  allAvailabilityZones?: boolean;
  /** Filters of EC2's `DescribeAvailabilityZones`. */
  filters?: Filter[];
  /** Name of the zone. */
  name?: string;
  /** The region, else that of the provider or of the stack's configuration. */
  region?: string;
  /** State of the zone; all are `available`. */
  state?: string;
  /** Id of the zone. */
  zoneId?: string;
}

/** An availability zone. */
export interface GetAvailabilityZoneResult extends GetAvailabilityZoneArgs {
  /** Long name of the zone's group. */
  readonly groupLongName: string;
  /** Group of the zone. */
  readonly groupName: string;
  /** The same as `name`. */
  readonly id: string;
  /** Name of the zone. */
  readonly name: string;
  /** The letter of the zone. */
  readonly nameSuffix: string;
  /** The region. */
  readonly networkBorderGroup: string;
  /** `opt-in-not-required`. */
  readonly optInStatus: string;
  /** Empty: only Local Zones have a parent. */
  readonly parentZoneId: string;
  /** Empty: only Local Zones have a parent. */
  readonly parentZoneName: string;
  /** The region. */
  readonly region: string;
  /** `available`. */
  readonly state: string;
  /** Id of the zone. */
  readonly zoneId: string;
  /** `availability-zone`. */
  readonly zoneType: string;
}

/** Arguments of {@link getAvailabilityZoneOutput}. */
export type GetAvailabilityZoneOutputArgs = OutputArgs<GetAvailabilityZoneArgs>;

const zone: LookUp<GetAvailabilityZoneArgs, GetAvailabilityZoneResult> = {
  kind: "an availability zone of",
  takes: {
    name: "getAvailabilityZone",
    arguments: ["allAvailabilityZones", "filters", "name", "region", "state", "zoneId"],
  },
  answer: (args, region) => {
    const { name, id } = findZone(region, args);
    return {
      ...args,
      groupLongName: `${regionFacts(region).description} 1`,
      groupName: zoneGroup(region),
      id: name,
      name,
      nameSuffix: name.slice(region.length),
      networkBorderGroup: region,
      optInStatus: "opt-in-not-required",
      parentZoneId: "",
      parentZoneName: "",
      region,
      state: "available",
      zoneId: id,
      zoneType: "availability-zone",
    };
  },
};

/**
 * The one availability zone that the arguments select, from a table.
 *
 * @param args - Which zone.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getAvailabilityZone = (
  args: GetAvailabilityZoneArgs = {},
  options?: pulumi.InvokeOptions,
): Promise<GetAvailabilityZoneResult> => lookUp(zone, args, options);

/**
 * {@link getAvailabilityZone} for arguments that are outputs.
 *
 * @param args - Which zone.
 * @param options - Options of the look-up; `provider` and `parent` give the region.
 */
export const getAvailabilityZoneOutput = (
  args: GetAvailabilityZoneOutputArgs = {},
  options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetAvailabilityZoneResult> => lookUpOutput(zone, args as GetAvailabilityZoneArgs, options);
