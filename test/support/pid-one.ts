import { execFileSync, spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { scriptsMark } from "../../provider/user-data/boot-script";
import { installShutdown } from "../../provider/user-data/shutdown";
import { installSudo } from "../../provider/user-data/sudo";
import { powerDirectory } from "../../provider/user-data/supervisor";
import { bootCommand, userDataDirectory, userDataFile } from "../../provider/user-data/user-data";
import { linkApplets, plantProgram } from "./tree";

/** What a boot script itself marks, relative to cloud-init's folder. */
const mark = scriptsMark.replace("/var/lib/cloud", "");

/** The container's command as PID 1. */
export interface PidOne {
  outside: ChildProcess;
  pid: number;
  ended: Promise<number | null>;
  /** Kills it, and answers once no process of its namespace is left. */
  end(): Promise<unknown>;
  console(): string;
  signal(name: string | number): void;
  /** Lets PID 1 itself start no more processes, or lets it start them again. */
  limit(isLimited: boolean): void;
  /** Command lines of all processes but PID 1. */
  processes(): string[];
}

/** Runs the container's command as PID 1 of a PID namespace of its own, with this boot script and seconds to end. */
export async function powerOn(
  folder: string,
  shell: string[],
  script?: string,
  patience = 25,
): Promise<PidOne> {
  if (script !== undefined) writeFileSync(join(folder, "boot.sh"), `(: >"$FOLDER/cloud${mark}")\n${script}`);
  writeFileSync(join(folder, userDataFile), "#!/bin/sh\n");
  mkdirSync(join(folder, "power"), { recursive: true });
  const [, , , , text = ""] = bootCommand();
  const command = text
    // They would take the place of this machine's own.
    .replace(installShutdown, "")
    .replace(installSudo(`${userDataDirectory}/sudo`), "")
    .replace("grace=25", `grace=${patience}`)
    .replace("exec sh -c", `exec ${shell.join(" ")} -c`)
    .replaceAll(userDataDirectory, `'${folder}'`)
    .replaceAll(powerDirectory, `'${join(folder, "power")}'`)
    .replaceAll("/var/lib/cloud", `'${join(folder, "cloud")}'`)
    .replaceAll("/var/log", `'${join(folder, "log")}'`);
  const namespace = ["--map-root-user", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const path = `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`;
  const env = { ...process.env, PATH: path, EC2_INSTANCE_ID: "i-4567", FOLDER: folder };
  return follow(folder, [...namespace, ...shell, "-c", command, "sh", command], env);
}

/** A container whose image has this shell as sh, and nothing else, or also the tools of BusyBox. */
export async function powerOnImage(
  folder: string,
  shell: string,
  script: string,
  { hasTools = false } = {},
): Promise<PidOne> {
  for (const name of ["bin", "proc", "dev", "run", userDataDirectory, powerDirectory]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  plantProgram(folder, shell, "sh");
  if (hasTools) {
    plantProgram(folder, "busybox", "busybox");
    linkApplets(folder);
  }
  writeFileSync(join(folder, "dev", "null"), "");
  writeFileSync(
    join(folder, userDataDirectory, "boot.sh"),
    `${hasTools ? `(: >${scriptsMark})\n` : ""}${script}`,
  );
  const user = process.getuid?.() === 0 ? [] : ["--map-root-user"];
  const enter = `mount -t proc proc "$0/proc" && exec chroot "$0" "$@"`;
  const namespaces = [...user, "--pid", "--fork", "--kill-child", "--mount"];
  // Minutes take a second.
  const command = bootCommand().map((word) => word.replace("minutes * 60", "minutes"));
  const env = { PATH: "/usr/local/sbin:/bin:/sbin:/usr/sbin:/usr/bin", EC2_INSTANCE_ID: "i-4567" };
  const args = [...namespaces, "sh", "-c", enter, folder, ...command];
  return follow(folder, args, env);
}

let latest: PidOne | undefined;

async function follow(folder: string, args: string[], env: NodeJS.ProcessEnv): Promise<PidOne> {
  // A file, because no process can open a socket as its console.
  const file = join(folder, "console");
  const output = openSync(file, "a");
  // No limit of processes counts for root.
  const isRoot = process.getuid?.() === 0 && args[0] === "--map-root-user";
  if (isRoot) spawnSync("chown", ["-R", "54321", folder]);
  const become = isRoot ? ["setpriv", "--reuid=54321", "--clear-groups"] : [];
  const [program = "", ...rest] = [...become, "unshare", ...args];
  const outside = spawn(program, rest, { env, stdio: ["ignore", output, output] });
  closeSync(output);
  const ended = new Promise<number | null>((resolve, reject) => {
    outside.on("exit", resolve);
    outside.on("error", reject);
  });
  const childOf = (pid: number) => readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  await until(() => outside.pid !== undefined && childOf(outside.pid) !== "");
  const pid = Number(childOf(outside.pid ?? 0));
  const namespaceOf = (process: string) => {
    try {
      return readFileSync(`/proc/${process}/status`, "utf8").match(/^NSpid:\t\d+\t(\d+)$/m)?.[1];
    } catch {
      return undefined;
    }
  };
  const isOver = () => outside.exitCode !== null || outside.signalCode !== null;
  return (latest = {
    outside,
    pid,
    ended,
    // Its parent waits for it, and it for all others.
    end: async () => {
      // It may have just ended.
      if (!isOver()) spawnSync("kill", ["-KILL", String(pid)]);
      return ended;
    },
    console: () => readFileSync(file, "utf8"),
    signal: (name) => process.kill(pid, typeof name === "number" ? name : `SIG${name}`),
    limit: (isLimited) => {
      const [, most = ""] =
        /^Max processes +\S+ +(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
      const limit = ["prlimit", "--pid", String(pid), `--nproc=${isLimited ? "0" : most}:`];
      const [command = "", ...words] = [...become, ...limit];
      execFileSync(command, words);
    },
    processes: () =>
      descendants(pid)
        .filter((each) => namespaceOf(each.pid) !== undefined)
        .map(({ line }) => line),
  });
}

/** All processes below one, of any parent, by their session's root: a namespace has no orphans outside of it. */
function descendants(root: number): { pid: string; line: string }[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, parent = ""] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return [{ pid, parent, line }];
      } catch {
        return [];
      }
    });
  const below = (pid: string): typeof parents =>
    parents.filter(({ parent }) => parent === pid).flatMap((each) => [each, ...below(each.pid)]);
  return below(String(root));
}

export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 4000; turn++) {
    if (condition()) return;
    await setTimeout(10);
  }
  throw new Error(`it never came: ${String(condition)}\nconsole: ${latest?.console() ?? ""}`);
}
