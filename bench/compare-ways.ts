import { processorSeconds } from "./processor";
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

async function costOf({ pid, run }: Way): Promise<Cost> {
  const [cpu, began] = [pid && processorSeconds(pid), performance.now()];
  await run();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, cpuSeconds: pid && cpu !== undefined ? (processorSeconds(pid) ?? cpu) - cpu : undefined };
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
