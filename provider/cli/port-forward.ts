import { type AddressInfo, createServer, type Socket } from "node:net";
import { Writable } from "node:stream";

import { forward, type PodReference } from "../cluster/streams";
import { errorMessage, ExplainedError } from "../common/errors";
import type { OptionsOf } from "./arguments";
import { findInstance, label, type Listed, runningPod } from "./instances";
import { type Forward, parsePort } from "./ports";
import { openSite } from "./site";

const host = "127.0.0.1";

/** Listens on each port for as long as the process lives, and says so. */
export async function portForward(
  wanted: string,
  ports: string[],
  options: OptionsOf<"port-forward">,
  write: (line: string) => void,
): Promise<void> {
  const { choice, instances } = await openSite(options);
  const instance = findInstance(instances, wanted, "forward to");
  const place = { selection: choice, namespace: instance.namespace, pod: runningPod(instance, "forward to") };
  const forwards = ports.map(parsePort).filter((port) => port !== undefined);
  const open = await Promise.all(forwards.map((port) => listen(port, instance, place)));
  for (const { local, remote } of open) {
    const { name, id } = instance;
    write(
      options.json
        ? JSON.stringify({ name, id, address: host, local, remote })
        : `Forwarding ${host}:${local} -> ${label(instance)} port ${remote}`,
    );
  }
}

function listen({ local, remote }: Forward, instance: Listed, place: PodReference): Promise<Forward> {
  const server = createServer((socket) => void connect(socket, remote, instance, place));
  return new Promise((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const [cause, fix] =
        code === "EADDRINUSE"
          ? [`${host}:${local} is taken`, `Choose another with "0:${remote}", which takes any that is free`]
          : [message, `Choose another port, for example "0:${remote}"`];
      reject(new Error(errorMessage({ verb: "listen on", kind: "port", name: String(local), cause, fix })));
    });
    server.listen(local, host, () => resolve({ local: (server.address() as AddressInfo).port, remote }));
  });
}

/** One connection; what goes wrong with it is said, and ends no other. */
async function connect(socket: Socket, remote: number, instance: Listed, place: PodReference): Promise<void> {
  const { name } = instance;
  const say = (cause: string, fix?: string) => {
    const kind = `port ${remote} of Ec2Instance`;
    process.stderr.write(`${errorMessage({ verb: "reach", kind, name, cause, ...(fix ? { fix } : {}) })}\n`);
  };
  const failed = new Writable({
    write(chunk: Buffer, _encoding, done) {
      // The first message of the channel has nothing but the port.
      if (chunk.length > 0) {
        say(chunk.toString().trim());
        socket.destroy();
      }
      done();
    },
  });
  socket.on("error", () => socket.destroy());
  try {
    await forward(place, remote, { input: socket, output: socket, failed });
    socket.end();
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    say(error.reason, error.fix);
    socket.destroy();
  }
}
