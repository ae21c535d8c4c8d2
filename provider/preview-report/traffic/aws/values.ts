import { canonicalCidr } from "../../../common/cidr";
import { isAbsent, isRecord, isUnknown } from "../../../common/values";
import { cidrPeer } from "../peers";
import type { Peer } from "../peers";

/** A list of values, or one; an unknown list counts as one unknown value. */
export const valuesOf = (value: unknown): unknown[] =>
  isAbsent(value) || value === "" ? [] : Array.isArray(value) ? (value as unknown[]) : [value];

/** The range of addresses that a value is. */
export const rangePeer = (value: unknown): Peer =>
  typeof value === "string" ? cidrPeer(canonicalCidr(value)) : { kind: "unknown" };

/** A value, and the property of the resource that it is in. */
export interface Found {
  property: string;
  value: unknown;
  /** It is a list that is unknown. */
  isWhole: boolean;
}

/** Nothing of AWS names groups, subnets or templates in more blocks than the overrides of a mixed instances policy. */
const deepest = 4;

/** The values of all properties with such a name, also of those in blocks. */
export const valuesNamed = (inputs: Readonly<Record<string, unknown>>, pattern: RegExp): Found[] =>
  Object.entries(inputs).flatMap(([property, value]) =>
    named(property, value, pattern, deepest).map((each) => ({ property, ...each })),
  );

function named(name: string, value: unknown, pattern: RegExp, depth: number): Omit<Found, "property">[] {
  if (pattern.test(name)) {
    return valuesOf(value).map((each) => ({
      value: each,
      isWhole: name.endsWith("s") && !Array.isArray(value),
    }));
  }
  if (depth === 0) return [];
  return valuesOf(value).flatMap((block) =>
    isRecord(block)
      ? Object.entries(block).flatMap(([key, inner]) => named(key, inner, pattern, depth - 1))
      : [],
  );
}

/** A block, or those of a list, and all blocks inside. */
export const blocksIn = (value: unknown, depth = deepest): Record<string, unknown>[] =>
  valuesOf(value)
    .filter(isRecord)
    .flatMap((block) => [
      block,
      ...(depth > 0 ? Object.values(block).flatMap((inner) => blocksIn(inner, depth - 1)) : []),
    ]);

/** Whether a block with such a name is unknown as a whole, also inside of others. */
export const hidesBlock = (value: unknown, pattern: RegExp, depth = deepest): boolean =>
  isRecord(value) &&
  Object.entries(value).some(([key, inner]) =>
    valuesOf(inner).some(
      (item) => (isUnknown(item) && pattern.test(key)) || (depth > 0 && hidesBlock(item, pattern, depth - 1)),
    ),
  );

/** Arguments of resources that have ids of groups. */
export const groupNames =
  /^((vpc)?securityGroup(s|s?Ids|Arns|IdLists)|(custom|serviceAccess|(emrManaged|additional)(Master|Slave))SecurityGroup(s|Id)?)$/i;
