import { setMaxListeners } from "node:events";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

import type { Algorithms, Connection as SshConnection } from "ssh2";

import { explain } from "../../common/errors";
import { track } from "../../common/track";
import { refuseEmptyMessages } from "./channel-opening";
import type { Programs } from "./connection";
import { entranceOf } from "./entrance";
import { connectionVariables } from "./environment";
import { serveForwarding } from "./forwarding";
import { hostOf } from "./host";
import type { Host } from "./host";
import { hostKey } from "./keys-folder";
import { Logins } from "./login";
import type { ParseKey } from "./login";
import type { Machine } from "./machine";
import { serveSession } from "./session";

/** Milliseconds in which a client reads why the server ends the connection. */
const farewellMilliseconds = 1000;

/** Milliseconds in which the programs of a client that is gone end. An API server may be gone as well. */
const endMilliseconds = 10_000;

/** Without what is weak, and without what costs much before anybody has logged in: large numbers, and compression. */
const algorithms: Algorithms = {
  kex: [
    "curve25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
  ],
  hmac: ["hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512"],
  compress: ["none"],
};

/** A client that is suspended doesn't answer, and goes on later: sshd ends none, either. */
const keepaliveCountMax = Number.MAX_SAFE_INTEGER;

export interface ServeOptions {
  /** How the server reaches into an instance: through the API server by default. */
  reach?: (machine: Machine) => Host;
  /** Milliseconds that a client may take to log in: as with sshd by default. */
  patience?: number;
  /** Tells whoever runs the server why a login can't be decided. */
  report?: (line: string) => void;
}

/**
 * Speaks SSH with a client of the instance's port 22 until one of the two ends the connection. Resolves once its programs have
 * ended, too, or have had their time to.
 *
 * Only the keys of the instance log in. All that a session does runs through exec in the instance's Pod.
 */
export async function serveSsh(
  socket: Duplex,
  machine: Machine,
  { reach = hostOf, patience = 120_000, report = () => undefined }: ServeOptions = {},
): Promise<void> {
  const closed = new Promise<void>((resolve) => socket.once("close", resolve));
  // Standard streams go on in one direction when the other one ends.
  socket.once("end", () => socket.end());
  // So do sockets, if the client never ends its half.
  socket.once("finish", () => setTimeout(() => socket.destroy(), farewellMilliseconds).unref());
  const impatience = setTimeout(() => socket.destroy(), patience);
  const programs: Programs = new Set();
  try {
    // Loading the library takes longer than most commands of the package.
    const { Server, utils } = (await import("ssh2")).default;
    await entranceOf(machine.id).pass(async () => {
      if (socket.destroyed) return;
      const hostKeys = [hostKey(machine.id).privateKey];
      const server = new Server({ hostKeys, ident: "ec2-pods", algorithms, keepaliveCountMax });
      const loggedIn = new Promise<void>((resolve) =>
        server.on("connection", (client) => {
          client.once("ready", resolve);
          serveClient(client, socket, {
            machine,
            reach,
            patience,
            report,
            programs,
            parseKey: utils.parseKey,
          });
        }),
      );
      server.injectSocket(socket as Socket);
      await Promise.race([loggedIn, closed.then(() => Promise.allSettled(programs))]);
    });
  } finally {
    clearTimeout(impatience);
  }
  await closed;
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (limit = setTimeout(resolve, endMilliseconds)));
  await Promise.race([Promise.allSettled(programs), late]);
  clearTimeout(limit);
}

interface Served extends Required<ServeOptions> {
  machine: Machine;
  programs: Programs;
  parseKey: ParseKey;
}

function serveClient(client: SshConnection, socket: Duplex, served: Served): void {
  const { machine, reach, patience, report, programs } = served;
  const host = reach(machine);
  const gone = new AbortController();
  // One of each session.
  setMaxListeners(0, gone.signal);
  refuseEmptyMessages(client);
  // Small answers to small requests, which must not wait for each other.
  (socket as Partial<Socket>).setNoDelay?.(true);
  const logins = new Logins({ ...served, host }, () => client.end());
  client.on("authentication", (context) => {
    const decided = logins.decide(context).catch((error: unknown) => {
      const subject = { verb: "log in to", kind: "Ec2Instance", name: machine.name };
      report((explain(error, subject) as Error).message);
      client.end();
    });
    track(programs, decided);
  });
  client.on("ready", () => {
    const { account } = logins;
    if (!account) return void client.end();
    const { remoteAddress, remotePort } = socket as Partial<Socket>;
    const variables = connectionVariables(remoteAddress, remotePort, machine.addresses?.[0]);
    const connection = { host, account, name: machine.name, variables, programs, gone: gone.signal };
    const serve = (channel: Duplex, other: Machine) => serveSsh(channel, other, { reach, patience, report });
    serveForwarding(client, { ...connection, machine, serve });
    client.on("session", (accept) => serveSession(accept(), connection));
  });
  client.on("close", () => gone.abort());
  // A client that breaks off, or that breaks the protocol. The library ends its connection.
  client.on("error", () => undefined);
}
