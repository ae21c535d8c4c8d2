import { savesAtEnd } from "../cluster/after-save";
import type { Cluster } from "../cluster/cluster";
import { isMarked, isOver, mayHaveBeenSaved } from "../cluster/objects";
import type { PersistentVolumeClaim } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import { annotationKeys, labelKeys, ownerLabels, volumeKey } from "../common/names";
import { isForeign, isOrigin, ownOrigin } from "../common/origin";
import { say } from "../common/secrets";
import { isGiven } from "../common/values";
import { toVolumeClaim } from "../instance/attached-volumes";
import { outlivingPatch } from "../instance/block-devices";
import { remount } from "../instance/lifecycle";
import { instanceIdOf } from "../instance/pod-status";
import { trackedIds, untilClaimGone, usersOf } from "../instance/volume-users";
import { identityIn } from "../record/check";
import type { Values } from "../record/kind";
import { limit } from "../record/target";
import { volumeIdOf } from "./claims";
import { grow, sizeOf } from "./growth";

/** URNs of the volumes that are in the engine's state, by id: it mentions a volume before it replaces it. */
export const trackedUrns = new Map<string, string>();

/** The claim of a volume. */
export const claimOf = (values: Values): string => String(values["claim"]);

/** What makes a claim the volume's own, whoever created it, and the mark of one that no state has yet. */
const ownMetadata = (values: Values, launchPending: "true" | null) => ({
  labels: {
    ...ownerLabels(identityIn(values["__urn"])),
    [labelKeys.volumeKey]: volumeKey(String(values["__urn"])),
    [labelKeys.volumeId]: String(values["recordId"]),
  },
  annotations: {
    [annotationKeys.origin]: ownOrigin(),
    [annotationKeys.launchPending]: launchPending,
    [annotationKeys.tags]: JSON.stringify(values["tagsAll"] ?? {}),
    [annotationKeys.availabilityZone]: values["availabilityZone"],
  },
});

/** Gives a new volume its claim: the one that an instance or a killed run created for it, or a new one. */
export async function claimForNew(
  cluster: Cluster,
  namespace: string,
  inputs: Values,
): Promise<PersistentVolumeClaim> {
  const wanted = wantedClaim(namespace, inputs);
  const { labels, annotations } = ownMetadata(inputs, "true");
  const { metadata } = wanted;
  // Whole, so that a kill right after it leaves a claim that the next run recognizes.
  await cluster.ensureClaim({
    ...wanted,
    metadata: {
      ...metadata,
      labels: { ...metadata?.labels, ...labels },
      annotations: { ...metadata?.annotations, ...(annotations as Record<string, string>) },
    },
  });
  const claim = (await cluster.claim(namespace, claimOf(inputs))) ?? wanted;
  refuseForeign(claim, inputs, { isNew: !(await isMountedHere(cluster, claim)) });
  const source = sourceOf(wanted);
  if (sourceOf(claim) !== source) {
    if (!(await isOfLeftSnapshot(cluster, claim))) throw otherData(claim, source);
    await cluster.deleteClaim(namespace, claimOf(inputs));
    await untilFree(cluster, namespace, inputs);
    return claimForNew(cluster, namespace, inputs);
  }
  return adjust(cluster, claim, inputs, "true");
}

/** Gives a volume that the state has its claim as the program says; a new one if it is gone. */
export async function claimForSaved(cluster: Cluster, namespace: string, inputs: Values): Promise<void> {
  const wanted = wantedClaim(namespace, inputs);
  if (await cluster.ensureClaim(wanted)) {
    const content = sourceOf(wanted) === undefined ? "an empty one" : "one with the data of its snapshot";
    say(
      `Volume "${identityIn(inputs["__urn"]).name}": warning: its claim ${claimOf(inputs)} was gone, so it has ${content} now`,
    );
  }
  const claim = (await cluster.claim(namespace, claimOf(inputs))) ?? wanted;
  refuseForeign(claim, inputs);
  await adjust(cluster, claim, inputs, null);
}

/** Whether an instance of the state mounts a claim without an id, which its launch made, for whichever user of the backend. */
async function isMountedHere(cluster: Cluster, claim: PersistentVolumeClaim): Promise<boolean> {
  const { name = "", namespace = "", annotations } = claim.metadata ?? {};
  if (volumeIdOf(claim) !== undefined || !isForeign(annotations?.[annotationKeys.origin])) return false;
  const users = await usersOf(cluster, namespace, name);
  return users.some((pod) => trackedIds.has(instanceIdOf(pod) ?? ""));
}

