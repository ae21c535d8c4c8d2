import { parseArgs } from "node:util";

import { errorMessage } from "../common/errors";
import { suggestion } from "../common/text";
import { UsageError } from "./command";
import type { Command, Input, Option } from "./command";

/** A command with its input, or a request: for help on one command or on all, or for the version. */
export type CommandLine = ({ command: Command } & Input) | { help: Command | undefined } | { version: true };

const isHelp = (word: string): boolean => ["--help", "-h", "help"].includes(word);

/** Reads the arguments after "ec2-pods". Throws a {@link UsageError} that says how to fix them. */
export function parseCommandLine(commands: readonly Command[], args: string[]): CommandLine {
  const [name, ...rest] = args;
  const find = (wanted: string | undefined) => commands.find((command) => command.name === wanted);
  const invalid = (cause: string, meant?: string) =>
    usageError({ verb: "run", kind: "command", name: name ?? "", cause, meant });
  if (name === undefined) throw invalid("no command is named");
  if (name === "--version") return { version: true };
  if (isHelp(name)) return { help: find(rest[0]) };
  if (name.startsWith("-")) throw invalid("the command must come before all options");
  const command = find(name);
  if (!command) {
    const names = commands.map((each) => each.name);
    throw invalid("there is no such command", suggestion(name, names));
  }
  const end = command.operands?.dashDash && rest.includes("--") ? rest.indexOf("--") : rest.length;
  const { values, positionals } = parse(command, rest.slice(0, end));
  const { help, ...options } = values;
  if (help) return { help: command };
  checkOperands(command, positionals);
  checkOptions(command, options);
  return { command, options, operands: [...positionals, ...rest.slice(end + 1)] };
}

function parse(command: Command, args: string[]) {
  const options: Record<string, Option> = {
    ...command.options,
    help: { type: "boolean", short: "h", default: false, text: "" },
  };
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: { ...values } as Input["options"], positionals };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const [, dashes = "--", name = ""] = /'(?:-\w, )?(--?)([\w-]+)/.exec(message) ?? [];
    const invalid = (cause: string, meant?: string) =>
      usageError({ verb: "read", kind: "option", name: dashes + name, cause, meant, command });
    if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      throw invalid(options[name]?.type === "boolean" ? "it accepts no value" : "it needs a value");
    }
    const meant = suggestion(name, Object.keys(options));
    throw invalid("there is no such option", meant && `--${meant}`);
  }
}

function checkOperands(command: Command, words: string[]): void {
  const { name, operands } = command;
  const { usage = "options only", least = 0, most = 0 } = operands ?? {};
  if (words.length < least) {
    throw usageError({ verb: "run", kind: "command", name, cause: `it needs ${usage}`, command });
  }
  const extra = words[most];
  if (extra !== undefined) {
    const cause = `${name} accepts ${usage}`;
    throw usageError({ verb: "read", kind: "argument", name: extra, cause, command });
  }
  const invalid = operands?.check?.(words);
  if (invalid) {
    const { operand, cause, fix } = invalid;
    throw new UsageError(errorMessage({ verb: "read", kind: "argument", name: operand, cause, fix }));
  }
}

function checkOptions(command: Command, values: Input["options"]): void {
  for (const [name, { check }] of Object.entries(command.options)) {
    const value = values[name];
    const fix = typeof value === "string" ? check?.(value) : undefined;
    if (!fix) continue;
    const cause = `it is "${String(value)}"`;
    throw new UsageError(errorMessage({ verb: "read", kind: "option", name: `--${name}`, cause, fix }));
  }
}

/** An error whose fix is what was probably meant, and the help. */
function usageError(parts: {
  verb: string;
  kind: string;
  name: string;
  cause: string;
  meant?: string | undefined;
  command?: Command;
}): UsageError {
  const { meant, command, ...rest } = parts;
  const see = `See "${["ec2-pods", command?.name, "--help"].filter(Boolean).join(" ")}"`;
  return new UsageError(errorMessage({ ...rest, fix: meant ? `Did you mean "${meant}"? ${see}` : see }));
}
