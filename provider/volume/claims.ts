import type { Cluster } from "../cluster/cluster";
import type { PersistentVolumeClaim } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";
import { amountOf } from "../common/quantity";

/** The id of the volume whose claim this is; undefined until it has one. */
export const volumeIdOf = ({ metadata }: PersistentVolumeClaim): string | undefined =>
  metadata?.labels?.[labelKeys.volumeId];

/** GiB of a quantity in any form of Kubernetes; undefined if it isn't one. */
export function gibibytes(quantity: string | undefined): number | undefined {
  const bytes = amountOf(quantity);
  return bytes === undefined ? undefined : Math.ceil(bytes / 1024 ** 3);
}

/** The claim of a volume, unless it is being deleted. */
export async function findClaim(
  cluster: Cluster,
  namespace: string,
  volumeId: string,
): Promise<PersistentVolumeClaim | undefined> {
  const claims = await cluster.claims(namespace, volumeId);
  return claims.find(({ metadata }) => !metadata?.deletionTimestamp);
}

/** EC2's words for a volume that isn't there. */
export const volumeNotFound = (volumeId: string, namespace: string): ExplainedError =>
  new ExplainedError(
    `InvalidVolume.NotFound: The volume '${volumeId}' does not exist in namespace "${namespace}"`,
    'List the volumes with "kubectl get pvc -A -L ec2-pods/volume-id"',
  );
