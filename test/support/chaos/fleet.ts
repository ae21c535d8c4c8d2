import { labelKeys } from "../../../provider/common/names";
import { inside, list, livePods, type Pod } from "../cluster";
import { group } from "../instance";
import type { TestStack } from "../stack";
import { livingOf, ofStack } from "./live-pods";
import { type Calls, firstCalls, launchCalls, type Scene } from "./scene";

/**
 * An auto scaling group, a volume with a snapshot, and an instance with a disk. The change replaces the members of the group
 * and adds one, deletes the snapshot, takes another one and makes a volume from it, and has another resource adopt the
 * instance.
 */
const program = (isChanged: boolean, { lasting }: Partial<Outputs>): string => `
import * as aws from "pulumi-ec2-pods";
const availabilityZone = "us-east-1a";
const machine = {
  instanceType: "t3.nano", vpcSecurityGroupIds: ["${group}"], metadataOptions: { httpEndpoint: "disabled" },
};
const template = new aws.ec2.LaunchTemplate("web", {
  ...machine, imageId: "busybox:1.35",
  userData: Buffer.from("#!/bin/sh\\necho ${isChanged ? "two" : "one"} >> /version").toString("base64"),
});
const web = new aws.autoscaling.Group("web", {
  availabilityZones: [availabilityZone], launchTemplate: { id: template.id },
  desiredCapacity: ${isChanged ? 3 : 2}, minSize: 0, maxSize: 3,
});
const instance = (name, more) =>
  new Ec2Instance(name, { ...machine, ami: "busybox:1.35", availabilityZone, ...more });
const disk = { ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }] };
const one = ${isChanged ? `instance("two", { ...disk, adopt: "${lasting}" })` : 'instance("one", disk)'};
const [source, copy] = ["source", "copy"].map((name) => instance(name, {}));
const volume = (name, holder, more) => {
  const made = new aws.ebs.Volume(name, { availabilityZone, ...more });
  const attached = new aws.ec2.VolumeAttachment(name, {
    deviceName: "/dev/sdf", volumeId: made.id, instanceId: holder.id,
  });
  return { made, attached };
};
const data = volume("data", source, { size: 1 });
const backup = new aws.ebs.Snapshot("${isChanged ? "late" : "early"}", { volumeId: data.made.id }, { dependsOn: data.attached });
const volumes = [data${isChanged ? ', volume("copy", copy, { snapshotId: backup.id })' : ""}];
export const claims = volumes.map(({ made }) => made.claim);
export const members = web.instanceIds, snapshot = backup.id;
export const lasting = one.id, holders = [source.id, copy.id];
export const version = "${isChanged ? "two" : "one"}";
`;

interface Outputs {
  claims: string[];
  members: string[];
  snapshot: string;
  lasting: string;
  holders: string[];
  version: string;
}

interface Kept {
  metadata: { name: string; deletionTimestamp?: string };
  spec: { dataSource?: { name: string }; volumeSnapshotRef?: { name: string; namespace: string } };
}

const namesOf = (all: Kept[]): string[] => all.map(({ metadata }) => metadata.name).sort();

/** The Pods of instances by id. */
async function podsById(stack: TestStack): Promise<Map<string, Pod>> {
  const pods = await livePods(stack.namespace, ...ofStack);
  const entries = pods.map((pod) => [pod.metadata.labels[labelKeys.instanceId] ?? "", pod] as const);
  expect(new Set(entries.map(([id]) => id)).size).toBe(pods.length);
  return new Map(entries);
}

/** Each snapshot of the stack has its data, and no data is without one. */
async function checkSnapshots(stack: TestStack, { snapshot }: Outputs): Promise<void> {
  expect(namesOf(await livingOf<Kept>(stack, "volumesnapshots"))).toEqual([snapshot]);
  const contents = await list<Kept>(stack.namespace, "volumesnapshotcontents");
  const own = contents.flatMap(({ metadata, spec: { volumeSnapshotRef: of } }) =>
    of?.namespace === stack.namespace && !metadata.deletionTimestamp ? of.name : [],
  );
  expect(own).toEqual([snapshot]);
}

/** How an update begins. */
const looks = {
  ...launchCalls,
  "GET /apis/snapshot.storage.k8s.io/v1/volumesnapshotclasses": 1,
  "GET /apis/storage.k8s.io/v1/storageclasses/standard": 1,
  "GET networkpolicies": 1,
};

