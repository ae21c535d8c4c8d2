// npx ts-node -T bench/preview-report.ts [groups...]: measures the report on previews of many groups and instances.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { securityGroupId } from "../provider/common/names";
import { unknownValue } from "../provider/common/values";
import { type Rule, toNetworkPolicySpec } from "../provider/security-group/network-policy";
import { root } from "../tools/stack";

const folder = join(root, ".local", "bench-preview-report");
const rulesOfGroup = 10;

const idOf = (index: number) => securityGroupId({ project: "shop", stack: "dev", name: `group-${index}` });

const port = (number: number) => ({ protocol: "tcp", fromPort: number, toPort: number });

/** Half of the rules name ranges, most of them inside ranges of other rules; the others name groups. */
const rule = (group: number, index: number, groups: number): Rule =>
  index % 2 === 0
    ? {
        ...port(8000 + index),
        cidrBlocks: [`10.${group % 256}.${Math.floor(group / 256) * 16 + index}.0/24`],
      }
    : { ...port(8000 + index), securityGroups: [idOf((group + index) % groups)] };

/** This package: each group gets its last rule. One of ten groups has a wider range. */
function podsPreview(groups: number): string {
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
  const egress: Rule[] = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
  const numbers = Array.from({ length: groups }, (_, index) => index);
  const policies = numbers.map((group) => {
    const all = Array.from({ length: rulesOfGroup }, (_, index) => rule(group, index, groups));
    if (group % 10 === 0) all[0] = { ...port(443), cidrBlocks: ["0.0.0.0/0"] };
    const parent = urn("ec2-pods:index:SecurityGroup", `group-${group}`);
    const state = (ingress: Rule[]) => ({
      parent,
      inputs: {
        metadata: { name: idOf(group) },
        spec: toNetworkPolicySpec({ groupId: idOf(group) }, { ingress, egress }).spec,
      },
    });
    return {
      op: "update",
      urn: urn(
        "ec2-pods:index:SecurityGroup$kubernetes:networking.k8s.io/v1:NetworkPolicy",
        `group-${group}`,
      ),
      oldState: state(all.slice(0, -1)),
      newState: state(all),
      detailedDiff: { spec: { kind: "update" } },
    };
  });
  const instances = numbers.map((index) => {
    const inputs = { ami: "busybox:1.35", instanceType: "t3.micro", vpcSecurityGroupIds: [idOf(index)] };
    const machine = urn("pulumi-nodejs:dynamic/ec2-pods:Ec2Instance", `machine-${index}`);
    return { op: "same", urn: machine, oldState: { inputs }, newState: { inputs } };
  });
  return JSON.stringify({
    steps: [...policies, ...instances],
    changeSummary: { update: groups, same: groups },
  });
}

/** A new stack of `@pulumi/aws`, whose ids are unknown: each rule is of its own. */
function awsPreview(groups: number): string {
  const unknown = unknownValue;
  const urn = (type: string, name: string) => `urn:pulumi:dev::shop::aws:${type}::${name}`;
  const group = (index: number) => urn("ec2/securityGroup:SecurityGroup", `group-${index}`);
  const create = (name: string, inputs: object, propertyDependencies: Record<string, string[]>) => ({
    op: "create",
    urn: name,
    newState: { inputs, propertyDependencies },
  });
  const steps = Array.from({ length: groups }, (_, index) => [
    create(group(index), { egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] }, {}),
    create(
      urn("ec2/instance:Instance", `machine-${index}`),
      { vpcSecurityGroupIds: [unknown] },
      { vpcSecurityGroupIds: [group(index)] },
    ),
    ...Array.from({ length: rulesOfGroup }, (_, number) => {
      const { cidrBlocks, securityGroups, protocol, ...ports } = rule(index, number, groups);
      const source = securityGroups ? [group((index + number) % groups)] : [];
      return create(
        urn("vpc/securityGroupIngressRule:SecurityGroupIngressRule", `rule-${index}-${number}`),
        {
          ...{ securityGroupId: unknown, ipProtocol: protocol, ...ports, cidrIpv4: cidrBlocks?.[0] },
          ...(securityGroups && { referencedSecurityGroupId: unknown }),
        },
        { securityGroupId: [group(index)], referencedSecurityGroupId: source },
      );
    }),
  ]).flat();
  return JSON.stringify({ steps, changeSummary: { create: steps.length } });
}

const previews = { "this package": podsPreview, "@pulumi/aws": awsPreview };

function measure(name: keyof typeof previews, groups: number): string[] {
  const file = join(folder, `${name.replace("/", "-")}-${groups}.json`);
  writeFileSync(file, previews[name](groups));
  const began = performance.now();
  const report = [join(root, "dist", "cli", "main.js"), "preview-report", file];
  const { status, stdout } = spawnSync(
    "sh",
    ["-c", '"$@" >/dev/null; code=$?; times; exit $code', "sh", process.execPath, ...report],
    { encoding: "utf8" },
  );
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`Cannot report on ${file}: exit code ${String(status)}`);
  const cpuSeconds = [...(stdout.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest),
    0,
  );
  return [name, String(groups), seconds.toFixed(2), cpuSeconds.toFixed(2)];
}

mkdirSync(folder, { recursive: true });
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [75, 150, 300, 600];
console.log(
  [
    "| program | groups | seconds | CPU seconds |",
    "| --- | --- | --- | --- |",
    ...(["this package", "@pulumi/aws"] as const).flatMap((name) =>
      counts.map((count) => `| ${measure(name, count).join(" | ")} |`),
    ),
  ].join("\n"),
);
