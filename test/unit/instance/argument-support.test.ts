import type { InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { ec2 } from "@pulumi/aws/types/input";

import { unsupportedArguments } from "../../../provider/instance/argument-support";
import type { Argument } from "../../../provider/instance/argument";
import { awsArguments, type ownArguments } from "../../../provider/instance/arguments";
import type { Ec2InstanceArgs } from "../../../provider/instance/ec2-instance-args";

type Rows = typeof awsArguments;
type OwnRows = typeof ownArguments;
type Taken = { [K in keyof Rows]: Rows[K]["support"] extends "rejected" ? never : K }[keyof Rows];

type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Fits<A, B> = A extends B ? true : false;
type Prove<T extends true> = T;

/** Checked by tsc, so that a release of @pulumi/aws with another argument doesn't pass. */
export type Proofs = [
  Prove<Same<keyof Rows, keyof InstanceArgs>>,
  Prove<Same<keyof Rows["ebsBlockDevices"]["fields"], keyof ec2.InstanceEbsBlockDevice>>,
  Prove<Same<keyof Rows["metadataOptions"]["fields"], keyof ec2.InstanceMetadataOptions>>,
  Prove<Same<keyof Rows["rootBlockDevice"]["fields"], keyof ec2.InstanceRootBlockDevice>>,
  Prove<Same<keyof Rows["networkInterfaces"]["fields"], keyof ec2.InstanceNetworkInterface>>,
  Prove<Same<keyof Rows["primaryNetworkInterface"]["fields"], keyof ec2.InstancePrimaryNetworkInterface>>,
  Prove<Same<keyof Rows["launchTemplate"]["fields"], keyof ec2.InstanceLaunchTemplate>>,
  Prove<Fits<Pick<InstanceArgs, Taken>, Ec2InstanceArgs>>,
  Prove<Same<Taken | keyof OwnRows, keyof Ec2InstanceArgs>>,
];

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const nothing = { failures: [], warnings: [] };

test("every argument that works, has no use here or is asked for by default is accepted silently", () => {
  for (const [name, { support, harmless = [] }] of Object.entries<Argument>(awsArguments)) {
    const silent = [
      undefined,
      null,
      [],
      {},
      unknown,
      ...harmless,
      ...(support === "works" || support === "accepted" ? ["x"] : []),
    ];
    for (const value of silent) {
      expect({ name, value, ...unsupportedArguments({ [name]: value }) }).toEqual({
        name,
        value,
        ...nothing,
      });
    }
  }
});

test("every other value is rejected, or accepted with a warning", () => {
  for (const [property, { support, note }] of Object.entries(awsArguments)) {
    const failures = [{ property, reason: `isn't supported: ${note}` }];
    const warnings = [{ property, reason: `has no effect: ${note}` }];
    expect(unsupportedArguments({ [property]: "x" })).toEqual({
      failures: support === "rejected" ? failures : [],
      warnings: support === "warned" ? warnings : [],
    });
  }
});

test("the fields of a block are judged one by one", () => {
  const { failures, warnings } = unsupportedArguments({
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2, httpProtocolIpv6: "disabled" },
    ebsBlockDevices: [
      { deviceName: "/dev/sdf", volumeSize: 1, volumeType: "gp3", encrypted: unknown },
      { deviceName: "/dev/sdg", volumeType: "gp3", snapshotId: "snap-1", size: 1 },
      unknown,
    ],
    rootBlockDevice: { volumeSize: 8, deleteOnTermination: false },
  });
  expect(warnings).toEqual([
    {
      property: "rootBlockDevice.deleteOnTermination",
      reason: "has no effect: the root ends with its Pod",
    },
  ]);
  expect(failures).toEqual([
    {
      property: "ebsBlockDevices[1].size",
      reason: "isn't an argument of Ec2Instance. Remove it",
    },
    {
      property: "ebsBlockDevices[1].snapshotId",
      reason:
        "isn't supported: a claim of an instance starts empty. Remove it, and attach a Volume that has it",
    },
  ]);
});

test("a block without fields is judged as a whole, and what a preview doesn't know of it may be harmless", () => {
  const warned = (args: object) => unsupportedArguments({ ...args }).warnings.map(({ property }) => property);
  expect(warned({ enclaveOptions: { enabled: unknown } })).toEqual([]);
  expect(warned({ enclaveOptions: { enabled: false } })).toEqual([]);
  expect(warned({ enclaveOptions: { enabled: true } })).toEqual(["enclaveOptions"]);
});

test.each([
  ["instance_type", 'Did you mean "instanceType"?'],
  ["vpcSecurityGroupId", 'Did you mean "vpcSecurityGroupIds"?'],
  ["timeout", 'Did you mean "timeouts"?'],
  ["constructor", "Remove it"],
])("%s isn't an argument, and the fix is: %s", (property, fix) => {
  const reason = `isn't an argument of Ec2Instance. ${fix}`;
  expect(unsupportedArguments({ [property]: unknown }).failures).toEqual([{ property, reason }]);
});
