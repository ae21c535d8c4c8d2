import { oneOf, string } from "../common/checks";
import type { Fail } from "../common/errors";
import { show } from "../common/text";
import { isGiven, isRecord } from "../common/values";
import { deviceName } from "../instance/block-devices";
import { shortName } from "../instance/devices";
import { checkId, related, siblings } from "../network/related";
import { computedIn } from "../record/check";
import { text } from "../record/kind";
import type { Facts, RecordKinds, Values } from "../record/kind";
import type { KnownRecord } from "../record/registry";

/** EC2's limits of each type: GiB, operations per second, MiB per second. */
const types: Readonly<Record<string, { size: [number, number]; iops?: [number, number] }>> = {
  gp2: { size: [1, 16_384] },
  gp3: { size: [1, 65_536], iops: [3000, 80_000] },
  io1: { size: [4, 16_384], iops: [100, 64_000] },
  io2: { size: [4, 65_536], iops: [100, 256_000] },
  sc1: { size: [125, 16_384] },
  st1: { size: [125, 16_384] },
  standard: { size: [1, 1024] },
};

const isTrue = (value: unknown): boolean => value === true || value === "true";

const isWithin = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(Number(value)) && Number(value) >= least && Number(value) <= most;

const isIo = (type: unknown): boolean => type === "io1" || type === "io2";

function iopsOf({ type, size }: Values): unknown {
  if (type === "gp3") return 3000;
  return type === "gp2" && isGiven(size) ? Math.min(Math.max(100, 3 * Number(size)), 16_000) : undefined;
}

/** The volume with the size that it has if the program leaves that to the snapshot, and with the speed of that size. */
export function withSize(values: Values, size: unknown): Values {
  if (ownSize(values) !== undefined) return values;
  return { ...values, size, ...(values["type"] === "gp2" && { iops: iopsOf({ ...values, size }) }) };
}

/** The size that the program gives a volume; undefined if it leaves that to the snapshot. */
export const ownSize = (values: Values): unknown =>
  computedIn(values).includes("size") ? undefined : values["size"];

/** EC2's words for a volume that is smaller than its snapshot. */
export const smallerThan = (snapshotId: string, size: unknown, least: unknown): string =>
  `Volume of size ${String(size)}GB is smaller than snapshot '${snapshotId}', expect size >= ${String(least)}GB`;

function checkVolume(values: Values, fail: Fail, { olds }: Facts): void {
  const { type, size, snapshotId, iops, throughput, multiAttachEnabled } = values;
  const whole = (key: string, least: number, most: number, unit: string) => {
    const value = values[key];
    if (!isGiven(value) || isWithin(value, least, most)) return;
    const whose = isGiven(type) ? `of a ${String(type)} volume ` : "";
    fail(key, `is ${show(value)}. Use whole ${unit} ${whose}from ${least} to ${most}`);
  };
  if (size === undefined && snapshotId === undefined) {
    fail("size", "is missing, and there is no snapshotId to take it from. Set it in GiB, for example 8");
  }
  // Earlier releases took any text, and a volume that exists doesn't need its snapshot.
  if (snapshotId !== olds["snapshotId"]) checkId(values, "snapshotId", "snap", fail);
  const least = related(values, "snapshotId")?.values["volumeSize"];
  if (isGiven(least) && isGiven(size) && Number(size) < Number(least)) {
    const words = smallerThan(String(snapshotId), size, least);
    fail(
      "size",
      `is ${show(size)}: ${words} (InvalidParameterValue). Set it to at least ${String(least)}, or omit it`,
    );
  }
  const limits = types[String(type)];
  if (!isGiven(type) || !limits) return;
  whole("size", ...limits.size, "GiB");
  if (isIo(type) && iops === undefined)
    fail("iops", `is missing, which a volume of type ${String(type)} needs`);
  if (limits.iops) whole("iops", ...limits.iops, "operations per second");
  else if (isGiven(iops)) fail("iops", `is ${show(iops)}, but type is ${show(type)}. Remove it, or use gp3`);
  if (type === "gp3") whole("throughput", 125, 2000, "MiB per second");
  else if (isGiven(throughput)) {
    fail("throughput", `is ${show(throughput)}, but type is ${show(type)}. Remove it, or use gp3`);
  }
  if (isTrue(multiAttachEnabled) && !isIo(type)) {
    fail("multiAttachEnabled", `is true, but type is ${show(type)}. Remove it, or use io1 or io2`);
  }
}

/** Devices of the instance itself, which no volume can have. */
const blockDevicesOf = (instance: KnownRecord | undefined): string[] => {
  const devices = instance?.values["ebsBlockDevices"];
  return (Array.isArray(devices) ? (devices as unknown[]) : []).flatMap((device) =>
    isRecord(device) ? [shortName(String(device["deviceName"]))] : [],
  );
};

