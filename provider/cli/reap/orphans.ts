import { createdAt, isOver } from "../../cluster/objects";
import type { NetworkPolicy, PersistentVolumeClaim, Pod, VolumeSnapshot } from "../../cluster/objects";
import { annotationKeys, groupIdOfLabel, labelKeys } from "../../common/names";
import { usesClaim } from "../../instance/attached-volumes";
import { claimsOf } from "../../instance/block-devices";
import { instanceIdOf, isPending, secondFix } from "../../instance/pod-status";
import type { StackState } from "../stack/stack-state";

/** Milliseconds until the state has what an update created. */
const updateMilliseconds = 600_000;

/** The objects with a stack's label, and all Pods that its policies select. */
export interface StackObjects {
  pods: Pod[];
  policies: NetworkPolicy[];
  /** Those of Volumes. */
  claims: PersistentVolumeClaim[];
  snapshots: VolumeSnapshot[];
  members: ReadonlyMap<NetworkPolicy, Pod[]>;
}

export interface Criteria {
  /** States of the project's other stacks by name: the stack may have been renamed. */
  others: ReadonlyMap<string, StackState>;
  /** Origin whose objects may be orphans; undefined for any. */
  origin: string | undefined;
  /** Milliseconds below which an object is young; undefined for the default. */
  olderThan: number | undefined;
  /** Whether instances that an update once saved may be orphans while their stack exists. */
  includeSaved?: boolean;
  now: Date;
}

/** One object that the state doesn't have, and the verdict on it. */
export interface Finding {
  kind: "Pod" | "NetworkPolicy" | "PersistentVolumeClaim" | "VolumeSnapshot";
  namespace: string;
  name: string;
  uid: string;
  /** Id of the instance, the group, the volume or the snapshot. */
  subject: string;
  ageSeconds: number;
  verdict: "orphan" | "kept" | "deleted" | "failed";
  why: string;
  /** Claims that are deleted with a Pod. */
  claims?: string[];
}

/** A finding with its object. */
export type Judgment = { finding: Finding } & (
  | { pod: Pod }
  | { claim: PersistentVolumeClaim }
  | { snapshot: VolumeSnapshot }
  /** Covered: another policy blocks for its members what it blocks. */
  | { policy: NetworkPolicy; covered: boolean }
);

/** Judges what the state doesn't have. The state is undefined if the stack no longer exists. */
export function judge(objects: StackObjects, state: StackState | undefined, criteria: Criteria): Judgment[] {
  const pods = objects.pods
    .filter((pod) => !state || !hasPod(state, pod))
    .map((pod) => ({ pod, finding: judgePod(pod, state, criteria) }));
  for (const pod of state ? objects.pods : []) {
    const right = state && rightPodOf(pod, objects.pods, state);
    if (right) pods.push({ pod, finding: secondPod(pod, right, criteria) });
  }
  const orphans = new Set(
    pods.filter(({ finding }) => finding.verdict === "orphan").map(({ finding }) => finding.uid),
  );
  const untracked = objects.policies.filter((policy) => !state || !hasPolicy(state, policy));
  const policies = untracked.map((policy) => ({
    policy,
    covered: false,
    finding: judgePolicy(policy, state, criteria),
  }));
  const staying = objects.policies.filter((policy) => !untracked.includes(policy));
  staying.push(...policies.filter(({ finding }) => finding.verdict === "kept").map(({ policy }) => policy));
  // A group's own policy comes before those of its rules, which cover less.
  const candidates = policies
    .filter(({ finding }) => finding.verdict === "orphan")
    .sort((a, b) => typesOf(b.policy).length - typesOf(a.policy).length);
  for (const candidate of candidates) {
    const { policy, finding } = candidate;
    candidate.covered = staying.some((other) => covers(other, policy));
    const member = (objects.members.get(policy) ?? []).find(
      (pod) => !isOver(pod) && !orphans.has(pod.metadata?.uid ?? ""),
    );
    if (candidate.covered || !member) continue;
    finding.verdict = "kept";
    finding.why = `Pod ${addressOf(member)} is a member and would be open without it`;
    staying.push(policy);
  }
  const claims = objects.claims
    .filter((claim) => !state || !hasClaim(state, claim))
    .map((claim) => ({ claim, finding: judgeClaim(claim, state, criteria) }));
  for (const { claim, finding } of claims) {
    if (finding.verdict === "orphan" && holdsData(claim)) {
      finding.verdict = "kept";
      finding.why = `it may hold data, and ${finding.why}; delete it with "kubectl delete pvc ${finding.name} --namespace ${finding.namespace}"`;
    }
    const user = objects.pods.find(
      (pod) =>
        !isOver(pod) && !orphans.has(pod.metadata?.uid ?? "") && usesClaim(pod, claim.metadata?.name ?? ""),
    );
    if (finding.verdict !== "orphan" || !user) continue;
    finding.verdict = "kept";
    finding.why = `Pod ${addressOf(user)} uses it`;
  }
  const snapshots = objects.snapshots
    .filter((snapshot) => !state || !hasSnapshot(state, snapshot))
    .map((snapshot) => ({ snapshot, finding: judgeSnapshot(snapshot, state, criteria) }));
  return [...pods, ...policies, ...claims, ...snapshots];
}

