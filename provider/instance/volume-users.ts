import type { Cluster } from "../cluster/cluster";
import type { PersistentVolumeClaim, Pod } from "../cluster/objects";
import { runEnds } from "../cluster/run";
import { ExplainedError } from "../common/errors";
import { annotationKeys, labelKeys } from "../common/names";
import { isForeign, origins } from "../common/origin";
import { recordById, recordsOf } from "../record/registry";
import {
  declaresVolumes,
  detachedPatch,
  isLeftAttached,
  mountedVolumes,
  usesClaim,
  wantedClaims,
} from "./attached-volumes";
import type { AttachedClaim } from "./attached-volumes";
import { outlivingPatch } from "./block-devices";
import type { InstanceInputs, InstanceState } from "./model";
import { instanceIdOf, isPending } from "./pod-status";
import { keptFrom } from "./protection";
import { untilFound, untilGone, WaitError } from "./wait";

/** Instances that the engine is known to have in its state: it mentions an instance before it replaces it. */
export const trackedIds = new Set<string>();

/** Whether this run has checked the resource of a key: then it is known which instance the state has of it. */
export const isCheckedKey = (key: string | undefined): boolean =>
  key !== undefined && recordsOf("ec2:Instance").some(({ values }) => values["__key"] === key);

/** The Pods that run or will run with a claim, even if they are being deleted. */
export async function usersOf(cluster: Cluster, namespace: string, claim: string): Promise<Pod[]> {
  const pods = await cluster.pods(namespace, {});
  return pods.filter((pod) => usesClaim(pod, claim) && !hasEnded(pod));
}

const hasEnded = ({ status }: Pod): boolean => ["Failed", "Succeeded"].includes(status?.phase ?? "");

/** EC2's words for a volume that another instance has. */
export const volumeInUse = (volume: string, instanceId: string): ExplainedError =>
  new ExplainedError(
    `VolumeInUse: ${volume} is already attached to an instance, ${instanceId}`,
    "Remove its other VolumeAttachment first, or attach another volume",
  );

/** The instance that gets a claim. */
interface Taker {
  instanceId: string;
  owner: string;
  /** That of its resource. */
  key?: string | undefined;
}

/**
 * Takes claims from the other instances of the stack: only one Pod at a time can write to a file system.
 *
 * Such an instance is replaced or loses the volume later in the same update, which launches its Pod again. Nothing launches
 * one that this run doesn't know: the program no longer declares it, or "--target" leaves it out.
 */
export async function takeClaims(
  cluster: Cluster,
  namespace: string,
  taker: Taker,
  claims: readonly string[],
  options: { limit: number; report(line: string): void },
): Promise<void> {
  for (const name of claims) {
    const claim = await cluster.claim(namespace, name);
    if (!claim || claim.metadata?.annotations?.[annotationKeys.multiAttach]) continue;
    const others = (await usersOf(cluster, namespace, name)).filter(
      (pod) => instanceIdOf(pod) !== taker.instanceId,
    );
    // Of a launch that failed or was killed: its Pod would take the claim with it.
    if (claim.metadata?.ownerReferences?.length) await cluster.patchClaim(claim, outlivingPatch);
    const volume = claim.metadata?.labels?.[labelKeys.volumeId] ?? `the volume of claim ${name}`;
    others.forEach((pod) => refuseUser(pod, taker, volume));
    for (const pod of others) {
      options.report(`ends the Pod of ${instanceIdOf(pod) ?? ""}, which uses ${volume}`);
      await cluster.deletePod(pod);
    }
    await untilGone(cluster, others, options.limit, options.report);
  }
}

/** Leaves the Pod alone if nothing would launch it again. */
function refuseUser(pod: Pod, taker: Taker, volume: string): void {
  const { name = "", namespace = "", labels = {}, annotations = {} } = pod.metadata ?? {};
  const id = instanceIdOf(pod) ?? "";
  const kept = keptFrom(id, taker.key, volume);
  if (kept) throw kept;
  // A stack that was renamed has Pods of its former name.
  if (trackedIds.has(id)) return;
  if (labels[labelKeys.owner] !== taker.owner) throw volumeInUse(volume, `${id} of another stack`);
  if (isLeft(pod)) return;
  const { [annotationKeys.origin]: maker, [annotationKeys.resource]: key } = annotations;
  const byHand = `"kubectl delete pod ${name} --namespace ${namespace}"`;
  if (isForeign(maker)) {
    throw new ExplainedError(
      `VolumeInUse: ${volume} is already attached to an instance, ${id}, which another machine, user or folder launched for a stack of this name`,
      `Use another namespace. If that is this stack and a killed run left the Pod, run ${byHand}`,
    );
  }
  const isFormer = key !== undefined && key === taker.key;
  throw isFormer
    ? new ExplainedError(
        `VolumeInUse: ${volume} is already attached to an instance, ${id}, which this one follows by --replace, "pulumi state delete" or retainOnDelete`,
        `With --replace, detach the volume in an update of its own first, and attach it again once the instance is replaced. If no state has ${id} any more, run ${byHand}`,
      )
    : new ExplainedError(
        `VolumeInUse: ${volume} is already attached to an instance, ${id}, which this run hasn't updated`,
        `Run without --target, or with that instance among the targets. If it depends on this instance, detach the volume in an update of its own. If the program no longer declares it, delete it first. If a killed run left it and no state has it, run ${byHand}`,
      );
}

