import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { userDataDirectory } from "../../provider/user-data/user-data";
import { writeTo } from "./machine";

const which = (program: string): string => execFileSync("which", [program], { encoding: "utf8" }).trim();

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
  for (const name of new Set(["busybox", program])) {
    const path = which(name);
    copyFileSync(path, join(tree, "bin", name));
    for (const library of librariesOf(path)) {
      mkdirSync(join(tree, dirname(library)), { recursive: true });
      copyFileSync(library, join(tree, library));
    }
  }
  for (const applet of execFileSync("busybox", ["--list"], { encoding: "utf8" }).trim().split("\n")) {
    const path = join(tree, "bin", applet);
    if (applet !== "sh" && !existsSync(path)) symlinkSync("busybox", path);
  }
  symlinkSync(program, join(tree, "bin/sh"));
  symlinkSync("bin", join(tree, "sbin"));
  write("/dev/null", "");
  write("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
  write("/etc/group", "root:x:0:\n");
  mkdirSync(join(tree, "usr"), { recursive: true });
  symlinkSync("../bin", join(tree, "usr/bin"));
  return tree;
}

function librariesOf(program: string): string[] {
  try {
    const output = execFileSync("ldd", [program], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return [...output.matchAll(/(\/\S+) \(0x/g)].map(([, path = ""]) => path);
  } catch {
    return [];
  }
}
