import { noImage } from "../common/names";
import { containsUnknown, sameValue, valueAt } from "../common/values";
import type { Effect } from "./argument";
import { asTaken, instanceArguments } from "./arguments";
import type { InstanceInputs, InstanceState } from "./model";
import { lastingName } from "./private-dns";

/** What a change does of the properties that `check` derives from arguments, configuration and environment. */
const derivedEffects: Readonly<Record<string, Effect>> = {
  attachedVolumes: "recreate",
  "autoScaling.groupName": "replace",
  "autoScaling.launchConfiguration": "replace",
  "pod.annotations": "live",
  "pod.clusterDomain": "live",
  "pod.credentials": "live",
  "pod.image": "recreate",
  "pod.imagePullSecrets": "recreate",
  "pod.labels": "live",
  "pod.metadataImage": "live",
  "pod.network": "live",
  "pod.nodeSelector": "recreate",
  "pod.resources": "restart",
  "pod.tolerations": "recreate",
  tagsAll: "live",
};

const argumentEffects = Object.fromEntries(
  Object.entries(instanceArguments).flatMap(([name, { effect }]) => (effect ? [[name, effect]] : [])),
);
const order: Effect[] = ["replace", "recreate", "restart", "live"];

/** What a change of each property does, the greatest effect first. */
export const effects: Readonly<Record<string, Effect>> = Object.fromEntries(
  Object.entries({ ...argumentEffects, ...derivedEffects }).sort(
    ([, a], [, b]) => order.indexOf(a) - order.indexOf(b),
  ),
);

const volumeKeys = ["attachedVolumes", "__volumes"];

/** The inputs that would lead to this state. */
export function toInputs(state: InstanceState): InstanceInputs {
  const made = [
    "instanceId",
    "publicIp",
    "fromTemplate",
    "autoScaling",
    "pod",
    "tagsAll",
    "secretUserData",
    "ownTarget",
    "__key",
  ];
  const keys = ["project", "stack", "name", ...Object.keys(argumentEffects), ...made, ...volumeKeys];
  return {
    ...Object.fromEntries(keys.map((key) => [key, state[key as keyof InstanceState]])),
    privateDns: lastingName(state),
  } as unknown as InstanceInputs;
}

/** The properties that differ, each with what its change does. */
export function changes(
  olds: Partial<InstanceState>,
  news: InstanceInputs,
): { property: string; effect: Effect }[] {
  return Object.keys(effects)
    .filter((path) => {
      // Older releases stored blanks, and values of other types.
      const [before, wanted] = [olds, news].map((values) => asTaken(path, valueAt(values, path)));
      return containsUnknown(wanted) || !sameValue(before, wanted);
    })
    .map((property) => ({ property, effect: effectOf(property, olds, news) }));
}

/**
 * The class that Kubernetes gives the Pod, which no resize can change.
 *
 * The metadata service reserves less than its limits, unless a LimitRange of the namespace forbids it.
 */
export function qosOf({ pod }: Pick<Partial<InstanceInputs>, "pod">): string {
  const { limits, requests } = pod?.resources ?? {};
  if (!limits) return "BestEffort";
  const isAlone = pod?.metadataImage === noImage;
  return isAlone && sameValue(limits, requests) ? "Guaranteed" : "Burstable";
}

/** What a change of one property does. */
export function effectOf(property: string, olds: Partial<InstanceState>, news: InstanceInputs): Effect {
  const isUserData = property === "userData" || property === "userDataBase64";
  if (isUserData && news.userDataReplaceOnChange) return "replace";
  // The instance was kept for inspection only: as after any create that failed, the next try starts anew.
  if (isUserData && hasFailedToBoot(olds)) return "recreate";
  if (property === "pod.resources" && qosOf(olds) !== qosOf(news)) return "recreate";
  const hasGroup = olds.autoScaling && news.autoScaling;
  if (property === "autoScaling.groupName" && hasGroup && !news.autoScaling?.isNamed) return "live";
  return effects[property] ?? "live";
}

/** True if its Pod is that of an older release, in which nothing restarts. */
export const isOlder = (state: Partial<InstanceState>): boolean =>
  Boolean(state.podName) && lastingName(state) === undefined;

/** True if the instance is one that `keepOnFailure` kept. */
export const hasFailedToBoot = ({
  keepOnFailure,
  instanceState,
  userDataExitStatus,
}: Partial<InstanceState>): boolean =>
  keepOnFailure === true && (instanceState === "pending" || (userDataExitStatus ?? 0) !== 0);
