import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

import { root } from "../../../../provider/access/ssh/account";
import type { ExecStream } from "../../../../provider/cluster/exec-stream";
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

/** The numbers of the processes with this command. */
const running = async (text: string): Promise<string> => (await run("pgrep", ["-f", `^${text}$`])).stdout;

async function untilGone(text: string): Promise<void> {
  while (await running(text)) await pause(20);
}

/** A command of this run only, which ends at last even if a test fails. */
const sleep = (seconds: number) => `sleep ${seconds}.${process.pid}`;

test("a script that prints or runs without an end is ended", async () => {
  const limits = { bytes: 70_000, milliseconds: 200 };
  await expect(outputOf(localHost, `exec ${sleep(600)}`, [], limits)).rejects.toThrow(
    "it doesn't answer within 0.2 seconds",
  );
  const endless = `tail -f -c ${100_000 + process.pid} /dev/zero`;
  await expect(outputOf(localHost, `exec ${endless}`, [])).rejects.toThrow(
    "its answer has more than 70000 bytes",
  );
  for (const text of [sleep(600), endless]) await untilGone(text);
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
  const command: Command = { account: root, kind: "exec", command: `${sleep(601)} & ${sleep(601)}; true` };
  const program = await runProgram(hostWith(folder), command, { out, err: out });
  while ((await running(sleep(601))).split("\n").length < 3) await pause(20);
  await program.hangUp();
  await untilGone(sleep(601));
});

test("a program that says only later that it has begun is ended as well, once its client is gone", async () => {
  const held = new PassThrough();
  const streams: ExecStream[] = [];
  const host: Host = {
    ...localHost,
    async start(words, options) {
      const stream = await localHost.start(words, options);
      return streams.push(stream) === 1 ? { ...stream, stdout: held } : stream;
    },
  };
  const out = () => Promise.resolve();
  const command: Command = { account: root, kind: "exec", command: sleep(602) };
  const program = await runProgram(host, command, { out, err: out });
  while (!(await running(sleep(602)))) await pause(20);
  // The client isn't kept waiting for it.
  await program.hangUp();
  expect(streams).toHaveLength(1);
  streams[0]?.stdout.pipe(held);
  await untilGone(sleep(602));
});
