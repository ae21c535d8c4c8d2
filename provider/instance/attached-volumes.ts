import { randomUUID } from "node:crypto";

import type { PersistentVolumeClaim, Pod } from "../cluster/objects";
import { annotationKeys, labelKeys, labelSafe, ownerLabels } from "../common/names";
import type { Identity } from "../common/names";
import { shortName } from "./devices";

/** What this run marks its unsaved attachments with. */
export const attachmentRun = randomUUID();

/** Attachments that the engine is known to have in its state. */
export const trackedAttachments = new Set<string>();

/**
 * True for the mark of an attachment that an earlier run was killed in. A kill right after the engine's save leaves it as
 * well, so that a state may have it.
 */
export function mayBeLeft({ metadata }: PersistentVolumeClaim, origins: readonly string[]): boolean {
  const {
    [annotationKeys.attachmentPending]: run,
    [annotationKeys.attachment]: id = "",
    [annotationKeys.origin]: origin = "",
  } = metadata?.annotations ?? {};
  return (
    run !== undefined && run !== attachmentRun && !trackedAttachments.has(id) && origins.includes(origin)
  );
}

/** True if no state has the attachment: one that is saved is in the instance's state, or its Pod has mounted the volume. */
export function isLeftAttached(
  claim: PersistentVolumeClaim,
  { origins, pods, states }: { origins: readonly string[]; pods: readonly Pod[]; states: VolumeInputs[] },
): boolean {
  const isDeclared = keysIn(...states).includes(labelOf(claim, labelKeys.volumeKey));
  const isMounted = pods.some((pod) => usesClaim(pod, claim.metadata?.name ?? ""));
  return mayBeLeft(claim, origins) && !isDeclared && pods.length > 0 && !isMounted;
}

/** The patch that removes the mark of an attachment. */
export const detachedPatch = {
  metadata: {
    labels: { [labelKeys.attachedTo]: null },
    annotations: {
      [annotationKeys.attachment]: null,
      [annotationKeys.device]: null,
      [annotationKeys.attachmentPending]: null,
    },
  },
};

/** A Volume that a VolumeAttachment of the same program gives an instance. */
export interface VolumeSource {
  deviceName: string;
  /** Logical name of the volume. */
  name: string;
  /** Keys of the volume's URN and of its aliases: the claim is labeled with one of them. */
  keys: string[];
  /** GiB; absent if only the volume itself can create its claim. */
  size?: number | undefined;
  multiAttach?: boolean;
}

/** What an instance's state says of the volumes that are attached to it. */
export interface VolumeInputs {
  /** The claim of each device. */
  attachedVolumes?: Record<string, string>;
  /** Where the claims are, or what they are made of. Hidden in previews. */
  __volumes?: VolumeSource[];
}

/** A volume that a Pod mounts. */
export interface AttachedClaim {
  /** As in `sdf`. */
  device: string;
  claim: string;
  /** Present if the claim must be created first: the instance is launched before its volume is created. */
  source?: VolumeSource;
}

/** Name of the claim of a new volume. */
export const volumeClaimName = (key: string): string => `ec2-vol-${key}`;

const deviceOf = ({ deviceName }: VolumeSource): string => shortName(deviceName);

/**
 * The volumes of an instance as `check` passes them on: the claim of each device, for the diff to compare.
 *
 * What can't be attached is left out; its VolumeAttachment says why, or attaches it once its claim exists. A volume that an
 * alias renames keeps its claim.
 */
export function checkedVolumes(
  olds: VolumeInputs,
  sources: readonly VolumeSource[] | undefined,
  taken: readonly string[],
): VolumeInputs {
  const devices = new Set(["", ...taken.map(shortName)]);
  const isMounted = ({ keys }: VolumeSource): boolean =>
    (olds.__volumes ?? []).some((old) => old.keys.some((key) => keys.includes(key)));
  const usable = (sources ?? []).filter((source) => {
    if (source.size === undefined && !isMounted(source)) return false;
    const isFree = !devices.has(deviceOf(source));
    devices.add(deviceOf(source));
    return isFree;
  });
  if (usable.length === 0) return {};
  const known = (olds.__volumes ?? []).map((source) => ({
    keys: source.keys,
    claim: olds.attachedVolumes?.[`/dev/${deviceOf(source)}`],
  }));
  const claimOf = (source: VolumeSource): string =>
    known.find(({ keys }) => keys.some((key) => source.keys.includes(key)))?.claim ??
    volumeClaimName(source.keys[0] ?? "");
  // A new volume has the former name of a renamed one, which keeps its claim.
  const renamedFirst = [...usable].sort((one, other) => other.keys.length - one.keys.length);
  const holders = new Set(new Map(renamedFirst.reverse().map((each) => [claimOf(each), each])).values());
  const volumes = usable.filter((source) => holders.has(source));
  const claims = volumes.map((source) => [`/dev/${deviceOf(source)}`, claimOf(source)]);
  return { attachedVolumes: Object.fromEntries(claims), __volumes: volumes };
}

/** True for an instance that its program attaches volumes to, or did before. */
export const declaresVolumes = (...inputs: (VolumeInputs | undefined)[]): boolean =>
  inputs.some((each) => (each?.__volumes ?? []).length > 0);

const isLive = ({ metadata }: PersistentVolumeClaim): boolean => metadata?.deletionTimestamp === undefined;
const labelOf = ({ metadata }: PersistentVolumeClaim, key: string): string => metadata?.labels?.[key] ?? "";
const deviceIn = ({ metadata }: PersistentVolumeClaim): string =>
  metadata?.annotations?.[annotationKeys.device] ?? "";
