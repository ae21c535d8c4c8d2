import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";

import { root } from "../../../../provider/access/ssh/account";
import type { Host } from "../../../../provider/access/ssh/host";
import { outputOf, runProgram } from "../../../../provider/access/ssh/program";
import type { Command } from "../../../../provider/access/ssh/program";
import { run } from "../../../../tools/command";
import { localHost } from "../../../support/local-machine";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "ec2-pods-program-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** This machine with these programs before, or instead of, its own. */
const hostWith = (path: string): Host => ({
  ...localHost,
  start: (command, options) => localHost.start(["/usr/bin/env", `PATH=${path}`, ...command], options),
});

/** Output and exit status of a program without input. */
async function outcomeOf(host: Host, command: Partial<Command>): Promise<{ out: string; code: number }> {
  const chunks: Buffer[] = [];
  const keep = (bytes: Buffer) => Promise.resolve(void chunks.push(bytes));
  const program = await runProgram(
    host,
    { account: root, kind: "exec", ...command },
    { out: keep, err: keep },
  );
  await program.endInput();
  return { code: await program.ended, out: Buffer.concat(chunks).toString() };
}

function addProgram(name: string, text: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}`);
  chmodSync(join(folder, name), 0o755);
}

test("a signal that comes before the program's session is known reaches it", async () => {
  const discard = () => Promise.resolve();
  const command: Command = { account: root, kind: "exec", command: "sleep 1000" };
  const program = await runProgram(localHost, command, { out: discard, err: discard });
  program.signal("TERM");
  expect(await program.ended).toBe(128 + 15);
});

test("each key that a terminal echoes is shown before the next one", async () => {
  const stdout = new PassThrough();
  const shown: string[] = [];
  const ended = new Promise<number>(() => undefined);
  const quiet = { stderr: new PassThrough(), write: () => Promise.resolve(), resize: () => undefined };
  const host: Host = {
    ...localHost,
    start: () => Promise.resolve({ ...quiet, stdout, close: () => stdout.end(), ended }),
  };
  const out = (bytes: Buffer) => Promise.resolve(void shown.push(...bytes.toString()));
  const terminal = { columns: 80, rows: 24 };
  const program = await runProgram(host, { account: root, kind: "shell", terminal }, { out, err: out });
  const keys = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
  for (const key of keys) {
    stdout.write(key);
    await new Promise(setImmediate);
    expect(shown.at(-1)).toBe(key);
  }
  await program.hangUp();
});

test("options of a shell are the shell's where only su can become the user", async () => {
  for (const name of ["sh", "dd", "setsid", "getopt", "echo"]) {
    symlinkSync((await run("sh", ["-c", `command -v ${name}`])).stdout.trim(), join(folder, name));
  }
  // It takes options after the user's name, as those of util-linux and busybox do, but needs no right to.
  addProgram(
    "su",
    `words=$(getopt -o s:c:l -- "$@") || exit
eval "set -- $words"
while [ "$1" != -- ]; do
  case $1 in
    -c) command=$2 && shift ;;
    -s) shift ;;
    *) echo "su took $1" && exit 1 ;;
  esac
  shift
done
shift 2
exec sh -c "$command" "$@"
`,
  );
  addProgram("shell", 'echo "shell $*"; exit 3');
  const account = { ...root, name: "app", uid: "1000", gid: "1000", home: "/", shell: join(folder, "shell") };
  const { out, code } = await outcomeOf(hostWith(folder), { account, kind: "shell" });
  expect({ out, code }).toEqual({ out: "shell -l\n", code: 3 });
});

/** The numbers of processes that have this text in their command. */
const running = async (text: string): Promise<string> => (await run("pgrep", ["-f", text])).stdout;

test("a script that prints or runs without an end is ended", async () => {
  const limits = { bytes: 70_000, milliseconds: 200 };
  await expect(outputOf(localHost, "exec sleep 471147", [], limits)).rejects.toThrow(
    "it doesn't answer within 0.2 seconds",
  );
  await expect(outputOf(localHost, "exec tail -f -c 100000 /dev/zero", [])).rejects.toThrow(
    "its answer has more than 70000 bytes",
  );
  for (const text of ["^sleep 471147", "^tail -f -c 100000"]) while (await running(text)) continue;
});

test("what a command has left running still writes its output, with and without setsid", async () => {
  const command = "{ sleep 0.3; echo late; } & echo soon; exit 3";
  expect(await outcomeOf(localHost, { command })).toEqual({ out: "soon\nlate\n", code: 3 });
  for (const name of ["sh", "dd", "sleep"]) {
    symlinkSync((await run("sh", ["-c", `command -v ${name}`])).stdout.trim(), join(folder, name));
  }
  expect(await outcomeOf(hostWith(folder), { command })).toEqual({ out: "soon\nlate\n", code: 3 });
});

test("an image without a dd that can be used is named as the reason", async () => {
  symlinkSync((await run("sh", ["-c", "command -v sh"])).stdout.trim(), join(folder, "sh"));
  await expect(outputOf(hostWith(folder), "true", [])).rejects.toThrow(
    "the image has no dd that knows iflag=fullblock",
  );
});

test("a program without setsid ends with what it has started", async () => {
  for (const name of ["sh", "dd", "sleep"]) {
    symlinkSync((await run("sh", ["-c", `command -v ${name}`])).stdout.trim(), join(folder, name));
  }
  const out = () => Promise.resolve();
  const command: Command = { account: root, kind: "exec", command: "sleep 471148 & sleep 471148; true" };
  const program = await runProgram(hostWith(folder), command, { out, err: out });
  while ((await running("^sleep 471148")).split("\n").length < 3) continue;
  await program.hangUp();
  while (await running("^sleep 471148")) continue;
});
