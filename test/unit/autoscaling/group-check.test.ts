import { groupArguments } from "../../../provider/autoscaling/arguments";
import { checkGroup, unknownOfGroup } from "../../../provider/autoscaling/group-check";
import { unknownValue } from "../../../provider/common/values";

const valid = {
  availabilityZones: ["us-east-1a"],
  launchTemplate: { id: "lt-0123456789abcdef0" },
  minSize: 1,
  maxSize: 3,
};
const failuresOf = (args: Record<string, unknown>): string[] =>
  [...unknownOfGroup(args), ...checkGroup({ ...valid, ...args })].map(
    ({ property, reason }) => `${property} ${reason}`,
  );

test("valid arguments, texts of numbers and unknown values pass", () => {
  expect(failuresOf({})).toEqual([]);
  expect(failuresOf({ minSize: "1", maxSize: "3", desiredCapacity: "2" })).toEqual([]);
  for (const name of Object.keys(groupArguments)) {
    const others = ["launchConfiguration", "mixedInstancesPolicy"].includes(name)
      ? { launchTemplate: undefined }
      : {};
    const places = name === "vpcZoneIdentifiers" ? { availabilityZones: undefined } : {};
    expect([name, failuresOf({ ...others, ...places, [name]: unknownValue })]).toEqual([name, []]);
  }
});

test.each<[string, Record<string, unknown>, string]>([
  [
    "no source",
    { launchTemplate: undefined },
    "launchTemplate is missing, and so are launchConfiguration and mixedInstancesPolicy. Set one of them",
  ],
  [
    "two sources",
    { launchConfiguration: "web" },
    "launchConfiguration conflicts with launchTemplate. Set only one of them",
  ],
  [
    "no place",
    { availabilityZones: [] },
    "vpcZoneIdentifiers is missing, and so is availabilityZones. Name subnets or zones",
  ],
  [
    "two places",
    { vpcZoneIdentifiers: ["subnet-1"] },
    "availabilityZones conflicts with vpcZoneIdentifiers. Set only one of them",
  ],
  ["no size", { maxSize: undefined }, "maxSize is missing. Set it to a number of instances"],
  ["too many", { desiredCapacity: 4 }, "desiredCapacity is 4, which is above maxSize, 3. Raise maxSize"],
  ["too few", { desiredCapacity: 0 }, "desiredCapacity is 0, which is below minSize, 1. Lower minSize"],
  [
    "sizes in disorder",
    { minSize: 5 },
    "minSize is 5, which is above maxSize, 3. Lower it, or raise maxSize",
  ],
  ["a fraction", { desiredCapacity: 1.5 }, "desiredCapacity is 1.5. Use a whole number from 0 to 10000"],
  ["two names", { name: "web", namePrefix: "web-" }, "namePrefix conflicts with name. Set only one of them"],
  [
    "another unit",
    { desiredCapacityType: "vcpu" },
    'desiredCapacityType is "vcpu", but the capacity of a group counts instances here. Use "units"',
  ],
  [
    "id and name",
    { launchTemplate: { id: "lt-1", name: "web" } },
    "launchTemplate.name conflicts with id. Set only one of the two",
  ],
  [
    "a short life",
    { maxInstanceLifetime: 60 },
    "maxInstanceLifetime is 60. Use 0, or whole seconds from 86400 to 31536000",
  ],
  [
    "a zone",
    { availabilityZones: ["a"] },
    'availabilityZones[0] is "a", which isn\'t an availability zone. Use a name like "us-east-1a"',
  ],
  [
    "a tag of AWS",
    { tags: [{ key: "aws:x", value: "", propagateAtLaunch: true }] },
    'tags[0].key is "aws:x"; "aws:" is reserved. Rename it',
  ],
  [
    "half a tag",
    { tags: [{ key: "x", value: "y" }] },
    "tags[0].propagateAtLaunch is missing. Use { key, value, propagateAtLaunch }",
  ],
  ["an unknown argument", { maxsize: 3 }, 'maxsize isn\'t an argument of Group. Did you mean "maxSize"?'],
  [
    "no template in a policy",
    { launchTemplate: undefined, mixedInstancesPolicy: {} },
    "mixedInstancesPolicy.launchTemplate is missing. Use { launchTemplate: { launchTemplateSpecification: { launchTemplateId: template.id } } }",
  ],
])("%s fails", (_, args, failure) => {
  expect(failuresOf(args)).toContain(failure);
});

test("all failures are reported at once, and a value of any type is no crash", () => {
  expect(failuresOf({ desiredCapacity: 9, name: "a:b", region: "x", availabilityZones: [] })).toHaveLength(4);
  for (const name of Object.keys(groupArguments)) {
    for (const value of [5, "x", true, [5], [null], {}, { launchTemplate: 5 }, ""]) {
      expect(Array.isArray(failuresOf({ [name]: value }))).toBe(true);
    }
  }
});
