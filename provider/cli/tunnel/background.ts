// What runs in the background outlives an installation of another release. Modules load at their first use, so what
// a connection needs is loaded with this.
import "../../access/bridge";
import "../../access/ssh/serve";
import "../../cluster/spdy";
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

import { ExplainedError } from "../../common/errors";

/** What the process in the background says once it serves. */
export interface Ready {
  text: string;
}

/** Environment variable that names the log to the process in the background. */
const logVariable = "EC2_PODS_TUNNEL_LOG";

/** The log of this process if another command has started it in the background. */
export const ownLog = (): string | undefined => process.env[logVariable];

/** Calls back if the command that started this one ends before this one serves. */
export function onDeserted(callback: () => void): void {
  if (ownLog() === undefined) return;
  if (process.connected) process.once("disconnect", callback);
  else callback();
}

/** Tells the command that started this one that it serves, and lets it go. */
export function detach(ready: Ready): void {
  process.removeAllListeners("disconnect");
  if (!process.connected) return;
  process.send?.(ready, undefined, undefined, () => {
    if (process.connected) process.disconnect();
  });
}

/** Starts this command again in the background, and answers what it says once it serves. */
export async function startInBackground(cwd: string, log: string): Promise<Ready & { pid: number }> {
  const [, main = "", ...args] = process.argv;
  const file = openSync(log, "w", 0o600);
  const child = spawn(process.execPath, [main, ...args.filter((arg) => arg !== "--daemon")], {
    cwd,
    env: { ...process.env, [logVariable]: log },
    detached: true,
    windowsHide: true,
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
