import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { offLine, powerOf, powerSignals, shutDownLine } from "../../../provider/user-data/supervisor";
import { bootCommand, userDataExitStatus, userDataFile } from "../../../provider/user-data/user-data";
import { powerOn as powerOnIn, powerOnImage, until } from "../../support/pid-one";
import type { PidOne } from "../../support/pid-one";
import { requireShells, shells } from "../../support/shells";

jest.setTimeout(300_000);

beforeAll(requireShells);

let folder: string;
let machine: PidOne | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "supervisor "))));
afterEach(async () => {
  await machine?.end();
  machine = undefined;
  rmSync(folder, { recursive: true });
});

const powerOn = async (shell: string[], script?: string, patience?: number): Promise<PidOne> =>
  (machine = await powerOnIn(folder, shell, script, patience));

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

test("user data runs once on a disk whose image has a folder of cloud-init where its link belongs", async () => {
  mkdirSync(join(folder, "cloud", "instance", "sem"), { recursive: true });
  writeFileSync(join(folder, "cloud", "instance", "sem", "config_scripts_user"), "");
  const { console, signal } = await powerOn(["dash"], `echo "boot $1"`);
  await until(() => userDataExitStatus(console()) === 0);
  signal(powerSignals.reboot);
  await until(() => console().includes("boot again"));
  expect(lines(console(), "boot first")).toBe(1);
  expect(existsSync(join(folder, "cloud", "instances", "i-4567", "sem", "config_scripts_user"))).toBe(true);
});

test("user data that an instance gets after its first boot doesn't run", async () => {
  const { console, signal, processes } = await powerOn(["dash"]);
  const hasBooted = () => existsSync(join(folder, "cloud", "instance", "sem", "config_scripts_user"));
  await until(() => hasBooted() && isIdle(processes()));
  writeFileSync(join(folder, "boot.sh"), `echo "boot $1"`);
  signal(powerSignals.reboot);
  await until(() => console().includes("boot again"));
  expect(console()).not.toContain("boot first");
});

/** Waits until a process spends no time of the processor. On a busy machine, what it still does may take a while. */
async function untilIdle(pid: number): Promise<void> {
  const ticks = () => readFileSync(`/proc/${pid}/stat`, "utf8").split(" ").slice(13, 17).join(" ");
  for (let before = ""; before !== ticks();) {
    before = ticks();
    await setTimeout(500);
  }
}

