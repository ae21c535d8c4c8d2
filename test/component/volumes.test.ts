import * as pulumi from "@pulumi/pulumi";

import { volumeKey } from "../../provider/common/names";
import { ebs, ec2 } from "../../provider/index";
import { mock, registered, settled, valueOf, warnings } from "../support/mocks";

const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
const zone = "us-east-1a";

/** What the engine gets to know of the resource of this name and kind. */
const inputsOf = (name: string, kind: string) =>
  registered.find((each) => each.name === name && each.type.endsWith(kind))?.inputs;

const volumesOf = async (instance: string) => {
  await settled();
  return inputsOf(instance, "Ec2Instance")?.["__volumes"];
};
const urn = (name: string, types = "pulumi-nodejs:ebs/volume:Volume"): string =>
  `urn:pulumi:dev::shop::${types}::${name}`;

test("an instance is registered with the volumes that the program attaches to it further down", async () => {
  const server = new ec2.Instance("db", machine);
  const data = new ebs.Volume("data", { availabilityZone: server.availabilityZone, size: 8 });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  expect(await volumesOf("db")).toEqual([
    { deviceName: "/dev/sdf", name: "data", keys: [volumeKey(urn("data"))], size: 8, multiAttach: false },
  ]);
  expect(inputsOf("data", "Volume")).toMatchObject({ __urn: urn("data"), size: 8 });
});

test("the key of a volume is made of the URN that the engine gives it, below any parent", async () => {
  class Database extends pulumi.ComponentResource {
    constructor(name: string) {
      super("shop:index:Database", name);
      const server = new ec2.Instance(name, machine, { parent: this });
      const options = { parent: server };
      const data = new ebs.Volume(`${name}-data`, { availabilityZone: zone, size: 8 }, options);
      new ec2.VolumeAttachment(
        name,
        { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id },
        options,
      );
    }
  }
  new Database("db");
  const expected = urn(
    "db-data",
    "shop:index:Database$pulumi-nodejs:dynamic/ec2-pods:Ec2Instance$pulumi-nodejs:ebs/volume:Volume",
  );
  expect(await volumesOf("db")).toMatchObject([{ keys: [volumeKey(expected)] }]);
  expect(inputsOf("db-data", "Volume")?.["__urn"]).toBe(expected);
});

test("a volume is also known by its aliases", async () => {
  const server = new ec2.Instance("db", machine);
  const data = new ebs.Volume("data", { availabilityZone: zone, size: 8 }, { aliases: [{ name: "old" }] });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  expect(await volumesOf("db")).toMatchObject([{ keys: [volumeKey(urn("data")), volumeKey(urn("old"))] }]);
});

test("an alias that waits for a resource holds nothing up, and a plain one is known below any parent", async () => {
  const server = new ec2.Instance("db", machine);
  const aliases = [{ name: "old" }, { name: server.privateIp.apply(() => "late") }, urn("older")];
  const args = { availabilityZone: zone, size: "8" as unknown as number };
  const data = new ebs.Volume("data", args, { parent: server, aliases });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  const type = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance$pulumi-nodejs:ebs/volume:Volume";
  const keys = [urn("data", type), urn("old", type), urn("older")].map(volumeKey);
  expect(await volumesOf("db")).toMatchObject([{ keys, size: 8 }]);
});

test("what the program knows only later makes no registration wait", async () => {
  const server = new ec2.Instance("db", machine);
  const size = server.privateIp.apply(() => 8);
  const data = new ebs.Volume("data", { availabilityZone: zone, size });
  const deviceName = server.privateIp.apply(() => "/dev/sdf");
  new ec2.VolumeAttachment("data", { deviceName, volumeId: data.id, instanceId: server.id });
  server.id.apply((instanceId) => {
    new ec2.VolumeAttachment("late", { deviceName: "/dev/sdg", volumeId: data.id, instanceId });
  });
  expect(await volumesOf("db")).toBeUndefined();
  expect(inputsOf("late", "VolumeAttachment")).toBeDefined();
});

