import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { Duplex, PassThrough } from "node:stream";

import { hostKey, keepFile } from "../../access/ssh/keys-folder";
import { knownHosts, pathValue } from "../../access/ssh/client-config";
import type { Machine } from "../../access/ssh/machine";
import { serveSsh } from "../../access/ssh/serve";
import { ExplainedError, explain } from "../../common/errors";
import { track } from "../../common/track";
import { defineCommand } from "../command";
import { all, instanceNote, stackOptions } from "../options";
import { report } from "../output";
import { findInstance } from "./find-instance";
import { loadInstances } from "./load-instances";
import { machineOf } from "./machines";

const verb = "log in to";
const host = "127.0.0.1";

export const ssh = defineCommand({
  name: "ssh",
  summary: "Log in to an instance with OpenSSH, or run a command in it",
  operands: { usage: "[<user>@]<instance> [-- <arguments of ssh>...]", least: 1, most: 1, dashDash: true },
  options: {
    identity: { type: "string", short: "i", value: "file", text: "Private key (default: those of OpenSSH)" },
    stdio: {
      type: "boolean",
      default: false,
      text: "Speak SSH on standard input and output, for ProxyCommand of OpenSSH",
    },
    ...stackOptions,
    all,
  },
  notes: [
    instanceNote,
    "The key pair of the instance lets you in, and the authorized_keys of the user in the instance. The key pair must be in the stack, so with --all only the authorized_keys do. Without a user, you log in as the user of the AMI, such as ec2-user or ubuntu.",
    "All words after -- are for ssh: options, and a command.",
  ],
  examples: [
    ["Open a shell", "ec2-pods ssh web"],
    ["Run a command as root, with a key of your own", "ec2-pods ssh -i key.pem root@web -- ps -ef"],
    ["Forward port 8080 to port 80 of the instance", "ec2-pods ssh web -- -N -L 8080:localhost:80"],
  ],
  exitCodes: { 0: "the command succeeded", other: "the exit code of ssh, which is that of the command" },
  async run({ operands: [wanted, ...words], options }) {
    const [, user, name = wanted] = /^([^@]+)@(.+)$/s.exec(wanted) ?? [];
    const loaded = await loadInstances(options);
    const instance = findInstance(loaded.instances, name, verb);
    const machine = machineOf(loaded, instance, verb);
    const subject = { verb, kind: "Ec2Instance", name: machine.name };
    try {
      if (options.stdio) return await serveStandardStreams(machine);
      return await runClient(machine, user ?? machine.user ?? "root", [
        ...(options.identity === undefined ? [] : ["-i", options.identity]),
        machine.id,
        ...words,
      ]);
    } catch (error) {
      throw explain(error, subject);
    }
  },
});

/** Serves one client at standard input and output, until it is gone. */
async function serveStandardStreams(machine: Machine): Promise<number> {
  const output = new PassThrough();
  // The command itself ends its output, once it knows that all is written.
  output.pipe(process.stdout, { end: false });
  const socket = Duplex.from({ readable: process.stdin, writable: output });
  // A client that is gone is no failure of this command, which still has to end the client's programs.
  process.stdout.removeAllListeners("error").on("error", () => socket.destroy());
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const) process.on(signal, () => socket.destroy());
  await serveSsh(socket, machine, { report });
  return 0;
}

/** Runs OpenSSH's client on a server for it alone. Others on this machine may connect, but have no key. */
async function runClient(machine: Machine, user: string, words: string[]): Promise<number> {
  const sockets = new Set<Socket>();
  const served = new Set<Promise<unknown>>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => socket.destroy()));
    const failed = (error: unknown) => {
      report((explain(error, { verb, kind: "Ec2Instance", name: machine.name }) as Error).message);
      socket.destroy();
    };
    track(served, serveSsh(socket, machine, { report }).catch(failed));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const { id } = machine;
  const hosts = keepFile(`known_hosts.${id}`, knownHosts([{ id, hostKey: hostKey(id).publicKey }]));
  const settings = {
    HostName: host,
    Port: port,
    User: user,
    HostKeyAlias: id,
    UserKnownHostsFile: pathValue(hosts),
    StrictHostKeyChecking: "yes",
    // The user's configuration may have one for all hosts.
    ProxyCommand: "none",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  // The client decides what Ctrl-C does.
  process.on("SIGINT", () => undefined);
  const client = spawn("ssh", [...options, ...words], { stdio: "inherit" });
  for (const signal of ["SIGHUP", "SIGTERM"] as const) process.on(signal, () => client.kill(signal));
  const code = await exitCode(client);
  // Now they end this command.
  for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"] as const) process.removeAllListeners(signal);
  server.close();
  for (const socket of sockets) socket.destroy();
  // What still runs in the instance is ended first.
  await Promise.all(served);
  return code;
}

function exitCode(client: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    client.on("error", ({ message }) =>
      reject(
        new ExplainedError(
          `OpenSSH's client can't be run: ${message}`,
          "Install OpenSSH, and add it to PATH",
        ),
      ),
    );
    // One that a signal ended.
    client.on("exit", (code) => resolve(code ?? 255));
  });
}
