import { Region } from "../../../provider/region/enums.data";
import { regionFacts } from "../../../provider/region/regions";
import { findZone, findZones, type ZoneQuery } from "../../../provider/region/zones";

const names = (query: ZoneQuery, region = "us-west-2") => findZones(region, query).map(({ name }) => name);
const [a, b, c, d] = ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"];

test("every region of AWS has its own zones, with ids that no other zone has", () => {
  const zones = Object.values(Region).flatMap((region) => {
    const own = findZones(region, {});
    expect(own.length).toBeGreaterThanOrEqual(2);
    expect(
      own.every(({ name }) => /^[a-f]$/.test(name.slice(region.length)) && name.startsWith(region)),
    ).toBe(true);
    expect(regionFacts(region).description).not.toBe(region);
    return own;
  });
  expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
});

test.each<[asked: string, query: ZoneQuery, found: unknown[]]>([
  ["nothing", {}, [a, b, c, d]],
  ["the state that all have", { state: "available" }, [a, b, c, d]],
  ["another state", { state: "impaired" }, []],
  ["some names left out", { excludeNames: [String(a), "us-east-1a"] }, [b, c, d]],
  ["some ids left out", { excludeZoneIds: ["usw2-az1"] }, [a, c, d]],
  [
    "one of several values",
    { filters: [{ name: "zone-name", values: ["*a", "us-west-2?", "x"] }] },
    [a, b, c, d],
  ],
  ["a pattern", { filters: [{ name: "zone-name", values: ["*a"] }] }, [a]],
  ["a dot, which is no wildcard", { filters: [{ name: "zone-name", values: ["us.west.2a"] }] }, []],
  [
    "all filters",
    {
      filters: [
        { name: "zone-id", values: ["usw2-*"] },
        { name: "zone-name", values: [String(d)] },
      ],
    },
    [d],
  ],
  [
    "zones that need no opt-in",
    { filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] },
    [a, b, c, d],
  ],
  ["Local Zones", { filters: [{ name: "zone-type", values: ["local-zone"] }] }, []],
])("zones for %s", (_, query, found) => expect(names(query)).toEqual(found));

test("a filter that EC2 doesn't have is rejected with those that it has", () => {
  expect(() => names({ filters: [{ name: "zone", values: ["x"] }] })).toThrow(
    'the filter "zone" isn\'t valid here',
  );
});

test("one zone is exactly one", () => {
  expect(findZone("us-west-2", { name: "us-west-2b" }).id).toBe("usw2-az1");
  expect(() => findZone("us-west-2", { name: "us-west-2z" })).toThrow("no availability zone matches");
  expect(() => findZone("us-west-2", {})).toThrow("4 availability zones match: us-west-2a, us-west-2b");
});

test("a region that is newer than the table has three zones", () => {
  expect(names({}, "xx-new-1")).toEqual(["xx-new-1a", "xx-new-1b", "xx-new-1c"]);
});
