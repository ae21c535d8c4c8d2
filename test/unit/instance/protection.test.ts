import { check, diff } from "../../../provider/instance/lifecycle";
import { toState } from "../../../provider/instance/model";
import type { InstanceInputs } from "../../../provider/instance/model";
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

test("a refresh sees that a protected instance runs again, whose state had it stopped", async () => {
  const inputs = { ...(await checked({ disableApiStop: true })), instanceId: "i-11111111111111111" };
  const stored: InstanceInputs = { ...inputs, instanceState: "stopped" };
  expect(await diff(inputs.instanceId, toState(inputs, running), stored)).toEqual({ replaces: [] });
});
