import { unknownValue } from "../../../provider/common/values";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import type { Values } from "../../../provider/record/kind";
import { remember } from "../../../provider/record/registry";
import { shapeOf } from "../../../provider/record/shape";
import { volumeKinds } from "../../../provider/volume/kinds";

const operations = (token: string) => lifecycleOf(token, volumeKinds[token]!, shapeOf(token));
let count = 0;

async function check(token: string, args: Values, name = `r${count++}`) {
  const { inputs, failures } = await operations(token).check(
    {},
    { ...args, __urn: `urn:pulumi:s::p::${token}::${name}` },
  );
  return { inputs, failures: failures.map(({ property, reason }) => `${property} ${reason}`) };
}
const volume = (args: Values, name?: string) =>
  check("ebs:Volume", { availabilityZone: "us-east-1a", ...args }, name);
const attachment = (args: Values, name?: string) => check("ec2:VolumeAttachment", args, name);

test("a volume has EC2's defaults, and an id that previews know", async () => {
  const { inputs, failures } = await volume({ size: 100 });
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({ type: "gp2", iops: 300, encrypted: false });
  expect(inputs["recordId"]).toMatch(/^vol-[0-9a-f]{17}$/);
  expect((await volume({ size: 8, type: "gp3" })).inputs).toMatchObject({ iops: 3000, throughput: 125 });
});

test.each<[string, Values, string]>([
  ["no size", {}, "size is missing"],
  [
    "a size beyond its type",
    { size: 2048, type: "standard" },
    "size is 2048. Use whole GiB of a standard volume from 1 to 1024",
  ],
  ["half a GiB", { size: 1.5 }, "size is 1.5. Use whole GiB of a gp2 volume from 1 to 16384"],
  ["an unknown type", { size: 8, type: "ssd" }, 'type is "ssd". Use "gp2" or'],
  ["io1 without iops", { size: 8, type: "io1" }, "iops is missing, which a volume of type io1 needs"],
  ["iops of gp2", { size: 8, iops: 100 }, 'iops is 100, but type is "gp2". Remove it, or use gp3'],
  ["throughput of gp2", { size: 8, throughput: 200 }, 'throughput is 200, but type is "gp2"'],
  [
    "too much throughput",
    { size: 8, type: "gp3", throughput: 9000 },
    "throughput is 9000. Use whole MiB per second",
  ],
  ["sharing of gp3", { size: 8, type: "gp3", multiAttachEnabled: true }, "multiAttachEnabled is true"],
  ["a size of a wrong form", { size: "big" }, 'size is "big". Use a number'],
])("a volume with %s is rejected", async (_, args, message) => {
  expect((await volume(args)).failures).toEqual([expect.stringContaining(message)]);
});

test("an empty snapshotId is none, and one that an earlier release has taken stays", async () => {
  expect((await volume({ snapshotId: "" })).failures).toEqual([expect.stringContaining("size is missing")]);
  expect((await volume({ size: 8, snapshotId: "" })).inputs["snapshotId"]).toBeUndefined();
  const args = { availabilityZone: "us-east-1a", size: 8, snapshotId: "backup", __urn: "urn:early" };
  const { failures } = await operations("ebs:Volume").check({ snapshotId: "backup" }, args);
  expect(failures).toEqual([]);
});

test.each<[string, Values]>([
  ["a snapshot and no size", { snapshotId: "snap-1" }],
  ["a size as a string", { size: "8" }],
  ["a size that a preview doesn't know", { size: unknownValue }],
  ["a type that a preview doesn't know", { size: 8, type: unknownValue }],
  ["a zone that a preview doesn't know", { size: 8, availabilityZone: unknownValue }],
])("a volume with %s is accepted", async (_, args) => {
  expect((await volume(args)).failures).toEqual([]);
});

