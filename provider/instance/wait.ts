import type { Cluster } from "../cluster/cluster";
import { isOver } from "../cluster/objects";
import type { PersistentVolumeClaim, Pod } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { canceledWords, ExplainedError } from "../common/errors";
import { parseDuration, sameValue } from "../common/values";
import type { InstanceInputs } from "./model";
import { readiness } from "./pod-status";

/** Node's timers end at once if they are longer: after 24 days. */
const longestTimer = 2 ** 31 - 1;

/** How long an operation may wait, in milliseconds. */
export const timeoutOf = (
  { timeouts }: Pick<InstanceInputs, "timeouts">,
  verb: "create" | "update" | "delete",
): number => Math.min(parseDuration(timeouts?.[verb] ?? "") ?? 90_000, longestTimer);

/** A wait that ended without success. */
export class WaitError extends ExplainedError {}

/** The error that ends every wait when the run is canceled. */
export const canceled = (): WaitError => new WaitError(...canceledWords);

/** How long a cause may last that can resolve itself. */
export const healingMilliseconds = 15_000;
const reportMilliseconds = 10_000;

const uidOf = (pod: Pod): string => pod.metadata?.uid ?? "";
const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/** Waits until the Pod runs, is ready and has an address; ends early if it can't. */
export async function untilReady(
  cluster: Cluster,
  pod: Pod,
  limit: number,
  report: (line: string) => void,
): Promise<Pod> {
  let seen = false;
  let stuckSince: number | undefined;
  let isProvisioned = false;
  let latest = "its Pod isn't visible yet";
  const { namespace = "default", name = "" } = pod.metadata ?? {};
  const look = async (pods: Pod[]): Promise<Pod | undefined> => {
    const current = pods.find((item) => uidOf(item) === uidOf(pod));
    // A lagging server may list less than it did before.
    if (!current && seen && !(await cluster.pod(namespace, name))) {
      throw new WaitError("its Pod was deleted by someone else");
    }
    if (!current) return undefined;
    seen = true;
    const now = readiness(current);
    if (now.state === "ready") return current;
    latest = now.cause;
    // What comes after the wait for a volume has a grace period of its own.
    if (isProvisioned && !("isOfVolume" in now)) stuckSince = undefined;
    isProvisioned = false;
    stuckSince = now.state === "stuck" ? (stuckSince ?? Date.now()) : undefined;
    const healing = stuckSince !== undefined && Date.now() - stuckSince < healingMilliseconds;
    if (now.state === "waiting" || (now.state === "stuck" && healing)) return undefined;
    const underWay = "isOfVolume" in now ? await provisioning(cluster, current) : undefined;
    if (!underWay) throw new WaitError(now.cause, now.fix);
    isProvisioned = true;
    latest = `${underWay} (${now.cause})`;
    return undefined;
  };
  return until(cluster, namespace, look, {
    of: [name],
    limit,
    report: (waited) => report(`waited ${seconds(waited)}: ${latest}`),
    late: () =>
      new WaitError(
        `it isn't running after ${seconds(limit)}: ${latest}`,
        'Raise timeouts.create or timeouts.update, for example "5m", if it only needs more time',
      ),
  });
}

/**
 * What of a Pod's volumes is being provisioned; undefined if nothing is, or one of them never will.
 *
 * The scheduler says "not found" of a claim that is younger than its Pod, and corrects that only after the volume is there.
 */
async function provisioning(cluster: Cluster, { metadata, spec }: Pod): Promise<string | undefined> {
  const names = (spec?.volumes ?? []).flatMap((each) => each.persistentVolumeClaim?.claimName ?? []);
  const { namespace = "default" } = metadata ?? {};
  const claims = await Promise.all(names.map((name) => cluster.claim(namespace, name)));
  const isGone = (claim: PersistentVolumeClaim | undefined) =>
    !claim || claim.metadata?.deletionTimestamp !== undefined || claim.status?.phase === "Lost";
  if (claims.some(isGone)) return undefined;
  const unbound = claims.filter((claim) => claim?.status?.phase !== "Bound");
  if (unbound.some((claim) => !claim?.spec?.storageClassName)) return undefined;
  const [first] = unbound;
  if (!first) return "its volumes are provisioned, and no node runs it yet";
  return `StorageClass "${first.spec?.storageClassName}" hasn't provisioned its volume ${first.metadata?.name} yet`;
}

/** The cluster can't change the size of a Pod that runs. */
export class ResizeError extends WaitError {}

/**
 * Waits until the kubelet has given the container the resources that this version of its Pod asks for. Throws a
 * `ResizeError` if the node can never give them, or has no room for them now.
 */
