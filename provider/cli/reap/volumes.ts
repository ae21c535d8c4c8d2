import type { PersistentVolumeClaim, Pod, VolumeSnapshot } from "../../cluster/objects";
import { annotationKeys, labelKeys } from "../../common/names";
import { claimsOf } from "../../instance/block-devices";
import type { StackState } from "../stack/stack-state";
import { addressOf, common, unlessSaved, updateMilliseconds, verdictOf } from "./finding";
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
  const finding: Finding = {
    kind: "PersistentVolumeClaim",
    ...common(claim, criteria),
    subject: instance || (claim.metadata?.labels?.[labelKeys.volumeId] ?? ""),
    ...verdictOf(claim, state, criteria, {
      has: (other) => hasClaim(other, claim),
      limit: updateMilliseconds,
      why: `the state doesn't have its ${instance ? "instance" : "volume"}`,
    }),
  };
  const isMarked = claim.metadata?.annotations?.[annotationKeys.launchPending] !== undefined;
  // The mark says nothing of data: a run that was killed after the engine's save leaves it.
  if (claim.spec?.volumeName === undefined) return unlessSaved(finding, !isMarked, criteria);
  if (finding.verdict !== "orphan") return finding;
  const command = `kubectl delete pvc ${finding.name} --namespace ${finding.namespace}`;
  return {
    ...finding,
    verdict: "kept",
    why: `it may hold data, and ${finding.why}; delete it with "${command}"`,
  };
}

/** Only what a killed run left is an orphan: retainOnDelete and "pulumi state delete" leave a snapshot on purpose. */
export function judgeSnapshot(
  snapshot: VolumeSnapshot,
  state: StackState | undefined,
  criteria: Criteria,
): Finding {
  const finding: Finding = {
    kind: "VolumeSnapshot",
    ...common(snapshot, criteria),
    subject: snapshot.metadata.name ?? "",
    ...verdictOf(snapshot, state, criteria, {
      has: (other) => hasSnapshot(other, snapshot),
      limit: updateMilliseconds,
      why: "the state doesn't have it",
    }),
  };
  const isSaved = snapshot.metadata.annotations?.[annotationKeys.launchPending] === undefined;
  if (finding.verdict !== "orphan" || !isSaved) return finding;
  const command = `kubectl delete volumesnapshot ${finding.name} --namespace ${finding.namespace}`;
  return {
    ...finding,
    verdict: "kept",
    why: `it holds data, and ${finding.why}; delete it with "${command}"`,
  };
}
