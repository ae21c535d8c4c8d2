import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { offLine, powerSignals } from "../../../provider/user-data/supervisor";
import {
  bootCommand,
  userDataDirectory,
  userDataExitStatus,
  userDataFile,
} from "../../../provider/user-data/user-data";
import { requireShells, shells } from "../../support/shells";

jest.setTimeout(60_000);

beforeAll(requireShells);

let folder: string;
let machine: Machine | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "supervisor "))));
afterEach(() => {
  machine?.outside.kill("SIGKILL");
  machine = undefined;
  rmSync(folder, { recursive: true });
});

interface Machine {
  outside: ChildProcess;
  ended: Promise<number | null>;
  console(): string;
  signal(name: string): void;
  /** Command lines of all processes but PID 1. */
  processes(): string[];
}

/** Runs the container's command as PID 1 of a PID namespace of its own, with this boot script and tenths of seconds to end. */
async function powerOn(shell: string[], script?: string, patience = 250): Promise<Machine> {
  if (script !== undefined) writeFileSync(join(folder, "boot.sh"), script);
  writeFileSync(join(folder, userDataFile), "#!/bin/sh\n");
  mkdirSync(join(folder, "cloud"));
  const [, , text = ""] = bootCommand();
  const command = text
    .replace("turns=250", `turns=${patience}`)
    .replaceAll(userDataDirectory, `'${folder}'`)
    .replaceAll("/var/lib/cloud", `'${join(folder, "cloud")}'`)
    .replaceAll("/var/log", `'${join(folder, "log")}'`);
  const user = process.getuid?.() === 0 ? [] : ["--map-root-user"];
  const namespace = [...user, "--pid", "--fork", "--kill-child", "--mount-proc"];
  const outside = spawn("unshare", [...namespace, ...shell, "-c", command], {
    env: { ...process.env, EC2_INSTANCE_ID: "i-4567", FOLDER: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  outside.stdout.on("data", (data) => (output += String(data)));
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
  return (machine = {
    outside,
    ended,
    console: () => output,
    signal: (name) => process.kill(pid, `SIG${name}`),
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

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 4000; turn++) {
    if (condition()) return;
    await setTimeout(10);
  }
  throw new Error(`it never came: ${String(condition)}\nconsole: ${machine?.console() ?? ""}`);
}

const lines = (text: string, line: string): number => text.split("\n").filter((each) => each === line).length;

test("user data runs once for each disk, and what changed is on the disk from the next boot on", async () => {
  const { console, signal } = await powerOn(["dash"], `echo "boot $1"`);
  await until(() => userDataExitStatus(console()) === 0);
  writeFileSync(join(folder, userDataFile), "changed");
  signal(powerSignals.reboot);
  await until(() => console().includes("boot again"));
  expect(lines(console(), "boot first")).toBe(1);
  const onDisk = join(folder, "cloud", "instance", userDataFile);
  expect(readFileSync(onDisk, "utf8")).toBe("changed");
  expect(statSync(onDisk).mode & 0o777).toBe(0o600);
});

test("user data that an instance gets after its first boot doesn't run", async () => {
  const { console, signal } = await powerOn(["dash"]);
  await until(() => existsSync(join(folder, "cloud", "instance", "sem", "config_scripts_user")));
  writeFileSync(join(folder, "boot.sh"), `echo "boot $1"`);
  signal(powerSignals.reboot);
  await until(() => console().includes("boot again"));
  expect(console()).not.toContain("boot first");
});

/** A service that writes to its disk what it did, and needs a moment to end. */
const service = `#!/bin/sh
echo "boot $1"
(
  trap 'sleep 0.3; echo flushed | tee -a "$FOLDER/disk"; exit' TERM
  echo serving
  while :; do sleep 1000 & wait $!; done
) &
`;

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  test("it logs the boot and its end, and stays up", async () => {
    const script = "echo $INSTANCE_ID; sleep 0.2; printf unended; exit 3\n";
    const { console, outside } = await powerOn(shell, script);
    const logged = () => readFileSync(join(folder, "log", "cloud-init-output.log"), "utf8");
    await until(
      () => userDataExitStatus(console()) !== undefined && userDataExitStatus(logged()) !== undefined,
    );
    const expected = "i-4567\nunendedcloud-init: user data ended with exit status 3\n";
    expect([console(), logged()]).toEqual([expected, expected]);
    expect(outside.exitCode).toBeNull();
  });

  test("the end of the container lets a service finish, whose last words are on the console", async () => {
    const { console, signal, ended } = await powerOn(shell, service);
    await until(() => console().includes("serving"));
    signal("TERM");
    expect(await ended).toBe(0);
    expect(readFileSync(join(folder, "disk"), "utf8")).toBe("flushed\n");
    expect(console()).toMatch(/serving\n(.*\n)*flushed\n$/);
  });

  test("off ends all processes and keeps PID 1, and on boots again", async () => {
    const { console, signal, processes } = await powerOn(shell, service);
    await until(() => console().includes("serving"));
    signal(powerSignals.off);
    await until(() => console().endsWith(`${offLine}\n`));
    await until(() => processes().join() === "sleep 3600");
    expect(readFileSync(join(folder, "disk"), "utf8")).toBe("flushed\n");
    // A second press of either button changes nothing.
    signal(powerSignals.off);
    await setTimeout(300);
    signal(powerSignals.on);
    await until(() => lines(console(), "serving") === 2);
    signal(powerSignals.on);
    await setTimeout(300);
    expect([offLine, "serving"].map((line) => lines(console(), line))).toEqual([1, 2]);
    signal(powerSignals.reboot);
    await until(() => lines(console(), "serving") === 3);
    expect(lines(console(), "flushed")).toBe(2);
  });

  test("signals in any order and number break nothing, and the next one counts", async () => {
    const { console, signal, ended, processes } = await powerOn(shell, service);
    for (let turn = 0; turn < 40; turn++) {
      signal(turn % 3 === 0 ? powerSignals.on : turn % 3 === 1 ? powerSignals.off : powerSignals.reboot);
      await setTimeout(turn % 7);
    }
    // Of signals that come at once, a shell takes the one with the lowest number first.
    await setTimeout(500);
    signal(powerSignals.off);
    await until(() => console().endsWith(`${offLine}\n`));
    await until(() => processes().join() === "sleep 3600");
    signal("TERM");
    expect(await ended).toBe(0);
  });

  test("a process that ignores everything doesn't keep the machine on, and orphans leave no zombies", async () => {
    const stubborn = `(trap '' TERM HUP; exec sleep 999) &
      for each in 1 2 3 4 5; do (sleep 0.1 & exec sleep 0.05) & done
      sh -c 'kill -STOP $$; :' & echo up`;
    const { console, signal, ended, processes } = await powerOn(shell, stubborn, 10);
    await until(() => console().includes("up"));
    await until(() => !processes().some((line) => line === "" || line.startsWith("sleep 0")));
    signal("TERM");
    expect(await ended).toBe(0);
  });
});

test("it refuses to run as another process than PID 1, whose signals would reach the whole machine", async () => {
  const child = spawn("sh", ["-c", bootCommand()[2] ?? ""], { stdio: "ignore" });
  expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(125);
});
