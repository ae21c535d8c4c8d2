import { isRecord, sameValue } from "../common/values";
import type { PodInputs } from "./model";

/**
 * What `ignoreChanges: ["pod.…"]` keeps: the engine puts the values of the state where the program would have them. Undefined
 * for a value that the state doesn't have, which only a program can give.
 */
export const keptPod = (given: unknown, before: unknown): object | undefined =>
  isRecord(given) && isRecord(before) && isPart(given, before) ? given : undefined;

const isPart = (part: unknown, whole: unknown): boolean =>
  isRecord(part) && isRecord(whole)
    ? Object.entries(part).every(([key, value]) => isPart(value, whole[key]))
    : sameValue(part, whole);

/** The Pod with what is kept of the one before. */
export const withKept = (pod: PodInputs, kept: object, before: unknown): PodInputs =>
  overlaid(pod, kept, before) as PodInputs;

/** What is kept as a whole has nothing new in it. */
const overlaid = (value: unknown, kept: unknown, before: unknown): unknown => {
  if (!isRecord(value) || !isRecord(kept) || !isRecord(before) || sameValue(kept, before)) return kept;
  const parts = Object.entries(kept).map(([key, item]) => [key, overlaid(value[key], item, before[key])]);
  return { ...value, ...(Object.fromEntries(parts) as object) };
};
