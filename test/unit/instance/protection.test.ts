import { check, diff } from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs } from "../../../provider/instance/model";
import { isReleased } from "../../../provider/instance/protection";
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
