import { readFileSync } from "node:fs";

import { type CommandOptions, type Outcome, run } from "../tools/command";
import { processesIn } from "../tools/processes";
import { ProcessorMeter } from "./processor";
import type { Processor } from "./results";

const sampleMilliseconds = 100;

/** How a command ended, how long it took, what it used, and the peak memory of the watched process. */
export interface Timed extends Outcome {
  seconds: number;
  processor: Processor;
  peakMiB?: number;
}

/** Runs a command. Samples the memory of the process in the same folder whose command line contains `watched`. */
export async function timed(
  command: string,
  args: string[],
  { watched, ...options }: CommandOptions & { cwd: string; watched: string },
): Promise<Timed> {
  let pid: number | undefined;
  let kibibytes = 0;
  const meter = new ProcessorMeter(options.cwd);
  const sampler = setInterval(() => {
    meter.sample();
    pid ??= processesIn(options.cwd).find(({ command }) => command.includes(watched))?.pid;
    const now = pid === undefined ? undefined : peakMemory(pid);
    // Short-lived processes have the word in their command line as well.
    if (now === undefined) pid = undefined;
    else kibibytes = Math.max(kibibytes, now);
  }, sampleMilliseconds);
  const began = performance.now();
  try {
    const outcome = await run(command, args, options);
    const seconds = (performance.now() - began) / 1000;
    return {
      ...outcome,
      seconds,
      processor: meter.total(),
      peakMiB: kibibytes > 0 ? kibibytes / 1024 : undefined,
    };
  } finally {
    clearInterval(sampler);
  }
}

function peakMemory(pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes);
  } catch {
    return undefined;
  }
}
