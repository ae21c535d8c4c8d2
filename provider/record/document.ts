import { containsUnknown, isRecord, unknownValue } from "../common/values";

/** A policy document as AWS stores it. Its keys are in order, because the engine sends them in any. */
export const documentText = (value: unknown): unknown => {
  if (!isRecord(value)) return value;
  return containsUnknown(value) ? unknownValue : JSON.stringify(inOrder(value));
};

/** Whether two policies mean the same: spaces, the order of keys and lists, and lists of one item don't matter. */
export const sameDocument = (a: unknown, b: unknown): boolean => a === b || meaning(a) === meaning(b);

function meaning(text: unknown): string | undefined {
  if (typeof text !== "string") return JSON.stringify(text) as string | undefined;
  try {
    return JSON.stringify(inOrder(JSON.parse(text), asSet));
  } catch {
    return text;
  }
}

const asSet = (items: unknown[]): unknown =>
  items.length === 1 ? items[0] : items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** The value with its keys in order. */
function inOrder(value: unknown, ofList = (items: unknown[]): unknown => items): unknown {
  if (Array.isArray(value)) return ofList(value.map((item: unknown) => inOrder(item, ofList)));
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key], ofList)]));
}
