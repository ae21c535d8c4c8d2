import { inside, kubectl, list, livePods } from "../support/cluster";
import { TestStack } from "../support/stack";
import { watch, type WatchEvent } from "../support/watch";

let stack: TestStack;
afterEach(() => stack.remove());

interface Claim {
  metadata: { name: string; labels: Record<string, string>; deletionTimestamp?: string };
  status: { phase: string };
}

/** User data that leaves a line on the disk, and another one in the console, each time it runs. */
const userData = (line: string): string =>
  `#!/bin/sh\\ntest -d /mnt/sdf || exit 7\\necho ${line} >> /mnt/sdf/log\\n`;

const machine = (name: string, more = ""): string => `
const ${name} = new aws.ec2.Instance("${name}", {
  ami: "busybox:1.35", instanceType: "t3.micro", availabilityZone: "us-east-1a", ${more}
});
export const ${name}Pod = ${name}.podName;`;

/** A volume whose zone is an output of an instance: the instance is created first, in spite of the attachment. */
const disk = (zone: string, more = "size: 1"): string => `
const data = new aws.ebs.Volume("data", { availabilityZone: ${zone}, type: "gp3", ${more} });
export const claim = data.claim, volume = data.id;`;

const attachment = (instance: string, more = ""): string => `
new aws.ec2.VolumeAttachment("data", { deviceName: "/dev/sdf", volumeId: data.id, instanceId: ${instance}.id, ${more} });`;

const program = (...parts: string[]): string => `import * as aws from "pulumi-ec2-pods";${parts.join("")}`;

/** Launches during an operation: Pods that the API server has seen for the first time. */
async function launchesOf(operation: () => Promise<unknown>): Promise<string[]> {
  const pods = await watch(stack.namespace, "pods");
  const outcome = await operation().catch((error: unknown) => error);
  const events: WatchEvent[] = await pods.end();
  if (outcome instanceof Error) throw outcome;
  return [...new Set(events.filter(({ type }) => type === "ADDED").map(({ name }) => name))];
}

const outputs = () => stack.outputs<Record<string, string>>();
const read = async (pod: string, path = "/mnt/sdf/log") =>
  (await inside(stack.namespace, pod, `cat ${path}`)).stdout;
/** Without those that mark the ends of a watch. */
const runningPods = async () =>
  (await livePods(stack.namespace, "--selector=ec2-pods/name")).map(({ metadata }) => metadata.name);
const claims = async () =>
  (await list<Claim>(stack.namespace, "pvc")).filter(({ metadata }) => !metadata.deletionTimestamp);

test("a volume is there at the first boot, in one launch, and its data outlives a replaced instance", async () => {
  const db = (line: string) =>
    program(
      machine("db", `userData: "${userData(line)}", userDataReplaceOnChange: true, waitForUserData: true`),
      disk("db.availabilityZone"),
      attachment("db"),
    );
  stack = await TestStack.create("volume-first", db("one"));
  expect(await stack.preview()).toMatchObject({ db: ["create"], data: ["create", "create"] });
  expect(await launchesOf(stack.up)).toHaveLength(1);
  const first = await outputs();
  expect(first["volume"]).toMatch(/^vol-[0-9a-f]{17}$/);
  expect(await read(first["dbPod"]!)).toBe("one\n");
  expect((await claims()).map(({ metadata }) => metadata.name)).toEqual([first["claim"]]);
  await stack.succeed("preview", "--expect-no-changes");
  await stack.refresh("--expect-no-changes");

  stack.program(db("two"));
  expect(await launchesOf(stack.up)).toHaveLength(1);
  const second = await outputs();
  expect(second["dbPod"]).not.toBe(first["dbPod"]);
  expect(second["volume"]).toBe(first["volume"]);
  expect(await read(second["dbPod"]!)).toBe("one\ntwo\n");
  expect(await runningPods()).toEqual([second["dbPod"]]);
  await stack.succeed("preview", "--expect-no-changes");

  await stack.destroy();
  expect(await runningPods()).toEqual([]);
  expect(await claims()).toEqual([]);
});

test("a volume keeps its data if its component or its stack is renamed, and the instance is replaced with it", async () => {
  const shop = (name: string, aliases: string, line: string) => `import * as aws from "pulumi-ec2-pods";
    import * as pulumi from "@pulumi/pulumi";
    class Shop extends pulumi.ComponentResource {
      constructor(name, options) {
        super("shop:index:Shop", name, {}, options);
        const parent = this;
        this.db = new aws.ec2.Instance(name + "-db", {
          ami: "busybox:1.35", instanceType: "t3.micro", userData: "${userData(line)}",
          userDataReplaceOnChange: true, waitForUserData: true,
        }, { parent });
        const { availabilityZone, id: instanceId } = this.db;
        this.data = new aws.ebs.Volume(name + "-data", { availabilityZone, size: 1 }, { parent });
        const args = { deviceName: "/dev/sdf", volumeId: this.data.id, instanceId };
        new aws.ec2.VolumeAttachment(name + "-data", args, { parent });
      }
    }
    const shop = new Shop("${name}", { aliases: [${aliases}] });
    export const dbPod = shop.db.podName, claim = shop.data.claim;`;
  stack = await TestStack.create("volume-renamed", shop("one", "", "one"));
  await stack.up();
  const { claim } = await outputs();

  stack.program(shop("two", '{ name: "one" }', "two"));
  await stack.up();
  expect(await read((await outputs())["dbPod"]!)).toBe("one\ntwo\n");

  await stack.succeed("stack", "rename", "live");
  stack.program(shop("two", "", "three"));
  await stack.up();
  await stack.succeed("stack", "rename", "test");
  const { dbPod } = await outputs();
  expect(await read(dbPod!)).toBe("one\ntwo\nthree\n");
  expect(await launchesOf(stack.up)).toEqual([]);
  expect(await outputs()).toEqual({ dbPod, claim });
  expect((await claims()).map(({ metadata }) => metadata.name)).toEqual([claim]);
});

