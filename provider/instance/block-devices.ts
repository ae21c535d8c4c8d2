import type { PersistentVolumeClaim, Pod, Volume, VolumeMount } from "../cluster/objects";
import type { Check } from "../common/checks";
import { annotationKeys, labelKeys, ownerLabels } from "../common/names";
import { show } from "../common/text";
import { containsUnknown, isAbsent, isRecord, isUnknown } from "../common/values";
import { isRootDevice, mountPath, shortName } from "./devices";
import type { BlockDevice, InstanceInputs } from "./model";

const claimName = (instanceId: string, device: string): string => `ec2-${instanceId}-${shortName(device)}`;

/** The volumes of an instance's Pod, and where its container mounts them. */
export function volumesOf(
  { instanceId, ebsBlockDevices = [] }: InstanceInputs,
  attached: readonly { device: string; claim: string }[] = [],
): {
  volumes: Volume[];
  mounts: VolumeMount[];
} {
  const claims = [
    ...ebsBlockDevices.map(({ deviceName }) => ({
      device: shortName(deviceName),
      claim: claimName(instanceId, deviceName),
    })),
    ...attached,
  ];
  return {
    volumes: claims.map(({ device, claim }) => ({
      name: device,
      persistentVolumeClaim: { claimName: claim },
    })),
    mounts: claims.map(({ device }) => ({ name: device, mountPath: mountPath(device) })),
  };
}

/**
 * The claims of an instance's volumes. The Pod owns them until it is first ready, so that what an interrupted create
 * leaves is deleted with it.
 */
export function toClaims(inputs: InstanceInputs, pod: Pod): PersistentVolumeClaim[] {
  const { name = "", uid = "", namespace, annotations = {} } = pod.metadata ?? {};
  const { [annotationKeys.origin]: origin } = annotations;
  return (inputs.ebsBlockDevices ?? []).map(({ deviceName, volumeSize }) => ({
    metadata: {
      name: claimName(inputs.instanceId, deviceName),
      namespace,
      labels: { ...ownerLabels(inputs), [labelKeys.instanceId]: inputs.instanceId },
      ...(origin !== undefined && { annotations: { [annotationKeys.origin]: origin } }),
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, uid }],
    },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${volumeSize}Gi` } } },
  }));
}

/** Makes a claim outlive the Pod that it was created for. */
export const outlivingPatch = { metadata: { ownerReferences: null } };

type Devices = Pick<InstanceInputs, "instanceId" | "ebsBlockDevices">;

/** Names of the claims of its volumes. */
export const claimNames = ({ instanceId, ebsBlockDevices = [] }: Devices): string[] =>
  ebsBlockDevices.map(({ deviceName }) => claimName(instanceId, deviceName));

/** Names of those that are deleted with the instance. */
export const claimsToDelete = ({ instanceId, ebsBlockDevices = [] }: Devices): string[] =>
  claimNames({
    instanceId,
    ebsBlockDevices: ebsBlockDevices.filter(({ deleteOnTermination }) => deleteOnTermination !== false),
  });

/** Records on the Pod which volumes outlive the instance, for tools that delete it without its state. */
export function volumeAnnotations({ ebsBlockDevices = [] }: InstanceInputs): Record<string, string> {
  const kept = ebsBlockDevices.filter(({ deleteOnTermination }) => deleteOnTermination === false);
  if (kept.length === 0) return {};
  return { [annotationKeys.keptVolumes]: kept.map(({ deviceName }) => shortName(deviceName)).join(",") };
}

/** Names of the claims that were created for the instance of a Pod and are deleted with it. */
export const claimsOf = (pod: Pod): string[] => deviceClaims(pod, false);

/** Names of those that stay: of devices with `deleteOnTermination: false`. */
export const keptClaimsOf = (pod: Pod): string[] => deviceClaims(pod, true);

function deviceClaims({ metadata, spec }: Pod, areKept: boolean): string[] {
  const prefix = `ec2-${metadata?.labels?.[labelKeys.instanceId] ?? ""}-`;
  const kept = (metadata?.annotations?.[annotationKeys.keptVolumes] ?? "").split(",");
  return (spec?.volumes ?? [])
    .filter(({ name }) => kept.includes(name) === areKept)
    .map(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? "")
    .filter((name) => name.startsWith(prefix));
}

/** The form of block devices that changes are judged by: a set, whose tags don't count. */
export function normalBlockDevices(devices: unknown): unknown {
  if (!Array.isArray(devices)) return devices;
  const untagged = devices.map((device: unknown) =>
    isRecord(device) ? { ...device, tags: undefined, tagsAll: undefined } : device,
  );
  if (containsUnknown(untagged)) return untagged;
  return (untagged as BlockDevice[]).sort((a, b) => (a.deviceName < b.deviceName ? -1 : 1));
}

/**
 * The volumes apart from the root disk, which EC2 lets a program name among them.
 *
 * Older releases made a volume of it, which stays.
 */
export function splitRoot(
  devices: unknown,
  olds: readonly BlockDevice[] = [],
): { root?: Record<string, unknown>; devices: unknown } {
  if (!Array.isArray(devices)) return { devices };
  const isVolume = (name: unknown) => olds.some(({ deviceName }) => deviceName === name);
  const isRoot = (device: unknown) =>
    isRecord(device) && isRootDevice(device["deviceName"]) && !isVolume(device["deviceName"]);
  const root = devices.find(isRoot) as Record<string, unknown> | undefined;
  if (!root) return { devices };
  const others = devices.filter((device) => !isRoot(device));
  return { root, devices: others.length > 0 ? others : undefined };
}

/** The name of a device, as EC2 has them. */
export const deviceName: Check = (value, fail) => {
  if (typeof value === "string" && shortName(value)) return;
  fail("", `is ${show(value)}, which isn't an EC2 device name. Use "/dev/sdf" to "/dev/sdp"`);
};

/** The same, or that of the root disk. */
export const blockDeviceName: Check = (value, fail) => {
  if (!isRootDevice(value)) deviceName(value, fail);
};

/** A list of devices, each with a name of its own and a size. */
export const blockDevices: Check = (value, fail) => {
  if (!Array.isArray(value)) {
    return fail("", `is ${show(value)}. Use a list like [{ deviceName: "/dev/sdf", volumeSize: 8 }]`);
  }
  const names = new Set<string>();
  value.forEach((device: unknown, index) => {
    const path = `[${index}]`;
    if (isUnknown(device)) return;
    if (!isRecord(device)) {
      return fail(path, `is ${show(device)}. Use { deviceName: "/dev/sdf", volumeSize: 8 }`);
    }
    if (isAbsent(device["deviceName"])) {
      fail(`${path}.deviceName`, 'is missing. Use a name like "/dev/sdf"');
    }
    if (isAbsent(device["volumeSize"]) && !isRootDevice(device["deviceName"])) {
      fail(
        `${path}.volumeSize`,
        "is missing, and there is no snapshot to take it from. Set it in GiB, for example 8",
      );
    }
    const name = shortName(String(device["deviceName"]));
    if (isRootDevice(device["deviceName"]) && [...names].some(isRootDevice)) {
      fail(
        `${path}.deviceName`,
        `is ${show(device["deviceName"])}, the root disk, which an earlier item is. Remove one`,
      );
    } else if (name && names.has(name)) {
      fail(
        `${path}.deviceName`,
        `is ${show(device["deviceName"])}, which an earlier item uses. Choose another`,
      );
    }
    names.add(name || String(device["deviceName"]));
  });
};
