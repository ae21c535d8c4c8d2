import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { kubectl } from "../support/cluster";
import { denyAll, untilDenied } from "../support/denial";
import { formsOf } from "../support/needles";
import { publicKey } from "../support/record-samples";
import { TestStack } from "../support/stack";

const program = `
const pulumi = require("@pulumi/pulumi");
const { existsSync, readFileSync } = require("node:fs");
const aws = require("pulumi-ec2-pods");
const group = new SecurityGroup("web");
const machine = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group.id],
  kubeconfig: JSON.parse(readFileSync("kubeconfig.json", "utf8")),
  instanceState: "stopped",
} as const;
new Ec2Instance("plain", { ...machine, userData: Buffer.from("#!/bin/sh\\n: plain-script\\n") });
new aws.ec2.KeyPair("key", { publicKey: pulumi.secret("${publicKey}") });
new aws.ssm.Parameter("password", { type: "SecureString", value: "hunter2-parameter" });
const template = new aws.ec2.LaunchTemplate("template", {
  imageId: machine.ami,
  instanceType: machine.instanceType,
  userData: pulumi.secret(Buffer.from("#!/bin/sh\\n: hidden-script of a template\\n").toString("base64")),
});
const { kubeconfig, vpcSecurityGroupIds, instanceState } = machine;
new Ec2Instance("made", { kubeconfig, vpcSecurityGroupIds, instanceState, launchTemplate: { id: template.id } });
if (existsSync("failing")) {
  const userData = pulumi.secret("#!/bin/sh\\necho hidden-script says hunter2-console\\nexit 3\\n");
  new Ec2Instance("failing", { ...machine, instanceState: "running", waitForUserData: true, userData });
}
new Ec2Instance("hidden", { ...machine, userData: pulumi.secret("#!/bin/sh\\n: hidden-script\\n") });
`;

/** How the user data of the template begins, as its program gives it. */
const encoded = Buffer.from("#!/bin/sh\n: hidden-script").toString("base64").slice(0, -4);

const stacks: TestStack[] = [];
afterAll(() => Promise.all(stacks.map((stack) => stack.remove())));

async function newStack(name: string, text: string): Promise<TestStack> {
  const stack = await TestStack.create(name, text);
  stacks.push(stack);
  return stack;
}

/** What the CLI prints in a run that must fail. */
async function failing(stack: TestStack, ...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await stack.pulumi(...args);
  expect(code).not.toBe(0);
  return stdout + stderr;
}

test("no preview, event, log, error or state has a kubeconfig, and user data is there as the program says", async () => {
  const stack = await newStack("secrets", program);
  const view = ["config", "view", "--raw", "--minify", "--output", "json"];
  const kubeconfig = JSON.parse(await kubectl("default", ...view)) as { users: { user: object }[] };
  const write = (more: object) =>
    writeFileSync(join(stack.folder, "kubeconfig.json"), JSON.stringify({ ...kubeconfig, ...more }));
  write({ preferences: { note: "hunter2-before" } });
  // With this, --json prints each event of the engine.
  stack.env["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"] = "true";
  const texts = [
    await stack.succeed("preview", "--json", "--diff"),
    await stack.succeed("up", "--yes", "--skip-preview", "--json"),
    await stack.exported(),
  ];
  write({ preferences: { note: "hunter2-after" } });
  texts.push(
    await stack.succeed("preview", "--json", "--diff"),
    await stack.succeed("up", "--yes", "--diff"),
    await stack.succeed("refresh", "--yes", "--skip-preview", "--json"),
    await stack.exported(),
  );
  writeFileSync(join(stack.folder, "failing"), "");
  // Without it, the CLI has no log of events.
  stack.env["PULUMI_DEBUG_COMMANDS"] = "true";
  const failed = await failing(stack, "up", "--yes", "--skip-preview", "--event-log", "events.json");
  expect(failed).toContain("its user data ended with exit status 3");
  texts.push(failed, readFileSync(join(stack.folder, "events.json"), "utf8"), await stack.exported());
  // Its groups and their policies belong to another provider.
  stack.env["HTTPS_PROXY"] = "http://me:hunter2-proxy@127.0.0.1:1";
  const targets = (await stack.instances()).flatMap(({ urn }) => ["--target", urn]);
  texts.push(await failing(stack, "destroy", "--yes", "--skip-preview", ...targets), await stack.exported());
  delete stack.env["HTTPS_PROXY"];
  expect(texts.at(-2)).toContain("through the proxy http://127.0.0.1:1");
  const secrets = Object.values(kubeconfig.users[0]!.user).filter((value) => typeof value === "string");
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of [...secrets, "hunter2", "hidden-script", encoded, publicKey]) {
    // Pulumi's SDK logs every input of every resource for debugging, which only a stream of events shows unasked.
    const lines = texts
      .flatMap((text) => text.split("\n"))
      .filter((line) => !line.includes('"severity":"debug"'));
    expect(lines.filter((line) => line.includes(secret)).length).toBe(0);
  }
  const [plain, hidden] = await Promise.all([stack.resource("plain"), stack.resource("hidden")]);
  expect(plain.inputs["userData"]).toBe("#!/bin/sh\n: plain-script\n");
  expect(plain.outputs["userData"]).toBe(plain.inputs["userData"]);
  const encrypted = { ciphertext: expect.any(String) as string };
  for (const values of [hidden.inputs, hidden.outputs]) {
    expect(values).toMatchObject({ userData: encrypted, kubeconfig: encrypted, secretUserData: true });
  }
  expect(plain.inputs).not.toHaveProperty("secretUserData");
});