const idsOf = (pod: Pod): string[] =>
  [pod.metadata?.labels?.[labelKeys.instanceId], instanceIdOf(pod)].filter((id) => id !== undefined);

const hasPod = ({ instances }: StackState, pod: Pod): boolean => idsOf(pod).some((id) => instances.has(id));

/** The Pod in the state of an instance that runs in this Pod as well. */
const rightPodOf = (pod: Pod, pods: Pod[], state: StackState): Pod | undefined =>
  hasPod(state, pod) && !isOver(pod) && !state.pods.has(addressOf(pod))
    ? pods.find((other) => !isOver(other) && sharesId(pod, other) && state.pods.has(addressOf(other)))
    : undefined;

const sharesId = (one: Pod, other: Pod): boolean => idsOf(one).some((id) => idsOf(other).includes(id));

/** It is kept, because an update in progress may be about to save it. */
const secondPod = (pod: Pod, right: Pod, criteria: Criteria): Finding => ({
  kind: "Pod",
  ...common(pod, criteria),
  subject: idsOf(pod)[0] ?? "",
  verdict: "kept",
  why: `its instance also runs in Pod ${addressOf(right)}, which the state has; ${secondFix(pod)}`,
});

const hasPolicy = ({ policies }: StackState, policy: NetworkPolicy): boolean =>
  policies.has(addressOf(policy));

const hasClaim = ({ claims }: StackState, claim: PersistentVolumeClaim): boolean =>
  claims.has(addressOf(claim));

const hasSnapshot = ({ snapshots }: StackState, snapshot: VolumeSnapshot): boolean =>
  snapshots.has(addressOf(snapshot));

/** A volume that a state had once: retainOnDelete and "pulumi state delete" leave it on purpose. */
const holdsData = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  metadata?.labels?.[labelKeys.volumeId] !== undefined &&
  metadata.annotations?.[annotationKeys.launchPending] === undefined &&
  spec?.volumeName !== undefined;

const judgeClaim = (
  claim: PersistentVolumeClaim,
  state: StackState | undefined,
  criteria: Criteria,
): Finding => ({
  kind: "PersistentVolumeClaim",
  ...common(claim, criteria),
  subject: claim.metadata?.labels?.[labelKeys.volumeId] ?? "",
  ...verdictOf(claim, state, criteria, {
    has: (other) => hasClaim(other, claim),
    limit: updateMilliseconds,
    why: "the state doesn't have its volume",
  }),
});

