import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:http2";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { root } from "../../../tools/stack";

// Longer than what hangs may run before a test ends it.
jest.setTimeout(180_000);

/** A provider as the SDK starts it: it serves, and prints what nothing else handles. Its one operation needs some turns. */
const provider = `
  require("node:net").createServer().listen(0, "127.0.0.1");
  const { followRun, keepUntilDone } = require("./provider/cluster/run");
  process.on("uncaughtException", (error) => console.error(error.stack));
  followRun();
  const turns = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      console.error(turn);
    }
  };
  void keepUntilDone(turns());
  console.log("ready");
`;

function start(script: string) {
  const args = ["-r", join(root, "node_modules", "ts-node", "register", "transpile-only"), "-e", script];
  return spawn(process.execPath, args, { cwd: root, stdio: "pipe" });
}

test("a provider whose engine was killed ends its operations, though nothing reads what it prints", async () => {
  const child = start(provider);
  const ended = once(child, "exit");
  const limit = setTimeout(() => child.kill("SIGKILL"), 120_000);
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.end();
  expect(await ended).toEqual([1, null]);
  clearTimeout(limit);
});

/** What the engine's process runs for an instance, a group, a record, and a record with an object in the cluster. */
const operations = [
  'require("./provider/access/lifecycle")',
  'require("./provider/security-group/guard-lifecycle")',
  'require("./provider/records").of("ec2:Vpc")',
  'require("./provider/records").of("ebs:Volume")',
];

test.each(operations)("a provider ends with its killed engine, if all that it ran is %s", async (handler) => {
  const child = start(`
    require("node:net").createServer().listen(0, "127.0.0.1");
    ${handler}.configure({ config: { get: () => undefined } });
    console.log("ready");
  `);
  const ended = once(child, "exit");
  const limit = setTimeout(() => child.kill("SIGKILL"), 120_000);
  await once(child.stdout, "data");
  child.stdin.end();
  expect(await ended).toEqual([1, null]);
  clearTimeout(limit);
});

/** A provider that says where it serves, when it has been without its parent for three turns, and how it ends. */
const serving = `
  process.on("exit", (code) => console.log("ended " + code));
  const server = require("node:http2").createServer().on("stream", (stream) => stream.respond());
  server.listen(0, "127.0.0.1", () => {
    require("./provider/cluster/run").followRun();
    console.log(process.pid + " " + server.address().port);
    const parent = process.ppid;
    let turns = 0;
    setInterval(() => process.ppid !== parent && (turns += 1) === 3 && console.log("alone"), 1000);
  });
`;

/** Kills the parent of a provider that has a connection of this process, which holds its input as well. */
async function killParent(act: (connection: ReturnType<typeof connect>) => unknown) {
  const args = JSON.stringify([
    "-r",
    join(root, "node_modules/ts-node/register/transpile-only"),
    "-e",
    serving,
  ]);
  const parent = start(
    `require("node:child_process").spawn(process.execPath, ${args}, { stdio: "inherit" }); setInterval(() => 0, 1e6);`,
  );
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const [pid, port] = String(line).split(" ").map(Number) as [number, number];
  const limit = setTimeout(() => process.kill(pid, "SIGKILL"), 120_000);
  const connection = connect(`http://127.0.0.1:${port}`).on("error", () => undefined);
  await once(connection, "connect");
  await act(connection);
  parent.kill("SIGKILL");
  parent.stdout.on("data", (said: Buffer) => String(said).includes("alone") && connection.destroy());
  const said = await text(parent.stdout);
  clearTimeout(limit);
  connection.destroy();
  return said;
}

test("a provider ends with its killed parent, though its input and a connection of another process stay open", async () => {
  expect(await killParent(() => undefined)).toBe("ended 1\n");
});

test("a provider whose parent is gone stays for an engine that has called it, until that is gone", async () => {
  // Its answer shows that the provider has it before the parent goes.
  const call = (connection: ReturnType<typeof connect>) =>
    once(
      connection.request({ ":path": "/call" }).on("error", () => undefined),
      "response",
    );
  expect(await killParent(call)).toBe("alone\nended 1\n");
});

test("the input that shows the engine keeps no process, such as a worker of tests", async () => {
  const child = start('require("./provider/cluster/run").followRun()');
  try {
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});
