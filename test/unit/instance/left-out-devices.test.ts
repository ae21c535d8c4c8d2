import { claimNames } from "../../../provider/instance/block-devices";
import { checkInstance } from "../../../provider/instance/check";
import { derivedOutputs } from "../../../provider/instance/outputs";
import { toPod } from "../../../provider/instance/pod";
import { readSettings } from "../../../provider/instance/settings";
import { instanceArgs } from "../../support/instance";

const settings = readSettings(() => undefined, {});
const place = { namespace: "apps" };
const launch = { podName: "ec2-web", namespace: "apps", origin: "o", metadata: false };

test("devices without a volume are left out of the Pod, and stay in the output", () => {
  const ephemeralBlockDevices = [
    { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
    { deviceName: "/dev/sdc", noDevice: true },
  ];
  const { inputs, failures } = checkInstance({}, { ...instanceArgs, ephemeralBlockDevices }, place, settings);
  expect(failures).toEqual([]);
  expect(derivedOutputs["ephemeralBlockDevices"]!.value(inputs)).toEqual(ephemeralBlockDevices);
  expect(toPod(inputs, launch).spec).toMatchObject({ volumes: [{ name: "user-data" }, { name: "power" }] });
});

test.each(["/dev/sda1", "/dev/xvda", "xvda"])(
  "%s among the volumes is the root disk, not a claim",
  (deviceName) => {
    const ebsBlockDevices = [
      { deviceName, volumeSize: 20 },
      { deviceName: "/dev/sdf", volumeSize: 1 },
    ];
    const check = (news: object, olds = {}) =>
      checkInstance(olds, { ...instanceArgs, ...news }, place, settings);
    const { inputs, failures } = check({ ebsBlockDevices });
    expect(failures).toEqual([]);
    expect(derivedOutputs.rootBlockDevice.value(inputs)).toMatchObject({ deviceName, volumeSize: 20 });
    expect(claimNames(inputs)).toEqual([`ec2-${inputs.instanceId}-sdf`]);
    expect(toPod(inputs, launch).spec?.volumes).toHaveLength(3);
    // Its size is that of the AMI unless it is given.
    expect(check({ ebsBlockDevices: [{ deviceName }] }).failures).toEqual([]);
    const rootBlockDevice = { volumeSize: 9 };
    const given = check({ ebsBlockDevices, rootBlockDevice }).inputs;
    expect(derivedOutputs.rootBlockDevice.value(given)).toMatchObject(rootBlockDevice);
  },
);

test("what an older release made a volume of stays one", () => {
  const ebsBlockDevices = [{ deviceName: "/dev/xvda", volumeSize: 20 }];
  const olds = { instanceId: "i-0123456789abcdef0", ebsBlockDevices };
  const { inputs } = checkInstance(olds, { ...instanceArgs, ebsBlockDevices }, place, settings);
  expect(claimNames(inputs)).toEqual(["ec2-i-0123456789abcdef0-xvda"]);
  expect(inputs.rootBlockDevice).toBeUndefined();
});
