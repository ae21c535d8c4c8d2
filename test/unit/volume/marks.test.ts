import type { Cluster } from "../../../provider/cluster/cluster";
import * as clusters from "../../../provider/cluster/cluster";
import { ownerHash } from "../../../provider/common/names";
import { lifecycleOf } from "../../../provider/record/lifecycle";
import { shapeOf } from "../../../provider/record/shape";
import { volumeKinds } from "../../../provider/volume/kinds";
import { snapshotLifecycle } from "../../../provider/volume/snapshot-lifecycle";
import { volumeLifecycle } from "../../../provider/volume/volume-lifecycle";

const operations = (token: string) => lifecycleOf(token, volumeKinds[token]!, shapeOf(token));
const volumes = volumeLifecycle(operations("ebs:Volume"));
const snapshots = snapshotLifecycle(operations("ebs:Snapshot"));

afterEach(() => jest.restoreAllMocks());

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::pulumi-nodejs:ebs/${type}::${name}`;
const place = { namespace: "apps", kubeconfig: "", context: "" };
const unmarked = { metadata: { annotations: { "ec2-pods/spawn-pending": null }, uid: "u1" } };

test("an unchanged update takes off the marks that a killed run left on volumes and snapshots, by one list of each", async () => {
  const annotations = { "ec2-pods/spawn-pending": "true" };
  const lists: unknown[] = [];
  const patches: unknown[] = [];
  const note = (...patch: unknown[]) => Promise.resolve(void patches.push(patch));
  const cluster = {
    metadataOf: (...of: unknown[]) => {
      lists.push(of);
      const names = of[0] === "volumesnapshots" ? ["snap-1"] : ["claim-a", "claim-other"];
      return Promise.resolve([
        ...names.map((name) => ({
          metadata: { name, uid: "u1", annotations, labels: { "ec2-pods/volume-id": "vol-1" } },
        })),
        // Of the volume that replaces one of the state: a killed run without checkpoints made it.
        { metadata: { name: "claim-c", annotations, labels: { "ec2-pods/volume-id": "vol-of-killed-run" } } },
        { metadata: { name: "claim-b" } },
      ]);
    },
    patchClaim: ({ metadata }: { metadata: { name: string } }, patch: unknown) => note(metadata.name, patch),
    patchObject: (_: string, __: string, name: string, patch: unknown) => note(name, patch),
  };
  jest.spyOn(clusters, "connect").mockResolvedValue(cluster as unknown as Cluster);
  for (const name of ["a", "b", "c"]) {
    const __urn = urnOf("volume:Volume", name);
    const args = { ...place, __urn, size: 8, availabilityZone: "us-east-1a" };
    const olds = { ...(await volumes.check({}, args)).inputs, claim: `claim-${name}` };
    expect(await volumes.diff("vol-1", olds, olds)).toEqual({ changes: false });
  }
  const __urn = urnOf("snapshot:Snapshot", "backup");
  const olds = (await snapshots.check({}, { ...place, __urn, volumeId: "vol-1" })).inputs;
  expect(await snapshots.diff("snap-1", olds, olds)).toEqual({ changes: false });
  await new Promise(setImmediate);
  expect(patches).toEqual([
    ["claim-a", unmarked],
    ["snap-1", unmarked],
  ]);
  const owner = `ec2-pods/owner=${ownerHash({ project: "shop", stack: "dev" })}`;
  expect(lists).toEqual([
    ["persistentvolumeclaims", "apps", owner],
    ["volumesnapshots", "apps", owner],
  ]);
});