const denied = `
const pulumi = require("@pulumi/pulumi");
const { existsSync } = require("node:fs");
const aws = require("pulumi-ec2-pods");
const isChanged = existsSync("changed");
const userData = pulumi.secret("#!/bin/sh\\n: needle1script\\n");
const machine = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [new SecurityGroup("web").id] };
new Ec2Instance("started", { ...machine, userData, instanceState: isChanged ? "running" : "stopped" });
const path = pulumi.secret(isChanged ? "/needle2path" : "/");
new aws.lb.TargetGroup("group", { port: 80, protocol: "HTTP", vpcId: "vpc-0123456789abcdef0", healthCheck: { path } });
if (isChanged) {
  new Ec2Instance("scripted", { ...machine, userData });
  new Ec2Instance("tagged", { ...machine, tags: { password: pulumi.secret("needle3tag") } });
}
`;

test("no failure of an update shows what a policy of the cluster repeats of a Secret or a Pod", async () => {
  const stack = await newStack("denied", denied);
  await stack.up();
  const values = (map: string) => `${map}.map(key, string(${map}[key])).join(' ')`;
  const removals: (() => Promise<void>)[] = [];
  try {
    removals.push(await denyAll(stack.namespace, "secrets", values("object.data")));
    removals.push(await denyAll(stack.namespace, "pods", values("object.metadata.annotations")));
    const secret = ["create", "secret", "generic", "x", "--from-literal=password=hunter2"];
    expect(await untilDenied(stack.namespace, ...secret)).toContain("it has aHVudGVyMg==");
    await untilDenied(stack.namespace, "run", "x", "--image=busybox:1.35");
    writeFileSync(join(stack.folder, "changed"), "");
    const text = await failing(stack, "up", "--yes", "--skip-preview", "--diff", "--continue-on-error");
    for (const failed of [
      'create Ec2Instance "scripted"',
      'create Ec2Instance "tagged"',
      'update Ec2Instance "started"',
      'update TargetGroup "group"',
    ]) {
      expect(text).toContain(`Cannot ${failed}`);
    }
    const all = text + (await stack.exported());
    const traces = ["needle1script", "needle2path", "needle3tag"].flatMap(formsOf);
    expect(traces.filter((trace) => all.includes(trace))).toEqual([]);
  } finally {
    await Promise.all(removals.map((remove) => remove()));
  }
});

const wrong = `
const pulumi = require("@pulumi/pulumi");
const aws = require("pulumi-ec2-pods");
const needle = pulumi.secret("needle4 wrong");
if (process.env.WHERE === "provider") {
  new aws.ec2.Vpc("web", { cidrBlock: needle });
  new Ec2Instance("web", { ami: needle, instanceType: needle, vpcSecurityGroupIds: ["sg-0123456789abcdef0"] });
} else {
  const rule = { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: needle };
  new SecurityGroupIngressRule("web", { ...rule, securityGroupId: "sg-0123456789abcdef0" });
}
`;

test.each([
  ["provider", 'is "[secret]", which isn\'t a'],
  ["program", 'cidrIpv4 is "[secret]", which isn\'t an IPv4 range'],
])("a wrong value that the program marks as secret isn't shown by the %s", async (where, message) => {
  const stack = await newStack("wrong", wrong);
  stack.env["WHERE"] = where;
  for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    const text = await failing(stack, ...command);
    expect(text).toContain(message);
    expect(text).not.toContain("needle4");
  }
});

const kept = `
const pulumi = require("@pulumi/pulumi");
const { existsSync } = require("node:fs");
const aws = require("pulumi-ec2-pods");
const isPlain = existsSync("plain");
const secrets = {
  userData: pulumi.secret(Buffer.from("#!/bin/sh\\necho needle5console\\n").toString("base64")),
  tagSpecifications: [{ resourceType: "instance", tags: { token: pulumi.secret("needle6tag") } }],
};
const imageId = "busybox:1.35";
const template = new aws.ec2.LaunchTemplate("template", { imageId, instanceType: "t3.micro", ...(isPlain ? {} : secrets) });
new Ec2Instance("web", {
  launchTemplate: { id: template.id },
  vpcSecurityGroupIds: [new SecurityGroup("web").id],
  getConsoleOutput: true,
  waitForUserData: true,
  ebsBlockDevices: [{ deviceName: "/dev/xvda", volumeSize: 8, tags: { token: pulumi.secret("needle7root") } }],
  tags: { "ec2-pods/annotations": pulumi.secret("example.com/key=needle8pod"), ...(isPlain && { more: "x" }) },
});
`;

test("what an instance keeps or repeats of a secret stays one, also when the program no longer has it", async () => {
  const stack = await newStack("kept", kept);
  const texts = [await stack.succeed("up", "--yes", "--skip-preview", "--diff"), await stack.exported()];
  writeFileSync(join(stack.folder, "plain"), "");
  texts.push(
    await stack.succeed("preview", "--diff"),
    await stack.succeed("up", "--yes", "--skip-preview", "--diff"),
    await stack.exported(),
    await stack.refresh(),
    await stack.exported(),
  );
  const traces = ["needle5console", "needle6tag", "needle7root", "needle8pod"].flatMap(formsOf);
  expect(traces.filter((trace) => texts.some((text) => text.includes(trace)))).toEqual([]);
  const { inputs, outputs } = await stack.resource("web");
  const encrypted = { ciphertext: expect.any(String) as string };
  for (const values of [inputs, outputs]) {
    expect(values).toMatchObject({
      tags: { token: encrypted },
      fromTemplate: encrypted,
      secretUserData: true,
    });
    expect(values).toMatchObject({
      rootBlockDevice: { tags: { token: encrypted } },
      pod: { annotations: encrypted },
    });
  }
  expect(outputs["consoleOutput"]).toMatchObject(encrypted);
  expect(await stack.preview()).toEqual({});
});
