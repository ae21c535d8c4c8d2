import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { root } from "../../../tools/stack";

/** A provider as the SDK starts it: it prints what nothing else handles. Its one operation needs some turns. */
const provider = `
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

test("a provider whose engine was killed ends its operations, though nothing reads what it prints", async () => {
  const args = ["-r", join(root, "node_modules", "ts-node", "register", "transpile-only"), "-e", provider];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "pipe" });
  const ended = once(child, "exit");
  const limit = setTimeout(() => child.kill("SIGKILL"), 120_000);
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.stderr.destroy();
  child.stdin.end();
  expect(await ended).toEqual([1, null]);
  clearTimeout(limit);
});
