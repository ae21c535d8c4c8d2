import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { attemptCommand, attemptsIn, type Target } from "../../../../provider/cli/reachability/attempts";
import { run } from "../../../../tools/command";
import { pathOf, requireShells, shells } from "../../../support/shells";

/** Listens, and never takes a connection: once its queue is full, the kernel drops what comes, as a policy does. */
const deaf = `
const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  process.stdout.write(String(server.address().port) + "\\n", () =>
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  );
});`;

let server: Server;
let silent: ChildProcess;
const queue: Socket[] = [];
// Nothing listens on port 1, and no other test gets it from the system.
const ports = { open: 0, refused: 1, blocked: 0 };
const tools = mkdtempSync(join(tmpdir(), "tools-"));

beforeAll(async () => {
  requireShells();
  server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  ports.open = (server.address() as { port: number }).port;
  silent = spawn(process.execPath, ["-e", deaf], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(silent.stdout!, "data")) as [Buffer];
  ports.blocked = Number(String(line));
  for (let each = 0; each < 8; each++)
    queue.push(connect(ports.blocked, "127.0.0.1").on("error", () => undefined));
  await pause(200);
});
afterAll(() => {
  for (const socket of queue) socket.destroy();
  silent.kill("SIGKILL");
  server.close();
  rmSync(tools, { recursive: true });
});

const tcp = (address: string, port: number): Target => ({ protocol: "tcp", address, port });

/** Runs the attempts with only these programs. busybox's sh finds its own nc, whatever PATH says. */
async function attempts(shell: readonly string[], programs: readonly string[]) {
  const folder = mkdtempSync(join(tools, "path-"));
  for (const name of [...["sh", "sleep", "tr"], ...programs]) {
    symlinkSync(await pathOf(name === "nc" ? "busybox" : name), join(folder, name));
  }
  const targets = Object.values(ports).map((port) => tcp("127.0.0.1", port));
  const [, ...words] = attemptCommand(targets);
  const [program = "", ...first] = shell;
  const { stdout } = await run(await pathOf(program), [...first, ...words], { env: { PATH: folder } });
  return attemptsIn(stdout, targets);
}

const images: [shell: string[], tool: string][] = [
  ...shells.map((shell): [string[], string] => [shell, "bash"]),
  [["dash"], "python3"],
  [["dash"], "perl"],
  [["dash"], "nc"],
  [["busybox", "sh"], "nc"],
];

test("a listener, a closed port and silence differ, whatever shell and tool the image has", async () => {
  const found = await Promise.all(
    images.map(async ([shell, tool]) => {
      const results = await attempts(shell, [tool]);
      return [...shell, tool, ...results.map(({ outcome, detail }) => outcome + detail)].join(" ");
    }),
  );
  expect(found).toEqual(
    images.map(([shell, tool]) => [...shell, tool, "open", "refused", "blocked"].join(" ")),
  );
}, 60_000);

test("what a machine can't try is an error", async () => {
  const folder = mkdtempSync(join(tools, "false-"));
  for (const name of ["sh", "sleep", "tr"]) symlinkSync(await pathOf(name), join(folder, name));
  const tried = async (tool: string, script: string) => {
    writeFileSync(join(folder, tool), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const targets = [tcp("192.0.2.1", 80)];
    const [, ...words] = attemptCommand(targets);
    const { stdout } = await run(await pathOf("dash"), words, { env: { PATH: folder } });
    return attemptsIn(stdout, targets)[0]!;
  };
  expect(await tried("perl", "echo Network is unreachable; exit 1")).toMatchObject({ outcome: "error" });
  expect(await tried("perl", "echo No route to host; exit 113")).toMatchObject({ outcome: "error" });
  expect(await tried("perl", "exit 1")).toMatchObject({ outcome: "error" });
}, 60_000);

test("an image without a tool, and an attempt without a result, are errors that say so", async () => {
  const without = await attempts(["dash"], []);
  expect(without.map(({ outcome, detail }) => `${outcome}: ${detail}`)).toEqual(
    Array(3).fill("error: its image has none of bash, python3, perl and nc"),
  );
  const targets = [tcp("10.0.0.1", 80)];
  expect(attemptsIn("10.0.0.1 8080 open\n10.0.0.1 80 error nc: bad option\r\n", targets)).toEqual([
    { ...tcp("10.0.0.1", 80), outcome: "error", detail: "nc: bad option" },
  ]);
  for (const output of ["", "10.0.0.1 80 maybe", "sh: syntax error"]) {
    expect(attemptsIn(output, targets)).toMatchObject([
      { outcome: "error", detail: "the attempt printed no result" },
    ]);
  }
});
