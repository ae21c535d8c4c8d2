import type { ResourceRequirements, Toleration } from "../cluster/objects";
import type { EbsBlockDevice } from "./block-devices";
import type { Timeouts } from "./instance-blocks";
import type { Identity } from "../names";
import type { ResourceMode } from "./instance-types";

/** Options of the instance metadata service, as in `aws.ec2.InstanceArgs.metadataOptions`. */
export interface MetadataOptions {
  httpEndpoint?: "enabled" | "disabled";
  httpTokens?: "optional" | "required";
  httpPutResponseHopLimit?: number;
  instanceMetadataTags?: "enabled" | "disabled";
}

/** What an instance is asked to be, after `check` has validated it and filled in the defaults. */
export interface InstanceInputs extends Identity {
  /** Made by `check`, so that previews show it; it is also the resource's id. */
  instanceId: string;
  ami: string;
  instanceType: string;
  resourceMode?: ResourceMode;
  userData?: string;
  userDataBase64?: string;
  userDataReplaceOnChange?: boolean;
  waitForUserData?: boolean;
  vpcSecurityGroupIds: string[];
  tags?: Record<string, string>;
  instanceState: "running" | "stopped";
  rebootTrigger?: string;
  ebsBlockDevices?: EbsBlockDevice[];
  metadataOptions?: MetadataOptions;
  disableApiTermination?: boolean;
  disableApiStop?: boolean;
  forceDestroy?: boolean;
  getConsoleOutput?: boolean;
  region: string;
  availabilityZone: string;
  keepOnFailure?: boolean;
  timeouts?: Timeouts;
  /** Id of an instance that exists already, which a create takes over. */
  adopt?: string;
  /** Absent only where no kubeconfig was found; then it is looked up again by the operation. */
  namespace?: string;
  /** The kubeconfig context that the instance lives in; kept, so that a destroy finds it. */
  context?: string;
  kubeconfig?: string;
  pod: PodInputs;
}

/** What `check` works out of the arguments, the configuration and the environment, for previews to show. */
export interface PodInputs {
  /** The container image that `ami` stands for. */
  image: string;
  resources: ResourceRequirements;
  nodeSelector: Record<string, string>;
  tolerations: Toleration[];
  imagePullSecrets: string[];
  annotations: Record<string, string>;
  /** Those that say whose the Pod is. */
  labels: Record<string, string>;
  metadataImage: string;
}

/** What the cluster said of an instance. */
export interface InstanceStatus {
  namespace: string;
  instanceState: "pending" | "running" | "stopped";
  /** Empty while the instance is stopped. */
  privateIp: string;
  /** Name of the Pod in the cluster's DNS; empty while the instance is stopped. */
  privateDns: string;
  /** Name of the Pod that backs the instance; empty while the instance is stopped. */
  podName: string;
  /** True from the first boot on: user data runs once per instance. */
  booted: boolean;
  /** Absent until it is known. */
  userDataExitStatus?: number;
  /** The end of the console, where `getConsoleOutput` asks for it. */
  consoleOutput?: string;
}

/** What is stored of an instance: its inputs and its status. */
export type InstanceState = Omit<InstanceInputs, keyof InstanceStatus> & InstanceStatus;

/** The account of ARNs and of instance metadata, which stands for none. */
export const accountId = "000000000000";

/** How a change of a property reaches the instance. */
export type Effect = "live" | "recreate" | "replace";

/** The one table of what a change does; `diff` and `update` read it, and docs/instances.md prints it. */
export const effects: Readonly<Record<string, Effect>> = {
  ami: "replace",
  availabilityZone: "replace",
  region: "replace",
  ebsBlockDevices: "replace",
  associatePublicIpAddress: "replace",
  ebsOptimized: "replace",
  keyName: "replace",
  subnetId: "replace",
  namespace: "replace",
  context: "replace",
  instanceType: "recreate",
  userData: "recreate",
  userDataBase64: "recreate",
  instanceState: "recreate",
  rebootTrigger: "recreate",
  "pod.image": "recreate",
  "pod.resources": "recreate",
  "pod.nodeSelector": "recreate",
  "pod.tolerations": "recreate",
  "pod.imagePullSecrets": "recreate",
  "pod.metadataImage": "recreate",
  "pod.annotations": "live",
  "pod.labels": "live",
  vpcSecurityGroupIds: "live",
  tags: "live",
  metadataOptions: "live",
  creditSpecification: "live",
  iamInstanceProfile: "live",
  instanceInitiatedShutdownBehavior: "live",
  maintenanceOptions: "live",
  monitoring: "live",
  rootBlockDevice: "live",
  sourceDestCheck: "live",
  volumeTags: "live",
  disableApiTermination: "live",
  disableApiStop: "live",
  forceDestroy: "live",
  userDataReplaceOnChange: "live",
  waitForUserData: "live",
  getConsoleOutput: "live",
  resourceMode: "live",
  keepOnFailure: "live",
  timeouts: "live",
  adopt: "live",
  kubeconfig: "live",
};

/** Inputs that are secrets whether the program says so or not. */
export const secretInputs = ["userData", "userDataBase64", "kubeconfig"];

/** Names of the inputs that a change can be in. */
export const inputKeys = [...new Set(Object.keys(effects).map((path) => path.replace(/\..*/, "")))];

const at = (value: object, path: string): unknown =>
  path.split(".").reduce((part: unknown, key) => (part as Record<string, unknown> | undefined)?.[key], value);

/** The state of an instance; without a Pod, that of a stopped one. */
export const toState = (
  inputs: InstanceInputs,
  status: Pick<InstanceStatus, "namespace" | "booted"> & Partial<InstanceStatus>,
): InstanceState => ({
  ...inputs,
  instanceState: "stopped",
  privateIp: "",
  privateDns: "",
  podName: "",
  ...status,
});

/** The inputs that would lead to this state. */
export function toInputs(state: InstanceState): InstanceInputs {
  const keys = ["project", "stack", "name", "instanceId", ...inputKeys];
  return Object.fromEntries(
    keys.map((key) => [key, state[key as keyof InstanceState]]),
  ) as unknown as InstanceInputs;
}

/** What the engine sends in place of a value that a preview can't know. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

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
): { property: string; effect: Effect }[] {
  return Object.keys(effects)
    .filter((path) => containsUnknown(at(news, path)) || !sameValue(at(olds, path), at(news, path)))
    .map((property) => ({ property, effect: effectOf(property, olds, news) }));
}

/** What a change of one property does. */
export function effectOf(property: string, olds: Partial<InstanceState>, news: InstanceInputs): Effect {
  const userData = property === "userData" || property === "userDataBase64";
  if (userData && news.userDataReplaceOnChange) return "replace";
  // A Pod that was made without the metadata service can't get it while it runs.
  const servedBefore = olds.metadataOptions?.httpEndpoint !== "disabled";
  if (property === "metadataOptions" && !servedBefore && news.metadataOptions?.httpEndpoint !== "disabled") {
    return "recreate";
  }
  return effects[property] ?? "live";
}

/** A result without what a protobuf struct can't hold: one stray `undefined` would lose the whole answer. */
export const jsonOnly = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
