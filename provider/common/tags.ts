import { isAbsent, isRecord, isUnknown, unknownValue } from "./values";

/** Two maps of tags as one, in which those above win; unknown if one of them is. */
export function mergedTags(below: unknown, above: unknown): unknown {
  if (isUnknown(below) || isUnknown(above)) return unknownValue;
  return isRecord(below) && (isAbsent(above) || isRecord(above)) ? { ...below, ...above } : (above ?? below);
}

/** All tags of a resource as the cluster shows them, without those that its state has as default tags. */
export const withoutDefaultTags = (
  all: Readonly<Record<string, string>>,
  { tags, tagsAll }: { tags?: Readonly<Record<string, string>>; tagsAll?: Readonly<Record<string, string>> },
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).filter(([key, value]) => key in (tags ?? {}) || tagsAll?.[key] !== value),
  );

/** The tags in an annotation; undefined if there are none, or if somebody has edited it. */
export function tagsIn(text: string | undefined): Record<string, string> | undefined {
  try {
    const tags: unknown = JSON.parse(text ?? "");
    return isRecord(tags) ? (tags as Record<string, string>) : undefined;
  } catch {
    return undefined;
  }
}
