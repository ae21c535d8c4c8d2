import { checkEach, unknownNames } from "../common/checks";
import type { Check } from "../common/checks";
import type { Fail, InputFailure } from "../common/errors";
import { show } from "../common/text";
import { isAbsent, isEmptyList } from "../common/values";
import type { Argument } from "../instance/argument";
import { groupArguments, toNumber } from "./arguments";

type Raw = Readonly<Record<string, unknown>>;

const checks = Object.fromEntries(
  Object.entries(groupArguments as Readonly<Record<string, Argument>>).flatMap(([name, { check }]) =>
    check ? [[name, check] as [string, Check]] : [],
  ),
);

/** What says which instances a group launches. */
const sources = ["launchTemplate", "launchConfiguration", "mixedInstancesPolicy"];

/** What isn't an argument of a group. */
export const unknownOfGroup = (args: Raw): InputFailure[] =>
  unknownNames("Group", args, Object.keys(groupArguments));

/** Checks the arguments of a group by AWS's rules and reports all failures. Unknown values pass. */
export function checkGroup(args: Raw): InputFailure[] {
  const failures: InputFailure[] = [];
  const fail: Fail = (property, reason) => failures.push({ property, reason });
  checkEach(args, checks, fail);
  const [first, ...others] = sources.filter((key) => !isAbsent(args[key]));
  if (first === undefined) {
    fail("launchTemplate", `is missing, and so are ${sources.slice(1).join(" and ")}. Set one of them`);
  }
  for (const other of others) fail(other, `conflicts with ${first ?? ""}. Set only one of them`);
  checkPlaces(args, fail);
  if (!isAbsent(args["name"]) && !isAbsent(args["namePrefix"])) {
    fail("namePrefix", "conflicts with name. Set only one of them");
  }
  checkSizes(args, fail);
  return failures;
}

function checkPlaces(args: Raw, fail: Fail): void {
  const { availabilityZones: zones, vpcZoneIdentifiers: subnets } = args;
  if (isEmptyList(zones) && isEmptyList(subnets)) {
    fail("vpcZoneIdentifiers", "is missing, and so is availabilityZones. Name subnets or zones");
  }
  if (!isEmptyList(zones) && !isEmptyList(subnets)) {
    fail("availabilityZones", "conflicts with vpcZoneIdentifiers. Set only one of them");
  }
}

function checkSizes(args: Raw, fail: Fail): void {
  for (const key of ["minSize", "maxSize"]) {
    if (isAbsent(args[key])) fail(key, "is missing. Set it to a number of instances");
  }
  const [least, most, desired] = ["minSize", "maxSize", "desiredCapacity"].map((key) => toNumber(args[key]));
  const isAbove = (a: unknown, b: unknown) => typeof a === "number" && typeof b === "number" && a > b;
  if (isAbove(least, most)) {
    fail("minSize", `is ${show(least)}, which is above maxSize, ${show(most)}. Lower it, or raise maxSize`);
  }
  if (isAbove(desired, most)) {
    fail("desiredCapacity", `is ${show(desired)}, which is above maxSize, ${show(most)}. Raise maxSize`);
  }
  if (isAbove(least, desired)) {
    fail("desiredCapacity", `is ${show(desired)}, which is below minSize, ${show(least)}. Lower minSize`);
  }
}
