import { PassThrough } from "node:stream";
import type { Readable } from "node:stream";

import type { V1Status } from "@kubernetes/client-node";

import { ClusterError } from "./cluster-error";
import { exitCode, failure, webSockets } from "./streams";
import type { PodReference } from "./streams";

/** A command that runs in a container, with streams that hold it up: what isn't read stays there. */
export interface ExecStream {
  stdout: Readable;
  /** Empty with a terminal, which has one output. */
  stderr: Readable;
  /** Resolves once the connection has taken the bytes. */
  write(bytes: Buffer): Promise<void>;
  /** Tells a terminal its size. */
  resize(columns: number, rows: number): void;
  /** Ends the connection. The command gets the end of its input, and may go on. */
  close(): void;
  /** The exit code; rejects with a `ClusterError` if the command never ran, or its connection broke. */
  ended: Promise<number>;
}

/** Channels of the protocol, beside those of the output. */
const inputChannel = 0;
const resizeChannel = 4;

/** Proxies end connections that are silent for a minute. */
const pingMilliseconds = 30_000;

/** Starts a command in a container. */
export async function startCommand(
  { selection, namespace, pod }: PodReference,
  container: string,
  command: string[],
  { tty }: { tty: boolean },
): Promise<ExecStream> {
  const { exec, where } = await webSockets(selection);
  const outputs = [new PassThrough(), new PassThrough()] as const;
  const [stdout, stderr] = outputs;
  let settle: (status: V1Status) => void = () => undefined;
  const status = new Promise<V1Status>((resolve) => (settle = resolve));
  const socket = await exec
    .exec(namespace, pod, container, command, stdout, tty ? null : stderr, new PassThrough(), tty, settle)
    .catch((error: Error) => Promise.reject(failure(error, where, "exec")));
  const connection = socket as unknown as Connection;
  for (const output of outputs) output.on("drain", () => connection.resume());
  const pause = () => {
    if (outputs.some(({ writableNeedDrain }) => writableNeedDrain)) connection.pause();
  };
  connection.on("message", pause);
  const pings = setInterval(() => connection.ping(), pingMilliseconds);
  const broken = new Promise<never>((_, reject) => {
    connection.on("close", () => {
      clearInterval(pings);
      for (const output of outputs) output.end();
      reject(new ClusterError("the connection to the Pod ended", "Run the command again"));
    });
  });
  const ended = Promise.race([status.then(exitCode), broken]);
  // A caller that doesn't ask for it must not be ended by it.
  ended.catch(() => undefined);
  broken.catch(() => undefined);
  const send = (channel: number, bytes: Buffer) =>
    new Promise<void>((resolve) =>
      connection.send(Buffer.concat([Buffer.from([channel]), bytes]), () => resolve()),
    );
  return {
    stdout,
    stderr,
    write: (bytes) => send(inputChannel, bytes),
    resize: (columns, rows) =>
      void send(resizeChannel, Buffer.from(JSON.stringify({ Width: columns, Height: rows }))),
    close: () => {
      // A paused connection would never notice.
      connection.resume();
      connection.close();
    },
    ended,
  };
}

/** What `ws` has beyond the WebSocket of browsers. */
interface Connection {
  on(event: "message" | "close", listener: () => void): void;
  send(bytes: Buffer, sent: () => void): void;
  ping(): void;
  pause(): void;
  resume(): void;
  close(): void;
}
