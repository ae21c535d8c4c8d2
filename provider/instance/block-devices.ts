import type { PersistentVolumeClaim, Pod, Volume, VolumeMount } from "../cluster/objects";
import type { Fail } from "../common/errors";
import { annotationKeys, labelKeys, ownerLabels } from "../common/names";
import { containsUnknown, isUnknown } from "../common/values";
import type { InstanceInputs } from "./model";

/** A data volume as `check` passes it; Kubernetes keeps it as a PersistentVolumeClaim. */
export interface EbsBlockDevice {
  deviceName: string;
  /** GiB. */
  volumeSize: number;
  deleteOnTermination?: boolean;
}

const devicePattern = /^(?:\/dev\/)?((?:sd|xvd)[a-z]{1,2}|nvme\d+n1)$/;
const short = (deviceName: string): string => devicePattern.exec(deviceName)?.[1] ?? "";

const claimName = (instanceId: string, deviceName: string): string =>
  `ec2-${instanceId}-${short(deviceName)}`;

/** Where a device's file system is: `/dev/sdf` is mounted on `/mnt/sdf`. */
export const mountPath = (deviceName: string): string => `/mnt/${short(deviceName)}`;

/** The volumes of an instance's Pod, and where its container has them. */
export function volumesOf({ instanceId, ebsBlockDevices = [] }: InstanceInputs): {
  volumes: Volume[];
  mounts: VolumeMount[];
} {
  return {
    volumes: ebsBlockDevices.map(({ deviceName }) => ({
      name: short(deviceName),
      persistentVolumeClaim: { claimName: claimName(instanceId, deviceName) },
    })),
    mounts: ebsBlockDevices.map(({ deviceName }) => ({
      name: short(deviceName),
      mountPath: mountPath(deviceName),
    })),
  };
}

/**
 * The claims of an instance's volumes. Until its first Pod is ready they are the Pod's: what an interrupted create
 * leaves goes with it.
 */
export function toClaims(inputs: InstanceInputs, pod: Pod): PersistentVolumeClaim[] {
  const { name = "", uid = "", namespace } = pod.metadata ?? {};
  return (inputs.ebsBlockDevices ?? []).map(({ deviceName, volumeSize }) => ({
    metadata: {
      name: claimName(inputs.instanceId, deviceName),
      namespace,
      labels: { ...ownerLabels(inputs), [labelKeys.instanceId]: inputs.instanceId },
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name, uid }],
    },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${volumeSize}Gi` } } },
  }));
}

/** Makes a claim outlive the Pod that it was made for. */
export const outlivingPatch = { metadata: { ownerReferences: null } };

/** Names of the claims that end with the instance. */
export const claimsToDelete = (inputs: Pick<InstanceInputs, "instanceId" | "ebsBlockDevices">): string[] =>
  (inputs.ebsBlockDevices ?? [])
    .filter(({ deleteOnTermination }) => deleteOnTermination !== false)
    .map(({ deviceName }) => claimName(inputs.instanceId, deviceName));

/** Tells on the Pod itself which volumes outlive the instance, for who deletes it without its state. */
export function volumeAnnotations({ ebsBlockDevices = [] }: InstanceInputs): Record<string, string> {
  const kept = ebsBlockDevices.filter(({ deleteOnTermination }) => deleteOnTermination === false);
  return kept.length > 0
    ? { [annotationKeys.keptVolumes]: kept.map(({ deviceName }) => short(deviceName)).join(",") }
    : {};
}

/** Names of the claims that were made for the instance of a Pod and end with it. */
export function claimsOf({ metadata, spec }: Pod): string[] {
  const own = `ec2-${metadata?.labels?.[labelKeys.instanceId] ?? ""}-`;
  const kept = (metadata?.annotations?.[annotationKeys.keptVolumes] ?? "").split(",");
  const claims = (spec?.volumes ?? []).filter(({ name }) => !kept.includes(name));
  return claims
    .map(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? "")
    .filter((name) => name.startsWith(own));
}

/** What of block devices a change is judged by: they are a set, and new tags replace no instance. */
export function normalBlockDevices(devices: unknown): unknown {
  if (!Array.isArray(devices) || containsUnknown(devices)) return devices;
  return (devices as EbsBlockDevice[])
    .map((device) => ({ ...device, tags: undefined, tagsAll: undefined }))
    .sort((a, b) => (a.deviceName < b.deviceName ? -1 : 1));
}

/** Reports block devices that can't be had; unknown ones pass. */
export function checkBlockDevices(devices: unknown, fail: Fail): void {
  if (devices === undefined || devices === null || isUnknown(devices)) return;
  if (!Array.isArray(devices)) {
    return fail(
      "ebsBlockDevices",
      `is ${JSON.stringify(devices)}. Use a list like [{ deviceName: "/dev/sdf", volumeSize: 8 }]`,
    );
  }
  const seen = new Set<string>();
  devices.forEach((device: unknown, index) => {
    const path = `ebsBlockDevices[${index}]`;
    if (isUnknown(device)) return;
    if (typeof device !== "object" || device === null) {
      return fail(path, `is ${JSON.stringify(device)}. Use { deviceName: "/dev/sdf", volumeSize: 8 }`);
    }
    checkDevice(device as Record<string, unknown>, path, fail);
    const name = short(String((device as EbsBlockDevice).deviceName));
    if (name && seen.has(name))
      fail(`${path}.deviceName`, "names a device that is there already. Choose another");
    seen.add(name);
  });
}

function checkDevice(device: Record<string, unknown>, path: string, fail: Fail): void {
  const { deviceName, volumeSize, deleteOnTermination } = device;
  const missing = (value: unknown) => value === undefined || value === null;
  if (missing(deviceName)) fail(`${path}.deviceName`, 'is missing. Use a name like "/dev/sdf"');
  else if (!isUnknown(deviceName) && !(typeof deviceName === "string" && short(deviceName))) {
    fail(
      `${path}.deviceName`,
      `is ${JSON.stringify(deviceName)}, which is not a device of EC2. Use "/dev/sdf" to "/dev/sdp"`,
    );
  }
  if (missing(volumeSize))
    fail(`${path}.volumeSize`, "is missing, and there is no snapshot to take it from. Use GiB");
  else if (!isUnknown(volumeSize) && !(isWhole(volumeSize) && volumeSize >= 1 && volumeSize <= 65_536)) {
    fail(`${path}.volumeSize`, `is ${JSON.stringify(volumeSize)}. Use whole GiB from 1 to 65536`);
  }
  if (
    !missing(deleteOnTermination) &&
    !isUnknown(deleteOnTermination) &&
    typeof deleteOnTermination !== "boolean"
  ) {
    fail(`${path}.deleteOnTermination`, `is ${JSON.stringify(deleteOnTermination)}. Use true or false`);
  }
}

const isWhole = (value: unknown): value is number => Number.isInteger(value);
