import { readFileSync } from "node:fs";

import { spread } from "./statistics";

interface Cost {
  seconds: number;
  /** Of one process. */
  cpuSeconds?: number | undefined;
}

/** One way to do the same work, and the process whose processor time counts. */
export interface Way {
  pid?: number | undefined;
  run(): Promise<unknown>;
}

/** Processor time of a process in seconds. Linux only. */
function cpuSeconds(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function costOf({ pid, run }: Way): Promise<Cost> {
  const [cpu, began] = [cpuSeconds(pid), performance.now()];
  await run();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, cpuSeconds: cpu === undefined ? undefined : (cpuSeconds(pid) ?? cpu) - cpu };
}

/**
 * Prints a table of two ways to do each work. They take turns, so that both meet the same conditions; the first turn only warms
 * up.
 */
export async function compareWays(
  names: readonly [string, string],
  works: Record<string, readonly [Way, Way]>,
  turns: number,
): Promise<void> {
  console.log(`| work | ${names.join(" | ")} | ratio of time | ratio of CPU |`);
  console.log("| --- | --- | --- | --- | --- |");
  for (const [work, ways] of Object.entries(works)) {
    const costs: [Cost[], Cost[]] = [[], []];
    for (let turn = 0; turn <= turns; turn++) {
      for (const at of [0, 1] as const) {
        const cost = await costOf(ways[at]);
        if (turn > 0) costs[at].push(cost);
      }
    }
    const [one, other] = costs.map((all) => ({
      seconds: median(all.map(({ seconds }) => seconds)) ?? NaN,
      cpuSeconds: median(all.flatMap((cost) => cost.cpuSeconds ?? [])),
    })) as [Cost, Cost];
    const ratios = [ratio(one.seconds, other.seconds), ratio(one.cpuSeconds, other.cpuSeconds)];
    console.log(`| ${[work, inWords(one), inWords(other), ...ratios].join(" | ")} |`);
  }
}

const median = (values: number[]): number | undefined => spread(values)?.median;

const inWords = ({ seconds, cpuSeconds: cpu }: Cost): string =>
  `${seconds.toFixed(3)} s${cpu === undefined ? "" : `, CPU ${cpu.toFixed(2)} s`}`;

/** Empty for times too short to be measured. */
const ratio = (one: number | undefined, other: number | undefined): string =>
  one !== undefined && other ? (one / other).toFixed(2) : "";
