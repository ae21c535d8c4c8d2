#!/usr/bin/env node
import { errorMessage, ExplainedError } from "../common/errors";
import { type CommandLine, parseCommandLine, usage, UsageError } from "./arguments";
import { showConsole } from "./console";
import { doctor } from "./doctor";
import { exec } from "./exec";
import { instancesJson, instancesText, poweredText } from "./instance-report";
import { portForward } from "./port-forward";
import { power } from "./power";
import { previewReport } from "./preview-report";
import { Interrupted } from "./probe";
import { reap } from "./reap";
import { reapExitCode, reapJson, reapText } from "./reap-report";
import { exitCode, json, table } from "./report";
import { openSite } from "./site";

const progress = (text: string) => void process.stderr.write(`${text}\n`);
const line = (text: string) => void process.stdout.write(`${text}\n`);

/** Runs one command to its end; its exit code. */
async function run(given: CommandLine): Promise<number> {
  switch (given.command) {
    case "help":
      line(usage(given.of));
      return 0;
    case "doctor": {
      const checks = await doctor(given.options, progress);
      line(given.options.json ? json(checks) : table(checks));
      return exitCode(checks);
    }
    case "preview-report": {
      const { text, code } = await previewReport(given.operands[0], given.options);
      line(text);
      return code;
    }
    case "reap": {
      const { options } = given;
      const { reference, ...reaping } = await reap(options, progress);
      line(options.json ? reapJson(reaping) : reapText(reaping, options, reference));
      return reapExitCode(reaping);
    }
    case "list": {
      const { instances } = await openSite(given.options);
      line(given.options.json ? instancesJson(instances) : instancesText(instances));
      return 0;
    }
    case "console":
      endOnInterrupt();
      await showConsole(given.operands[0], given.options, (text) => void process.stdout.write(text));
      return 0;
    case "exec": {
      const [instance, ...command] = given.operands;
      return exec(instance, command, given.options);
    }
    case "port-forward": {
      const [instance, ...ports] = given.operands;
      endOnInterrupt();
      await portForward(instance, ports, given.options, line);
      return new Promise(() => undefined);
    }
    case "stop":
    case "start":
    case "reboot": {
      const { command, operands, options } = given;
      // What an operation says of its progress isn't the result.
      console.log = progress;
      const powered = await power(command, operands[0], options);
      line(options.json ? JSON.stringify(powered, undefined, 2) : poweredText(command, powered));
      return 0;
    }
  }
}

const endOnInterrupt = () => void process.once("SIGINT", () => process.exit(130));

async function main(args: string[]): Promise<number> {
  const given = parseCommandLine(args);
  return run(given).catch((error: Error) => {
    if (!(error instanceof ExplainedError)) throw error;
    const { reason: cause, fix } = error;
    throw new Error(
      errorMessage({ verb: "run", kind: "command", name: given.command, cause, ...(fix ? { fix } : {}) }),
    );
  });
}

main(process.argv.slice(2)).then(
  // Once all is written; a server that never answers would keep the process.
  (code) => process.stdout.write("", () => process.exit(code)),
  (error: Error) => {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    process.stderr.write(`${error.message}\n`, () => process.exit(error instanceof UsageError ? 2 : 1));
  },
);
