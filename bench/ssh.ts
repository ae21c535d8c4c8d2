// npx ts-node -T bench/ssh.ts [turns]: compares ssh through "ec2-pods tunnel" with "kubectl exec" on the local cluster.
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, writeFileSync } from "node:fs";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { join } from "node:path";

import { hostKeyOf } from "../provider/access/ssh/openssh-key";
import { runScript } from "../tools/script";
import { inAccessWorld, megabytes } from "./access-world";
import { compareWays } from "./compare-ways";

/** Runs a command with a file as its input or none, and without its output. */
async function run([command = "", ...args]: string[], input = "/dev/null"): Promise<void> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  createReadStream(input).pipe(child.stdin.on("error", () => undefined));
  child.stdout.pipe(createWriteStream("/dev/null"));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`"${command} ${args.join(" ")}" ended with exit code ${code}.`);
}

async function compare([turns = "7"]: string[]): Promise<void> {
  const { privateKey, publicKey } = hostKeyOf(randomBytes(32), "");
  await inAccessWorld(async ({ folder, address, kubectl, pod }) => {
    const key = join(folder, "key");
    writeFileSync(key, privateKey, { mode: 0o600 });
    const big = join(folder, "big");
    writeFileSync(big, randomBytes(megabytes << 20));
    const settings = {
      IdentityFile: key,
      UserKnownHostsFile: "/dev/null",
      StrictHostKeyChecking: "no",
      LogLevel: "ERROR",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    const ssh = (command: string) => ["ssh", ...options, `root@${address}`, command];
    const exec = (command: string) => [...kubectl, "exec", "-i", pod, "--", "sh", "-c", command];
    const ways = (command: string, input?: string) =>
      [{ run: () => run(ssh(command), input) }, { run: () => run(exec(command), input) }] as const;
    const works = {
      "one command": ways("true"),
      [`${megabytes} MiB from the instance`]: ways("cat /srv/big"),
      [`${megabytes} MiB to the instance`]: ways(`test "$(wc -c)" = ${megabytes << 20}`, big),
    };
    await compareWays(["ssh", "kubectl exec"], works, Number(turns));
  }, publicKey);
}

runScript(compare);
