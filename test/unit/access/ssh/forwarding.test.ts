import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";

import fc from "fast-check";
import type { Client, ClientChannel } from "ssh2";
import { Client as SshClient } from "ssh2";

import { isHostName, isSelf } from "../../../../provider/access/ssh/destination";
import { ensurePrograms } from "../../../../tools/local-cluster/packages";
import { SshServer, machine, newKey, outcome, start } from "../../../support/ssh-client";

const key = newKey("ed25519");
const otherKey = newKey("ed25519");

let server: SshServer;
let client: Client;
let echo: Server;
beforeAll(async () => {
  // Ubuntu's images have it beside bash. It never ends a connection that the other end has ended.
  await ensurePrograms({ "/bin/nc.openbsd": "netcat-openbsd" }, "forward connections where nc is OpenBSD's");
  // Not every program that connects can say that its input has ended.
  echo = createServer((socket) => {
    socket.once("data", (chunk: Buffer) => socket.end(chunk.toString().toUpperCase()));
  }).listen(0, "127.0.0.2");
  await once(echo, "listening");
  const db = { ...machine, name: "db", id: "i-db", publicKeys: [otherKey.public] };
  server = await SshServer.start({
    publicKeys: [key.public],
    neighbor: (host) => (host === "127.0.0.3" ? db : undefined),
  });
  client = await server.connect({ privateKey: key.private });
}, 300_000);
afterAll(async () => {
  await server.stop();
  echo.close();
});

const forward = (host: string, port: number): Promise<ClientChannel> =>
  new Promise((resolve, reject) =>
    client.forwardOut("127.0.0.1", 1, host, port, (error, channel) =>
      error ? reject(error) : resolve(channel),
    ),
  );

test("a connection to elsewhere starts in the instance", async () => {
  const channel = await forward("127.0.0.2", (echo.address() as AddressInfo).port);
  channel.write("hello");
  expect((await outcome(channel)).out).toBe("HELLO");
});

test("nothing of a destination is an option or a path", async () => {
  for (const host of ["-e/bin/sh", "/etc/passwd", "a b", "$(id)", "", "a\nb"]) {
    expect(isHostName(host)).toBe(false);
    await expect(forward(host, 80)).rejects.toThrow();
  }
  await expect(forward("localhost", 0)).rejects.toThrow();
  fc.assert(fc.property(fc.string(), (host) => !isHostName(host) || /^[\w.:-]+$/.test(host)));
});

test("the instance's own names are itself", () => {
  expect(isSelf("LOCALHOST", {})).toBe(true);
  expect(isSelf("10.0.0.7", { addresses: ["10.0.0.7"] })).toBe(true);
  expect(isSelf("10.0.0.8", { addresses: ["10.0.0.7"] })).toBe(false);
});

test("a jump to another instance meets its own server, with its own keys", async () => {
  const login = async (privateKey: string) => {
    const inner = new SshClient();
    const ready = once(inner, "ready");
    inner.connect({ sock: await forward("127.0.0.3", 22), username: "root", privateKey });
    await ready;
    return inner;
  };
  const inner = await login(otherKey.private);
  expect(await outcome(await start(inner, "echo inside; exit 6"))).toEqual({
    out: "inside\n",
    err: "",
    code: 6,
  });
  inner.end();
  await expect(login(key.private)).rejects.toThrow("authentication methods failed");
});
