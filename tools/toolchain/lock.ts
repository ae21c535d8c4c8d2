import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { kernelFields } from "../processes";

/**
 * When a process started, in clock ticks; undefined if it has ended.
 *
 * This tells it from a later process with the same id.
 */
export function startTimeOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
  }
  try {
    return kernelFields(pid)[19];
  } catch {
    return "unknown";
  }
}

interface Holder {
  pid: number;
  startTime: string | undefined;
}

/** Runs `work` while it holds a lock file. Takes over the lock of a process that has ended. */
export async function withLock<T>(path: string, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; !take(path); tries++) {
    // The first try may only have removed the lock of a process that has ended.
    if (tries === 1) onWait?.();
    await pause(200);
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
    // A link, so that no process ever reads a lock that isn't written yet.
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

/** Removes the lock of a process that has ended. Puts it back if another process has taken it in the meantime. */
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
