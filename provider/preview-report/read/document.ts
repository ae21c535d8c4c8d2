import { isRecord } from "../../common/values";

type Raw = Readonly<Record<string, unknown>>;

/** The JSON objects of an output that has other text around them. */
export interface Objects {
  objects: Raw[];
  /** An object starts and doesn't end. */
  isCut: boolean;
}

/** The text of an output: UTF-8 or UTF-16, as PowerShell writes it, with a byte-order mark or without. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  const encoding = bytes.length < 2 ? "utf-8" : isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * Finds the JSON objects that start a line, as the CLI prints documents and events.
 *
 * Inside a JSON object no line starts with a brace, so what the CLI or a policy pack says around it can't hide one. If
 * no line starts with a brace, the first brace counts.
 */
export function objectsIn(output: string): Objects {
  const starts = [...output.matchAll(/(?<![^\n\uFEFF])\{/g)].map(({ index }) => index);
  if (starts.length === 0 && output.includes("{")) starts.push(output.indexOf("{"));
  const parts = starts.map((start, index) => output.slice(start, starts[index + 1]));
  const found = parts.map(objectAt);
  return { objects: found.flatMap(({ objects }) => objects), isCut: found.some(({ isCut }) => isCut) };
}

/** The object at the start of a text. */
function objectAt(text: string): Objects {
  const whole = parsed(text);
  if (whole.length > 0) return { objects: whole, isCut: false };
  const end = endOf(text);
  return end === undefined
    ? { objects: [], isCut: /^\{\s*("|$)/.test(text) }
    : { objects: parsed(text.slice(0, end)), isCut: false };
}

/** Where the object ends that the text starts with; undefined if it doesn't. */
function endOf(text: string): number | undefined {
  let depth = 0;
  let isString = false;
  for (const { 0: token, index } of text.matchAll(/\\[^]|["{}]/g)) {
    if (token === '"') isString = !isString;
    if (isString) continue;
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (depth === 0 && token === "}") return index + 1;
  }
  return undefined;
}

/** The object of a JSON text, if it is one. */
function parsed(text: string): Raw[] {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? [value] : [];
  } catch {
    return [];
  }
}
