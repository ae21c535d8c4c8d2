import type { SFTPWrapper, ServerChannel, Session } from "ssh2";

import { ExplainedError, errorMessage } from "../../common/errors";
import { printable } from "../../common/text";
import { track } from "../../common/track";
import { outputsOf } from "./channel-output";
import type { Connection } from "./connection";
import { acceptedVariable, isSignal, terminalSize, terminalVariable } from "./environment";
import { runProgram } from "./program";
import type { Command, Outputs, Program } from "./program";
import { serveSftp } from "./sftp";
import { aborted, feed } from "./streams";

/** Serves the shells and commands of one session. */
export function serveSession(session: Session, connection: Connection): void {
  const environment = [...connection.variables];
  let terminal: Command["terminal"];
  let program: Promise<Program> | undefined;
  /** Without an end: the client closes it, or the connection does. */
  const closed = new AbortController();
  session.once("close", () => closed.abort());
  connection.gone.addEventListener("abort", () => closed.abort(), { signal: closed.signal });

  session.on("env", (accept, reject, { key, val }: { key: string; val: string }) => {
    const variable = acceptedVariable(key, val);
    if (variable === undefined) return reject?.();
    environment.push(variable);
    accept?.();
  });
  session.on("pty", (accept, _reject, { cols, rows, term }) => {
    terminal = terminalSize(cols, rows);
    // The SSH library has it, the types don't.
    environment.push(terminalVariable(String(term)));
    accept?.();
  });
  session.on("window-change", (accept, _reject, { cols, rows }) => {
    terminal &&= terminalSize(cols, rows);
    void program?.then(({ resize }) => resize(...sizeOf(cols, rows)), ignore);
    accept?.();
  });
  session.on("signal", (accept, reject, { name }) => {
    if (!isSignal(name)) return reject?.();
    void program?.then(({ signal }) => signal(name), ignore);
    accept?.();
  });

  /** The library answers no channel to a second request: a session runs one program. */
  const run = (channel: ServerChannel | undefined, kind: "shell" | "exec", command = "") => {
    if (!channel) return;
    const outputs = outputsOf(channel, closed.signal);
    const started = runProgram(
      connection.host,
      { account: connection.account, kind, command, arguments: environment, terminal },
      outputs,
    );
    program = started;
    track(connection.programs, finish(channel, outputs, started, connection.name, closed.signal));
  };
  session.on("shell", (accept) => run(accept(), "shell"));
  session.on("sftp", (accept) => {
    const sftp = accept() as SFTPWrapper | undefined;
    if (sftp) track(connection.programs, serveSftp(sftp, { ...connection, gone: closed.signal }));
  });
  session.on("exec", (accept, reject, { command }) => {
    // No argument of a program can have a NUL. A client that wants no answer gets none, against the library's types.
    if (command.includes("\0")) return (reject as typeof reject | undefined)?.();
    run(accept(), "exec", command);
  });
}

const ignore = () => undefined;

const sizeOf = (cols: number, rows: number): [number, number] => {
  const { columns, rows: lines } = terminalSize(cols, rows);
  return [columns, lines];
};

/** Feeds the program, and tells the client its exit status at its end. */
async function finish(
  channel: ServerChannel,
  outputs: Outputs,
  started: Promise<Program>,
  name: string,
  closed: AbortSignal,
): Promise<void> {
  try {
    const program = await started;
    feed(channel, program).catch(ignore);
    const status = await Promise.race([program.ended, aborted(closed)]);
    if (status === undefined) await program.hangUp();
    else channel.exit(status);
  } catch (error) {
    if (!closed.aborted) {
      await outputs.err(Buffer.from(`${reasonOf(error, name)}\r\n`));
      // As ssh itself says that something else than the command failed.
      channel.exit(255);
    }
  }
  channel.end();
}

/** Why a command didn't run. Names are as a terminal can show them. */
function reasonOf(error: unknown, name: string): string {
  const { reason, fix } =
    error instanceof ExplainedError ? error : { reason: (error as Error).message, fix: undefined };
  const subject = { verb: "run a command in", kind: "Ec2Instance", name };
  return printable(errorMessage({ ...subject, cause: reason, fix }));
}
