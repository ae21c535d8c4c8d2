import { parseArgs } from "node:util";

import { problem } from "../errors";
import { suggestion } from "../suggestion";

export const usage = `ec2-pods <command> [options]

  doctor   whether this machine's cluster can take instances and enforces their groups

Options of doctor:
  --probe               proves by traffic between two throw-away Pods that policies are enforced
  --image <image>       what these run, with sh, wget and httpd; busybox:1.35
  --kubeconfig <path>   instead of KUBECONFIG or ~/.kube/config
  --context <name>      instead of the current context
  --namespace <name>    instead of the context's
  --json                machine output

The exit code is 0 where nothing is wrong, 1 after a fault, 2 after a wrong command line.`;

export interface DoctorOptions {
  probe: boolean;
  image: string;
  json: boolean;
  kubeconfig?: string;
  context?: string;
  namespace?: string;
}

export type CommandLine = { command: "help" } | { command: "doctor"; options: DoctorOptions };

/** A command line that says nothing to us. */
export class UsageError extends Error {}

const commands = ["doctor"];
const options = {
  probe: { type: "boolean", default: false },
  image: { type: "string", default: "busybox:1.35" },
  json: { type: "boolean", default: false },
  kubeconfig: { type: "string" },
  context: { type: "string" },
  namespace: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads the arguments after "ec2-pods"; throws a {@link UsageError} that says what would be right. */
export function parseCommandLine(args: string[]): CommandLine {
  const { values, positionals } = parsed(args);
  const [command, extra] = positionals;
  const { help, ...rest } = values;
  if (help || command === "help") return { command: "help" };
  if (command === undefined) throw wrong("run", "command", "", "none is named", commands[0]);
  if (command !== "doctor")
    throw wrong("run", "command", command, "there is none of that name", near(command));
  if (extra !== undefined) throw wrong("read", "argument", extra, "doctor takes options alone");
  return { command, options: rest };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const name = /'(?:-\w, )?--?([\w-]+)/.exec(message)?.[1] ?? "";
    if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      throw wrong(
        "read",
        "option",
        `--${name}`,
        options[name as "probe"]?.type === "boolean" ? "it takes no value" : "it has no value",
      );
    }
    const meant = suggestion(name, Object.keys(options));
    throw wrong("read", "option", `--${name}`, "there is none of that name", meant && `--${meant}`);
  }
}

const near = (command: string) => suggestion(command, commands);

const wrong = (verb: string, kind: string, name: string, cause: string, meant?: string): UsageError =>
  new UsageError(
    problem({
      verb,
      kind,
      name,
      cause,
      fix: meant ? `Did you mean "${meant}"? "ec2-pods --help" tells the rest` : 'See "ec2-pods --help"',
    }),
  );
