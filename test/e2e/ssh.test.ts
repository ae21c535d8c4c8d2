import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { type Outcome, run as runCommand } from "../../tools/command";
import { inside, kubectl, podsByName } from "../support/cluster";
import { freePorts } from "../../tools/local-cluster/free-ports";
import { findProgram } from "../../tools/local-cluster/packages";
import { begin } from "../support/foreground-command";
import { onOurNode } from "../support/our-node";
import { ensureSshClients } from "../support/ssh-packages";
import { TestStack } from "../support/stack";
import { newKey } from "../support/ssh-client";

const keys = { pair: newKey("ed25519"), rsa: newKey("rsa"), own: newKey("ecdsa"), other: newKey("ed25519") };

const program = `
import * as aws from "@pulumi/aws";
const pair = new aws.ec2.KeyPair("deployer", { publicKey: ${JSON.stringify(keys.pair.public)} });
const rsa = new aws.ec2.KeyPair("rsa", { keyNamePrefix: "rsa-", publicKey: ${JSON.stringify(keys.rsa.public)} });
const machine = { instanceType: "t3.micro", metadataOptions: { httpEndpoint: "disabled" } };
new aws.ec2.Instance("web", {
  ...machine,
  ami: "busybox:1.35",
  keyName: pair.keyName,
  userData: \`#cloud-config
users: [{ name: app, shell: /bin/sh, ssh_authorized_keys: ["${keys.own.public}"] }]
runcmd: ["echo ready > /srv-ready"]
\`,
  waitForUserData: true,
});
new aws.ec2.Instance("python", { ...machine, ami: "docker.io/ec2-pods/bash:1", keyName: rsa.keyName });
new aws.ec2.Instance("undeclared", { ...machine, ami: "busybox:1.35", keyName: "elsewhere" });
`;

let stack: TestStack;
let warnings: string;
/** Files of the clients: their keys and configuration. */
let folder: string;
const at = (name: string): string => join(folder, name);

