import { setTimeout as pause } from "node:timers/promises";

import { groupedBy } from "../../common/lists";
import type { InstanceSummary } from "../instances/instance-summary";
import { attemptCommand, attemptsIn } from "./attempts";
import type { Attempt, Target } from "./attempts";
import { countCommand, countsIn, datagramCommand, outcomeOf } from "./datagrams";
import type { Counts } from "./datagrams";
import type { Trial } from "./reach-plan";
import { keyOfTarget, targetsOf, uniqueTargets } from "./reach-results";
import type { Attempts } from "./reach-results";

/** Runs a command in an instance. It never rejects: what a command printed counts also if it failed. */
export type RunIn = (
  instance: InstanceSummary,
  command: string[],
) => Promise<{ printed: string; failure?: string }>;

/** A failure ends the attempts of an instance: what it runs may go on, and further ones would meet the same. */
export function untilFailure(runIn: RunIn): RunIn {
  const failures = new Map<string, string>();
  return async (instance, command) => {
    const known = failures.get(instance.id);
    if (known !== undefined) return { printed: "", failure: known };
    const result = await runIn(instance, command);
    if (result.failure !== undefined) failures.set(instance.id, result.failure);
    return result;
  };
}

/** Instances in which, or to which, attempts run at the same time. */
const atOnce = 8;

async function inParallel<T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].values();
  const work = async () => {
    for (const item of waiting) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Attempts of one command, which ends long before the limit of a command and stays below that of a command line. */
const mostTargets = 256;

/** Tries the TCP ports of trials. Returns the attempts by the id of their source. */
export async function connectionAttempts(
  trials: readonly Trial[],
  runIn: RunIn,
): Promise<Map<string, Attempts>> {
  const attempts = new Map<string, Attempts>();
  const sources = new Map(trials.map(({ from }) => [from.id, from]));
  const trialsOf = groupedBy(trials, ({ from }) => [from.id]);
  await inParallel(sources, async ([id, source]) => {
    const some = trialsOf.get(id) ?? [];
    const targets = uniqueTargets(some.flatMap(targetsOf).filter(({ protocol }) => protocol === "tcp"));
    const results = await connectionsFrom(source, targets, runIn);
    attempts.set(id, new Map(results.map((each) => [keyOfTarget(each), each])));
  });
  return attempts;
}

async function connectionsFrom(
  source: InstanceSummary,
  targets: readonly Target[],
  runIn: RunIn,
): Promise<Attempt[]> {
  const results: Attempt[] = [];
  for (let first = 0; first < targets.length; first += mostTargets) {
    const some = targets.slice(first, first + mostTargets);
    const { printed, failure } = await runIn(source, attemptCommand(some));
    results.push(...attemptsIn(printed, some, failure));
  }
  return results;
}

/**
 * Tries the UDP ports of trials. Those of one instance follow each other: what its kernel counts has no source.
 *
 * Returns the attempts by the id of their source.
 */
export async function datagramAttempts(
  trials: readonly Trial[],
  runIn: RunIn,
): Promise<Map<string, Attempts>> {
  const attempts = new Map<string, Map<string, Attempt>>();
  await inParallel(
    groupedBy(trials, ({ to }) => [to.id]),
    async ([, some]) => {
      for (const trial of some) {
        const known = attempts.get(trial.from.id) ?? new Map<string, Attempt>();
        attempts.set(trial.from.id, known);
        const targets = targetsOf(trial).filter(
          (target) => target.protocol === "udp" && !known.has(keyOfTarget(target)),
        );
        for (const each of await datagramsOf(trial, targets, runIn)) known.set(keyOfTarget(each), each);
      }
    },
  );
  return attempts;
}

/** All ports at once: if nothing arrives, none of them is open. */
async function datagramsOf(trial: Trial, targets: readonly Target[], runIn: RunIn): Promise<Attempt[]> {
  if (targets.length === 0) return [];
  const together = await burstTo(trial, targets, runIn);
  const isClear = targets.length === 1 || together.outcome === "blocked" || together.outcome === "error";
  if (isClear) return targets.map((target) => ({ ...target, ...together }));
  const results: Attempt[] = [];
  for (const target of targets) results.push({ ...target, ...(await burstTo(trial, [target], runIn)) });
  return results;
}

type Result = Pick<Attempt, "outcome" | "detail">;

/** Milliseconds in which datagrams that were sent arrive. */
const flight = 500;

async function burstTo({ from, to }: Trial, targets: readonly Target[], runIn: RunIn): Promise<Result> {
  const before = await countsOf(to, runIn);
  if (typeof before === "string") return { outcome: "error", detail: before };
  const { printed, failure } = await runIn(from, datagramCommand(targets));
  const said = printed.trim();
  if (said !== "sent") {
    const detail = said === "none" ? "its image has none of bash, python3, perl and tftp" : (failure ?? said);
    return { outcome: "error", detail: detail || "the attempt printed no result" };
  }
  await pause(flight);
  const after = await countsOf(to, runIn);
  if (typeof after === "string") return { outcome: "error", detail: after };
  return { outcome: outcomeOf(before, after), detail: "" };
}

/** The counts of an instance, or why they can't be read. */
async function countsOf(instance: InstanceSummary, runIn: RunIn): Promise<Counts | string> {
  const { printed, failure } = await runIn(instance, countCommand);
  return countsIn(printed) ?? failure ?? `/proc/net of ${instance.name} can't be read by cat`;
}