/** A Pod that ends anyway, or that a killed run left. */
const isLeft = (pod: Pod): boolean =>
  pod.metadata?.deletionTimestamp !== undefined || (isPending(pod) && isUnsaved(pod));

/** Whether no state has the Pod with a mark, by what this run knows. Those of earlier releases don't say whose they are. */
function isUnsaved({ metadata }: Pod): boolean {
  const { [annotationKeys.origin]: maker, [annotationKeys.resource]: key } = metadata?.annotations ?? {};
  return !isForeign(maker) && (key === undefined || isCheckedKey(key));
}

/** Whether any of the claims is left. What can't be read isn't gone. */
export async function hasClaims(
  cluster: Cluster,
  namespace: string,
  names: readonly string[],
): Promise<boolean> {
  const isThere = (name: string) =>
    cluster.claim(namespace, name).then(
      (claim) => claim !== undefined && !claim.metadata?.deletionTimestamp,
      () => true,
    );
  return (await Promise.all(names.map(isThere))).includes(true);
}

/** Waits until a claim that is being deleted is gone. Kubernetes keeps it as long as a Pod uses it. */
export async function untilClaimGone(
  cluster: Cluster,
  namespace: string,
  name: string,
  limit: number,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await untilFound(async (waited) => {
    const claim = await cluster.claim(namespace, name);
    if (!claim?.metadata?.deletionTimestamp) return true;
    if (runEnds.aborted) return undefined;
    if (waited > limit) {
      const [user] = await usersOf(cluster, namespace, name);
      throw new WaitError(
        `claim ${name} of an earlier volume still exists ${Math.round(limit / 1000)} s after its deletion`,
        user
          ? `Delete Pod ${user.metadata?.name ?? ""}, which uses it`
          : `See "kubectl describe pvc ${name} --namespace ${namespace}"`,
      );
    }
    await meanwhile();
    return undefined;
  });
}

/** The volumes to mount; undefined if nothing says that a Pod's mounts changed, because that costs a request. */
export async function attachedTo(
  cluster: Cluster,
  inputs: InstanceInputs,
  options: { namespace: string; olds?: InstanceState; remount?: boolean },
  { latest, pods }: { latest: Pod | undefined; pods: Pod[] },
): Promise<AttachedClaim[] | undefined> {
  const { namespace, olds, remount } = options;
  const isNew = !olds && !inputs.adopt;
  const hasSome = pods.some((pod) => Object.keys(mountedVolumes(pod)).length > 0);
  const mayHaveSome = !latest && !isNew && (pods.length === 0 || hasSome);
  if (!declaresVolumes(inputs, olds) && !mayHaveSome && !remount) return undefined;
  const claims = await cluster.claims(namespace);
  const own = { origins: origins(), pods, states: [inputs, ...(olds ? [olds] : [])] };
  const mine = claims
    .filter(({ metadata }) => metadata?.labels?.[labelKeys.attachedTo] === inputs.instanceId)
    .filter((claim) => isLeftAttached(claim, own));
  await Promise.all(mine.map((claim) => cluster.patchClaim(claim, detachedPatch)));
  const detached = mine.map(({ metadata }) => ({
    metadata: { ...metadata, labels: { ...metadata?.labels, [labelKeys.attachedTo]: "" } },
  }));
  const isTaken = (claim: PersistentVolumeClaim): boolean =>
    isOfOthers(claim, inputs, olds) && !pods.some((pod) => usesClaim(pod, claim.metadata?.name ?? ""));
  const seen = [...claims.filter((claim) => !mine.includes(claim)), ...detached].map((claim) =>
    // Without its labels, it is only a name that can't be used.
    isTaken(claim) ? { metadata: { ...claim.metadata, labels: {} } } : claim,
  );
  return wantedClaims(inputs, seen, olds);
}

/** Whether another user's run made the claim under the same names, and nothing says that this user's state has it. */
function isOfOthers(
  { metadata: { name = "", labels = {}, annotations = {} } = {} }: PersistentVolumeClaim,
  { instanceId }: InstanceInputs,
  olds?: InstanceState,
): boolean {
  if (!isForeign(annotations[annotationKeys.origin])) return false;
  const attachedTo = labels[labelKeys.attachedTo] ?? "";
  const isKnown =
    attachedTo === instanceId ||
    trackedIds.has(attachedTo) ||
    Object.values(olds?.attachedVolumes ?? {}).includes(name) ||
    recordById(labels[labelKeys.volumeId] ?? "") !== undefined;
  return !isKnown;
}

/** Makes the volumes of a launch free for it. */
export async function freeClaims(
  cluster: Cluster,
  { instanceId, pod, __key: key }: InstanceInputs,
  options: {
    namespace: string;
    limit: number;
    attached?: readonly AttachedClaim[] | undefined;
    report(line: string): void;
  },
): Promise<void> {
  const { namespace, limit, attached = [] } = options;
  const names = (isMissing: boolean) =>
    attached.filter(({ source }) => isMissing === (source !== undefined)).map(({ claim }) => claim);
  const taker = { instanceId, owner: pod.labels[labelKeys.owner] ?? "", key };
  await takeClaims(cluster, namespace, taker, names(false), options);
  for (const claim of names(true)) await untilClaimGone(cluster, namespace, claim, limit);
}