/** Only what a killed run left is an orphan: retainOnDelete and "pulumi state delete" leave a snapshot on purpose. */
function judgeSnapshot(snapshot: VolumeSnapshot, state: StackState | undefined, criteria: Criteria): Finding {
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

function judgePod(pod: Pod, state: StackState | undefined, criteria: Criteria): Finding {
  const [id = ""] = idsOf(pod);
  const claims = claimsOf(pod);
  const wasSaved = !isPending(pod) && !state?.creating.has(id);
  const finding: Finding = {
    kind: "Pod",
    ...common(pod, criteria),
    subject: id,
    ...verdictOf(pod, state, criteria, {
      has: (other) => hasPod(other, pod),
      limit: Math.max(updateMilliseconds, state?.creating.get(id) ?? 0),
      why: wasSaved ? "the state doesn't have its instance" : "the creation of its instance never finished",
    }),
    claims: claims.length > 0 ? claims : undefined,
  };
  if (finding.verdict !== "orphan" || !state || !wasSaved || criteria.includeSaved) return finding;
  const why = `${finding.why}, but an update saved it once: retainOnDelete, "pulumi state delete" and a move to another project leave it; --include-saved deletes it`;
  return { ...finding, verdict: "kept", why };
}

const judgePolicy = (policy: NetworkPolicy, state: StackState | undefined, criteria: Criteria): Finding => ({
  kind: "NetworkPolicy",
  ...common(policy, criteria),
  subject: groupOf(policy),
  ...verdictOf(policy, state, criteria, {
    has: (other) => hasPolicy(other, policy),
    limit: updateMilliseconds,
    why: "the state doesn't have it",
  }),
});

type StackObject = Pod | NetworkPolicy | PersistentVolumeClaim | VolumeSnapshot;

function common(object: StackObject, { now }: Criteria) {
  const { namespace = "default", name = "", uid = "" } = object.metadata ?? {};
  const ageSeconds = Math.max(0, Math.round((Number(now) - createdAt(object, now)) / 1000));
  return { namespace, name, uid, ageSeconds };
}

/** Why objects of other origins are kept. */
export const otherOrigin = "another machine, another user or another folder created it";
export const unknownOrigin = "it has no record of its origin";

function verdictOf(
  object: StackObject,
  state: StackState | undefined,
  criteria: Criteria,
  { has, limit, why }: { has: (state: StackState) => boolean; limit: number; why: string },
): Pick<Finding, "verdict" | "why"> {
  const kept = (reason: string) => ({ verdict: "kept" as const, why: reason });
  const origin = object.metadata?.annotations?.[annotationKeys.origin];
  if (object.metadata?.deletionTimestamp) return kept("it is already being deleted");
  const [holder] = [...criteria.others].find(([, other]) => has(other)) ?? [];
  if (holder !== undefined) return kept(`it is in the state of stack "${holder}"`);
  if (criteria.origin !== undefined && origin !== criteria.origin) {
    return kept(origin === undefined ? unknownOrigin : otherOrigin);
  }
  if (!state) return { verdict: "orphan", why: "the stack no longer exists" };
  return common(object, criteria).ageSeconds * 1000 < (criteria.olderThan ?? limit)
    ? kept("it is young: an update in progress may not have saved it yet")
    : { verdict: "orphan", why };
}

const addressOf = ({ metadata }: StackObject): string =>
  `${metadata?.namespace ?? "default"}/${metadata?.name ?? ""}`;

const memberLabelOf = ({ spec }: NetworkPolicy) => Object.entries(spec?.podSelector?.matchLabels ?? {})[0];

/** The selector of the Pods that a policy applies to; undefined for all Pods. */
export const memberSelector = (policy: NetworkPolicy): string | undefined => memberLabelOf(policy)?.join("=");

/** Id of the group that a policy belongs to; empty for another policy. */
const groupOf = (policy: NetworkPolicy): string => groupIdOfLabel(memberLabelOf(policy)?.[0] ?? "") ?? "";

const typesOf = ({ spec }: NetworkPolicy): string[] => spec?.policyTypes ?? [];

/** Whether one policy isolates all Pods that another one isolates, in the same directions. */
const covers = (one: NetworkPolicy, other: NetworkPolicy): boolean =>
  one.metadata?.deletionTimestamp === undefined &&
  one.metadata?.namespace === other.metadata?.namespace &&
  memberSelector(one) === memberSelector(other) &&
  typesOf(other).every((type) => typesOf(one).includes(type));
