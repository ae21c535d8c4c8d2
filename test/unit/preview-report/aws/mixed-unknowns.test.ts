import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { out } from "../../../support/aws-caller";
import {
  type AwsResource,
  documentOf,
  type Inputs,
  kept,
  made,
  reportOf,
  unknown,
} from "../../../support/aws-preview";

const tcp = (port: number, more: Inputs) => ({ protocol: "tcp", fromPort: port, toPort: port, ...more });
const vpc = made("ec2.Vpc", "net", { cidrBlock: "10.0.0.0/16" });
const subnet = made("ec2.Subnet", "front", { vpcId: unknown, cidrBlock: "10.0.0.0/24" }, { vpcId: [vpc] });
const app = made(
  "ec2.SecurityGroup",
  "app",
  { vpcId: unknown, ingress: [], egress: [out] },
  { vpcId: [vpc] },
);
const inDefault = made(
  "ec2.DefaultSecurityGroup",
  "inDefault",
  { vpcId: unknown, ingress: [tcp(22, { cidrBlocks: ["0.0.0.0/0"] })], egress: [out] },
  { vpcId: [vpc] },
);
const cluster = made("eks.Cluster", "cluster", {});
const earlier = kept("ec2.SecurityGroup", "earlier", "sg-0000000e", { vpcId: "vpc-9" });
const all = [vpc, subnet, app, inDefault, cluster, earlier];

function judged(assertions: string, ...resources: AwsResource[]): Pick<Report, "broken" | "notes"> {
  const { text } = reportOn(documentOf(resources), {
    format: "json",
    assertions: readAssertions(assertions),
  });
  return JSON.parse(text) as Report;
}
const fromInternet = "mustNotReach: [{ from: internet, to: { instance: server* }, ports: tcp/22 }]";

test.each<[string, string, Inputs, AwsResource["dependencies"]]>([
  [
    "a group and the default one of a VPC",
    "ec2.Instance",
    { vpcSecurityGroupIds: [unknown, unknown] },
    { vpcSecurityGroupIds: [app, vpc] },
  ],
  [
    "a group and one of another resource",
    "ec2.Instance",
    { vpcSecurityGroupIds: [unknown, unknown] },
    { vpcSecurityGroupIds: [app, cluster] },
  ],
  [
    "the default one of a VPC and one of another resource",
    "ec2.Instance",
    { vpcSecurityGroupIds: [unknown, unknown] },
    { vpcSecurityGroupIds: [vpc, cluster] },
  ],
  [
    "a list that is unknown as a whole and depends on another resource",
    "ec2.Instance",
    { vpcSecurityGroupIds: unknown },
    { vpcSecurityGroupIds: [app, cluster] },
  ],
  [
    "a list that is unknown as a whole and depends on a group that exists",
    "ec2.Instance",
    { vpcSecurityGroupIds: unknown },
    { vpcSecurityGroupIds: [app, earlier] },
  ],
  [
    "a list in a block",
    "ecs.Service",
    { networkConfiguration: { securityGroups: [unknown, unknown], subnets: [unknown] } },
    { networkConfiguration: [app, cluster, subnet] },
  ],
])("a member in %s may be in more than the group that the preview has", (_, kind, inputs, dependencies) => {
  const { broken, notes } = judged(fromInternet, ...all, made(kind, "server", inputs, dependencies));
  // The default group is open.
  const result = dependencies!["vpcSecurityGroupIds"]?.[0] === vpc ? "broken" : "unknown";
  expect(broken).toMatchObject([{ result }]);
  expect(notes).toContainEqual(expect.stringContaining("doesn't say all groups of 1 resource"));
});

test.each<[string, Inputs, readonly AwsResource[]]>([
  ["twice", { vpcSecurityGroupIds: [unknown, unknown] }, [app]],
  ["by a list that depends on it alone", { vpcSecurityGroupIds: unknown }, [app]],
  ["next to a known one", { vpcSecurityGroupIds: [unknown, "sg-0000000e"] }, [app, earlier]],
])("a member that names one new group %s is in it, and in no other", (_, inputs, vpcSecurityGroupIds) => {
  const server = made("ec2.Instance", "server", inputs, { vpcSecurityGroupIds });
  expect(judged(fromInternet, ...all, server).broken).toEqual([]);
});

const dbWith = (ingress: Inputs[]) => [made("ec2.SecurityGroup", "db", { ingress }, { ingress: [app, vpc] })];

test.each<[string, AwsResource[]]>([
  ["inline", dbWith([tcp(1, { securityGroups: [unknown, unknown] })])],
  ["inline, all of which are unknown", dbWith([tcp(1, { securityGroups: unknown })])],
  ["next to another", dbWith([tcp(1, { securityGroups: [unknown] }), tcp(2, { securityGroups: [unknown] })])],
  [
    "of its own",
    [
      made(
        "vpc.SecurityGroupIngressRule",
        "rule",
        { securityGroupId: "sg-1", ipProtocol: "-1", referencedSecurityGroupId: unknown },
        { referencedSecurityGroupId: [app, vpc] },
      ),
    ],
  ],
])("a source of a rule %s may be the default group of the VPC that it depends on", (_, rules) => {
  expect(reportOf(...all, ...rules).rules).toContainEqual(
    expect.objectContaining({
      ...{ effect: "opens", direction: "ingress", peer: "unknown group", openToWorld: false },
    }),
  );
});

test("two rules for one new group name no other, if they depend on nothing else that is new", () => {
  const known = kept("ec2.Vpc", "main", "vpc-1", { cidrBlock: "10.0.0.0/16" });
  const ingress = [tcp(1, { securityGroups: [unknown] }), tcp(2, { securityGroups: [unknown] })];
  for (const dependencies of [[app], [app, subnet], [app, known]]) {
    const db = made("ec2.SecurityGroup", "db", { ingress }, { ingress: dependencies });
    const { rules } = reportOf(...all, known, db);
    expect(rules.filter(({ group }) => group === "db")).toMatchObject([{ peer: "app", ports: ["tcp/1-2"] }]);
  }
});

test("a rule whose group may be one of two resources is of an unknown group", () => {
  const rule = made(
    "vpc.SecurityGroupIngressRule",
    "late",
    { securityGroupId: unknown, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
    { securityGroupId: [app, cluster] },
  );
  expect(reportOf(...all, rule).rules).toContainEqual(
    expect.objectContaining({ group: "late", isUnknownGroup: true, openToWorld: true }),
  );
});

const list = made("ec2.ManagedPrefixList", "list", { entries: [{ cidr: "10.0.0.0/8" }] });
const thing = made("x.Thing", "thing", {});

test.each<[string, unknown, AwsResource[], boolean]>([
  ["one new list twice", [unknown, unknown], [list], false],
  ["a new list and a group", [unknown], [list, app], false],
  ["a new list and another", [unknown, unknown], [list, thing], true],
  ["a list that is unknown as a whole", unknown, [list, thing], true],
])("a rule for %s opens to the world if it may name an unknown one", (_, prefixListIds, ingress, opens) => {
  const group = made("ec2.SecurityGroup", "web", { ingress: [tcp(22, { prefixListIds })] }, { ingress });
  const { rules, openToWorld } = reportOf(...all, list, group);
  expect(rules).toContainEqual(expect.objectContaining({ group: "web", peer: "list" }));
  const others = rules.filter(({ group: of, peer }) => of === "web" && peer === "unknown");
  expect([others.length > 0, others.some((each) => each.openToWorld)]).toEqual([opens, opens]);
  expect(openToWorld).toBe(true);
});
