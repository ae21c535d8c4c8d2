import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

import type { Connection as SshConnection } from "ssh2";

import { explain } from "../../common/errors";
import { connectionVariables } from "./environment";
import { serveForwarding } from "./forwarding";
import { hostOf } from "./host";
import type { Host } from "./host";
import { hostKey } from "./keys-folder";
import { Logins } from "./login";
import type { ParseKey } from "./login";
import type { Machine } from "./machine";
import { serveSession } from "./session";

/** Milliseconds that a client may take to log in, as with sshd. */
const loginMilliseconds = 120_000;

export interface ServeOptions {
  /** How the server reaches into an instance: through the API server by default. */
  reach?: (machine: Machine) => Host;
  /** Tells whoever runs the server why a login can't be decided. */
  report?: (line: string) => void;
}

/**
 * Speaks SSH with a client of the instance's port 22 until one of the two ends the connection. Resolves once its programs have
 * ended, too.
 *
 * Only the keys of the instance log in. All that a session does runs through exec in the instance's Pod.
 */
export async function serveSsh(
  socket: Duplex,
  machine: Machine,
  { reach = hostOf, report = () => undefined }: ServeOptions = {},
): Promise<void> {
  const closed = new Promise<void>((resolve) => socket.once("close", resolve));
  // Standard streams go on in one direction when the other one ends.
  socket.once("end", () => socket.end());
  // Loading the library takes longer than most commands of the package.
  const { Server, utils } = (await import("ssh2")).default;
  if (socket.destroyed) return;
  const server = new Server({ hostKeys: [hostKey(machine.id).privateKey], ident: "ec2-pods" });
  const programs = new Set<Promise<unknown>>();
  server.on("connection", (client) =>
    serveClient(client, socket, { machine, reach, report, programs, parseKey: utils.parseKey }),
  );
  server.injectSocket(socket as Socket);
  await closed;
  await Promise.allSettled(programs);
}

interface Served extends Required<ServeOptions> {
  machine: Machine;
  programs: Set<Promise<unknown>>;
  parseKey: ParseKey;
}

function serveClient(client: SshConnection, socket: Duplex, served: Served): void {
  const { machine, reach, report, programs } = served;
  const host = reach(machine);
  const gone = new AbortController();
  // Small answers to small requests, which must not wait for each other.
  (socket as Partial<Socket>).setNoDelay?.(true);
  const timer = setTimeout(() => client.end(), loginMilliseconds).unref();
  const logins = new Logins({ ...served, host }, () => client.end());
  client.on("authentication", (context) => {
    logins.decide(context).catch((error: unknown) => {
      const subject = { verb: "log in to", kind: "Ec2Instance", name: machine.name };
      report((explain(error, subject) as Error).message);
      client.end();
    });
  });
  client.on("ready", () => {
    clearTimeout(timer);
    const { account } = logins;
    if (!account) return void client.end();
    const { remoteAddress, remotePort } = socket as Partial<Socket>;
    const variables = connectionVariables(remoteAddress, remotePort, machine.addresses?.[0]);
    const connection = { host, account, name: machine.name, variables, programs, gone: gone.signal };
    const serve = (channel: Duplex, other: Machine) => serveSsh(channel, other, { reach, report });
    serveForwarding(client, { ...connection, machine, serve });
    client.on("session", (accept) => serveSession(accept(), connection));
  });
  client.on("close", () => {
    clearTimeout(timer);
    gone.abort();
  });
  // A client that breaks off, or that breaks the protocol. The library ends its connection.
  client.on("error", () => undefined);
}