describe("an attachment", () => {
  const instance = { kind: "ec2:Instance", id: "i-1" };
  const noteInstance = (values: Values) => remember("instance", { ...instance, values });

  test("needs EC2's names and ids", async () => {
    const { failures } = await attachment({ deviceName: "disk", volumeId: "v", instanceId: "web" });
    expect(failures).toEqual([expect.stringContaining('deviceName is "disk"')]);
    const ids = await attachment({ deviceName: "/dev/sdf", volumeId: "w", instanceId: "db" });
    expect(ids.failures).toEqual([
      'volumeId is "w". Use an id that starts with "vol-"',
      'instanceId is "db". Use an id that starts with "i-"',
    ]);
  });

  test("to an instance in another zone or namespace is rejected", async () => {
    noteInstance({ availabilityZone: "us-east-1b", namespace: "apps" });
    const { inputs } = await volume({ size: 8 }, "zoned");
    const args = { deviceName: "/dev/sdf", volumeId: inputs["recordId"], instanceId: "i-1" };
    expect((await attachment(args)).failures).toEqual([
      expect.stringContaining("InvalidVolume.ZoneMismatch"),
    ]);
    noteInstance({ availabilityZone: unknownValue });
    const { failures } = await attachment({ ...args, deviceName: "/dev/sdg" }, "second");
    expect(failures).toEqual([expect.stringContaining("(VolumeInUse)")]);
  });

  test("as a device that is taken is rejected", async () => {
    noteInstance({ ebsBlockDevices: [{ deviceName: "/dev/sdh", volumeSize: 1 }] });
    const one = (await volume({ size: 8 })).inputs["recordId"];
    const two = (await volume({ size: 8 })).inputs["recordId"];
    const on = (deviceName: string, volumeId: unknown) =>
      attachment({ deviceName, volumeId, instanceId: "i-1" });
    expect((await on("sdh", one)).failures).toEqual([
      'deviceName is "sdh", which is already in use. Choose another device',
    ]);
    expect((await on("/dev/sdi", two)).failures).toEqual([]);
    const three = (await volume({ size: 8 })).inputs["recordId"];
    expect((await on("sdi", three)).failures).toEqual([expect.stringContaining("already in use")]);
  });

  test("of a volume that may be shared can be the second one", async () => {
    const args = { size: 8, type: "io2", iops: 100, multiAttachEnabled: true };
    const volumeId = (await volume(args)).inputs["recordId"];
    for (const instanceId of ["i-7", "i-8"]) {
      expect((await attachment({ deviceName: "/dev/sdf", volumeId, instanceId })).failures).toEqual([]);
    }
  });

  test("with values that a preview doesn't know isn't judged", async () => {
    const args = { deviceName: unknownValue, volumeId: unknownValue, instanceId: unknownValue };
    expect((await attachment(args)).failures).toEqual([]);
  });
});

describe("a snapshot", () => {
  const known = (kind: string, id: string, values: Values) => remember(`urn:${id}`, { kind, id, values });
  const snapshot = (args: Values) => check("ebs:Snapshot", args);

  test("has the size and the encryption of its volume, and AWS's ARN", async () => {
    known("ebs:Volume", "vol-1", { size: 3, encrypted: true, kmsKeyId: "key" });
    const { inputs, failures } = await snapshot({ volumeId: "vol-1" });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({
      arn: `arn:aws:ec2:us-east-1::snapshot/${String(inputs["recordId"])}`,
      encrypted: true,
      kmsKeyId: "key",
      ownerId: "000000000000",
      storageTier: "standard",
      volumeSize: 3,
    });
  });

  test("keeps the size that its volume had", async () => {
    known("ebs:Volume", "vol-2", { size: 3 });
    const args = { volumeId: "vol-2", __urn: "urn:pulumi:s::p::ebs:Snapshot::kept" };
    const { inputs: olds } = await operations("ebs:Snapshot").check({}, args);
    known("ebs:Volume", "vol-2", { size: 5 });
    const { inputs } = await operations("ebs:Snapshot").check(olds, args);
    expect(inputs["volumeSize"]).toBe(3);
    expect(await operations("ebs:Snapshot").diff("", olds, inputs)).toEqual({ changes: false });
  });

  test.each<[string, Values, string]>([
    ["no volume", {}, "volumeId is missing"],
    ["the id of another kind", { volumeId: "i-1" }, 'volumeId is "i-1". Use an id that starts with "vol-"'],
    ["an unknown tier", { volumeId: "vol-1", storageTier: "cold" }, 'storageTier is "cold". Use'],
  ])("with %s is rejected", async (_, args, message) => {
    expect((await snapshot(args)).failures).toEqual([expect.stringContaining(message)]);
  });

  test("decides about the size of a volume that is made from it", async () => {
    known("ebs:Snapshot", "snap-3", { volumeSize: 3 });
    expect((await volume({ snapshotId: "snap-3" })).inputs).toMatchObject({ size: 3, iops: 100 });
    expect((await volume({ snapshotId: "snap-3", size: 4 })).failures).toEqual([]);
    expect((await volume({ snapshotId: "snap-3", size: 2 })).failures).toEqual([
      "size is 2: Volume of size 2GB is smaller than snapshot 'snap-3', expect size >= 3GB (InvalidParameterValue). Set it to at least 3, or omit it",
    ]);
    expect((await volume({ snapshotId: "ami-1" })).failures).toEqual([
      'snapshotId is "ami-1". Use an id that starts with "snap-"',
    ]);
  });
});