const isIdle = (processes: string[]): boolean => /^sleep \d+$/.test(processes.join());

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
    expect(await ended).toBe(143);
    expect(readFileSync(join(folder, "disk"), "utf8")).toBe("flushed\n");
    expect(console()).toMatch(/serving\n(.*\n)*flushed\n$/);
  });

  test("off ends all processes and keeps PID 1, and on boots again", async () => {
    const { console, signal, processes } = await powerOn(shell, service, 25);
    await until(() => console().includes("serving"));
    signal(powerSignals.off);
    await until(() => console().endsWith(`${offLine}\n`));
    await until(() => isIdle(processes()));
    expect(readFileSync(join(folder, "disk"), "utf8")).toBe("flushed\n");
    // A second press of either button changes nothing. A console that was rotated says again that it is off.
    signal(powerSignals.off);
    await until(() => lines(console(), offLine) === 2);
    signal(powerSignals.on);
    await until(() => lines(console(), "serving") === 2);
    signal(powerSignals.on);
    await setTimeout(300);
    expect([offLine, "serving"].map((line) => lines(console(), line))).toEqual([2, 2]);
    signal(powerSignals.reboot);
    await until(() => lines(console(), "serving") === 3);
    expect(lines(console(), "flushed")).toBe(2);
  });

  test("signals in any order and number break nothing, and the next one counts", async () => {
    const { console, signal, ended, processes } = await powerOn(shell, service, 25);
    for (let turn = 0; turn < 40; turn++) {
      signal(turn % 3 === 0 ? powerSignals.on : turn % 3 === 1 ? powerSignals.off : powerSignals.reboot);
      await setTimeout(turn % 7);
    }
    // It may be off already, with the last of these still to come: a busy machine hands signals over late.
    const next = setInterval(() => signal(powerSignals.off), 500);
    const isOff = () => console().endsWith(`${offLine}\n`) && isIdle(processes());
    await until(isOff).finally(() => clearInterval(next));
    signal("TERM");
    expect(await ended).toBe(143);
  });

  test("a power-off during a reboot says that it is off", async () => {
    const { console, signal } = await powerOn(shell, `(trap '' TERM; echo up; exec sleep 999) &`, 10);
    await until(() => console().includes("up"));
    signal(powerSignals.reboot);
    await setTimeout(300);
    signal(powerSignals.off);
    await until(() => powerOf(console()) === "off");
    expect(lines(console(), "ec2-pods: powered on")).toBe(0);
  });

  test("a reboot during the first boot says that it is on again", async () => {
    const { console } = await powerOn(shell, "[ $1 = again ] || { kill -HUP 1; sleep 9; }; echo booted", 3);
    await until(() => console().includes("booted"));
    expect(console()).toContain("ec2-pods: powered on\n");
  });

  test.each(["USR1", "USR2"])("%s from inside shuts it down, until it is powered on", async (name) => {
    const { console, signal } = await powerOn(shell, `[ $1 = again ] && echo again || kill -${name} 1`, 3);
    await until(() => powerOf(console()) === "shut-down");
    // Whoever stops it then finds it off.
    signal(powerSignals.off);
    await until(() => powerOf(console()) === "off");
    signal(powerSignals.on);
    await until(() => console().endsWith("ec2-pods: powered on\nagain\n"));
    expect(powerOf(console())).toBeUndefined();
  });

  test("a new container of the same Pod stays off, and boots its new disk when it is powered on", async () => {
    const first = await powerOn(shell, "echo boot $1", 3);
    await until(() => first.console().includes("ended with"));
    first.signal(powerSignals.off);
    await until(() => powerOf(first.console()) === "off");
    await first.end();
    // Both say it at the same console.
    const before = lines(first.console(), offLine);
    rmSync(join(folder, "cloud"), { recursive: true });
    const { console, signal } = await powerOn(shell, "echo boot $1", 3);
    await until(() => lines(console(), offLine) > before);
    expect(lines(console(), "boot first")).toBe(1);
    signal(powerSignals.on);
    await until(() => lines(console(), "boot first") === 2);
    expect(console()).not.toContain("boot again");
  });

  test.each(["TERM", "INT", "QUIT", "WINCH", 37])(
    "an image's STOPSIGNAL %s ends it in order",
    async (name) => {
      const { console, signal, ended } = await powerOn(shell, service, 25);
      await until(() => console().includes("serving"));
      signal(name);
      expect(await ended).toBe(143);
      expect(readFileSync(join(folder, "disk"), "utf8")).toBe("flushed\n");
    },
  );

  test("nothing revokes the end", async () => {
    const { console, signal, ended } = await powerOn(shell, `(trap '' TERM; echo up; exec sleep 999) &`, 6);
    await until(() => console().includes("up"));
    signal("TERM");
    await setTimeout(300);
    signal(powerSignals.on);
    signal(powerSignals.reboot);
    expect(await ended).toBe(143);
  });

  test("a disk that takes no files boots and ends all the same", async () => {
    for (const name of ["cloud", "log"]) writeFileSync(join(folder, name), "not a folder");
    const { console, signal } = await powerOn(shell, "echo boot $1");
    await until(() => userDataExitStatus(console()) === 0);
    expect(console()).toContain("boot first\n");
    rmSync(join(folder, "power"), { recursive: true });
    signal(powerSignals.off);
    await until(() => powerOf(console()) === "off");
  });

  test("a process that ignores everything doesn't keep the machine on, and orphans leave no zombies", async () => {
    const stubborn = `(trap '' TERM HUP; exec sleep 999) &
      for each in 1 2 3 4 5; do (sleep 0.1 & exec sleep 0.05) & done
      sh -c 'kill -STOP $$; :' & echo up`;
    const { console, signal, ended, processes } = await powerOn(shell, stubborn, 1);
    await until(() => console().includes("up"));
    await until(() => !processes().some((line) => line === "" || line.startsWith("sleep 0")));
    signal("TERM");
    expect(await ended).toBe(143);
  });
});

