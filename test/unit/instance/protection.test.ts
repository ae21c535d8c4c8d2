import { check, diff } from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs } from "../../../provider/instance/model";
import { isReleased, keptFrom } from "../../../provider/instance/protection";
import { instanceArgs } from "../../support/instance";

const checked = async (args: object, olds: object = {}): Promise<InstanceInputs> => {
  const { inputs, failures } = await check({ ...olds }, { ...instanceArgs, namespace: "apps", ...args });
  expect(failures).toEqual([]);
  return inputs;
};

const running = { namespace: "apps", instanceState: "running", podName: "ec2-web-1" } as const;

test("an update may not stop an instance that is protected", async () => {
  const olds = toState(await checked({ disableApiStop: true }), running);
  const news = await checked({ disableApiStop: true, instanceState: "stopped" }, olds);
  await expect(diff(olds.instanceId, olds, news)).rejects.toThrow(
    `Cannot update Ec2Instance "web": OperationNotPermitted: The instance '${olds.instanceId}' may not be stopped.`,
  );
});

test("an update may not replace a protected instance, unless nothing is terminated by that", async () => {
  const protectedArgs = { disableApiTermination: true, availabilityZone: "us-east-1a" };
  const olds = toState(await checked(protectedArgs), running);
  const moved = { ...protectedArgs, availabilityZone: "us-east-1b" };
  await expect(diff(olds.instanceId, olds, await checked(moved, olds))).rejects.toThrow(
    "may not be terminated",
  );
  const replaces = { replaces: ["availabilityZone"] };
  const retained = await checked({ ...moved, __retained: true }, olds);
  expect(await diff(olds.instanceId, olds, retained)).toEqual(replaces);
  const autoScaling = { groupName: "web" } as InstanceInputs["autoScaling"];
  expect(await diff(olds.instanceId, { ...olds, autoScaling }, { ...retained, autoScaling })).toEqual(
    replaces,
  );
});

describe("a retained instance", () => {
  const volume = {
    deviceName: "/dev/sdf",
    name: "data",
    size: 8,
    multiAttach: false,
    urns: ["urn:pulumi:s::p::pulumi-nodejs:ebs/volume:Volume::data"],
  };
  const own = { __key: "retained", __retained: true, availabilityZone: "us-east-1a" };
  const moved = { ...own, availabilityZone: "us-east-1b" };
  const replaced = async (before: object, after: object) => {
    const olds = toState(await checked({ ...own, ...before }), running);
    return diff(olds.instanceId, olds, await checked({ ...moved, ...after }, olds));
  };

  test("isn't replaced while the new one would take its volume", async () => {
    const attached = { __volumes: [volume] };
    await expect(replaced(attached, attached)).rejects.toThrow(
      /Cannot update Ec2Instance "web": retainOnDelete keeps i-\w+, and the instance that replaces it would take the volume of claim ec2-vol-\w+ from its Pod\. To replace it with its volumes, remove retainOnDelete/,
    );
  });

  test("is replaced if the new one has other volumes, shares them, or is elsewhere", async () => {
    const attached = { __volumes: [volume] };
    const shared = { __volumes: [{ ...volume, multiAttach: true }] };
    const other = { __volumes: [{ ...volume, urns: [`${volume.urns[0]}-new`] }] };
    for (const [before, after] of [
      [attached, {}],
      [attached, other],
      [shared, shared],
      [attached, { ...attached, namespace: "other" }],
    ] as const) {
      expect(await replaced(before, after)).toHaveProperty("replaces");
    }
  });
});

test("a replacement that no diff shows may not take the volumes of a protected or retained instance", async () => {
  const args = { __key: "kept", disableApiTermination: true };
  const olds = toState(await checked(args), running);
  const reason = (key: string | undefined = "kept") => keptFrom(olds.instanceId, key, "vol-1")?.reason;
  // --replace hides the state, so that nothing is known.
  expect(reason()).toBeUndefined();
  // As the state has it, which is what the engine deletes.
  await checked({ ...args, disableApiTermination: false }, olds);
  expect(reason()).toContain(`The instance '${olds.instanceId}' may not be terminated`);
  expect(reason("other")).toBeUndefined();
  await checked({ ...args, __retained: true }, olds);
  expect(reason()).toContain(`would take vol-1 from its Pod`);
  await checked(args, { ...olds, disableApiTermination: false });
  expect(reason()).toBeUndefined();
  await checked(args, { ...olds, autoScaling: { groupName: "web" } });
  expect(reason()).toBeUndefined();
});

test("what a run replaced can be deleted once the program takes the protection off its successor", async () => {
  const olds = toState(await checked({ disableApiTermination: true, __key: "web" }), running);
  const successor = { instanceId: "i-22222222222222222" };
  expect(isReleased(olds)).toBe(false);
  await checked({ __key: "web", disableApiTermination: true }, successor);
  expect(isReleased(olds)).toBe(false);
  await checked({ __key: "other", disableApiTermination: false }, { instanceId: "i-33333333333333333" });
  expect(isReleased(olds)).toBe(false);
  await checked({ __key: "web", disableApiTermination: false }, successor);
  expect(isReleased(olds)).toBe(true);
  expect(isReleased({ ...olds, ...successor })).toBe(false);
  expect(isReleased(toState(await checked({ disableApiTermination: true }), running))).toBe(false);
});

test("a refresh sees that a protected instance runs again, whose state had it stopped", async () => {
  const inputs = { ...(await checked({ disableApiStop: true })), instanceId: "i-11111111111111111" };
  const stored: InstanceInputs = { ...inputs, instanceState: "stopped" };
  expect(await diff(inputs.instanceId, toState(inputs, running), stored)).toEqual({ replaces: [] });
});
