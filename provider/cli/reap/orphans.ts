import { isOver } from "../../cluster/objects";
import type { NetworkPolicy, PersistentVolumeClaim, Pod, VolumeSnapshot } from "../../cluster/objects";
import { groupIdOfLabel, labelKeys } from "../../common/names";
import { usesClaim } from "../../instance/attached-volumes";
import { claimsOf } from "../../instance/block-devices";
import { instanceIdOf, isPending, secondFix } from "../../instance/pod-status";
import type { StackState } from "../stack/stack-state";
import { addressOf, common, findingOf, unlessSaved, updateMilliseconds } from "./finding";
import type { Criteria, Finding } from "./finding";
import { hasPart, judgePart, pendingPlaces } from "./load-balancers";
import type { LoadBalancerObject } from "./load-balancers";
import { hasClaim, hasSnapshot, judgeClaim, judgeSnapshot } from "./volumes";

/** The objects with a stack's label, and all Pods that its policies select. */
export interface StackObjects {
  pods: Pod[];
  policies: NetworkPolicy[];
  /** Those that don't come and go with a Pod. */
  claims: PersistentVolumeClaim[];
  snapshots: VolumeSnapshot[];
  loadBalancers: LoadBalancerObject[];
  members: ReadonlyMap<NetworkPolicy, Pod[]>;
}

/** A finding with its object. */
export type Judgment = { finding: Finding } & (
  | { pod: Pod }
  | { claim: PersistentVolumeClaim }
  | { snapshot: VolumeSnapshot }
  | { part: LoadBalancerObject }
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
  const pending = pendingPlaces(objects.loadBalancers);
  const parts = objects.loadBalancers
    .filter((part) => !state || !hasPart(state, part))
    .map((part) => ({ part, finding: judgePart(part, state, criteria, pending) }));
  const balancers = new Set(parts.filter(isOrphan).map(({ part }) => addressOf(part.object)));
  const orphans = new Set(pods.filter(isOrphan).map(({ finding }) => finding.uid));
  const staysUntracked = new Set(
    pods.filter(({ finding }) => finding.verdict === "kept").map(({ finding }) => finding.uid),
  );
  const leaves = ({ metadata = {} }: Pod) =>
    orphans.has(metadata.uid ?? "") ||
    balancers.has(`${metadata.namespace ?? ""}/${metadata.labels?.[labelKeys.loadBalancer] ?? ""}`);
  const policies = judgePolicies(objects.policies, state, criteria);
  const untracked = new Set(policies.map(({ policy }) => policy));
  const staying = objects.policies.filter((policy) => !untracked.has(policy));
  staying.push(...policies.filter(({ finding }) => finding.verdict === "kept").map(({ policy }) => policy));
  // A group's own policy comes before those of its rules, which cover less.
  const candidates = policies
    .filter(isOrphan)
    .sort((a, b) => typesOf(b.policy).length - typesOf(a.policy).length);
  for (const candidate of candidates) {
    const { policy, finding } = candidate;
    candidate.covered = staying.some((other) => covers(other, policy));
    const members = (objects.members.get(policy) ?? []).filter((pod) => !isOver(pod) && !leaves(pod));
    // Whatever has the Pod now may have the rule as well.
    const untracked = members.find(({ metadata }) => staysUntracked.has(metadata?.uid ?? ""));
    const member = candidate.covered ? untracked : members[0];
    if (!member) continue;
    finding.verdict = "kept";
    finding.why = candidate.covered
      ? `Pod ${addressOf(member)} is a member and stays`
      : `Pod ${addressOf(member)} is a member and would be open without it`;
    staying.push(policy);
  }
  const claims = objects.claims
    .filter((claim) => !state || !hasClaim(state, claim))
    .map((claim) => ({ claim, finding: judgeClaim(claim, state, criteria) }));
  for (const { claim, finding } of claims) {
    const user = objects.pods.find(
      (pod) => !isOver(pod) && !leaves(pod) && usesClaim(pod, claim.metadata?.name ?? ""),
    );
    if (finding.verdict !== "orphan" || !user) continue;
    finding.verdict = "kept";
    finding.why = `Pod ${addressOf(user)} uses it`;
  }
  const snapshots = objects.snapshots
    .filter((snapshot) => !state || !hasSnapshot(state, snapshot))
    .map((snapshot) => ({ snapshot, finding: judgeSnapshot(snapshot, state, criteria) }));
  return [...pods, ...policies, ...claims, ...snapshots, ...parts];
}

export const isOrphan = ({ finding }: { finding: Finding }): boolean => finding.verdict === "orphan";

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

function judgePod(pod: Pod, state: StackState | undefined, criteria: Criteria): Finding {
  const [id = ""] = idsOf(pod);
  const claims = claimsOf(pod);
  const wasSaved = !isPending(pod) && !state?.creating.has(id);
  const finding = findingOf("Pod", pod, state, criteria, {
    subject: id,
    has: (other) => hasPod(other, pod),
    limit: Math.max(updateMilliseconds, state?.creating.get(id) ?? 0),
    why: wasSaved ? "the state doesn't have its instance" : "the creation of its instance never finished",
  });
  return unlessSaved({ ...finding, claims: claims.length > 0 ? claims : undefined }, wasSaved, criteria);
}

/** Judges the policies that the state doesn't have, whoever their members are. */
export const judgePolicies = (
  policies: readonly NetworkPolicy[],
  state: StackState | undefined,
  criteria: Criteria,
) =>
  policies
    .filter((policy) => !state || !hasPolicy(state, policy))
    .map((policy) => ({ policy, covered: false, finding: judgePolicy(policy, state, criteria) }));

const judgePolicy = (policy: NetworkPolicy, state: StackState | undefined, criteria: Criteria): Finding =>
  // Policies have no mark: only the state says whose creation a kill ended.
  unlessSaved(
    findingOf("NetworkPolicy", policy, state, criteria, {
      subject: groupOf(policy),
      has: (other) => hasPolicy(other, policy),
    }),
    !state?.unfinished.has(addressOf(policy)),
    criteria,
  );

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
