import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { kubectl } from "../support/cluster";
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

let stack: TestStack;
afterAll(() => stack.remove());

/** What the CLI prints in a run that must fail. */
async function failing(...args: string[]): Promise<string> {
  const { stdout, stderr, code } = await stack.pulumi(...args);
  expect(code).not.toBe(0);
  return stdout + stderr;
}

test("no preview, event, log, error or state has a kubeconfig, and user data is there as the program says", async () => {
  stack = await TestStack.create("secrets", program);
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
  const failed = await failing("up", "--yes", "--skip-preview", "--event-log", "events.json");
  expect(failed).toContain("its user data ended with exit status 3");
  texts.push(failed, readFileSync(join(stack.folder, "events.json"), "utf8"), await stack.exported());
  // Its groups and their policies belong to another provider.
  stack.env["HTTPS_PROXY"] = "http://me:hunter2-proxy@127.0.0.1:1";
  const targets = (await stack.instances()).flatMap(({ urn }) => ["--target", urn]);
  texts.push(await failing("destroy", "--yes", "--skip-preview", ...targets), await stack.exported());
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
