import type { Pod } from "../cluster/objects";
import type { Check } from "../common/checks";
import { groupIdOfLabel, memberLabel, memberValue, securityGroupIdPattern } from "../common/names";
import { show } from "../common/text";
import { containsUnknown, isAbsent, isUnknown } from "../common/values";

/** Labels that make a Pod a member of these groups. */
export const membershipLabels = (groupIds: readonly string[]): Record<string, string> =>
  Object.fromEntries(groupIds.map((id) => [memberLabel(id), memberValue]));

/** Ids of the groups that a Pod's labels make it a member of. */
export const groupsOf = (pod: Pod): string[] =>
  Object.entries(pod.metadata?.labels ?? {})
    .flatMap(([key, value]) => (value === memberValue ? (groupIdOfLabel(key) ?? []) : []))
    .sort();

const isGroupId = (id: unknown): boolean =>
  isUnknown(id) || (typeof id === "string" && securityGroupIdPattern.test(id));

/** A list of at least one id of a SecurityGroup of this package. */
export const securityGroupIds: Check = (value, fail) => {
  if (!Array.isArray(value) || value.length === 0) {
    return fail(
      "",
      `is ${show(value)}; an instance needs at least one security group. Leave it out for the default group`,
    );
  }
  value.forEach((id: unknown, index) => {
    if (isGroupId(id)) return;
    fail(
      `[${index}]`,
      `is ${show(id)}, which isn't the id of a SecurityGroup of this package. Use the group's "id" output`,
    );
  });
};

/** A list of groups, whose names the constructor has replaced by their ids as far as the program declares them. */
export const securityGroups: Check = (value, fail) => {
  if (!Array.isArray(value))
    return fail("", `is ${show(value)}. Use a list of names or ids of security groups`);
  value.forEach((group: unknown, index) => {
    if (isGroupId(group)) return;
    fail(
      `[${index}]`,
      `is ${show(group)}, and no SecurityGroup of this program has this name. Use the "name" or "id" output of one`,
    );
  });
};

/** Groups of several arguments as one set, as EC2 keeps them; undefined if there are none. */
export function allGroups(...lists: readonly unknown[]): unknown {
  const given = lists.filter((list) => !isAbsent(list));
  // An unknown list, or a wrong type, which has failed.
  const other = given.find((list) => !Array.isArray(list));
  const ids = given.flat();
  if (other !== undefined || ids.length === 0) return other;
  return ids.some(containsUnknown) ? ids : [...new Set(ids)].sort();
}
