import type { Cluster } from "../cluster/cluster";
import type { PersistentVolumeClaim } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";

/** The id of the volume whose claim this is; undefined until it has one. */
export const volumeIdOf = ({ metadata }: PersistentVolumeClaim): string | undefined =>
  metadata?.labels?.[labelKeys.volumeId];

/** GiB of a quantity that this package, a driver or an administrator wrote. */
export function gibibytes(quantity: string | undefined): number | undefined {
  const [, number, unit = ""] = /^(\d+)(Mi|Gi|Ti)?$/.exec(quantity ?? "") ?? [];
  if (number === undefined) return undefined;
  return Math.ceil(Number(number) * ({ Mi: 1 / 1024, Gi: 1, Ti: 1024 }[unit] ?? 1 / 1024 ** 3));
}

/** The claim of a volume, unless it is being deleted. */
export async function findClaim(
  cluster: Cluster,
  namespace: string,
  volumeId: string,
): Promise<PersistentVolumeClaim | undefined> {
  const claims = await cluster.claims(namespace);
  return claims.find((claim) => volumeIdOf(claim) === volumeId && !claim.metadata?.deletionTimestamp);
}

/** EC2's words for a volume that isn't there. */
export const volumeNotFound = (volumeId: string, namespace: string): ExplainedError =>
  new ExplainedError(
    `InvalidVolume.NotFound: The volume '${volumeId}' does not exist in namespace "${namespace}"`,
    'List the volumes with "kubectl get pvc -A -L ec2-pods/volume-id"',
  );
