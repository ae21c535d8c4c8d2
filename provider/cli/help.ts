import type { Command, Option } from "./command";
import { wrap } from "./layout";

/** Fits in every terminal, and lines that are longer are hard to read. */
const width = 80;

/** The help on all commands. */
export function commandsHelp(commands: readonly Command[]): string {
  return [
    "Usage: ec2-pods <command> [options]",
    section("Commands", columns(commands.map(({ name, summary }) => [name, summary]))),
    'Run "ec2-pods <command> --help" for the options and examples of a command.\nRun "ec2-pods --version" for the version of the package.',
  ].join("\n\n");
}

/** The help on one command. */
export function commandHelp({ name, summary, operands, options, ...more }: Command): string {
  const { notes = [], examples, exitCodes = {} } = more;
  const codes = { 0: "success", 1: "an error", 2: "an invalid command line", ...exitCodes };
  return [
    `${summary}.`,
    `Usage: ${["ec2-pods", name, "[options]", operands?.usage].filter(Boolean).join(" ")}`,
    section("Options", columns([...Object.entries(options).map(optionRow), helpRow])),
    ...notes.map(paragraph),
    section("Examples", examples.map(([text, line]) => `  # ${text}\n  ${line}`).join("\n\n")),
    section("Exit codes", columns(Object.entries(codes))),
  ]
    .join("\n\n")
    .replaceAll("\n\n- ", "\n- ");
}

const section = (title: string, body: string): string => `${title}:\n${body}`;

type Row = [left: string, right: string];

const helpRow: Row = ["-h, --help", "Print this help"];

const optionRow = ([name, { short, value, text, default: preset }]: [string, Option]): Row => [
  `${short ? `-${short}, ` : "    "}--${name}${value ? ` <${value}>` : ""}`,
  typeof preset === "string" ? `${text} (default: ${preset})` : text,
];

function columns(rows: Row[]): string {
  const indent = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.map(([left, right]) => `  ${left}`.padEnd(indent) + hanging(right, indent)).join("\n");
}

const paragraph = (text: string): string => hanging(text, text.startsWith("- ") ? 2 : 0);

/** Wrapped text whose lines but the first are indented, and whose first line starts there. */
const hanging = (text: string, indent: number): string =>
  wrap(text, width - indent).join(`\n${" ".repeat(indent)}`);
