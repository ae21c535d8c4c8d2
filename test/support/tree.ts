import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { userDataDirectory } from "../../provider/user-data/user-data";
import { writeTo } from "./machine";

/** A file system with BusyBox and the shell that is its sh: as little as an image may have. */
export function plantTree(shell: string[]): string {
  const tree = mkdtempSync(join(tmpdir(), "machine-"));
  // Users other than root read it, too.
  chmodSync(tree, 0o755);
  const write = (path: string, text: string) => writeTo(tree, path, text);
  for (const folder of ["bin", "proc", "tmp", "dev", "root", "var/log", "etc/init.d", userDataDirectory]) {
    mkdirSync(join(tree, folder), { recursive: true });
  }
  const [program = ""] = shell;
  for (const name of new Set(["busybox", program])) plantProgram(tree, name, name);
  linkApplets(tree);
  symlinkSync(program, join(tree, "bin/sh"));
  symlinkSync("bin", join(tree, "sbin"));
  write("/dev/null", "");
  write("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
  write("/etc/group", "root:x:0:\n");
  mkdirSync(join(tree, "usr"), { recursive: true });
  symlinkSync("../bin", join(tree, "usr/bin"));
  return tree;
}

/** A program of this machine in the /bin of a tree, with its libraries. */
export function plantProgram(tree: string, program: string, name: string): void {
  const path = which(program);
  for (const [from = "", to = ""] of [
    [path, join("bin", name)],
    ...librariesOf(path).map((each) => [each, each]),
  ]) {
    mkdirSync(join(tree, dirname(to)), { recursive: true });
    copyFileSync(from, join(tree, to));
  }
}

/** The commands of the BusyBox in a tree, but the shell. */
export function linkApplets(tree: string): void {
  const present = new Set(["sh", ...readdirSync(join(tree, "bin"))]);
  for (const applet of applets().filter((name) => !present.has(name))) {
    symlinkSync("busybox", join(tree, "bin", applet));
  }
}

// A suite makes dozens of trees, and each of these is a process.
const which = once((program) => execFileSync("which", [program], { encoding: "utf8" }).trim());
const applets = once(() => execFileSync("busybox", ["--list"], { encoding: "utf8" }).trim().split("\n"));
const librariesOf = once((program) => {
  // It fails for a program without libraries.
  const { stdout } = spawnSync("ldd", [program], { encoding: "utf8" });
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path = ""]) => path);
});

function once<T>(find: (program: string) => T): (program?: string) => T {
  const found = new Map<string, T>();
  return (program = "") => {
    if (!found.has(program)) found.set(program, find(program));
    return found.get(program)!;
  };
}
