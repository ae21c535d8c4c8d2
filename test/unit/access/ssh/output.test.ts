import { setTimeout as pause } from "node:timers/promises";

import type { Client, ClientChannel } from "ssh2";

import { SshServer, newKey, outcome, start } from "../../../support/ssh-client";

const key = newKey("ed25519");

let server: SshServer;
let client: Client;
beforeAll(async () => {
  server = await SshServer.start({ publicKeys: [key.public] });
  client = await server.connect({ privateKey: key.private });
});
afterAll(() => server.stop());

const lines = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}\n`).join("");

/** The output of a program whose client reads nothing, again and again, until there is no room for more. */
async function unhurried(channel: ClientChannel): ReturnType<typeof outcome> {
  let isOver = false;
  channel.once("exit", () => (isOver = true));
  const { incoming } = channel as unknown as { incoming: { window: number } };
  const result = outcome(channel);
  while (!isOver) {
    channel.pause();
    channel.stderr.pause();
    while (!isOver && incoming.window > 0) await pause(5);
    channel.resume();
    channel.stderr.resume();
    while (!isOver && incoming.window === 0) await pause(5);
  }
  return result;
}

test.each(["seq 700000; seq 700000 >&2", "seq 700000 >&2 & seq 700000; wait"])(
  "both outputs arrive whole when both wait for the client: %s",
  async (command) => {
    const { out, err, code } = await unhurried(await start(client, command));
    expect([out === lines(700_000), err === lines(700_000), code]).toEqual([true, true, 0]);
  },
);
