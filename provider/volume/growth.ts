import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import type { PersistentVolumeClaim } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { gibibytes } from "./claims";

/** The size that a claim asks for, in GiB. */
export const sizeOf = ({ spec }: PersistentVolumeClaim): number | undefined =>
  gibibytes(spec?.resources?.requests?.["storage"]);

/** Lets a claim grow to a size in GiB; a dry run only asks whether it may. */
export async function grow(
  cluster: Cluster,
  claim: PersistentVolumeClaim,
  size: number,
  options?: { isDryRun: boolean },
): Promise<void> {
  const request = { spec: { resources: { requests: { storage: `${size}Gi` } } } };
  await cluster.patchClaim(claim, request, options).catch((error: unknown) => {
    if (!(error instanceof ClusterError) || ![403, 422].includes(error.status ?? 0)) throw error;
    if (options?.isDryRun && !isOfVolume(error)) return;
    const old = sizeOf(claim) ?? 0;
    const { name = "" } = claim.metadata ?? {};
    const type = claim.spec?.storageClassName ?? "default";
    throw claim.status?.phase === "Bound"
      ? new ExplainedError(
          `its StorageClass "${type}" doesn't let claim ${name} grow from ${old} to ${size} GiB: ${error.reason}`,
          `Set allowVolumeExpansion to true on the StorageClass, in an update of its own, if its provisioner can do it, or set size to ${old}`,
        )
      : new ExplainedError(
          `claim ${name} can't grow from ${old} to ${size} GiB before a Pod has used it`,
          `Attach the volume first, or set size to ${old}`,
        );
  });
}

/** Whether it is the volume that is refused: a preview may run as a user who can only read. */
const isOfVolume = ({ reason, status }: ClusterError): boolean =>
  status === 422 || /can be resized/.test(reason);

/** Refuses a size that the claim of a volume can't grow to. Without an answer of the cluster, the update will say so. */
export async function refuseGrowth(
  cluster: Cluster,
  namespace: string,
  name: string,
  size: number,
): Promise<void> {
  try {
    const claim = await cluster.claim(namespace, name);
    // Another change of the same update may attach one that isn't bound yet.
    if (claim?.status?.phase !== "Bound" || (sizeOf(claim) ?? size) >= size) return;
    await grow(cluster, claim, size, { isDryRun: true });
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
  }
}
