import type { Cluster } from "../cluster/cluster";
import type { Pod } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { annotationKeys } from "../common/names";
import { offLine, powerSignals } from "../user-data/supervisor";
import { userDataDirectory } from "../user-data/user-data";
import { containerName, userDataVersionFile } from "./pod";
import { readiness } from "./pod-status";
import { canceled, WaitError } from "./wait";

/** True if the instance in this Pod can be powered off and on; false for Pods of older releases. */
export const isSupervised = (pod: Pod): boolean =>
  pod.metadata?.annotations?.[annotationKeys.supervised] !== undefined;

/** True on a node that only pretends to run containers: a real one names each that it started. */
export const isSimulated = ({ status }: Pod): boolean =>
  status?.containerStatuses?.every(({ containerID }) => !containerID) ?? true;

/**
 * Whether the instance in this Pod is powered off.
 *
 * The end of the console says it: no process of a machine that is off writes to it, and one that shut itself down has no
 * other way to tell.
 */
export async function isOff(cluster: Pick<Cluster, "console">, pod: Pod): Promise<boolean> {
  if (!isSupervised(pod) || readiness(pod).state !== "ready") return false;
  if (isSimulated(pod)) return pod.metadata?.annotations?.[annotationKeys.power] === "off";
  return endsOff(await cluster.console(pod, containerName, 1));
}

const endsOff = (console: string): boolean => console.trimEnd().endsWith(offLine);

/** Ends all processes of the instance in order, as a shutdown does; its Pod, address and disk stay. */
export async function powerOff(cluster: Cluster, pod: Pod, limit: number): Promise<void> {
  if (isSimulated(pod)) return record(cluster, pod, "off");
  await press(cluster, pod, powerSignals.off);
  const signal = AbortSignal.any([runEnds, AbortSignal.timeout(limit)]);
  const look = (text: string) => endsOff(text) || undefined;
  const isEnded = await cluster.followConsole(pod, containerName, signal, look, 1);
  if (isEnded) return;
  if (runEnds.aborted) throw canceled();
  throw new WaitError("it isn't powered off", 'Raise timeouts.update, for example "5m"');
}

/** Boots the instance again, once its volume has this version of the user data. */
export async function powerOn(cluster: Cluster, pod: Pod, userData?: string): Promise<void> {
  if (isSimulated(pod)) return record(cluster, pod, null);
  await press(cluster, pod, powerSignals.on, userData === undefined ? "" : awaitVersion(userData));
}

/** The kubelet takes a second for it, in rare cases minutes. */
const awaitVersion = (version: string): string =>
  `turns=120; until grep -q ${version} ${userDataDirectory}/${userDataVersionFile} || [ $turns = 0 ]; do sleep 1; turns=$((turns - 1)); done; `;

async function record(cluster: Cluster, pod: Pod, power: "off" | null): Promise<void> {
  await cluster.patchPod(pod, { metadata: { annotations: { [annotationKeys.power]: power } } });
}

/** The shell that sends the signal may be among the first that it ends. */
const ended = [0, 137, 143];

async function press(cluster: Cluster, pod: Pod, signal: string, before = ""): Promise<void> {
  const code = await cluster.execute(pod, containerName, `${before}kill -${signal} 1`);
  if (!ended.includes(code)) throw new WaitError(`its supervisor can't be told: kill ended with ${code}`);
}
