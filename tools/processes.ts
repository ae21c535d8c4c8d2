import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** All processes with their command lines, or those whose working folder this is. Only Linux shows them; elsewhere, none. */
export function processesIn(folder?: string): { pid: number; command: string }[] {
  if (!existsSync("/proc/self/cwd")) return [];
  return readdirSync("/proc").flatMap((name) => {
    try {
      if (!/^\d+$/.test(name)) return [];
      if (folder !== undefined && readlinkSync(`/proc/${name}/cwd`) !== folder) return [];
      return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, "utf8") }];
    } catch {
      // The process has ended in the meantime.
      return [];
    }
  });
}

/** What the kernel counts of a process, from its state on. Throws if the process has ended. */
export const kernelFields = (pid: number): string[] =>
  // The fields after the command's name, which can contain spaces and parentheses.
  readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];

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
