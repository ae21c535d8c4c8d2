import { hash } from "../common/names";

import type { AmiDescription } from "./ami-types";
import { amiId } from "./catalogue";
import type { Ami } from "./catalogue";

/** An AMI as EC2 describes it in a region. */
export function describe(ami: Ami, region: string, isPublic: boolean): AmiDescription {
  const { name, owner, root, productCode } = ami;
  const id = amiId(name, region);
  const rootSnapshotId = `snap-0${hash(id, 16)}`;
  return {
    architecture: ami.architecture,
    arn: `arn:aws:ec2:${region}::image/${id}`,
    blockDeviceMappings: [
      {
        deviceName: root.device,
        ebs: {
          delete_on_termination: "true",
          encrypted: "false",
          iops: "0",
          snapshot_id: rootSnapshotId,
          throughput: "0",
          volume_initialization_rate: "0",
          volume_size: root.size,
          volume_type: root.type,
        },
        noDevice: "",
        virtualName: "",
      },
    ],
    bootMode: ami.bootMode,
    creationDate: ami.creationDate,
    deprecationTime: "",
    description: ami.description,
    enaSupport: true,
    hypervisor: "xen",
    id,
    imageId: id,
    imageLocation: `${owner.alias ?? owner.id}/${name}`,
    imageOwnerAlias: owner.alias ?? "",
    imageType: "machine",
    imdsSupport: ami.imdsSupport,
    kernelId: "",
    lastLaunchedTime: "",
    name,
    ownerId: owner.id,
    platform: ami.platformDetails === "Windows" ? "windows" : "",
    platformDetails: ami.platformDetails,
    productCodes: productCode ? [{ productCodeId: productCode, productCodeType: "marketplace" }] : [],
    public: isPublic,
    ramdiskId: "",
    rootDeviceName: root.device,
    rootDeviceType: "ebs",
    rootSnapshotId,
    sriovNetSupport: "simple",
    state: "available",
    stateReason: { code: "UNSET", message: "UNSET" },
    tags: {},
    tpmSupport: "",
    usageOperation: ami.usageOperation,
    virtualizationType: ami.virtualizationType,
  };
}
