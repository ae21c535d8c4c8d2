import type { InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { InstanceType } from "@pulumi/aws/types/enums/ec2";
import type { ec2 } from "@pulumi/aws/types/input";
import type { Input } from "@pulumi/pulumi";

import { unsupportedArguments } from "../../../provider/instance/argument-support";
import { type Argument, awsArguments, type ownArguments } from "../../../provider/instance/arguments";
import type { Ec2InstanceArgs } from "../../../provider/instance/ec2-instance-args";

type Rows = typeof awsArguments;
type OwnRows = typeof ownArguments;
type Taken = { [K in keyof Rows]: Rows[K]["support"] extends "rejected" ? never : K }[keyof Rows];
type Default = {
  [K in keyof Rows]: Rows[K] extends { harmless: [unknown, ...unknown[]] } ? K : never;
}[keyof Rows];
/** AWS can take these two from a launch template; here they are required. */
interface Required {
  ami: Input<string>;
  instanceType: Input<string | InstanceType>;
}

type Same<A, B> = [A, B] extends [B, A] ? true : false;
type Fits<A, B> = A extends B ? true : false;
type Prove<T extends true> = T;

/** Checked by tsc, so that a release of @pulumi/aws with another argument doesn't pass. */
export type Proofs = [
  Prove<Same<keyof Rows, keyof InstanceArgs>>,
  Prove<Same<keyof Rows["ebsBlockDevices"]["fields"], keyof ec2.InstanceEbsBlockDevice>>,
  Prove<Same<keyof Rows["metadataOptions"]["fields"], keyof ec2.InstanceMetadataOptions>>,
  Prove<Fits<Pick<InstanceArgs, Exclude<Taken, keyof Required>> & Required, Ec2InstanceArgs>>,
  Prove<Same<Taken | Default | keyof OwnRows, keyof Ec2InstanceArgs>>,
];

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const nothing = { failures: [], warnings: [] };

test("every argument that works or is asked for by default is accepted silently", () => {
  for (const [name, { support, harmless = [] }] of Object.entries<Argument>(awsArguments)) {
    const silent = [undefined, null, [], {}, unknown, ...harmless, ...(support === "works" ? ["x"] : [])];
    for (const value of silent) {
      expect({ name, value, ...unsupportedArguments({ [name]: value }) }).toEqual({
        name,
        value,
        ...nothing,
      });
    }
  }
});

test("every other value of an argument is rejected, or accepted with a warning", () => {
  for (const [property, { support, note }] of Object.entries(awsArguments)) {
    const failures = [{ property, reason: `isn't supported: ${note}` }];
    const warnings = [{ property, reason: `has no effect: ${note}` }];
    expect(unsupportedArguments({ [property]: "x" })).toEqual({
      failures: support === "rejected" ? failures : [],
      warnings: support === "accepted" ? warnings : [],
    });
  }
});

test("the fields of a block are judged one by one, with one warning for all items", () => {
  const { failures, warnings } = unsupportedArguments({
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2, httpProtocolIpv6: "disabled" },
    ebsBlockDevices: [
      { deviceName: "/dev/sdf", volumeSize: 1, volumeType: "gp3", encrypted: unknown },
      { deviceName: "/dev/sdg", volumeType: "gp3", snapshotId: "snap-1", size: 1 },
      unknown,
    ],
  });
  expect(warnings.map(({ property }) => property)).toEqual([
    "metadataOptions.httpPutResponseHopLimit",
    "ebsBlockDevices[0].volumeType",
  ]);
  expect(failures).toEqual([
    {
      property: "ebsBlockDevices[1].size",
      reason: "isn't an argument of Ec2Instance. Remove it",
    },
    {
      property: "ebsBlockDevices[1].snapshotId",
      reason: "isn't supported: a claim starts empty. Remove it, and fill the volume in userData",
    },
  ]);
});

test("a block is rejected as a whole, unless all that is known and unknown of it may be harmless", () => {
  const failing = (args: object) =>
    unsupportedArguments({ ...args }).failures.map(({ property }) => property);
  expect(failing({ launchTemplate: { id: unknown } })).toEqual(["launchTemplate"]);
  expect(failing({ enclaveOptions: { enabled: unknown } })).toEqual([]);
  expect(failing({ enclaveOptions: { enabled: true } })).toEqual(["enclaveOptions"]);
  expect(failing({ cpuOptions: { amdSevSnp: "disabled" } })).toEqual([]);
  expect(failing({ cpuOptions: { amdSevSnp: "disabled", coreCount: 1 } })).toEqual(["cpuOptions"]);
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
