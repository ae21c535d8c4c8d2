import { unmarkAfterSave } from "../cluster/after-save";
import type { Cluster } from "../cluster/cluster";
import { markedObjects } from "../cluster/marked";
import { isOver } from "../cluster/objects";
import type { Pod } from "../cluster/objects";
import { besideRun } from "../cluster/run";
import { unlessRefused } from "../cluster/tolerate";
import { ownerHash } from "../common/names";
import { claimsOf, outlivingPatch } from "./block-devices";
import type { InstanceInputs, InstanceState } from "./model";
import { launchedPatch } from "./pod";
import { isPending } from "./pod-status";

/** Removes the mark of an unsaved launch. A kill before that leaves it, and the next run recognizes the Pod by it. */
export function unmarkOnceSaved(
  cluster: Cluster,
  { project, stack, instanceId }: InstanceInputs,
  pod: Pod,
  isRemount = false,
): void {
  if (!isPending(pod)) return;
  const { namespace = "default", name = "", uid = "" } = pod.metadata ?? {};
  unmarkAfterSave(cluster, {
    ...{ project, stack, id: instanceId, kind: "pods", metadata: { namespace, name, uid } },
    // The state of a run that mounts a volume later names the Pod before this one.
    ...(!isRemount && { podName: name }),
    patch: launchedPatch(pod),
  });
}

/** The same at once, for a Pod that the state has: an engine that was killed left the mark. */
export async function unmarkSaved(cluster: Cluster, pod: Pod): Promise<void> {
  if (!isPending(pod)) return;
  const { namespace = "default" } = pod.metadata ?? {};
  await unlessRefused(async () => {
    // They may still go with the Pod.
    const claims = await Promise.all(claimsOf(pod).map((name) => cluster.claim(namespace, name)));
    await Promise.all(claims.map((claim) => claim && cluster.patchClaim(claim, outlivingPatch)));
    await cluster.patchPod(pod, launchedPatch(pod));
  });
}

/** The same for an instance that doesn't change, beside the run, because nothing else reads its Pod. */
export function unmarkStored(
  locate: () => Promise<{ cluster: Cluster; namespace: string }>,
  { project, stack, podName }: InstanceState,
): void {
  if (!podName) return;
  const unmark = async () => {
    const { cluster, namespace } = await locate();
    const marked = await markedObjects(cluster, "pods", namespace, ownerHash({ project, stack }));
    const pod = marked.has(podName) ? await cluster.pod(namespace, podName) : undefined;
    if (pod && !isOver(pod)) await unmarkSaved(cluster, pod);
  };
  // The next run tries it again.
  besideRun(unmark);
}
