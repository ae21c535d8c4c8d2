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
const other = made("ec2.SecurityGroup", "other", { ingress: [], egress: [] });
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

const secret = "[secret]";

test.each<[string, unknown, readonly AwsResource[]]>([
  ["of another resource, beside a known one", ["sg-0000000e", unknown], [earlier, cluster]],
  ["of two resources, beside a known one", ["sg-0000000e", unknown, unknown], [earlier, app, cluster]],
  ["that is secret, beside a new one", [unknown, secret], [app]],
  ["that is secret, beside a known one", ["sg-0000000e", secret], [earlier]],
  ["that is secret, beside one of another resource", [unknown, secret], [app, cluster]],
  ["that is secret, beside two new ones", [unknown, unknown, secret], [app, other]],
  ["that is secret and depends on nothing", [secret], []],
])("a member may be in a group %s, which the preview doesn't say", (_, groups, dependencies) => {
  const { broken } = judged(
    fromInternet,
    ...all,
    other,
    made("ec2.Instance", "server", { vpcSecurityGroupIds: groups }, { vpcSecurityGroupIds: dependencies }),
  );
  expect(broken).toMatchObject([{ result: "unknown" }]);
  const inBlock = made(
    ...(["ecs.Service", "server"] as const),
    { networkConfiguration: { securityGroups: groups, subnets: [unknown] } },
    { networkConfiguration: [...dependencies, subnet] },
  );
  expect(judged(fromInternet, ...all, other, inBlock).broken).toMatchObject([{ result: "unknown" }]);
});

test("a member in a known group and the default one of a new VPC is in both", () => {
  const server = made(
    ...(["ec2.Instance", "server"] as const),
    { vpcSecurityGroupIds: ["sg-0000000e", unknown] },
    { vpcSecurityGroupIds: [earlier, vpc] },
  );
  expect(judged(fromInternet, ...all, server)).toMatchObject({
    broken: [{ result: "broken" }],
    notes: [],
  });
});

test("an unknown source of a rule isn't the known one of another rule", () => {
  const opens = (ingress: Inputs[], ...dependencies: AwsResource[]) =>
    reportOf(...all, made("ec2.SecurityGroup", "db", { ingress }, { ingress: dependencies }))
      .rules.filter(({ group }) => group === "db")
      .map(({ peer, ports }) => `${peer} ${ports.join()}`);
  const known = tcp(22, { securityGroups: ["sg-0000000e"] });
  for (const hidden of [unknown, secret]) {
    expect(opens([known, tcp(443, { securityGroups: [hidden] })], earlier, cluster)).toEqual([
      "earlier tcp/22",
      "unknown group tcp/443",
    ]);
  }
  const two = [tcp(22, { securityGroups: [unknown] }), tcp(443, { securityGroups: [secret] })];
  expect(opens(two, app)).toContain("unknown group tcp/22,tcp/443");
  // What else needs a VPC says nothing of its default group.
  const inVpc = [tcp(22, { securityGroups: [unknown] }), tcp(1, { cidrBlocks: ["10.0.0.0/16"] })];
  expect(opens(inVpc, cluster, vpc)).toContain("unknown group tcp/22");
});

test.each<[string, unknown, readonly AwsResource[]]>([
  ["a secret id of a known group", [secret], [earlier]],
  ["a secret list of a known group", secret, [earlier]],
  ["a secret id of a known group beside a new one", [unknown, secret], [app, earlier]],
])("a member with %s is in it, and in no other", (_, vpcSecurityGroupIds, dependencies) => {
  const server = made(
    ...(["ec2.Instance", "server"] as const),
    { vpcSecurityGroupIds },
    { vpcSecurityGroupIds: dependencies },
  );
  const { broken, notes } = judged(fromInternet, ...all, server);
  expect(broken).toEqual([]);
  expect(notes.join()).not.toContain("doesn't say all groups");
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
  ["inline, all of which are unknown", dbWith([tcp(1, { securityGroups: unknown })])],
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

test("two rules for one new group name no other than it or the default group of a VPC that they need", () => {
  const eachAlone = [tcp(1, { securityGroups: [unknown] }), tcp(2, { securityGroups: [unknown] })];
  const needing = (ingress: Inputs[], ...dependencies: AwsResource[]) =>
    reportOf(...all, made("ec2.SecurityGroup", "db", { ingress }, { ingress: dependencies }))
      .rules.filter(({ group }) => group === "db")
      .map(({ peer }) => peer);
  const office = tcp(22, { cidrBlocks: ["10.0.0.0/16"] });
  const both = ["app", "inDefault or app"];
  expect(needing([...eachAlone, office], app, vpc)).toEqual(["10.0.0.0/16", ...both]);
  expect(needing([tcp(1, { securityGroups: [unknown, unknown] })], app, vpc)).toEqual(both);
  // The most usual one.
  expect(needing([eachAlone[0]!, office], app, vpc)).toEqual(["10.0.0.0/16", "app"]);
  expect(needing(eachAlone, app, vpc, cluster)).toContain("unknown group");
  const server = made(
    ...(["ec2.Instance", "server"] as const),
    { vpcSecurityGroupIds: ["sg-0000000e"] },
    { vpcSecurityGroupIds: [earlier] },
  );
  const db = made(
    ...(["ec2.SecurityGroup", "db"] as const),
    { vpcId: "vpc-9", ingress: [...eachAlone, office], egress: [] },
    { ingress: [app, vpc] },
  );
  const reader = made(
    ...(["rds.Instance", "reader"] as const),
    { vpcSecurityGroupIds: [unknown] },
    { vpcSecurityGroupIds: [db] },
  );
  const never = "mustNotReach: [{ from: { instance: server }, to: { instance: reader* }, ports: tcp/1 }]";
  expect(judged(never, ...all, db, server, reader).broken).toEqual([]);
});

test("two rules for one new group name no other, if they depend on nothing else that is new", () => {
  const known = kept("ec2.Vpc", "main", "vpc-1", { cidrBlock: "10.0.0.0/16" });
  const ingress = [tcp(1, { securityGroups: [unknown] }), tcp(2, { securityGroups: [unknown] })];
  const others = ["ec2.Eip", "ec2.NatGateway", "ec2.KeyPair", "iam.Role", "kms.Key", "s3.Bucket"].map(
    (kind) => made(kind, "other", {}),
  );
  for (const dependencies of [[app], [app, subnet], [app, known], [app, ...others]]) {
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
const knownList = kept("ec2.ManagedPrefixList", "known", "pl-1", { entries: [{ cidr: "10.0.0.0/8" }] });

test.each<[string, unknown[], AwsResource[]]>([
  ["an unknown prefix list", ["pl-1", unknown], [knownList, thing]],
  ["a secret prefix list", ["pl-1", secret], [knownList]],
])("a rule for a known prefix list and %s may open to the world", (_, prefixListIds, ingress) => {
  const group = made("ec2.SecurityGroup", "web", { ingress: [tcp(22, { prefixListIds })] }, { ingress });
  expect(reportOf(knownList, thing, group).openToWorld).toBe(true);
});

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