const calls: Calls = {
  create: {
    ...looks,
    "GET persistentvolumeclaims": 4,
    "PATCH persistentvolumeclaims": 2,
    "POST persistentvolumeclaims": 2,
    "PATCH pods": 1,
    "POST pods": 5,
    "POST secrets": 2,
    "GET services": 1,
    "POST services": 1,
    "GET volumesnapshots": 2,
    "PATCH volumesnapshots": 1,
  },
  refresh: {
    ...firstCalls,
    "GET pods": 2,
    "GET networkpolicies": 1,
    "GET persistentvolumeclaims": 2,
    "GET pods/log": 5,
    "GET services": 1,
    "GET volumesnapshots": 1,
  },
  change: {
    ...looks,
    "GET pods": 2,
    "GET persistentvolumeclaims": 6,
    "PATCH persistentvolumeclaims": 2,
    "POST persistentvolumeclaims": 1,
    "DELETE pods": 3,
    "PATCH pods": 1,
    "POST pods": 4,
    "GET pods/log": 2,
    "POST secrets": 3,
    "GET services": 1,
    "DELETE volumesnapshots": 1,
    "GET volumesnapshots": 4,
    "PATCH volumesnapshots": 1,
  },
  destroy: {
    ...firstCalls,
    "GET /apis/networking.k8s.io/v1/networkpolicies": 1,
    "DELETE persistentvolumeclaims": 3,
    "GET persistentvolumeclaims": 4,
    "PATCH persistentvolumeclaims": 2,
    "DELETE pods": 6,
    "DELETE volumesnapshots": 1,
    "GET volumesnapshots": 1,
  },
};

export const fleet: Scene = {
  imitated: "one",
  moreKinds: ["volumesnapshots"],
  env: {},
  program: (isChanged, created) => program(isChanged, created as Partial<Outputs>),
  calls,
  // A refresh or a destroy may come before the marks of the update are off.
  occasional: ["PATCH persistentvolumeclaims", "PATCH pods", "PATCH volumesnapshots"],
  // After a snapshot is taken, an instance is adopted, or a snapshot is deleted.
  riskiest: {
    create: "PATCH volumesnapshots",
    change: "PATCH pods",
    destroy: "DELETE volumesnapshots",
  },
  seeds: 100,

  /** Each instance, claim and snapshot of the stack has exactly its object, data stays, and so does the adopted Pod. */
  checkOf(stack) {
    let uid: string | undefined;
    return async () => {
      const outputs = await stack.outputs<Outputs>();
      const { members, lasting, holders, claims, version } = outputs;
      const pods = await podsById(stack);
      expect([...pods.keys()].sort()).toEqual([...members, lasting, ...holders].sort());
      const run = async (id: string, script: string) => {
        const pod = pods.get(id)?.metadata.name ?? "";
        const { code, stdout, stderr } = await inside(stack.namespace, pod, script);
        return code === 0 ? stdout : stderr;
      };
      for (const id of members) {
        const boots = await run(id, "until [ -s /version ]; do sleep 0.1; done; cat /version");
        expect(boots).toBe(`${version}\n`);
      }
      const disks = [...claims, `ec2-${lasting}-sdf`];
      expect(namesOf(await livingOf<Kept>(stack, "persistentvolumeclaims"))).toEqual(disks.sort());
      await checkSnapshots(stack, outputs);
      const isFirst = uid === undefined;
      const script = isFirst ? "echo kept | tee /mnt/sdf/data" : "cat /mnt/sdf/data";
      const filled = isFirst ? [lasting, holders[0]!] : [lasting, ...holders];
      for (const id of filled) expect(await run(id, script)).toBe("kept\n");
      const own = pods.get(lasting)?.metadata.uid;
      expect((uid ??= own)).toBe(own);
    };
  },
};

const whileItCreates = { ...calls.create };
delete whileItCreates["PATCH pods"];

/** The same with an engine that saves its state at the end. The marks of new Pods come off once the run is over. */
export const unsavedFleet: Scene = {
  ...fleet,
  // A run deletes the volume that a killed one left, and makes it from its own snapshot.
  relaunched: ["copy"],
  env: { PULUMI_SKIP_CHECKPOINTS: "true" },
  calls: { ...calls, create: whileItCreates },
};
