import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import { deletionOf } from "../cluster/objects";
import type { Pod } from "../cluster/objects";
import { unlessStatus } from "../cluster/tolerate";
import { noImage, ownerLabels } from "../common/names";
import { defined } from "../common/values";
import { claimNames } from "./block-devices";
import type { InstanceInputs, InstanceState } from "./model";
import { livePatch, sidecarIn, sidecarPatch } from "./pod";
import { report } from "./report";

/** Gives a Pod that runs what it can get as it is. */
export async function patchLive(
  cluster: Cluster,
  pod: Pod,
  inputs: InstanceInputs,
  olds: InstanceState | undefined,
): Promise<Pod> {
  if (olds && !sidecarIn(pod) && isServed(inputs) && !isServed(olds)) {
    report(inputs, `warning: its Pod was launched without the metadata service. ${reCreateFix(pod)}`);
  }
  await moveClaims(cluster, pod, inputs);
  const patch = livePatch(pod, inputs, olds);
  const patched = patch ? await cluster.patchPod(pod, patch) : pod;
  const image = sidecarPatch(patched, inputs, olds);
  if (!image) return patched;
  return cluster.patchPod(patched, image).catch((error: unknown) => {
    // Pod Security may have come to forbid the service since, which must not keep the instance from other changes.
    if (!(error instanceof ClusterError) || ![403, 422].includes(error.status ?? 0)) throw error;
    report(inputs, `warning: its metadata service keeps its image: ${error.reason}`);
    return patched;
  });
}

/** Makes the claims of the instance's volumes those of the resource that the Pod becomes: another stack's, or a renamed one's. */
async function moveClaims(cluster: Cluster, { metadata }: Pod, inputs: InstanceInputs): Promise<void> {
  const labels = ownerLabels(inputs);
  if (Object.entries(labels).every(([key, value]) => metadata?.labels?.[key] === value)) return;
  const patches = claimNames(inputs).map((name) =>
    cluster.patchClaim(
      { metadata: { name, ...defined({ namespace: metadata?.namespace }) } },
      { metadata: { labels } },
    ),
  );
  await Promise.all(patches.map((patch) => unlessStatus(404, patch)));
}

const isServed = ({ metadataOptions, pod }: Pick<InstanceInputs, "metadataOptions" | "pod">): boolean =>
  metadataOptions?.httpEndpoint !== "disabled" && pod.metadataImage !== noImage;

/** What to do to get what only a new Pod has. */
export const reCreateFix = (pod: Pod): string =>
  `To get it, re-create the Pod, which empties its root disk: run "${deletionOf(pod)}", then "pulumi up --refresh"`;
