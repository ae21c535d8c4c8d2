import { type Api, objectPath } from "../cluster/api";
import { ClusterError } from "../cluster/cluster-error";
import type { Pod } from "../cluster/objects";

type Look = (pod: Pod) => { ready: true } | { ready: false; waitsFor: string };

/** Watches one Pod until the look is content or throws, or the time is over. */
export async function untilPod(api: Api, pod: Pod, limit: number, look: Look): Promise<Pod> {
  const { name = "", namespace = "" } = pod.metadata ?? {};
  const signal = AbortSignal.timeout(limit);
  let latest = "it was not seen yet";
  // Without a version to start from, it begins with the Pod as it is.
  const query = { fieldSelector: `metadata.name=${name}` };
  for await (const { type, object } of api.watch<Pod>(objectPath("pods", namespace), query, { signal })) {
    if (type === "DELETED") throw new ClusterError(`Pod ${name} was deleted by someone else`);
    const answer = look(object);
    if (answer.ready) return object;
    latest = answer.waitsFor;
  }
  if (!signal.aborted) throw new ClusterError(`the watch of Pod ${name} ended`, "Run the probe again");
  throw new ClusterError(
    `waited ${limit / 1000} s for Pod ${name}: ${latest}`,
    `See "kubectl --namespace ${namespace} describe pod ${name}"`,
  );
}
