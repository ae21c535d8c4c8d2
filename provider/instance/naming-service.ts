import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import { isOver } from "../cluster/objects";
import type { Pod, Service } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { labelKeys } from "../common/names";
import { once } from "../common/turns";
import type { InstanceState } from "./model";
import { isNamed, isOurs, namesInstances, namingService, toNamingService } from "./private-dns";

type ByNamespace<T> = Map<string, Promise<T>>;

/** What this run has found and done, so that it asks once for each namespace. */
interface Known {
  found: ByNamespace<Service | undefined>;
  creatable: ByNamespace<boolean>;
  ensured: ByNamespace<void>;
  removed: ByNamespace<void>;
}

const clusters = new WeakMap<Cluster, Known>();

function knownOf(cluster: Cluster): Known {
  const known = clusters.get(cluster) ?? {
    found: new Map(),
    creatable: new Map(),
    ensured: new Map(),
    removed: new Map(),
  };
  clusters.set(cluster, known);
  return known;
}

const find = (cluster: Cluster, namespace: string): Promise<Service | undefined> =>
  once(knownOf(cluster).found, namespace, () => cluster.object("services", namespace, namingService));

/** Whether an update could create the Service. Only that is drift: what no update fixes would show in each preview. */
const canCreate = (cluster: Cluster, namespace: string): Promise<boolean> =>
  once(knownOf(cluster).creatable, namespace, () =>
    cluster.ensureService(toNamingService(namespace), { isDryRun: true }).then(
      () => true,
      () => false,
    ),
  );

/** What was seen of an instance; if the Service of the names is gone, so that the next update creates it. */
export async function withNames(
  cluster: Cluster,
  namespace: string,
  seen: Partial<InstanceState>,
): Promise<Partial<InstanceState>> {
  if (!seen.pod?.clusterDomain) return seen;
  // A user who isn't allowed to look can't create it either.
  const isGone = await find(cluster, namespace).then(
    (service) => !service,
    () => false,
  );
  const isDrift = isGone && (await canCreate(cluster, namespace));
  return isDrift ? { ...seen, pod: { ...seen.pod, clusterDomain: "" } } : seen;
}

/**
 * Creates the Service that names this Pod and the others of its namespace, unless there is one. Without it, they run
 * without names.
 *
 * The Pod must exist: then another process either sees it and keeps the Service, or has deleted that before.
 */
export async function ensureNamingService(
  cluster: Cluster,
  pod: Pod,
  report: (line: string) => void,
): Promise<void> {
  const { namespace = "default" } = pod.metadata ?? {};
  if (isNamed(pod)) await once(knownOf(cluster).ensured, namespace, () => ensure(cluster, namespace, report));
}

async function ensure(cluster: Cluster, namespace: string, report: (line: string) => void): Promise<void> {
  try {
    const found = await find(cluster, namespace);
    if (!found) return await create(cluster, namespace);
    if (namesInstances(found)) return;
    report(
      `warning: privateDns doesn't resolve: Service "${namingService}" of namespace ${namespace} is another one. Delete it or rename it, then run "pulumi up --refresh"`,
    );
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    if (runEnds.aborted) return;
    report(
      `warning: privateDns doesn't resolve: ${error.reason}. Grant the right to get and create services in namespace ${namespace}; "ec2-pods doctor" prints the command`,
    );
  }
}

async function create(cluster: Cluster, namespace: string): Promise<void> {
  const service = toNamingService(namespace);
  await cluster.ensureService(service);
  knownOf(cluster).found.set(namespace, Promise.resolve(service));
}

/** Deletes the Service with the last Pod of a namespace. Best effort: without Pods, it names nothing. */
export async function removeUnusedNamingService(
  cluster: Cluster,
  namespace: string,
  deleted?: Pod,
): Promise<void> {
  const uses = (pod: Pod) => pod.metadata?.uid !== deleted?.metadata?.uid && !isOver(pod) && isInstance(pod);
  if ((await cluster.pods(namespace, {})).some(uses)) return;
  const { removed } = knownOf(cluster);
  await once(removed, namespace, () => remove(cluster, namespace).finally(() => removed.delete(namespace)));
}

const isInstance = ({ metadata }: Pod): boolean => labelKeys.instanceId in (metadata?.labels ?? {});

async function remove(cluster: Cluster, namespace: string): Promise<void> {
  const { found, ensured } = knownOf(cluster);
  try {
    const service = await find(cluster, namespace);
    if (!service || !isOurs(service)) return;
    await cluster.deleteObject("services", namespace, namingService);
    found.set(namespace, Promise.resolve(undefined));
    ensured.delete(namespace);
    // Another process may have created a Pod and found the Service just before.
    const pods = await cluster.livePods(namespace, labelKeys.instanceId);
    await Promise.all(pods.map((pod) => ensureNamingService(cluster, pod, () => undefined)));
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
  }
}
