import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

import { bridge } from "../../access/bridge";
import { MachinePorts } from "../../access/machine-ports";
import { ExplainedError, errorMessage, explain } from "../../common/errors";
import { printable } from "../../common/text";
import { defineCommand } from "../command";
import { all, instanceNote, interruptCode, json, stackOptions } from "../options";
import { exitOnInterrupt, print, report } from "../output";
import { findInstance, nameAndId, runningPod } from "./find-instance";
import type { InstanceSummary } from "./instance-summary";
import { loadInstances } from "./load-instances";

const verb = "forward to";
const host = "127.0.0.1";

export const portForward = defineCommand({
  name: "port-forward",
  summary: "Forward local ports to an instance",
  operands: {
    usage: "<instance> [<local>:]<port>...",
    least: 2,
    most: Infinity,
    check: ([, ...ports]: string[]) => invalidPort(ports),
  },
  options: { ...stackOptions, all, json },
  notes: [
    instanceNote,
    "The command listens on 127.0.0.1 until you press Ctrl-C. Local port 0 stands for any free port. With --json, it prints one object for each port, each on a line of its own.",
    "It follows the instance to a new Pod. A client that ends only its half of a connection gets its answer, but the instance doesn't see that end. The connection ends after 30 seconds without data, or after one if there was an answer.",
  ],
  examples: [
    ["Forward port 80 of this machine to port 80", "ec2-pods port-forward web 80"],
    ["Forward port 8080 to port 80, and any free port to 22", "ec2-pods port-forward web 8080:80 0:22"],
  ],
  exitCodes: interruptCode,
  async run({ operands: [wanted, ...ports], options }) {
    exitOnInterrupt();
    const { api, instances } = await loadInstances(options);
    const instance = findInstance(instances, wanted, verb);
    runningPod(instance, verb);
    const machine = new MachinePorts(api, instance);
    await machine.start();
    const forwards = ports.map(parsePort).filter((port) => port !== undefined);
    const listening = await Promise.all(forwards.map((port) => listen(port, instance, machine)));
    for (const { local, remote } of listening) {
      const { name, id } = instance;
      print(
        options.json
          ? JSON.stringify({ name, id, address: host, local, remote })
          : `Forwarding ${host}:${local} -> ${nameAndId(instance)} port ${remote}`,
      );
    }
    return new Promise(() => undefined);
  },
});

/** A port of this machine, and the port of an instance that it is forwarded to. */
interface Forward {
  /** 0 for any free port. */
  local: number;
  remote: number;
}

/** Reads "8080:80" or "80"; undefined for anything else. */
function parsePort(text: string): Forward | undefined {
  const [, local, remote] = /^(?:(\d{1,5}):)?(\d{1,5})$/.exec(text) ?? [];
  if (remote === undefined) return undefined;
  const port = { local: Number(local ?? remote), remote: Number(remote) };
  return port.remote > 0 && Math.max(port.local, port.remote) < 65_536 ? port : undefined;
}

function invalidPort(ports: string[]) {
  const operand = ports.find((port) => !parsePort(port));
  const fix = 'Use a port from 1 to 65535, such as "80", "8080:80" or "0:80"';
  return operand === undefined ? undefined : { operand, cause: "it isn't a valid port", fix };
}

function listen(
  { local, remote }: Forward,
  instance: InstanceSummary,
  machine: MachinePorts,
): Promise<Forward> {
  const server = createServer(
    { allowHalfOpen: true, pauseOnConnect: true, noDelay: true },
    (socket) => void connect(socket, remote, instance, machine),
  );
  return new Promise((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const cause = code === "EADDRINUSE" ? `${host}:${local} is already in use` : message;
      const fix = `Use "0:${remote}" to get any free port`;
      reject(new Error(errorMessage({ verb: "listen on", kind: "port", name: String(local), cause, fix })));
    });
    server.listen(local, host, () => resolve({ local: (server.address() as AddressInfo).port, remote }));
  });
}

/** Serves one connection. Its failure is reported and ends no other connection. */
async function connect(
  socket: Socket,
  remote: number,
  { name }: InstanceSummary,
  machine: MachinePorts,
): Promise<void> {
  const error = await bridge(socket, () => machine.connect(remote));
  if (!error) return;
  const subject = { verb: "reach", kind: `port ${remote} of Ec2Instance`, name };
  const explained = error instanceof ExplainedError ? error : new ExplainedError(error.message);
  report(printable((explain(explained, subject) as Error).message));
}
