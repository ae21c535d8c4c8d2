import { caller, client, out, target } from "../../../support/aws-caller";
import {
  type AwsResource,
  type Inputs,
  kept,
  made,
  reachOf,
  reportOf,
  unknown,
} from "../../../support/aws-preview";

const named = (kind: string, inputs: Inputs, dependencies: AwsResource["dependencies"]) =>
  made(kind, "it", inputs, dependencies);

test.each<[string, string, AwsResource[]]>([
  [
    "an instance by ids",
    "it",
    [named("ec2.Instance", { vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: [target] })],
  ],
  [
    "a spot request",
    "it",
    [named("ec2.SpotInstanceRequest", { vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: [target] })],
  ],
  [
    "a load balancer",
    "it (lb.LoadBalancer)",
    [named("lb.LoadBalancer", { securityGroups: [unknown] }, { securityGroups: [target] })],
  ],
  [
    "a load balancer of an older type",
    "it (alb.LoadBalancer)",
    [named("alb.LoadBalancer", { securityGroups: [unknown] }, { securityGroups: [target] })],
  ],
  [
    "a database",
    "it (rds.Instance)",
    [named("rds.Instance", { vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: [target] })],
  ],
  [
    "a service",
    "it (ecs.Service)",
    [
      named(
        "ecs.Service",
        { networkConfiguration: { securityGroups: [unknown], subnets: [unknown] } },
        { networkConfiguration: [target] },
      ),
    ],
  ],
  [
    "a function",
    "it (lambda.Function)",
    [
      named(
        "lambda.Function",
        { vpcConfig: { securityGroupIds: [unknown], subnetIds: ["subnet-1"] } },
        { vpcConfig: [target] },
      ),
    ],
  ],
  [
    "any other resource that names groups",
    "it (efs.MountTarget)",
    [named("efs.MountTarget", { securityGroups: [unknown] }, { securityGroups: [target] })],
  ],
  [
    "a cluster of EMR",
    "it (emr.Cluster)",
    [
      named(
        "emr.Cluster",
        { ec2Attributes: { emrManagedMasterSecurityGroup: unknown, instanceProfile: "emr" } },
        { ec2Attributes: [target] },
      ),
    ],
  ],
  [
    "a network interface",
    "it (NetworkInterface)",
    [named("ec2.NetworkInterface", { securityGroups: [unknown] }, { securityGroups: [target] })],
  ],
])("%s is in its groups", (_, name, resources) => {
  expect(reachOf(client, target, caller, ...resources)).toEqual([`caller → ${name}: tcp/80`]);
});

test("an instance is in the groups of its network interfaces", () => {
  const card = made(
    "ec2.NetworkInterface",
    "card",
    { subnetId: "subnet-1", securityGroups: [unknown] },
    { securityGroups: [target] },
  );
  const block = { networkInterfaceId: unknown };
  const expected = ["caller → it: tcp/80"];
  for (const property of ["networkInterfaces", "primaryNetworkInterface"]) {
    const inputs = { [property]: property === "networkInterfaces" ? [block] : block };
    expect(
      reachOf(client, target, caller, card, named("ec2.Instance", inputs, { [property]: [card] })),
    ).toEqual(expected);
  }
  const bare = named("ec2.Instance", { vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: [client] });
  const attachment = made(
    "ec2.NetworkInterfaceAttachment",
    "second",
    { instanceId: unknown, networkInterfaceId: unknown },
    { instanceId: [bare], networkInterfaceId: [card] },
  );
  expect(reachOf(client, target, caller, card, bare, attachment)).toEqual(expected);
  const attached = {
    ...card,
    new: { ...card.new, attachments: [{ instance: unknown, deviceIndex: 1 }] },
    dependencies: { ...card.dependencies, attachments: [bare] },
  };
  expect(reachOf(client, target, caller, attached, bare)).toEqual(expected);
});

