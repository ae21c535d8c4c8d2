import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { join } from "node:path";

import { ExplainedError } from "../common/errors";
import { hash } from "../common/names";
import { listenFailure } from "./listen";
import { stateFolder } from "./state-folder";

/** What a running tunnel says of itself. */
export interface Holder {
  pid: number;
  /** Absolute path; absent in the foreground. */
  log?: string;
}

/** Longest path of a socket, on macOS. */
const longestPath = 103;

/**
 * The one tunnel of some instances on this machine, for one user. It answers at a socket, so that one that was killed never
 * counts: a file with a process id says nothing once another process has that id.
 */
export class Claim {
  private constructor(
    private readonly server: Server,
    private readonly waiting: ReadonlySet<Socket>,
  ) {}

  /** Takes the claim, or answers who has it. */
  static async take(subject: string, self: Holder, stop: () => void): Promise<Claim | Holder> {
    const path = socketPath(subject);
    const waiting = new Set<Socket>();
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.setEncoding("utf8").once("data", (word: string) => {
        if (word !== "stop\n") return socket.end(`${JSON.stringify(self)}\n`);
        // Its end says that all is over.
        waiting.add(socket);
        stop();
      });
    });
    if (!(await listenFailure(server, { path }))) return new Claim(server, waiting);
    const holder = await holderOf(subject);
    if (holder) return holder;
    // Left by one that was killed.
    rmSync(path, { force: true });
    const error = await listenFailure(server, { path });
    if (!error) return new Claim(server, waiting);
    throw error;
  }

  /** Ends the claim; Node removes the socket. */
  release(): void {
    this.server.close();
    this.waiting.forEach((socket) => socket.destroy());
  }
}

/** The tunnel that runs; undefined if none does. */
export async function holderOf(subject: string): Promise<Holder | undefined> {
  const text = await ask(subject, "who");
  return text ? (JSON.parse(text) as Holder) : undefined;
}

/** Ends the tunnel that runs, and waits until it has; answers whether there was one. */
export const stopHolder = async (subject: string): Promise<boolean> =>
  (await ask(subject, "stop")) !== undefined;

/** The answer of the tunnel, until it closes the connection; undefined if none runs. */
function ask(subject: string, word: "who" | "stop"): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket: Socket = connect(socketPath(subject));
    let text = "";
    let isConnected = false;
    socket.once("connect", () => {
      isConnected = true;
      socket.write(`${word}\n`);
    });
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.on("error", () => undefined);
    socket.once("close", () => resolve(isConnected ? text : undefined));
  });
}

function socketPath(subject: string): string {
  const name = `${hash(subject, 16)}.sock`;
  if (process.platform === "win32") return `\\\\.\\pipe\\ec2-pods-${name}`;
  const path = join(stateFolder("tunnels"), name);
  if (path.length <= longestPath) return path;
  throw new ExplainedError(
    `the path of its socket is longer than ${longestPath} characters: ${path}`,
    "Name a shorter folder with the environment variable XDG_STATE_HOME",
  );
}

/** The log of a tunnel in the background. */
export const logFile = (subject: string): string => join(stateFolder("tunnels"), `${hash(subject, 16)}.log`);
