import * as pulumi from "@pulumi/pulumi";

import { Ec2Instance } from "../../provider/instance/ec2-instance";
import { KeyPair } from "../../provider/resources/ec2/keyPair";
import { SecurityGroup } from "../../provider/security-group/security-group";
import { publicKey } from "../support/record-samples";
import { mock, registered, settled, valueOf, warnings } from "../support/mocks";

class Profile extends pulumi.CustomResource {}

test("an argument without an effect that programs rely on gets one warning in the program, on the instance", async () => {
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  const info = jest.spyOn(pulumi.log, "info").mockResolvedValue();
  await pulumi.runtime.setMocks(
    { newResource: ({ inputs }) => ({ id: "i-0", state: inputs as object }), call: () => ({}) },
    "shop",
    "dev",
    true,
  );
  const { unknown } = pulumi as unknown as { unknown: string };
  const profile = new Profile("aws:iam/instanceProfile:InstanceProfile", "profile");
  const args = {
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    vpcSecurityGroupIds: [pulumi.output(unknown)],
    keyName: pulumi.output("key"),
    subnetId: pulumi.output(unknown),
    monitoring: true,
    iamInstanceProfile: profile,
    ebsOptimized: false,
    sourceDestCheck: undefined,
    rootBlockDevice: { deleteOnTermination: false, volumeType: "gp3" },
    getPasswordData: pulumi.output(true),
  };
  const web = new Ec2Instance("web", args);
  new Ec2Instance("app", args);
  await settled();
  const start = 'Cannot apply all of Ec2Instance "web": ';
  expect(warn.mock.calls.map(([text]) => text).sort()).toEqual([
    `${start}getPasswordData has no effect: there is no Windows password; \`passwordData\` is empty.`,
    `${start}keyName is "key", a key pair that this program doesn't declare, so that its key lets nobody in. Declare it with new ec2.KeyPair("key", { keyName: "key", publicKey }).`,
    `${start}rootBlockDevice.deleteOnTermination has no effect: the root ends with its Pod.`,
  ]);
  expect(info.mock.calls).toEqual([
    [
      `${start}iamInstanceProfile gives no credentials, to this instance and to others. To serve some, run: pulumi config set --secret ec2-pods:credentials '{"accessKeyId":"…","secretAccessKey":"…"}'.`,
      web,
    ],
  ]);
  expect(warn.mock.calls.every(([, resource]) => resource === web)).toBe(true);
});

test("a key pair that the program declares, before or after the instance, gets no warning", async () => {
  await mock();
  warnings.length = 0;
  const args = { ami: "busybox:1.35", instanceType: "t3.micro" };
  new Ec2Instance("web", { ...args, keyName: "late" });
  // Empty is none, as in AWS.
  const none = { keyName: "", subnetId: "", iamInstanceProfile: "", availabilityZone: "", region: "" };
  new Ec2Instance("none", { ...args, ...none });
  const pair = new KeyPair("early", { keyName: "early", publicKey });
  new Ec2Instance("app", { ...args, keyName: pair.keyName });
  new KeyPair("other", { keyName: "late", publicKey });
  await settled();
  expect(warnings).toEqual([]);
});

test("what isn't an argument is left out with a warning, as AWS does without one", async () => {
  await mock();
  const args = {
    ami: "busybox:1.35",
    instanceType: "t3.micro",
    vpcSecurityGroupId: "sg-0123456789abcdef0",
    vpcId: pulumi.output("vpc-1"),
    dependsOn: [new SecurityGroup("web")],
    constructor: undefined,
  };
  await valueOf(new Ec2Instance("web", args as object).id);
  const start = 'Cannot apply all of Ec2Instance "web": ';
  expect(warnings.sort()).toEqual([
    `${start}dependsOn isn't an argument of Ec2Instance. Remove it.`,
    `${start}vpcId isn't an argument of Ec2Instance. Remove it.`,
    `${start}vpcSecurityGroupId isn't an argument of Ec2Instance. Did you mean "vpcSecurityGroupIds"?`,
  ]);
  const { inputs } = registered.find(({ type }) => type.endsWith("Ec2Instance"))!;
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(["ami", "instanceType"]));
  for (const name of ["dependsOn", "vpcId", "vpcSecurityGroupId"]) expect(inputs).not.toHaveProperty(name);
});

const broken = 'has whitespace before "#!", so it doesn\'t run, as on EC2. Start its first line with "#!".';
const ignored = "isn't in a format of cloud-init, so it doesn't run, as on EC2. Start the first line with";
const marked =
  "starts with a byte-order mark, so it doesn't run, as on EC2. Save the file as UTF-8 without one.";
test.each([
  [{ userData: " \n#!/bin/sh\necho hunter2\n" }, `userData ${broken}`],
  [{ userData: Buffer.from("\n#!/bin/sh\necho hunter2\n").toString("base64") }, `userData ${broken}`],
  [{ userDataBase64: Buffer.from("\n#!/bin/sh\nhunter2\n").toString("base64") }, `userDataBase64 ${broken}`],
  [{ userData: pulumi.secret("echo hunter2\n") }, `userData ${ignored}`],
  [{ userData: "\ufeff#!/bin/sh\necho hunter2\n" }, `userData ${marked}`],
  [{ userData: "" }, undefined],
  [{ userData: " \n" }, undefined],
  [{ userData: "#!/bin/sh\n" }, undefined],
])(
  "user data that EC2 accepts and doesn't run gets a warning that doesn't show it: %j",
  async (args, warning) => {
    await mock();
    const machine = { ami: "busybox:1.35", instanceType: "t3.micro" };
    await valueOf(new Ec2Instance("web", { ...machine, ...args }).id);
    expect(warnings).toEqual(warning ? [expect.stringContaining(warning)] : []);
    expect(warnings.join()).not.toContain("hunter2");
  },
);

test.each([
  [{ context: "kind-other" }, "context"],
  [{ kubeconfig: "/home/me/.kube/other" }, "kubeconfig"],
])("an instance with %j must name its groups", (cluster, argument) => {
  const args = { ami: "busybox:1.35", instanceType: "t3.micro", ...cluster };
  expect(() => new Ec2Instance("web", args)).toThrow(
    new pulumi.RunError(
      `Cannot create Ec2Instance "web": vpcSecurityGroupIds is missing, and the default group isn't in the cluster of this instance's ${argument}. Name a SecurityGroup that has a kubernetes Provider of that cluster.`,
    ),
  );
});
