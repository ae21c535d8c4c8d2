import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { succeed } from "../../tools/command";
import { ApiProxy } from "../support/api-proxy";
import { apply, inside, kubectl, list, podsByName, untilUnmarked } from "../support/cluster";
import { OwnCluster } from "../support/own-cluster";
import { TestStack } from "../support/stack";

const cluster = new OwnCluster("snapshots");
let stack: TestStack;
/** What undoes a test, however it ends; the last one comes first. */
const cleanups: (() => Promise<unknown>)[] = [];

// Go builds the driver and its sidecars at the first run.
beforeAll(() => cluster.start("snapshot-node"), 30 * 60_000);
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  cluster.use();
});
afterAll(() => cluster.remove());

interface Snapshot {
  metadata: { name: string; labels: Record<string, string>; annotations: Record<string, string> };
  spec: { volumeSnapshotClassName: string };
}

interface Claim {
  metadata: { name: string };
  spec: { dataSource?: { name: string } };
}

const program = (...parts: string[]): string => `import * as aws from "pulumi-ec2-pods";
const availabilityZone = "us-east-1a";${parts.join("")}`;

/** An instance with a volume at /mnt/sdf. */
const machine = (name: string, volume: string): string => `
const ${name} = new aws.ec2.Instance("${name}", { ami: "busybox:1.35", instanceType: "t3.micro", availabilityZone });
const ${name}Data = new aws.ebs.Volume("${name}-data", { availabilityZone, ${volume} });
const ${name}Attached = new aws.ec2.VolumeAttachment("${name}", {
  deviceName: "/dev/sdf", volumeId: ${name}Data.id, instanceId: ${name}.id,
});`;

const snapshot = (more = ""): string => `
const backup = new aws.ebs.Snapshot("backup", { volumeId: sourceData.id, ${more} }, { dependsOn: sourceAttached });
export const { arn, encrypted, id, ownerId, tagsAll, volumeSize } = backup;`;

const source = machine("source", "size: 1");
async function start(name: string, text: string): Promise<void> {
  stack = await TestStack.create(name, text);
  cleanups.push(() => stack.remove());
}
const outputs = () => stack.outputs<Record<string, string>>();
/** Runs a script in an instance. The outputs of an up don't have the Pod of a second launch. */
async function within(instance: string, script: string): Promise<string> {
  const pod = (await podsByName(stack.namespace))[instance]?.metadata.name ?? "";
  const { stdout, stderr, code } = await inside(stack.namespace, pod, script);
  if (code !== 0) throw new Error(`"${script}" failed in ${instance}: ${stderr}`);
  return stdout;
}
const read = (instance: string) => within(instance, "cat /mnt/sdf/log");
const write = (instance: string, line: string) => within(instance, `echo ${line} > /mnt/sdf/log`);
const snapshots = () => list<Snapshot>(stack.namespace, "volumesnapshots");
const snapshotNames = async () => (await snapshots()).map(({ metadata }) => metadata.name);

test("a volume from a snapshot has the data of then, and destroy leaves nothing", async () => {
  await start("snapshot", program(source));
  await stack.up();
  await write("source", "old");

  const tagged = snapshot('description: "first", tags: { Name: "backup" }');
  stack.program(program(source, tagged));
  expect(await stack.preview()).toEqual({ backup: ["create"] });
  await stack.up();
  const taken = await outputs();
  expect(taken["id"]).toMatch(/^snap-[0-9a-f]{17}$/);
  expect(taken).toMatchObject({
    arn: `arn:aws:ec2:us-east-1::snapshot/${taken["id"]}`,
    encrypted: false,
    ownerId: "000000000000",
    tagsAll: { Name: "backup" },
    volumeSize: 1,
  });
  const [object] = await snapshots();
  expect(object?.metadata.name).toBe(taken["id"]);
  expect(object?.spec.volumeSnapshotClassName).toBe("standard");
  expect(object?.metadata.annotations).toMatchObject({
    "ec2-pods/description": "first",
    "ec2-pods/tags": '{"Name":"backup"}',
  });
  await stack.succeed("preview", "--expect-no-changes");
  await stack.refresh("--expect-no-changes");

  await write("source", "new");
  const copy = machine("copy", "snapshotId: backup.id");
  stack.program(program(source, tagged, copy, "export const size = copyData.size;"));
  await stack.up();
  const copied = await outputs();
  expect(copied["size"]).toBe(1);
  expect(await read("copy")).toBe("old\n");
  expect(await read("source")).toBe("new\n");
  // The state gets to know the Pod of the second launch.
  await stack.refresh();
  await stack.succeed("preview", "--expect-no-changes");

  const retagged = snapshot('description: "first", tags: { Name: "kept" }');
  stack.program(program(source, retagged, copy));
  expect(await stack.preview()).toEqual({ backup: ["update"] });
  await stack.up();
  expect((await snapshots()).map(({ metadata }) => metadata.annotations["ec2-pods/tags"])).toEqual([
    '{"Name":"kept"}',
  ]);
  await stack.destroy();
  expect(await snapshots()).toEqual([]);
  for (const kind of ["pv", "volumesnapshotcontents"]) {
    await kubectl("default", "wait", kind, "--all", "--for=delete", "--timeout=180s");
  }
  expect(await list("default", "volumesnapshotcontents")).toEqual([]);
});

