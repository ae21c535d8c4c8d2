import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

import type { ExecStream } from "../../cluster/exec-stream";
import { ExplainedError } from "../../common/errors";
import { printable } from "../../common/text";
import { root } from "./account";
import type { Account } from "./account";
import type { Host } from "./host";
import { Marks } from "./marks";
import { hangUp, launch, onTerminal, piped } from "./scripts";

/** What runs in an instance, and as whom. */
export interface Command {
  account: Account;
  /** `shell`: the user's login shell. `exec`: a command of that shell. `script`: one of sh, whatever shell the user has. */
  kind: "shell" | "exec" | "script";
  command?: string;
  /** Of a script. Of others, assignments for their environment. */
  arguments?: readonly string[];
  terminal?: { columns: number; rows: number } | undefined;
}

/** Where a program's output goes. Each waits until there is room for more. */
export interface Outputs {
  out(bytes: Buffer): Promise<void>;
  err(bytes: Buffer): Promise<void>;
}

/** A program that runs in an instance. */
export interface Program {
  /** Waits until the connection has taken the bytes. */
  write(bytes: Buffer): Promise<void>;
  /** A line of its input, without spaces at its ends. Takes no process in the instance. */
  writeLine(text: string): Promise<void>;
  /** The end of its input. A terminal has none, but the key for it. */
  endInput(): Promise<void>;
  /** Sends a signal to all processes of its session. */
  signal(name: string): void;
  resize(columns: number, rows: number): void;
  /** Ends the program and what it has started, because nobody listens any more. */
  hangUp(): Promise<void>;
  /** Its exit status, once all of its output has been taken. */
  ended: Promise<number>;
}

/** The bytes of one line for the script; an image's dd reads each such block in one piece. */
const blockBytes = 262_144;

/** Milliseconds that the end of a command may take once all of its output has come. */
const endMilliseconds = 5000;

/** Milliseconds in which a program has begun, or never does. */
const beginMilliseconds = 60_000;

/** Runs a program in the instance. */
export async function runProgram(host: Host, command: Command, outputs: Outputs): Promise<Program> {
  // It begins as nothing does that people type: what may begin a mark waits for the next byte.
  const mark = `\x1e${randomBytes(20).toString("hex")}`;
  const { account, kind, terminal } = command;
  const { name, uid, gid, home, shell } = account;
  const words = [name, uid, gid, home, shell, kind, command.command ?? "", ...(command.arguments ?? [])];
  const size = terminal && [uid, String(terminal.columns), String(terminal.rows)];
  const script = size
    ? ["sh", "-c", onTerminal, "sh", mark, ...size, launch, ...words]
    : ["sh", "-c", piped, "sh", mark];
  const stream = await host.start(script, { tty: Boolean(size) });
  if (terminal) stream.resize(terminal.columns, terminal.rows);
  else await stream.write(asArguments([launch, ...words]));

  let begin: (session: number) => void = () => undefined;
  const begun = new Promise<number>((resolve) => (begin = resolve));
  const line = (text: string) => stream.write(Buffer.from(`${text}\n`));
  const taken = take(stream, mark, outputs, terminal !== undefined, (started) => {
    begin(started);
    if (!terminal && started) void line(`session ${started}`);
  });
  const ended = taken.then(async (status) => {
    if (status === undefined) return stream.ended;
    // The script ends by this.
    void line(terminal ? `\n${mark}` : "done");
    const timer = setTimeout(() => stream.close(), endMilliseconds);
    void stream.ended.catch(() => undefined).then(() => clearTimeout(timer));
    return status;
  });
  ended.catch(() => undefined);
  return {
    async write(bytes) {
      if (terminal) return stream.write(bytes);
      for (let at = 0; at < bytes.length; at += blockBytes) {
        const block = bytes.subarray(at, at + blockBytes);
        await stream.write(Buffer.concat([Buffer.from(`data ${block.length}\n`), block]));
      }
    },
    writeLine: (text) => line(`line ${text}`),
    endInput: () => (terminal ? Promise.resolve() : line("end")),
    // Its first output may come before the number of its session, without which a signal reaches nothing.
    signal: (signal) => void (terminal ? undefined : begun.then(() => line(`signal ${signal}`))),
    resize: (columns, rows) => stream.resize(columns, rows),
    async hangUp() {
      // A program that only just starts would go on.
      const never = pause(beginMilliseconds, 0, { ref: false });
      const known = Promise.race([begun, ended.catch(() => undefined).then(() => 0), never]);
      const ending = known.then(async (session) => {
        stream.close();
        // A script that waits for its program to read can't hang up itself, and one with a terminal never learns of it.
        if (session) await endSession(host, session).catch(() => undefined);
      });
      // The caller may be about to end.
      const isKnown = (await Promise.race([known, limit()])) !== undefined;
      if (isKnown) await ending;
    },
    ended,
  };
}

