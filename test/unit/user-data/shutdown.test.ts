import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { powerOf } from "../../../provider/user-data/supervisor";
import { userDataExitStatus } from "../../../provider/user-data/user-data";
import { powerOnImage, until } from "../../support/pid-one";
import type { PidOne } from "../../support/pid-one";
import { requireShells } from "../../support/shells";

jest.setTimeout(300_000);

beforeAll(requireShells);

let folder: string;
let machine: PidOne | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "shutdown "))));
afterEach(async () => {
  await machine?.end();
  rmSync(folder, { recursive: true });
});

/** Runs commands once in a machine of its own. */
const run = async (shell: string, commands: string): Promise<PidOne> => {
  const script = `[ "$1" = first ] || exec echo booted again\n${commands}\n`;
  return (machine = await powerOnImage(folder, shell, script, { hasTools: true }));
};

// BusyBox's shell of some distributions has its own reboot before any in PATH.
const own = "/usr/local/sbin";

describe.each(["busybox", "dash", "bash"])("%s", (shell) => {
  test.each([
    `${own}/poweroff`,
    `${own}/halt -f`,
    "exec poweroff",
    "/bin/poweroff",
    "/usr/sbin/halt",
    "shutdown -h now",
    "shutdown -hP 0 until tomorrow",
    "shutdown --no-wall +00",
    // If the minute ends in between, it is the same time tomorrow.
    "until now=$(date +%H:%M); shutdown $now; [ $now = $(date +%H:%M) ]; do shutdown -c; done",
    "shutdown +01",
    "busybox poweroff",
    "busybox halt",
  ])("%s shuts it down", async (command) => {
    const { console } = await run(shell, command);
    await until(() => powerOf(console()) === "shut-down");
    expect(console()).not.toContain("again");
  });

  test.each([
    `${own}/reboot`,
    "/bin/reboot -f",
    `${own}/halt --reboot`,
    "shutdown -r now",
    "shutdown -fr +0",
    "shutdown -r",
    "shutdown -h +30; shutdown -r +6; sleep 60",
  ])("%s reboots it", async (command) => {
    const { console } = await run(shell, command);
    await until(() => console().includes("booted again\n"));
    expect(console()).not.toContain("shut down");
  });

  test("a shutdown can be canceled, and only announced", async () => {
    const { console } = await run(
      shell,
      "shutdown -h +15 going down; shutdown -c; shutdown -k now not really\n" +
        // What waits to shut it down goes on until then.
        `while grep -qs "[+]15" /proc/[0-9]*/cmdline; do sleep 0.1; done; sleep 1; echo still on`,
    );
    await until(() => userDataExitStatus(console()) === 0);
    expect(console()).toMatch(/^shutdown: in 15 minutes\. Cancel it with "shutdown -c"\.$/m);
    for (const line of ["going down", "not really", "still on"]) expect(console()).toContain(`${line}\n`);
    expect(powerOf(console())).toBeUndefined();
  });

  test("what isn't a time is refused", async () => {
    const times = ["soon", "24:00", "1:60", "12:5", "1:2:3", "+", "-- +-5", "1+1", "08:0a"];
    const { console } = await run(shell, times.map((time) => `shutdown -h ${time} || echo no`).join("\n"));
    await until(() => userDataExitStatus(console()) === 0);
    expect(console().match(/isn't a time\. Use now, \+minutes or hh:mm\.\nno\n/g)).toHaveLength(times.length);
  });
});
