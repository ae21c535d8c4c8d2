import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { caller, client, out, target } from "../../../support/aws-caller";
import {
  type AwsResource,
  documentOf,
  type Inputs,
  kept,
  made,
  reachOf,
  reportOf,
  unknown,
} from "../../../support/aws-preview";

const open80 = { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] };

test.each(["SpotFleetRequest", "Fleet"])(
  "a %s is in the groups of its templates, and unknown ones are said",
  (kind) => {
    const specification = {
      launchTemplateSpecification: { [kind === "Fleet" ? "launchTemplateId" : "id"]: unknown },
    };
    const fleetOf = (...templates: AwsResource[]) =>
      made(
        `ec2.${kind}`,
        "fleet",
        { launchTemplateConfigs: [specification] },
        { launchTemplateConfigs: templates },
      );
    const template = (inputs: Inputs) =>
      made("ec2.LaunchTemplate", "template", inputs, { vpcSecurityGroupIds: [target] });
    const own = template({ vpcSecurityGroupIds: [unknown] });
    expect(reachOf(client, target, caller, own, fleetOf(own))).toEqual([`caller → fleet (${kind}): tcp/80`]);
    const foreign = reportOf(client, target, caller, fleetOf());
    expect(foreign.notes).toEqual([expect.stringContaining("doesn't say all groups of 1 resource")]);
    const bare = template({});
    const inDefault = made("ec2.DefaultSecurityGroup", "default", { ingress: [open80], egress: [out] });
    expect(reachOf(client, inDefault, caller, bare, fleetOf(bare))).toContain(
      `caller → fleet (${kind}): tcp/80`,
    );
  },
);

test("a template that the preview doesn't have hides the groups next to those of another", () => {
  const template = kept("ec2.LaunchTemplate", "own", "lt-1", { vpcSecurityGroupIds: ["sg-0000000f"] });
  const specification = { launchTemplateId: "lt-1" };
  const fleet = (id: string) =>
    kept("autoscaling.Group", "fleet", "fleet", {
      mixedInstancesPolicy: {
        launchTemplate: {
          ...{ launchTemplateSpecification: specification },
          overrides: [{ launchTemplateSpecification: { launchTemplateId: id } }],
        },
      },
    });
  const note = expect.stringContaining("doesn't say all groups of 1 resource") as string;
  const change = made("ec2.SecurityGroup", "other", { ingress: [open80] });
  expect(reportOf(template, fleet("lt-1"), change).notes).not.toContainEqual(note);
  expect(reportOf(template, fleet("lt-2"), change).notes).toContainEqual(note);
});

const inDefault = (vpc: string) =>
  kept(
    "ec2.DefaultSecurityGroup",
    `default-${vpc}`,
    `sg-0000001${vpc}`,
    { vpcId: `vpc-${vpc}` },
    {
      ...{ vpcId: `vpc-${vpc}`, ingress: [open80] },
    },
  );
const networks = ["a", "b"].flatMap((name) => [
  kept("ec2.Vpc", name, `vpc-${name}`, { cidrBlock: "10.20.0.0/16" }),
  kept("ec2.Subnet", name, `subnet-${name}`, { vpcId: `vpc-${name}`, cidrBlock: "10.20.0.0/24" }),
  inDefault(name),
]);
const web = kept("ec2.SecurityGroup", "web", "sg-0000000a", { vpcId: "vpc-a" });

test("each launch specification and each template without groups is in the default group, next to others", () => {
  const specified = kept("ec2.SpotFleetRequest", "fleet", "sfr-1", {
    launchSpecifications: [
      { vpcSecurityGroupIds: ["sg-0000000a"], subnetId: "subnet-a" },
      { subnetId: "subnet-b" },
    ],
  });
  expect(reportOf(...networks, web, specified).rules).toMatchObject([
    { group: "default-a", instances: [] },
    { group: "default-b", instances: ["fleet (SpotFleetRequest)"] },
  ]);
  const templates = [
    kept("ec2.LaunchTemplate", "own", "lt-1", { vpcSecurityGroupIds: ["sg-0000000a"] }),
    kept("ec2.LaunchTemplate", "bare", "lt-2", {}),
  ];
  const launched = kept("ec2.Fleet", "fleet", "fleet-1", {
    launchTemplateConfigs: ["lt-1", "lt-2"].map((launchTemplateId) => ({
      launchTemplateSpecification: { launchTemplateId },
      overrides: [{ subnetId: "subnet-b" }],
    })),
  });
  expect(reportOf(...networks, web, ...templates, launched).rules).toMatchObject([
    { group: "default-a", instances: [] },
    { group: "default-b", instances: ["fleet (Fleet)"] },
  ]);
});

