import { mkdirSync, readlinkSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { Machine, writeTo } from "../support/machine";
import { requireShells, shells } from "../support/shells";
import { plantTree } from "../support/tree";

let tree: string;
let machine: Machine | undefined;

beforeAll(requireShells);
afterEach(async () => {
  await machine?.end();
  machine = undefined;
  rmSync(tree, { recursive: true });
});

/** The exit status of a cloud-config. */
async function boot(config: string): Promise<number | undefined> {
  machine = new Machine(tree, config.startsWith("Content-Type") ? config : `#cloud-config\n${config}`);
  return machine.ended();
}

const read = (path: string): string => machine!.read(path);
const line = (path: string, name: string): string | undefined =>
  read(path)
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
const mode = (path: string): string => (statSync(join(tree, path)).mode & 0o7777).toString(8);
const ended = (status: number): string => `cloud-init: user data ended with exit status ${status}\n`;

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("%s", (_, shell) => {
  beforeEach(() => (tree = plantTree(shell)));

  test("users and groups are made without useradd and adduser, which an image may lack", async () => {
    writeTo(tree, "/etc/skel/.profile", "echo hi\n");
    writeTo(tree, "/etc/group", "root:x:0:\nadm:x:4:root");
    const status = await boot(`
groups:
- web: [alice, nobody-here]
- adm
users:
- name: alice
  gecos: "Alice \`id\` $(id)"
  groups: adm, new
  shell: /bin/ash
  sudo: ALL=(ALL) NOPASSWD:ALL
  ssh_authorized_keys:
  - ssh-ed25519 AAAA alice's "key" $(id)
  lock_passwd: false
  passwd: $6$salt$hash
- {name: svc, system: true, uid: 777, homedir: /srv/svc, no_user_group: true, expiredate: 2030-01-02}
- {name: carol, uid: 1000}
- bob
runcmd:
- [sh, -c, 'su -s /bin/sh alice -c "id -un; id -Gn; pwd"']
`);
    expect(machine!.console).toBe(
      `cloud-init: no user nobody-here for the group web\nalice\nalice adm web new\n/\n${ended(0)}`,
    );
    expect(status).toBe(0);
    expect(line("/etc/passwd", "alice")).toBe("alice:x:1001:1001:Alice `id` $(id):/home/alice:/bin/ash");
    expect(line("/etc/passwd", "svc")).toBe("svc:x:777:100::/srv/svc:/bin/sh");
    // Its group gets another number than its own, which the group web has.
    expect(line("/etc/passwd", "carol")).toBe("carol:x:1000:1003::/home/carol:/bin/sh");
    expect(line("/etc/passwd", "bob")).toMatch(/^bob:x:(\d+):\1::\/home\/bob:\/bin\/sh$/);
    expect(read("/etc/group")).toContain("adm:x:4:root,alice\n");
    expect(line("/etc/shadow", "alice")).toMatch(/^alice:\$6\$salt\$hash:\d+:0:99999:7:::$/);
    expect(line("/etc/shadow", "svc")).toMatch(/^svc:!:\d+:0:99999:7::21916:$/);
    expect(mode("/etc/shadow")).toBe("600");
    expect(read("/home/alice/.profile")).toBe("echo hi\n");
    expect(read("/home/alice/.ssh/authorized_keys")).toBe('ssh-ed25519 AAAA alice\'s "key" $(id)\n');
    expect(mode("/home/alice/.ssh/authorized_keys")).toBe("600");
    expect(mode("/home/alice/.ssh")).toBe("700");
    expect(read("/etc/sudoers.d/90-cloud-init-users")).toBe("alice ALL=(ALL) NOPASSWD:ALL\n");
    expect(() => mode("/srv/svc")).toThrow("ENOENT");
  });

  test("a user and a group that exist keep what they have, and a failing step stops no other", async () => {
    writeTo(tree, "/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nweb:x:1000:1000::/srv:/bin/ash\n");
    writeTo(tree, "/etc/group", "root:x:0:\nweb:x:1000:\n");
    writeTo(tree, "/etc/shadow", "web:$6$a$b:1:0:99999:7:::\n");
    const status = await boot(`
groups: [web]
users:
- {name: web, groups: [web], shell: /bin/other}
- {name: taken, uid: 1000}
- {name: ok, hashed_passwd: "$6$c$d", lock_passwd: false}
ssh_authorized_keys: [key of nobody]
timezone: Europe/Nowhere
packages: [nginx]
runcmd: [exit 0]
final_message: "it's up after $UPTIME seconds, \${timestamp} {{ version }} $HOME"
`);
    const [
      exists,
      taken,
      failed,
      update,
      updateFailed,
      packages,
      packagesFailed,
      zone,
      zoneFailed,
      message,
      end,
    ] = machine!.console.split("\n").map((text) => text.replace(/^cloud-init: /, ""));
    expect([exists, taken, failed]).toEqual([
      "the user web exists",
      "the number 1000 of the user taken is taken",
      "the user taken failed",
    ]);
    const none =
      "the image has no package manager (apt-get, dnf, yum, microdnf, zypper, apk). Install packages in the image that ami names";
    expect([update, updateFailed, packages, packagesFailed]).toEqual([
      none,
      "package_update failed",
      none,
      "packages failed",
    ]);
    expect([zone, zoneFailed]).toEqual([
      "the image has no time zone Europe/Nowhere. Install tzdata, for example with packages",
      "timezone failed",
    ]);
    expect(message).toMatch(/^it's up after \d+\.\d\d seconds, \w{3}, \d+ .* ec2-pods \$HOME$/);
    expect(end).toBe("user data ended with exit status 1");
    expect(status).toBe(1);
    expect(line("/etc/passwd", "web")).toBe("web:x:1000:1000::/srv:/bin/ash");
    expect(line("/etc/group", "web")).toBe("web:x:1000:web");
    expect(line("/etc/shadow", "web")).toBe("web:!$6$a$b:1:0:99999:7:::");
    expect(line("/etc/shadow", "ok")).toMatch(/^ok:\$6\$c\$d:/);
    expect(line("/etc/passwd", "taken")).toBeUndefined();
  });

  test("the default user is that of the image's system, with its keys and its password", async () => {
    writeTo(tree, "/etc/os-release", 'NAME=Ubuntu\nID="ubuntu"\n');
    const status = await boot(`
users: [default, other]
ssh_authorized_keys: ["ssh-rsa A", "ssh-rsa B"]
password: it's $(secret) "here" \\\`x\\\`
chpasswd: {expire: false}
ssh_pwauth: true
`);
    expect(machine!.console).toBe(ended(0));
    expect(status).toBe(0);
    expect(read("/home/ubuntu/.ssh/authorized_keys")).toBe("ssh-rsa A\nssh-rsa B\n");
    expect(line("/etc/shadow", "ubuntu")).toMatch(/^ubuntu:\$6\$/);
    expect(read("/etc/sudoers.d/90-cloud-init-users")).toBe("ubuntu ALL=(ALL) NOPASSWD:ALL\n");
    expect(read("/etc/ssh/sshd_config.d/50-cloud-init.conf")).toBe("PasswordAuthentication yes\n");
  });

  test("mount points and logs become links, and the host name, the time zone and the files are there", async () => {
    for (const folder of ["mnt/sdf", "mnt/sdg", "full"]) mkdirSync(join(tree, folder), { recursive: true });
    writeTo(tree, "/full/file", "");
    writeTo(tree, "/mnt/sdf/file", "kept");
    writeTo(tree, "/usr/share/zoneinfo/Europe/Berlin", "zone");
    const status = await boot(`
hostname: web-1
fqdn: web-1.example.org
timezone: Europe/Berlin
device_aliases: {data: /dev/sdg}
disk_setup: {data: {table_type: gpt, layout: true, overwrite: true}}
fs_setup: [{device: data.1, filesystem: ext4, partition: auto, label: it's}]
mounts:
- [/dev/xvdf, "/it's $(here)/a b", ext4, "defaults,nofail", "0", "2"]
- [data.1, /data]
- [sdf, /full]
- [/dev/sdh1, /none]
- [ephemeral0, null]
output: {all: "| tee -a /var/log/my.log"}
runcmd: [hostname, [cat, "/it's $(here)/a b/file"], echo]
`);
    expect(machine!.console).toContain(
      "cloud-init: /full isn't an empty folder, so it can't become a link to /mnt/sdf\n",
    );
    expect(machine!.console).toContain(
      "cloud-init: /dev/sdh isn't a volume of the instance, so /none is on its root disk\n",
    );
    expect(machine!.console).toContain(
      `cloud-init: the host name stays ${hostname()}, which a Pod can't change. /etc/hostname and /etc/hosts have web-1\n`,
    );
    expect(machine!.console).toContain(`${hostname()}\nkept\n${ended(1)}`);
    expect(status).toBe(1);
    expect(read("/etc/hostname")).toBe("web-1\n");
    expect(read("/etc/hosts")).toBe("127.0.1.1 web-1.example.org web-1\n");
    expect(readlinkSync(join(tree, "data"))).toBe("/mnt/sdg");
    expect(readlinkSync(join(tree, "etc/localtime"))).toBe("/usr/share/zoneinfo/Europe/Berlin");
    // What writes both may be between its two writes.
    await machine!.until(() => read("/var/log/cloud-init-output.log") === machine!.console);
    expect(readlinkSync(join(tree, "var/log/my.log"))).toBe("/var/log/cloud-init-output.log");
  });

  test("a folder that can't be written fails its steps by name, and the others run", async () => {
    const status = await boot(`
bootcmd: ["rm -rf /etc && touch /etc"]
hostname: web
users: [alice]
runcmd: [echo on]
`);
    expect(machine!.console).toContain("cloud-init: the user alice failed\n");
    expect(machine!.console).toContain("cloud-init: hostname failed\n");
    expect(machine!.console).toContain(`on\n${ended(status ?? 0)}`);
    expect(status).toBeGreaterThan(0);
  });

  test("the machine powers off after its first boot, unless the condition says no", async () => {
    await boot(
      `power_state: {mode: poweroff, condition: [test, -e, /tmp/on], message: "it's over"}\nruncmd: [touch /tmp/on]`,
    );
    await machine!.until(() => machine!.console.includes("shut down from inside"));
    expect(machine!.console).toMatch(/^.* 0\nit's over\n(ec2-pods: shut down from inside\n)+$/);
    machine!.press("on");
    await machine!.until(() => machine!.console.endsWith("powered on\n"));
    await machine!.end();
    rmSync(join(tree, "console"));
    rmSync(join(tree, "var"), { recursive: true });
    await boot(`power_state: {mode: poweroff, condition: "false"}\n`);
    expect(machine!.console).toBe(ended(0));
  });

  test("parts are merged as their merge types say", async () => {
    const status = await boot(
      [
        "runcmd: [echo 1]\nfinal_message: one",
        'merge_how: "list(append)+dict(recurse_list)+str(append)"\nruncmd: [echo 2]',
        "X",
      ]
        .map((text) =>
          text === "X"
            ? "--b\nContent-Type: text/cloud-config\nX-Merge-Type: list(prepend)+dict(no_replace,recurse_list)+str()\n\nruncmd: [echo 0]\nfinal_message: two\n"
            : `--b\nContent-Type: text/cloud-config\n\n${text}\n`,
        )
        .join("")
        .replace(/^/, 'Content-Type: multipart/mixed; boundary="b"\nMIME-Version: 1.0\n\n') + "--b--\n",
    );
    expect(machine!.console).toBe(`0\n1\n2\none\n${ended(0)}`);
    expect(status).toBe(0);
  });

  test("sudo runs commands as root and as other users, with their arguments as written", async () => {
    await boot(`
users: [{name: alice, homedir: /home/alice}]
runcmd:
- [sudo, printf, "%s|", "a b", "it's", "", "$HOME"]
- echo
- [sudo, -E, -n, A=b c, sh, -c, 'echo "$A $SUDO_USER"']
- [sudo, -Hu, alice, printf, "%s|", "a b", "it's", "", "$HOME", "-x"]
- echo
- [sudo, --user=alice, B=1, sh, -c, 'echo "$(id -un) $B"']
- sudo -iu alice sh -c 'id -un; pwd'
- sudo -u alice sudo true || echo no
- sudo --what true || echo no
`);
    expect(machine!.console).toBe(
      "a b|it's||$HOME|\nb c root\na b|it's||$HOME|-x|\nalice 1\nalice\n/home/alice\n" +
        "Cannot run sudo: only root can, because the image has no sudo. Install the package sudo.\nno\n" +
        "Cannot run sudo: --what isn't supported. Install the package sudo.\nno\n" +
        ended(0),
    );
  });
});
