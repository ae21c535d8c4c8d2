import { distance } from "fastest-levenshtein";

/** The one of the names that was probably meant; undefined if none is close enough for its length. Ignores underscores and case. */
export function suggestion(name: string, names: readonly string[]): string | undefined {
  const distanceTo = (other: string) => distance(plain(name), plain(other));
  const nearest = [...names].sort((a, b) => distanceTo(a) - distanceTo(b))[0];
  return nearest !== undefined && distanceTo(nearest) <= Math.min(3, name.length / 2) ? nearest : undefined;
}

const plain = (name: string): string => name.toLowerCase().replaceAll("_", "");

/** A value as messages show it; JSON has no NaN and would call it null. */
export const show = (value: unknown): string =>
  typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));

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