export function untilResized(
  cluster: Cluster,
  pod: Pod,
  container: string,
  limit: number,
  report: (line: string) => void,
): Promise<Pod> {
  const wanted = pod.spec?.containers.find(({ name }) => name === container)?.resources;
  let deferredSince: number | undefined;
  let latest = "the node hasn't started it";
  const { namespace = "default", name = "" } = pod.metadata ?? {};
  const look = async (pods: Pod[]): Promise<Pod | undefined> => {
    const current = pods.find((item) => uidOf(item) === uidOf(pod));
    // A lagging server may not list it yet.
    if (current ? isOver(current) : !(await cluster.pod(namespace, name))) {
      throw new WaitError("its Pod ended meanwhile", "Run the same command again");
    }
    const actual = current?.status?.containerStatuses?.find((each) => each.name === container)?.resources;
    const conditions = (current?.status?.conditions ?? []).filter(({ status }) => status === "True");
    const pending = conditions.find(({ type }) => type === "PodResizePending");
    const isUnderWay = conditions.some(({ type }) => type === "PodResizeInProgress");
    latest = pending?.message ?? latest;
    deferredSince = pending ? (deferredSince ?? Date.now()) : undefined;
    const isStuck = deferredSince !== undefined && Date.now() - deferredSince >= healingMilliseconds;
    if (pending?.reason === "Infeasible" || isStuck) throw new ResizeError(latest);
    return !pending && !isUnderWay && sameValue(wanted, actual) ? current : undefined;
  };
  return until(cluster, namespace, look, {
    of: [name],
    limit,
    report: (waited) => report(`waited ${seconds(waited)} for its new size: ${latest}`),
    late: () =>
      new WaitError(
        `its size isn't changed after ${seconds(limit)}: ${latest}`,
        'Check the node that it runs on, or raise timeouts.update, for example "5m"',
      ),
  });
}

/** How often {@link untilFound} looks. */
export const lookMilliseconds = 250;

/** Looks again and again at what no watch shows, until there is an answer or the run ends. */
export async function untilFound<T>(look: (waited: number) => Promise<T | undefined>): Promise<T> {
  for (const began = Date.now(); ;) {
    const found = await look(Date.now() - began);
    if (found !== undefined) return found;
    if (runEnds.aborted) throw canceled();
    await new Promise((resolve) => setTimeout(resolve, lookMilliseconds));
  }
}

type Wanted = (cluster: Cluster, pods: Pod[], limit: number, report: (line: string) => void) => Promise<void>;

/** Waits until none of these Pods, all of one namespace, exists. */
export const untilGone: Wanted = (...wait) => untilNone(() => true, ...wait);

/** Waits until none of these Pods, all of one namespace, still runs. */
export const untilOver: Wanted = (...wait) => untilNone((pod) => !isOver(pod), ...wait);

async function untilNone(
  counts: (pod: Pod) => boolean,
  ...[cluster, pods, limit, report]: Parameters<Wanted>
): Promise<void> {
  const [first] = pods;
  if (!first) return;
  const uids = new Set(pods.map(uidOf));
  let left: Pod[] = pods;
  const look = async (current: Pod[]): Promise<true | undefined> => {
    left = current.filter((pod) => uids.has(uidOf(pod)) && counts(pod));
    return left.length === 0 || undefined;
  };
  await until(cluster, first.metadata?.namespace ?? "default", look, {
    of: pods.map(({ metadata }) => metadata?.name ?? ""),
    limit,
    report: (waited) => report(`waited ${seconds(waited)} for its Pod to end`),
    late: () => lateDeletion(left, limit),
  });
}

function lateDeletion(left: Pod[], limit: number): WaitError {
  const { namespace = "default", name = "", finalizers = [] } = left[0]?.metadata ?? {};
  return finalizers.length > 0
    ? new WaitError(
        `the finalizers ${finalizers.join(", ")} still hold its Pod ${name} after ${seconds(limit)}`,
        `Let their owner finish, or remove them with "kubectl edit pod ${name} --namespace ${namespace}"`,
      )
    : new WaitError(
        `its Pod ${name} still runs ${seconds(limit)} after it was asked to end`,
        "Raise timeouts.delete, or check the node that it runs on",
      );
}

interface Wait {
  /** Names of the Pods that matter; absent for all. A look at all of a namespace takes longer the more there are. */
  of?: readonly string[];
  limit: number;
  /** Called from time to time while it lasts. */
  report(waited: number): void;
  /** The error once the limit is over. */
  late(): Error;
}

/** Looks at the Pods of this package in a namespace now and after every change that matters, until the look answers or throws. */
export async function until<T>(
  cluster: Cluster,
  namespace: string,
  look: (pods: Pod[]) => Promise<T | undefined>,
  wait: Wait,
): Promise<T> {
  const began = Date.now();
  const ends: (() => void)[] = [];
  try {
    return await new Promise<T>((resolve, reject) => {
      const check = () => {
        cluster
          .pods(namespace, {}, wait.of)
          .then(look)
          .then((answer) => answer !== undefined && resolve(answer))
          .catch(reject);
      };
      const changed = (name?: string) => {
        if (!name || !wait.of || wait.of.includes(name)) check();
      };
      ends.push(cluster.listen(namespace, { changed, failed: reject }));
      const limit = setTimeout(() => reject(wait.late()), wait.limit);
      // A cause that can resolve itself runs out of time without a change of the Pod.
      const healing = setInterval(check, healingMilliseconds / 3);
      const reports = setInterval(() => wait.report(Date.now() - began), reportMilliseconds);
      const cancel = () => reject(canceled());
      runEnds.addEventListener("abort", cancel);
      ends.push(() => runEnds.removeEventListener("abort", cancel));
      if (runEnds.aborted) cancel();
      ends.push(() => [limit, healing, reports].forEach(clearInterval));
      check();
    });
  } finally {
    ends.forEach((end) => end());
  }
}
