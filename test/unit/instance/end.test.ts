import type { Cluster } from "../../../provider/cluster/cluster";
import type { Pod } from "../../../provider/cluster/objects";
import { origin } from "../../../provider/common/origin";
import { adopterOf, removeAbandoned } from "../../../provider/instance/end";
import type { InstanceInputs } from "../../../provider/instance/model";
import { toPod } from "../../../provider/instance/pod";
import { instanceInputs } from "../../support/instance";

const inputs: InstanceInputs = { ...instanceInputs, __key: "web-below-a" };

/** The Pod that a killed run left for a resource. */
function left(podName: string, more: Partial<InstanceInputs> = {}): Pod {
  return toPod({ ...inputs, ...more }, { podName, namespace: "apps", origin: origin(), metadata: false });
}

/** What is deleted, and which claims no longer belong to a Pod. */
async function removed(
  pods: Pod[],
  resource: Partial<InstanceInputs> = {},
  tracked: string[] = [],
  minutes = 0,
) {
  const names: unknown[] = [];
  const creationTimestamp = new Date(Date.now() - minutes * 60_000).toISOString();
  const cluster = {
    pods: () => Promise.resolve(pods),
    deletePod: (pod: Pod) => Promise.resolve(names.push(pod.metadata?.name)),
    claim: (_namespace: string, name: string) => Promise.resolve({ metadata: { name, creationTimestamp } }),
    patchClaim: ({ metadata }: Pod, patch: object) => {
      expect(patch).toEqual({ metadata: { ownerReferences: null } });
      return Promise.resolve(names.push(`released ${metadata?.name}`));
    },
    deleteClaim: (_namespace: string, name: string) => Promise.resolve(names.push(name)),
    object: () => Promise.resolve(undefined),
  } as unknown as Cluster;
  await removeAbandoned(cluster, "apps", { ...inputs, ...resource }, new Set(tracked));
  return names;
}

test("only what was left for this very resource is deleted, not that of another one of its name", async () => {
  const ebsBlockDevices = [{ deviceName: "/dev/sdf", volumeSize: 1 }];
  const own = left("own", { ebsBlockDevices });
  const other = left("other", { ebsBlockDevices, __key: "web-below-b" });
  const older = left("older", { ebsBlockDevices });
  delete older.metadata?.annotations?.["ec2-pods/resource"];
  expect(await removed([own, other, older])).toEqual(["own", "ec2-i-0123456789abcdef0-sdf"]);
  expect(await removed([own, other, older], {}, [inputs.instanceId])).toEqual([]);
});

test("a Pod with the mark of a launch keeps volumes older than an hour: the state may have had it", async () => {
  const log = jest.spyOn(console, "log").mockImplementation();
  const pod = left("own", { ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }] });
  const claim = "ec2-i-0123456789abcdef0-sdf";
  expect(await removed([pod], {}, [], 50)).toEqual(["own", claim]);
  expect(log).not.toHaveBeenCalled();
  // Before the Pod goes, which may still own them.
  expect(await removed([pod], {}, [], 70)).toEqual([`released ${claim}`, "own"]);
  expect(log.mock.calls.flat().join()).toContain(
    `Its volumes stay, because they are older than an hour: ${claim}.`,
  );
  log.mockRestore();
});

test("a Pod with the mark of a launch names the volumes that its instance was to keep", async () => {
  const log = jest.spyOn(console, "log").mockImplementation();
  const device = { deviceName: "/dev/sdf", volumeSize: 1, deleteOnTermination: false };
  expect(await removed([left("own", { ebsBlockDevices: [device] })])).toEqual(["own"]);
  expect(log.mock.calls.flat().join()).toContain(
    "Its volumes stay, because they have deleteOnTermination: false: ec2-i-0123456789abcdef0-sdf.",
  );
  log.mockRestore();
});

test("the state of an older release deletes nothing that it can't tell from another's", async () => {
  const pods = [left("own"), left("older", { __key: "" })];
  expect(await removed(pods, { __key: "" })).toEqual([]);
});

test("an instance that another resource adopted isn't deleted with the one that had it", () => {
  const adopted = left("web", { adopt: inputs.instanceId });
  expect(adopterOf([adopted], inputs)).toBeUndefined();
  expect(adopterOf([left("web")], { ...inputs, name: "former" })).toBeUndefined();
  expect(adopterOf([adopted], { ...inputs, name: "former", __key: "former" })).toBe("web");
  expect(adopterOf([adopted], { ...inputs, __key: "web-below-b" })).toBe("web");
  // States of older releases have no key.
  expect(adopterOf([adopted], { ...instanceInputs, name: "former" })).toBe("web");
  expect(adopterOf([adopted], instanceInputs)).toBeUndefined();
});
