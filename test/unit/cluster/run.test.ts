import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { root } from "../../../tools/stack";

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

test("the input that shows the engine keeps no process, such as a worker of tests", async () => {
  const child = start('require("./provider/cluster/run").followRun()');
  try {
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
  }
});
