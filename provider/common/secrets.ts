import { withoutValues } from "./text";
import { isRecord } from "./values";

/** Parts of the values that the program marks as secret, as far as this process knows them. */
const parts = new Set<string>();

/** Keeps a value out of all messages of this process, wherever it shows up. */
export function hide(value: unknown): void {
  if (typeof value === "string" || typeof value === "number") {
    // JSON escapes what is between them, once for each JSON text around it.
    for (const part of String(value).split(/["\\\p{Cc}]+/u)) parts.add(part.trim());
  } else if (Array.isArray(value) || isRecord(value)) {
    Object.values(value).forEach(hide);
  }
}

/** A text without what is hidden. */
export const withoutHidden = (text: string): string => withoutValues(text, parts);

/** Prints one line to the user while an operation is under way. */
export const say = (line: string): void => console.log(withoutHidden(line));