/** Resolves when a command of the server itself has had its time. */
const limit = () => pause(endMilliseconds, undefined, { ref: false });

async function endSession(host: Host, session: number): Promise<void> {
  const stream = await host.start(["sh", "-c", hangUp, "sh", String(session)]);
  stream.stdout.resume();
  stream.stderr.resume();
  await Promise.race([stream.ended, limit()]);
  stream.close();
}

/** The arguments for the script that runs a program without a terminal: their number, and each after its size. */
export function asArguments(words: readonly string[]): Buffer {
  // A shell drops line ends at the end of what it reads, so each has a dot there.
  const blocks = words.map((word) => Buffer.from(`${word}.`));
  const parts = blocks.map((block) => Buffer.concat([Buffer.from(`${block.length}\n`), block]));
  return Buffer.concat([Buffer.from(`${words.length}\n`), ...parts]);
}

/** Passes the output on until the marks; returns the exit status, or undefined if the connection ended before. */
async function take(
  stream: ExecStream,
  mark: string,
  { out, err }: Outputs,
  isTerminal: boolean,
  started: (session: number) => void,
): Promise<number | undefined> {
  const numbers = async (from: Readable, count: number, to: (bytes: Buffer) => Promise<void>) => {
    const marks = new Marks(mark);
    const found: number[] = [];
    for await (const chunk of from) {
      for (const piece of marks.push(chunk as Buffer)) {
        if (typeof piece !== "number") {
          if (found.length < count) await to(piece);
          continue;
        }
        if (found.push(piece) === 1 && count === 2) started(piece);
        // What still writes to it then isn't the program.
        if (found.length === count) return piece;
      }
    }
    await to(marks.end());
    return undefined;
  };
  const [status] = await Promise.all([
    numbers(stream.stdout, 2, out),
    isTerminal ? undefined : numbers(stream.stderr, 1, err),
  ]);
  return status;
}

/** What a script may need that answers the server itself. */
const limits = { bytes: 70_000, milliseconds: 15_000 };

/** The output of a script that runs as root with these arguments. One that doesn't end is ended. */
export async function outputOf(
  host: Host,
  script: string,
  words: readonly string[],
  { bytes: mostBytes, milliseconds } = limits,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  let refuse: (reason: string) => void = () => undefined;
  const refused = new Promise<never>((_, reject) => {
    refuse = (reason) => reject(new ExplainedError(reason, "Check the files of the instance"));
  });
  let said = "";
  const out = (bytes: Buffer) => {
    size += bytes.length;
    if (size <= mostBytes) chunks.push(bytes);
    else refuse(`its answer has more than ${mostBytes} bytes`);
    return Promise.resolve();
  };
  const command: Command = { account: root, kind: "script", command: script, arguments: words };
  const err = (bytes: Buffer) => Promise.resolve(void (said = `${said}${String(bytes)}`.slice(0, 200)));
  const started = runProgram(host, command, { out, err });
  const ended = started.then(async (program) => {
    await program.endInput();
    const status = await program.ended;
    if (status === 0) return;
    const reason = printable(said.trim()) || `its shell ends with status ${status}`;
    throw new ExplainedError(reason, "Use an image that has sh, and the dd of coreutils or BusyBox");
  });
  const late = setTimeout(
    () => refuse(`it doesn't answer within ${milliseconds / 1000} seconds`),
    milliseconds,
  );
  try {
    await Promise.race([ended, refused]);
  } catch (error) {
    void started.then((program) => program.hangUp()).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks).toString();
}