test("a later attachment, a move and a detachment re-create Pods, whose user data runs again, and keep the data", async () => {
  const both = machine("a", 'userData: "#!/bin/sh\\necho booted\\n"') + machine("b");
  const zone = disk('"us-east-1a"');
  stack = await TestStack.create("volume-later", program(both, zone));
  await stack.up();
  // Nothing has used the claim yet, and its StorageClass waits for that.
  expect((await claims()).map(({ status }) => status.phase)).toEqual(["Pending"]);
  const start = await outputs();

  stack.program(program(both, zone, attachment("a")));
  expect(await stack.preview()).toEqual({ a: ["update"], data: ["create"] });
  expect(await launchesOf(stack.up)).toHaveLength(1);
  const attached = await outputs();
  expect(attached["bPod"]).toBe(start["bPod"]);
  const consoleOf = (pod: string) => kubectl(stack.namespace, "logs", pod, "-c", "instance");
  while (!(await consoleOf(attached["aPod"]!)).includes("booted"));
  expect((await inside(stack.namespace, attached["aPod"]!, "echo kept > /mnt/sdf/log")).code).toBe(0);

  stack.program(program(both, zone, attachment("b")));
  expect(await launchesOf(stack.up)).toHaveLength(2);
  const moved = await outputs();
  expect(await read(moved["bPod"]!)).toBe("kept\n");
  expect((await inside(stack.namespace, moved["aPod"]!, "test -e /mnt/sdf")).code).toBe(1);
  const [claim] = await claims();
  expect(claim?.metadata.labels["ec2-pods/volume-id"]).toBe(start["volume"]);
  await stack.refresh("--expect-no-changes");

  stack.program(program(both, zone));
  expect(await launchesOf(stack.up)).toHaveLength(1);
  const detached = await outputs();
  expect((await inside(stack.namespace, detached["bPod"]!, "test -e /mnt/sdf")).code).toBe(1);
  expect((await claims())[0]?.metadata.labels["ec2-pods/attached-to"]).toBeUndefined();

  // Its new owner is an instance that an update creates, replaces a volume for, and deletes.
  stack.program(program(both, zone, machine("c"), attachment("c")));
  await stack.up();
  expect(await read((await outputs())["cPod"]!)).toBe("kept\n");
  stack.program(
    program(both, disk('"us-east-1a"', "size: 1, encrypted: true"), machine("c"), attachment("c")),
  );
  expect(await stack.preview()).toMatchObject({ data: expect.arrayContaining(["replace"]) as unknown });
  expect(await launchesOf(stack.up)).toHaveLength(1);
  const replaced = await outputs();
  expect(replaced["volume"]).not.toBe(start["volume"]);
  expect(await read(replaced["cPod"]!)).toBe("");
  await stack.destroy();
  expect(await claims()).toEqual([]);
});

test("an attachment that the program declares too late is made by a second launch, which says so", async () => {
  const late = (
    more: string,
  ) => `${program(machine("db", `userData: "${userData("late")}"`), disk("db.availabilityZone"))}
    db.id.apply(() => { ${more} });`;
  stack = await TestStack.create("volume-late", late(attachment("db")));
  const text = await stack.up();
  expect(text).toContain('VolumeAttachment "data": re-creates the Pod of i-');
  await stack.refresh();
  await stack.up();
  const { dbPod } = await outputs();
  // Its disk went with the first Pod, so user data runs again; now it finds the volume.
  expect(await runningPods()).toEqual([dbPod]);
  expect(await read(dbPod!)).toBe("late\n");
  await stack.succeed("preview", "--expect-no-changes");

  stack.program(late(""));
  await stack.up();
  await stack.refresh();
  await stack.up();
  const after = await outputs();
  expect((await inside(stack.namespace, after["dbPod"]!, "test -e /mnt/sdf")).code).toBe(1);
  await stack.destroy();
  expect(await claims()).toEqual([]);
});

test("what EC2 refuses is refused, in a preview and in an update", async () => {
  const base = machine("a") + machine("b") + disk('"us-east-1a"', "size: 2");
  const twice = `${attachment("a")}
    new aws.ec2.VolumeAttachment("again", { deviceName: "/dev/sdg", volumeId: data.id, instanceId: b.id });`;
  stack = await TestStack.create("volume-refused", program(base, twice));
  const preview = await stack.pulumi("preview");
  expect(preview.code).not.toBe(0);
  expect(preview.stdout).toMatch(/which is already attached to an instance, i-[0-9a-f]{17} \(VolumeInUse\)/);

  const elsewhere = machine("a") + disk('"us-east-1b"') + attachment("a");
  stack.program(program(elsewhere));
  expect((await stack.pulumi("preview")).stdout).toContain("InvalidVolume.ZoneMismatch");

  stack.program(program(base, attachment("a")));
  await stack.up();
  stack.program(program(machine("a"), machine("b"), disk('"us-east-1a"'), attachment("a")));
  expect((await stack.pulumi("preview")).stdout).toContain("New size cannot be smaller than existing size");
  // The local cluster's StorageClass doesn't expand volumes.
  stack.program(program(machine("a"), machine("b"), disk('"us-east-1a"', "size: 3"), attachment("a")));
  expect((await stack.pulumi("preview")).stdout).toContain("allowVolumeExpansion");
  expect(await stack.failingUp()).toContain("allowVolumeExpansion");
});
