import { fstatSync, writeFileSync } from "node:fs";
import { Writable } from "node:stream";

import { errorMessage } from "../common/errors";

type Output = typeof process.stdout | typeof process.stderr;

/** Writes a part of the result. */
export const write = (text: string): void => writeTo(process.stdout, text);

/** A stream for what another program writes to an output of this one. */
export const resultStream = (output: Output): Writable =>
  new Writable({
    write(chunk: Buffer, _, done) {
      writeTo(output, chunk);
      done();
    },
  });

function writeTo(output: Output, chunk: string | Buffer): void {
  const failed = (error: Error | null | undefined) => error && failOutput(error, output);
  try {
    // Node drops the rest of what a full disk takes in part.
    if (fstatSync(output.fd).isFile()) writeFileSync(output.fd, chunk);
    else output.write(chunk, failed);
  } catch (error) {
    failed(error as Error);
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
function failOutput({ code, message }: NodeJS.ErrnoException, output: Output = process.stdout): never {
  if (code === "EPIPE") process.exit(brokenPipe);
  const name = output === process.stdout ? "standard output" : "standard error";
  const subject = { verb: "write", kind: "File", name };
  report(errorMessage({ ...subject, cause: message, fix: "Free some space, or write to another place" }));
  process.exit(1);
}

/** Ends on the first write that fails. Without this, Node prints a stack trace, or loses the result. */
export function watchOutput(): void {
  process.stdout.on("error", (error) => failOutput(error));
  // Nothing is left to report it to.
  process.stderr.on("error", () => undefined);
}

/** Ends after the last write: a server that never answers would keep the process alive. */
export const exit = (code: number): void =>
  void process.stdout.write("", (error) => (error ? failOutput(error) : process.exit(code)));
