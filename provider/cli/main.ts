#!/usr/bin/env node
import { parseCommandLine, usage, UsageError } from "./arguments";
import { doctor } from "./doctor";
import { Interrupted } from "./probe";
import { exitCode, json, table } from "./report";

/** Runs one command; its exit code. */
async function main(args: string[]): Promise<number> {
  const line = parseCommandLine(args);
  if (line.command === "help") {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const checks = await doctor(line.options, (text) => process.stderr.write(`${text}\n`));
  process.stdout.write(`${line.options.json ? json(checks) : table(checks)}\n`);
  return exitCode(checks);
}

main(process.argv.slice(2)).then(
  // Once all is written; a server that never answers would keep the process.
  (code) => process.stdout.write("", () => process.exit(code)),
  (error: Error) => {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    console.error(error.message);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
