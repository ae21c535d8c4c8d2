import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureEntry } from "../../../tools/toolchain/entry";
import { startTimeOf, withLock } from "../../../tools/toolchain/lock";

let folder: string;
let fills: number;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "ec2-pods-")), "tool-1");
  fills = 0;
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

const fill = async (scratch: string) => {
  fills++;
  // Time for a second caller to interfere, if it could.
  await new Promise((resolve) => setTimeout(resolve, 50));
  writeFileSync(join(scratch, "tool"), "binary");
  mkdirSync(join(scratch, "lib"));
  writeFileSync(join(scratch, "lib", "part"), "text");
};
const content = () => readFileSync(join(folder, "tool"), "utf8");

test("an entry is filled only once", async () => {
  await ensureEntry(folder, fill);
  await ensureEntry(folder, fill);
  expect([fills, content()]).toEqual([1, "binary"]);
});

test("two concurrent calls fill it once", async () => {
  await Promise.all([ensureEntry(folder, fill), ensureEntry(folder, fill)]);
  expect([fills, content()]).toEqual([1, "binary"]);
});

test("a failed fill leaves no entry, and the next call fills it", async () => {
  const broken = async (scratch: string) => {
    writeFileSync(join(scratch, "tool"), "bin");
    throw new Error("no space left");
  };
  await expect(ensureEntry(folder, broken)).rejects.toThrow("no space left");
  expect(existsSync(folder)).toBe(false);
  await ensureEntry(folder, fill);
  expect(content()).toBe("binary");
});

test.each<[string, () => void]>([
  ["with a truncated file", () => truncateSync(join(folder, "tool"), 3)],
  ["with an altered file", () => writeFileSync(join(folder, "tool"), "BINARY")],
  ["without its file", () => rmSync(join(folder, "tool"))],
  ["with an altered file in a folder", () => writeFileSync(join(folder, "lib", "part"), "TEXT")],
  ["without its manifest", () => rmSync(join(folder, "manifest.json"))],
  ["with half a manifest", () => truncateSync(join(folder, "manifest.json"), 10)],
])("an entry %s is filled again", async (_, damage) => {
  await ensureEntry(folder, fill);
  damage();
  await ensureEntry(folder, fill);
  expect([fills, content()]).toEqual([2, "binary"]);
});

test("the partial folder of a killed run isn't used", async () => {
  mkdirSync(`${folder}.part`);
  writeFileSync(join(`${folder}.part`, "tool"), "bin");
  await ensureEntry(folder, fill);
  expect(content()).toBe("binary");
});

test("an entry that is restored from a copy, with other times, isn't filled again", async () => {
  await ensureEntry(folder, fill);
  utimesSync(join(folder, "tool"), new Date(0), new Date(0));
  await ensureEntry(folder, fill);
  expect(fills).toBe(1);
});

test.each<[string, string]>([
  ["of a process that has ended", JSON.stringify({ pid: 2 ** 22 + 1, startTime: "1" })],
  [
    "of an earlier process with the id of a running one",
    JSON.stringify({ pid: process.pid, startTime: "1" }),
  ],
  ["that is empty", ""],
])("a lock %s is taken over", async (_, holder) => {
  writeFileSync(`${folder}.lock`, holder);
  expect(await withLock(`${folder}.lock`, () => Promise.resolve("done"))).toBe("done");
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test("the lock of a running process is waited for", async () => {
  const lock = `${folder}.lock`;
  writeFileSync(lock, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) }));
  const order: string[] = [];
  const waiting = withLock(lock, async () => void order.push("second"));
  setTimeout(() => {
    order.push("first");
    rmSync(lock);
  }, 300);
  await waiting;
  expect(order).toEqual(["first", "second"]);
});
