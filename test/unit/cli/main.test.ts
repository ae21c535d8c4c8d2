import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { run } from "../../../tools/command";
import { root } from "../../../tools/stack";

const cli = [process.execPath, join(root, "dist", "cli", "main.js")] as const;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "ec2-pods-main-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a shell script whose "$@" is the command line. */
const inShell = (script: string, ...args: string[]) =>
  run("sh", ["-c", script, "sh", ...cli, ...args], { cwd: folder });

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(await inShell('"$@"', "--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("a closed pipe ends a command quietly, with the exit code of other tools", async () => {
  const child = spawn(cli[0], [cli[1], "reap", "--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  const closed = new Promise((resolve) => child.once("close", resolve));
  expect([await text(child.stderr), await closed]).toEqual(["", 141]);
});

test("an error that has no reader still has its exit code", async () => {
  const child = spawn(cli[0], [cli[1], "preview-report", "missing.json"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr.destroy();
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
});

test("a result that a full disk doesn't take is an error", async () => {
  const { code, stderr } = await inShell('"$@" >/dev/full', "reap", "--help");
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'Cannot write File "standard output": ENOSPC: no space left on device, write. Free some space, or write to another place.\n',
  });
});

test("a result that a disk takes only in part is an error", async () => {
  const { code, stderr } = await inShell(`trap "" XFSZ; ulimit -f 1; exec "$@" >out`, "reap", "--help");
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'Cannot write File "standard output": EFBIG: file too large, write. Free some space, or write to another place.\n',
  });
});
