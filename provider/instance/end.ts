import type { Cluster } from "../cluster/cluster";
import { mayHaveBeenSaved } from "../cluster/objects";
import type { Pod } from "../cluster/objects";
import { annotationKeys, labelKeys, labelSafe } from "../common/names";
import type { Identity } from "../common/names";
import { isOrigin } from "../common/origin";
import { claimsOf, keptClaimsOf, outlivingPatch } from "./block-devices";
import type { InstanceInputs } from "./model";
import { removeUnusedNamingService } from "./naming-service";
import { endPatch, instanceSelector, resourceSelector } from "./pod";
import { isPending } from "./pod-status";
import { isTerminated } from "./power";
import { report } from "./report";
import { untilGone, untilOver } from "./wait";

/** Deletes these Pods of an instance and waits until they are gone. */
export async function terminate(
  cluster: Cluster,
  pods: Pod[],
  inputs: Pick<InstanceInputs, "name" | "instanceId">,
  limit: number,
): Promise<void> {
  const [first] = pods;
  if (!first) return;
  await Promise.all(pods.map((pod) => cluster.deletePod(pod)));
  await untilGone(cluster, pods, limit, (line) => report(inputs, line));
  // A lagging server lists a younger Pod only now.
  const namespace = first.metadata?.namespace ?? "default";
  await terminate(cluster, await cluster.pods(namespace, instanceSelector(inputs.instanceId)), inputs, limit);
}

/** Ends these Pods without deleting them, and waits until they have ended. */
export async function halt(
  cluster: Cluster,
  pods: Pod[],
  inputs: Pick<InstanceInputs, "name">,
  limit: number,
): Promise<void> {
  await Promise.all(pods.map((pod) => cluster.patchPod(pod, endPatch)));
  await untilOver(cluster, pods, limit, (line) => report(inputs, line));
}

type Resource = Identity & Pick<InstanceInputs, "__key">;

/**
 * Deletes the Pods that the same origin left for this very resource and whose instances are in no state: those of a killed
 * run, and those of instances that terminated themselves. What can't be told from another resource's is left to reap.
 */
export async function removeAbandoned(
  cluster: Cluster,
  namespace: string,
  inputs: Resource,
  trackedIds: ReadonlySet<string>,
): Promise<void> {
  if (!inputs.__key) return;
  const pods = await cluster.pods(namespace, resourceSelector(inputs));
  const untracked = pods.filter(({ metadata: { annotations, labels } = {} }) => {
    return (
      annotations?.[annotationKeys.resource] === inputs.__key &&
      isOrigin(annotations?.[annotationKeys.origin]) &&
      !trackedIds.has(labels?.[labelKeys.instanceId] ?? "")
    );
  });
  const remove = async (pod: Pod) => {
    if (isPending(pod)) return removeMarked(cluster, pod, (line) => report(inputs, line));
    if (await isTerminated(cluster, pod).catch(() => false)) await removeWithClaims(cluster, pod);
  };
  await Promise.all(untracked.map(remove));
}

/** The name of the resource that has adopted the instance from this one in the same program; undefined if none has. */
export function adopterOf(pods: Pod[], { name, __key: key }: Resource): string | undefined {
  const adopted = pods.find(({ metadata: { annotations = {}, labels = {} } = {} }) => {
    const otherKey = annotations[annotationKeys.resource];
    const isOther = labels[labelKeys.name] !== labelSafe(name) || (key && otherKey && key !== otherKey);
    return annotations[annotationKeys.adopted] && isOther;
  });
  return adopted?.metadata?.labels?.[labelKeys.name];
}

/**
 * Deletes a Pod with the mark of a launch that no state has, and its volumes. A kill also leaves the mark on an instance
 * that the state has had; what such a one has written must not go with it, so volumes that are older stay for reap to list.
 */
export async function removeMarked(
  cluster: Cluster,
  pod: Pod,
  report: (line: string) => void,
): Promise<void> {
  const { name = "", namespace = "default" } = pod.metadata ?? {};
  const existing = async (names: string[]) =>
    (await Promise.all(names.map((claim) => cluster.claim(namespace, claim)))).filter(
      (claim) => claim !== undefined,
    );
  const claims = await existing(claimsOf(pod));
  const now = new Date();
  const lasting = claims.filter((claim) => mayHaveBeenSaved(claim, now));
  // A Pod that never became ready still owns them, and Kubernetes deletes them with it.
  await Promise.all(lasting.map((claim) => cluster.patchClaim(claim, outlivingPatch)));
  await cluster.deletePod(pod);
  const nameOf = ({ metadata }: (typeof claims)[number]) => metadata?.name ?? "";
  const unused = claims.filter((claim) => !lasting.includes(claim));
  await Promise.all(unused.map((claim) => cluster.deleteClaim(namespace, nameOf(claim))));
  await removeUnusedNamingService(cluster, namespace, pod);
  // The others go with their Pod, which never became ready.
  const kept = (await existing(keptClaimsOf(pod))).filter(
    ({ metadata }) => !metadata?.ownerReferences?.length,
  );
  const tell = (why: string, names: string[]) => {
    if (names.length === 0) return;
    report(
      `deleted Pod ${name}, which no state has. Its volumes stay, because ${why}: ${names.join(", ")}. "ec2-pods reap" shows how to delete them`,
    );
  };
  tell("they are older than an hour", lasting.map(nameOf));
  tell("they have deleteOnTermination: false", kept.map(nameOf));
}

/** Deletes the last Pod of an instance, and the volumes that were created for it. */
export async function removeWithClaims(cluster: Cluster, pod: Pod): Promise<void> {
  await cluster.deletePod(pod);
  const namespace = pod.metadata?.namespace ?? "default";
  await Promise.all(claimsOf(pod).map((name) => cluster.deleteClaim(namespace, name)));
  await removeUnusedNamingService(cluster, namespace, pod);
}
