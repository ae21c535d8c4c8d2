import {
  type AwsResource,
  kept,
  made,
  reachOf,
  reportOf,
  rulesOf,
  unknown,
} from "../../../support/aws-preview";

const port = (inputs: object) => ({ protocol: "tcp", fromPort: 22, toPort: 22, ...inputs });
const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };

test("an entry of a list that the program doesn't declare is not all of the list", () => {
  const group = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [port({ prefixListIds: ["pl-out"] })] });
  const entry = made("ec2.ManagedPrefixListEntry", "entry", { prefixListId: "pl-out", cidr: "10.1.0.0/16" });
  expect(rulesOf(group, entry)).toEqual(["+ web: tcp/22 from pl-out"]);
});

const groupIn = (name: string, id: string, vpcId: string, ingress: object[] = []) =>
  kept("ec2.SecurityGroup", name, id, { vpcId, ingress, egress: [out] });
const vpc = (name: string, id: string) => kept("ec2.Vpc", name, id, { cidrBlock: "10.0.0.0/16" });

test("two VPCs are apart only if the program declares both", () => {
  const resources = [
    groupIn("a", "sg-a", "vpc-a"),
    groupIn("b", "sg-b", "vpc-b", [port({ securityGroups: ["sg-a"] })]),
    kept("ec2.Instance", "client", "i-1", { vpcSecurityGroupIds: ["sg-a"] }),
    kept("ec2.Instance", "server", "i-2", { vpcSecurityGroupIds: ["sg-b"] }),
  ];
  const reached = ["client → server: tcp/22"];
  expect(reachOf(...resources)).toEqual(reached);
  expect(reachOf(...resources, vpc("a", "vpc-a"))).toEqual(reached);
  expect(reachOf(...resources, vpc("a", "vpc-a"), vpc("b", "vpc-b"))).toEqual([]);
});

const cluster = groupIn("cluster", "sg-a", "vpc-a", [port({ self: true })]);
const template = kept("ec2.LaunchTemplate", "template", "lt-1", { vpcSecurityGroupIds: ["sg-a"] });

test("what may be several machines reaches itself, and one machine doesn't", () => {
  const fleet = kept("autoscaling.Group", "fleet", "asg-1", { launchTemplate: { id: "lt-1" } });
  expect(reachOf(cluster, template, fleet)).toEqual([
    "fleet (autoscaling.Group) → fleet (autoscaling.Group): tcp/22",
  ]);
  expect(reachOf(cluster, kept("ec2.Instance", "one", "i-1", { vpcSecurityGroupIds: ["sg-a"] }))).toEqual([]);
});

test("an unknown id that may be one of two groups is neither for sure", () => {
  const news = ["a", "b"].map((name) => made("ec2.SecurityGroup", name, { egress: [out] }));
  const db = kept("ec2.SecurityGroup", "db", "sg-db", { ingress: [], egress: [out] });
  const allow = news.map((group) =>
    made(
      "vpc.SecurityGroupIngressRule",
      `from-${group.name}`,
      { securityGroupId: "sg-db", ipProtocol: "-1", referencedSecurityGroupId: unknown },
      { referencedSecurityGroupId: [group] },
    ),
  );
  const data = kept("ec2.Instance", "data", "i-1", { vpcSecurityGroupIds: ["sg-db"] });
  const client = (count: number): AwsResource =>
    made(
      "ec2.Instance",
      "client",
      { vpcSecurityGroupIds: Array.from({ length: count }, () => unknown) },
      { vpcSecurityGroupIds: news },
    );
  const rowsOf = (count: number) =>
    reachOf(...news, db, ...allow, data, client(count)).filter((row) => row.startsWith("client"));
  expect(rowsOf(2)).toEqual(["client → data: all traffic"]);
  expect(rowsOf(1)).toEqual([]);
});

test("an association of a group with a VPC isn't in the group", () => {
  const association = made("vpc.SecurityGroupVpcAssociation", "other", {
    ...{ securityGroupId: "sg-a", vpcId: "vpc-b" },
  });
  const world = made("vpc.SecurityGroupIngressRule", "world", {
    ...{ securityGroupId: "sg-a", ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
  });
  expect(reachOf(cluster, association, world)).toEqual(["0.0.0.0/0 → cluster (no instances): all traffic"]);
});

test("more than twenty sources that reach a target alike are one row, and fewer have a row each", () => {
  const group = (name: string, ingress: object[]) =>
    kept("ec2.SecurityGroup", name, `sg-${name}`, {
      ingress,
      egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    });
  const port = { protocol: "tcp", fromPort: 443, toPort: 443 };
  const web = group("web", [
    { ...port, cidrBlocks: ["0.0.0.0/0"] },
    { ...port, fromPort: 22, toPort: 22, securityGroups: ["sg-02"] },
  ]);
  const groups = (count: number) =>
    Array.from({ length: count }, (_, index) => group(String(index).padStart(2, "0"), []));
  const members = (all: AwsResource[]) =>
    all.map(({ name, id }) => kept("ec2.Instance", `m-${name}`, `i-${name}`, { vpcSecurityGroupIds: [id] }));
  const rows = (count: number) => {
    const all = [web, ...groups(count)];
    return reachOf(...all, ...members(all));
  };
  expect(rows(22)).toEqual([
    "0.0.0.0/0 → m-web: tcp/443",
    "m-00, m-01, m-03 and 18 more → m-web: tcp/443",
    "m-02 → m-web: tcp/22, tcp/443",
  ]);
  expect(rows(21)).toHaveLength(22);
});

test("an instance without groups stays in the default one if another interface is attached to it", () => {
  const own = kept("ec2.DefaultSecurityGroup", "own", "sg-own", { vpcId: "vpc-1" });
  const more = kept("ec2.SecurityGroup", "more", "sg-more", { vpcId: "vpc-1" });
  const rule = { protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["10.0.0.0/8"] };
  const opened = [own, more].map((group) => ({ ...group, new: { vpcId: "vpc-1", ingress: [rule] } }));
  const subnet = kept("ec2.Subnet", "front", "subnet-1", { vpcId: "vpc-1" });
  const server = kept("ec2.Instance", "server", "i-1", { subnetId: "subnet-1" });
  const card = kept("ec2.NetworkInterface", "card", "eni-1", {
    ...{ subnetId: "subnet-1", securityGroups: ["sg-more"] },
  });
  const attachment = kept("ec2.NetworkInterfaceAttachment", "second", "attach-1", {
    ...{ instanceId: "i-1", networkInterfaceId: "eni-1" },
  });
  const membersIn = (...resources: AwsResource[]) =>
    reportOf(vpc("one", "vpc-1"), subnet, ...opened, card, ...resources).rules.map(({ group, instances }) => [
      group,
      instances,
    ]);
  expect(membersIn(server, attachment)).toEqual([
    ["more", ["server"]],
    ["own", ["server"]],
  ]);
  const replaced = { ...server.new, networkInterfaces: [{ networkInterfaceId: "eni-1", deviceIndex: 0 }] };
  expect(membersIn({ ...server, old: replaced, new: replaced })).toEqual([
    ["more", ["server"]],
    ["own", []],
  ]);
});
