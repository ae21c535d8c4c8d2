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
  milliseconds?: number,
) => Promise<{ printed: string; failure?: string }>;

/** A failure ends the attempts of an instance: what it runs may go on, and further ones would meet the same. */
export function untilFailure(runIn: RunIn): RunIn {
  const failures = new Map<string, string>();
  return async (instance, ...command) => {
    const known = failures.get(instance.id);
    if (known !== undefined) return { printed: "", failure: known };
    const result = await runIn(instance, ...command);
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

/** A burst from one instance to another. */
interface Shot {
  from: InstanceSummary;
  target: Target;
}

/**
 * Tries the UDP ports of trials, one instance after the other: what its kernel counts has no source, and answers count as
 * well.
 *
 * Returns the attempts by the id of their source.
 */
export async function datagramAttempts(
  trials: readonly Trial[],
  runIn: RunIn,
): Promise<Map<string, Attempts>> {
  const attempts = new Map<string, Map<string, Attempt>>();
  const trialsOf = groupedBy(trials, ({ to }) => [to.id]);
  for (const [id, to] of new Map(trials.map((trial) => [trial.to.id, trial.to]))) {
    const shots = (trialsOf.get(id) ?? []).flatMap((trial) =>
      targetsOf(trial)
        .filter(({ protocol }) => protocol === "udp")
        .map((target): [string, Shot] => [`${trial.from.id} ${keyOfTarget(target)}`, { ...trial, target }]),
    );
    await settle(to, [...new Map(shots).values()], runIn, ({ from, target }, result) => {
      const known = attempts.get(from.id) ?? new Map<string, Attempt>();
      attempts.set(from.id, known.set(keyOfTarget(target), { ...target, ...result }));
    });
  }
  return attempts;
}

type Result = Pick<Attempt, "outcome" | "detail">;

/** Bursts that are sent together: an image with tftp needs a second for each. */
const mostShots = 64;

/** All at once, and by halves as long as anything arrives. */
async function settle(
  to: InstanceSummary,
  shots: readonly Shot[],
  runIn: RunIn,
  tell: (shot: Shot, result: Result) => void,
): Promise<void> {
  const [first] = shots;
  if (!first) return;
  const result = shots.length > mostShots ? undefined : await watched(to, runIn, () => volley(shots, runIn));
  if (result?.outcome === "blocked") return shots.forEach((shot) => tell(shot, result));
  if (result && shots.length === 1) return tell(first, await confirmed(to, runIn, result));
  const middle = Math.ceil(shots.length / 2);
  await settle(to, shots.slice(0, middle), runIn, tell);
  await settle(to, shots.slice(middle), runIn, tell);
}

/** What arrives proves nothing where as much arrives without it. */
async function confirmed(to: InstanceSummary, runIn: RunIn, result: Result): Promise<Result> {
  if (result.outcome === "error") return result;
  const idle = await watched(to, runIn, async () => undefined);
  return idle.outcome === "blocked"
    ? result
    : { outcome: "error", detail: `${to.name}: other UDP arrives there` };
}

/** Milliseconds in which datagrams that were sent arrive. */
const flight = 500;

/** What arrives at an instance meanwhile. */
async function watched(
  to: InstanceSummary,
  runIn: RunIn,
  act: () => Promise<string | undefined>,
): Promise<Result> {
  const before = await countsOf(to, runIn);
  if (typeof before === "string") return { outcome: "error", detail: before };
  const failure = await act();
  if (failure !== undefined) return { outcome: "error", detail: failure };
  await pause(flight);
  const after = await countsOf(to, runIn);
  return typeof after === "string"
    ? { outcome: "error", detail: after }
    : { outcome: outcomeOf(before, after), detail: "" };
}

/** Sends from all instances at once. Returns what went wrong in one of them. */
async function volley(shots: readonly Shot[], runIn: RunIn): Promise<string | undefined> {
  const sources = new Map(shots.map(({ from }) => [from.id, from]));
  const failures: string[] = [];
  await inParallel(sources.values(), async (from) => {
    const targets = shots.filter((shot) => shot.from.id === from.id).map(({ target }) => target);
    const { printed, failure } = await runIn(from, datagramCommand(targets));
    const said = printed.trim();
    if (said === "none")
      failures.push(`${from.name}: its image has none of bash, python3, perl, nc and tftp`);
    else if (said !== "sent") failures.push(`${from.name}: ${failure ?? (said || "nothing was sent")}`);
  });
  return failures[0];
}

/** Milliseconds in which an instance says what it has counted. */
const countLimit = 30_000;

/** The counts of an instance, or why they can't be read. */
async function countsOf(instance: InstanceSummary, runIn: RunIn): Promise<Counts | string> {
  const { printed, failure } = await runIn(instance, countCommand, countLimit);
  return countsIn(printed) ?? `${instance.name}: ${failure ?? "its image has no cat, or no /proc/net/snmp"}`;
}
