import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Processes whose working folder this is, with their command lines. Only Linux shows them; elsewhere, none. */
export function processesIn(folder: string): { pid: number; command: string }[] {
  if (!existsSync("/proc/self/cwd")) return [];
  return readdirSync("/proc").flatMap((name) => {
    try {
      if (!/^\d+$/.test(name) || readlinkSync(`/proc/${name}/cwd`) !== folder) return [];
      return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, "utf8") }];
    } catch {
      // The process has ended in the meantime.
      return [];
    }
  });
}

/** Sends SIGKILL to processes. One that has already ended isn't an error. */
export function killAtOnce(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