const keysIn = (...inputs: readonly VolumeInputs[]): string[] =>
  inputs.flatMap(({ __volumes = [] }) => __volumes.flatMap(({ keys }) => keys));

/** The claim with the key of a volume; one that is the volume's own rather than one that an instance created for it. */
function keyedClaim({ keys }: VolumeSource, claims: readonly PersistentVolumeClaim[]) {
  const keyed = claims.filter((claim) => keys.includes(labelOf(claim, labelKeys.volumeKey)));
  return keyed.find((claim) => labelOf(claim, labelKeys.volumeId) !== "") ?? keyed[0];
}

/** Whether this very instance has the claim as this volume, whose URN changed in a way that the program doesn't know. */
const isSameVolume = (claim: PersistentVolumeClaim, source: VolumeSource, known: string): boolean =>
  deviceIn(claim) === deviceOf(source) &&
  (claim.metadata?.name === known || labelOf(claim, labelKeys.name) === labelSafe(source.name));

/**
 * The volumes to mount: those that the program declares, and those that a VolumeAttachment has attached which the
 * program declared too late for the launch to know it.
 */
export function wantedClaims(
  inputs: VolumeInputs & { instanceId: string },
  claims: readonly PersistentVolumeClaim[],
  olds: VolumeInputs = {},
): AttachedClaim[] {
  const live = claims.filter(isLive);
  const own = live.filter((claim) => labelOf(claim, labelKeys.attachedTo) === inputs.instanceId);
  const declared = (inputs.__volumes ?? []).flatMap((source): AttachedClaim | [] => {
    const device = deviceOf(source);
    const claim = inputs.attachedVolumes?.[`/dev/${device}`] ?? "";
    const found = keyedClaim(source, live) ?? own.find((each) => isSameVolume(each, source, claim));
    if (found) return { device, claim: found.metadata?.name ?? "" };
    // The creation of the volume says whose claim has its name.
    const isTaken = live.some(({ metadata }) => metadata?.name === claim);
    return source.size === undefined || isTaken ? [] : { device, claim, source };
  });
  const keys = keysIn(inputs, olds);
  const others = own
    .filter((claim) => !keys.includes(labelOf(claim, labelKeys.volumeKey)))
    .map((claim) => ({ device: deviceIn(claim), claim: claim.metadata?.name ?? "" }))
    .filter(({ device }) => device !== "" && !declared.some((other) => other.device === device));
  return [...declared, ...others];
}

/** The claims of Volumes that a Pod mounts, by device. */
export const mountedVolumes = ({ metadata, spec }: Pod): Record<string, string> => {
  const own = `ec2-${metadata?.labels?.[labelKeys.instanceId] ?? ""}-`;
  const entries = (spec?.volumes ?? []).flatMap(({ name, persistentVolumeClaim }) => {
    const claim = persistentVolumeClaim?.claimName ?? "";
    return claim === "" || claim.startsWith(own) ? [] : [[name, claim] as const];
  });
  return Object.fromEntries(entries);
};

/** True if the Pod mounts these volumes and no others. A claim that must be created first is another one than it has. */
export function mountsExactly(pod: Pod, attached: readonly AttachedClaim[]): boolean {
  const mounted = mountedVolumes(pod);
  return (
    Object.keys(mounted).length === attached.length &&
    attached.every(({ device, claim, source }) => !source && mounted[device] === claim)
  );
}

/** True if the Pod uses the claim. */
export const usesClaim = ({ spec }: Pod, claim: string): boolean =>
  (spec?.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim);

/** What the claim of a volume is made of. */
export interface ClaimParts extends Identity {
  namespace: string;
  claim: string;
  key: string;
  size: number;
  origin: string;
  multiAttach: boolean;
  /** The VolumeSnapshot that it is filled from. */
  snapshotId?: string | undefined;
}

/** The claim of a volume, which no attachment and no id has yet. */
export const toVolumeClaim = (parts: ClaimParts): PersistentVolumeClaim => ({
  metadata: {
    name: parts.claim,
    namespace: parts.namespace,
    labels: { ...ownerLabels(parts), [labelKeys.volumeKey]: parts.key },
    annotations: {
      [annotationKeys.origin]: parts.origin,
      ...(parts.multiAttach && { [annotationKeys.multiAttach]: "true" }),
    },
  },
  spec: {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: `${parts.size}Gi` } },
    ...(parts.snapshotId !== undefined && {
      dataSource: { apiGroup: "snapshot.storage.k8s.io", kind: "VolumeSnapshot", name: parts.snapshotId },
    }),
  },
});

/** The claims that a Pod needs and that don't exist yet. Like those of its block devices, it owns them until it is ready. */
export function toMissingClaims(
  { project, stack }: Identity,
  pod: Pod,
  attached: readonly AttachedClaim[],
): PersistentVolumeClaim[] {
  const { name: podName = "", uid = "", namespace = "default", annotations } = pod.metadata ?? {};
  return attached.flatMap(({ claim, source }) => {
    if (source?.size === undefined) return [];
    const { name, keys, size, multiAttach = false } = source;
    const made = toVolumeClaim({
      project,
      stack,
      name,
      namespace,
      claim,
      size,
      multiAttach,
      key: keys[0] ?? "",
      origin: annotations?.[annotationKeys.origin] ?? "",
    });
    const ownerReferences = [{ apiVersion: "v1", kind: "Pod", name: podName, uid }];
    return { ...made, metadata: { ...made.metadata, ownerReferences } };
  });
}
