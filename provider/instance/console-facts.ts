import type { Cluster } from "../cluster/cluster";
import type { Pod } from "../cluster/objects";
import { defined } from "../common/values";
import { powerOf } from "../user-data/supervisor";
import { userDataExitStatus } from "../user-data/user-data";
import { awaitsUserData } from "./launch";
import { toState } from "./model";
import type { InstanceInputs, InstanceState } from "./model";
import { containerName, ranUserData } from "./pod";
import { isPending, statusOf, wasRestarted } from "./pod-status";
import { report } from "./report";

/** EC2 keeps this much of a console. */
const consoleCharacters = 65_536;

/** The state of an instance in this Pod. */
export async function settled(
  cluster: Cluster,
  inputs: InstanceInputs,
  pod: Pod,
  { olds }: { olds?: InstanceState },
): Promise<InstanceState> {
  const namespace = pod.metadata?.namespace ?? "default";
  const isNew = isPending(pod);
  const known = isNew ? undefined : olds?.userDataExitStatus;
  const exitStatus = awaitsUserData(inputs, pod, defined({ olds })) ? 0 : known;
  const console = inputs.getConsoleOutput ? await readable(cluster, pod) : undefined;
  return {
    ...toState(inputs, { namespace, ...statusOf(pod, inputs.instanceState === "stopped") }),
    ...defined({ userDataExitStatus: exitStatus, consoleOutput: console?.slice(-consoleCharacters) }),
  };
}

/** What only the console shows, as far as it is asked for or not known yet. */
export async function consoleFacts(
  cluster: Cluster,
  pod: Pod,
  state: InstanceState,
): Promise<Partial<InstanceState>> {
  const isStale = wasRestarted(pod);
  const isMissing = ranUserData(pod) && (state.userDataExitStatus === undefined || isStale);
  if (!state.getConsoleOutput && !isMissing) return {};
  const console = await readable(cluster, pod);
  if (console === undefined) return {};
  const exitStatus = isMissing ? userDataExitStatus(console) : undefined;
  const runsAgain = isMissing && isStale && exitStatus === undefined;
  const isOff = powerOf(console) !== undefined;
  if (runsAgain) {
    const now = isOff ? "runs again when it starts" : "is running again";
    report(state, `its node restarted its container, so its disk is new: user data ${now}`);
  }
  return {
    ...(runsAgain && !isOff ? { userDataExitStatus: undefined } : {}),
    ...defined({
      userDataExitStatus: exitStatus,
      consoleOutput: state.getConsoleOutput ? console.slice(-consoleCharacters) : undefined,
    }),
  };
}

/** The console; undefined if it can't be read, because the container waits or its node doesn't answer. */
const readable = (cluster: Cluster, pod: Pod): Promise<string | undefined> =>
  cluster.console(pod, containerName).catch(() => undefined);
