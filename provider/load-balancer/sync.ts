import type { Cluster } from "../cluster/cluster";
import { ClusterError } from "../cluster/cluster-error";
import { operationsInProgress } from "../cluster/run";
import { say } from "../common/secrets";
import { assemble } from "./assemble";
import type { Assembly } from "./assemble";
import { deleteKeeper, keepersIn, keptParts, moveToSecrets, partsIn } from "./keepers";
import type { Keepers } from "./keepers";
import {
  configHashOf,
  configName,
  podOf,
  portsOf,
  toConfigSecret,
  toDeployment,
  toService,
  withHealth,
} from "./objects";
import type { Keeper, LoadBalancerSpec } from "./objects";
import type { Parts } from "./parts";
import { proxyConfig } from "./proxy-config";
import { untilServing } from "./rollout";
import { isServing, namesakes, requireNames } from "./serving";

/** What happened to a part: its own id, and the ids of those that it belongs to. */
export type Change = readonly string[];

/** Waits until every load balancer of a change serves by it. */
export type Served = () => Promise<void>;

/** What a batch does with one load balancer. Another one that fails doesn't concern it. */
interface Roll {
  ids: ReadonlySet<string>;
  applied: Promise<unknown>;
  served: Promise<unknown>;
}

/** A program declares the parts of a load balancer in one go, and its instances come up at about the same time. */
const gatherMilliseconds = 300;
const longestGathering = 10_000;
/** Others change the same load balancer at the same time. */
const tries = 10;

interface Queue {
  /** The batch that is open for more changes. */
  next: { ids: Set<string>; done: Promise<Roll[]> } | undefined;
  /** Ends when the last batch is served. */
  last: Promise<unknown>;
}

const queues = new WeakMap<Cluster, Map<string, Queue>>();
/** Operations that wait for a batch to begin or to end. */
let waiting = 0;

function queueOf(cluster: Cluster, namespace: string): Queue {
  const all = queues.get(cluster) ?? new Map<string, Queue>();
  queues.set(cluster, all);
  const queue = all.get(namespace) ?? { next: undefined, last: Promise.resolve() };
  all.set(namespace, queue);
  return queue;
}

/**
 * Brings the load balancers that a change belongs to up to date with their parts.
 *
 * Each roll takes seconds, so changes that come until the next one begins share it.
 */
export async function sync(cluster: Cluster, namespace: string, change: Change): Promise<Served> {
  const queue = queueOf(cluster, namespace);
  queue.next ??= { ids: new Set(), done: begin(cluster, namespace, queue) };
  const { ids, done } = queue.next;
  for (const id of change) ids.add(id);
  const rolls = (await whileWaiting(done)).filter((roll) => change.some((id) => roll.ids.has(id)));
  await Promise.all(rolls.map(({ applied }) => applied));
  return async () => {
    await whileWaiting(Promise.all(rolls.map(({ served }) => served)));
  };
}

async function whileWaiting<T>(promise: Promise<T>): Promise<T> {
  waiting++;
  try {
    return await promise;
  } finally {
    waiting--;
  }
}

async function begin(cluster: Cluster, namespace: string, queue: Queue): Promise<Roll[]> {
  await queue.last;
  await gather();
  const { ids = new Set<string>() } = queue.next ?? {};
  queue.next = undefined;
  const rolls = applyAll(cluster, namespace, ids);
  queue.last = rolls
    .then((all) => Promise.allSettled(all.map(({ served }) => served)))
    .catch(() => undefined);
  return rolls;
}

/** Waits while other operations of this run may bring more changes. */
async function gather(): Promise<void> {
  const deadline = Date.now() + longestGathering;
  do await new Promise((resolve) => setTimeout(resolve, gatherMilliseconds));
  while (operationsInProgress() > waiting && Date.now() < deadline);
}

