import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { offLine } from "../../../provider/user-data/supervisor";
import { untilInside, writeTo } from "../../support/machine";
import { boot, endMachines, machine, plant, start, tree, unit } from "../../support/services";
import { shells } from "../../support/shells";

jest.setTimeout(300_000);

endMachines();

/** In user data: waits until so many run. A service counts as started before its processes have begun. */
const untilSleeping = (count: number): string => untilInside(`[ $(ps | grep -c '[s]leep 7777') = ${count} ]`);
const pidOf = (name: string): string => `$(systemctl show -p MainPID --value ${name})`;

const posixShells = shells.filter(([program]) => program !== "bash");

describe.each(posixShells.map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  beforeEach(() => {
    plant(shell);
  });

  test("no shell reads a line of a unit file", async () => {
    unit(
      "words.service",
      `[Service]\nType=oneshot\nEnvironment='A=one "two"' "B=\\"$(touch /tmp/pwned)\\"" C='' D=\`id\` E=*;reboot\n` +
        `Environment=9BAD=1 NOEQUALS\nWorkingDirectory=/\n` +
        `ExecStart=printf %%s| $(touch /tmp/pwned) \`id\` a;b | >/tmp/pwned * ~ && !x #y 'a'"b"c it\\'s \\x2f "\\n" '\\t'\n` +
        `ExecStart=printf %%s| $A "\${A}" \${B} $C \${C} \${D}\${E} $ $$ $\${A} \${ \${A-x} \${9}\n` +
        `ExecStart=:printf %%s| $A \${B} $$\n`,
    );
    unit("open.service", `[Service]\nType=oneshot\nExecStart=echo "never closed\n`);
    const output = await boot("systemctl start words; systemctl start open; echo $?; ls /tmp/pwned");
    expect((await machine.logUntil("words")).split("words.service: started")[0]).toBe(
      `$(touch|/tmp/pwned)|\`id\`|a;b|||>/tmp/pwned|*|~|&&|!x|#y|abc|it's|\\x2f|\n|\t|` +
        `one|two|one "two"|"$(touch /tmp/pwned)"||\`id\`*;reboot|$|$|\${A}|\${|\${A-x}|\${9}|` +
        `$A|\${B}|$$|`,
    );
    await machine.logUntil("open", "open.service: a quote isn't closed: echo \"never closed");
    expect(output).toMatch(/open.service: it failed.*\n1\nls: .*pwned.*No such file/);
  });

  test("a lone semicolon begins another command, which only a oneshot may start with", async () => {
    unit(
      "many.service",
      `[Service]\nType=oneshot\nExecStart=-false ; printf %%s| a;b ;c "d ; e" 'f ;' \\; ; @echo name end ;\n` +
        `ExecStart=echo last\n`,
    );
    unit("one.service", `[Service]\nExecStartPre=echo a ; echo b\nExecStart=sh -c "echo c ; sleep 7777"\n`);
    unit("two.service", `[Service]\nExecStart=sleep 7777 ; sleep 7777\n`);
    unit("lines.service", `[Service]\nExecStart=sleep 7777\nExecStart=sleep 7777\n`);
    const output = await boot("systemctl start many one two lines; echo $?");
    expect((await machine.logUntil("many")).split("many.service: started")[0]).toBe(
      "a;b|;c|d ; e|f ;|;|end\nlast\n",
    );
    expect(await machine.logUntil("one", "c\n")).toMatch(/^a\nb\n/);
    const cause = "only Type=oneshot has several commands in ExecStart. Move all but one to ExecStartPre.";
    expect(output).toBe(`Cannot start two.service: ${cause}\nCannot start lines.service: ${cause}\n1\n`);
  });

  test("a template runs as its instances, each with its name, and not by itself", async () => {
    unit(
      "app@.service",
      `[Service]\nExecStart=sh -c 'echo "$0 $1"; exec sleep 7777' %i %I\n[Install]\nWantedBy=multi-user.target\n`,
    );
    const output = await boot(
      "systemctl -q enable --now app@a-b.c:1.service app@2; systemctl is-active app@a-b.c:1 app@2 app@3; systemctl start app@; echo $?\n",
    );
    expect(output).toBe(
      "active\nactive\ninactive\n" +
        'Cannot start app@.service: it is a template. Add an instance, such as "app@1".\n1\n',
    );
    await machine.until(() => machine.log("app@a-b.c:1").includes("a-b.c:1 a/b.c:1\n"));
    machine.press("reboot");
    await machine.until(() => machine.console.split("app@2.service: started").length === 3);
  });

  test("a name that isn't one is refused, and touches nothing", async () => {
    const names = [
      "../../../tmp/x",
      "a b",
      "$(touch /tmp/pwned)",
      "a'b",
      "--",
      "a;reboot",
      "a\\nb",
      "*",
      "",
      "@x",
      "%n",
    ];
    const commands = names.map(
      (name) =>
        `for verb in start enable stop mask is-active; do systemctl $verb -- '${name.replaceAll("'", `'\\''`)}'; echo $?; done`,
    );
    const output = await boot(
      `mkdir /etc/systemd/x\n${commands.join("\n")}\nls -A /etc/systemd/system /tmp\n`,
    );
    expect(output.split("\n").filter((line) => line === "0")).toEqual([]);
    expect(output).toContain(
      `Cannot start a b.service: it isn't a name of a unit. Use letters, digits and ":_.@-".\n`,
    );
    expect(output).toMatch(/\/etc\/systemd\/system:\n\n\/tmp:\noutput\n$/);
  });

  test("a PID file that lies harms no other process", async () => {
    const liar = (content: string) =>
      `[Service]\nType=forking\nPIDFile=/run/liar\nExecStart=sh -c "echo '${content}' >/run/liar"\n`;
    unit("one.service", liar("1"));
    unit("other.service", "[Service]\nType=forking\nPIDFile=/run/liar\nExecStart=cp /run/other /run/liar\n");
    unit("word.service", liar("-1 $(reboot)"));
    const output = await boot(
      "echo $$ >/run/other\nfor name in one other word; do systemctl start $name & done; wait\n" +
        "for name in one other word; do systemctl is-failed $name; systemctl stop $name; done; echo alive\n",
    );
    expect(output).toContain("failed\nfailed\nfailed\nalive\n");
    expect(machine.log("one")).toContain("one.service: no process of it in PIDFile /run/liar");
    expect(machine.console).not.toContain("powered");
  });

  test("a daemon that forks and dies is failed, and is started again if its unit says so", async () => {
    unit(
      "dies.service",
      "[Service]\nType=forking\nExecStart=sh -c 'setsid sh -c \"until [ -e /tmp/go ]; do sleep 0.1; done; exit 1\" & :'\n",
    );
    unit(
      "again.service",
      "[Service]\nType=forking\nPIDFile=/run/again\nRestart=on-failure\nExecStart=sh -c 'setsid sleep 7777 & echo $! >/run/again'\n",
    );
    unit("none.service", "[Service]\nType=forking\nExecStart=true\n");
    const output = await boot(
      `systemctl start dies again none; echo $?\n: >/tmp/go\n${untilInside("systemctl -q is-failed dies")}` +
        `first=${pidOf("again")}; kill -KILL $first\n${untilInside(`[ "$(systemctl show -p NRestarts --value again)" = 1 ]`)}` +
        `${untilInside("systemctl -q is-active again")}[ ${pidOf("again")} != $first ] && echo another\n`,
    );
    expect(output).toBe(
      'Cannot start none.service: it failed. See "systemctl status none.service" and "journalctl -u none.service".\n1\nanother\n',
    );
    expect(machine.log("none")).toContain(
      "it left no process behind that is known to be its own. Set PIDFile.",
    );
  });

  test("a circle of dependencies starts, and ends", async () => {
    const member = (need: string) =>
      `[Unit]\nRequires=${need}.service\nAfter=${need}.service\n[Service]\nExecStart=sleep 7777\n[Install]\nWantedBy=multi-user.target\n`;
    unit("a.service", member("b"));
    unit("b.service", member("c"));
    unit("c.service", member("a"));
    unit("self.service", member("self"));
    unit("lost.service", member("nothing"));
    const output = await boot(
      "systemctl start a self; echo $?; systemctl is-active a b c self; systemctl start lost; echo $?; systemctl stop a; systemctl is-active a b c self\n",
    );
    expect(output).toBe(
      "0\nactive\nactive\nactive\nactive\n" +
        'Cannot start lost.service: nothing.service, which it requires, is missing. See "systemctl status nothing.service".\n1\n' +
        "inactive\nactive\ninactive\nactive\n",
    );
    machine.press("off");
    await machine.until(() => machine.console.includes(offLine));
  });

  test("several systemctl at once are one start", async () => {
    unit(
      "web.service",
      "[Service]\nExecStartPre=sleep 0.3\nExecStart=sh -c 'echo serving; exec sleep 7777'\n",
    );
    const output = await boot(
      "for turn in 1 2 3 4 5; do systemctl start web & done; wait; systemctl is-active web\n" +
        untilSleeping(1) +
        "systemctl restart web & systemctl stop web & systemctl start web & wait; systemctl stop web; ps | grep -c '[s]leep 7777'\n",
    );
    expect(output).toBe("active\n0\n");
  });

  test("a lock whose holder was killed stops no start, also if another process has its id", async () => {
    unit("web.service", "[Service]\nExecStart=sleep 7777\n");
    unit("slow.service", "[Service]\nExecStartPre=sleep 7777\nExecStart=sleep 7777\n");
    const lock = "/run/ec2-pods/services/.web.service.lock";
    const output = await boot(
      `ln -s "$$-1" ${lock}; systemctl start web & systemctl start web & wait; systemctl is-active web\n` +
        `systemctl start slow & ${untilInside("systemctl status slow | grep -q activating")}kill -KILL $!\n` +
        `kill -KILL $(sed -n 's/.*supervisor=\\([0-9]*\\).*/\\1/p' /run/ec2-pods/services/slow.service)\n` +
        `printf '[Service]\\nExecStart=sleep 7777\\n' >/etc/systemd/system/slow.service; systemctl start slow; systemctl is-active slow\n` +
        `ls ${lock} 2>/dev/null\n${untilSleeping(2)}`,
    );
    expect(output).toBe("active\nactive\n");
  });

  test("what is killed with its supervisor, as by the end of memory, is failed and starts once", async () => {
    unit("web.service", "[Service]\nExecStart=sh -c 'sleep 7777 & exec sleep 7777'\n");
    const output = await boot(
      `systemctl start web; kill -KILL $(sed -n 's/.*supervisor=\\([0-9]*\\).*/\\1/p' /run/ec2-pods/services/web.service); ${untilInside("systemctl -q is-failed web")}` +
        `systemctl start web; systemctl is-active web\n${untilSleeping(2)}systemctl stop web; ps | grep -c '[s]leep 7777'\n`,
    );
    expect(output).toBe("active\n0\n");
  });

  test("a stop waits for no start that hangs", async () => {
    unit("slow.service", "[Service]\nExecStartPre=sleep 7777\nExecStart=sleep 7777\n");
    const output = await boot(
      `systemctl start slow & ${untilInside("systemctl status slow | grep -q activating")}` +
        "systemctl stop slow; wait; systemctl is-active slow; ps | grep -c '[s]leep 7777'\n",
    );
    expect(output).toMatch(/inactive\n0\n$/);
  });

  test("a stop is never lost to a start, begins no other line of it, and leaves its end the time it takes", async () => {
    // As a shell that is about to become another program.
    writeTo(
      tree,
      "/root/hangs",
      `#!/bin/sh\ntrap 'trap "exit 0" TERM' TERM\n: >/run/hangs\nwhile :; do sleep 0.1; done\n`,
      0o755,
    );
    unit(
      "slow.service",
      "[Service]\nType=oneshot\nExecStartPre=/root/hangs\nExecStartPre=sleep 7777\nExecStart=sleep 7777\nExecStopPost=sh -c 'sleep 2; echo cleaned >/run/cleaned'\n",
    );
    const output = await boot(
      `systemctl start slow & ${untilInside("[ -e /run/hangs ]")}` +
        "systemctl stop slow; wait; systemctl is-active slow; ps | grep -c '[s]leep 7777'; cat /run/cleaned\n",
    );
    expect(output).toMatch(/inactive\n0\ncleaned\n$/);
  });
});

