import { spawn } from "node:child_process";
import { once } from "node:events";

import { pulumiToolchain } from "../../tools/toolchain/pulumi";
import type { TestStack } from "./stack";

/** Starts a command of the CLI like a shell in a terminal: in a process group of its own, which Ctrl-C interrupts. */
export async function foreground(stack: TestStack, ...args: string[]) {
  const { bin } = await pulumiToolchain();
  const child = spawn(bin, [...args, "--yes", "--skip-preview", "--non-interactive"], {
    cwd: stack.folder,
    env: await stack.environment(),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const closed = once(child, "close") as Promise<[number | null]>;
  return {
    /** Interrupts it like Ctrl-C in a terminal. */
    interrupt(): void {
      process.kill(-child.pid!, "SIGINT");
    },
    /** Waits until it has ended. */
    async ended(): Promise<{ code: number | null; output: string }> {
      const [code] = await closed;
      return { code, output };
    },
  };
}
