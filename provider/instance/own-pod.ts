import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { Pod } from "../cluster/objects";
import { annotationKeys } from "../common/names";
import { decodeUserData, userDataFile } from "../user-data/user-data";
import type { InstanceInputs, InstanceState } from "./model";
import { imageOf, ranUserData } from "./pod";
import { currentPod, isPending } from "./pod-status";

type Launched = Pick<InstanceInputs, "pod" | "instanceType" | "userData" | "userDataBase64">;

/** Whether the instance has had a Pod. */
export const hadDisk = (olds: InstanceState | undefined): boolean =>
  Boolean(olds?.podName) || olds?.userDataExitStatus !== undefined;

/**
 * The Pod that an operation goes on with: that of the state, or another one that is as the program says or has said. What a
 * killed update has left may be as a program said that was reverted or edited since.
 */
export async function ownPod(
  cluster: Cluster,
  pods: Pod[],
  inputs: InstanceInputs,
  olds: InstanceState | undefined,
): Promise<Pod | undefined> {
  const isOwn = async (pod: Pod): Promise<boolean> => {
    if (!olds || pod.metadata?.name === olds.podName || (await isLaunchedBy(cluster, pod, inputs)))
      return true;
    // The first launch of a machine that was created stopped: nothing is lost with it.
    if (isPending(pod) && !hadDisk(olds)) return false;
    return isLaunchedBy(cluster, pod, olds);
  };
  const own = await Promise.all(pods.map(isOwn));
  return currentPod(
    pods.filter((_, index) => own[index]),
    olds,
  );
}

/** Whether a Pod was launched with the image, the type and the user data of these inputs. */
export async function isLaunchedBy(cluster: Cluster, pod: Pod, inputs: Launched): Promise<boolean> {
  const { annotations } = pod.metadata ?? {};
  const userData = decodeUserData(inputs);
  const isAlike =
    imageOf(pod) === inputs.pod.image &&
    annotations?.[annotationKeys.instanceType] === inputs.instanceType &&
    ranUserData(pod) === (userData !== undefined);
  // What a machine gets later isn't what it was launched with, and has not run.
  if (!isAlike || !userData || annotations?.[annotationKeys.userData]) return isAlike;
  return hasUserData(cluster, pod, userData);
}

/** Whether the Secret of a Pod has this user data. The API server compares it: you needn't have the right to read Secrets. */
async function hasUserData(cluster: Cluster, { metadata }: Pod, userData: Buffer): Promise<boolean> {
  const { namespace = "default", name = "" } = metadata ?? {};
  const test = [{ op: "test", path: `/data/${userDataFile}`, value: userData.toString("base64") }];
  try {
    await cluster.patchObject("secrets", namespace, name, test);
    return true;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    // 404: it has no Secret yet, and gets one with the user data of now.
    if (error.status === 404) return true;
    if (error.status === 422) return false;
    throw error;
  }
}