test("the groups of an instance whose template names a network interface are unknown", () => {
  const template = kept("ec2.LaunchTemplate", "template", "lt-1", {
    networkInterfaces: [{ networkInterfaceId: "eni-9" }],
  });
  const server = kept("ec2.Instance", "server", "i-1", {
    ...{ subnetId: "subnet-b", launchTemplate: { id: "lt-1" } },
  });
  const { notes, rules } = reportOf(...networks, template, server);
  expect(notes).toEqual([expect.stringContaining("doesn't say all groups of 1 resource")]);
  expect(rules).toMatchObject([{ instances: [] }, { instances: [] }]);
});

const open = kept("ec2.SecurityGroup", "open", "sg-0000000b", { ingress: [open80] });
const closed = kept("ec2.SecurityGroup", "closed", "sg-0000000c", { ingress: [], egress: [out] });
function resultOf(to: string, ...resources: AwsResource[]): string {
  const assertions = readAssertions(`mustNotReach: [{ from: internet, to: ${to}, ports: tcp/80 }]`);
  const { text } = reportOn(documentOf([open, closed, ...resources]), { format: "json", assertions });
  return (JSON.parse(text) as Report).broken[0]?.result ?? "holds";
}

test("instances have the tags of their launch templates, unless they have others of the name", () => {
  const decoy = kept("ec2.Instance", "decoy", "i-9", {
    ...{ vpcSecurityGroupIds: ["sg-0000000c"], tags: { tier: "db" } },
  });
  const resultWith = (tagSpecifications: unknown, kind = "autoscaling.Group", own: Inputs = {}) =>
    resultOf(
      "{ tag: { tier: db } }",
      decoy,
      kept("ec2.LaunchTemplate", "lt", "lt-1", { vpcSecurityGroupIds: ["sg-0000000b"], tagSpecifications }),
      kept(kind, "it", "it-1", { launchTemplate: { id: "lt-1", version: "$Latest" }, ...own }),
    );
  const given = [{ resourceType: "instance", tags: { tier: "db" } }];
  expect(resultWith(given)).toBe("broken");
  expect(resultWith(given, "ec2.Instance")).toBe("broken");
  expect(resultWith(given, "autoscaling.Group", { tags: [{ key: "tier", value: "web" }] })).toBe("holds");
  expect(resultWith([{ resourceType: "volume", tags: { tier: "db" } }])).toBe("holds");
  for (const hidden of [unknown, [unknown], [{ ...given[0], tags: unknown }]]) {
    expect(resultWith(hidden)).toBe("unknown");
  }
});

test("a member that may launch an earlier version of a template may keep its groups", () => {
  const resultWith = (version: unknown, more: Inputs = {}) =>
    resultOf(
      "{ instance: it* }",
      kept(
        ...(["ec2.LaunchTemplate", "lt", "lt-1"] as const),
        { vpcSecurityGroupIds: ["sg-0000000b"] },
        { vpcSecurityGroupIds: ["sg-0000000c"], ...more },
      ),
      kept("autoscaling.Group", "it", "it-1", { launchTemplate: { id: "lt-1", version } }),
    );
  for (const version of [undefined, "$Default", "1"]) expect(resultWith(version)).toBe("unknown");
  for (const version of ["$Latest", unknown]) expect(resultWith(version)).toBe("holds");
  expect(resultWith("$Default", { updateDefaultVersion: true })).toBe("holds");
  expect(resultWith("1", { updateDefaultVersion: true })).toBe("unknown");
});

test("a template whose groups stay keeps its members in them, whatever else changes", () => {
  const resultWith = (old: Inputs, after: Inputs, version?: string) =>
    resultOf(
      "{ instance: it* }",
      kept("ec2.LaunchTemplate", "lt", "lt-1", old, after),
      kept("autoscaling.Group", "it", "it-1", { launchTemplate: { id: "lt-1", version } }),
    );
  const inClosed = { vpcSecurityGroupIds: ["sg-0000000c"] };
  const card = { networkInterfaces: [{ securityGroups: ["sg-0000000c"] }] };
  for (const version of [undefined, "$Default", "1", "$Latest"]) {
    for (const same of [inClosed, card]) {
      expect(resultWith({ ...same, imageId: "ami-1" }, { ...same, imageId: "ami-2" }, version)).toBe("holds");
      expect(resultWith(same, { ...same, tags: { commit: "1" } }, version)).toBe("holds");
    }
  }
  expect(resultWith(inClosed, card)).toBe("unknown");
  expect(resultWith({ vpcSecurityGroupIds: ["sg-0000000b"] }, { vpcSecurityGroupIds: [unknown] })).toBe(
    "unknown",
  );
});

