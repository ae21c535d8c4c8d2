import * as clusters from "../../../provider/cluster/cluster";
import { ClusterError } from "../../../provider/cluster/cluster-error";
import { unknownValue } from "../../../provider/common/values";
import { toPod } from "../../../provider/instance/pod";
import { trackedIds } from "../../../provider/instance/volume-users";
import type { Values } from "../../../provider/record/kind";
import { instanceInputs } from "../../support/instance";
import { check, clusterWith, diff, volumes } from "../../support/volume-operations";

describe("the claim of a volume", () => {
  afterEach(() => jest.restoreAllMocks());
  const want =
    'claim is ec2-vol-%, which holds the data of Volume "%old", whose name was "%" before. Give the new Volume "%" another logical name';

  test("stays with a renamed one: a new one of its old name is rejected, whichever is checked first", async () => {
    for (const [index, order] of [
      ["old", "new"],
      ["new", "old"],
    ].entries()) {
      const name = `c${index}`;
      const { inputs: olds } = await check(name, {});
      const failures = [];
      for (const which of order) {
        const checked = which === "old" ? await check(`${name}old`, {}, olds) : await check(name, {});
        failures.push(...checked.failures);
      }
      const claim = String(olds["claim"]);
      expect(failures).toEqual([want.replace("ec2-vol-%", claim).replaceAll("%", name)]);
    }
  });

  test("of the same name in another namespace is another one", async () => {
    const { inputs: olds } = await check("c3", { namespace: "one" });
    expect((await check("c3old", {}, olds)).failures).toEqual([]);
    expect((await check("c3", { namespace: "two" })).failures).toEqual([]);
  });

  test("isn't taken by a create while it holds another volume's data", async () => {
    const { inputs } = await check("c4", {});
    const patches = clusterWith({ "ec2-pods/volume-id": "vol-other" });
    await expect(volumes.create(inputs)).rejects.toThrow(
      "holds the data of vol-other, an earlier volume of this name. Give the new volume another logical name",
    );
    expect(patches).toEqual([]);
  });

  test("isn't taken by a create from another user's run, which hasn't given it an id yet", async () => {
    const { inputs } = await check("c8", {});
    const patches = clusterWith({}, { "ec2-pods/maker": "another" });
    await expect(volumes.create(inputs)).rejects.toThrow(
      "its claim c already exists: another machine, user or folder created it for a stack of the same name",
    );
    expect(patches).toEqual([]);
    // After a move of the folder, the state still has it.
    await volumes.update(String(inputs["recordId"]), inputs, inputs);
    expect(patches).toHaveLength(1);
    const own = clusterWith({});
    await volumes.create(inputs);
    expect(own).toHaveLength(1);
  });

  test("is taken by a create if an instance of the state mounts it, which a colleague launched", async () => {
    const { inputs } = await check("c9", {});
    const patches = clusterWith({}, { "ec2-pods/maker": "a-colleague" });
    const cluster = await clusters.connect({} as Parameters<typeof clusters.connect>[0]);
    const launch = { podName: "web", namespace: "apps", origin: "a-colleague", metadata: false };
    const pod = toPod(instanceInputs, { ...launch, attached: [{ device: "sdf", claim: "c" }] });
    cluster.pods = () => Promise.resolve([pod]);
    await expect(volumes.create(inputs)).rejects.toThrow("already exists");
    trackedIds.add(instanceInputs.instanceId);
    await volumes.create(inputs);
    expect(patches).toHaveLength(1);
  });

  test.each([
    [{}, "an empty one"],
    [{ snapshotId: "snap-0123456789abcdef0" }, "one with the data of its snapshot"],
  ])("is made again by a change if it is gone, with a warning: %p", async (args, content) => {
    const said = jest.spyOn(console, "log").mockReturnValue();
    const { inputs } = await check("c9", args);
    clusterWith({}, {}, undefined, { isGone: true });
    await volumes.update(String(inputs["recordId"]), inputs, inputs);
    expect(said.mock.calls).toEqual([
      [`Volume "c9": warning: its claim ${String(inputs["claim"])} was gone, so it has ${content} now`],
    ]);
  });

  test("of a retained volume isn't given to one that replaces it", async () => {
    const { inputs: olds } = await check("c7", {});
    const retained = (args: Values) => check("c7", { __retained: true, ...args }, olds);
    const { inputs: news } = await retained({ availabilityZone: "us-east-1b" });
    await expect(diff(olds, news)).rejects.toThrow(
      `Cannot update Volume "c7": availabilityZone replaces ${String(olds["recordId"])}, which retainOnDelete keeps, and the new volume would have the same claim ${String(olds["claim"])}. Give the new volume another logical name. To delete the data of the old one, remove retainOnDelete and run "pulumi up" first.`,
    );
    for (const args of [{ tags: { a: "b" } }, { availabilityZone: unknownValue }, { namespace: "other" }]) {
      expect(await diff(olds, (await retained(args)).inputs)).toHaveProperty("replaces");
    }
    // In another cluster, both have a claim of their own.
    const moved = await volumes.diff(String(olds["recordId"]), olds, news, "kubeconfig");
    expect(moved).toMatchObject({ replaces: expect.arrayContaining(["kubeconfig"]) as unknown });
    const { inputs: deleted } = await check("c7", { availabilityZone: "us-east-1b" }, olds);
    expect(await diff(olds, deleted)).toMatchObject({ replaces: ["availabilityZone"] });
  });

  test("loses the mark of a killed run at a refresh, whatever its tags say, unless the user may only read", async () => {
    const { inputs } = await check("c6", {});
    const id = String(inputs["recordId"]);
    const notes = { "ec2-pods/spawn-pending": "true", "ec2-pods/tags": "{" };
    const left = [{ "ec2-pods/volume-id": id }, notes] as const;
    const patches = clusterWith(...left);
    await volumes.read(id, inputs);
    expect(patches).toEqual([{ metadata: { annotations: { "ec2-pods/spawn-pending": null } } }]);
    clusterWith(...left, new ClusterError("forbidden", undefined, 403));
    expect(await volumes.read(id, inputs)).toMatchObject({ id });
  });

  test("is taken by a create from a killed run, but not from a volume that it replaces and that is kept", async () => {
    const { inputs } = await check("c5", {});
    const left = clusterWith({ "ec2-pods/volume-id": "vol-left" }, { "ec2-pods/spawn-pending": "true" });
    await volumes.create(inputs);
    expect(left).toMatchObject([{ metadata: { annotations: { "ec2-pods/spawn-pending": "true" } } }]);
    await check("c5", {}, { ...inputs, recordId: "vol-replaced" });
    const kept = clusterWith({ "ec2-pods/volume-id": "vol-replaced" });
    await expect(volumes.create(inputs)).rejects.toThrow("holds the data of vol-replaced");
    expect(kept).toEqual([]);
    const updated = clusterWith({ "ec2-pods/volume-id": String(inputs["recordId"]) });
    await volumes.update(String(inputs["recordId"]), inputs, inputs);
    expect(updated).toMatchObject([{ metadata: { annotations: { "ec2-pods/spawn-pending": null } } }]);
  });
});
