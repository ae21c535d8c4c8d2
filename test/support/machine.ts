import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { powerSignals } from "../../provider/user-data/supervisor";
import {
  bootCommand,
  userDataDirectory,
  userDataExitStatus,
  userDataFiles,
} from "../../provider/user-data/user-data";

/** What a container has by default. Root can't read the environment of other users' processes, for one. */
const capabilities = [
  "chown",
  "dac_override",
  "fowner",
  "fsetid",
  "kill",
  "setgid",
  "setuid",
  "setpcap",
  "net_bind_service",
  "net_raw",
  "sys_chroot",
  "mknod",
  "audit_write",
  "setfcap",
];

/** A file system that runs as an instance does, with the container's command as PID 1, and no cluster. */
export class Machine {
  private readonly outside;
  private readonly become: string[] = [];

  /**
   * @param disk - The folder in which files are written and read.
   * @param userData - The lines of a shell script, of which what they print is the file /tmp/output, or a cloud-config.
   * @param root - The folder to run, if it isn't the disk, what has to be mounted for it, and whether its processes can be
   * kept from starting others, which no limit does with those of root. And the seconds that PID 1 has for its end, with
   * those that it keeps for what its services leave.
   */
  constructor(
    private readonly disk: string,
    userData: string,
    {
      folder = disk,
      mount = 'mount --bind /dev/null "$0/dev/null"',
      namespaces = [],
      hasLimit = false,
      patience = [25, 5],
    }: {
      folder?: string;
      mount?: string;
      namespaces?: string[];
      hasLimit?: boolean;
      patience?: [end: number, rest: number];
    } = {},
  ) {
    const isConfig = /^(#cloud-config|Content-Type:)/.test(userData);
    const files = userDataFiles(
      Buffer.from(isConfig ? userData : `#!/bin/sh\nexec >/tmp/output 2>&1\n${userData}`),
    );
    for (const [name, content] of Object.entries(files)) {
      this.write(join(userDataDirectory, name), content.toString("latin1"), 0o755);
    }
    const isRoot = process.getuid?.() === 0;
    const user = isRoot && !hasLimit ? [] : ["--map-root-user"];
    if (isRoot && hasLimit) {
      this.become = ["setpriv", "--reuid=54321", "--clear-groups"];
      this.write("console", "");
      execFileSync("chown", ["-R", "54321", disk]);
    }
    const bounds = `setpriv --bounding-set -all,+${capabilities.join(",+")}`;
    const enter = `set -e; ${mount}; mount -t proc proc "$0/proc"; exec ${bounds} chroot "$0" "$@"`;
    const [program = "", ...args] = [
      ...this.become,
      "unshare",
      ...user,
      "--pid",
      "--fork",
      "--kill-child",
      "--mount",
      "--uts",
      ...namespaces,
      "sh",
      "-c",
      enter,
      folder,
      ...bootCommand().map((word) =>
        word.replace("grace=25", `grace=${patience[0]}`).replace("has_time 5", `has_time ${patience[1]}`),
      ),
    ];
    this.outside = spawn(program, args, {
      env: {
        PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        EC2_INSTANCE_ID: "i-4567",
      },
      // A process group of its own, as a container has: a signal to it must not reach the tests.
      detached: true,
      // A file, because a service can't open a socket as its console.
      stdio: ["ignore", openSync(join(disk, "console"), "a"), "inherit"],
    });
  }

  has(path: string): boolean {
    return existsSync(join(this.disk, path));
  }

  read(path: string): string {
    return readFileSync(join(this.disk, path), "utf8");
  }

  write(path: string, text: string, mode = 0o644): void {
    writeTo(this.disk, path, text, mode);
  }

  /** What a service has said. */
  log(name: string): string {
    const path = `/var/log/ec2-pods/${name}.service.log`;
    return this.has(path) ? this.read(path) : "";
  }

  /** The same, once the process that writes it has come this far. */
  async logUntil(name: string, text = `${name}.service: started\n`): Promise<string> {
    await this.until(() => this.log(name).includes(text));
    return this.log(name);
  }

  get console(): string {
    return this.read("console");
  }

  /** What the user data printed, once it ended. */
  async output(turns?: number): Promise<string> {
    await this.ended(turns);
    return this.read("/tmp/output");
  }

  /** The exit status of the user data, once it ended. */
  async ended(turns?: number): Promise<number | undefined> {
    await this.until(() => userDataExitStatus(this.console) !== undefined, turns);
    return userDataExitStatus(this.console);
  }

  press(button: keyof typeof powerSignals): void {
    process.kill(this.pid, `SIG${powerSignals[button]}`);
  }

  /** Lets the children of PID 1 start no more processes: what supervises services, for one. */
  limit(): void {
    for (const pid of childrenOf(this.pid)) {
      const [command = "", ...words] = [...this.become, "prlimit", "--pid", String(pid), "--nproc=0:"];
      const { status, stderr } = spawnSync(command, words, { encoding: "utf8" });
      // One of them may have just ended.
      if (status !== 0 && existsSync(`/proc/${pid}`)) throw new Error(stderr);
    }
  }

  private get pid(): number {
    const [pid] = childrenOf(this.outside.pid ?? 0);
    if (pid === undefined) throw new Error(`the machine ended\nconsole: ${this.console}`);
    return pid;
  }

  async until(condition: () => boolean, turns = 20_000): Promise<void> {
    for (let turn = 0; turn < turns; turn++) {
      if (condition()) return;
      await setTimeout(10);
    }
    throw new Error(`it never came: ${String(condition)}\nconsole: ${this.console}`);
  }

  async end(): Promise<void> {
    if (this.outside.exitCode !== null || this.outside.signalCode !== null) return;
    const ended = new Promise((resolve) => this.outside.once("exit", resolve));
    // With PID 1, the kernel ends all processes that could still write to the disk, and only then the one outside ends.
    const { status } = spawnSync("pkill", ["-KILL", "-P", String(this.outside.pid)]);
    if (status !== 0) this.outside.kill("SIGKILL");
    await ended;
  }
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);

/** In user data: waits until a command succeeds. */
export const untilInside = (command: string): string => `until ${command}; do sleep 0.1; done\n`;

/** Writes a file of a disk, with its folders. */
export function writeTo(disk: string, path: string, text: string, mode = 0o644): void {
  mkdirSync(join(disk, dirname(path)), { recursive: true });
  writeFileSync(join(disk, path), text);
  chmodSync(join(disk, path), mode);
}
