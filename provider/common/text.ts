import { distance } from "fastest-levenshtein";

/** The known name that was probably meant; undefined where none is near, for its length. Underscores and capitals are nothing. */
export function suggestion(given: string, known: readonly string[]): string | undefined {
  const apart = (name: string) => distance(plain(given), plain(name));
  const near = [...known].sort((a, b) => apart(a) - apart(b))[0];
  return near !== undefined && apart(near) <= Math.min(3, given.length / 2) ? near : undefined;
}

const plain = (name: string): string => name.toLowerCase().replaceAll("_", "");

/** One word of a shell command that any sh reads back as this text. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Rows with their columns below each other. */
export function aligned(rows: string[][]): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 3) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
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

/** A time in its largest unit of which it has two, as kubectl has ages. */
export function age(seconds: number): string {
  const [unit, length] = units.find(([, each]) => seconds >= 2 * each) ?? ["s", 1];
  return `${Math.floor(seconds / length)}${unit}`;
}
