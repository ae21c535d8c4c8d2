import { isMarked, mayHaveBeenSaved } from "../../cluster/objects";
import type { PersistentVolumeClaim, Pod, VolumeSnapshot } from "../../cluster/objects";
import { labelKeys } from "../../common/names";
import { claimsOf } from "../../instance/block-devices";
import type { StackState } from "../stack/stack-state";
import { addressOf, findingOf, unlessSaved } from "./finding";
import type { Criteria, Finding } from "./finding";

export const hasClaim = ({ claims, instances }: StackState, claim: PersistentVolumeClaim): boolean =>
  claims.has(addressOf(claim)) || instances.has(instanceOf(claim));

export const hasSnapshot = ({ snapshots }: StackState, snapshot: VolumeSnapshot): boolean =>
  snapshots.has(addressOf(snapshot));

/** The instance that the claim was created for; empty for that of a Volume. */
const instanceOf = ({ metadata: { labels = {} } = {} }: PersistentVolumeClaim): string =>
  labels[labelKeys.volumeKey] === undefined ? (labels[labelKeys.instanceId] ?? "") : "";

/** The claims apart from those that come and go with one of the Pods. */
export function lastingClaims(claims: PersistentVolumeClaim[], pods: Pod[]): PersistentVolumeClaim[] {
  const withPods = new Set(
    pods.flatMap((pod) => claimsOf(pod).map((name) => `${pod.metadata?.namespace ?? ""}/${name}`)),
  );
  return claims.filter(
    (claim) => !claim.metadata?.ownerReferences?.length && !withPods.has(addressOf(claim)),
  );
}

export function judgeClaim(
  claim: PersistentVolumeClaim,
  state: StackState | undefined,
  criteria: Criteria,
): Finding {
  const instance = instanceOf(claim);
  const finding = findingOf("PersistentVolumeClaim", claim, state, criteria, {
    subject: instance || (claim.metadata?.labels?.[labelKeys.volumeId] ?? ""),
    has: (other) => hasClaim(other, claim),
    why: `the state doesn't have its ${instance ? "instance" : "volume"}`,
  });
  // The mark says nothing of data: a run that was killed after the engine's save leaves it.
  return claim.spec?.volumeName === undefined
    ? unlessSaved(finding, !isMarked(claim), criteria)
    : keptForData(finding, "it may hold data", "pvc");
}

/**
 * Only what a killed create left is an orphan: retainOnDelete and "pulumi state delete" leave a snapshot on purpose. A run
 * that was killed after the engine's save leaves the mark as well; without a state, only the age tells them apart.
 */
export function judgeSnapshot(
  snapshot: VolumeSnapshot,
  state: StackState | undefined,
  criteria: Criteria,
): Finding {
  const finding = findingOf("VolumeSnapshot", snapshot, state, criteria, {
    subject: snapshot.metadata.name ?? "",
    has: (other) => hasSnapshot(other, snapshot),
  });
  const isUnfinished =
    isMarked(snapshot) &&
    (state ? state.unfinished.has(addressOf(snapshot)) : !mayHaveBeenSaved(snapshot, criteria.now));
  return isUnfinished ? finding : keptForData(finding, "it holds data", "volumesnapshot");
}

/** No option of reap deletes data that no state has; the user may. */
const keptForData = (finding: Finding, data: string, resource: string): Finding =>
  finding.verdict !== "orphan"
    ? finding
    : {
        ...finding,
        verdict: "kept",
        why: `${data}, and ${finding.why}; delete it with "kubectl delete ${resource} ${finding.name} --namespace ${finding.namespace}"`,
      };
