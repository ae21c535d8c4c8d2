import { readFileSync } from "node:fs";
import { join } from "node:path";

import { formats, reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { documentOf, kept, made, reachOf, unknown, urnOf } from "../../../support/aws-preview";

const recording = (file: string) => readFileSync(join(__dirname, "../recordings", file), "utf8");
const open = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

test.each(["aws", "aws-rules", "mixed"])("the document and the events of %s give the same report", (name) => {
  const [document, events] = ["json", "ndjson"].map(
    (end) => JSON.parse(reportOn(recording(`${name}-changes.${end}`), { format: "json" }).text) as Report,
  );
  expect(events).toEqual(document);
});

test("what the Pods of this package and the members of AWS reach stays apart", () => {
  const document = JSON.parse(recording("changes.json")) as { steps: object[] };
  const group = kept("ec2.SecurityGroup", "cloud", "sg-0000000a", { ingress: [open], egress: [out] });
  const server = kept("ec2.Instance", "cloud", "i-1", { vpcSecurityGroupIds: ["sg-0000000a"] });
  const { steps } = JSON.parse(documentOf([group, server])) as { steps: object[] };
  const reportOf = (all: object[]) =>
    JSON.parse(reportOn(JSON.stringify({ ...document, steps: all }), { format: "json" }).text) as Report;
  const [pods, both] = [reportOf(document.steps), reportOf([...document.steps, ...steps])];
  expect(both.reach.filter(({ from, to }) => ![from, to].includes("cloud"))).toEqual(pods.reach);
  expect(both.reach.filter(({ from, to }) => [from, to].includes("cloud"))).toMatchObject([
    { from: "0.0.0.0/0", to: "cloud", stays: ["tcp/22"] },
  ]);
});

const hostile = "</code>`x` | @octocat [y](z) \u202e\n-->";

test.each(["markdown", "text"] as const)("hostile names, ranges and lists stay text as %s", (format) => {
  const vpc = made("ec2.Vpc", hostile, { cidrBlock: hostile });
  const group = made(
    "ec2.SecurityGroup",
    hostile,
    {
      ingress: [
        {
          ...open,
          protocol: hostile,
          cidrBlocks: [hostile],
          prefixListIds: [hostile],
          securityGroups: [hostile],
        },
      ],
    },
    { vpcId: [vpc] },
  );
  const rule = made(
    "vpc.SecurityGroupIngressRule",
    hostile,
    { securityGroupId: unknown, referencedSecurityGroupId: unknown, ipProtocol: "6", fromPort: 1, toPort: 1 },
    { securityGroupId: [group], referencedSecurityGroupId: [vpc] },
  );
  const member = made("efs.MountTarget", hostile, { securityGroups: [unknown] }, { securityGroups: [group] });
  const { text } = reportOn(documentOf([vpc, group, rule, member]), { format });
  expect(text).not.toContain("\u202e");
  if (format !== "markdown") return;
  const outsideOfCode = text.replaceAll(/(`+)[^`][^]*?\1/g, "");
  expect(outsideOfCode).not.toMatch(/@octocat|<\/code>|\[y\]/);
});

test("a group that a program reads counts with the rules that an earlier read found", () => {
  const client = kept("ec2.SecurityGroup", "client", "sg-0000000b", { egress: [out] });
  const server = made("ec2.Instance", "server", { vpcSecurityGroupIds: ["sg-0000000a"] });
  const shared = kept("ec2.SecurityGroup", "shared", "sg-0000000a", {});
  const caller = made("ec2.Instance", "caller", { vpcSecurityGroupIds: ["sg-0000000b"] });
  const document = JSON.parse(documentOf([client, server, caller])) as { steps: object[] };
  const reportWith = (outputs: object) => {
    const newState = { id: "sg-0000000a" };
    const step = { op: "read", urn: urnOf(shared), oldState: { ...newState, outputs }, newState };
    const steps = [step, ...document.steps];
    return JSON.parse(reportOn(JSON.stringify({ ...document, steps }), { format: "json" }).text) as Report;
  };
  const ssh = { ...open, cidrBlocks: [], securityGroups: ["sg-0000000b"] };
  const known = reportWith({ ingress: [ssh], egress: [] });
  expect([known.rules, known.notes]).toEqual([[], []]);
  expect(known.reach).toMatchObject([{ from: "caller", to: "server", opens: ["tcp/22"] }]);
  expect(known.resources.map(({ name }) => name)).toEqual(["caller", "server"]);
  expect(reportWith({}).reach).toEqual([]);
});

test("user data and passwords of AWS appear in no format", () => {
  for (const name of ["aws-changes.json", "aws-changes.ndjson", "aws-new-stack.json"]) {
    for (const format of formats) expect(reportOn(recording(name), { format }).text).not.toMatch(/token-/);
  }
});

test("replacements of AWS are no re-creations or restarts of Pods", () => {
  const report = JSON.parse(reportOn(recording("aws-changes.json"), { format: "json" }).text) as Report;
  expect(report.counts).toEqual({ replace: 2, update: 4, create: 1 });
  expect(report.resources.flatMap(({ fields }) => fields.flatMap(({ effect }) => effect ?? []))).toEqual([]);
});

test("members without connections give no rows", () => {
  const group = kept("ec2.SecurityGroup", "closed", "sg-0000000a", {});
  expect(reachOf(group, kept("ec2.Instance", "a", "i-1", { vpcSecurityGroupIds: ["sg-0000000a"] }))).toEqual(
    [],
  );
});
