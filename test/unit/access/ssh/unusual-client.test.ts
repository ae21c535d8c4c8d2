import { setTimeout as pause } from "node:timers/promises";

import { Server } from "ssh2";
import type { Client } from "ssh2";

import { SshServer, newKey, outcome, start } from "../../../support/ssh-client";

/** What the library has of a client, beside its types. */
interface Library {
  _sock: { pause(): void; resume(): void };
  _protocol: {
    session(channel: number, window: number, packetSize: number): void;
    exec(channel: number, command: string, wantsReply: boolean): void;
    subsystem(channel: number, name: string, wantsReply: boolean): void;
  };
}
const libraryOf = (client: Client) => client as unknown as Library;

/** Milliseconds after which the library itself has ended a client that doesn't answer: 4 of its intervals, and more. */
const deathMilliseconds = 300;

const key = newKey("ed25519");
const keepalive = Server as unknown as { KEEPALIVE_CLIENT_INTERVAL: number };
const interval = keepalive.KEEPALIVE_CLIENT_INTERVAL;

let server: SshServer;
beforeAll(async () => {
  keepalive.KEEPALIVE_CLIENT_INTERVAL = 20;
  server = await SshServer.start({ publicKeys: [key.public] });
});
afterAll(async () => {
  await server.stop();
  keepalive.KEEPALIVE_CLIENT_INTERVAL = interval;
});

let client: Client;
beforeEach(async () => (client = await server.connect({ privateKey: key.private })));
afterEach(() => client.end());

const answers = async () => expect((await outcome(await start(client, "echo here"))).out).toBe("here\n");

test("a command with a NUL that wants no answer harms nothing", async () => {
  const { _protocol: protocol } = libraryOf(client);
  const exec = protocol.exec.bind(protocol);
  const sent = new Promise<void>((resolve) => {
    protocol.exec = (channel, command) => {
      protocol.exec = exec;
      exec(channel, command, false);
      resolve();
    };
  });
  void start(client, "echo \0").catch(() => undefined);
  await sent;
  await answers();
});

test.each<"exec" | "sftp">(["exec", "sftp"])("a session that has a program gets no %s", async (second) => {
  const { _protocol: protocol } = libraryOf(client);
  const exec = protocol.exec.bind(protocol);
  protocol.exec = (channel, command, wantsReply) => {
    protocol.exec = exec;
    exec(channel, command, wantsReply);
    if (second === "sftp") protocol.subsystem(channel, "sftp", false);
    else exec(channel, "echo again", false);
  };
  expect((await outcome(await start(client, "echo first"))).out).toBe("first\n");
  await answers();
});

test("a channel whose messages may have no bytes is refused", async () => {
  const { _protocol: protocol } = libraryOf(client);
  const session = protocol.session.bind(protocol);
  protocol.session = (channel, window) => session(channel, window, 0);
  await expect(start(client, "echo")).rejects.toThrow("the maximum packet size is 0");
  protocol.session = session;
  await answers();
});

test("a client that is suspended can go on", async () => {
  libraryOf(client)._sock.pause();
  await pause(deathMilliseconds);
  libraryOf(client)._sock.resume();
  await answers();
});
