import type { ResourceRequirements } from "../cluster/objects";
import { ExplainedError } from "../common/errors";
import type { Fail } from "../common/errors";
import { labelKeys, ownerLabels } from "../common/names";
import { show } from "../common/text";
import { defined, isUnknown, unknownValue } from "../common/values";
import { containerImage } from "../image/container-image";
import { credentialsFor } from "./credentials";
import { instanceTypeSpec, nodeArchitecture, podResources } from "./instance-types";
import type { ResourceMode } from "./instance-types";
import { metadataImage } from "./metadata";
import type { InstanceInputs, PodInputs } from "./model";
import { isReservedTag, resolvePodConfig, tagLevel } from "./pod-config";
import type { Settings } from "./settings";

// The engine's text for a value that a preview can't know stands in for a value of any type.
const unknown = unknownValue as never;

/** What the arguments lead to, together with the configuration and the environment. */
export function toPodInputs(
  inputs: InstanceInputs,
  settings: Settings,
  fail: Fail,
  olds: Partial<InstanceInputs> = {},
): PodInputs {
  const spec = typeof inputs.instanceType === "string" ? instanceTypeSpec(inputs.instanceType) : undefined;
  const mode: ResourceMode = inputs.resourceMode ?? settings.resourceMode;
  const isTypeUnknown = isUnknown(inputs.instanceType);
  const resources: ResourceRequirements = spec ? podResources(spec, mode) : {};
  const { nodeSelector, tolerations, imagePullSecrets, annotations } = podConfig(
    inputs.tagsAll ?? inputs.tags,
    settings,
    fail,
  );
  const architecture: Record<string, string> =
    spec && !settings.anyArchitecture ? { "kubernetes.io/arch": nodeArchitecture(spec) } : {};
  return {
    image: imageOf(inputs, settings, fail),
    resources: isTypeUnknown || isUnknown(mode) ? unknown : resources,
    nodeSelector: isTypeUnknown || isUnknown(nodeSelector) ? unknown : { ...architecture, ...nodeSelector },
    tolerations,
    imagePullSecrets,
    annotations,
    labels: { ...ownerLabels(inputs), [labelKeys.instanceId]: inputs.instanceId },
    metadataImage: settings.metadataImage ?? metadataImage,
    ...defined({
      credentials: credentialsFor(inputs, settings.credentials, olds),
      clusterDomain: hasLastingName(inputs, olds) ? settings.clusterDomain : undefined,
    }),
  };
}

/** What an older release launched, or what is adopted, may have another name for as long as its Pod lives. */
const hasLastingName = ({ adopt }: InstanceInputs, olds: Partial<InstanceInputs>): boolean =>
  olds.instanceId === undefined ? !adopt : olds.pod?.clusterDomain !== undefined;

function podConfig(tags: unknown, settings: Settings, fail: Fail) {
  const all = typeof tags === "object" && tags !== null ? (tags as Record<string, unknown>) : {};
  const reserved = Object.entries(all).filter(([key]) => isReservedTag(key));
  if (isUnknown(tags) || reserved.some(([, value]) => isUnknown(value))) {
    return { nodeSelector: unknown, tolerations: unknown, imagePullSecrets: unknown, annotations: unknown };
  }
  const texts = Object.fromEntries(
    reserved.filter((tag): tag is [string, string] => typeof tag[1] === "string"),
  );
  const { config, failures } = resolvePodConfig([
    ...settings.pods,
    tagLevel("fakecloud-k8s/", texts),
    tagLevel("ec2-pods/", texts),
  ]);
  for (const { property, reason } of failures) fail(property, reason);
  return config;
}

function imageOf({ ami, region, instanceType }: InstanceInputs, settings: Settings, fail: Fail): string {
  const argument: unknown = ami;
  if (isUnknown(argument)) return unknown;
  if (argument === undefined) return "";
  if (typeof argument !== "string" || argument === "") {
    fail(
      "ami",
      argument === ""
        ? 'is "". Name a container image, for example "busybox:1.35"'
        : `is ${show(argument)}. Use a string`,
    );
    return "";
  }
  try {
    const { image, architecture } = containerImage(
      argument,
      isUnknown(region) ? undefined : region,
      settings,
    );
    const spec = typeof instanceType === "string" ? instanceTypeSpec(instanceType) : undefined;
    if (spec && architecture && spec.architecture !== architecture) {
      fail(
        "instanceType",
        `is ${show(instanceType)}. The architecture '${spec.architecture}' of the specified instance type does not match the architecture '${architecture}' of the specified AMI. Choose an instance type and an AMI of the same architecture`,
      );
    }
    return image;
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    fail("ami", [error.reason, error.fix].filter(Boolean).join(". "));
    return "";
  }
}