test("a snapshot stays when a volume is replaced: the one made from it, and its own until the next one is taken", async () => {
  await start("snapshot-replaced", program(source));
  await stack.up();
  await write("source", "old");
  stack.program(program(source, snapshot(), machine("copy", "snapshotId: backup.id")));
  await stack.up();
  const [first] = await snapshotNames();
  await write("copy", "changed");

  // The volume that was made from the snapshot is replaced.
  const copyAgain = machine("copy", "snapshotId: backup.id, encrypted: true");
  stack.program(program(source, snapshot(), copyAgain));
  expect(await stack.preview()).not.toHaveProperty("backup");
  await stack.up();
  expect(await read("copy")).toBe("old\n");
  expect(await snapshotNames()).toEqual([first]);

  // The volume that the snapshot was taken of is replaced, and the next snapshot can't be taken.
  await deleteClass();
  stack.program(program(machine("source", "size: 1, encrypted: true"), snapshot(), copyAgain));
  expect(await stack.failingUp()).toContain("no VolumeSnapshotClass has the driver");
  expect(await snapshotNames()).toEqual([first]);
  expect(await read("copy")).toBe("old\n");
  await createClass();
  await stack.up();
  const [next] = await snapshotNames();
  expect(next).not.toBe(first);
  const claims = await list<Claim>(stack.namespace, "pvc");
  expect(claims.flatMap(({ spec }) => spec.dataSource?.name ?? [])).toEqual([next]);
  await stack.destroy();
  expect(await snapshots()).toEqual([]);
});

test("an instance's own volume goes back to a snapshot of it", async () => {
  await start("snapshot-back", program(source));
  await stack.up();
  await write("source", "kept");
  stack.program(program(source, snapshot()));
  await stack.up();
  const before = await outputs();
  const back = `const restored = new aws.ebs.Volume("restored", { availabilityZone, size: 2, snapshotId: "${before["id"]}" });
    new aws.ec2.VolumeAttachment("restored", { deviceName: "/dev/sdg", volumeId: restored.id, instanceId: source.id });`;
  await write("source", "lost");
  stack.program(program(source, snapshot(), back));
  await stack.up();
  expect(await read("source")).toBe("lost\n");
  expect(await within("source", "cat /mnt/sdg/log")).toBe("kept\n");
  await stack.succeed("preview", "--expect-no-changes");

  // The snapshot is deleted outside Pulumi.
  await kubectl(stack.namespace, "delete", "volumesnapshot", before["id"]!);
  await stack.refresh();
  expect(await stack.preview()).toMatchObject({ backup: ["create"] });
  await stack.up();
  expect((await outputs())["id"]).not.toBe(before["id"]);
  await stack.destroy();
  expect(await snapshots()).toEqual([]);
});

test("a killed run's snapshot is replaced by the next run's", async () => {
  await start("snapshot-killed", program(source));
  await stack.up();
  stack.program(program(source, snapshot()));
  // No snapshot is ready while the sidecar sleeps, so that the kill comes in between.
  cleanups.push(() => signalSidecar("SIGCONT"));
  await signalSidecar("SIGSTOP");
  let hasEnded = false;
  const run = stack.pulumi("up", "--yes", "--skip-preview").finally(() => (hasEnded = true));
  while (!hasEnded && (await snapshots()).length === 0);
  await stack.kill();
  expect((await run).code).not.toBe(0);
  const [left] = await snapshots();
  await signalSidecar("SIGCONT");
  await stack.up();
  const { id } = await outputs();
  expect(id).not.toBe(left?.metadata.name);
  expect(await snapshotNames()).toEqual([id]);
  await stack.destroy();
  expect(await snapshots()).toEqual([]);
});

