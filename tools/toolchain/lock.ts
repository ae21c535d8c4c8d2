import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** When a process started, in clock ticks; tells a process from a later one with its number. Undefined where it's gone. */
export function startTimeOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
  }
  try {
    // The fields after the command's name, which may itself have spaces and parentheses.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19];
  } catch {
    return "unknown";
  }
}

interface Holder {
  pid: number;
  startTime: string | undefined;
}

/** Runs `work` while no other process runs work under this lock file; the lock of a dead process is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; !take(path); tries++) {
    // The first try may have done no more than to clear a dead process's lock away.
    if (tries === 1) onWait?.();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  const mine = `${path}.${process.pid}-${randomBytes(4).toString("hex")}`;
  const self: Holder = { pid: process.pid, startTime: startTimeOf(process.pid) };
  writeFileSync(mine, JSON.stringify(self));
  try {
    // A link, so that nobody ever reads a lock that is not written yet.
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (!isHeld(path)) discard(path, mine);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Takes a dead process's lock away; one that someone took in the meantime goes back. */
function discard(path: string, scratch: string): void {
  try {
    renameSync(path, scratch);
    if (isHeld(scratch)) linkSync(scratch, path);
  } catch (error) {
    if (!["ENOENT", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

function isHeld(path: string): boolean {
  try {
    const { pid, startTime } = JSON.parse(readFileSync(path, "utf8")) as Holder;
    return startTime !== undefined && startTimeOf(pid) === startTime;
  } catch {
    return false;
  }
}