test("an attachment adds a group to an instance, by the id of its network interface", () => {
  const attachment = (networkInterfaceId: string, dependencies: AwsResource[]) =>
    made(
      "ec2.NetworkInterfaceSecurityGroupAttachment",
      "more",
      { securityGroupId: unknown, networkInterfaceId },
      { securityGroupId: [target], networkInterfaceId: dependencies },
    );
  const first = named("ec2.Instance", { vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: [client] });
  expect(reachOf(client, target, caller, first, attachment(unknown, [first]))).toEqual([
    "caller → it: tcp/80",
  ]);
  const second = {
    ...kept("ec2.Instance", "it", "i-1", { vpcSecurityGroupIds: ["sg-0000000f"] }),
    outputs: { primaryNetworkInterfaceId: "eni-1" },
  };
  expect(reachOf(client, target, caller, second, attachment("eni-1", []))).toEqual(
    expect.arrayContaining(["caller → it: tcp/80"]),
  );
});

test("instances and auto scaling groups are in the groups of their launch templates", () => {
  const template = made(
    "ec2.LaunchTemplate",
    "template",
    { name: "web", networkInterfaces: [{ securityGroups: [unknown] }] },
    { networkInterfaces: [target] },
  );
  const inMixed = { launchTemplate: { launchTemplateSpecification: { launchTemplateId: unknown } } };
  const inOverride = { launchTemplate: { overrides: [inMixed.launchTemplate] } };
  for (const [inputs, dependencies] of [
    [{ launchTemplate: { id: unknown } }, { launchTemplate: [template] }],
    [{ launchTemplate: { name: "web" } }, {}],
    [{ mixedInstancesPolicy: inMixed }, { mixedInstancesPolicy: [template] }],
    [{ mixedInstancesPolicy: inOverride }, { mixedInstancesPolicy: [template] }],
  ] as const) {
    expect(
      reachOf(client, target, caller, template, made("autoscaling.Group", "fleet", inputs, dependencies)),
    ).toEqual(["caller → fleet (autoscaling.Group): tcp/80"]);
    expect(
      reachOf(client, target, caller, template, made("ec2.Instance", "it", inputs, dependencies)),
    ).toEqual(["caller → it: tcp/80"]);
  }
  const configuration = made(
    "ec2.LaunchConfiguration",
    "old",
    { securityGroups: [unknown] },
    { securityGroups: [target] },
  );
  const fleet = made(
    "autoscaling.Group",
    "fleet",
    { launchConfiguration: unknown },
    { launchConfiguration: [configuration] },
  );
  expect(reachOf(client, target, caller, configuration, fleet)).toEqual([
    "caller → fleet (autoscaling.Group): tcp/80",
  ]);
});

test("the groups of a launch template that the preview doesn't have or say are unknown", () => {
  const note = [expect.stringContaining("doesn't say all groups of 1 resource")];
  for (const inputs of [
    { launchTemplate: { id: unknown } },
    { launchTemplate: { id: "lt-elsewhere" } },
    { launchConfiguration: unknown },
  ]) {
    const fleet = made("autoscaling.Group", "fleet", { vpcZoneIdentifiers: ["subnet-1"], ...inputs });
    const { reach, notes } = reportOf(client, target, caller, fleet);
    expect(reach.map(({ to }) => to)).toEqual(["target (no instances)"]);
    expect(notes).toEqual(note);
  }
});

