import { readdirSync } from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";

import { mock, parents, registered, settled } from "../support/mocks";

const folder = join(__dirname, "..", "programs");
const programs = readdirSync(folder).filter((file) => file.endsWith(".ts"));

/** Runs a program, with our package in the place of @pulumi/aws or without it, and tells what it registers. */
async function resourcesOf(program: string, isOurs: boolean): Promise<string[]> {
  jest.resetModules();
  registered.length = 0;
  await mock();
  if (isOurs) jest.doMock("@pulumi/aws", () => jest.requireActual<object>("../../provider"));
  else jest.dontMock("@pulumi/aws");
  jest.doMock("@pulumi/pulumi", () => pulumi);
  await import(join(folder, program));
  await settled();
  return registered
    .map(({ type, name }) => `${isOfGroup(type, name) ? "own" : logicalType(type)} ${name}`)
    .filter((text) => !/^own /.test(text))
    .sort();
}

/** AWS itself launches the instances of an auto scaling group. */
const isOfGroup = (type: string, name: string): boolean =>
  /:AutoScalingGroup::[^$]*$/.test(parents.get(`${type}::${name}`) ?? "");

/** The type in @pulumi/aws; `own` for what only this package makes. */
function logicalType(type: string): string {
  if (type.endsWith(":Ec2Instance")) return "aws:ec2/instance:Instance";
  if (/^pulumi:providers:aws$|:Provider$/.test(type)) return "provider";
  const [, name] = /^ec2-pods:index:(\w+)$/.exec(type) ?? [];
  if (name) return awsTypes[name] ?? type;
  if (/^kubernetes:|^pulumi:providers:|SecurityGroupGuard$/.test(type)) return "own";
  return type.replace(/^pulumi-nodejs:/, "aws:");
}

const awsTypes: Readonly<Record<string, string>> = {
  AutoScalingGroup: "aws:autoscaling/group:Group",
  DefaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  SecurityGroup: "aws:ec2/securityGroup:SecurityGroup",
  SecurityGroupEgressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  SecurityGroupIngressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  SecurityGroupRule: "aws:ec2/securityGroupRule:SecurityGroupRule",
};

test.each(programs)("%s registers the same resources here and with @pulumi/aws", async (program) => {
  const ours = await resourcesOf(program, true);
  const theirs = await resourcesOf(program, false);
  expect(ours.length).toBeGreaterThan(1);
  // An instance without a group is in the default one, which AWS has without a resource.
  expect(ours.filter((text) => !/:SecurityGroup default(?: of .*)?$/.test(text))).toEqual(theirs);
});

test("the programs compile for @pulumi/aws and for this package", () => {
  const files = programs.map((file) => join(folder, file));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node20,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node"],
  };
  const ours = {
    ...options,
    paths: { "@pulumi/aws": [join(__dirname, "..", "..", "provider", "index.ts")] },
  };
  expect(errorsOf(files, ours)).toEqual([]);
  expect(errorsOf(files, options)).toEqual([]);
});

const errorsOf = (files: string[], options: ts.CompilerOptions): string[] =>
  ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
