import type { Argument } from "../../../provider/instance/argument";
import {
  awsArguments,
  instanceArguments,
  ownArguments,
  secretInputs,
} from "../../../provider/instance/arguments";
import { checkInstance } from "../../../provider/instance/check";
import { effects } from "../../../provider/instance/effects";
import { readSettings } from "../../../provider/instance/settings";
import { remember } from "../../../provider/record/registry";
import { group, instanceArgs } from "../../support/instance";

const settings = readSettings(() => undefined, {});
const device = { deviceName: "/dev/sdf", volumeSize: 8 };
const template = { id: "lt-0123456789abcdef0", values: { name: "web", imageId: "busybox:1.35" } };
remember("urn:template", { kind: "ec2:LaunchTemplate", ...template });

/** The least that a block needs, so that its other fields are looked at. */
const blocks: Record<string, object> = {
  ebsBlockDevices: device,
  launchTemplate: { id: template.id },
  networkInterfaces: { deviceIndex: 0, networkInterfaceId: "eni-0123456789abcdef0" },
};
/** The constructor passes the groups of an instance with a network interface as a default. */
const { vpcSecurityGroupIds: groups, ...groupless } = instanceArgs;
const argsFor = (name: string) =>
  name.endsWith("etworkInterface") || name === "networkInterfaces"
    ? { ...groupless, defaultSecurityGroups: groups }
    : instanceArgs;

/** One value of each type of JSON, none of which means anything to an argument that isn't free text. */
const values = { number: 5, boolean: true, string: "no such value", list: [[5]], object: { nothing: 5 } };

/** The types of which a value is accepted. One that Pulumi converts to a string counts as one. */
function acceptedTypes(property: string, argsOf: (value: unknown) => object): string[] {
  const types = Object.entries(values)
    .filter(([, value]) => {
      const { failures } = checkInstance({}, { ...argsFor(property), ...argsOf(value) }, {}, settings);
      return !failures.some((failure) => failure.property.startsWith(property));
    })
    .map(([type]) => type);
  const isText = types.includes("number") && types.includes("boolean");
  return isText
    ? types.filter((type) => !["number", "boolean", "string"].includes(type)).concat("text")
    : types;
}

const rows = Object.entries(instanceArguments);
const working = rows.filter(([, { support }]) => support === "works");
const fields = rows.flatMap(([name, { fields: below = {} }]) =>
  Object.entries(below).map(([field, row]) => ({ name, field, row })),
);

test("each argument says what a change of it does, unless it is rejected", () => {
  for (const [name, { support, effect }] of rows) {
    expect([name, effect !== undefined]).toEqual([name, support !== "rejected"]);
    expect([name, effects[name]]).toEqual([name, effect]);
  }
});

test("the effect of a field is that of its block", () => {
  expect(fields.filter(({ row }) => row.effect !== undefined)).toEqual([]);
  expect(fields.filter(({ name }) => effects[name] === undefined)).toEqual([]);
});

test("no argument is both one of AWS and one of this package", () => {
  expect(Object.keys(ownArguments).filter((name) => name in awsArguments)).toEqual([]);
  expect(Object.values(ownArguments).filter(({ support }) => support !== "works")).toEqual([]);
});

test("each note is one phrase, and a rejected argument's note has a fix after it", () => {
  const notes: [string, Argument][] = [
    ...rows,
    ...fields.map(({ name, field, row }): [string, Argument] => [`${name}.${field}`, row]),
  ];
  for (const [name, { support, note }] of notes) {
    expect([name, note]).toEqual([
      name,
      expect.stringMatching(support === "rejected" ? /^[^.]+\. (Remove|List) [^.]+$/ : /^[^.]+$/),
    ]);
  }
});

test.each(working.map(([name]) => name))("%s accepts values of one type at most", (name) => {
  expect(acceptedTypes(name, (value) => ({ [name]: value })).length).toBeLessThanOrEqual(1);
});

/** A valid value of each working argument, with all of its fields that have a check. */
const samples: Record<string, unknown> = {
  adopt: "i-0123456789abcdef0",
  ami: "busybox:1.35",
  associatePublicIpAddress: false,
  availabilityZone: "us-east-1b",
  context: "kind-dev",
  disableApiStop: true,
  disableApiTermination: true,
  ebsBlockDevices: [{ ...device, deleteOnTermination: false }],
  forceDestroy: true,
  getConsoleOutput: true,
  iamInstanceProfile: "web",
  instanceInitiatedShutdownBehavior: "terminate",
  instanceState: "stopped",
  instanceType: "t3.nano",
  keepOnFailure: true,
  keyName: "ops",
  kubeconfig: "/home/user/.kube/config",
  launchTemplate: { id: template.id, name: "web", version: "$Latest" },
  maintenanceOptions: { autoRecovery: "disabled" },
  metadataOptions: {
    httpEndpoint: "enabled",
    httpProtocolIpv6: "disabled",
    httpPutResponseHopLimit: 1,
    httpTokens: "required",
    instanceMetadataTags: "enabled",
  },
  namespace: "apps",
  networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: "eni-0123456789abcdef0" }],
  primaryNetworkInterface: { networkInterfaceId: "eni-0123456789abcdef0" },
  rebootTrigger: "once",
  region: "us-east-1",
  resourceMode: "requests",
  securityGroups: [group],
  subnetId: "subnet-0123456789abcdef0",
  tags: { Name: "web" },
  timeouts: { create: "5m", delete: "90s", update: "1h" },
  userData: "#!/bin/sh\n",
  userDataBase64: "IyEvYmluL3NoCg==",
  userDataReplaceOnChange: true,
  vpcSecurityGroupIds: ["sg-1123456789abcdef0"],
  waitForUserData: true,
};

test("every working argument accepts a valid value", () => {
  expect(Object.keys(samples)).toEqual(working.map(([name]) => name).sort());
  const failures = Object.entries(samples).flatMap(
    ([name, value]) => checkInstance({}, { ...argsFor(name), [name]: value }, {}, settings).failures,
  );
  expect(failures).toEqual([]);
});

// Version numbers are outputs of templates, so JavaScript programs pass them as they are.
const checked = fields.filter(
  ({ row, name, field }) => row.check && `${name}.${field}` !== "launchTemplate.version",
);

test.each(checked.map(({ name, field }) => [name, field]))(
  "%s.%s accepts values of one type at most, and fails on its own path",
  (name, field) => {
    const isList = name === "ebsBlockDevices" || name === "networkInterfaces";
    const property = `${name}${isList ? "[0]" : ""}.${field}`;
    const block = (value: unknown) => ({ ...blocks[name], [field]: value });
    const argsOf = (value: unknown) => ({ [name]: isList ? [block(value)] : block(value) });
    expect(acceptedTypes(property, argsOf).length).toBeLessThanOrEqual(1);
  },
);

test("every working field has a check", () => {
  expect(fields.filter(({ row }) => row.support === "works" && !row.check)).toEqual([]);
});

test("Pulumi stores as secrets what can hold them", () => {
  expect([...secretInputs].sort()).toEqual(["kubeconfig", "userData", "userDataBase64"]);
});
