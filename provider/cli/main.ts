#!/usr/bin/env node
import { parseCommandLine, usage, UsageError, type CommandLine } from "./arguments";
import { doctor } from "./doctor";
import { previewReport } from "./preview-report";
import { Interrupted } from "./probe";
import { reap } from "./reap";
import { reapExitCode, reapJson, reapText } from "./reap-report";
import { exitCode, json, table } from "./report";

const progress = (text: string) => void process.stderr.write(`${text}\n`);

/** Runs one command; what it prints, and its exit code. */
async function run(line: CommandLine): Promise<{ text: string; code: number }> {
  switch (line.command) {
    case "help":
      return { text: usage(line.of), code: 0 };
    case "doctor": {
      const checks = await doctor(line.options, progress);
      return { text: line.options.json ? json(checks) : table(checks), code: exitCode(checks) };
    }
    case "preview-report":
      return previewReport(line.argument, line.options);
    case "reap": {
      const { options } = line;
      const { reference, ...reaping } = await reap(options, progress);
      const text = options.json ? reapJson(reaping) : reapText(reaping, options, reference);
      return { text, code: reapExitCode(reaping) };
    }
  }
}

async function main(args: string[]): Promise<number> {
  const { text, code } = await run(parseCommandLine(args));
  process.stdout.write(`${text}\n`);
  return code;
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
