import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

import { ExplainedError } from "../../common/errors";

/** What the process in the background says once it serves. */
export interface Ready {
  text: string;
}

/** Whether another command has started this one in the background. */
export const isInBackground = (): boolean => process.send !== undefined;

/** Tells the command that started this one that it serves, and lets it go. */
export function detach(ready: Ready): void {
  process.send?.(ready, undefined, undefined, () => process.disconnect());
}

/** Starts this command again in the background, and answers what it says once it serves. */
export async function startInBackground(cwd: string, log: string): Promise<Ready & { pid: number }> {
  const [, main = "", ...args] = process.argv;
  const file = openSync(log, "w", 0o600);
  const child = spawn(process.execPath, [main, ...args.filter((arg) => arg !== "--daemon")], {
    cwd,
    detached: true,
    stdio: ["ignore", file, file, "ipc"],
  });
  closeSync(file);
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Ready));
    child.once("error", reject);
    child.once("exit", () => {
      const text = readFileSync(log, "utf8").trim();
      reject(new ExplainedError(`the process in the background ended: ${text}`));
    });
  });
  child.unref();
  if (child.connected) child.disconnect();
  return { ...ready, pid: child.pid ?? 0 };
}