/** Waits until a claim that is being deleted is gone, and re-creates the Pods that hold it. */
export const untilFree = (cluster: Cluster, namespace: string, inputs: Values): Promise<void> =>
  // The engine may check the instance that mounts the replaced volume only now.
  untilClaimGone(cluster, namespace, claimOf(inputs), limit, () =>
    remountUsers(cluster, namespace, claimOf(inputs)),
  );

/** Re-creates the Pods that use a claim which is being deleted, as far as this run knows their instances. */
export async function remountUsers(cluster: Cluster, namespace: string, claim: string): Promise<void> {
  const users = await usersOf(cluster, namespace, claim);
  const ids = users.filter((pod) => !isOver(pod)).map((pod) => instanceIdOf(pod) ?? "");
  await Promise.all([...new Set(ids)].map(remount));
}

const wantedClaim = (namespace: string, inputs: Values): PersistentVolumeClaim =>
  toVolumeClaim({
    ...identityIn(inputs["__urn"]),
    namespace,
    size: Number(inputs["size"]),
    claim: claimOf(inputs),
    key: volumeKey(String(inputs["__urn"])),
    origin: ownOrigin(),
    multiAttach: String(inputs["multiAttachEnabled"]) === "true",
    snapshotId: isGiven(inputs["snapshotId"]) ? String(inputs["snapshotId"]) : undefined,
  });

async function adjust(
  cluster: Cluster,
  claim: PersistentVolumeClaim,
  inputs: Values,
  launchPending: "true" | null,
): Promise<PersistentVolumeClaim> {
  const metadata = { ...outlivingPatch.metadata, ...ownMetadata(inputs, launchPending) };
  await cluster.patchClaim(claim, { metadata });
  const size = Number(inputs["size"]);
  if ((sizeOf(claim) ?? size) < size) await grow(cluster, claim, size);
  return claim;
}

/** Whether a killed run of this user's stack created the claim for a volume that surely no state has had. */
export const isLeft = ({ metadata = {} }: PersistentVolumeClaim): boolean =>
  isOrigin(metadata.annotations?.[annotationKeys.origin]) &&
  isMarked({ metadata }) &&
  !trackedUrns.has(volumeIdOf({ metadata }) ?? "") &&
  !mayHaveBeenSaved({ metadata }, new Date());

/**
 * Leaves the claim of another volume alone: one that was renamed or removed from the state, or one of another user who runs
 * a stack of the same name in this namespace.
 */
function refuseForeign(claim: PersistentVolumeClaim, inputs: Values, { isNew = false } = {}): void {
  const { name = "", namespace = "", annotations = {} } = claim.metadata ?? {};
  const other = volumeIdOf(claim);
  const origin = annotations[annotationKeys.origin];
  if (other === inputs["recordId"] || isLeft(claim)) return;
  // An instance's launch gives it no id. The state has had such a claim only if its volume isn't new.
  if (other === undefined && !(isNew && isForeign(origin))) return;
  throw isOrigin(origin)
    ? new ExplainedError(
        `claim ${name} holds the data of ${other}, an earlier volume of this name`,
        `Give the new volume another logical name. If no program has ${other} any more, the new one takes its data after "kubectl label pvc ${name} --namespace ${namespace} ${labelKeys.volumeId}-", and starts empty after "kubectl delete pvc ${name} --namespace ${namespace}"`,
      )
    : new ExplainedError(
        `its claim ${name} already exists${other === undefined ? "" : ` as ${other}`}: another machine, user or folder created it for a stack of the same name`,
        `Use another namespace, or delete it with "kubectl delete pvc ${name} --namespace ${namespace}"`,
      );
}

const sourceOf = ({ spec }: PersistentVolumeClaim): string | undefined => spec?.dataSource?.name;

/** Whether a killed run made the claim of a snapshot that it left as well, and that this run has deleted. */
async function isOfLeftSnapshot(cluster: Cluster, claim: PersistentVolumeClaim): Promise<boolean> {
  const source = sourceOf(claim);
  // With checkpoints, the state has a snapshot before anything is made of it.
  if (source === undefined || !savesAtEnd || !isLeft(claim)) return false;
  return !(await cluster.object("volumesnapshots", claim.metadata?.namespace ?? "default", source));
}

/** A claim that an earlier program created from another snapshot, or from none. */
function otherData(claim: PersistentVolumeClaim, snapshotId: string | undefined): ExplainedError {
  const { name = "", namespace = "" } = claim.metadata ?? {};
  return new ExplainedError(
    `its claim ${name} already exists, made from ${sourceOf(claim) ?? "no snapshot"} instead of ${snapshotId ?? "none"}`,
    `If nothing needs its data, delete it with "kubectl delete pvc ${name} --namespace ${namespace}"`,
  );
}
