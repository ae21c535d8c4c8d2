import { parseArgs } from "node:util";

import { errorMessage } from "../common/errors";
import { suggestion } from "../common/text";
import { type Command, commands, type Operands, type Option } from "./commands";

type Commands = typeof commands;
export type CommandName = keyof Commands;

type Values<T> = {
  [K in keyof T as T[K] extends { default: unknown } ? K : never]: T[K] extends { type: "boolean" }
    ? boolean
    : string;
} & { [K in keyof T as T[K] extends { default: unknown } ? never : K]?: string };

/** The options of a command as they are given, or by default. */
export type OptionsOf<C extends CommandName> = Values<Commands[C]["options"]>;
export type DoctorOptions = OptionsOf<"doctor">;
export type ReapOptions = OptionsOf<"reap">;

/** What stands beside the options, the words of a command last. */
type OperandsOf<C extends CommandName> = Commands[C] extends { operands: { least: 0 } }
  ? { operands: string[] }
  : Commands[C] extends { operands: unknown }
    ? { operands: [string, ...string[]] }
    : unknown;

export type CommandLine =
  | { command: "help"; of?: CommandName }
  | { [C in CommandName]: { command: C; options: OptionsOf<C> } & OperandsOf<C> }[CommandName];

/** A command line that says nothing to us. */
export class UsageError extends Error {}

export const commandNames = Object.keys(commands) as CommandName[];
const isCommand = (name: string): name is CommandName => (commandNames as string[]).includes(name);
const isHelp = (word: string): boolean => ["--help", "-h", "help"].includes(word);

/** The help on one command, or on all. */
export function usage(of?: CommandName): string {
  if (!of) {
    const rows = commandNames.map((name) => `  ${name.padEnd(17)}${commands[name].summary}`);
    return `ec2-pods <command> [options]\n\n${rows.join("\n")}\n\n"ec2-pods <command> --help" tells the options.`;
  }
  const { summary, operands, options, notes }: Command = commands[of];
  const rows = Object.entries(options).map(
    ([name, { short, value, text }]) =>
      [`${short ? `-${short}, ` : ""}--${name}${value ? ` <${value}>` : ""}`, text] as const,
  );
  const width = Math.max(...rows.map(([option]) => option.length)) + 3;
  const lines = rows.map(([option, text]) => `  ${option.padEnd(width)}${text}`);
  const form = ["ec2-pods", of, "[options]", operands?.usage].filter(Boolean).join(" ");
  return `${form}: ${summary}\n\n${lines.join("\n")}\n\n${notes}`;
}

/** Reads the arguments after "ec2-pods"; throws a {@link UsageError} that says what would be right. */
export function parseCommandLine(args: string[]): CommandLine {
  const [command, ...rest] = args;
  if (command === undefined) throw wrong("run", "command", "", "none is named");
  if (isHelp(command)) return { command: "help", ...(rest[0] && isCommand(rest[0]) ? { of: rest[0] } : {}) };
  if (command.startsWith("-")) throw wrong("run", "command", command, "a command goes before all options");
  if (!isCommand(command)) {
    throw wrong("run", "command", command, "there is none of that name", suggestion(command, commandNames));
  }
  const { operands }: Command = commands[command];
  const end = operands?.command && rest.includes("--") ? rest.indexOf("--") : rest.length;
  const { values, positionals } = parsed(command, rest.slice(0, end));
  const { help, ...options } = values;
  if (help) return { command: "help", of: command };
  checkOperands(command, operands, positionals);
  for (const [name, { wrong: advice }] of Object.entries<Option>(commands[command].options)) {
    const value = options[name];
    const fix = typeof value === "string" ? advice?.(value) : undefined;
    if (fix) {
      const cause = `it is "${String(value)}"`;
      throw new UsageError(errorMessage({ verb: "read", kind: "option", name: `--${name}`, cause, fix }));
    }
  }
  const words = [...positionals, ...rest.slice(end + 1)];
  return { command, options, ...(operands ? { operands: words } : {}) } as CommandLine;
}

function checkOperands(command: CommandName, operands: Operands | undefined, given: string[]): void {
  const { usage: form = "", least = 0, most = 0 } = operands ?? {};
  if (given.length < least) {
    throw wrong("run", "command", command, `it needs ${form}`, undefined, command);
  }
  const extra = given[most];
  if (extra !== undefined) {
    const cause = operands ? `${command} takes ${form}` : `${command} takes options alone`;
    throw wrong("read", "argument", extra, cause, undefined, command);
  }
  const fault = operands?.wrong?.(given);
  if (fault) {
    const { operand: name, fix } = fault;
    throw new UsageError(errorMessage({ verb: "read", kind: "argument", name, cause: "it is no port", fix }));
  }
}

function parsed(command: CommandName, args: string[]) {
  const options: Readonly<Record<string, Option>> = commands[command].options;
  const known: Record<string, { type: Option["type"]; default?: boolean | string; short?: string }> = {
    ...Object.fromEntries(
      Object.entries(options).map(([name, { type, short, default: preset }]) => [
        name,
        {
          type,
          ...(short === undefined ? {} : { short }),
          ...(preset === undefined ? {} : { default: preset }),
        },
      ]),
    ),
    help: { type: "boolean", short: "h", default: false },
  };
  try {
    const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true });
    return { values: { ...values }, positionals };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const [, dashes = "--", name = ""] = /'(?:-\w, )?(--?)([\w-]+)/.exec(message) ?? [];
    const option = dashes + name;
    if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      const cause = known[name]?.type === "boolean" ? "it takes no value" : "it has no value";
      throw wrong("read", "option", option, cause, undefined, command);
    }
    const meant = suggestion(name, Object.keys(known));
    throw wrong("read", "option", option, "there is none of that name", meant && `--${meant}`, command);
  }
}

function wrong(
  verb: string,
  kind: string,
  name: string,
  cause: string,
  meant?: string,
  command?: CommandName,
): UsageError {
  const help = ["ec2-pods", command, "--help"].filter(Boolean).join(" ");
  const fix = meant ? `Did you mean "${meant}"? "${help}" tells the rest` : `See "${help}"`;
  return new UsageError(errorMessage({ verb, kind, name, cause, fix }));
}
