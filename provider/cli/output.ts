import { fstatSync, writeFileSync } from "node:fs";

import { errorMessage } from "../common/errors";

const standardOutput = 1;

/** Writes a part of the result. */
export function write(text: string): void {
  try {
    // Node drops the rest of what a full disk takes in part.
    if (fstatSync(standardOutput).isFile()) writeFileSync(standardOutput, text);
    else process.stdout.write(text);
  } catch (error) {
    failOutput(error as NodeJS.ErrnoException);
  }
}

/** Prints a line of the result. */
export const print = (line: string): void => write(`${line}\n`);

export const printJson = (value: unknown): void => print(JSON.stringify(value, undefined, 2));

/** Reports progress; not part of the result. */
export const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** Columns of the terminal that shows the result; unlimited if a program reads it. A terminal without a size has 0. */
export const outputWidth = (): number => process.stdout.columns || Infinity;

/** For commands that go on until Ctrl-C. */
export const exitOnInterrupt = (): void => void process.once("SIGINT", () => process.exit(130));

/** What a shell reports for a tool that a closed pipe ended. */
const brokenPipe = 141;

/** Ends the command because its result can't be written: quietly if nothing reads it any more, else with a message. */
function failOutput({ code, message }: NodeJS.ErrnoException): never {
  if (code === "EPIPE") process.exit(brokenPipe);
  const subject = { verb: "write", kind: "File", name: "standard output" };
  report(errorMessage({ ...subject, cause: message, fix: "Free some space, or write to another place" }));
  process.exit(1);
}

/** Ends on the first write that fails. Without this, Node prints a stack trace, or loses the result. */
export function watchOutput(): void {
  process.stdout.on("error", failOutput);
  // Nothing is left to report it to.
  process.stderr.on("error", () => undefined);
}

/** Ends after the last write: a server that never answers would keep the process alive. */
export const exit = (code: number): void =>
  void process.stdout.write("", (error) => (error ? failOutput(error) : process.exit(code)));
