import { gzipSync } from "node:zlib";

import * as pulumi from "@pulumi/pulumi";

import { secretSignature } from "../../provider/common/values";
import { Group } from "../../provider/autoscaling/group";
import { Ec2Instance } from "../../provider/instance/ec2-instance";
import type { Ec2InstanceArgs } from "../../provider/instance/ec2-instance-args";
import { LaunchTemplate } from "../../provider/resources/ec2/launchTemplate";
import { Snapshot } from "../../provider/volume/snapshot";
import { Volume } from "../../provider/volume/volume";
import { VolumeAttachment } from "../../provider/volume/volume-attachment";
import { handling, registered, valueOf } from "../support/mocks";

const machine = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: ["sg-0123456789abcdef0"],
};

async function inputsOf(args: Ec2InstanceArgs): Promise<Record<string, unknown>> {
  await valueOf(new Ec2Instance("web", { ...machine, ...args }).urn);
  return registered.find(({ name }) => name === "web")!.inputs;
}

const secret = (value: unknown) => ({ [secretSignature]: expect.any(String) as string, value });
const kubeconfig = { apiVersion: "v1", users: [{ name: "me", user: { token: "hunter2" } }] };

test.each<[string, Ec2InstanceArgs["kubeconfig"], string]>([
  ["text", "/home/me/config", "/home/me/config"],
  ["an object", kubeconfig, JSON.stringify(kubeconfig)],
  ["an output of one", pulumi.output(kubeconfig), JSON.stringify(kubeconfig)],
  ["a file in bytes", Buffer.from("contexts: []\n"), "contexts: []\n"],
  ["an output of bytes", pulumi.output(Buffer.from("contexts: []\n")), "contexts: []\n"],
])("a kubeconfig that is %s is a secret text", async (_, given, text) => {
  expect((await inputsOf({ kubeconfig: given! }))["kubeconfig"]).toEqual(secret(text));
});

test("volumes, their snapshots and attachments, and members of groups take a kubeconfig as an object, too", async () => {
  const volume = new Volume("data", { availabilityZone: "us-east-1a", size: 1, kubeconfig });
  await valueOf(new Snapshot("copy", { volumeId: volume.id }).urn);
  const server = new Ec2Instance("server", machine);
  const attachment = { deviceName: "/dev/sdf", volumeId: volume.id, instanceId: server.id };
  await valueOf(new VolumeAttachment("attached", attachment).urn);
  await valueOf(Snapshot.get("found", "snap-1", { kubeconfig }).urn);
  const { ami: imageId, ...more } = machine;
  const launchTemplate = { id: new LaunchTemplate("lt", { imageId, ...more }).id };
  const args = { minSize: 1, maxSize: 1, availabilityZones: ["us-east-1a"], launchTemplate };
  await valueOf(new Group("fleet", { ...args, kubeconfig }).id);
  await new Promise((resolve) => setImmediate(resolve));
  const inputsOf = (name: string) => registered.find((resource) => resource.name === name)!.inputs;
  for (const name of ["data", "fleet-1", "found"]) {
    expect(inputsOf(name)["kubeconfig"]).toEqual(secret(JSON.stringify(kubeconfig)));
  }
  for (const name of ["copy", "attached"]) {
    expect(inputsOf(name)["__place"]).toMatchObject({ value: { kubeconfig: JSON.stringify(kubeconfig) } });
  }
});

const script = "#!/bin/sh\necho é\n";
const zipped = gzipSync(script);

test.each<[string, Ec2InstanceArgs, object]>([
  ["text in bytes", { userData: Buffer.from(script) }, { userData: script }],
  ["bytes that come later", { userData: Promise.resolve(Buffer.from(script)) }, { userData: script }],
  ["an output of bytes", { userData: pulumi.output(Buffer.from(script)) }, { userData: script }],
  ["bytes that aren't text", { userData: zipped }, { userData: zipped.toString("base64") }],
  ["bytes to encode", { userDataBase64: zipped }, { userDataBase64: zipped.toString("base64") }],
])("user data that is %s is text for the engine", async (_, args, inputs) => {
  expect(await inputsOf(args)).toMatchObject(inputs);
});