/** Applies what the load balancers with one of these ids are made of now. */
async function applyAll(cluster: Cluster, namespace: string, ids: ReadonlySet<string>): Promise<Roll[]> {
  for (let attempt = 1; ; attempt++) {
    const keepers = await keepersIn(cluster, namespace);
    await moveToSecrets(cluster, keepers);
    const assemblies = assemble(partsIn(keepers));
    const changed = assemblies.filter((assembly) => [...ids].some((id) => assembly.ids.has(id)));
    const rolls = changed.map((assembly): Roll => {
      const applied = applyOne(cluster, assembly, keepers);
      const served = applied.then((serves) => serves());
      served.catch(() => undefined);
      return { ids: assembly.ids, applied, served };
    });
    const results = await Promise.allSettled(rolls.map(({ applied }) => applied));
    // Another process has written a configuration since the list.
    const isConflict = results.some(
      (result) =>
        result.status === "rejected" && result.reason instanceof ClusterError && result.reason.status === 409,
    );
    if (!isConflict || attempt === tries) return rolls;
  }
}

const configOf = (parts: Parts): string => withHealth(proxyConfig(parts));

/** A first configuration has no version to compare, so that one of an older list can replace another process's. */
async function requireNewest(cluster: Cluster, { part, config }: LoadBalancerSpec): Promise<void> {
  const assemblies = assemble(await keptParts(cluster, part.namespace));
  const newest = assemblies.find(({ part: { id } }) => id === part.id);
  if (newest && configOf(newest.parts) === config) return;
  throw new ClusterError(
    `the parts of load balancer ${part.name} change all the time`,
    "Run the same command again when no other update runs",
    409,
  );
}

async function applyOne(
  cluster: Cluster,
  { part, parts }: Assembly,
  { maps, secrets }: Keepers,
): Promise<Served> {
  if (portsOf(parts.listeners).length === 0) {
    await removeServing(cluster, part);
    return () => Promise.resolve();
  }
  await requireNames(cluster, part);
  const spec = { part, listeners: parts.listeners, config: configOf(parts) };
  const named = ({ metadata }: Keeper): boolean => metadata?.name === configName(part);
  const { resourceVersion } = secrets.find(named)?.metadata ?? {};
  await cluster.apply("secrets", toConfigSecret(spec, resourceVersion));
  if (resourceVersion === undefined) await requireNewest(cluster, spec);
  const refusal = await cluster.refusal(podOf(toDeployment(spec)));
  const deployment = toDeployment(spec, { hasCpuLimit: /must specify.*\blimits\.cpu/.test(refusal ?? "") });
  await Promise.all([cluster.apply("services", toService(spec)), cluster.apply("deployments", deployment)]);
  const report = (line: string) => say(`LoadBalancer ${part.name}: ${line}`);
  return async () => {
    await untilServing(cluster, part, configHashOf(deployment), report);
    // Until then, a Pod of an older release mounts its ConfigMap.
    const old = maps.find((map) => named(map) && isServing(map, part.name));
    if (old) await cluster.deleteObject("configmaps", part.namespace, configName(part));
  };
}

/** Whether a load balancer has a listener that is served. */
export async function isToServe(cluster: Cluster, namespace: string, id: unknown): Promise<boolean> {
  const assemblies = assemble(await keptParts(cluster, namespace));
  return assemblies.some(({ part, parts }) => part.id === id && portsOf(parts.listeners).length > 0);
}

/** Deletes what serves for a load balancer. Without a listener, there is nothing to serve. */
export async function removeServing(
  cluster: Cluster,
  { name, namespace }: { name: string; namespace: string },
): Promise<void> {
  const { deployment, service } = await namesakes(cluster, { name, namespace });
  await Promise.all([
    isServing(deployment, name) && cluster.deleteObject("deployments", namespace, name),
    isServing(service, name) && cluster.deleteObject("services", namespace, name),
    deleteKeeper(cluster, { namespace, name: configName({ name }) }, (keeper) => isServing(keeper, name)),
  ]);
}
