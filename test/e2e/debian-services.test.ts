import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { offLine } from "../../provider/user-data/supervisor";
import { debianTree } from "../support/debian";
import { Machine, writeTo } from "../support/machine";
import { overlay } from "../support/overlay";

const packages = ["nginx", "redis-server", "cron", "openssh-server", "postgresql", "curl"];

let folder: string;
let machine: Machine | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "debian-"))));
afterEach(async () => {
  await machine?.end();
  rmSync(folder, { recursive: true });
});

/** On the image, with an address space, a network and a disk of its own. */
async function boot(userData: string): Promise<Machine> {
  const { disk, root, mount: mountImage } = overlay(folder, await debianTree([...packages, "apache2"]));
  const mount = `${mountImage}; ip link set lo up; mount -t tmpfs tmpfs ${root}/dev/shm`;
  writeTo(
    disk,
    "/etc/systemd/system/witness.service",
    "[Unit]\nAfter=nginx.service redis-server.service postgresql@15-main.service ssh.service\n" +
      "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/sh -c 'sh /tmp/ask >/tmp/answers; touch /tmp/asked'\n" +
      "ExecStop=/bin/sh -c 'sh /tmp/ask >/tmp/last-answers'\n[Install]\nWantedBy=multi-user.target\n",
  );
  writeTo(
    disk,
    "/tmp/ask",
    `curl -s --retry 9 --retry-connrefused --retry-delay 1 -o /dev/null -w '%{http_code}\\n' localhost\n` +
      `until redis-cli ping 2>/dev/null; do sleep 0.2; done\n` +
      `until su postgres -c "psql -Atc 'select 1'" 2>/dev/null; do sleep 0.2; done\n` +
      `bash -c 'head -c 8 </dev/tcp/localhost/22'; echo\n`,
  );
  machine = new Machine(disk, userData, { folder: root, mount, namespaces: ["--net"] });
  return machine;
}

const answers = "200\nPONG\n1\nSSH-2.0-\n";

test("packages of Debian bring services that run, restart, reload, stop, and start and end with the machine", async () => {
  await boot(`
export DEBIAN_FRONTEND=noninteractive
apt-get install -qqy --no-install-recommends ${packages.join(" ")} >/tmp/apt 2>&1 || cat /tmp/apt
sh /tmp/ask
for name in nginx redis-server cron ssh postgresql; do
  systemctl is-enabled $name; systemctl is-active $name
done
echo "-- restarts"
pid=$(systemctl show -p MainPID --value redis-server)
kill -KILL "$pid"
until redis-cli ping 2>/dev/null; do sleep 0.2; done
systemctl show -p NRestarts redis-server
echo "-- reloads"
sed -i 's/listen 80 default_server/listen 81 default_server/' /etc/nginx/sites-available/default
pid=$(systemctl show -p MainPID --value nginx)
systemctl reload nginx && curl -s --retry 9 --retry-connrefused --retry-delay 1 -o /dev/null -w '%{http_code}\\n' localhost:81
[ "$pid" = "$(systemctl show -p MainPID --value nginx)" ] && echo same
sed -i 's/listen 81 default_server/listen 80 default_server/' /etc/nginx/sites-available/default
systemctl restart ssh && [ "$pid" != "$(systemctl show -p MainPID --value ssh)" ] && systemctl is-active ssh
echo "-- stops"
service postgresql stop
systemctl stop nginx cron
systemctl is-active nginx cron postgresql postgresql@15-main
grep -lsE '^(nginx|cron|postgres)$' /proc/[0-9]*/comm
echo "-- apache2"
apt-get install -qqy --no-install-recommends apache2 >/tmp/apt 2>&1 || cat /tmp/apt
curl -s -o /dev/null -w '%{http_code}\\n' localhost
systemctl is-enabled apache2 apache-htcacheclean
systemctl reload apache2 && systemctl stop apache2 && systemctl is-active apache2
grep -lsE '^apache2$' /proc/[0-9]*/comm
systemctl -q disable cron apache2
systemctl -q enable witness
`);
  expect(await machine!.output(40_000)).toMatchInlineSnapshot(`
    "200
    PONG
    1
    SSH-2.0-
    enabled
    active
    enabled
    active
    enabled
    active
    enabled
    active
    enabled
    active
    -- restarts
    PONG
    NRestarts=1
    -- reloads
    200
    same
    active
    -- stops
    inactive
    inactive
    inactive
    inactive
    -- apache2
    200
    enabled
    disabled
    inactive
    "
  `);
  const asked = (file: string) => machine!.has(file) && machine!.read(file) === answers;
  machine!.press("reboot");
  await machine!.until(() => asked("/tmp/answers") && machine!.has("/tmp/asked"), 40_000);
  machine!.press("off");
  await machine!.until(() => machine!.console.includes(offLine), 40_000);
  // It stops before what it is ordered after, so that all of that still answers.
  expect(machine!.read("/tmp/last-answers")).toBe(answers);
  const log = machine!.read("/var/log/postgresql/postgresql-15-main.log");
  expect(log.trimEnd()).toMatch(/database system is shut down$/);
  expect(log).not.toContain("not properly shut down");
  expect(machine!.read("/var/log/redis/redis-server.log").trimEnd()).toMatch(
    /Redis is now ready to exit, bye bye\.\.\.$/,
  );
});
