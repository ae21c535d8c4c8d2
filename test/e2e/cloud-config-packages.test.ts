import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Machine } from "../support/machine";
import { overlay } from "../support/overlay";
import { packageTree } from "../support/package-tree";

let folder: string;
let machine: Machine | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "packages-"))));
afterEach(async () => {
  await machine?.end();
  rmSync(folder, { recursive: true });
});

const repository = "[local]\\nname=local\\nbaseurl=file:///srv/rpm\\nenabled=1\\ngpgcheck=0\\n";
const rpm = (database: string) => `rpm ${database} -i /srv/rpm/ec2-hello-1.0-1.noarch.rpm`;
const file = (path: string) => `write_files: [{path: ${path}, content: "${repository}"}]\n`;

/** What the image of each manager has, and where its user data writes a repository. */
const images: Record<string, { command: string; config: string; local: string }> = {
  apt: { command: ":", config: "", local: "dpkg -i /srv/apt/ec2-hello_1.deb" },
  dnf: {
    command: "rm usr/bin/apt-get usr/bin/zypper",
    config: file("/etc/yum.repos.d/local.repo"),
    local: rpm(""),
  },
  yum: {
    command: "rm usr/bin/apt-get usr/bin/zypper; mv usr/bin/dnf usr/bin/yum",
    config: file("/etc/yum.repos.d/local.repo"),
    local: rpm(""),
  },
  zypper: {
    command: "rm usr/bin/apt-get usr/bin/dnf",
    config: file("/etc/zypp/repos.d/local.repo"),
    // In Debian, it has another database than rpm and dnf.
    local: rpm("--dbpath /var/lib/rpm"),
  },
};

/** The exit status of a cloud-config on an image with one manager and no network. */
async function boot(command: string, config: string): Promise<number | undefined> {
  const { disk, root, mount } = overlay(folder, await packageTree());
  machine = new Machine(disk, `#cloud-config\n${config}`, {
    folder: root,
    mount: `${mount}; (cd ${root}; ${command})`,
    namespaces: ["--net"],
  });
  return machine.ended();
}

describe.each(Object.entries(images))("%s", (_, { command, config, local }) => {
  test("installs a version, and names a package that it doesn't have", async () => {
    const status = await boot(
      command,
      `${config}packages: [no-such-package, [ec2-hello, 1.0-1]]\nruncmd: [cat /opt/hello]\n`,
    );
    expect(machine!.console).toContain("cloud-init: the package no-such-package wasn't installed\n");
    expect(machine!.console).toContain("cloud-init: packages failed\nhello 1\n");
    expect(status).toBeGreaterThan(0);
  });

  test("upgrades what is installed", async () => {
    const status = await boot(
      command,
      `${config}bootcmd: [${local}]\npackage_update: true\npackage_upgrade: true\nruncmd: [cat /opt/hello]\n`,
    );
    expect(machine!.console).toMatch(/hello 2\ncloud-init: user data ended/);
    expect([status, readFileSync(join(folder, "disk/opt/hello"), "utf8")]).toEqual([0, "hello 2\n"]);
  });
});
