import { ExplainedError } from "../common/errors";
import { passesFilters } from "../common/filters";
import type { Filter } from "../common/filters";
import { regionFacts } from "./regions";
import type { RegionFacts, Zone } from "./regions";

/** What a program asks for; the same in both look-ups of zones. */
export interface ZoneQuery {
  filters?: Filter[];
  state?: string;
  excludeNames?: string[];
  excludeZoneIds?: string[];
  name?: string;
  zoneId?: string;
}

/** The availability zones of a region that a query asks for, in the order of their names. */
export function findZones(region: string, query: ZoneQuery): Zone[] {
  const facts = regionFacts(region);
  return facts.zones.filter(
    (zone) =>
      (query.state ?? "available") === "available" &&
      (query.name ?? zone.name) === zone.name &&
      (query.zoneId ?? zone.id) === zone.id &&
      !query.excludeNames?.includes(zone.name) &&
      !query.excludeZoneIds?.includes(zone.id) &&
      passesFilters(query.filters, zoneAttributes(zone, facts)),
  );
}

/** The one zone that a query asks for. */
export function findZone(region: string, query: ZoneQuery): Zone {
  const [zone, ...others] = findZones(region, query);
  if (zone && others.length === 0) return zone;
  const names = regionFacts(region).zones.map(({ name }) => name);
  if (!zone) {
    throw new ExplainedError(
      "no availability zone matches",
      `The zones of ${region} are ${names.join(", ")}`,
    );
  }
  const found = [zone, ...others].map(({ name }) => name).join(", ");
  throw new ExplainedError(`${others.length + 1} availability zones match: ${found}`, "Set name");
}

/** The group of a region's availability zones. */
export const zoneGroup = (region: string): string => `${region}-zg-1`;

// Filters of DescribeAvailabilityZones.
const zoneAttributes = ({ name, id }: Zone, { name: region }: RegionFacts): Record<string, string> => ({
  "group-long-name": `${regionFacts(region).description} 1`,
  "group-name": zoneGroup(region),
  message: "",
  "opt-in-status": "opt-in-not-required",
  "parent-zone-id": "",
  "parent-zone-name": "",
  "region-name": region,
  state: "available",
  "zone-id": id,
  "zone-name": name,
  "zone-type": "availability-zone",
});

/** Names of a region's availability zones. */
export const zoneNames = (region: string): string[] => regionFacts(region).zones.map(({ name }) => name);

/** The region of an availability zone. */
export const regionOfZone = (zone: string): string => zone.replace(/[a-z]$/, "");

/** Id of an availability zone, such as `use1-az6`. */
export const zoneId = (zone: string): string | undefined =>
  regionFacts(regionOfZone(zone)).zones.find(({ name }) => name === zone)?.id;
