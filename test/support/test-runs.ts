import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { progress } from "../../tools/progress";
import { cacheDir } from "../../tools/toolchain/cache";
import { startTimeOf } from "../../tools/toolchain/lock";

/** The runs of jest that use the local cluster of this cache. */
const folder = () => join(cacheDir(), "test-runs");

/** The file of a run, which no later process has. */
const fileOf = (pid: number): string => `${pid}-${startTimeOf(pid) ?? "ended"}`;

/** Notes that this run is about to use the cluster. */
export function beginRun(): void {
  mkdirSync(folder(), { recursive: true });
  writeFileSync(join(folder(), fileOf(process.pid)), "");
}

export const endRun = (): void => rmSync(join(folder(), fileOf(process.pid)), { force: true });

/** Waits until no other run uses the cluster, which this one is about to take down. */
export async function untilOthersEnd(): Promise<void> {
  for (let isFirst = true; isUsed(); isFirst = false) {
    if (isFirst) progress("waiting for the other run of the tests that uses the cluster");
    await pause(1000);
  }
}

const isUsed = (): boolean =>
  readdirSync(folder()).some((file) => file === fileOf(Number.parseInt(file, 10)));
