/** One thing that was looked at, and what came of it. */
export interface Check {
  name: string;
  /** A "fault" keeps instances or groups from being made; a "warning" takes something from them. */
  state: "ok" | "warning" | "fault";
  value: string;
  /** An imperative with the exact setting or command. */
  fix?: string;
}

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

/** The checks for people: each fix is below its value. */
export const table = (checks: Check[]): string =>
  aligned([
    ["STATE", "CHECK", "VALUE"],
    ...checks.flatMap(({ state, name, value, fix }) => [
      [state, name, value],
      ...(fix === undefined ? [] : [["", "", `Fix: ${fix}.`]]),
    ]),
  ]);

/** The checks for machines. */
export const json = (checks: Check[]): string => JSON.stringify({ checks }, undefined, 2);

export const exitCode = (checks: Check[]): number => (checks.some(({ state }) => state === "fault") ? 1 : 0);

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
