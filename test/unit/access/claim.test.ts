import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Claim, holderOf, stopHolder } from "../../../provider/access/claim";
import { stateFolder } from "../../../provider/access/state-folder";
import { hash } from "../../../provider/common/names";

let home: string;
const before = process.env["XDG_STATE_HOME"];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "c-"));
  process.env["XDG_STATE_HOME"] = home;
});
afterEach(() => {
  if (before === undefined) delete process.env["XDG_STATE_HOME"];
  else process.env["XDG_STATE_HOME"] = before;
  rmSync(home, { recursive: true, force: true });
});

const nothing = () => undefined;

async function take(subject: string, pid: number, stop = nothing): Promise<Claim> {
  const claim = await Claim.take(subject, { pid }, stop);
  if (!(claim instanceof Claim)) throw new Error("somebody has it");
  return claim;
}

test("the second tunnel of the same instances learns who has them, and another one doesn't mind", async () => {
  const first = await take("shop", 1);
  const other = await take("blog", 2);
  expect(await Claim.take("shop", { pid: 3 }, nothing)).toEqual({ pid: 1 });
  expect(await holderOf("shop")).toEqual({ pid: 1 });
  first.release();
  other.release();
  expect(await holderOf("shop")).toBeUndefined();
  (await take("shop", 3)).release();
});

test("a claim that a killed tunnel left is taken over", async () => {
  const path = join(stateFolder("tunnels"), "left.sock");
  // A process that is killed leaves its socket.
  const script = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
  spawnSync(process.execPath, ["-e", script]);
  renameSync(path, join(stateFolder("tunnels"), `${hash("shop", 16)}.sock`));
  expect(await holderOf("shop")).toBeUndefined();
  (await take("shop", 1)).release();
});

test("a tunnel is told to stop, and whoever tells it waits until it has", async () => {
  let isOver = false;
  const claim: Claim = await take("shop", 1, () => {
    setTimeout(() => {
      isOver = true;
      claim.release();
    }, 50);
  });
  expect(await stopHolder("shop")).toBe(true);
  expect(isOver).toBe(true);
  expect(await stopHolder("shop")).toBe(false);
});

test("only its user can look into the folder of the state", () => {
  mkdirSync(join(home, "pulumi-ec2-pods", "tunnels"), { recursive: true, mode: 0o755 });
  chmodSync(join(home, "pulumi-ec2-pods", "tunnels"), 0o755);
  expect(statSync(stateFolder("tunnels")).mode & 0o777).toBe(0o700);
});
