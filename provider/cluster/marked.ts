import { labelKeys } from "../common/names";
import { once } from "../common/turns";
import type { ObjectKind } from "./api";
import type { Cluster } from "./cluster";
import { isMarked } from "./objects";
import type { Pod } from "./objects";

type Metadata = NonNullable<Pod["metadata"]>;

/** The metadata of objects by their name. */
type Objects = ReadonlyMap<string, Metadata>;

const lists = new WeakMap<Cluster, Map<string, Promise<Objects>>>();

/** The metadata of a stack's objects with a mark, by their name. Each run reads them once. */
export function markedObjects(
  cluster: Cluster,
  kind: ObjectKind,
  namespace: string,
  owner: string,
): Promise<Objects> {
  const own = lists.get(cluster) ?? new Map<string, Promise<Objects>>();
  lists.set(cluster, own);
  return once(own, `${kind} ${namespace} ${owner}`, async () => {
    const objects = await cluster.metadataOf(kind, namespace, `${labelKeys.owner}=${owner}`);
    return new Map(
      objects
        .filter(isMarked)
        .map(({ metadata = {} }): [string, Metadata] => [metadata.name ?? "", metadata]),
    );
  });
}
