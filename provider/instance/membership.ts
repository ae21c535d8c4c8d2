import type { Pod } from "../cluster/objects";
import type { Check } from "../common/checks";
import { groupIdOfLabel, memberLabel, memberValue, securityGroupIdPattern } from "../common/names";
import { show } from "../common/text";
import { isUnknown } from "../common/values";

/** Labels that make a Pod a member of these groups. */
export const membershipLabels = (groupIds: readonly string[]): Record<string, string> =>
  Object.fromEntries(groupIds.map((id) => [memberLabel(id), memberValue]));

/** Ids of the groups that a Pod's labels make it a member of. */
export const groupsOf = (pod: Pod): string[] =>
  Object.entries(pod.metadata?.labels ?? {})
    .flatMap(([key, value]) => (value === memberValue ? (groupIdOfLabel(key) ?? []) : []))
    .sort();

/** A list of at least one id of a SecurityGroup of this package. */
export const securityGroupIds: Check = (value, fail) => {
  if (!Array.isArray(value) || value.length === 0) {
    return fail(
      "",
      `is ${show(value)}; an instance needs at least one security group. Leave it out for the default group`,
    );
  }
  value.forEach((id: unknown, index) => {
    if (isUnknown(id) || (typeof id === "string" && securityGroupIdPattern.test(id))) return;
    fail(
      `[${index}]`,
      `is ${show(id)}, which isn't the id of a SecurityGroup of this package. Use the group's "id" output`,
    );
  });
};
