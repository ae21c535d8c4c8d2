import type { Fail } from "../common/errors";
import { checkFilters } from "../common/filters";
import { matchesAny } from "../common/wildcard";
import type { AmiDescription, GetAmiFilter } from "./ami-types";

type Field = (ami: AmiDescription) => unknown;

const ebs =
  (key: string): Field =>
  ({ blockDeviceMappings }) =>
    blockDeviceMappings.map((mapping) => mapping.ebs[key]);
const none: Field = () => [];

/** The filters of EC2's DescribeImages, and what they look at. */
const fields: Readonly<Record<string, Field>> = {
  architecture: (ami) => ami.architecture,
  "block-device-mapping.delete-on-termination": ebs("delete_on_termination"),
  "block-device-mapping.device-name": (ami) => ami.blockDeviceMappings.map(({ deviceName }) => deviceName),
  "block-device-mapping.encrypted": ebs("encrypted"),
  "block-device-mapping.snapshot-id": ebs("snapshot_id"),
  "block-device-mapping.volume-size": ebs("volume_size"),
  "block-device-mapping.volume-type": ebs("volume_type"),
  "boot-mode": (ami) => ami.bootMode,
  "creation-date": (ami) => ami.creationDate,
  description: (ami) => ami.description,
  "ena-support": (ami) => ami.enaSupport,
  "free-tier-eligible": () => true,
  hypervisor: (ami) => ami.hypervisor,
  "image-allowed": () => true,
  "image-id": (ami) => ami.imageId,
  "image-type": (ami) => ami.imageType,
  "is-public": (ami) => ami.public,
  "kernel-id": none,
  "manifest-location": (ami) => ami.imageLocation,
  name: (ami) => ami.name,
  "owner-alias": (ami) => ami.imageOwnerAlias,
  "owner-id": (ami) => ami.ownerId,
  platform: (ami) => ami.platform,
  "platform-details": (ami) => ami.platformDetails,
  "product-code": (ami) => ami.productCodes.map(({ productCodeId }) => productCodeId),
  "product-code.type": (ami) => ami.productCodes.map(({ productCodeType }) => productCodeType),
  "ramdisk-id": none,
  "root-device-name": (ami) => ami.rootDeviceName,
  "root-device-type": (ami) => ami.rootDeviceType,
  "source-image-id": none,
  "source-image-region": none,
  "source-instance-id": none,
  "sriov-net-support": (ami) => ami.sriovNetSupport,
  state: (ami) => ami.state,
  "state-reason-code": none,
  "state-reason-message": none,
  "tag-key": (ami) => Object.keys(ami.tags),
  "usage-operation": (ami) => ami.usageOperation,
  "virtualization-type": (ami) => ami.virtualizationType,
};

const tagPrefix = "tag:";

/** Whether an AMI matches a filter. A field without a value matches nothing. */
export function matchesFilter(ami: AmiDescription, { name, values }: GetAmiFilter): boolean {
  const value = name.startsWith(tagPrefix) ? ami.tags[name.slice(tagPrefix.length)] : fields[name]?.(ami);
  const texts = [value ?? []].flat().map(String).filter(Boolean);
  return matchesAny(values, texts);
}

/** Checks the form of the filters of AMIs, and their names. */
export const checkAmiFilters = (filters: unknown, fail: Fail): void =>
  checkFilters(
    filters,
    { names: Object.keys(fields), example: '{ name: "name", values: ["al2023-ami-*"] }' },
    fail,
  );