onOurNode(() => {
  beforeAll(async () => {
    await ensureSshClients();
    stack = await TestStack.create("ssh", "");
    stack.env["XDG_DATA_HOME"] = join(stack.folder, "data");
    stack.awsProgram(program);
    warnings = await stack.up();
    folder = join(stack.folder, "client");
    mkdirSync(folder);
    for (const [name, key] of Object.entries(keys)) writeFileSync(at(name), key.private, { mode: 0o600 });
    await writeConfig();
  });
  afterAll(() => stack.remove());

  async function writeConfig(): Promise<void> {
    const { stdout, stderr, code } = await stack.ec2Pods("ssh-config");
    if (code !== 0) throw new Error(stderr);
    writeFileSync(at("config"), stdout);
  }

  /** Options that keep the user's own keys and configuration out. */
  const options = (key: keyof typeof keys): string[] => [
    ...["-F", at("config"), "-i", at(key)],
    ...["-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "BatchMode=yes"],
  ];

  /** Runs a program of this machine in the clients' folder, as users do. */
  async function client(command: string, args: string[], more: { input?: string } = {}): Promise<Outcome> {
    return runCommand(command, args, { cwd: folder, env: await stack.environment(), ...more });
  }

  /** What a script in the instance web prints, by kubectl. */
  async function insideWeb(script: string): Promise<string> {
    const { web } = await podsByName(stack.namespace);
    return (await inside(stack.namespace, web?.metadata.name ?? "", script)).stdout;
  }

  const ssh = (target: string, command: string, key: keyof typeof keys = "pair"): Promise<Outcome> =>
    client("ssh", [...options(key), target, command]);

  test("ssh runs a command as the AMI's user, root or a user of the image, with its exit status", async () => {
    expect(await ssh("web", "id -un; echo err >&2; exit 7")).toMatchObject({
      stdout: "root\n",
      stderr: "err\n",
      code: 7,
    });
    expect((await ssh("root@web", "echo $HOME")).stdout).toBe("/root\n");
    expect((await ssh("app@web", "id -un; pwd; echo $USER")).stdout).toBe("app\n/home/app\napp\n");
    const { id = "" } = await stack.resource("python");
    expect((await ssh(id, "python3 -c 'print(6*7)'", "rsa")).stdout).toBe("42\n");
  });

  test("the keys of the pair and of authorized_keys let in, and no other", async () => {
    expect((await ssh("app@web", "id -un", "own")).stdout).toBe("app\n");
    for (const [target, key] of [
      ["root@web", "own"],
      ["web", "other"],
      ["web", "rsa"],
      ["python", "pair"],
      ["undeclared", "pair"],
      ["nobody-has-this@web", "pair"],
    ] as const) {
      const { code, stderr } = await ssh(target, "id", key);
      expect([target, key, code, stderr.includes("Permission denied (publickey)")]).toEqual([
        target,
        key,
        255,
        true,
      ]);
    }
  });

  test("up warns of a key pair that the program doesn't declare, and of no other", () => {
    expect(warnings).toContain('keyName is "elsewhere", a key pair that this program doesn\'t declare');
    expect(new Set(warnings.match(/keyName is "[^"]*"/g)).size).toBe(1);
  });

  test("ec2-pods ssh logs in without a configuration, and passes arguments on", async () => {
    const { stdout, code } = await stack.ec2Pods(
      "ssh",
      "-i",
      at("pair"),
      "root@web",
      "--",
      "-o",
      "BatchMode=yes",
      "echo $0; exit 5",
    );
    expect([stdout.endsWith("sh\n"), code]).toEqual([true, 5]);
    const denied = await stack.ec2Pods(
      "ssh",
      "-i",
      at("other"),
      "web",
      "--",
      "-o",
      "BatchMode=yes",
      "-o",
      "IdentitiesOnly=yes",
      "id",
    );
    expect([denied.code, denied.stderr]).toEqual([255, expect.stringContaining("Permission denied")]);
  });

  test("a terminal has its size and type, and a shell is a login shell", async () => {
    const { stdout } = await client("ssh", [
      "-tt",
      ...options("pair"),
      "web",
      "stty size; echo $TERM; tty; exit 3",
    ]);
    expect(stdout).toMatch(/^\d+ \d+\r\n\w[^\r]*\r\n\/dev\/pts\/\d+\r\n$/);
    const shell = await client("ssh", [...options("pair"), "web"], { input: "echo $0; exit 4\n" });
    expect(shell.code).toBe(4);
  });

  const bytes = randomBytes(50_000_000);
  const digest = createHash("sha256").update(bytes).digest("hex");

  test("50 MB arrive whole in both directions, though the reader stops for 6 seconds", async () => {
    writeFileSync(at("large"), bytes);
    expect(
      (
        await client("sh", [
          "-c",
          `ssh ${options("pair").join(" ")} web 'cat > /large; sha256sum </large' <large`,
        ])
      ).stdout,
    ).toContain(digest);
    const slow = `ssh ${options("pair").join(" ")} web 'cat /large; echo end >&2; exit 9' 2>err | (sleep 6; sha256sum); cat err`;
    const { stdout } = await client("bash", ["-c", `${slow}; echo "\${PIPESTATUS[0]}"`]);
    expect(stdout).toContain(digest);
    expect(stdout).toContain("end");
  });

  test("scp and sftp copy files and folders with any name", async () => {
    mkdirSync(at("many/.hidden"), { recursive: true });
    for (let index = 0; index < 200; index++) writeFileSync(at(`many/file ${index}`), String(index));
    writeFileSync(at("many/'\"$(id)"), "odd");
    writeFileSync(at("many/run"), "#!/bin/sh\n", { mode: 0o755 });
    expect(await client("scp", ["-rpq", ...options("pair"), "many", "large", "web:/tmp"])).toMatchObject({
      code: 0,
    });
    const copied = "sha256sum /tmp/large; ls /tmp/many | wc -l; [ -x /tmp/many/run ] && echo runs";
    expect(await insideWeb(copied)).toMatch(new RegExp(`^${digest}.*\n202\nruns`));
    expect(await client("scp", ["-rpq", ...options("pair"), "web:/tmp/many", "back"])).toMatchObject({
      code: 0,
    });
    expect((await client("diff", ["-r", "many", "back"])).stdout).toBe("");
    const batch =
      "mkdir /tmp/d\nput config /tmp/d/x\nrename /tmp/d/x /tmp/d/y\nget /tmp/d/y got\nrm /tmp/d/y\nrmdir /tmp/d\n";
    expect(await client("sftp", ["-b", "-", ...options("pair"), "web"], { input: batch })).toMatchObject({
      code: 0,
    });
    expect(readFileSync(at("got"), "utf8")).toBe(readFileSync(at("config"), "utf8"));
  });

  test("the processes of a lost connection end", async () => {
    const count = async () => Number(await insideWeb("ps | grep -c '[s]leep 4711'"));
    const env = await stack.environment();
    const running = spawn("ssh", [...options("pair"), "web", "sleep 4711"], {
      cwd: folder,
      env,
      stdio: "ignore",
    });
    while ((await count()) === 0) await pause(100);
    running.kill("SIGKILL");
    while ((await count()) > 0) await pause(100);
  });

  test("ec2-pods ssh that is told to end has ended what it started in the instance", async () => {
    const count = async () => Number(await insideWeb("ps | grep -c '[s]leep 4712'"));
    const { child } = await begin(stack, "ssh", "-i", at("pair"), "web", "--", "sleep 4712");
    while ((await count()) === 0) await pause(100);
    child.kill("SIGTERM");
    await once(child, "exit");
    expect(await count()).toBe(0);
  });

  /** Runs a client in the background until a test has done its work. */
  async function during(command: string, args: string[], work: () => Promise<void>): Promise<void> {
    const running = spawn(command, args, { cwd: folder, env: await stack.environment(), stdio: "ignore" });
    try {
      await work();
    } finally {
      running.kill();
    }
  }

  test("a local port leads to the instance, and to what the instance reaches", async () => {
    await insideWeb("mkdir -p /www; echo hello >/www/index.html; httpd -p 8099 -h /www");
    const [{ web }, [near = 0, far = 0]] = await Promise.all([podsByName(stack.namespace), freePorts(2)]);
    const forwards = ["-L", `${near}:localhost:8099`, "-L", `${far}:${web?.status.podIP ?? ""}:8099`];
    const fetched = async (port: number): Promise<string> => {
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
        if (answer?.ok) return answer.text();
        await pause(200);
      }
    };
    await during("ssh", ["-N", ...options("rsa"), ...forwards.slice(2), "python"], async () => {
      expect(await fetched(far)).toBe("hello\n");
    });
    await during("ssh", ["-N", ...options("pair"), ...forwards.slice(0, 2), "web"], async () => {
      expect(await fetched(near)).toBe("hello\n");
    });
  });

  test("a jump over a bastion reaches another instance, with the keys of that one", async () => {
    const { python } = await podsByName(stack.namespace);
    const address = python?.status.podIP ?? "";
    // A jump takes its keys from the configuration alone.
    const jump = readFileSync(at("config"), "utf8").replaceAll(
      /^ {2}User .*$/gm,
      `$&\n  IdentitiesOnly yes\n  IdentityFile ${at("pair")}\n  IdentityFile ${at("rsa")}`,
    );
    writeFileSync(at("jump"), jump);
    const args = ["-F", at("jump"), "-o", "BatchMode=yes", "-J", "web"];
    const { stdout, stderr } = await client("ssh", [...args, `root@${address}`, "python3 -c 'print(6*7)'"]);
    expect([stdout, stderr]).toEqual(["42\n", ""]);
  });

  test("Ansible pings", async () => {
    const common = ["-F", at("config"), "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"].join(" ");
    writeFileSync(
      at("hosts"),
      `python ansible_python_interpreter=/usr/bin/python3 ansible_ssh_private_key_file=${at("rsa")}\n`,
    );
    const { stdout, stderr } = await client("env", [
      // Its connections would outlast the test.
      "ANSIBLE_SSH_ARGS=-C",
      "ANSIBLE_TIMEOUT=120",
      "ansible",
      "all",
      "-i",
      at("hosts"),
      "-m",
      "ping",
      "--ssh-common-args",
      common,
    ]);
    expect(stdout + stderr).toContain('"ping": "pong"');
  });

  /** Puts programs of this machine into the instance "python", with the libraries that they load. */
  async function bringPrograms(...names: string[]): Promise<void> {
    mkdirSync(at("programs"));
    for (const name of names) {
      const path = findProgram(name) ?? "";
      const { stdout } = await runCommand("ldd", [path]);
      const libraries = [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, library = ""]) => library);
      for (const file of [path, ...libraries]) copyFileSync(file, at(`programs/${basename(file)}`));
      const loader = basename(libraries.find((library) => /\/ld-linux/.test(library)) ?? "");
      const script = `#!/bin/sh\nexec /programs/${loader} --library-path /programs /programs/${name} "$@"\n`;
      writeFileSync(at(`programs/run-${name}`), script, { mode: 0o755 });
    }
    expect(await client("scp", ["-rpq", ...options("rsa"), "programs", "python:/"])).toMatchObject({
      code: 0,
    });
    await ssh("python", names.map((name) => `cp /programs/run-${name} /usr/bin/${name}`).join("; "), "rsa");
  }

  test("rsync and the old protocol of scp work with an image that has them", async () => {
    await bringPrograms("rsync", "scp");
    mkdirSync(at("tree/below"), { recursive: true });
    for (let index = 0; index < 50; index++) writeFileSync(at(`tree/below/f${index}`), randomBytes(20_000));
    const shell = ["ssh", ...options("rsa")].join(" ");
    for (const [from, to] of [
      ["tree/", "python:/tree/"],
      ["python:/tree/", "again/"],
    ] as const) {
      expect(await client("rsync", ["-a", "-e", shell, from, to])).toMatchObject({ code: 0, stderr: "" });
    }
    expect((await client("diff", ["-r", "tree", "again"])).stdout).toBe("");
    for (const [from, to] of [
      ["large", "python:/large"],
      ["python:/large", "old"],
    ] as const) {
      expect(await client("scp", ["-Oq", ...options("rsa"), from, to])).toMatchObject({ code: 0 });
    }
    expect(readFileSync(at("old")).equals(bytes)).toBe(true);
  });

  test("a new Pod has the same host key, and the same configuration leads to it", async () => {
    const { web } = await podsByName(stack.namespace);
    await kubectl(stack.namespace, "delete", "pod", web?.metadata.name ?? "");
    expect(await stack.ec2Pods("start", "web")).toMatchObject({ code: 0 });
    expect((await podsByName(stack.namespace))["web"]?.metadata.uid).not.toBe(web?.metadata.uid);
    expect(await ssh("web", "echo here")).toMatchObject({ stdout: "here\n", stderr: "", code: 0 });
  });
});
