import * as aws from "../provider";
import * as missingAutoscaling from "../provider/api/missing/autoscaling.data";
import * as missingEbs from "../provider/api/missing/ebs.data";
import * as missingEc2 from "../provider/api/missing/ec2.data";
import * as missingIam from "../provider/api/missing/iam.data";
import * as missingLb from "../provider/api/missing/lb.data";
import * as missingSsm from "../provider/api/missing/ssm.data";
import * as missingVpc from "../provider/api/missing/vpc.data";
import { lookups } from "../provider/lookup/table";
import { AwsRecord } from "../provider/record/aws-record";
import { recordKinds } from "../provider/records";

type Symbols = Readonly<Record<string, unknown>>;

/** The namespaces of this package, and what @pulumi/aws has in them beyond it. */
const namespaces: Readonly<Record<string, [own: Symbols, missing: Symbols]>> = {
  autoscaling: [aws.autoscaling, missingAutoscaling],
  ebs: [aws.ebs, missingEbs],
  ec2: [aws.ec2, missingEc2],
  iam: [aws.iam, missingIam],
  lb: [aws.lb, missingLb],
  ssm: [aws.ssm, missingSsm],
  vpc: [aws.vpc, missingVpc],
};

/** What the symbols do that aren't records. */
const works: Readonly<Record<string, string>> = {
  "autoscaling.Group": "Instances, one Pod each. See [auto scaling groups](autoscaling.md).",
  "ebs.Snapshot": "A VolumeSnapshot. See [volumes](volumes.md#snapshots).",
  "ebs.Volume": "A PersistentVolumeClaim. See [volumes](volumes.md).",
  "ec2.DefaultSecurityGroup": "The default group of a VPC, with the rules of the program.",
  "ec2.Instance": "A Pod. See [the instance](instances.md).",
  "ec2.SecurityGroup": "NetworkPolicies. See [security groups](security-groups.md).",
  "ec2.SecurityGroupRule": "One rule of a group, as a NetworkPolicy of its own.",
  "ec2.VolumeAttachment": "A claim mounted in a Pod. See [volumes](volumes.md).",
  "lb.Listener": "A port of the Service of a load balancer. See [load balancers](load-balancers.md).",
  "lb.ListenerRule": "What HAProxy does with the requests that fit. See [load balancers](load-balancers.md).",
  "lb.LoadBalancer": "A Pod with HAProxy behind a Service. See [load balancers](load-balancers.md).",
  "lb.TargetGroup": "Targets that HAProxy checks. See [load balancers](load-balancers.md).",
  "lb.TargetGroupAttachment": "A target. See [load balancers](load-balancers.md).",
  "vpc.SecurityGroupEgressRule": "One rule of a group, as a NetworkPolicy of its own.",
  "vpc.SecurityGroupIngressRule": "One rule of a group, as a NetworkPolicy of its own.",
};

/** Symbols that fail in words that name what works instead. */
const rejected = ["ec2.NetworkInterfaceSecurityGroupAttachment"];

const isClass = (value: unknown): boolean => typeof value === "function" && /^class\b/.test(String(value));

function row(symbol: string, value: unknown): string[] {
  const kind = recordKinds[symbol.replace(".", ":")];
  if (rejected.includes(symbol) && kind) return [`\`${symbol}\``, "rejected", kind.note];
  const what = works[symbol];
  if (what) return [`\`${symbol}\``, "works", what];
  if (kind && isClass(value) && (value as { prototype: unknown }).prototype instanceof AwsRecord) {
    return [`\`${symbol}\``, "record", kind.note];
  }
  const title = lookups[symbol.replace(".", ":")]?.title;
  if (title) return [`\`${symbol}\``, "works", `Looks up what the program and its region have: ${title}.`];
  if (isClass(value))
    throw new Error(`Cannot describe ${symbol}: say what it does in tools/symbol-table.ts.`);
  if (typeof value === "function") return [`\`${symbol}\``, "works", "A function, answered without AWS."];
  return [`\`${symbol}\``, "works", "Constants and their type."];
}

/** A function and its form with outputs are one row. */
const isOutputForm = (name: string): boolean => /^get.*Output$/.test(name);

/** Every symbol of the package that @pulumi/aws has, too. */
export const symbolRows = (): string[][] => [
  ["symbol", "support", "what it does here"],
  ...Object.entries(namespaces).flatMap(([space, [own, missing]]) =>
    Object.keys(own)
      .filter((name) => !Object.hasOwn(missing, name) && !isOutputForm(name))
      .sort()
      .map((name) => row(`${space}.${name}`, own[name])),
  ),
];

/** Resources of @pulumi/aws that the namespaces of this package don't have. */
export const missingRows = (): string[][] => [
  ["namespace", "not here"],
  ...Object.entries(namespaces)
    .map(([space, [, missing]]) => [
      `\`${space}\``,
      Object.keys(missing)
        .filter((name) => /^[A-Z]/.test(name))
        .map((name) => `\`${name}\``)
        .join(", "),
    ])
    .filter(([, names]) => names !== ""),
];
