import type { Readable, Writable } from "node:stream";

import { startCommand } from "../../cluster/exec-stream";
import type { ExecStream } from "../../cluster/exec-stream";
import { forward } from "../../cluster/streams";
import { containerName } from "../../instance/pod";
import type { Machine } from "./machine";

/** How the SSH server reaches into an instance. */
export interface Host {
  start(command: string[], options?: { tty: boolean }): Promise<ExecStream>;
  /** Connects streams to a port of the instance until the connection ends. */
  forward(port: number, streams: { input: Readable; output: Writable; failed: Writable }): Promise<void>;
}

/** Through the API server. */
export const hostOf = ({ pod }: Machine): Host => ({
  start: (command, options = { tty: false }) => startCommand(pod, containerName, command, options),
  forward: (port, streams) => forward(pod, port, streams),
});
