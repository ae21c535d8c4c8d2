#!/usr/bin/env node
import { explain } from "../common/errors";
import { Interrupted, UsageError } from "./command";
import { parseCommandLine } from "./command-line";
import { commands } from "./commands";
import { commandHelp, commandsHelp } from "./help";
import { print } from "./output";

/** Runs one command; returns its exit code. */
async function main(args: string[]): Promise<number> {
  const line = parseCommandLine(commands, args);
  if ("help" in line) {
    print(line.help ? commandHelp(line.help) : commandsHelp(commands));
    return 0;
  }
  const { command, ...input } = line;
  try {
    return await command.run(input);
  } catch (error) {
    throw explain(error, { verb: "run", kind: "command", name: command.name });
  }
}

main(process.argv.slice(2)).then(
  // Exits after the last write: a server that never answers would keep the process alive.
  (code) => process.stdout.write("", () => process.exit(code)),
  (error: Error) => {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    process.stderr.write(`${error.message}\n`, () => process.exit(error instanceof UsageError ? 2 : 1));
  },
);
