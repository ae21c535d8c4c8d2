import type { Identity } from "./names";

/** Durations of the three waits, as in `customTimeouts`: `"90s"`, `"5m"`. */
export interface Timeouts {
  create?: string;
  update?: string;
  delete?: string;
}

/** What an instance is asked to be, after `check` has validated it and filled in the defaults. */
export interface InstanceInputs extends Identity {
  /** Made by `check`, so that previews show it; it is also the resource's id. */
  instanceId: string;
  ami: string;
  instanceType: string;
  userData?: string;
  userDataBase64?: string;
  userDataReplaceOnChange?: boolean;
  vpcSecurityGroupIds: string[];
  tags?: Record<string, string>;
  instanceState: "running" | "stopped";
  keepOnFailure?: boolean;
  timeouts?: Timeouts;
  /** Absent only where no kubeconfig was found; then it is looked up again by the operation. */
  namespace?: string;
  /** The kubeconfig context that the instance lives in; kept, so that a destroy finds it. */
  context?: string;
  kubeconfig?: string;
}

/** What the cluster said of an instance. */
export interface InstanceStatus {
  namespace: string;
  instanceState: "pending" | "running" | "stopped";
  /** Empty while the instance is stopped. */
  privateIp: string;
  /** Name of the Pod that backs the instance; empty while the instance is stopped. */
  podName: string;
  /** True from the first boot on: user data runs once per instance. */
  booted: boolean;
}

/** What is stored of an instance: its inputs and its status. */
export type InstanceState = Omit<InstanceInputs, keyof InstanceStatus> & InstanceStatus;

/** How a change of a property reaches the instance. */
export type Effect = "live" | "recreate" | "replace";

/** The one table of what a change does; `diff` and `update` read it. */
export const effects: Readonly<Partial<Record<keyof InstanceInputs, Effect>>> = {
  ami: "replace",
  namespace: "replace",
  context: "replace",
  instanceType: "recreate",
  instanceState: "recreate",
  userData: "recreate",
  userDataBase64: "recreate",
  userDataReplaceOnChange: "live",
  vpcSecurityGroupIds: "live",
  tags: "live",
  keepOnFailure: "live",
  timeouts: "live",
  kubeconfig: "live",
};

export const inputKeys = Object.keys(effects) as (keyof InstanceInputs)[];

/** The state of an instance; without a Pod, that of a stopped one. */
export const toState = (
  inputs: InstanceInputs,
  status: Pick<InstanceStatus, "namespace" | "booted"> & Partial<InstanceStatus>,
): InstanceState => ({ ...inputs, instanceState: "stopped", privateIp: "", podName: "", ...status });

/** The inputs that would lead to this state. */
export function toInputs(state: InstanceState): InstanceInputs {
  const keys = ["project", "stack", "name", "instanceId", ...inputKeys] as (keyof InstanceState)[];
  return Object.fromEntries(keys.map((key) => [key, state[key]])) as unknown as InstanceInputs;
}

/** What the engine sends in place of a value that a preview can't know. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === unknownValue;

export const containsUnknown = (value: unknown): boolean =>
  isUnknown(value) ||
  (typeof value === "object" && value !== null && Object.values(value).some(containsUnknown));

/** Equality of JSON values: the order of keys is nothing, and an absent value equals an empty one. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner === null || typeof inner !== "object") return inner;
    if (Array.isArray(inner)) return inner.length > 0 ? inner : undefined;
    const entries = Object.entries(inner).filter(([, item]) => item !== undefined && item !== null);
    return entries.length > 0 ? Object.fromEntries(entries.sort(([x], [y]) => (x < y ? -1 : 1))) : undefined;
  }) as string;
}

/** The properties that differ, each with what its change does. */
export function changes(
  olds: Partial<InstanceState>,
  news: InstanceInputs,
): { property: keyof InstanceInputs; effect: Effect }[] {
  return inputKeys
    .filter((key) => containsUnknown(news[key]) || !sameValue(olds[key], news[key]))
    .map((property) => ({ property, effect: effectOf(property, news) }));
}

function effectOf(property: keyof InstanceInputs, news: InstanceInputs): Effect {
  const userData = property === "userData" || property === "userDataBase64";
  return userData && news.userDataReplaceOnChange ? "replace" : (effects[property] ?? "live");
}

/** A result without what a protobuf struct can't hold: one stray `undefined` would lose the whole answer. */
export const jsonOnly = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
