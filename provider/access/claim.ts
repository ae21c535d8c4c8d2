import { closeSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { ExplainedError } from "../common/errors";
import { hash } from "../common/names";
import { listenFailure } from "./listen";
import { stateFolder } from "./state-folder";

/** A tunnel that runs. */
export interface Holder {
  /** Undefined in the moment in which it starts. */
  pid?: number;
  /** Absolute path; absent in the foreground. */
  log?: string | undefined;
}

/** Longest path of a socket, on macOS. */
const longestPath = 103;
/** Milliseconds in which a tunnel that is told to stop has done so. */
const stopMilliseconds = 5_000;
/** Milliseconds after which a lock was left by a process that was killed: it is held for some of them. */
const lockMilliseconds = 5_000;
const lockPause = 20;

/**
 * The one tunnel of some instances on this machine, for one user. It listens at a socket, so that one that was killed never
 * counts: a file with a process id says nothing once another process has that id.
 */
export class Claim {
  private constructor(
    private readonly subject: string,
    private readonly server: Server,
    private readonly waiting: ReadonlySet<Socket>,
  ) {}

  /** Takes the claim, or answers who has it. */
  static async take(subject: string, self: Holder, stop: () => void): Promise<Claim | Holder> {
    const path = socketPath(subject);
    const waiting = new Set<Socket>();
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      // One that sends nothing only wants to know whether a tunnel runs.
      socket.once("data", () => {
        // Its end says that all is over.
        waiting.add(socket);
        stop();
      });
    });
    for (;;) {
      const error = await listenFailure(server, { path });
      if (!error) break;
      if (error.code !== "EADDRINUSE") throw error;
      const holder = await holderOf(subject);
      if (holder) return holder;
      await removeLeft(subject);
    }
    writeFileSync(fileOf(subject, "json"), JSON.stringify(self), { mode: 0o600 });
    return new Claim(subject, server, waiting);
  }

  /** Ends the claim; Node removes the socket. */
  release(): void {
    rmSync(fileOf(this.subject, "json"), { force: true });
    this.server.close();
    this.waiting.forEach((socket) => socket.destroy());
  }
}

/** The tunnel that runs; undefined if none does. */
export async function holderOf(subject: string): Promise<Holder | undefined> {
  const answer = await reach(subject);
  if (typeof answer !== "string") answer.destroy();
  return isAbsent(answer) ? undefined : readHolder(subject);
}

/** Ends the tunnels whose subjects begin with this, and waits until they have; answers how many there were. */
export async function stopHolders(start: string, limit = stopMilliseconds): Promise<number> {
  const names = readdirSync(stateFolder("tunnels")).filter((name) => name.endsWith(".json"));
  const subjects = names
    .map((name) => name.slice(0, -".json".length))
    .filter((name) => name.startsWith(start));
  const stopped = await Promise.all(subjects.map((subject) => stopHolder(subject, limit)));
  return stopped.filter(Boolean).length;
}

async function stopHolder(subject: string, limit: number): Promise<boolean> {
  const answer = await reach(subject);
  if (isAbsent(answer)) return false;
  if (typeof answer === "string") throw silent(subject);
  return new Promise((resolve, reject) => {
    answer.once("close", () => resolve(true));
    answer.setTimeout(limit, () => {
      reject(silent(subject));
      answer.destroy();
    });
    answer.resume().write("stop");
  });
}

/** One that is suspended, or very busy. */
function silent(subject: string): ExplainedError {
  const { pid = "<pid>" } = readHolder(subject);
  return new ExplainedError(
    `the tunnel (process ${pid}) doesn't answer`,
    `Resume it with "kill -CONT ${pid}", or end it with "kill -KILL ${pid}"`,
  );
}

function readHolder(subject: string): Holder {
  try {
    return JSON.parse(readFileSync(fileOf(subject, "json"), "utf8")) as Holder;
  } catch {
    return {};
  }
}

/** A connection to the tunnel, else the code of the error. */
function reach(subject: string): Promise<Socket | string> {
  return new Promise((resolve) => {
    const socket = connect(socketPath(subject), () => resolve(socket));
    socket.on("error", ({ code = "" }: NodeJS.ErrnoException) => resolve(code));
  });
}

/** What the system says of a socket that was killed. */
const left = "ECONNREFUSED";
const isAbsent = (answer: Socket | string): answer is string => answer === left || answer === "ENOENT";

/**
 * Removes the socket of a tunnel that was killed. Only one process at a time does: another one would remove the socket of the
 * tunnel that has started since it looked.
 */
async function removeLeft(subject: string): Promise<void> {
  const lock = fileOf(subject, "lock");
  try {
    closeSync(openSync(lock, "wx", 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - since > lockMilliseconds) rmSync(lock, { force: true });
    return pause(lockPause);
  }
  try {
    const answer = await reach(subject);
    if (answer === left) rmSync(socketPath(subject), { force: true });
    else if (typeof answer !== "string") answer.destroy();
  } finally {
    rmSync(lock, { force: true });
  }
}

function socketPath(subject: string): string {
  const path = fileOf(subject, "sock");
  // All users share the names of pipes, but not the folder.
  if (process.platform === "win32") return `\\\\.\\pipe\\ec2-pods-${hash(path, 16)}`;
  if (path.length <= longestPath) return path;
  throw new ExplainedError(
    `the path of its socket is longer than ${longestPath} characters: ${path}`,
    "Name a shorter folder with the environment variable XDG_STATE_HOME",
  );
}

const fileOf = (subject: string, kind: string): string => join(stateFolder("tunnels"), `${subject}.${kind}`);

/** The log of a tunnel in the background. */
export const logFile = (subject: string): string => fileOf(subject, "log");
