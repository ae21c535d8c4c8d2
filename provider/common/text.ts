import { distance } from "fastest-levenshtein";

/** The one of the names that was probably meant; undefined if none is close enough for its length. Ignores underscores and case. */
export function suggestion(name: string, names: readonly string[]): string | undefined {
  const distanceTo = (other: string) => distance(plain(name), plain(other));
  const nearest = [...names].sort((a, b) => distanceTo(a) - distanceTo(b))[0];
  return nearest !== undefined && distanceTo(nearest) <= Math.min(3, name.length / 2) ? nearest : undefined;
}

/** Compares names as people do: `web-2` is before `web-10`. */
export const compareNames = new Intl.Collator("en", { numeric: true }).compare;

function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

/** Properties that may hold a secret, wherever they are. */
const secretNames = new Set(
  ["clientSecret", "insecureValue", "kubeconfig", "userData", "userDataBase64", "valueWo"].map(plain),
);

/** Whether a property of this name may hold a secret. Other providers write the same names in their own way: `user_data`. */
export const mayBeSecret = (name: string): boolean => secretNames.has(plain(name));

/** What a value is, for messages that must not show it. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  return (
    { boolean: "a boolean", number: "a number", object: "an object" }[typeof value as string] ?? "a string"
  );
}

/**
 * A value as messages show it. What a property in it may hold as a secret, and bytes, are only named by their kind.
 *
 * JSON has no NaN and would call it null.
 */
export const show = (value: unknown): string =>
  typeof value === "number"
    ? String(value)
    : (JSON.stringify(value, (key, item: unknown) =>
        mayBeSecret(key) || isBytes(item) ? kindOf(item) : item,
      ) ?? String(value));

/** Bytes of a file, as JSON or the engine makes an object of them. */
const isBytes = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (("type" in value && value.type === "Buffer" && "data" in value) ||
    ("0" in value && "1" in value && !Array.isArray(value)));

/** A text of the cluster or of another program without the characters that a terminal would obey. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");

/** Values shorter than this are also parts of other words. */
const leastCharacters = 4;

/** A text of the cluster or of another program without these values, which it may repeat. */
export const withoutValues = (text: string, values: Iterable<string>): string =>
  [...values]
    .filter((value) => value.length >= leastCharacters && !mask.includes(value))
    // One may be a part of another.
    .sort((a, b) => b.length - a.length)
    .reduce((rest, value) => rest.replaceAll(/^\d+$/.test(value) ? wholeNumber(value) : value, mask), text);

const mask = "[secret]";

/** A number hides nothing within an id, an address or another number. */
const wholeNumber = (digits: string): RegExp => new RegExp(`(?<![\\w.])${digits}(?!\\w|\\.\\w)`, "g");

/** One word of a shell command, which any sh reads back as this text. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Rows as a table with aligned columns. */
export function aligned(rows: string[][]): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 3) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("")
        .trimEnd(),
    )
    .join("\n");
}

const units = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
] as const;

/** A time in the largest unit of which it has at least two, as kubectl prints ages. */
export function age(seconds: number): string {
  const [unit, length] = units.find(([, each]) => seconds >= 2 * each) ?? ["s", 1];
  return `${Math.floor(seconds / length)}${unit}`;
}
