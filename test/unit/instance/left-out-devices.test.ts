import { checkInstance } from "../../../provider/instance/check";
import { derivedOutputs } from "../../../provider/instance/outputs";
import { toPod } from "../../../provider/instance/pod";
import { readSettings } from "../../../provider/instance/settings";
import { instanceArgs } from "../../support/instance";

test("devices without a volume are left out of the Pod, and stay in the output", () => {
  const ephemeralBlockDevices = [
    { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
    { deviceName: "/dev/sdc", noDevice: true },
  ];
  const settings = readSettings(() => undefined, {});
  const place = { namespace: "apps" };
  const { inputs, failures } = checkInstance({}, { ...instanceArgs, ephemeralBlockDevices }, place, settings);
  expect(failures).toEqual([]);
  expect(derivedOutputs["ephemeralBlockDevices"]!.value(inputs)).toEqual(ephemeralBlockDevices);
  const launch = { podName: "ec2-web", namespace: "apps", origin: "o", metadata: false };
  expect(toPod(inputs, launch).spec).toMatchObject({ volumes: [{ name: "user-data" }, { name: "power" }] });
});
