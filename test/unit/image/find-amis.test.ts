import fc from "fast-check";

import type { AmiDescription } from "../../../provider/image/ami-types";
import { checkAmiFilters, matchesFilter } from "../../../provider/image/filters";
import { amisIn, checkQuery, matching, nearest, queryName } from "../../../provider/image/find-amis";

const all = amisIn("us-east-1", []);
const name = (...values: string[]) => ({ name: "name", values });
const filter = (key: string, ...values: string[]) => ({ name: key, values });

const fields = all.flatMap((ami) => Object.entries(filtersThatMatch(ami)));

function filtersThatMatch(ami: AmiDescription): Record<string, string> {
  return {
    architecture: ami.architecture,
    "creation-date": ami.creationDate,
    description: ami.description,
    "image-id": ami.imageId,
    name: ami.name,
    "owner-id": ami.ownerId,
    "root-device-name": ami.rootDeviceName,
    "virtualization-type": ami.virtualizationType,
  };
}

const anyFilter = fc.constantFrom(...fields).map(([key, value]) => filter(key, value));

test("several filters are all to match, several values are one to match", () => {
  fc.assert(
    fc.property(anyFilter, anyFilter, (a, b) => {
      const [withA, withB] = [matching({ filters: [a] }, all), matching({ filters: [b] }, all)];
      const both = matching({ filters: [a, b] }, all);
      expect(both).toEqual(withA.filter((ami) => withB.includes(ami)));
      const either = matching({ filters: [filter(a.name, ...a.values, ...b.values)] }, all);
      const sameB = matching({ filters: [filter(a.name, ...b.values)] }, all);
      expect(either).toEqual(all.filter((ami) => withA.includes(ami) || sameB.includes(ami)));
      expect(withA.length).toBeGreaterThan(0);
    }),
  );
});

test("what finds nothing is told the AMI that misses the least of it", () => {
  fc.assert(
    fc.property(anyFilter, fc.string(), (found, value) => {
      const query = { filters: [found, filter("state", value)], owners: ["self"] };
      const near = nearest(query, all)!;
      expect(near.missed).toContain("owners");
      expect(near.missed).not.toContain(`the filter "${found.name}"`);
    }),
  );
  const mistyped = { filters: [name("al2032-ami-*-x86_64")], owners: ["amazon"] };
  expect(nearest(mistyped, all)).toMatchObject({
    ami: { name: expect.stringMatching(/^al2023-ami/) as unknown },
    missed: ['the filter "name"'],
  });
  expect(nearest({ filters: [name("x"), name("y")] }, [])).toBeUndefined();
});

test("a field without a value matches nothing, and a tag is one", () => {
  const ami = all[0]!;
  for (const key of ["platform", "kernel-id", "tag:Name", "tag-key", "source-instance-id"]) {
    expect(matchesFilter(ami, filter(key, "*"))).toBe(false);
  }
  expect(matchesFilter({ ...ami, tags: { Name: "web" } }, filter("tag:Name", "w?b"))).toBe(true);
  expect(matchesFilter({ ...ami, tags: { Name: "web" } }, filter("tag-key", "N*"))).toBe(true);
});

test("JavaScript may give a boolean as a value", () => {
  const query = { filters: [{ name: "is-public", values: [true as unknown as string] }] };
  expect(checkQuery("getAmi", query, ["filters"], "us-east-1")).toEqual([]);
  expect(matching(query, all)).toHaveLength(all.length);
});

