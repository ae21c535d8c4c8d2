import { createdAt } from "../../cluster/objects";
import type {
  ConfigMap,
  Deployment,
  NetworkPolicy,
  PersistentVolumeClaim,
  Pod,
  Secret,
  Service,
  VolumeSnapshot,
} from "../../cluster/objects";
import { annotationKeys } from "../../common/names";
import type { StackState } from "../stack/stack-state";

/** Milliseconds until the state has what an update created. */
export const updateMilliseconds = 600_000;

/** The objects of a stack by kind. */
export interface KindedObjects {
  Pod: Pod;
  NetworkPolicy: NetworkPolicy;
  PersistentVolumeClaim: PersistentVolumeClaim;
  VolumeSnapshot: VolumeSnapshot;
  Secret: Secret;
  /** Of an older release. */
  ConfigMap: ConfigMap;
  Service: Service;
  Deployment: Deployment;
}

export type StackObject = KindedObjects[keyof KindedObjects];

export interface Criteria {
  /** States of the project's other stacks by name: the stack may have been renamed. */
  others: ReadonlyMap<string, StackState>;
  /** Origins whose objects may be orphans; undefined for any. */
  origins: readonly string[] | undefined;
  /** Milliseconds below which an object is young; undefined for the default. */
  olderThan: number | undefined;
  /** Whether what an update once saved may be an orphan: it may have been moved to another project. */
  includeSaved?: boolean;
  now: Date;
}

/** One object that the state doesn't have, and the verdict on it. */
export interface Finding {
  kind: keyof KindedObjects;
  namespace: string;
  name: string;
  uid: string;
  /** Id of the instance, the group, the volume, the snapshot or the part of a load balancer. */
  subject: string;
  ageSeconds: number;
  verdict: "orphan" | "kept" | "deleted" | "failed";
  why: string;
  /** Claims that are deleted with a Pod. */
  claims?: string[];
}

/** What every finding says. */
export function common(object: StackObject, { now }: Criteria) {
  const { namespace = "default", name = "", uid = "" } = object.metadata ?? {};
  const ageSeconds = Math.max(0, Math.round((Number(now) - createdAt(object, now)) / 1000));
  return { namespace, name, uid, ageSeconds };
}

/** Why objects of other origins are kept. */
export const otherOrigin = "another machine, another user or another folder created it";
export const unknownOrigin = "it has no record of its origin";

/** How one kind of object is judged. */
interface Rules {
  subject: string;
  /** Whether a state has the object. */
  has: (state: StackState) => boolean;
  /** Milliseconds until the state has it. */
  limit?: number;
  /** Why it is an orphan. */
  why?: string;
}

/** The finding of an object that the state doesn't have. */
export const findingOf = (
  kind: Finding["kind"],
  object: StackObject,
  state: StackState | undefined,
  criteria: Criteria,
  rules: Rules,
): Finding => ({
  kind,
  ...common(object, criteria),
  subject: rules.subject,
  ...verdictOf(object, state, criteria, rules),
});

function verdictOf(
  object: StackObject,
  state: StackState | undefined,
  criteria: Criteria,
  { has, limit = updateMilliseconds, why = "the state doesn't have it" }: Rules,
): Pick<Finding, "verdict" | "why"> {
  const kept = (reason: string) => ({ verdict: "kept" as const, why: reason });
  const origin = object.metadata?.annotations?.[annotationKeys.origin];
  if (object.metadata?.deletionTimestamp) return kept("it is already being deleted");
  const [holder] = [...criteria.others].find(([, other]) => has(other)) ?? [];
  if (holder !== undefined) return kept(`it is in the state of stack "${holder}"`);
  if (criteria.origins && !criteria.origins.includes(origin ?? "")) {
    return kept(origin === undefined ? unknownOrigin : otherOrigin);
  }
  if (!state) return { verdict: "orphan", why: "the stack no longer exists" };
  return common(object, criteria).ageSeconds * 1000 < (criteria.olderThan ?? limit)
    ? kept("it is young: an update in progress may not have saved it yet")
    : { verdict: "orphan", why };
}

/** Keeps what an update saved once: nothing in the cluster says whether another project's stack has it now. */
export const unlessSaved = (finding: Finding, isSaved: boolean, { includeSaved }: Criteria): Finding =>
  finding.verdict !== "orphan" || !isSaved || includeSaved
    ? finding
    : {
        ...finding,
        verdict: "kept",
        why: `${finding.why}, but an update may have saved it once: retainOnDelete, "pulumi state delete" and a move to another project leave it; --include-saved deletes it`,
      };

export const addressOf = ({ metadata }: StackObject): string =>
  `${metadata?.namespace ?? "default"}/${metadata?.name ?? ""}`;
