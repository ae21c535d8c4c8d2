import type { Cluster } from "../cluster/cluster";
import type { Pod } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { defined } from "../common/values";
import { onLine, powerOf } from "../user-data/supervisor";
import { userDataExitStatus } from "../user-data/user-data";
import { hasFailedToBoot } from "./effects";
import { toState } from "./model";
import type { InstanceInputs, InstanceState, PodInputs } from "./model";
import { containerName, ranUserData } from "./pod";
import { hasNewDisk, isPending, statusOf } from "./pod-status";
import { isMachine } from "./power";
import { domainIn } from "./private-dns";
import { report } from "./report";
import { canceled, untilReady, WaitError } from "./wait";

/** EC2 keeps this much of a console. */
const consoleCharacters = 65_536;

/** Whether the instance counts as up only after its user data has run: on a new disk, or after a first boot that failed. */
export const awaitsUserData = (
  inputs: InstanceInputs,
  pod: Pod,
  { olds }: { olds?: InstanceState },
): boolean =>
  inputs.waitForUserData === true &&
  ranUserData(pod) &&
  (isPending(pod) || hasFailedToBoot(olds ?? {}) || ranNever(pod, olds));

/** Waits until the first boot on this disk has ended. It starts over if the node restarts the container meanwhile. */
export async function untilUserDataRan(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  limit: number,
): Promise<void> {
  const began = Date.now();
  const signal = AbortSignal.any([runEnds, AbortSignal.timeout(Math.max(0, limit))]);
  // A machine that was off and starts on a new disk says so before its first boot.
  const look = (line: string) =>
    userDataExitStatus(line) ?? (isPending(pod) ? interruptionIn(line) : undefined);
  let end: ReturnType<typeof look>;
  while (end === undefined) {
    end = await cluster.followConsole(pod, containerName, signal, look, { goesOn: isMachine });
    if (end !== undefined) break;
    if (runEnds.aborted) throw canceled();
    if (signal.aborted) {
      throw new WaitError(
        "its user data is still running",
        'Raise timeouts.create, for example "10m", or set waitForUserData to false',
      );
    }
    await untilReady(cluster, pod, limit - (Date.now() - began), (line) => report(inputs, line));
  }
  if (end === 0) return;
  if (typeof end === "number") {
    throw new WaitError(
      `its user data ended with exit status ${end}`,
      "Fix userData; its output is in /var/log/cloud-init-output.log and on the console",
    );
  }
  throw new WaitError(
    `its user data never ended, because the instance ${end}`,
    "Shut down or reboot at the end of userData only, or set waitForUserData to false",
  );
}

/** True if user data hasn't been seen to end on the disk in this Pod, which isn't the one that the Pod was launched with. */
const ranNever = (pod: Pod, olds: InstanceState | undefined): boolean =>
  olds !== undefined &&
  (hasNewDisk(pod, olds) || (olds.containerRestarts !== undefined && olds.userDataExitStatus === undefined));

const interruptions = { off: "was powered off", "shut-down": "shut itself down" };

/** What this line of the console says of a first boot that never ends. */
function interruptionIn(line: string): string | undefined {
  const off = powerOf(line);
  if (off) return interruptions[off];
  return line.trimEnd() === onLine ? "rebooted" : undefined;
}

/** The state of an instance in this Pod. */
export async function settled(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  { olds }: { olds?: InstanceState },
): Promise<InstanceState> {
  const namespace = pod.metadata?.namespace ?? "default";
  const isStopped = inputs.instanceState === "stopped";
  const isNew = isPending(pod);
  const isNewDisk = olds !== undefined && hasNewDisk(pod, olds);
  const known = isNew || isNewDisk ? undefined : olds?.userDataExitStatus;
  const hasRun = !isStopped && awaitsUserData(inputs, pod, defined({ olds }));
  if (isNewDisk) reportNewDisk(inputs, pod, hasRun ? "ran again" : "runs again");
  const console = inputs.getConsoleOutput ? await readable(cluster, pod) : undefined;
  const status = statusOf(pod, isStopped);
  const podInputs = { ...inputs.pod, clusterDomain: domainIn(status.privateDns) };
  return {
    ...toState({ ...inputs, pod: defined(podInputs) as PodInputs }, { namespace, ...status }),
    ...defined({
      userDataExitStatus: hasRun ? 0 : known,
      consoleOutput: console?.slice(-consoleCharacters),
    }),
  };
}

/** What only the console shows, as far as it is asked for or not known yet. */
export async function consoleFacts(
  cluster: Cluster,
  pod: Pod,
  state: InstanceState,
): Promise<Partial<InstanceState>> {
  const isNewDisk = hasNewDisk(pod, state);
  const isMissing = ranUserData(pod) && (state.userDataExitStatus === undefined || isNewDisk);
  const console = state.getConsoleOutput || isMissing ? await readable(cluster, pod) : undefined;
  const exitStatus = isMissing ? userDataExitStatus(console ?? "") : undefined;
  if (isNewDisk) {
    const now = powerOf(console ?? "")
      ? "runs again when it starts"
      : isMachine(pod)
        ? "is running again"
        : "runs again";
    reportNewDisk(state, pod, exitStatus === undefined ? now : "ran again");
  }
  return {
    ...(isMissing ? { userDataExitStatus: exitStatus } : {}),
    ...(state.getConsoleOutput && console !== undefined
      ? { consoleOutput: console.slice(-consoleCharacters) }
      : {}),
  };
}

/** Says what a restart of the container by its node cost, which changes nothing else of the instance. */
const reportNewDisk = (inputs: Pick<InstanceInputs, "name">, pod: Pod, userData: string): void =>
  report(
    inputs,
    `its node restarted its container, so its disk is new${ranUserData(pod) ? `: user data ${userData}` : ""}`,
  );

/** The console; undefined if it can't be read, because the container waits or its node doesn't answer. */
const readable = (cluster: Cluster, pod: Pod): Promise<string | undefined> =>
  cluster.console(pod, containerName).catch(() => undefined);