test("user data is as secret as the program says, and the provider knows whether it is", async () => {
  const plain = await inputsOf({ userData: script });
  expect(plain["userData"]).toBe(script);
  expect(plain).not.toHaveProperty("__secretUserData");
  registered.length = 0;
  const hidden = await inputsOf({ userDataBase64: pulumi.secret("IyEvYmluL3NoCg==") });
  expect(hidden["userDataBase64"]).toEqual(secret("IyEvYmluL3NoCg=="));
  expect(hidden["__secretUserData"]).toBe(true);
});

test.each([
  ["plain", "IyEvYmluL3NoCg==", undefined],
  ["secret", pulumi.secret("IyEvYmluL3NoCg=="), true],
])("the user data of a launch template counts as %s as its program says", async (_, userData, expected) => {
  const template = new LaunchTemplate("lt", { userData });
  expect((await inputsOf({ launchTemplate: { id: template.id } }))["__secretUserData"]).toBe(expected);
});

test.each([
  ["plain", "IyEvYmluL3NoCg==", undefined],
  ["secret", pulumi.secret("IyEvYmluL3NoCg=="), true],
])("a launch template with %s user data can be named by a text", async (_, userData, expected) => {
  new LaunchTemplate("lt", { name: "web", userData });
  expect((await inputsOf({ launchTemplate: { name: "web" } }))["__secretUserData"]).toBe(expected);
});

const launchTemplate = (userData: pulumi.Input<string>) => ({
  id: new LaunchTemplate("lt", { userData }).id,
});

test.each<[string, () => Ec2InstanceArgs, pulumi.CustomResourceOptions, string[]]>([
  ["no user data", () => ({}), {}, []],
  ["plain text", () => ({ userData: script }), {}, []],
  ["plain bytes", () => ({ userData: Buffer.from(script) }), {}, []],
  ["plain text in a template", () => ({ launchTemplate: launchTemplate("IyEvYmluL3NoCg==") }), {}, []],
  ["a secret", () => ({ userData: pulumi.secret(script) }), {}, ["consoleOutput"]],
  ["what may be one", () => ({ userDataBase64: Promise.resolve("IyEvYmluL3NoCg==") }), {}, ["consoleOutput"]],
  [
    "a secret in a template",
    () => ({ launchTemplate: launchTemplate(pulumi.secret("IyEK")) }),
    {},
    ["consoleOutput"],
  ],
  [
    "a template of elsewhere",
    () => ({ launchTemplate: { id: "lt-0123456789abcdef0" } }),
    {},
    ["consoleOutput"],
  ],
  ["what the state has", () => ({}), { ignoreChanges: ["userDataBase64"] }, ["consoleOutput"]],
  [
    "plain text, if the state has another setting",
    () => ({ userData: script }),
    { ignoreChanges: ["tags"] },
    [],
  ],
  [
    "a secret, if nothing reads the console",
    () => ({ userData: pulumi.secret(script), getConsoleOutput: undefined }),
    {},
    [],
  ],
  [
    "a secret, if the state says that the console is read",
    () => ({ userData: pulumi.secret(script), getConsoleOutput: undefined }),
    { ignoreChanges: ["getConsoleOutput"] },
    ["consoleOutput"],
  ],
])(
  "the console that shows the output of user data is kept as a secret: %s",
  async (_, args, options, expected) => {
    await valueOf(new Ec2Instance("web", { ...machine, getConsoleOutput: true, ...args() }, options).urn);
    const { type } = registered.find(({ name }) => name === "web")!;
    expect(handling.get(`${type}::web`)!.secretOutputs).toEqual(expected);
  },
);

test("the user data of a launch template that the program doesn't declare counts as secret", async () => {
  expect((await inputsOf({ launchTemplate: { id: "lt-0123456789abcdef0" } }))["__secretUserData"]).toBe(true);
});
