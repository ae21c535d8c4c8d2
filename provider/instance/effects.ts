import { containsUnknown, sameValue } from "../common/values";
import type { InstanceInputs, InstanceState } from "./model";

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

/** Names of the inputs that a change can be in. */
export const inputKeys = [...new Set(Object.keys(effects).map((path) => path.replace(/\..*/, "")))];

const at = (value: object, path: string): unknown =>
  path.split(".").reduce((part: unknown, key) => (part as Record<string, unknown> | undefined)?.[key], value);

/** The inputs that would lead to this state. */
export function toInputs(state: InstanceState): InstanceInputs {
  const keys = ["project", "stack", "name", "instanceId", ...inputKeys];
  return Object.fromEntries(
    keys.map((key) => [key, state[key as keyof InstanceState]]),
  ) as unknown as InstanceInputs;
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
