import type { Cluster } from "../cluster/cluster";
import type { PersistentVolumeClaim } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { labelKeys } from "../common/names";

/** The id of the volume whose claim this is; undefined until it has one. */
export const volumeIdOf = ({ metadata }: PersistentVolumeClaim): string | undefined =>
  metadata?.labels?.[labelKeys.volumeId];

/** Powers of 1000, or of 1024 with an "i". */
const powers: Readonly<Record<string, number>> = {
  n: -3,
  u: -2,
  m: -1,
  k: 1,
  K: 1,
  M: 2,
  G: 3,
  T: 4,
  P: 5,
  E: 6,
};

/** GiB of a quantity in any form of Kubernetes; undefined if it isn't one. */
export function gibibytes(quantity: string | undefined): number | undefined {
  const [, number, exponent = "", unit = "", binary] =
    /^\+?(\d+\.?\d*|\.\d+)(?:([eE][+-]?\d+)|([numkKMGTPE]?)(i?))$/.exec(quantity ?? "") ?? [];
  if (number === undefined) return undefined;
  const bytes = Number(number + exponent) * (binary ? 1024 : 1000) ** (powers[unit] ?? 0);
  return Math.ceil(bytes / 1024 ** 3);
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
