import type { Cluster } from "../cluster/cluster";
import type { Pod } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { annotationKeys, labelKeys } from "../common/names";
import { powerOf, powerSignals } from "../user-data/supervisor";
import type { Off } from "../user-data/supervisor";
import { userDataDirectory } from "../user-data/user-data";
import { containerName, userDataVersionFile } from "./pod";
import { instanceIn } from "./pod-status";
import { canceled, WaitError } from "./wait";

/** True if the instance in this Pod can be powered off and on; false for Pods of older releases. */
export const isSupervised = (pod: Pod): boolean =>
  pod.metadata?.annotations?.[annotationKeys.supervised] !== undefined;

/** True while the instance's processes, or its supervisor alone, run in this Pod. Without that, it has no disk. */
export const isMachine = (pod: Pod): boolean => instanceIn(pod)?.state?.running !== undefined;

/** True on a node that only pretends to run containers: a real one names each that it started. */
export const isSimulated = (pod: Pod): boolean => isMachine(pod) && !instanceIn(pod)?.containerID;

/**
 * Whether and how the instance in this Pod is off.
 *
 * The end of the console says it: no process of a machine that is off writes to it, and one that shut itself down has no
 * other way to tell. Throws if the console can't be read.
 */
export async function offOf(cluster: Pick<Cluster, "console">, pod: Pod): Promise<Off | undefined> {
  if (!isSupervised(pod) || !isMachine(pod)) return undefined;
  if (isSimulated(pod)) return wantsOff(pod) ? "off" : undefined;
  return powerOf(await cluster.console(pod, containerName, 1));
}

export const isOff = async (cluster: Pick<Cluster, "console">, pod: Pod): Promise<boolean> =>
  (await offOf(cluster, pod)) !== undefined;

/** True if the instance shut itself down to be terminated. */
export const isTerminated = async (cluster: Pick<Cluster, "console">, pod: Pod): Promise<boolean> =>
  pod.metadata?.annotations?.[annotationKeys.shutdownBehavior] === "terminate" &&
  (await offOf(cluster, pod)) === "shut-down";

/** Whether the instance was last told to be off. */
export const wantsOff = (pod: Pod): boolean => pod.metadata?.labels?.[labelKeys.power] === "off";

/** A merge patch that takes the name of an instance out of the cluster's DNS. */
export const offPatch = { metadata: { labels: { [labelKeys.power]: "off" } } };

/** Ends all processes of the instance in order, as a shutdown does; its Pod, address and disk stay. */
export async function powerOff(cluster: Cluster, pod: Pod, limit: number): Promise<void> {
  if (isSimulated(pod)) return;
  const signal = AbortSignal.any([runEnds, AbortSignal.timeout(limit)]);
  // The shell that sends the signal may be among the first that it ends.
  await press(cluster, pod, powerSignals.off, { signal, accepted: [0, 137, 143] });
  await untilPowered(cluster, pod, "off", { signal, look: powerOf });
}

/**
 * Boots the instance again, once its volume has this version of the user data. One that is on stays as it is.
 *
 * @param was - How it is off. Absent if that isn't known: the console of a machine that never was off may stay empty.
 */
export async function powerOn(
  cluster: Cluster,
  pod: Pod,
  limit: number,
  { was, userData }: { was?: Off | undefined; userData?: string | undefined } = {},
): Promise<void> {
  if (isSimulated(pod)) return;
  const signal = AbortSignal.any([runEnds, AbortSignal.timeout(limit)]);
  const before = userData === undefined ? "" : awaitVersion(userData);
  await press(cluster, pod, powerSignals.on, { signal, before });
  // Until then, others take it for stopped.
  const look = (line: string) => powerOf(line) !== was || undefined;
  if (was === "off") return untilPowered(cluster, pod, "on", { signal, look });
  // Its boot may have shut it down again, which looks as if it had never been on.
  const soon = AbortSignal.any([signal, AbortSignal.timeout(bootMilliseconds)]);
  if (was) await cluster.followConsole(pod, containerName, soon, look, { lines: 1 });
}

/** Milliseconds in which a machine says that it boots, unless its node is very busy. */
const bootMilliseconds = 5_000;

/** Waits until `look` finds in the last line of the console that the machine is so. */
async function untilPowered(
  cluster: Cluster,
  pod: Pod,
  power: "off" | "on",
  { signal, look }: { signal: AbortSignal; look: (line: string) => Off | true | undefined },
): Promise<void> {
  if (await cluster.followConsole(pod, containerName, signal, look, { lines: 1 })) return;
  if (runEnds.aborted) throw canceled();
  throw new WaitError(`it isn't powered ${power}`, 'Raise timeouts.update, for example "5m"');
}

/** The kubelet takes a second for it, in rare cases minutes. */
const awaitVersion = (version: string): string =>
  `turns=120; until grep -q ${version} ${userDataDirectory}/${userDataVersionFile} || [ $turns = 0 ]; do sleep 1; turns=$((turns - 1)); done; `;

async function press(
  cluster: Cluster,
  pod: Pod,
  power: string,
  { signal, before = "", accepted = [0] }: { signal: AbortSignal; before?: string; accepted?: number[] },
): Promise<void> {
  const command = `${before}kill -${power} 1`;
  const code = await cluster.execute(pod, containerName, command, signal).catch((error: unknown) => {
    throw runEnds.aborted ? canceled() : error;
  });
  if (!accepted.includes(code)) {
    throw new WaitError(
      `its supervisor can't be told: kill ended with ${code}`,
      `Make sure that the image has sh, or delete Pod ${pod.metadata?.name ?? ""} and run the same command again`,
    );
  }
}
