import type { KubeConfig, V1Pod } from "@kubernetes/client-node";

import { ClusterError, toClusterError } from "../cluster/cluster-error";

type Look = (pod: V1Pod) => { ready: true } | { ready: false; waitsFor: string };

/** Watches one Pod until the look is content or throws, or the time is over. */
export async function untilPod(config: KubeConfig, pod: V1Pod, limit: number, look: Look): Promise<V1Pod> {
  const { Watch } = await import("@kubernetes/client-node");
  const { name = "", namespace = "" } = pod.metadata ?? {};
  let latest = "it was not seen yet";
  let end: (() => void) | undefined;
  try {
    return await new Promise<V1Pod>((resolve, reject) => {
      const late = setTimeout(() => {
        const fix = `See "kubectl --namespace ${namespace} describe pod ${name}"`;
        reject(new ClusterError(`waited ${limit / 1000} s for Pod ${name}: ${latest}`, fix));
      }, limit);
      const onChange = (change: string, current: V1Pod) => {
        if (change === "DELETED") return reject(new ClusterError(`Pod ${name} was deleted by someone else`));
        try {
          const answer = look(current);
          if (answer.ready) resolve(current);
          else latest = answer.waitsFor;
        } catch (error) {
          reject(error as Error);
        }
      };
      const onEnd = (error: unknown) =>
        reject(toClusterError(error ?? new Error("the watch ended"), "the probe"));
      // Without a version to start from, it begins with the Pod as it is.
      const query = { fieldSelector: `metadata.name=${name}` };
      const watching = new Watch(config).watch(
        `/api/v1/namespaces/${namespace}/pods`,
        query,
        onChange,
        onEnd,
      );
      watching.catch(onEnd);
      end = () => {
        clearTimeout(late);
        void watching.then((request) => request.abort());
      };
    });
  } finally {
    end?.();
  }
}