function checkAttachment(values: Values & { id: unknown }, fail: Fail): void {
  checkId(values, "volumeId", "vol", fail);
  checkId(values, "instanceId", "i", fail);
  const { volumeId, instanceId } = values;
  const volume = related(values, "volumeId");
  const instance = related(values, "instanceId");
  const [other] = siblings("ec2:VolumeAttachment", values.id, "volumeId", volumeId);
  if (other && !isTrue(volume?.values["multiAttachEnabled"])) {
    const { instanceId: holder } = other.values;
    fail(
      "volumeId",
      `is ${show(volumeId)}, which is already attached to ${isGiven(holder) ? `an instance, ${String(holder)}` : "another instance"} (VolumeInUse). Remove one of the attachments`,
    );
  }
  const device = shortName(String(values["deviceName"]));
  const isTaken =
    blockDevicesOf(instance).includes(device) ||
    siblings("ec2:VolumeAttachment", values.id, "instanceId", instanceId).some(
      (each) => shortName(String(each.values["deviceName"])) === device,
    );
  if (isGiven(values["deviceName"]) && isTaken) {
    fail("deviceName", `is ${show(values["deviceName"])}, which is already in use. Choose another device`);
  }
  checkTogether("availabilityZone", volume, instance, (zone, other) =>
    fail(
      "volumeId",
      `is ${show(volumeId)} in ${zone}, which isn't the availability zone of ${String(instanceId)}, ${other} (InvalidVolume.ZoneMismatch). Set availabilityZone of the volume to that of the instance`,
    ),
  );
  for (const key of ["namespace", "context"]) {
    checkTogether(key, volume, instance, (here, there) =>
      fail(
        "volumeId",
        `is ${show(volumeId)}, whose ${key} is ${show(here)}, but that of ${String(instanceId)} is ${show(there)}. Give both the same ${key}`,
      ),
    );
  }
}

/** Reports what must be the same for a volume and its instance. */
function checkTogether(
  key: string,
  volume: KnownRecord | undefined,
  instance: KnownRecord | undefined,
  differs: (volumes: string, instances: string) => void,
): void {
  const [one, other] = [volume?.values[key], instance?.values[key]];
  if (isGiven(one) && isGiven(other) && one !== other) differs(String(one), String(other));
}

/** The size of a volume that has none of its own: the one that it has, or that of its snapshot, if this run knows it. */
function sizeOfSource(values: Values, olds: Values): unknown {
  const { snapshotId } = values;
  if (snapshotId === undefined) return undefined;
  const own = olds["snapshotId"] === snapshotId ? olds["size"] : undefined;
  return own ?? related(values, "snapshotId")?.values["volumeSize"];
}

/** What a snapshot takes over from its volume. */
function snapshotOutputs(values: Values, olds: Values): Values {
  if (olds["volumeId"] === values["volumeId"]) {
    const { volumeSize, encrypted, kmsKeyId } = olds;
    return { volumeSize, encrypted, kmsKeyId };
  }
  const { size, encrypted = false, kmsKeyId } = related(values, "volumeId")?.values ?? {};
  return { volumeSize: size, encrypted, kmsKeyId };
}

/** Volumes, their attachments and their snapshots: kept like records, and made real by a claim. */
export const volumeKinds: RecordKinds = {
  "ebs:Snapshot": {
    note: "A snapshot of a volume.",
    id: "snap",
    // Without an account, as AWS has it.
    arn: ({ region, id }) => text`arn:aws:ec2:${region}::snapshot/${id}`,
    replaces: ["description", "outpostArn", "volumeId"],
    defaults: () => ({ storageTier: "standard" }),
    checks: { storageTier: oneOf("archive", "standard") },
    check: (values, fail) => checkId(values, "volumeId", "vol", fail),
    outputs: (values, { olds }) => snapshotOutputs(values, olds),
  },
  "ebs:Volume": {
    note: "A volume with a life of its own.",
    id: "vol",
    arn: "volume",
    replaces: ["availabilityZone", "encrypted", "kmsKeyId", "multiAttachEnabled", "outpostArn", "snapshotId"],
    defaults: () => ({ type: "gp2", encrypted: false }),
    // AWS's provider takes an empty id for none.
    complete: ({ snapshotId }) => (snapshotId === "" ? { snapshotId: undefined } : {}),
    checks: {
      availabilityZone: string(),
      type: oneOf(...Object.keys(types)),
    },
    check: checkVolume,
    outputs: (values, { olds }) => {
      const size = values["size"] ?? sizeOfSource(values, olds);
      return {
        size,
        iops: iopsOf({ ...values, size }),
        throughput: values["type"] === "gp3" ? 125 : undefined,
      };
    },
  },
  "ec2:VolumeAttachment": {
    note: "Attaches a volume to an instance.",
    id: "vai",
    replaces: ["deviceName", "instanceId", "volumeId"],
    checks: { deviceName },
    check: checkAttachment,
  },
};