test("an instance without groups is in the default group of its VPC", () => {
  const vpc = made("ec2.Vpc", "main", { cidrBlock: "10.20.0.0/16" });
  const subnet = made("ec2.Subnet", "front", { vpcId: unknown, cidrBlock: "10.20.0.0/24" }, { vpcId: [vpc] });
  const server = made("ec2.Instance", "server", { subnetId: unknown }, { subnetId: [subnet] });
  const data = made("ec2.SecurityGroup", "data", { vpcId: unknown }, { vpcId: [vpc] });
  const rule = made(
    "vpc.SecurityGroupIngressRule",
    "rule",
    { securityGroupId: unknown, referencedSecurityGroupId: unknown, ipProtocol: "6", fromPort: 1, toPort: 1 },
    { securityGroupId: [data], referencedSecurityGroupId: [vpc] },
  );
  const db = made("rds.Instance", "db", { vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: [data] });
  const report = reportOf(vpc, subnet, server, data, rule, db);
  expect(report.rules).toMatchObject([{ group: "data", peer: "default group of main", openToWorld: false }]);
  expect(report.reach).toMatchObject([{ from: "server", to: "db (rds.Instance)", opens: ["tcp/1"] }]);
  expect(report.notes).toEqual([
    "This preview doesn't have the rules of 1 group with members. The report counts their egress as open, and leaves out what they let in.",
  ]);

  const declared = made("ec2.DefaultSecurityGroup", "own", { vpcId: unknown }, { vpcId: [vpc] });
  const closed = reportOf(vpc, subnet, server, data, rule, db, declared);
  expect(closed.rules).toMatchObject([{ group: "data", peer: "own" }]);
  expect([closed.reach, closed.notes]).toEqual([[], []]);
});

test("a stack whose only instance is in a default group has nothing to report on it", () => {
  expect(reportOf(made("ec2.Instance", "server", { ami: "ami-1" }))).toMatchObject({
    rules: [],
    reach: [],
    notes: [],
  });
});

test("names of groups in securityGroups of an instance are those of the program", () => {
  const group = kept("ec2.SecurityGroup", "app", "sg-0000000a", { name: "app-group", egress: [out] });
  const server = kept("ec2.Instance", "server", "i-1", { securityGroups: ["app-group"] });
  const db = kept(
    "ec2.SecurityGroup",
    "db",
    "sg-0000000b",
    {},
    { ingress: [{ protocol: "udp", fromPort: 1, toPort: 2, securityGroups: ["sg-0000000a"] }] },
  );
  const data = kept("rds.Cluster", "data", "data", { vpcSecurityGroupIds: ["sg-0000000b"] });
  expect(reachOf(group, server, db, data)).toEqual(["server → data (rds.Cluster): udp/1-2"]);
});

test("a range of a VPC covers the members in its subnets", () => {
  const vpc = kept("ec2.Vpc", "main", "vpc-1", { cidrBlock: "10.20.0.0/16" });
  const subnet = (name: string, cidrBlock: string) =>
    kept("ec2.Subnet", name, `subnet-${name}`, { vpcId: "vpc-1", cidrBlock });
  const group = kept(
    "ec2.SecurityGroup",
    "web",
    "sg-0000000a",
    { vpcId: "vpc-1", egress: [out] },
    {
      vpcId: "vpc-1",
      egress: [out],
      ingress: [{ protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["10.20.0.0/24"] }],
    },
  );
  const server = (name: string) =>
    kept("ec2.Instance", name, `i-${name}`, {
      subnetId: `subnet-${name}`,
      vpcSecurityGroupIds: ["sg-0000000a"],
    });
  const resources = [vpc, subnet("in", "10.20.0.0/25"), subnet("out", "10.20.1.0/24"), group];
  expect(reachOf(...resources, server("in"), server("out"))).toEqual([
    "10.20.0.0/24 → in: tcp/1",
    "10.20.0.0/24 → out: tcp/1",
    "in → out: tcp/1",
  ]);
});

test("a member without groups in its arguments is in those that AWS gave it", () => {
  const db = kept(
    "ec2.DefaultSecurityGroup",
    "db",
    "sg-0000000d",
    { vpcId: "vpc-1" },
    { vpcId: "vpc-1", ingress: [{ protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["0.0.0.0/0"] }] },
  );
  for (const [kind, outputs] of [
    ["rds.Instance", { vpcSecurityGroupIds: ["sg-0000000d"] }],
    ["lb.LoadBalancer", { securityGroups: ["sg-0000000d"] }],
    ["ec2.Instance", { vpcSecurityGroupIds: ["sg-0000000d"] }],
  ] as const) {
    const member = { ...kept(kind, "it", "id-1", {}), outputs };
    const { rules } = reportOf(db, member);
    expect(rules).toMatchObject([{ group: "db", instances: [expect.stringContaining("it")] }]);
  }
});
