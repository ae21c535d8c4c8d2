#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { explain } from "../common/errors";
import { Interrupted, UsageError } from "./command";
import { parseCommandLine } from "./command-line";
import { commands } from "./commands";
import { commandHelp, commandsHelp } from "./help";
import { exit, print, watchOutput } from "./output";

/** The release of the package, whose file is as far from here before compilation as after it. */
const version = (): string => {
  const file = readFileSync(join(__dirname, "../../package.json"), "utf8");
  return (JSON.parse(file) as { version: string }).version;
};

/** Runs one command; returns its exit code. */
async function main(args: string[]): Promise<number> {
  const line = parseCommandLine(commands, args);
  if ("version" in line) {
    print(version());
    return 0;
  }
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

watchOutput();
main(process.argv.slice(2)).then(exit, (error: Error) => {
  if (error instanceof Interrupted) process.exit(error.exitCode);
  process.stderr.write(`${error.message}\n`, () => process.exit(error instanceof UsageError ? 2 : 1));
});
