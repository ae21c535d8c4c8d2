import type { Cluster } from "../cluster/cluster";
import type { ConfigMap, Secret } from "../cluster/objects";
import { formerIdsOf, isOurs, partIn, partSelector, secretInPlaceOf } from "./objects";
import type { Keeper, KeptPart } from "./objects";
import { isTracked, isTrackedPlace } from "./tracked";

interface Place {
  namespace: string;
  name: string;
}

/** What keeps the load balancers and parts of a namespace. */
export interface Keepers {
  secrets: readonly Secret[];
  /** Those of older releases. */
  maps: readonly ConfigMap[];
}

/** ConfigMaps first: what another process moves meanwhile has a Secret before its ConfigMap is deleted. */
export async function keepersIn(cluster: Cluster, namespace: string): Promise<Keepers> {
  const maps = await cluster.listObjects("configmaps", namespace, partSelector);
  return { maps, secrets: await cluster.listObjects("secrets", namespace, partSelector) };
}

/** The parts, each once: a Secret is newer than a ConfigMap of the same name. */
export function partsIn({ maps, secrets }: Keepers): KeptPart[] {
  const parts = [...maps, ...secrets].flatMap((keeper) => partIn(keeper) ?? []);
  return [...new Map(parts.map((part) => [part.name, part])).values()];
}

/** All parts of load balancers in a namespace. */
export const keptParts = async (cluster: Cluster, namespace: string): Promise<KeptPart[]> =>
  partsIn(await keepersIn(cluster, namespace));

/** The part of this name. */
export async function keptPart(cluster: Cluster, { namespace, name }: Place): Promise<KeptPart | undefined> {
  const map = await cluster.object("configmaps", namespace, name);
  const secret = await cluster.object("secrets", namespace, name);
  return (secret && partIn(secret)) ?? (map && partIn(map));
}

/** Deletes what keeps a part. Without the ConfigMap first, a kill in between would have it served again. */
export async function deleteKeeper(
  cluster: Cluster,
  { namespace, name }: Place,
  isOwn: (keeper: Keeper) => boolean = isOurs,
): Promise<void> {
  for (const kind of ["configmaps", "secrets"] as const) {
    const keeper = await cluster.object(kind, namespace, name);
    if (keeper && isOwn(keeper)) await cluster.deleteObject(kind, namespace, name);
  }
}

/** Whether a Secret of this package has this part, or what has replaced it. */
async function isMoved(cluster: Cluster, { namespace, name, id }: KeptPart): Promise<boolean> {
  const secret = await cluster.object("secrets", namespace, name);
  const kept = secret && isOurs(secret) ? partIn(secret) : undefined;
  return kept !== undefined && (kept.id === id || formerIdsOf(kept.values).includes(id));
}

/** Moves what the state has out of the ConfigMaps of older releases. Parts of other stacks move with their own updates. */
export async function moveToSecrets(cluster: Cluster, { maps, secrets }: Keepers): Promise<void> {
  const moved = new Set(secrets.map(({ metadata }) => metadata?.name));
  const moves = maps.map(async (map) => {
    const part = partIn(map);
    if (!part) return;
    if (!moved.has(part.name)) {
      if (!isTracked(part.id) || !isTrackedPlace(part)) return;
      // An update of the part may have kept it there since.
      await cluster.ensureSecret(secretInPlaceOf(map));
    }
    if (await isMoved(cluster, part)) await cluster.deleteObject("configmaps", part.namespace, part.name);
  });
  await Promise.all(moves);
}