test("what can't be is said, and leaves nothing", async () => {
  const small = machine("copy", 'size: 1, snapshotId: "snap-0123456789abcdef0"');
  await start("snapshot-refused", program(machine("source", "size: 2"), small));
  expect(await stack.failingUp()).toContain(
    "Cannot create Volume \"copy-data\": InvalidSnapshot.NotFound: The snapshot 'snap-0123456789abcdef0' does not exist",
  );
  const taken = program(machine("source", "size: 2"), snapshot());
  stack.program(taken + machine("copy", "size: 1, snapshotId: backup.id"));
  expect((await stack.pulumi("preview")).stdout).toMatch(
    /: is 1: Volume of size 1GB is smaller than snapshot 'snap-\w+', expect size >= 2GB \(InvalidParameterValue\)\. Set it to at least 2, or omit it/,
  );

  await deleteClass();
  stack.program(taken);
  expect(await stack.failingUp()).toContain(
    'Cannot create Snapshot "backup": no VolumeSnapshotClass has the driver "folders.ec2-pods" of StorageClass "standard". If that driver takes snapshots, run "echo',
  );
  await createClass();
  await stack.up();
  expect(await snapshots()).toHaveLength(1);
});

test("a cluster without snapshots says so, and its previews work", async () => {
  cluster.leave();
  await start("snapshot-none", program(source, snapshot()));
  expect(await stack.preview()).toMatchObject({ backup: ["create"] });
  expect(await stack.failingUp()).toContain(
    'Cannot create Snapshot "backup": the cluster has no snapshots: its API server doesn\'t have snapshot.storage.k8s.io/v1. Install the CRDs',
  );
  await stack.destroy();
});

/** Signals the process that has the driver take snapshots. */
async function signalSidecar(signal: "SIGSTOP" | "SIGCONT"): Promise<void> {
  const found = await succeed("pgrep", ["--full", `^${cluster.cache}/bin/.*/csi-snapshotter `]);
  process.kill(Number(found), signal);
}

async function deleteClass(): Promise<void> {
  cleanups.push(createClass);
  await kubectl("default", "delete", "volumesnapshotclass", "standard");
}

/** Creates the class of the driver, unless it is there. */
async function createClass(): Promise<void> {
  await apply("default", {
    apiVersion: "snapshot.storage.k8s.io/v1",
    kind: "VolumeSnapshotClass",
    metadata: { name: "standard" },
    driver: "folders.ec2-pods",
    deletionPolicy: "Delete",
  });
}

test.each([
  ["the claim of the volume waits", "PATCH persistentvolumeclaims", 1],
  ["the volume is being mounted", "POST pods", 2],
])(
  "without checkpoints, an update of a snapshot and of a volume made from it that is killed while %s is repeated by the same command",
  async (_, name, count) => {
    await start("unsaved-snapshot", program(source));
    await stack.up();
    await write("source", "old");
    await untilUnmarked(stack.namespace);
    const proxy = await ApiProxy.start();
    cleanups.push(() => Promise.resolve(proxy.end()));
    stack.kubeconfig = join(stack.folder, "kubeconfig");
    writeFileSync(stack.kubeconfig, proxy.kubeconfig);
    stack.env["PULUMI_SKIP_CHECKPOINTS"] = "true";
    stack.program(program(source, snapshot(), machine("copy", "snapshotId: backup.id")));
    let left = count;
    const acted = new Promise<void>((resolve) => {
      proxy.treatment = (call) =>
        call.name === name && --left === 0 ? void call.act().then(() => resolve()) : call.pass();
    });
    const killed = stack.failingUp();
    await acted;
    await stack.kill();
    await killed;
    proxy.treatment = (call) => call.pass();
    await stack.up();
    expect(await read("copy")).toBe("old\n");
    const names = await snapshotNames();
    expect(names).toHaveLength(1);
    const claims = await list<Claim>(stack.namespace, "pvc");
    expect(claims).toHaveLength(2);
    expect(claims.flatMap(({ spec }) => spec.dataSource?.name ?? [])).toEqual(names);
    await stack.destroy();
    expect(await snapshots()).toEqual([]);
  },
);
