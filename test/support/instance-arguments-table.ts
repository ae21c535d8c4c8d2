import type { AwsArgument } from "../../provider/instance/arguments";

const support = { works: "works", accepted: "accepted, with a warning", refused: "refused" };

/** The table of docs/instance-arguments.md, aligned as Prettier has it. */
export function instanceArgumentsTable(rows: Readonly<Record<string, AwsArgument>>): string {
  const lines = [["argument", "support", "", "taken silently"], ...cells("", rows)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  const text = lines.map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`);
  text.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return `${text.join("\n")}\n`;
}

const cells = (prefix: string, rows: Readonly<Record<string, AwsArgument>>): string[][] =>
  Object.entries(rows).flatMap(([name, row]) => [
    [`\`${prefix}${name}\``, support[row.support], row.note, silent(row)],
    ...cells(`${prefix}${name}.`, row.fields ?? {}),
  ]);

const silent = ({ harmless = [] }: AwsArgument): string =>
  harmless.map((value) => `\`${JSON.stringify(value)}\``).join(" or ");