// Bash itself waits and tries again, for half a minute.
describe.each(shells.slice(0, 2).map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  const cannotFork = ({ console }: PidOne) => /can(no|')t fork/i.test(console());

  /** Sends a signal until it has done its work: PID 1 loses one that comes while it begins again. */
  async function insist(name: string, isDone: () => boolean): Promise<void> {
    const send = () => {
      try {
        machine!.signal(name);
      } catch (error) {
        // It may have just ended.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    };
    send();
    const next = setInterval(send, 500);
    await until(isDone).finally(() => clearInterval(next));
  }

  test("PID 1 outlives the end of all process ids, powers off, and goes on once there are some", async () => {
    const { console, limit, processes, pid, ended, outside } = await powerOn(shell, service, 25);
    const waits = () => processes().includes("sleep 1000000000");
    await until(() => console().includes("serving") && waits());
    limit(true);
    spawnSync("pkill", ["-P", String(pid), "-f", "^sleep 1000000000"]);
    await until(() => cannotFork(machine!));
    await untilIdle(pid);
    await insist(powerSignals.off, () => powerOf(console()) === "off");
    expect(readFileSync(join(folder, "disk"), "utf8")).toBe("flushed\n");
    machine!.signal(powerSignals.on);
    await setTimeout(300);
    limit(false);
    await insist(powerSignals.on, () => lines(console(), "serving") === 2);
    await until(waits);
    limit(true);
    await insist("TERM", () => outside.exitCode !== null);
    expect(await ended).toBe(143);
    expect(lines(console(), "flushed")).toBe(2);
  });
});

test.each(["dash", "bash"])(
  "with %s as sh, the time to end is counted by the clock, however slow the machine is",
  async (shell) => {
    mkdirSync(join(folder, "bin"));
    const slow = `#!/bin/sh\n[ "$1" = 0.1 ] || exec /bin/sleep "$@"\necho >>"$FOLDER/turns"; exec /bin/sleep 1\n`;
    writeFileSync(join(folder, "bin", "sleep"), slow, { mode: 0o755 });
    const { console, signal, ended } = await powerOn([shell], `(trap '' TERM; echo up; exec sleep 999) &`, 2);
    await until(() => console().includes("up"));
    signal("TERM");
    expect(await ended).toBe(143);
    expect(readFileSync(join(folder, "turns"), "utf8").length).toBeLessThan(5);
  },
);

test.each(["dash", "bash"])(
  "an image that has %s and nothing else boots, stays up and powers off",
  async (shell) => {
    const { console, signal, processes, pid } = (machine = await powerOnImage(
      folder,
      shell,
      "echo boot $1; kill -STOP $$",
    ));
    await until(() => console().includes("boot first"));
    await untilIdle(pid);
    signal(powerSignals.off);
    await until(() => powerOf(console()) === "off");
    await until(() => processes().length === 1);
    signal(powerSignals.on);
    await until(() => lines(console(), "ec2-pods: powered on") === 1);
  },
);

test.each([
  ["", undefined],
  ["booted\n", undefined],
  [`booted\n${offLine}\n`, "off"],
  [`booted\r\n${offLine}\r\n\r\n`, "off"],
  [`${offLine}\n${shutDownLine}`, "shut-down"],
  [`${shutDownLine}\nec2-pods: powered on\n`, undefined],
  [`last words without an end of line${offLine}\n`, "off"],
  [`${offLine} it said\n`, undefined],
])("the last line of %j says how it is off: %s", (console, power) => {
  expect(powerOf(console)).toBe(power);
});

test("it refuses to run as another process than PID 1, whose signals would reach the whole machine", async () => {
  const child = spawn("sh", bootCommand().slice(1), { stdio: "ignore" });
  expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(125);
});
