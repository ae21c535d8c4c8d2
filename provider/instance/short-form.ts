import { labelKeys, ownerLabels } from "../common/names";
import { defined, isRecord, sameValue, stepsOf } from "../common/values";
import { instanceTypeSpec, nodeArchitecture, podResources } from "./instance-types";
import type { InstanceInputs, InstanceState, PodInputs } from "./model";
import { domainIn } from "./private-dns";

type Stored = Partial<InstanceInputs> | Partial<InstanceState>;
type Parts = Record<string, unknown>;

/** The default image of the release that left it out first. */
const metadataImage = "rancher/klipper-lb:v0.4.13";

/**
 * What a state leaves out of `pod`, because the rest of the instance says it.
 *
 * A release that changes one of these values for the same instance must store the new one: states have none to differ from.
 */
function implied(values: Stored): Partial<PodInputs> {
  const { project = "", stack = "", name = "", instanceId = "", instanceType } = values;
  // What isn't text yet fails the check.
  const spec = typeof instanceType === "string" ? instanceTypeSpec(instanceType) : undefined;
  const clusterDomain = domainIn(values.privateDns ?? "");
  return {
    ...defined({ image: values.ami, clusterDomain }),
    ...(spec && {
      resources: podResources(spec, "limits"),
      nodeSelector: { "kubernetes.io/arch": nodeArchitecture(spec) },
    }),
    tolerations: [],
    imagePullSecrets: [],
    annotations: {},
    labels: { ...ownerLabels({ project, stack, name }), [labelKeys.instanceId]: instanceId },
    metadataImage,
  };
}

/**
 * The same values as the engine stores them: the engine writes the whole state after each resource, so the time of an
 * update grows with its size.
 */
export function shortened<T extends Stored>(values: T): T {
  const { pod } = values;
  if (!isRecord(pod)) return values;
  const known: Parts = implied(values);
  const kept = Object.entries(pod).filter(([key, value]) => !(key in known && sameValue(known[key], value)));
  return { ...values, pod: Object.fromEntries(kept) };
}

/**
 * The same for outputs, without a `pod` that has nothing left. Inputs keep it: the engine shows a change of theirs, also that
 * of an older state.
 */
export function shortenedState<T extends Stored>(state: T): T {
  const { pod, ...others } = shortened(state);
  const hasPart = isRecord(pod) && Object.keys(pod).length > 0;
  // What a look-up has is without one, and the SDK takes no undefined value.
  return { ...others, ...(hasPart && { pod }) } as T;
}

/** The same values with all that the stored form leaves out, and those of older states as they are. */
export function completed<T extends Stored>(values: T): T {
  const { pod, ami, instanceId } = values;
  // What a look-up has is only where the instance is.
  const isWhole = isRecord(pod) || (pod === undefined && ami !== undefined && instanceId !== undefined);
  return isWhole ? { ...values, pod: { ...implied(values), ...pod } } : values;
}

/** The parts of `pod` that these `ignoreChanges` name; undefined if they name none. */
export function ignoredParts(paths: readonly string[] = []): string[] | undefined {
  const parts = paths.map(stepsOf).filter(([first, , third]) => first === "pod" && third === undefined);
  return parts.length > 0 ? parts.map(([, part = "*"]) => part) : undefined;
}

/** What the engine keeps of `pod` for `ignoreChanges`, and the parts that the state implies. */
export function withIgnored(news: Parts, olds: Stored): Parts {
  const { __ignored: parts, ...rest } = news;
  const { pod } = olds;
  if (!Array.isArray(parts) || !isRecord(pod)) return rest;
  const isKept = ([key]: [string, unknown]) => parts.includes("*") || parts.includes(key);
  const given = isRecord(news["pod"]) ? news["pod"] : {};
  return { ...rest, pod: { ...Object.fromEntries(Object.entries(pod).filter(isKept)), ...given } };
}
