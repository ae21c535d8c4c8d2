import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex, PassThrough } from "node:stream";

import { Client } from "ssh2";
import type { Algorithms } from "ssh2";

import { serveSsh } from "../../../../provider/access/ssh/serve";
import type { ServeOptions } from "../../../../provider/access/ssh/serve";
import { localHost } from "../../../support/local-machine";
import { machine, newKey } from "../../../support/ssh-client";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "ec2-pods-ssh-"));
  process.env["XDG_DATA_HOME"] = home;
});
afterAll(() => {
  delete process.env["XDG_DATA_HOME"];
  rmSync(home, { recursive: true });
});

test("a server on standard streams ends when its client is gone without a word", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const served = serveSsh(Duplex.from({ readable: input, writable: output }), machine, {
    reach: () => localHost,
  });
  input.write("SSH-2.0-client\r\n");
  await new Promise((resolve) => output.once("data", resolve));
  output.resume();
  input.end();
  await served;
});

test("a server whose client is gone before it begins ends at once", async () => {
  const socket = new PassThrough();
  const served = serveSsh(socket, machine, { reach: () => localHost });
  socket.destroy();
  await served;
});

let server: Server;
/** What the server does for each of its connections, in their order. */
let served: Promise<void>[];
const clients: Socket[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function listen(options: ServeOptions = {}): Promise<void> {
  served = [];
  server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    served.push(serveSsh(socket, machine, { reach: () => localHost, ...options }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
}

/** A client that says nothing, and never ends its half. */
async function silentClient(): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true }).on("error", () => undefined);
  clients.push(client);
  await once(client, "connect");
  return client;
}

test("a client that says nothing has a limited time to log in", async () => {
  await listen({ patience: 50 });
  const client = await silentClient();
  await once(client.resume(), "end");
  await Promise.all(served);
  server.close();
});

test("a connection that the server ends is over, though the client never ends its half", async () => {
  await listen();
  const client = await silentClient();
  client.resume().write("SSH-2.0-client\r\n\xff\xff\xff\xff and so on, which is no packet");
  await once(client, "end");
  await Promise.all(served);
  server.close();
});

test("more than ten connections without a login wait for their turn", async () => {
  await listen();
  const greeted: number[] = [];
  const all = [];
  for (let index = 0; index < 12; index++) {
    const client = await silentClient();
    client.once("data", () => greeted.push(index));
    all.push(client);
  }
  while (greeted.length < 10) await new Promise((resolve) => setTimeout(resolve, 5));
  all[4]?.destroy();
  while (!greeted.includes(10)) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(greeted.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const client of all) client.destroy();
  await Promise.all(served);
  server.close();
});

test.each<[string, Algorithms]>([
  ["a large group", { kex: ["diffie-hellman-group18-sha512", "diffie-hellman-group14-sha256"] }],
  ["a group of the client's choice", { kex: ["diffie-hellman-group-exchange-sha256"] }],
  ["SHA-1", { cipher: ["aes128-ctr"], hmac: ["hmac-sha1", "hmac-sha1-etm@openssh.com"] }],
  ["compression", { compress: ["zlib", "zlib@openssh.com"] }],
])("the server doesn't agree on %s", async (_, algorithms) => {
  await listen();
  const { port } = server.address() as AddressInfo;
  const client = new Client();
  client.connect({
    host: "127.0.0.1",
    port,
    algorithms,
    privateKey: newKey("ed25519").private,
    username: "root",
  });
  const [error] = (await once(client, "error")) as [Error];
  expect(error.message).toContain("no matching");
  await Promise.all(served);
  server.close();
});
