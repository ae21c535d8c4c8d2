import {
  type AwsResource,
  kept,
  made,
  reachOf,
  reportOf,
  rulesOf,
  unknown,
} from "../../../support/aws-preview";

const port = (number: number, groups: number) => ({
  protocol: "tcp",
  fromPort: number,
  toPort: number,
  securityGroups: Array.from({ length: groups }, () => unknown),
});
const group = (name: string, inputs = {}, dependencies: AwsResource["dependencies"] = {}) =>
  made("ec2.SecurityGroup", name, inputs, dependencies);
const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
const [a, b] = [group("a", { egress: [out] }), group("b", { egress: [out] })];
const instance = (name: string, ...groups: AwsResource[]) =>
  made(
    "ec2.Instance",
    name,
    { subnetId: "subnet-1", vpcSecurityGroupIds: groups.map(() => unknown) },
    {
      vpcSecurityGroupIds: groups,
    },
  );

test("an unknown id is the only group that its argument depends on", () => {
  const db = group("db", { ingress: [port(5432, 1)] }, { ingress: [a] });
  const rule = made(
    "vpc.SecurityGroupEgressRule",
    "out",
    { securityGroupId: unknown, referencedSecurityGroupId: unknown, ipProtocol: "-1" },
    { securityGroupId: [db], referencedSecurityGroupId: [b] },
  );
  expect(rulesOf(a, b, db, rule)).toEqual([
    "+ db: tcp/5432 from a",
    "+ a: all traffic to 0.0.0.0/0",
    "+ b: all traffic to 0.0.0.0/0",
    "+ db: all traffic to b",
  ]);
  expect(reachOf(a, b, db, rule, instance("server", a), instance("data", db, b))).toEqual([
    "server → data: tcp/5432",
  ]);
});

test("several unknown ids of one rule are all groups that it depends on", () => {
  expect(rulesOf(a, b, group("db", { ingress: [port(5432, 2)] }, { ingress: [a, b] }))).toEqual(
    expect.arrayContaining(["+ db: tcp/5432 from a", "+ db: tcp/5432 from b"]),
  );
});

test("unknown ids of two rules may be either group, and the report says so", () => {
  const db = group("db", { ingress: [port(1, 1), port(2, 1)] }, { ingress: [a, b] });
  expect(rulesOf(a, b, db)).toEqual(expect.arrayContaining(["+ db: tcp/1-2 from a or b"]));
  expect(reachOf(a, b, db, instance("server", a), instance("data", db))).toEqual([
    "server → data: tcp/1-2",
    "b (no instances) → data: tcp/1-2",
  ]);
});

test("a group whose id is known is none of the unknown ones", () => {
  const known = kept("ec2.SecurityGroup", "known", "sg-0000000c", {});
  const db = group(
    "db",
    { ingress: [port(1, 1), { ...port(2, 0), securityGroups: ["sg-0000000c"] }] },
    { ingress: [known, a] },
  );
  expect(rulesOf(a, known, db)).toEqual(
    expect.arrayContaining(["+ db: tcp/1 from a", "+ db: tcp/2 from known"]),
  );
});

test("an id that nothing resolves is an unknown source, but a group is never the world", () => {
  const db = group("db", { ingress: [port(1, 1)] });
  expect(rulesOf(db)).toEqual(["+ db: tcp/1 from unknown group"]);
  expect(reportOf(db).rules).toMatchObject([{ peerKind: "unknown", openToWorld: false }]);
});

test.each([
  ["range", { protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: [unknown] }, "tcp/1"],
  ["list of ranges", { protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: unknown }, "tcp/1"],
  ["prefix list", { protocol: "tcp", fromPort: 1, toPort: 1, prefixListIds: [unknown] }, "tcp/1"],
  ["rule", unknown, "all traffic"],
])("an unknown %s may open to the world", (_, rule, ports) => {
  expect(rulesOf(group("db", { ingress: [rule] }))).toEqual([`+ db: ${ports} from unknown (world)`]);
});

test("unknown rules of a group close nothing", () => {
  const rule = { protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["10.0.0.0/8"] };
  const db = kept("ec2.SecurityGroup", "db", "sg-0000000a", { ingress: [rule] }, { ingress: unknown });
  expect(rulesOf(db)).toEqual(["+ db: all traffic from unknown (world)"]);
  const either = kept(
    "ec2.SecurityGroup",
    "db",
    "sg-0000000a",
    { ingress: [{ ...port(1, 0), securityGroups: ["sg-0000000b"] }] },
    { ingress: [port(1, 1), port(1, 1)] },
  );
  const replaced = { ...kept("ec2.SecurityGroup", "app", "sg-0000000b", {}), isReplaced: true };
  expect(rulesOf({ ...either, dependencies: { ingress: [replaced, a] } }, replaced, a)).toEqual([
    "+ db: tcp/1 from a or app",
    "+ a: all traffic to 0.0.0.0/0",
  ]);
});

test("a group that is replaced is the same group, with its rules and its members", () => {
  const app = {
    ...kept("ec2.SecurityGroup", "app", "sg-0000000b", { egress: [out] }, { egress: [out], name: "other" }),
    isReplaced: true,
  };
  const ingress = { protocol: "tcp", fromPort: 1, toPort: 1 };
  const db = {
    ...kept(
      "ec2.SecurityGroup",
      "db",
      "sg-0000000a",
      { ingress: [{ ...ingress, securityGroups: ["sg-0000000b"] }] },
      { ingress: [{ ...ingress, securityGroups: [unknown] }] },
    ),
    dependencies: { ingress: [app] },
  };
  const server = {
    ...kept(
      "ec2.Instance",
      "server",
      "i-1",
      { vpcSecurityGroupIds: ["sg-0000000b"] },
      { vpcSecurityGroupIds: [unknown] },
    ),
    dependencies: { vpcSecurityGroupIds: [app] },
  };
  const data = kept("ec2.Instance", "data", "i-2", { vpcSecurityGroupIds: ["sg-0000000a"] });
  expect(rulesOf(app, db, server, data)).toEqual([]);
  expect(reportOf(app, db, server, data).reach).toEqual([
    { from: "server", to: "data", opens: [], closes: [], stays: ["tcp/1"], fromWorld: false },
  ]);
});

test("a rule of a group that nothing resolves is listed by its own name", () => {
  const rule = made("vpc.SecurityGroupIngressRule", "late", {
    securityGroupId: unknown,
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "-1",
  });
  expect(reportOf(rule).rules).toMatchObject([
    { group: "late", isUnknownGroup: true, openToWorld: true, instances: [] },
  ]);
});

test("members whose groups nothing resolves lose nothing for sure", () => {
  const rule = { protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["0.0.0.0/0"] };
  const web = kept("ec2.SecurityGroup", "web", "sg-0000000a", { ingress: [rule], egress: [out] });
  const server = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-0000000a"] });
  const other = { ...server, name: "other", id: "i-2" };
  const closedBy = (ids: string[]) =>
    reportOf(web, other, { ...server, new: { vpcSecurityGroupIds: ids } }).reach.flatMap(({ to, closes }) =>
      closes.length > 0 ? to : [],
    );
  expect(closedBy([unknown])).toEqual([]);
  expect(closedBy(["sg-0000000f"])).toEqual(["server", "server"]);
});

test("members in groups that nothing resolves get a note", () => {
  const server = { ...instance("server", a), dependencies: {} };
  const { notes } = reportOf(a, server);
  expect(notes).toEqual([
    'This preview doesn\'t say all groups of 1 resource. The document of "pulumi preview --json --show-sames" says more than the events.',
  ]);
});
