import { setTimeout as pause } from "node:timers/promises";

import { groupedBy } from "../../common/lists";
import type { InstanceSummary } from "../instances/instance-summary";
import { attemptCommand, attemptsIn } from "./attempts";
import type { Attempt, Target } from "./attempts";
import { countCommand, countsIn, datagramCommand, outcomeOf } from "./datagrams";
import type { Counts } from "./datagrams";
import type { Trial } from "./reach-plan";
import { keyOfTarget, targetsOf } from "./reach-results";
import type { Attempts } from "./reach-results";

/** Runs a command in an instance. It never rejects: what a command printed counts also if it failed. */
export type RunIn = (
  instance: InstanceSummary,
  command: string[],
  milliseconds?: number,
) => Promise<{ printed: string; failure?: string }>;

/** Called after each instance from which, or to which, all attempts of a protocol were made. */
export type Tell = (line: string) => void;

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

/** An attempt to make. */
interface Shot {
  from: InstanceSummary;
  to: InstanceSummary;
  target: Target;
}

/** What to try by a protocol, each once, in lists by the id of an instance. */
function shotsBy(side: "from" | "to", protocol: Target["protocol"], trials: readonly Trial[]): Shot[][] {
  const all = trials.flatMap((trial) =>
    targetsOf(trial)
      .filter((target) => target.protocol === protocol)
      .map((target): [string, Shot] => [`${trial.from.id} ${keyOfTarget(target)}`, { ...trial, target }]),
  );
  return [...groupedBy(new Map(all).values(), (shot) => [shot[side].id]).values()];
}

/** Attempts by the id of their source, and by their target. */
type AttemptsFrom = Map<string, Map<string, Attempt>>;

function note(attempts: AttemptsFrom, { from }: Pick<Shot, "from">, attempt: Attempt): void {
  const known = attempts.get(from.id) ?? new Map<string, Attempt>();
  attempts.set(from.id, known.set(keyOfTarget(attempt), attempt));
}

/** Attempts of one command, which ends long before the limit of a command and stays below that of a command line. */
const mostTargets = 256;

/** Tries the TCP ports of trials. Returns the attempts by the id of their source. */
export async function connectionAttempts(
  trials: readonly Trial[],
  runIn: RunIn,
  tell: Tell,
): Promise<ReadonlyMap<string, Attempts>> {
  const attempts: AttemptsFrom = new Map();
  const shotsFrom = shotsBy("from", "tcp", trials);
  await inParallel(shotsFrom, async (shots) => {
    for (let first = 0; first < shots.length; first += mostTargets)
      await connect(shots.slice(first, first + mostTargets), runIn, attempts);
    tell(`tested TCP from instance ${attempts.size} of ${shotsFrom.length}`);
  });
  return attempts;
}

/** Tries some targets from one instance. */
async function connect(shots: readonly Shot[], runIn: RunIn, attempts: AttemptsFrom): Promise<void> {
  const [shot] = shots;
  if (!shot) return;
  const targets = shots.map(({ target }) => target);
  const { printed, failure } = await runIn(shot.from, attemptCommand(targets));
  for (const attempt of attemptsIn(printed, targets, failure)) note(attempts, shot, attempt);
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
  tell: Tell,
): Promise<ReadonlyMap<string, Attempts>> {
  const attempts: AttemptsFrom = new Map();
  const shotsTo = shotsBy("to", "udp", trials);
  for (const [index, shots] of shotsTo.entries()) {
    await settle(shots, runIn, (shot, result) => note(attempts, shot, { ...shot.target, ...result }));
    tell(`tested UDP to instance ${index + 1} of ${shotsTo.length}`);
  }
  return attempts;
}

type Result = Pick<Attempt, "outcome" | "detail">;

/** Bursts that are sent together: an instance sends one after the other, and tftp needs a process for each datagram. */
const mostShots = 64;

/** What to try at one instance: all at once, and by halves as long as anything arrives. */
async function settle(
  shots: readonly Shot[],
  runIn: RunIn,
  tell: (shot: Shot, result: Result) => void,
): Promise<void> {
  const [first] = shots;
  if (!first) return;
  const { to } = first;
  const result = shots.length > mostShots ? undefined : await watched(to, runIn, () => volley(shots, runIn));
  if (result?.outcome === "blocked") return shots.forEach((shot) => tell(shot, result));
  if (result && shots.length === 1) return tell(first, await confirmed(to, runIn, result));
  const middle = Math.ceil(shots.length / 2);
  await settle(shots.slice(0, middle), runIn, tell);
  await settle(shots.slice(middle), runIn, tell);
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
