import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Claim, holderOf, stopHolders } from "../../../provider/access/claim";
import { stateFolder } from "../../../provider/access/state-folder";

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

const file = (name: string) => join(stateFolder("tunnels"), name);
/** A program that listens as the tunnel of "shop" does, says so, and sends itself this signal. */
const listening = (signal: string) =>
  `require("node:net").createServer().listen(${JSON.stringify(file("shop.sock"))}, () => {
    require("node:fs").writeSync(1, "listening");
    process.kill(process.pid, "${signal}");
  })`;

test("of tunnels that start at once after one was killed, one takes the claim over", async () => {
  spawnSync(process.execPath, ["-e", listening("SIGKILL")]);
  expect(existsSync(file("shop.sock"))).toBe(true);
  expect(await holderOf("shop")).toBeUndefined();
  const all = await Promise.all(Array.from({ length: 8 }, (_, pid) => Claim.take("shop", { pid }, nothing)));
  const claims = all.filter((each) => each instanceof Claim);
  expect(claims).toHaveLength(1);
  expect(await holderOf("shop")).toEqual({ pid: all.indexOf(claims[0]!) });
  claims[0]!.release();
  expect(readdirSync(stateFolder("tunnels"))).toEqual([]);
});

test("the lock of a process that was killed while it removed a socket is left for others", async () => {
  spawnSync(process.execPath, ["-e", listening("SIGKILL")]);
  writeFileSync(file("shop.lock"), "");
  utimesSync(file("shop.lock"), 0, 0);
  (await take("shop", 1)).release();
});

test("a tunnel that is suspended is named, and doesn't keep others waiting", async () => {
  const child = spawn(process.execPath, ["-e", listening("SIGSTOP")]);
  try {
    await once(child.stdout, "data");
    writeFileSync(file("shop.json"), JSON.stringify({ pid: child.pid }));
    expect(await Claim.take("shop", { pid: 1 }, nothing)).toEqual({ pid: child.pid });
    await expect(stopHolders("shop", 100)).rejects.toMatchObject({
      reason: `the tunnel (process ${child.pid}) doesn't answer`,
      fix: `Resume it with "kill -CONT ${child.pid}", or end it with "kill -KILL ${child.pid}"`,
    });
  } finally {
    child.kill("SIGKILL");
  }
});

test("a tunnel is told to stop, and whoever tells it waits until it has", async () => {
  let isOver = false;
  const claim: Claim = await take("shop", 1, () => {
    setTimeout(() => {
      isOver = true;
      claim.release();
    }, 50);
  });
  const other = await take("blog", 2);
  expect(await stopHolders("shop")).toBe(1);
  expect(isOver).toBe(true);
  expect(await stopHolders("shop")).toBe(0);
  expect(await holderOf("blog")).toEqual({ pid: 2 });
  other.release();
});

test("only its user can look into the folder of the state", () => {
  mkdirSync(join(home, "pulumi-ec2-pods", "tunnels"), { recursive: true, mode: 0o755 });
  chmodSync(join(home, "pulumi-ec2-pods", "tunnels"), 0o755);
  expect(statSync(stateFolder("tunnels")).mode & 0o777).toBe(0o700);
});
