import { gzipSync } from "node:zlib";

import { inside, kubectl } from "../support/cluster";
import { tolerating } from "../support/instance";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

let stack: TestStack;
onOurNode(() => {
  afterEach(() => stack.remove());

  const cloudConfig = `#cloud-config
write_files:
  - path: /srv/www/index.html
    permissions: "0640"
    content: "it's \\"here\\" $HOME\\n"
  - path: /srv/decoded
    encoding: b64
    content: ${Buffer.from("decoded\n").toString("base64")}
bootcmd:
  - echo bootcmd of $INSTANCE_ID
runcmd:
  - [sh, -c, 'printf "%s|" "$@" > /srv/arguments', x, "a b", "it's", "$HOME"]
  - echo runcmd in $PWD
`;
  const accounts = `#cloud-config
hostname: web-1
users:
  - name: deploy
    sudo: ALL=(ALL) NOPASSWD:ALL
    ssh_authorized_keys: [ssh-ed25519 AAAA]
mounts:
  - [/dev/sdf, /data]
runcmd:
  - [sudo, -u, deploy, sh, -c, 'id -un; pwd']
  - [sh, -c, 'echo kept >/data/file; cat /mnt/sdf/file /home/deploy/.ssh/authorized_keys /etc/hostname']
final_message: it's up
`;
  const multipart = `Content-Type: multipart/mixed; boundary="=="
MIME-Version: 1.0

--==
Content-Type: text/cloud-config

#cloud-config
runcmd: ["echo from the config"]

--==
Content-Type: text/x-shellscript; charset="us-ascii"

#!/bin/sh
echo from the script

--==--
`;

  const instances: Record<
    string,
    { image?: string; userData?: string; userDataBase64?: string; ebsBlockDevices?: object[] }
  > = {
    sh: { userData: "#!/bin/sh\nid -u; echo $INSTANCE_ID; pwd; exit 3\n" },
    bash: { image: "ec2-pods/bash:1", userData: "#!/bin/bash\na=(x y z); echo ${a[@]:1} $BASH_VERSION\n" },
    python: { image: "ec2-pods/bash:1", userData: "#!/usr/bin/env python3\nprint(6 * 7)\n" },
    user: { image: "ec2-pods/user:1", userData: "#!/bin/sh\nid; echo $HOME; touch /root/file\n" },
    missing: { userData: "#!/usr/bin/perl\nprint 1;\n" },
    base64: { userDataBase64: Buffer.from("#!/bin/sh\necho from base64\n").toString("base64") },
    gzip: { userDataBase64: gzipSync("#!/bin/sh\necho unpacked\n").toString("base64") },
    config: { image: "ec2-pods/bash:1", userData: cloudConfig },
    accounts: { userData: accounts, ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }] },
    multipart: { userData: multipart },
  };

  /** A refresh reads a failing script's exit status: `up` waits only with `waitForUserData`. */
  const program = Object.entries(instances)
    .map(([name, { image = "busybox:1.35", ...userData }]) => {
      const wait =
        name === "sh" || name === "missing" ? "" : "waitForUserData: true, getConsoleOutput: true,";
      const args = `ami: "${image}", instanceType: "t3.micro", ...${JSON.stringify(userData)}`;
      return `export const ${name} = of(new Ec2Instance("${name}", { ${wait} ${args} }));`;
    })
    .join("\n");
  const prologue = `const of = ({ id, podName, userDataExitStatus, consoleOutput }: Ec2Instance) => ({ id, podName, userDataExitStatus, consoleOutput });\n`;

  interface Output {
    id: string;
    podName: string;
    userDataExitStatus?: number;
    consoleOutput?: string;
  }

  const consoleOf = ({ podName }: Output) =>
    kubectl(stack.namespace, "logs", podName, "--container=instance");
  /** What runs at each boot runs in the background. */
  async function consoleHas(instance: Output, text: string): Promise<void> {
    while (!(await consoleOf(instance)).endsWith(text));
  }
  const ended = (status: number) => `cloud-init: user data ended with exit status ${status}\n`;

  test("each format of user data runs once for each disk, on busybox and on an image with bash, and reports its exit status", async () => {
    stack = await TestStack.create("user-data", prologue + program);
    await stack.up();
    const first = await stack.outputs<Record<string, Output>>();
    for (const name of ["bash", "python", "user", "base64", "gzip", "config", "accounts", "multipart"]) {
      expect([name, first[name]!.userDataExitStatus]).toEqual([name, 0]);
    }
    await consoleHas(first["sh"]!, ended(3));
    await consoleHas(first["missing"]!, ended(127));
    expect(await consoleOf(first["sh"]!)).toBe(`0\n${first["sh"]!.id}\n/\n${ended(3)}`);
    expect(await consoleOf(first["bash"]!)).toMatch(/^y z 5\./);
    expect(await consoleOf(first["python"]!)).toBe(`42\n${ended(0)}`);
    expect(first["python"]!.consoleOutput).toBe(`42\n${ended(0)}`);
    expect(await consoleOf(first["user"]!)).toBe(
      `uid=0(root) gid=0(root) groups=0(root)\n/root\n${ended(0)}`,
    );
    expect(first["sh"]).not.toHaveProperty("consoleOutput");
    expect(await consoleOf(first["missing"]!)).toBe(
      `cloud-init: /usr/bin/perl is not in the image\n${ended(127)}`,
    );
    expect(await consoleOf(first["base64"]!)).toBe(`from base64\n${ended(0)}`);
    expect(await consoleOf(first["gzip"]!)).toBe(`unpacked\n${ended(0)}`);
    expect(await consoleOf(first["multipart"]!)).toBe(`from the script\nfrom the config\n${ended(0)}`);
    expect(await consoleOf(first["accounts"]!)).toMatch(
      new RegExp(
        `^cloud-init: the host name stays \\S+, which a Pod can't change\\. /etc/hostname and /etc/hosts have web-1\n` +
          `deploy\n/\nkept\nssh-ed25519 AAAA\nweb-1\nit's up\n${ended(0)}$`,
      ),
    );
    const config = first["config"]!;
    expect(await consoleOf(config)).toBe(`bootcmd of ${config.id}\nruncmd in /\n${ended(0)}`);
    const files =
      "cat /srv/www/index.html /srv/decoded /srv/arguments; stat -c %a /srv/www/index.html; tail -n 1 /var/log/cloud-init-output.log";
    expect((await inside(stack.namespace, config.podName, files)).stdout).toBe(
      `it's "here" $HOME\ndecoded\na b|it's|$HOME|640\n${ended(0)}`,
    );

    await stack.refresh();
    const status = async (name: string) => (await stack.resource(name)).outputs["userDataExitStatus"];
    expect([await status("sh"), await status("missing")]).toEqual([3, 127]);

    stack.program(prologue + program.replaceAll('"t3.micro"', '"t3.small"'));
    await stack.up();
    const restarted = await stack.outputs<Record<string, Output>>();
    expect(restarted["config"]).toMatchObject({ id: config.id, podName: config.podName });
    // A machine that is asked twice to power off says it twice.
    const said = `0\n${first["sh"]!.id}\n/\n${ended(3)}(ec2-pods: powered off\n)+ec2-pods: powered on\n`;
    await consoleHas(restarted["sh"]!, "ec2-pods: powered on\n");
    expect(await consoleOf(restarted["sh"]!)).toMatch(new RegExp(`^${said}$`));
    await consoleHas(config, `ec2-pods: powered off\nec2-pods: powered on\nbootcmd of ${config.id}\n`);

    // A new Pod has a new disk.
    stack.program(
      prologue +
        program.replaceAll(
          'instanceType: "t3.micro"',
          `instanceType: "t3.small", tags: { ${tolerating("new")} }`,
        ),
    );
    await stack.up();
    const recreated = await stack.outputs<Record<string, Output>>();
    expect(recreated["config"]!.id).toBe(config.id);
    expect(await consoleOf(recreated["config"]!)).toBe(`bootcmd of ${config.id}\nruncmd in /\n${ended(0)}`);
  });

  test("with waitForUserData, a failing script fails the create, and a kept instance fails until the script is fixed", async () => {
    const userData = "#!/bin/sh\\necho no such package; exit 4\\n";
    const program = (args: string) =>
      `new Ec2Instance("web", { ami: "busybox:1.35", instanceType: "t3.micro", userData: "${userData}", waitForUserData: true, ${args} });`;
    stack = await TestStack.create("user-data-fails", program(""));
    const messages = await stack.failingUp();
    expect(messages).toContain('Cannot create Ec2Instance "web": its user data ended with exit status 4 (');
    expect(messages).toContain("console: no such package | cloud-init: user data ended with exit status 4");
    expect(messages).toContain(
      "Fix userData; its output is in /var/log/cloud-init-output.log and on the console.",
    );
    await kubectl(stack.namespace, "wait", "pods", "--all", "--for=delete", "--timeout=180s");

    // What a script with a secret prints may repeat it.
    stack.program(
      program("").replace(/userData: (".*?"),/, 'userData: require("@pulumi/pulumi").secret($1),'),
    );
    const hidden = await stack.failingUp();
    expect(hidden).toContain(
      `its console isn't shown, as its user data is or was a secret: set keepOnFailure, and run "ec2-pods console web"`,
    );
    expect(hidden).not.toContain("no such package");

    stack.program(
      program('keepOnFailure: true, ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }]'),
    );
    await stack.failingUp();
    expect(await stack.failingUp()).toContain(
      'Cannot update Ec2Instance "web": its user data ended with exit status 4 (',
    );
    // The kept Pod doesn't own the volume: a later re-creation finds it.
    const owners = "jsonpath={.items[*].metadata.ownerReferences}";
    expect(await kubectl(stack.namespace, "get", "pods,pvc", "--output", owners)).toBe("");
    await stack.destroy();
    await kubectl(stack.namespace, "wait", "pods,pvc", "--all", "--for=delete", "--timeout=180s");
  });
});
