import { parseArgs } from "node:util";

import { problem } from "../errors";
import { parseDuration } from "../instance/instance-check";
import { formats } from "../preview-report/render";
import { suggestion } from "../suggestion";

/** One option of a command; one without a default may be absent. */
interface Option {
  type: "boolean" | "string";
  default?: boolean | string;
  /** What its value is called in the help. */
  value?: string;
  text: string;
  /** What a value has to be instead, where it is wrong. */
  wrong?: (value: string) => string | undefined;
}

interface Command {
  summary: string;
  /** What it is called that may be named besides options. */
  argument?: string;
  options: Readonly<Record<string, Option>>;
  /** The rest of its help. */
  notes: string;
}

const oneOf =
  (...values: readonly string[]) =>
  (value: string) =>
    values.includes(value) ? undefined : `Use ${values.map((each) => `"${each}"`).join(" or ")}`;

const json = { type: "boolean", default: false, text: "machine output" } as const;

const commands = {
  doctor: {
    summary: "whether this machine's cluster can take instances and enforces their groups",
    options: {
      probe: {
        type: "boolean",
        default: false,
        text: "proves by traffic between two throw-away Pods that policies are enforced",
      },
      image: {
        type: "string",
        default: "busybox:1.35",
        value: "image",
        text: "what these run, with sh, wget and httpd; busybox:1.35",
      },
      kubeconfig: { type: "string", value: "path", text: "instead of KUBECONFIG or ~/.kube/config" },
      context: { type: "string", value: "name", text: "instead of the current context" },
      namespace: { type: "string", value: "name", text: "instead of the context's" },
      json,
    },
    notes: "The exit code is 0 where nothing is wrong, 1 after a fault, 2 after a wrong command line.",
  },
  reap: {
    summary: "what killed runs and removed stacks left in the cluster; deletes it with --yes",
    options: {
      yes: { type: "boolean", default: false, text: "deletes the orphans, instead of listing them" },
      stack: { type: "string", value: "name", text: "instead of the selected one; may be gone" },
      cwd: { type: "string", value: "folder", text: "of the Pulumi project, instead of this one" },
      "any-maker": {
        type: "boolean",
        default: false,
        text: "takes also what was made on another machine, by another user or from another folder",
      },
      "older-than": {
        type: "string",
        value: "time",
        text: 'keeps what is younger; 10m, or an instance\'s timeouts.create where that is longer; "0s" keeps nothing',
        wrong: (value) => (parseDuration(value) === undefined ? 'Use a text like "10m" or "0s"' : undefined),
      },
      kubeconfig: {
        type: "string",
        value: "path",
        text: "instead of the stack's kubernetes:kubeconfig, KUBECONFIG or ~/.kube/config",
      },
      context: {
        type: "string",
        value: "name",
        text: "instead of the stack's kubernetes:context or the current one",
      },
      namespace: {
        type: "string",
        value: "name",
        text: "looks into this one alone, instead of all that the user may list",
      },
      json,
    },
    notes: `It runs in a project's folder and asks the Pulumi CLI for the state. It looks at the Pods and NetworkPolicies that
carry the label of the stack's project and name, and at nothing else. Orphans are those that the state doesn't have,
or all where the stack is gone: where the backend of "pulumi whoami --verbose" has none of that name. Such a stack has
to be named with --stack. With a Pod go its Secret and its volumes, but for those with deleteOnTermination: false. Kept
are

  - those that another stack of the project has in its state, because it was renamed.
  - those of another maker, because a stack of the same name may be in another backend. CI runners, which have a new
    name each time, need --any-maker. It is safe where the project's stacks are all in one backend; where your own are
    in several, see that you are logged in to the right one.
  - those that are younger than --older-than: they may be of an update under way, which the state doesn't have yet. A
    stack that is gone has none.
  - policies without which a Pod that stays would be open.

A context that isn't recognisably local has to be named, here or in the stack's configuration.
The exit code is 0 with or without orphans, 1 after a fault or where an orphan could not be deleted, 2 after a wrong
command line.

  ec2-pods reap                           lists the orphans of the selected stack
  ec2-pods reap --yes                     deletes them
  ec2-pods reap --stack pr-7 --any-maker  lists what a stack left that is gone, whichever runner made it`,
  },
  "preview-report": {
    summary: "what a preview opens, replaces and recreates, as a comment on a pull request",
    argument: "file",
    options: {
      format: {
        type: "string",
        default: "markdown",
        value: "format",
        text: "markdown, of at most 65,536 characters; text or json, which are whole; markdown",
        wrong: oneOf(...formats),
      },
      "fail-on": {
        type: "string",
        value: "condition",
        text: "open-to-world: exit code 1 where a group lets in everybody that it did not before",
        wrong: oneOf("open-to-world"),
      },
      name: {
        type: "string",
        value: "text",
        text: "what it is a preview of, also in the hidden marker; project/stack",
      },
    },
    notes: `It reads what "pulumi preview --json" prints, as a document or as events, or what --event-log wrote, from the file or
from standard input. --show-sames has the preview name what stays, so that who reaches whom is told of all instances.
It needs neither the cluster nor the stack's state. Secrets, user data and kubeconfigs are not shown.
The first line is a comment by which the same comment is found at the next push.
The exit code is 0, 1 where the preview failed or its output ends early, or after --fail-on, 2 after a wrong command
line; the report is printed in all but the last.

  pulumi preview --json --show-sames | ec2-pods preview-report
  ec2-pods preview-report preview.json --format text --fail-on open-to-world`,
  },
} as const satisfies Record<string, Command>;

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

