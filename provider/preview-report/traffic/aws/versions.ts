import { asBoolean, isAbsent, isUnknown, sameValue, stepsOf } from "../../../common/values";
import { isMade } from "../../read/aws/side";
import type { Side } from "../../read/aws/side";
import { isInstance, isVersioned } from "../../read/aws/types";
import type { Resource } from "../../read/resources";
import type { Links } from "./links";

/**
 * Whether a resource may launch a version of a template that has other values of these properties than the preview has.
 *
 * The preview has those of the newest version of a side.
 */
export function mayLaunchOther(
  side: Side,
  links: Links,
  resource: Resource,
  template: Resource,
  names: readonly string[],
): boolean {
  const { type, operation, changed } = template;
  if (!isVersioned(type)) return false;
  const isThere = isLaunched(resource);
  const versions = links.versionsOf(resource, template);
  if (!isThere && versions.some((version) => isEarlier(side, template, version))) return true;
  if (side.when === "old" || operation !== "update") return false;
  const isChanged = (name: string) =>
    !sameValue(template.old?.inputs[name], template.new?.inputs[name]) ||
    // A secret looks the same.
    changed.some((path) => stepsOf(path)[0] === name);
  return (
    names.some(isChanged) && (isThere || !versions.every((version) => isNewest(side, template, version)))
  );
}

/** Whether it is an instance that stays as it was launched: its outputs have its groups, and its arguments its tags. */
export const isLaunched = (resource: Resource): boolean => isInstance(resource.type) && !isMade(resource);

/** Whether a version is surely the one that an update of the template makes. */
const isNewest = (side: Side, template: Resource, version: unknown): boolean =>
  version === "$Latest" ||
  // That of a template that changes is unknown in its preview.
  isUnknown(version) ||
  (isDefault(version) && asBoolean(side.stateOf(template).inputs["updateDefaultVersion"]) === true);

const isDefault = (version: unknown): boolean =>
  isAbsent(version) || version === "" || version === "$Default";

/** Whether a version may be an earlier one than the newest before the update. */
function isEarlier(side: Side, template: Resource, version: unknown): boolean {
  const { inputs, outputs } = side.stateOf(template);
  if (isUnknown(version)) return template.operation === "same";
  const isUpdated = side.when === "new" && template.operation === "update";
  if (isUpdated && isNewest(side, template, version)) return false;
  const used = isDefault(version) ? (inputs["defaultVersion"] ?? outputs["defaultVersion"]) : version;
  // What isn't a number makes this false: $Latest, and what the preview doesn't say.
  return Number(String(used)) < Number(String(outputs["latestVersion"]));
}
