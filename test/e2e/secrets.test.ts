import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { kubectl } from "../support/cluster";
import { TestStack } from "../support/stack";

const program = `
const pulumi = require("@pulumi/pulumi");
const { readFileSync } = require("node:fs");
const group = new SecurityGroup("web");
const machine = {
  ami: "busybox:1.35",
  instanceType: "t3.micro",
  vpcSecurityGroupIds: [group.id],
  kubeconfig: JSON.parse(readFileSync("kubeconfig.json", "utf8")),
  instanceState: "stopped",
} as const;
new Ec2Instance("plain", { ...machine, userData: Buffer.from("#!/bin/sh\\n: plain-script\\n") });
new Ec2Instance("hidden", { ...machine, userData: pulumi.secret("#!/bin/sh\\n: hidden-script\\n") });
`;

let stack: TestStack;
afterAll(() => stack.remove());

test("no preview, event, log or state has a kubeconfig, and user data is there as the program says", async () => {
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
  const secrets = Object.values(kubeconfig.users[0]!.user).filter((value) => typeof value === "string");
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of [...secrets, "hunter2", "hidden-script"]) {
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