test("an instance knows the volumes whose claims it can't create, without a size", async () => {
  const server = new ec2.Instance("db", machine);
  const size = server.privateIp.apply(() => 8);
  const attach = (name: string, deviceName: string, args: Partial<ebs.VolumeArgs>) => {
    const volume = new ebs.Volume(name, { availabilityZone: zone, ...args });
    new ec2.VolumeAttachment(name, { deviceName, volumeId: volume.id, instanceId: server.id });
  };
  attach("late", "/dev/sdf", { size });
  attach("restored", "/dev/sdg", { size: 8, snapshotId: "snap-1" });
  attach("plain", "/dev/sdh", { size: 8, snapshotId: "" });
  const sources = (await volumesOf("db")) as { name: string; size?: number }[];
  expect(sources.map(({ name, size }) => [name, size])).toEqual([
    ["late", undefined],
    ["restored", undefined],
    ["plain", 8],
  ]);
});

test("a volume goes to the instance of its first attachment only, unless it may be shared", async () => {
  const [one, two] = ["one", "two"].map((name) => new ec2.Instance(name, machine));
  const attach = (name: string, volume: ebs.Volume) =>
    [one!, two!].forEach((instance, index) => {
      const args = { deviceName: "/dev/sdf", volumeId: volume.id, instanceId: instance.id };
      new ec2.VolumeAttachment(`${name}-${index}`, args);
    });
  attach("data", new ebs.Volume("data", { availabilityZone: zone, size: 8 }));
  const shared = { availabilityZone: zone, size: 8, type: "io2", iops: 100, multiAttachEnabled: true };
  attach("shared", new ebs.Volume("shared", shared));
  expect(await volumesOf("one")).toMatchObject([{ name: "data" }, { name: "shared" }]);
  expect(await volumesOf("two")).toMatchObject([{ name: "shared" }]);
});

test("a volume is where the instance is that it is attached to", async () => {
  const group = "sg-0123456789abcdef0";
  const where = { namespace: "apps", context: "kind-dev", vpcSecurityGroupIds: [group] };
  const server = new ec2.Instance("db", { ...machine, ...where });
  const data = new ebs.Volume("data", { availabilityZone: zone, size: 8 });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  new ebs.Volume("alone", { availabilityZone: zone, size: 8, namespace: "own" });
  await settled();
  // Not as arguments: the volume stays there without the instance.
  const placeIn = (kind: string) => (inputsOf("data", kind)?.["__place"] as { value: unknown }).value;
  const expected = { namespace: "apps", context: "kind-dev" };
  expect([placeIn("Volume"), placeIn("VolumeAttachment")]).toEqual([expected, expected]);
  expect(inputsOf("data", "Volume")?.["namespace"]).toBeUndefined();
  expect(inputsOf("alone", "Volume")).toMatchObject({ namespace: "own", __place: { value: {} } });
});

test("previews know the instance of an attachment, and programs of JavaScript get no crash", async () => {
  await mock(true);
  const server = new ec2.Instance("db", machine);
  const odd = undefined as unknown as ec2.VolumeAttachmentArgs;
  expect(() => new ec2.VolumeAttachment("odd", odd)).not.toThrow();
  expect(() => new ebs.Volume("odd", undefined as unknown as ebs.VolumeArgs)).not.toThrow();
  const attachment = new ec2.VolumeAttachment("text", {
    deviceName: "/dev/sdf",
    volumeId: "vol-0123456789abcdef0",
    instanceId: server.id,
  });
  expect(await valueOf(attachment.volumeId)).toBe("vol-0123456789abcdef0");
  expect(await volumesOf("db")).toBeUndefined();
});

test("a look-up of a volume declares nothing, and what has no effect is warned of", async () => {
  const found = ebs.Volume.get("found", "vol-0123456789abcdef0");
  expect(ebs.Volume.isInstance(found)).toBe(true);
  new ebs.Volume("data", { availabilityZone: zone, size: 8, snapshotId: "snap-1", finalSnapshot: true });
  new ebs.Volume("plain", { availabilityZone: zone, size: 8, finalSnapshot: false });
  await settled();
  expect(warnings.sort()).toEqual([
    'Cannot apply all of Volume "data": finalSnapshot has no effect: no snapshot is taken when the volume is deleted.',
  ]);
});
