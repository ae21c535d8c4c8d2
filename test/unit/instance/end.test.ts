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

async function removed(pods: Pod[], resource: Partial<InstanceInputs> = {}, tracked: string[] = []) {
  const names: unknown[] = [];
  const cluster = {
    pods: () => Promise.resolve(pods),
    deletePod: (pod: Pod) => Promise.resolve(names.push(pod.metadata?.name)),
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

describe("a Pod with the mark of a launch", () => {
  const ebsBlockDevices = [{ deviceName: "/dev/sdf", volumeSize: 1 }];
  const aged = (minutes: number, more: Partial<InstanceInputs> = {}): Pod => {
    const pod = left("own", more);
    const creationTimestamp = new Date(Date.now() - minutes * 60_000).toISOString();
    return { ...pod, metadata: { ...pod.metadata, creationTimestamp } };
  };

  test("keeps what it has written in more than an hour: the state may have had it", async () => {
    const log = jest.spyOn(console, "log").mockImplementation();
    expect(await removed([aged(50, { ebsBlockDevices })])).toEqual(["own", "ec2-i-0123456789abcdef0-sdf"]);
    expect(log).not.toHaveBeenCalled();
    expect(await removed([aged(70, { ebsBlockDevices })])).toEqual(["own"]);
    expect(log.mock.calls.flat().join()).toContain("Its volumes stay");
    expect(log.mock.calls.flat().join()).toContain("ec2-i-0123456789abcdef0-sdf");
    log.mockRestore();
  });

  test("goes without a word if it has no volumes", async () => {
    const log = jest.spyOn(console, "log").mockImplementation();
    expect(await removed([aged(70)])).toEqual(["own"]);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
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
