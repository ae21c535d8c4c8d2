import { createdAt, isOver, type NetworkPolicy, type Pod } from "../cluster/objects";
import { annotationKeys, labelKeys, memberLabel, memberValue } from "../common/names";
import { claimsOf } from "../instance/block-devices";
import { instanceIdOf, isPending } from "../instance/pod-status";
import type { StackState } from "./stack-state";

/** Milliseconds that an update may take until the state has what it made. */
const underWay = 600_000;

/** What is looked at, of a stack's label; the members of a policy are all Pods that it selects. */
export interface OwnedObjects {
  pods: Pod[];
  policies: NetworkPolicy[];
  members: ReadonlyMap<NetworkPolicy, Pod[]>;
}

export interface Rules {
  /** States of the project's other stacks, by name: one may have been renamed. */
  others: ReadonlyMap<string, StackState>;
  /** Undefined takes what any maker made. */
  origin: string | undefined;
  /** Milliseconds; undefined for the default. */
  olderThan: number | undefined;
  now: Date;
}

/** One object that the state doesn't have, and what is to become of it. */
export interface Finding {
  kind: "Pod" | "NetworkPolicy";
  namespace: string;
  name: string;
  uid: string;
  /** Id of the instance or the group. */
  subject: string;
  ageSeconds: number;
  verdict: "orphan" | "kept" | "deleted" | "failed";
  why: string;
  /** Volumes that go with a Pod. */
  claims?: string[];
}

/** A finding with its object. */
export type Judged = { finding: Finding } & (
  | { pod: Pod }
  /** Others close to its members what it closes. */
  | { policy: NetworkPolicy; covered: boolean }
);

/** Judges what the state doesn't have; a state that is undefined is that of a stack that is gone. */
export function judge(objects: OwnedObjects, state: StackState | undefined, rules: Rules): Judged[] {
  const pods = objects.pods
    .filter((pod) => !state || !hasPod(state, pod))
    .map((pod) => ({ pod, finding: judgePod(pod, state, rules) }));
  const orphans = new Set(
    pods.filter(({ finding }) => finding.verdict === "orphan").map(({ finding }) => finding.uid),
  );
  const unknown = objects.policies.filter((policy) => !state || !hasPolicy(state, policy));
  const policies = unknown.map((policy) => ({
    policy,
    covered: false,
    finding: judgePolicy(policy, state, rules),
  }));
  const staying = objects.policies.filter((policy) => !unknown.includes(policy));
  staying.push(...policies.filter(({ finding }) => finding.verdict === "kept").map(({ policy }) => policy));
  // A group's own policy before those of its rules, which close less.
  const candidates = policies
    .filter(({ finding }) => finding.verdict === "orphan")
    .sort((a, b) => typesOf(b.policy).length - typesOf(a.policy).length);
  for (const candidate of candidates) {
    const { policy, finding } = candidate;
    candidate.covered = staying.some((other) => closes(other, policy));
    const member = (objects.members.get(policy) ?? []).find(
      (pod) => !isOver(pod) && !orphans.has(pod.metadata?.uid ?? ""),
    );
    if (candidate.covered || !member) continue;
    finding.verdict = "kept";
    finding.why = `Pod ${addressOf(member)} is a member and would be open without it`;
    staying.push(policy);
  }
  return [...pods, ...policies];
}

const idsOf = (pod: Pod): string[] =>
  [pod.metadata?.labels?.[labelKeys.instanceId], instanceIdOf(pod)].filter((id) => id !== undefined);

const hasPod = ({ instances }: StackState, pod: Pod): boolean => idsOf(pod).some((id) => instances.has(id));

const hasPolicy = ({ policies }: StackState, policy: NetworkPolicy): boolean =>
  policies.has(addressOf(policy));

function judgePod(pod: Pod, state: StackState | undefined, rules: Rules): Finding {
  const [id = ""] = idsOf(pod);
  const claims = claimsOf(pod);
  return {
    kind: "Pod",
    ...common(pod, rules),
    subject: id,
    ...verdictOf(pod, state, rules, {
      has: (other) => hasPod(other, pod),
      limit: Math.max(underWay, state?.creating.get(id) ?? 0),
      why:
        isPending(pod) || state?.creating.has(id)
          ? "the create of its instance never ended"
          : "the state doesn't have its instance",
    }),
    ...(claims.length > 0 ? { claims } : {}),
  };
}

const judgePolicy = (policy: NetworkPolicy, state: StackState | undefined, rules: Rules): Finding => ({
  kind: "NetworkPolicy",
  ...common(policy, rules),
  subject: groupOf(policy),
  ...verdictOf(policy, state, rules, {
    has: (other) => hasPolicy(other, policy),
    limit: underWay,
    why: "the state doesn't have it",
  }),
});

type Owned = Pod | NetworkPolicy;

function common(object: Owned, { now }: Rules) {
  const { namespace = "default", name = "", uid = "" } = object.metadata ?? {};
  const ageSeconds = Math.max(0, Math.round((Number(now) - createdAt(object, now)) / 1000));
  return { namespace, name, uid, ageSeconds };
}

/** Why the objects of other makers are kept. */
export const whyAnothers = "was made on another machine, by another user or from another folder";
export const whyNobodys = "doesn't say who made it";

function verdictOf(
  object: Owned,
  state: StackState | undefined,
  rules: Rules,
  { has, limit, why }: { has: (state: StackState) => boolean; limit: number; why: string },
): Pick<Finding, "verdict" | "why"> {
  const kept = (reason: string) => ({ verdict: "kept" as const, why: reason });
  const madeBy = object.metadata?.annotations?.[annotationKeys.origin];
  if (object.metadata?.deletionTimestamp) return kept("is being deleted already");
  const [holder] = [...rules.others].find(([, other]) => has(other)) ?? [];
  if (holder !== undefined) return kept(`is in the state of stack "${holder}"`);
  if (rules.origin !== undefined && madeBy !== rules.origin) {
    return kept(madeBy === undefined ? whyNobodys : whyAnothers);
  }
  if (!state) return { verdict: "orphan", why: "the stack is gone" };
  return common(object, rules).ageSeconds * 1000 < (rules.olderThan ?? limit)
    ? kept("is young: it may be of an update under way")
    : { verdict: "orphan", why };
}

const addressOf = ({ metadata }: Owned): string =>
  `${metadata?.namespace ?? "default"}/${metadata?.name ?? ""}`;

/** The label of the Pods that a policy is for. */
export const memberSelector = ({ spec }: NetworkPolicy): string | undefined => {
  const [label] = Object.entries(spec?.podSelector?.matchLabels ?? {});
  return label && label.join("=");
};

/** The id of the group that a policy is of. */
function groupOf(policy: NetworkPolicy): string {
  const selector = memberSelector(policy) ?? "";
  const prefix = memberLabel("");
  return selector.startsWith(prefix) ? selector.slice(prefix.length).replace(`=${memberValue}`, "") : "";
}

const typesOf = ({ spec }: NetworkPolicy): string[] => spec?.policyTypes ?? [];

/** Whether one policy isolates all Pods that another one does, in each direction. */
const closes = (one: NetworkPolicy, other: NetworkPolicy): boolean =>
  one.metadata?.deletionTimestamp === undefined &&
  one.metadata?.namespace === other.metadata?.namespace &&
  memberSelector(one) === memberSelector(other) &&
  typesOf(other).every((type) => typesOf(one).includes(type));
