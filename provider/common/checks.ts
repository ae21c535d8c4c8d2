import type { Fail } from "./errors";
import { isUnknown } from "./values";

/** Reports tags that EC2 doesn't take; unknown ones pass. */
export function checkTags(tags: unknown, fail: Fail): void {
  if (tags === undefined || tags === null || isUnknown(tags)) return;
  if (typeof tags !== "object" || Array.isArray(tags)) {
    return fail("tags", `is ${JSON.stringify(tags)}. Use a map of strings`);
  }
  const entries = Object.entries(tags);
  if (entries.length > 50) fail("tags", `has ${entries.length} tags; EC2 takes 50. Remove some`);
  for (const [key, value] of entries) {
    const path = `tags[${JSON.stringify(key)}]`;
    if (key.length === 0 || key.length > 128) {
      fail(path, `has a key of ${key.length} characters; EC2 takes 1 to 128. Change the key`);
    }
    if (key.toLowerCase().startsWith("aws:")) {
      fail(path, `has a key that starts with "aws:", which is reserved. Rename it`);
    }
    if (isUnknown(value)) continue;
    if (typeof value !== "string") fail(path, `is ${JSON.stringify(value)}. Use a string`);
    else if (value.length > 256) {
      fail(path, `has a value of ${value.length} characters; EC2 takes 256. Shorten it`);
    }
  }
}
