import { spawn } from "node:child_process";
import { connect } from "node:net";

import type { Host } from "../../provider/access/ssh/host";
import type { ExecStream } from "../../provider/cluster/exec-stream";

/** This machine in the place of an instance: commands run as processes of their own session, as in a container. */
export const localHost: Host = {
  start([command = "", ...args]): Promise<ExecStream> {
    const child = spawn(command, args, { detached: true });
    child.stdin.on("error", () => undefined);
    return Promise.resolve({
      stdout: child.stdout,
      stderr: child.stderr,
      write: (bytes) => new Promise<void>((resolve) => child.stdin.write(bytes, () => resolve())),
      resize: () => undefined,
      close: () => {
        child.stdin.end();
        child.stdout.destroy();
        child.stderr.destroy();
      },
      ended: new Promise((resolve) => child.once("close", (code) => resolve(code ?? 255))),
    });
  },
  forward: (port, { input, output }) =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1");
      input.pipe(socket).pipe(output);
      socket.on("error", () => resolve()).on("close", () => resolve());
    }),
};
