import type { ResourceRequirements } from "../cluster/objects";
import type { Fail } from "../common/errors";
import { labelKeys, ownerLabels } from "../common/names";
import { show } from "../common/text";
import { isUnknown, unknownValue } from "../common/values";
import { instanceTypeSpec, nodeArchitecture, podResources, type ResourceMode } from "./instance-types";
import { metadataImage } from "./metadata";
import type { InstanceInputs, PodInputs } from "./model";
import { isReservedTag, resolvePodConfig, tagLevel } from "./pod-config";
import type { Settings } from "./settings";

// The engine's text for a value that a preview can't know stands in for a value of any type.
const unknown = unknownValue as never;

/** What the arguments lead to, together with the configuration and the environment. */
export function toPodInputs(inputs: InstanceInputs, settings: Settings, fail: Fail): PodInputs {
  const spec = typeof inputs.instanceType === "string" ? instanceTypeSpec(inputs.instanceType) : undefined;
  const mode: ResourceMode = inputs.resourceMode ?? settings.resourceMode;
  const isTypeUnknown = isUnknown(inputs.instanceType);
  const resources: ResourceRequirements = spec ? podResources(spec, mode) : {};
  const { nodeSelector, tolerations, imagePullSecrets, annotations } = podConfig(inputs.tags, settings, fail);
  const architecture: Record<string, string> =
    spec && !settings.anyArchitecture ? { "kubernetes.io/arch": nodeArchitecture(spec) } : {};
  return {
    image: imageOf(inputs.ami, settings, fail),
    resources: isTypeUnknown || isUnknown(mode) ? unknown : resources,
    nodeSelector: isTypeUnknown || isUnknown(nodeSelector) ? unknown : { ...architecture, ...nodeSelector },
    tolerations,
    imagePullSecrets,
    annotations,
    labels: { ...ownerLabels(inputs), [labelKeys.instanceId]: inputs.instanceId },
    metadataImage: settings.metadataImage ?? metadataImage,
  };
}

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

const imagePattern =
  /^[a-z0-9]+([._:-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/i;

function imageOf(ami: unknown, { amiMap }: Settings, fail: Fail): string {
  if (isUnknown(ami) || ami === undefined) return ami === undefined ? "" : unknown;
  if (typeof ami !== "string" || ami === "") {
    fail(
      "ami",
      ami === ""
        ? 'is "". Name a container image, for example "busybox:1.35"'
        : `is ${show(ami)}. Use a string`,
    );
    return "";
  }
  const mapped = Object.hasOwn(amiMap, ami) ? amiMap[ami] : undefined;
  const image = mapped ?? ami;
  if (mapped === undefined && /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(ami)) {
    fail(
      "ami",
      `is the AMI id "${ami}", and no container image is mapped to it. Map one with "pulumi config set --path 'ec2-pods:amiMap[\\"${ami}\\"]' busybox:1.35", or set ami to an image`,
    );
  } else if (!imagePattern.test(image)) {
    const source =
      mapped === undefined ? "is" : `is "${ami}", which ec2-pods:amiMap of the stack's configuration maps to`;
    fail(
      "ami",
      `${source} "${image}", which isn't a container image reference. Use the form "registry/name:tag"`,
    );
  }
  return image;
}
