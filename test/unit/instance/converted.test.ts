import { readFileSync } from "node:fs";

import { unknownValue } from "../../../provider/common/values";
import { argumentTypes } from "../../../provider/instance/argument-types";
import { checkInstance } from "../../../provider/instance/check";
import { changes } from "../../../provider/instance/effects";
import type { InstanceInputs, InstanceState } from "../../../provider/instance/model";
import { readSettings } from "../../../provider/instance/settings";
import { remember } from "../../../provider/record/registry";
import { instanceArgs } from "../../support/instance";

const check = (args: object, olds: Partial<InstanceInputs> = {}) =>
  checkInstance(
    olds,
    { ...instanceArgs, adopt: "i-0123456789abcdef0", ...args },
    {},
    readSettings(() => undefined, {}),
  );

const device = { deviceName: "/dev/sdf" };

test.each<[given: object, taken: object]>([
  [{ tags: { n: 1, b: true, monitoring: "true" } }, { tags: { n: "1", b: "true", monitoring: "true" } }],
  [{ disableApiTermination: "true" }, { disableApiTermination: true }],
  [{ disableApiStop: "false" }, { disableApiStop: false }],
  [{ associatePublicIpAddress: "false" }, { associatePublicIpAddress: false }],
  [{ userDataReplaceOnChange: "true" }, { userDataReplaceOnChange: true }],
  [{ waitForUserData: "true" }, { waitForUserData: true }],
  [
    { ebsOptimized: "true", monitoring: "false" },
    { ebsOptimized: true, monitoring: false },
  ],
  [{ sourceDestCheck: "true" }, { sourceDestCheck: true }],
  [{ keyName: 5 }, { keyName: "5" }],
  [{ cpuOptions: { coreCount: "2" } }, { cpuOptions: { coreCount: 2 } }],
  [{ enclaveOptions: { enabled: "false" } }, { enclaveOptions: { enabled: false } }],
  [
    { metadataOptions: { httpPutResponseHopLimit: "2" } },
    { metadataOptions: { httpPutResponseHopLimit: 2 } },
  ],
  [
    { ebsBlockDevices: [{ ...device, volumeSize: "8", deleteOnTermination: "false", encrypted: "true" }] },
    { ebsBlockDevices: [{ ...device, volumeSize: 8, deleteOnTermination: false, encrypted: true }] },
  ],
  [
    { rootBlockDevice: { volumeSize: "8", tags: { n: 1 } } },
    { rootBlockDevice: { volumeSize: 8, tags: { n: "1" } } },
  ],
])("%j is taken as AWS's provider converts it", (given, taken) => {
  const { inputs, failures } = check(given);
  expect(failures).toEqual([]);
  expect(inputs).toEqual(check(taken).inputs);
  expect(inputs).toMatchObject(taken);

  // Neither a state with the right type nor one that an older release stored as the program gave it shows a change.
  const state = check(taken).inputs as InstanceState;
  for (const olds of [state, { ...state, ...given }]) {
    expect(changes(olds, check(given, olds as InstanceInputs).inputs)).toEqual([]);
  }
});

test("the data of a launch template is converted as well, and secrets and unknown values stay", () => {
  const ebs = { volumeSize: "8", encrypted: "true" };
  remember("urn:converted", {
    kind: "ec2:LaunchTemplate",
    id: "lt-00000000000000009",
    values: {
      name: "converted",
      ebsOptimized: "true",
      tagSpecifications: [{ resourceType: "instance", tags: { n: 1 } }],
      blockDeviceMappings: [{ deviceName: "/dev/sdf", ebs }],
    },
  });
  const { inputs, failures } = check({
    launchTemplate: { name: "converted", version: 1 },
    disableApiStop: unknownValue,
    kubeconfig: "5",
  });
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({
    launchTemplate: { version: "1" },
    disableApiStop: unknownValue,
    kubeconfig: "5",
    ebsOptimized: true,
    tags: { n: "1" },
    ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 8, encrypted: true }],
  });
});

test("the types are those of the declarations", () => {
  const declared = ["ec2-instance-args", "accepted-args"].flatMap((file) =>
    [
      ...readFileSync(`provider/instance/${file}.ts`, "utf8").matchAll(
        /^\s*(\w+)\??: (?:(?:Optional|pulumi\.Input)<)?(boolean|number|Tags)\b/gm,
      ),
    ].map(([, name = "", type = ""]) => [name, type === "Tags" ? "texts" : type]),
  );
  expect(argumentTypes).toEqual({ ...Object.fromEntries(declared), kubeconfig: "any" });
});
