import { existsSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { shutDownLine } from "../../../provider/user-data/supervisor";
import { userDataDirectory, userDataFiles } from "../../../provider/user-data/user-data";
import { untilInside, writeTo } from "../../support/machine";
import { boot, endMachines, machine, plant, start, tree, unit } from "../../support/services";
import { shells } from "../../support/shells";

jest.setTimeout(300_000);

endMachines();

const write = (path: string, text: string, mode?: number): void => writeTo(tree, path, text, mode);

/** In user data: whether a process is gone. PID 1 reaps it a moment after its end. */
const isGone = "! kill -0 $pid 2>/dev/null";

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  beforeEach(() => {
    plant(shell);
  });

  test("a command line arrives as systemd reads it", async () => {
    unit(
      "words@.service",
      `# A comment\n[Unit]\nDescription=Words of %i\n[Service]\nType=oneshot\nRemainAfterExit=yes\n` +
        `Environment="GREETING=hello  you" LIST="a b" UNUSED=1\nEnvironment=OTHER=x=y\n` +
        `EnvironmentFile=/etc/env\nEnvironmentFile=-/etc/none\n` +
        `ExecStart=printf '%%s|' first\nExecStart=\n` +
        `ExecStart=printf '%%s|' "two words" 'it is' \\\n  # between\n  "quote\\" and \\\\" $LIST \${LIST} "\${GREETING}!" ` +
        `$$HOME a$LIST b\${OTHER} "$LIST" %i %n %N %p 100%% "" $FROM_FILE \${QUOTED} \${NONE}\n`,
    );
    write("/etc/env", `# comment\nFROM_FILE=of a file\nQUOTED="with \\"quotes\\""\n`);
    await boot("systemctl start words@one.service");
    const words = ["two words", "it is", 'quote" and \\', "a", "b", "a b", "hello  you!", "$HOME", "a$LIST"];
    const rest = ["bx=y", "a", "b", "one", "words@one.service", "words@one", "words", "100%", ""];
    const last = ["of", "a", "file", 'with "quotes"', ""];
    const log = await machine.logUntil("words@one");
    expect(log.replace(/words@one.service: started\n/, "")).toBe([...words, ...rest, ...last, ""].join("|"));
  });

  test("drop-ins, defaults and prefixes", async () => {
    unit("app.service", "[Service]\nType=oneshot\nExecStart=echo old\nEnvironment=A=1\n[Install]\n");
    unit(
      "app.service.d/10-a.conf",
      "[Service]\nExecStart=\nExecStart=-false\nExecStart=@sh name -c 'echo $$0'\n",
    );
    unit(
      "app.service.d/20-b.conf",
      "[Service]\nEnvironment=A=2\nExecStart=+sh -c 'echo $A in $PWD; env | sort'\n",
    );
    const output = await boot(
      "systemctl start app; echo $?; systemctl cat app; systemctl show -p FragmentPath,Type app",
    );
    expect(output).toMatch(/^0\n# .*app.service\n(.|\n)*10-a.conf\n(.|\n)*20-b.conf\n/);
    expect(output).toMatch(/FragmentPath=\/etc\/systemd\/system\/app.service\nType=oneshot\n$/);
    expect(await machine.logUntil("app")).toMatch(
      /^2 in \/\nA=2\nINVOCATION_ID=.*\nLANG=.*\nPATH=.*\n(PWD=.*\n)?(SHLVL=.*\n)?(_=.*\n)?app.service: started/m,
    );
  });

  test("a service is restarted, stopped and shown", async () => {
    unit(
      "web.service",
      `[Unit]\nDescription=The web\n[Service]\nRestart=on-failure\nRestartSec=200ms\nRuntimeDirectory=web\n` +
        `ExecStart=/bin/sh -c 'echo serving; trap "echo flushed; exit 0" TERM; while :; do sleep 1; done'\n` +
        `ExecReload=/bin/sh -c 'echo reload of $MAINPID'\n`,
    );
    const pid = "systemctl show -p MainPID --value web";
    const output = await boot(
      `systemctl start web; systemctl is-active web nothing; echo $?; ls -d /run/web\n` +
        untilInside("journalctl -u web | grep -q serving") +
        `first=$(${pid}); kill -9 $first\n${untilInside(`[ "$(${pid})" != "$first" ] && systemctl -q is-active web`)}` +
        `systemctl show -p NRestarts web; systemctl reload web\n` +
        `${untilInside("[ $(journalctl -u web | grep -c serving) = 2 ]")}` +
        `systemctl status web | sed 's/since.*//; s/[0-9][0-9]*/N/'\n` +
        `systemctl stop web; systemctl is-active web; echo $?; systemctl is-failed web; echo $?\n` +
        `${untilInside("journalctl -u web | grep -q stopped")}journalctl -u web -n 2 --no-pager; kill -0 $first; ps | grep -c '[s]upervise web'\n`,
    );
    expect(output).toContain("active\ninactive\n0\n/run/web\nNRestarts=1\n");
    expect(output).toContain(
      "* web.service - The web\n     Loaded: loaded (/etc/systemd/system/web.service; static)\n",
    );
    expect(output).toContain("     Active: active (running) \n   Main PID: N (sh)\n");
    expect(output).toContain("inactive\n3\ninactive\n1\nflushed\nweb.service: stopped\n");
    expect(output).toMatch(/0\n$/);
    expect(machine.console).toMatch(/serving\n(.|\n)*serving\n(.|\n)*flushed\n/);
  });

  test("a daemon that forks is known by its PIDFile, or as what is left", async () => {
    const daemon = (last: string) =>
      `[Service]\nType=forking\n${last}ExecStart=/bin/sh -c 'setsid sleep 1000 & echo $! >/run/pid'\n`;
    unit("known.service", daemon("PIDFile=/run/pid\n"));
    unit("guessed.service", daemon(""));
    const output = await boot(
      `for name in known guessed; do\n` +
        `systemctl start $name; pid=$(systemctl show -p MainPID --value $name); [ "$pid" = "$(cat /run/pid)" ] && echo same\n` +
        `systemctl stop $name; systemctl is-active $name; ${untilInside(isGone)}echo gone\ndone\n`,
    );
    expect(output).toBe("same\ninactive\ngone\n".repeat(2));
  });

  test("enabled services start at the next boot, in their order and before user data", async () => {
    const service = (name: string, lines: string) =>
      unit(
        `${name}.service`,
        `[Unit]\n${lines}\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/sh -c 'echo ${name} >>/tmp/order'\n` +
          `[Install]\nWantedBy=multi-user.target\n`,
      );
    service("a", "After=network.target c.service\nRequires=c.service");
    service("b", "Before=c.service");
    service("c", "");
    write(
      "/usr/lib/systemd/system/d.service",
      "[Service]\nExecStart=true\n[Install]\nWantedBy=multi-user.target\n",
    );
    service("e", "ConditionPathExists=/no/such");
    service("needed", "");
    service("z", "Wants=needed.service\nAfter=needed.service");
    const output = await boot(
      "systemctl enable a b c d e z; systemctl mask d; systemctl is-enabled a needed d nothing; echo $?\n" +
        "systemctl start d; echo $?; systemctl disable z -q; systemctl enable -q z; cat /tmp/order\n",
    );
    expect(output).toContain("Created symlink /etc/systemd/system/multi-user.target.wants/a.service");
    expect(output).toContain(
      "enabled\ndisabled\nmasked\nnot-found\n0\nCannot start d.service: it is masked.",
    );
    expect(output).toMatch(/\n1\ncat: .*No such file/);
    machine.press("reboot");
    await machine.until(
      () => existsSync(join(tree, "tmp/order")) && machine.read("/tmp/order").split("\n").length > 5,
    );
    const order = machine.read("/tmp/order").trim().split("\n");
    expect([...order].sort()).toEqual(["a", "b", "c", "needed", "z"]);
    expect(order.filter((name) => "abc".includes(name))).toEqual(["b", "c", "a"]);
    expect(order.indexOf("needed")).toBeLessThan(order.indexOf("z"));
  });

  test("what fails says so, and fails those that require it", async () => {
    unit("bad.service", "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo no; exit 7'\n");
    unit(
      "needy.service",
      "[Unit]\nRequires=bad.service\nAfter=bad.service\n[Service]\nExecStart=sleep 1000\n",
    );
    unit("loop.service", "[Unit]\nStartLimitBurst=3\n[Service]\nExecStart=false\nRestart=always\n");
    unit("dynamic.service", "[Service]\nDynamicUser=yes\nExecStart=true\n");
    unit("empty.service", "[Service]\nUser=root\n");
    unit("job.timer", "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n");
    const output = await boot(
      `for each in "start needy" "start dynamic" "start empty" "start job.timer" "enable job.timer" "start nothing" ` +
        `"reload bad" "isolate rescue" "--user start x"; do systemctl $each; echo "$?"; done\n` +
        `systemctl is-failed bad; systemctl show -p Result,ExecMainStatus bad; systemctl is-system-running\n` +
        `systemctl start loop\n${untilInside("systemctl -q is-failed loop")}systemctl show -p Result loop\n` +
        `systemctl reset-failed; systemctl is-system-running\n`,
    );
    expect(output).toMatchInlineSnapshot(`
      "Cannot start bad.service: it failed. See "systemctl status bad.service" and "journalctl -u bad.service".
      Cannot start needy.service: bad.service, which it requires, failed. See "systemctl status bad.service".
      1
      Cannot start dynamic.service: DynamicUser isn't supported. Set User to a user that exists, in "/etc/systemd/system/dynamic.service.d/user.conf", with DynamicUser=no.
      1
      Cannot start empty.service: /etc/systemd/system/empty.service has no ExecStart. Add one to its section [Service].
      1
      Cannot start job.timer: only services are supported. Use a service, or cron for a timer.
      1
      Cannot enable job.timer: only services are supported. Use a service, or cron for a timer.
      1
      Cannot start nothing.service: no such unit. Write /etc/systemd/system/nothing.service, or install its package.
      5
      Cannot reload bad.service: it isn't active. Start it with "systemctl start bad.service".
      1
      Cannot isolate rescue: that isn't supported without systemd. Use start, stop, restart, reload, enable, disable, mask, status or the like, and the name of a service.
      1
      Cannot run systemctl: --user isn't supported without systemd. Leave it out.
      1
      failed
      Result=exit-code
      ExecMainStatus=7
      degraded
      Result=start-limit-hit
      running
      "
    `);
  });

  test("a script of /etc/init.d is a service, also of the service command", async () => {
    write(
      "/etc/init.d/old",
      `#!/bin/sh\n# Short-Description: An old one\ncase $1 in\nstart) sleep 1000 & echo $! >/run/old ;;\n` +
        `stop) kill $(cat /run/old) ;;\nconfigtest) echo "fine $2" ;;\nesac\n`,
      0o755,
    );
    const output = await boot(
      "service old start; systemctl is-active old; systemctl -q enable old; systemctl is-enabled old; service old configtest now\n" +
        `pid=$(cat /run/old); kill -0 $pid && echo runs; service old stop; ${untilInside(isGone)}echo gone; systemctl is-active old\n`,
    );
    expect(output).toBe("active\nenabled\nfine now\nruns\ngone\ninactive\n");
    machine.press("reboot");
    await machine.until(() => machine.console.split("old.service: started").length === 3);
    machine.press("off");
    await machine.until(() => machine.console.includes("powered off"));
  });

  test("what a boothook or bootcmd starts keeps its PID file, and a file of an older boot is gone", async () => {
    unit(
      "d.service",
      "[Service]\nType=forking\nPIDFile=/run/d.pid\nExecStart=sh -c 'sleep 1000 & echo $! >/run/d.pid'\n",
    );
    write("/run/old.pid", "7\n");
    const config = `#cloud-config\nbootcmd: ["ls /run/*.pid; systemctl start d"]\nfinal_message: "up"\n`;
    start(config);
    for (const boots of [2, 3]) {
      await machine.until(() => machine.console.split("\nup\n").length === boots);
      expect(machine.has("/run/d.pid")).toBe(true);
      expect(machine.console).not.toContain("/run/old.pid\n");
      expect(machine.console).not.toContain("/run/d.pid\n");
      machine.press("reboot");
    }
  });

  test("a first boot that a boothook reboots runs its scripts at the next boot, once", async () => {
    const config =
      `#cloud-config\nbootcmd: ["[ -e /root/rebooted ] || { touch /root/rebooted; shutdown -r now; sleep 99; }"]\n` +
      `write_files: [{path: /root/file, content: text}]\nruncmd: [cat /root/file, echo ran]\nfinal_message: "up"\n`;
    start(config);
    expect(await machine.ended()).toBe(0);
    expect(machine.console).toMatch(/powered on\ntextran\nup\n/);
    machine.press("reboot");
    await machine.until(() => machine.console.split("\nup\n").length === 3);
    expect(machine.console.split("ran\n").length).toBe(2);
  });

  test("services start at each boot, also if the user data that enabled them is gone", async () => {
    unit("a.service", "[Service]\nExecStart=sleep 1000\n[Install]\nWantedBy=multi-user.target\n");
    await boot("systemctl -q enable --now a");
    rmSync(join(tree, userDataDirectory), { recursive: true });
    for (const [name, content] of Object.entries(userDataFiles(undefined))) {
      write(join(userDataDirectory, name), content.toString("latin1"));
    }
    machine.press("reboot");
    await machine.until(() => machine.console.split("a.service: started").length === 3);
    expect(machine.has("/var/lib/cloud/instances/i-4567/user-data.txt")).toBe(false);
  });

  test("it reboots and powers off the machine as its own commands do", async () => {
    unit("a.service", "[Service]\nExecStart=sleep 1000\n[Install]\nWantedBy=multi-user.target\n");
    // The end of user data may come before its last words.
    start("systemctl -q enable a; systemctl reboot");
    await machine.until(() => machine.console.split("a.service: started").length === 2);
    unit(
      "b.service",
      "[Service]\nType=oneshot\nExecStart=systemctl poweroff\n[Install]\nWantedBy=multi-user.target\n",
    );
    symlinkSync("../b.service", join(tree, "etc/systemd/system/multi-user.target.wants/b.service"));
    machine.press("reboot");
    await machine.until(() => machine.console.includes(shutDownLine));
  });

  test("the commands come first, and no file of the image is lost", async () => {
    write("/usr/local/sbin/journalctl", "#!/bin/sh\necho mine\n", 0o755);
    // As the one of systemd, where systemd doesn't run.
    write("/bin/service", "#!/bin/sh\nexit 1\n", 0o755);
    const output = await boot(
      "command -v systemctl; command -v service; journalctl; systemctl --version; ls -d /etc/systemd/system\n",
    );
    expect(output).toBe(
      "/usr/local/sbin/systemctl\n/usr/bin/service\nmine\nsystemd 252 (ec2-pods)\n/etc/systemd/system\n",
    );
    expect(readlinkSync(join(tree, "bin/systemctl"))).toBe("/usr/local/sbin/systemctl");
  });

  test("a systemctl of the image stays if it works, and comes second if it doesn't", async () => {
    write("/bin/systemctl", '#!/bin/sh\n[ -e /tmp/works ] && echo "mine: $*"\n', 0o755);
    unit("a.service", "[Service]\nExecStart=sleep 1000\n[Install]\nWantedBy=multi-user.target\n");
    expect(await boot("systemctl -q enable a; command -v systemctl")).toBe("/usr/local/sbin/systemctl\n");
    expect(machine.read("/bin/systemctl")).toContain("mine");
    await machine.end();
    rmSync(join(tree, "usr/local"), { recursive: true });
    rmSync(join(tree, "var/lib"), { recursive: true });
    write("/tmp/works", "");
    write("/console", "");
    expect(await boot("systemctl start a; command -v journalctl || echo none")).toBe("mine: start a\nnone\n");
  });
});