const list = 'Use [{ name: "name", values: ["al2023-ami-*"] }]';
test.each<[args: Record<string, unknown>, property: string, reason: string]>([
  [{ filters: "name" }, "filters", `isn't a list. ${list}`],
  [{ filters: { name: "name" } }, "filters", `isn't a list. ${list}`],
  [{ filters: ["name"] }, "filters[0]", 'isn\'t a filter. Use { name: "name", values: ["al2023-ami-*"] }'],
  [{ filters: [{ values: ["x"] }] }, "filters[0].name", "is undefined. Use a string"],
  [
    { filters: [filter("name")] },
    "filters[0].values",
    'isn\'t a list of one or more strings. Use one like ["web-*"]',
  ],
  [
    { filters: [{ name: "name", values: "x" }] },
    "filters[0].values",
    'isn\'t a list of one or more strings. Use one like ["web-*"]',
  ],
  [
    { filters: [{ name: "name", values: [null] }] },
    "filters[0].values",
    'isn\'t a list of one or more strings. Use one like ["web-*"]',
  ],
  [
    { filters: [filter("Name", "x")] },
    "filters[0].name",
    'is "Name", which isn\'t a filter here. Did you mean "name"?',
  ],
  [
    { filters: [filter("architectur", "x")] },
    "filters[0].name",
    'is "architectur", which isn\'t a filter here. Did you mean "architecture"?',
  ],
  [
    { filters: [filter("constructor", "x")] },
    "filters[0].name",
    expect.stringMatching(
      /^is "constructor", which isn't a filter here\. Use one of architecture, .*, virtualization-type or tag:<key>$/,
    ) as unknown as string,
  ],
  [{ owners: "amazon" }, "owners", 'is "amazon". Use a list of strings'],
  [
    { owners: ["canonical"] },
    "owners[0]",
    'is "canonical", which isn\'t an owner. Use an account id such as "099720109477", or "amazon" or "aws-marketplace" or "aws-backup-vault" or "microsoft" or "self"',
  ],
  [
    { owners: [99720109477] },
    "owners[0]",
    'is 99720109477, which isn\'t an owner. Use an account id such as "099720109477", or "amazon" or "aws-marketplace" or "aws-backup-vault" or "microsoft" or "self"',
  ],
  [
    { executableUsers: ["me"] },
    "executableUsers[0]",
    'is "me", which isn\'t a user. Use an account id such as "099720109477", or "self" or "all"',
  ],
  [
    { nameRegex: "(" },
    "nameRegex",
    expect.stringMatching(
      /^is "\(": Invalid regular expression.*\. Fix the regular expression$/,
    ) as unknown as string,
  ],
  [{ nameRegex: 5 }, "nameRegex", "is 5. Use a string"],
  [{ mostRecent: "true" }, "mostRecent", 'is "true". Use true or false'],
  [{ most_recent: true }, "most_recent", 'isn\'t an argument of getAmi. Did you mean "mostRecent"?'],
])("%j is rejected on %s", (args, property, reason) => {
  const names = ["filters", "owners", "executableUsers", "nameRegex", "mostRecent"];
  expect(checkQuery("getAmi", args, names, "us-east-1")).toEqual([{ property, reason }]);
});

test("all that is wrong is reported at once, and hostile values crash nothing", () => {
  const args = { filters: [filter("x", "y"), 5], owners: ["x", "y"], nameRegex: "[", mostRecent: 1 };
  expect(checkQuery("getAmi", args, Object.keys(args), "nowhere")).toHaveLength(7);
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("filters", "owners", "nameRegex", "executableUsers"), fc.anything()),
      (any) => {
        if (checkQuery("getAmi", any, Object.keys(any), "us-east-1").length > 0) return;
        expect(typeof queryName(any)).toBe("string");
        expect(matching(any, all).length).toBeLessThanOrEqual(all.length);
      },
    ),
  );
});

test("names in the stack's map are private AMIs of the user's account", () => {
  const own = amisIn("us-east-1", ["packer-web-20260101", "packer-web-20260301", "packer-arm64-20260401"]);
  expect(matching({ owners: ["self"] }, own).map((ami) => ami.name)).toEqual([
    "packer-web-20260101",
    "packer-web-20260301",
    "packer-arm64-20260401",
  ]);
  expect(matching({ owners: ["self"], filters: [filter("architecture", "arm64")] }, own)).toMatchObject([
    { name: "packer-arm64-20260401", public: false, ownerId: "000000000000", imageOwnerAlias: "" },
  ]);
  expect(matching({ executableUsers: ["self"] }, own)).toHaveLength(3);
  expect(matching({ executableUsers: ["all"] }, own)).toHaveLength(all.length);
  expect(matching({ owners: ["self"] }, all)).toEqual([]);
});

test("checkAmiFilters accepts every filter that the docs of DescribeImages name", () => {
  const documented =
    "architecture block-device-mapping.delete-on-termination block-device-mapping.device-name block-device-mapping.snapshot-id block-device-mapping.volume-size block-device-mapping.volume-type block-device-mapping.encrypted creation-date description ena-support free-tier-eligible hypervisor image-allowed image-id image-type is-public kernel-id manifest-location name owner-alias owner-id platform product-code product-code.type ramdisk-id root-device-name root-device-type source-image-id source-image-region source-instance-id state state-reason-code state-reason-message sriov-net-support tag:a tag-key virtualization-type";
  const fail = jest.fn();
  checkAmiFilters(
    documented.split(" ").map((key) => filter(key, "*")),
    fail,
  );
  expect(fail).not.toHaveBeenCalled();
});
