import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

import { reportOn } from "../../provider/preview-report";
import type { Report } from "../../provider/preview-report/print/report";
import { run } from "../../tools/command";
import { root } from "../../tools/stack";
import { tolerating } from "../support/instance";
import { TestStack } from "../support/stack";
import { onOurNode } from "../support/our-node";

const recordings = join(root, "test", "unit", "preview-report", "recordings");
/** Rewrites the recordings instead of comparing with them. */
const isRecording = process.env["EC2_PODS_RECORD"] === "true";

let stack: TestStack;
onOurNode(() => {
  afterAll(() => stack.remove());

  /** A program whose second version changes its instances and groups in every way. */
  const program = (version: 1 | 2) => `
const second = ${version === 2};
const open = (port: number, cidr: string) => ({ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [cidr] });
const out = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
const app = new SecurityGroup("app", { egress: out });
const web = new SecurityGroup("web", {
  description: second ? "Web servers, @octocat [x](y)" : "Web servers",
  ingress: second
    ? [open(443, "0.0.0.0/0"), open(22, "10.1.0.0/16"), { ...open(8080, "192.0.2.0/24"), securityGroups: [app.id] }]
    : [open(22, "10.0.0.0/8"), { protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: [app.id] }],
  egress: out,
});
const db = new SecurityGroup("db");
new SecurityGroupIngressRule("db-from-web", {
  securityGroupId: db.id,
  referencedSecurityGroupId: second ? app.id : web.id,
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
});
const machine = { instanceType: "t3.micro", metadataOptions: { httpEndpoint: "disabled" as const } };
new Ec2Instance("live", { ...machine, ami: "busybox:1.35", vpcSecurityGroupIds: [web.id], tags: { version: second ? "</code><script>alert(1)</script> \`2\` | @octocat" : "1" } });
new Ec2Instance("recreated", {
  ...machine,
  ami: "busybox:1.35",
  vpcSecurityGroupIds: second ? [app.id, web.id] : [app.id],
  instanceType: second ? "t3.small" : "t3.micro",
  userData: "#!/bin/sh\\necho token-${version}\\n",
  tags: second ? { ${tolerating("new")} } : {},
});
new Ec2Instance("restarted", {
  ...machine,
  ami: "busybox:1.35",
  vpcSecurityGroupIds: [db.id],
  instanceType: second ? "t3.small" : "t3.micro",
  userData: "#!/bin/sh\\necho token-${version}\\n",
});
new Ec2Instance("replaced", {
  ...machine,
  ami: "busybox:1.35",
  vpcSecurityGroupIds: [db.id],
  availabilityZone: second ? "us-east-1b" : "us-east-1a",
});
if (second) new Ec2Instance("made", { ...machine, ami: "busybox:1.35", vpcSecurityGroupIds: [app.id] });
else new Ec2Instance("gone", { ...machine, ami: "busybox:1.35", vpcSecurityGroupIds: [app.id] });
`;

  /** Removes what differs from run to run and from machine to machine. */
  const steady = (output: string): string =>
    output
      .replaceAll(stack.folder, "/home/ann/shop")
      .replaceAll(root, "/home/ann/shop")
      .replaceAll(homedir(), "/home/ann")
      .replaceAll(stack.namespace, "shop")
      .replaceAll(/\bi-[0-9a-f]{17}\b/g, "i-00000000000000000")
      .replaceAll(/("ec2-pods\/maker": ?)"[0-9a-f]{16}"/g, '$1"0000000000000000"');

  /**
   * The part of a report that is the same on all machines.
   *
   * It leaves out stack traces, the CLI's messages about plugins, and what a failed preview reached before its failure.
   */
  function report(output: string): Partial<Report> {
    const { text } = reportOn(output, { format: "json" });
    const { errors, warnings, ...rest } = JSON.parse(text) as Report;
    const { name, outcome } = rest;
    return {
      ...(outcome === "failed" ? { name, outcome } : rest),
      errors: errors.map((error) => error.replaceAll(/\n +at .*/g, "")).sort(),
      warnings: warnings.filter(
        (warning) => !/pulumi-resource-kubernetes|resource plugin kubernetes/.test(warning),
      ),
    };
  }

  /** Checks that the CLI's output gives the same report as its recording. */
  async function preview(
    name: string,
    { code, args = [] }: { code: number; args?: string[] },
  ): Promise<string> {
    const outcome = await stack.pulumi("preview", "--json", ...args);
    const output = steady(outcome.stdout);
    const file = join(recordings, name);
    if (isRecording) writeFileSync(file, output);
    expect({ code: outcome.code, report: report(output) }).toEqual({
      code,
      report: report(readFileSync(file, "utf8")),
    });
    return outcome.stdout;
  }

  test("the output of the CLI gives the same report as its recording", async () => {
    stack = await TestStack.create("report", program(1), { project: "shop" });
    await preview("new-stack.json", { code: 0 });
    await stack.up();
    await preview("no-change.json", { code: 0, args: ["--show-sames"] });

    stack.program(program(2));
    const output = await preview("changes.json", { code: 0, args: ["--show-sames"] });
    await preview("changes-alone.json", { code: 0 });
    stack.env["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"] = "true";
    await preview("changes.ndjson", { code: 0 });
    delete stack.env["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"];

    // The command itself, with a file and with standard input.
    const file = join(stack.folder, "preview.json");
    writeFileSync(file, output);
    const whole = await stack.ec2Pods("preview-report", file, "--format", "json");
    expect(whole).toEqual({
      code: 0,
      stderr: "",
      stdout: `${reportOn(output, { format: "json" }).text}\n`,
    });
    const { code, stdout, stderr } = await run(
      "sh",
      [
        "-c",
        `"${process.execPath}" "${join(root, "dist", "cli", "main.js")}" preview-report --fail-on open-to-world <preview.json`,
      ],
      { cwd: stack.folder },
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("Opens to the world: `web`");

    stack.program(`new Ec2Instance("first", { ami: "busybox:1.35", instanceType: "t3.micro" });
new Ec2Instance("second", { ami: "busybox:1.35", instanceType: "t3.gigantic", tags: { "aws:no": "" } });`);
    await preview("bad-input.json", { code: 1 });
    stack.program(`throw new Error("no <b>such</b> thing as \`free lunch\` | @octocat");`);
    await preview("program-error.json", { code: 1 });
  });
});
