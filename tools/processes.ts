import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** The processes whose folder this is, with their command lines; only Linux tells. */
export function processesIn(folder: string): { pid: number; command: string }[] {
  if (!existsSync("/proc/self/cwd")) return [];
  return readdirSync("/proc").flatMap((name) => {
    try {
      if (!/^\d+$/.test(name) || readlinkSync(`/proc/${name}/cwd`) !== folder) return [];
      return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, "utf8") }];
    } catch {
      // It has ended already.
      return [];
    }
  });
}

/** Kills processes at once; one that has just ended by itself is no error. */
export function killAtOnce(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