export type CommandLine =
  | { command: "help"; of?: CommandName }
  | { [C in CommandName]: { command: C; options: OptionsOf<C>; argument?: string } }[CommandName];

/** A command line that says nothing to us. */
export class UsageError extends Error {}

const names = Object.keys(commands) as CommandName[];
const isCommand = (name: string): name is CommandName => (names as string[]).includes(name);
const isHelp = (word: string): boolean => ["--help", "-h", "help"].includes(word);

/** The help on one command, or on all. */
export function usage(of?: CommandName): string {
  if (!of) {
    const rows = names.map((name) => `  ${name.padEnd(17)}${commands[name].summary}`);
    return `ec2-pods <command> [options]\n\n${rows.join("\n")}\n\n"ec2-pods <command> --help" tells the options.`;
  }
  const { summary, argument, options, notes }: Command = commands[of];
  const rows = Object.entries(options).map(
    ([name, { value, text }]) => [`--${name}${value ? ` <${value}>` : ""}`, text] as const,
  );
  const width = Math.max(...rows.map(([option]) => option.length)) + 3;
  const lines = rows.map(([option, text]) => `  ${option.padEnd(width)}${text}`);
  return `ec2-pods ${of} ${argument ? `[${argument}] ` : ""}[options]: ${summary}\n\n${lines.join("\n")}\n\n${notes}`;
}

/** Reads the arguments after "ec2-pods"; throws a {@link UsageError} that says what would be right. */
export function parseCommandLine(args: string[]): CommandLine {
  const [command, ...rest] = args;
  if (command === undefined) throw wrong("run", "command", "", "none is named");
  if (isHelp(command)) return { command: "help", ...(rest[0] && isCommand(rest[0]) ? { of: rest[0] } : {}) };
  if (command.startsWith("-")) throw wrong("run", "command", command, "a command goes before all options");
  if (!isCommand(command)) {
    throw wrong("run", "command", command, "there is none of that name", suggestion(command, names));
  }
  const { values, positionals } = parsed(command, rest);
  const { help, ...options } = values;
  if (help) return { command: "help", of: command };
  const { argument: taken, options: known }: Command = commands[command];
  const [argument, extra] = taken ? positionals : [undefined, ...positionals];
  if (extra !== undefined) {
    const cause = `${command} takes ${taken ? `one ${taken} and ` : ""}options alone`;
    throw wrong("read", "argument", extra, cause, undefined, command);
  }
  for (const [name, { wrong: advice }] of Object.entries(known)) {
    const value = options[name];
    const fix = typeof value === "string" ? advice?.(value) : undefined;
    if (fix) {
      const cause = `it is "${String(value)}"`;
      throw new UsageError(problem({ verb: "read", kind: "option", name: `--${name}`, cause, fix }));
    }
  }
  return { command, options, ...(argument === undefined ? {} : { argument }) } as CommandLine;
}

function parsed(command: CommandName, args: string[]) {
  const options: Readonly<Record<string, Option>> = commands[command].options;
  const known: Record<string, { type: Option["type"]; default?: boolean | string; short?: string }> = {
    ...Object.fromEntries(
      Object.entries(options).map(([name, { type, default: preset }]) => [
        name,
        { type, ...(preset === undefined ? {} : { default: preset }) },
      ]),
    ),
    help: { type: "boolean", short: "h", default: false },
  };
  try {
    const { values, positionals } = parseArgs({ args, options: known, allowPositionals: true });
    return { values: { ...values }, positionals };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const name = /'(?:-\w, )?--?([\w-]+)/.exec(message)?.[1] ?? "";
    const option = `--${name}`;
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
  return new UsageError(problem({ verb, kind, name, cause, fix }));
}
