import * as pulumi from "@pulumi/pulumi";

import { ebs, ec2 } from "../../provider/index";
import { mock, registered, settled, valueOf, warnings } from "../support/mocks";

const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
const zone = "us-east-1a";

/** What the engine gets to know of the resource of this name and kind. */
const inputsOf = (name: string, kind: string) =>
  registered.find((each) => each.name === name && each.type.endsWith(kind))?.inputs;

const volumesOf = async (instance: string) => {
  await settled();
  return (inputsOf(instance, "Ec2Instance")?.["__own"] as Record<string, unknown>)["__volumes"];
};
const urn = (name: string, types = "pulumi-nodejs:ebs/volume:Volume"): string =>
  `urn:pulumi:dev::shop::${types}::${name}`;

test("an instance is registered with the volumes that the program attaches to it further down", async () => {
  const server = new ec2.Instance("db", machine);
  const data = new ebs.Volume("data", { availabilityZone: server.availabilityZone, size: 8 });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  expect(await volumesOf("db")).toEqual([
    { deviceName: "/dev/sdf", name: "data", urns: [urn("data")], size: 8, multiAttach: false },
  ]);
  expect(inputsOf("data", "Volume")).toMatchObject({ __urn: urn("data"), size: 8 });
});

test("the URN of a volume is the one that the engine gives it, below any parent", async () => {
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
  expect(await volumesOf("db")).toMatchObject([{ urns: [expected] }]);
  expect(inputsOf("db-data", "Volume")?.["__urn"]).toBe(expected);
});

test("a volume is also known by its aliases", async () => {
  const server = new ec2.Instance("db", machine);
  const data = new ebs.Volume("data", { availabilityZone: zone, size: 8 }, { aliases: [{ name: "old" }] });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  expect(await volumesOf("db")).toMatchObject([{ urns: [urn("data"), urn("old")] }]);
});

test("an alias that waits for a resource holds nothing up, and a plain one is known below any parent", async () => {
  const server = new ec2.Instance("db", machine);
  const aliases = [{ name: "old" }, { name: server.privateIp.apply(() => "late") }, urn("older")];
  const args = { availabilityZone: zone, size: "8" as unknown as number };
  const data = new ebs.Volume("data", args, { parent: server, aliases });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  const type = "pulumi-nodejs:dynamic/ec2-pods:Ec2Instance$pulumi-nodejs:ebs/volume:Volume";
  const urns = [urn("data", type), urn("old", type), urn("older")];
  expect(await volumesOf("db")).toMatchObject([{ urns, size: 8 }]);
});

const volumeType = "pulumi-nodejs:ebs/volume:Volume";

/** A component with an instance and its volume. */
class Database extends pulumi.ComponentResource {
  constructor(
    name: string,
    options: pulumi.ComponentResourceOptions = {},
    aliases: NonNullable<pulumi.ResourceOptions["aliases"]> = [],
  ) {
    super("shop:index:Database", name, {}, options);
    const server = new ec2.Instance(name, machine, { parent: this });
    const own = { parent: this, aliases };
    const data = new ebs.Volume(`${name}-data`, { availabilityZone: zone, size: 8 }, own);
    new ec2.VolumeAttachment(name, { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  }
}

test("a volume is known by the aliases of its component, combined with its own", async () => {
  new Database("db", { aliases: [{ name: "old" }, { type: "shop:index:Store" }] }, [{ name: "disk" }]);
  const below = (name: string, component = "Database") => urn(name, `shop:index:${component}$${volumeType}`);
  const urns = [
    ...["db-data", "disk", "old-data"].map((name) => below(name)),
    ...["db-data", "disk"].map((name) => below(name, "Store")),
  ];
  expect(await volumesOf("db")).toMatchObject([{ urns }]);
});

test("a volume is known by the aliases of each component around it", async () => {
  const outer = new pulumi.ComponentResource("shop:index:Shop", "shop", {}, { aliases: [{ name: "store" }] });
  const above = new pulumi.ComponentResource("shop:index:Tier", "tier", {}, { parent: outer });
  new Database("db", { parent: above, aliases: [{ name: "old" }, { parent: outer }] });
  const types = `shop:index:Shop$shop:index:Tier$shop:index:Database$${volumeType}`;
  const direct = `shop:index:Shop$shop:index:Database$${volumeType}`;
  const [{ urns }] = (await volumesOf("db")) as [{ urns: string[] }];
  expect(urns).toEqual([urn("db-data", types), urn("old-data", types), urn("db-data", direct)]);
});

test("a volume is known by an alias with another parent, stack or project", async () => {
  const late = new pulumi.ComponentResource("shop:index:Late", "late");
  const server = new ec2.Instance("db", machine);
  const aliases = [
    { parent: late },
    { parent: urn("parent", "shop:index:Text") },
    { stack: "old", project: "store" },
  ];
  const volume = new ebs.Volume("data", { availabilityZone: zone, size: 8 }, { aliases });
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: volume.id, instanceId: server.id });
  const urns = [
    urn("data"),
    urn("data", `shop:index:Late$${volumeType}`),
    urn("data", `shop:index:Text$${volumeType}`),
    urn("data").replace("dev::shop", "old::store"),
  ];
  expect(await volumesOf("db")).toMatchObject([{ urns }]);
});

test("a volume that moved into a component is known by the URN that it had outside", async () => {
  const parent = new pulumi.ComponentResource("shop:index:Late", "late");
  const server = new ec2.Instance("db", machine);
  const options = { parent, aliases: [{ parent: pulumi.rootStackResource }] };
  const data = new ebs.Volume("data", { availabilityZone: zone, size: 8 }, options);
  new ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: server.id });
  const urns = [urn("data", `shop:index:Late$${volumeType}`), urn("data")];
  expect(await volumesOf("db")).toMatchObject([{ urns }]);
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
