/** One thing that was looked at, and what came of it. */
export interface Check {
  name: string;
  /** A "fault" keeps instances or groups from being made; a "warning" takes something from them. */
  state: "ok" | "warning" | "fault";
  value: string;
  /** An imperative with the exact setting or command. */
  fix?: string;
}

/** The checks for people: aligned columns, and each fix below its value. */
export function table(checks: Check[]): string {
  const rows = [{ state: "STATE", name: "CHECK", value: "VALUE" }, ...checks];
  const width = (column: "state" | "name") => Math.max(...rows.map((row) => row[column].length)) + 3;
  const line = (state: string, name: string, value: string) =>
    `${state.padEnd(width("state"))}${name.padEnd(width("name"))}${value}`;
  return rows
    .flatMap((row) => [
      line(row.state, row.name, row.value),
      ...("fix" in row ? [line("", "", `Fix: ${row.fix}.`)] : []),
    ])
    .join("\n");
}

/** The checks for machines. */
export const json = (checks: Check[]): string => JSON.stringify({ checks }, undefined, 2);

export const exitCode = (checks: Check[]): number => (checks.some(({ state }) => state === "fault") ? 1 : 0);