test("each template of a member has a version of its own", () => {
  const template = (id: string, old: string, after: string) =>
    kept("ec2.LaunchTemplate", id, id, { vpcSecurityGroupIds: [old] }, { vpcSecurityGroupIds: [after] });
  const resultWith = (version: Inputs) =>
    resultOf(
      "{ instance: it* }",
      template("lt-1", "sg-0000000c", "sg-0000000c"),
      template("lt-2", "sg-0000000b", "sg-0000000c"),
      kept("autoscaling.Group", "it", "it-1", {
        mixedInstancesPolicy: {
          launchTemplate: {
            launchTemplateSpecification: { launchTemplateId: "lt-1", version: "$Latest" },
            overrides: [{ launchTemplateSpecification: { launchTemplateId: "lt-2", ...version } }],
          },
        },
      }),
    );
  expect(resultWith({})).toBe("unknown");
  expect(resultWith({ version: "$Latest" })).toBe("holds");
});

test("a member may keep the tags of an earlier version of its template", () => {
  const given = (tier: string) => ({
    vpcSecurityGroupIds: ["sg-0000000b"],
    tagSpecifications: [{ resourceType: "instance", tags: { tier } }],
  });
  const resultWith = (kind: string, version: string) =>
    resultOf(
      "{ tag: { tier: db } }",
      kept("ec2.Instance", "decoy", "i-9", {
        ...{ vpcSecurityGroupIds: ["sg-0000000c"], tags: { tier: "db" } },
      }),
      kept("ec2.LaunchTemplate", "lt", "lt-1", given("db"), given("web")),
      kept(kind, "it", "it-1", { launchTemplate: { id: "lt-1", version } }),
    );
  expect(resultWith("autoscaling.Group", "1")).toBe("unknown");
  expect(resultWith("ec2.Instance", "$Latest")).toBe("unknown");
  expect(resultWith("autoscaling.Group", "$Latest")).toBe("holds");
});

test("a template names groups of the default VPC", () => {
  const group = kept("ec2.SecurityGroup", "byName", "sg-0000000d", { name: "web", ingress: [open80] });
  const resultWith = (names: unknown) =>
    resultOf(
      "{ instance: it* }",
      ...[group, kept("ec2.DefaultSecurityGroup", "default", "sg-00000001", { ingress: [] })],
      kept("ec2.LaunchTemplate", "lt", "lt-1", { securityGroupNames: names }),
      kept("autoscaling.Group", "it", "it-1", { launchTemplate: { id: "lt-1", version: "$Latest" } }),
    );
  expect(resultWith(["web"])).toBe("broken");
  expect(resultWith(["elsewhere"])).toBe("unknown");
  expect(resultWith([unknown])).toBe("unknown");
  expect(resultWith([])).toBe("holds");
});

test("a new member that names each of its groups alone is in them, whatever else of it is new", () => {
  const group = (name: string) => made("ec2.SecurityGroup", name, { ingress: [], egress: [out] });
  const [first, second] = [group("first"), group("second")];
  const profile = made("iam.InstanceProfile", "profile", {});
  const subnet = made("ec2.Subnet", "subnet", { vpcId: "vpc-a", cidrBlock: "10.20.0.0/24" });
  const resultWith = (kind: string, property: string, inputs: unknown, ...groups: AwsResource[]) =>
    resultOf(
      "{ instance: it* }",
      ...[first, second, profile, subnet],
      made(kind, "it", { [property]: inputs }, { [property]: [...groups, profile, subnet] }),
    );
  const attributes = {
    ...{ emrManagedMasterSecurityGroup: unknown, emrManagedSlaveSecurityGroup: unknown },
    ...{ instanceProfile: unknown, subnetId: unknown },
  };
  expect(resultWith("emr.Cluster", "ec2Attributes", attributes, first, second)).toBe("holds");
  expect(resultWith("emr.Cluster", "ec2Attributes", attributes, first)).toBe("holds");
  const specification = {
    ...{ vpcSecurityGroupIds: [unknown], subnetId: unknown, iamInstanceProfileArn: unknown },
  };
  const two = [specification, specification];
  expect(resultWith("ec2.SpotFleetRequest", "launchSpecifications", two, first)).toBe("holds");
});
