import type { Lookup } from "./lookup";

export const volume: Lookup = {
  title: "EBS Volume",
  kinds: ["ebs:Volume"],
  derive: ({ id, type }) => ({ volumeId: id, volumeType: type }),
  filters: { "volume-id": "id" },
};

export const snapshot: Lookup = {
  title: "EBS Snapshot",
  kinds: ["ebs:Snapshot"],
  derive: ({ id, ownerId }) => ({
    snapshotId: id,
    state: "completed",
    startTime: "",
    holders: [ownerId, "self"],
  }),
  arguments: { owners: "holders", restorableByUserIds: "holders", snapshotIds: "id" },
  filters: { "snapshot-id": "id", status: "state" },
};
