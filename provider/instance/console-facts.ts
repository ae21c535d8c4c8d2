import type { Cluster } from "../cluster/cluster";
import type { Pod } from "../cluster/objects";
import { defined } from "../common/values";
import { userDataExitStatus } from "../user-data/user-data";
import { awaitsUserData } from "./launch";
import { toState } from "./model";
import type { InstanceInputs, InstanceState } from "./model";
import { containerName, ranUserData } from "./pod";
import { isPending, statusOf } from "./pod-status";

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
  const isMissing = state.userDataExitStatus === undefined && ranUserData(pod);
  if (!state.getConsoleOutput && !isMissing) return {};
  const console = await readable(cluster, pod);
  if (console === undefined) return {};
  return defined({
    userDataExitStatus: isMissing ? userDataExitStatus(console) : undefined,
    consoleOutput: state.getConsoleOutput ? console.slice(-consoleCharacters) : undefined,
  });
}

/** The console; undefined if it can't be read, because the container waits or its node doesn't answer. */
const readable = (cluster: Cluster, pod: Pod): Promise<string | undefined> =>
  cluster.console(pod, containerName).catch(() => undefined);