describe.each(posixShells.map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  beforeEach(() => {
    plant(shell);
  });

  const untilGo = "until [ -e /tmp/go ]; do sleep 0.1; done";
  const hasEnded = () => /^end$/m.test(machine.console.slice(-99));

  test("what a service says in its life doesn't fill the disk, and the last of it is still shown", async () => {
    // What it says while its log is emptied may be lost.
    unit(
      "loud.service",
      `[Service]\nExecStart=sh -c 'seq 1000000 1999998; ${untilGo}; echo 1999999; echo end; exec sleep 7777'\n`,
    );
    const path = "/var/log/ec2-pods/loud.service.log";
    const isKept = `[ -s ${path}.1 ] && [ "$(wc -c <${path})" -lt 5242880 ]`;
    const output = await boot(
      `systemctl start loud\n${untilInside(isKept)}: >/tmp/go\n${untilInside(`grep -qx end ${path}`)}journalctl -u loud -n 2; journalctl | tail -n 1\n` +
        `systemctl status loud | tail -n 1; systemctl stop loud; ${untilInside("journalctl -u loud | grep -q stopped")}journalctl -u loud -n 2\n`,
    );
    expect(output).toBe("1999999\nend\nend\nend\nend\nloud.service: stopped\n");
    expect(machine.console.match(/^\d{7}$/gm)).toHaveLength(1_000_000);
  });

  test("what a service says arrives also without a free process id, and the service goes on", async () => {
    unit(
      "loud.service",
      `[Service]\nExecStart=sh -c '${untilGo}; seq 1000000 1999999; echo end; exec sleep 7777'\n`,
    );
    start("systemctl start loud", { hasLimit: true });
    await machine.ended();
    machine.limit();
    machine.write("/tmp/go", "");
    await machine.until(hasEnded);
    expect(machine.console.match(/^\d{7}$/gm)).toHaveLength(1_000_000);
    expect(machine.log("loud")).toMatch(/\nend\n$/);
  });

  test("a service has at least the seconds of TimeoutStopSec, wherever in a second its stop begins", async () => {
    unit(
      "slow@.service",
      "[Service]\nTimeoutStopSec=1\nExecStart=sh -c 'trap \"\" TERM; while :; do sleep 0.05; done'\n",
    );
    const all = [1, 2, 3, 4, 5].map((name) => `slow@${name}`).join(" ");
    const hundredths = await boot(
      `now() { read -r up idle </proc/uptime; echo "\${up%.*}\${up#*.}"; }\n` +
        "stop() { begin=$(now); systemctl stop $1; echo $(($(now) - begin)); }\n" +
        `systemctl start ${all}\nfor name in ${all}; do stop $name & sleep 0.2; done; wait\n`,
    );
    const times = hundredths.trim().split("\n").map(Number);
    expect(times).toHaveLength(5);
    for (const time of times) expect(time).toBeGreaterThanOrEqual(100);
  });

  test("a service outlives the one that started it", async () => {
    unit(
      "web.service",
      "[Service]\nExecStart=sh -c 'until [ -e /tmp/go ]; do sleep 0.1; done; echo goes on; exec sleep 7777'\n",
    );
    unit("agent.service", "[Service]\nExecStart=sh -c 'systemctl start web; exec sleep 7777'\n");
    const output = await boot(
      `systemctl start agent; ${untilInside("systemctl -q is-active web")}systemctl stop agent; touch /tmp/go\n` +
        `${untilInside("journalctl -u web | grep -q on")}systemctl is-active web\n`,
    );
    expect(output).toBe("active\n");
  });
});

test("user data and services take SIGINT and SIGQUIT as on a machine, in an image whose env can give them back", async () => {
  plant(["dash"]);
  // BusyBox's setsid starts the shell of BusyBox, which has an env of its own.
  for (const name of ["env", "setsid"]) rmSync(join(tree, "bin", name));
  copyFileSync("/usr/bin/env", join(tree, "bin/env"));
  unit("a.service", "[Service]\nType=oneshot\nExecStart=grep SigIgn /proc/self/status\n");
  const ignored = (text: string) => Number.parseInt(/SigIgn:\t\w*(\w)/.exec(text)?.[1] ?? "f", 16) & 0b110;
  expect(ignored(await boot("grep SigIgn /proc/self/status; systemctl start a"))).toBe(0);
  await machine.until(() => machine.log("a").includes("SigIgn"));
  expect(ignored(machine.log("a"))).toBe(0);
});
