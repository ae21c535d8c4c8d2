import { withoutValues } from "./text";
import { isRecord } from "./values";

/** Parts of the values that the program marks as secret, as far as this process knows them. */
const parts = new Set<string>();

/** A text in quotes that is long enough to be no everyday word, and no key of a JSON object. */
const quoted = /"((?:[^"\\]|\\.){8,})"(?!\s*:)/g;

/** Keeps a value out of all messages of this process, wherever it shows up. */
export function hide(value: unknown): void {
  if (typeof value === "string" || typeof value === "number") {
    for (const line of String(value).split(/\p{Cc}+/u)) hideLine(line.trim());
  } else if (Array.isArray(value) || isRecord(value)) {
    Object.values(value).forEach(hide);
  }
}

/** A line as it is and as JSON has it, once for each JSON text around it. Of a JSON text, a server may repeat a value alone. */
function hideLine(line: string): void {
  const once = asJson(line);
  for (const part of [line, once, asJson(once)]) parts.add(part);
  for (const [, part = ""] of line.matchAll(quoted)) parts.add(part);
}

const asJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A text without what is hidden. */
export const withoutHidden = (text: string): string => withoutValues(text, parts);

/** Prints one line to the user while an operation is under way. */
export const say = (line: string): void => console.log(withoutHidden(line));
