import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import type { Client } from "ssh2";

import { SshServer, newKey, outcome, start } from "../../../support/ssh-client";

const keys = { ed25519: newKey("ed25519"), rsa: newKey("rsa"), other: newKey("ed25519") };

let server: SshServer;
beforeAll(async () => {
  server = await SshServer.start({ publicKeys: [keys.ed25519.public, keys.rsa.public] });
});
afterAll(() => server.stop());

let client: Client;
beforeEach(async () => (client = await server.connect({ privateKey: keys.ed25519.private })));
afterEach(() => client.end());

const run = async (command: string, options = {}) => outcome(await start(client, command, options));

test("a key of the instance logs in, another one doesn't, and nothing else does", async () => {
  await expect(server.connect({ privateKey: keys.rsa.private })).resolves.toBeDefined();
  const denied = "All configured authentication methods failed";
  await expect(server.connect({ privateKey: keys.other.private })).rejects.toThrow(denied);
  await expect(server.connect({ password: "secret" })).rejects.toThrow(denied);
  await expect(server.connect({ tryKeyboard: true })).rejects.toThrow(denied);
  await expect(server.connect({})).rejects.toThrow(denied);
});

test("the public half of a key alone doesn't log in", async () => {
  const agent = {
    getIdentities: (callback: (error: undefined, keys: string[]) => void) =>
      callback(undefined, [keys.ed25519.public]),
    // A signature by another key.
    sign: (_key: unknown, data: Buffer, ...rest: unknown[]) => {
      const callback = rest.at(-1) as (error: undefined, signature: Buffer) => void;
      callback(undefined, createHash("sha512").update(data).digest());
    },
  };
  await expect(server.connect({ agent: agent as never })).rejects.toThrow("authentication methods failed");
});

test("the AMI's user is root without an account, and no other unknown user is", async () => {
  const privateKey = keys.ed25519.private;
  await expect(server.connect({ privateKey, username: "ec2-user" })).resolves.toBeDefined();
  for (const username of ["nobody-has-this", "root:x", "*", "-l", "$(id)"]) {
    await expect(server.connect({ privateKey, username })).rejects.toThrow("authentication methods failed");
  }
});

test("a command has its outputs, its exit status and the end of its input", async () => {
  const channel = await start(client, "cat; echo wrong >&2; exit 7");
  channel.end("hello");
  expect(await outcome(channel)).toEqual({ out: "hello", err: "wrong\n", code: 7 });
});

test("no text of a command means anything to the scripts around it", async () => {
  const text = `'"$(id)\`id\`\\n %s;*\n\n`;
  expect((await run(`printf %s '${text.replaceAll("'", "'\\''")}'`)).out).toBe(text);
  expect((await run("exit 3\n\n")).code).toBe(3);
});

test("input isn't lost and isn't a command of the script, whatever a program leaves of it", async () => {
  const bytes = randomBytes(3_000_000);
  const channel = await start(client, "sha256sum");
  channel.end(bytes);
  expect((await outcome(channel)).out).toContain(createHash("sha256").update(bytes).digest("hex"));
  const lines = await start(client, "head -c 3; exec <&-; sleep 0.5; exit 4");
  lines.end("abc\nsignal KILL\n".repeat(50_000));
  expect(await outcome(lines)).toEqual({ out: "abc", err: "", code: 4 });
});

test("output isn't lost, however slowly the client reads it", async () => {
  const channel = await start(client, "head -c 9000000 /dev/zero | tr '\\0' x; echo end >&2");
  channel.pause();
  // All that a client without room for more can have.
  while (channel.readableLength < 2_000_000) await pause(10);
  const { out, err } = await outcome(channel.resume());
  expect([out.length, err]).toEqual([9_000_000, "end\n"]);
});

test("signals reach the program", async () => {
  const channel = await start(
    client,
    "trap 'echo got it; exit 5' USR1; echo ready; while :; do sleep 0.1; done",
  );
  await once(channel, "data");
  channel.signal("USR1");
  expect(await outcome(channel)).toMatchObject({ out: "got it\n", code: 5 });
});

test("only the variables that sshd accepts are set", async () => {
  const { out } = await run("echo $LC_NAME,$LANG,$LD_PRELOAD,$PATH2", {
    env: { LC_NAME: "a b;$(id)", LANG: "C", LD_PRELOAD: "/x", PATH2: "y" },
  });
  expect(out).toBe("a b;$(id),C,,\n");
});

test("the processes of a session end with it", async () => {
  const channel = await start(client, "echo $$; sleep 1000 & sleep 1000");
  const [line] = (await once(channel, "data")) as [Buffer];
  const isAlive = () => {
    try {
      return process.kill(Number(line.toString()), 0);
    } catch {
      return false;
    }
  };
  expect(isAlive()).toBe(true);
  client.destroy();
  while (isAlive()) await pause(50);
});

test("what a command leaves behind on purpose stays, and doesn't hold up its end", async () => {
  const { out, code } = await run("nohup sleep 1000 >/dev/null 2>&1 & echo $!; exit 2");
  expect(code).toBe(2);
  expect(process.kill(Number(out), "SIGKILL")).toBe(true);
});

test("many sessions of one connection don't mix", async () => {
  const outs = await Promise.all(
    Array.from({ length: 8 }, (_, index) => run(`echo ${index}; exit ${index}`)),
  );
  expect(outs.map(({ out, code }) => [out, code])).toEqual(outs.map((_, index) => [`${index}\n`, index]));
});

test("remote forwarding, agent and X11 are refused", async () => {
  await expect(
    new Promise((resolve, reject) =>
      client.forwardIn("127.0.0.1", 0, (error) => (error ? reject(error) : resolve(0))),
    ),
  ).rejects.toThrow();
  const asked = await start(client, "echo $SSH_AUTH_SOCK,$DISPLAY", { x11: true }).catch(
    (error: Error) => error,
  );
  expect(asked).toBeInstanceOf(Error);
});

test("what isn't SSH ends its own connection only", async () => {
  for (const bytes of [
    randomBytes(5000),
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
    Buffer.from("SSH-2.0-x\r\n\0\0\0\x01"),
  ]) {
    const socket = connect(server.port, "127.0.0.1").on("error", () => undefined);
    socket.resume();
    socket.end(bytes);
    await new Promise((resolve) => socket.once("close", resolve));
  }
  expect((await run("echo here")).out).toBe("here\n");
});
