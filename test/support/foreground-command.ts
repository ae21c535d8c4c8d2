import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { root } from "../../tools/stack";
import type { TestStack } from "./stack";

/** Starts a command of the package; returns it with its output so far. */
export async function begin(
  stack: TestStack,
  ...args: string[]
): Promise<{ child: ChildProcess; stdout: Said; stderr: Said }> {
  const command = [join(root, "dist", "cli", "main.js"), ...args];
  const child = spawn(process.execPath, command, {
    cwd: stack.folder,
    env: await stack.environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { child, stdout: new Said(child.stdout), stderr: new Said(child.stderr) };
}

/** The text of a stream, now and later. */
class Said {
  text = "";
  private hasEnded = false;
  private readonly ended: Promise<void>;
  constructor(private readonly stream: NodeJS.ReadableStream) {
    stream.setEncoding("utf8").on("data", (chunk: string) => (this.text += chunk));
    this.ended = new Promise((resolve) => stream.once("end", resolve));
    void this.ended.then(() => (this.hasEnded = true));
  }

  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.text);
      if (found) return found;
      if (this.hasEnded) throw new Error(`the command ended before ${String(pattern)}: ${this.text}`);
      await Promise.race([once(this.stream, "data"), this.ended]);
    }
  }
}

export async function interrupted(child: ChildProcess): Promise<unknown> {
  const end = once(child, "exit");
  child.kill("SIGINT");
  return (await end)[0];
}
