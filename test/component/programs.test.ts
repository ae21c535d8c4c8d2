import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";

import { mock, parents, registered, settled } from "../support/mocks";

const folder = join(__dirname, "..", "programs");
const programs = readdirSync(folder).filter((file) => file.endsWith(".ts"));
const packages = {
  ours: jest.requireActual<object>("../../provider"),
  theirs: jest.requireActual<object>("@pulumi/aws"),
};

/** Runs a program with one of the packages as @pulumi/aws, and tells what it registers. */
async function resourcesOf(program: string, provider: keyof typeof packages): Promise<string[]> {
  registered.length = 0;
  await mock();
  const { outputText } = ts.transpileModule(readFileSync(join(folder, program), "utf8"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const modules: Readonly<Record<string, object>> = {
    "@pulumi/aws": packages[provider],
    "@pulumi/pulumi": pulumi,
  };
  new Function("require", "exports", outputText)((name: string) => modules[name], {});
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
  const ours = await resourcesOf(program, "ours");
  const theirs = await resourcesOf(program, "theirs");
  expect(ours.length).toBeGreaterThan(1);
  // An instance without a group is in the default one, which AWS has without a resource.
  expect(ours.filter((text) => !/:SecurityGroup default(?: of .*)?$/.test(text))).toEqual(theirs);
});
