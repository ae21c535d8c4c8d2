import { existsSync } from "node:fs";
import { join } from "node:path";

import { offLine } from "../../../provider/user-data/supervisor";
import { endMachines, machine, plant, start, tree, unit } from "../../support/services";
import { shells } from "../../support/shells";

jest.setTimeout(300_000);

endMachines();

async function boot(userData: string, patience: [end: number, rest: number]): Promise<void> {
  await start(userData, { patience }).ended();
}

const posixShells = shells.filter(([program]) => program !== "bash");

test.each(posixShells.map((shell) => [shell.join(" "), shell] as const))(
  "with %s, the end of the machine stops services in the reverse order of their start, each once",
  async (_, shell) => {
    plant(shell);
    const service = (name: string, lines: string) =>
      unit(
        `${name}.service`,
        `[Unit]\n${lines}\n[Service]\nExecStart=sh -c 'trap "" TERM; while :; do sleep 1; done'\n` +
          `ExecStop=sh -c 'sleep 0.3; echo ${name} >>/root/ends; kill -KILL $MAINPID'\n[Install]\nWantedBy=multi-user.target\n`,
      );
    service("db", "");
    service("app", "After=db.service");
    service("proxy", "After=app.service");
    // Far more than three stops take.
    await boot("systemctl -q enable --now proxy app db", [250, 5]);
    const ends = () => (existsSync(join(tree, "root/ends")) ? machine.read("/root/ends") : "");
    machine.press("off");
    await machine.until(() => machine.console.includes(offLine));
    expect(ends()).toBe("proxy\napp\ndb\n");
    machine.press("on");
    await machine.until(() => machine.console.split("proxy.service: started").length === 3);
    machine.press("reboot");
    await machine.until(() => machine.console.split("proxy.service: started").length === 4);
    expect(ends()).toBe("proxy\napp\ndb\n".repeat(2));
  },
);

test("a service that doesn't stop doesn't keep the machine from its end", async () => {
  plant(["dash"]);
  unit("db.service", "[Service]\nExecStart=sleep 7777\nExecStop=sh -c 'echo ends >>/root/ends'\n");
  unit(
    "stuck.service",
    "[Unit]\nAfter=db.service\n[Service]\nTimeoutStopSec=infinity\nExecStart=sh -c 'trap \"\" TERM; sleep 7777'\nExecStop=sleep 7777\n",
  );
  // Time for the other, once this one has had its own.
  await boot("systemctl start db stuck", [40, 30]);
  machine.press("off");
  await machine.until(() => machine.console.includes(offLine));
  expect(machine.read("/root/ends")).toBe("ends\n");
});
