import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { type AwsResource, documentOf, kept, made, reachIn, unknown } from "../../../support/aws-preview";

const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const provider = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:aws::${name}`;
const usual = "default_7_48_0";

/** A preview of these resources, each with the name of its provider. */
function previewOf(
  regions: Record<string, string | undefined>,
  resources: [provider: string, AwsResource][],
) {
  const document = JSON.parse(documentOf(resources.map(([, each]) => each))) as {
    steps: Record<"oldState" | "newState", object | undefined>[];
  };
  const steps = document.steps.map((step, index) => {
    const named = { provider: `${provider(resources[index]![0])}::0aff41d2` };
    const withProvider = (state?: object) => state && { ...state, ...named };
    return { ...step, oldState: withProvider(step.oldState), newState: withProvider(step.newState) };
  });
  const providers = Object.entries(regions).map(([name, region]) => {
    const state = {
      urn: provider(name),
      custom: true,
      id: "0aff41d2",
      type: "pulumi:providers:aws",
      inputs: { region },
    };
    return { op: "same", urn: state.urn, oldState: state, newState: state };
  });
  return JSON.stringify({ ...document, steps: [...providers, ...steps] });
}

const reportOf = (preview: string) => JSON.parse(reportOn(preview, { format: "json" }).text) as Report;

const regions = { [usual]: "us-east-1", west: "us-west-2" };

/** Who reaches whom of resources of the default provider. */
const reachOf = (...resources: AwsResource[]) =>
  reachIn(
    reportOf(
      previewOf(
        regions,
        resources.map((each) => [usual, each]),
      ),
    ),
  );

const server = (name: string, inputs: object) => kept("ec2.Instance", name, `i-${name}`, { ...inputs });
const open = { ingress: [{ ...ssh, self: true }], egress: [out] };

test("a default VPC is that of its region, by the provider or the argument", () => {
  const network = (name: string, region: object = {}) => [
    kept("ec2.DefaultVpc", name, `vpc-${name}`, { cidrBlock: "172.31.0.0/16", ...region }),
    kept("ec2.DefaultSecurityGroup", name, `sg-${name}`, { vpcId: `vpc-${name}`, ...open, ...region }),
    server(`a-${name}`, region),
    server(`b-${name}`, region),
  ];
  const within = ["east", "west"].map((name) => `a-${name}, b-${name} → a-${name}, b-${name}: tcp/22`);
  const apart = previewOf(regions, [
    ...network("east").map((each): [string, AwsResource] => [usual, each]),
    ...network("west").map((each): [string, AwsResource] => ["west", each]),
  ]);
  expect(reachIn(reportOf(apart))).toEqual(within);
  const both = [...network("east"), ...network("west", { region: "us-west-2" })];
  expect(reachOf(...both)).toEqual(within);
});

test("default groups that the program doesn't declare are those of their regions", () => {
  const rule = made("vpc.SecurityGroupIngressRule", "rule", {
    ...{
      securityGroupId: "sg-db",
      ipProtocol: "-1",
      referencedSecurityGroupId: "default group of the default VPC of us-east-1",
    },
  });
  const db = kept("ec2.SecurityGroup", "db", "sg-db", { egress: [] });
  const data = server("data", { vpcSecurityGroupIds: ["sg-db"] });
  const [east, west] = [server("east", {}), server("west", { region: "us-west-2" })];
  expect(reachOf(rule, db, data, east, west)).toEqual(["east → data: all traffic"]);
});

test("names of groups and of launch templates are those of the region", () => {
  const group = (name: string, port: number, region: object) =>
    kept("ec2.SecurityGroup", name, `sg-${name}`, {
      ...{ name: "web", egress: [out], ...region },
      ingress: [{ protocol: "tcp", fromPort: port, toPort: port, self: true }],
    });
  const west = { region: "us-west-2" };
  const groups = [group("east", 1, {}), group("west", 2, west)];
  const template = (name: string, region: object) =>
    kept("ec2.LaunchTemplate", name, `lt-${name}`, {
      ...{ name: "web", vpcSecurityGroupIds: [`sg-${name}`], ...region },
    });
  const templates = [template("east", {}), template("west", west)];
  const fleet = (name: string, region: object) =>
    kept("autoscaling.Group", name, `asg-${name}`, { launchTemplate: { name: "web" }, ...region });
  const instances = ["a", "b"].map((name) => server(name, { securityGroups: ["web"] }));
  expect(reachOf(...groups, ...templates, ...instances, fleet("fleet", west))).toEqual([
    "fleet (autoscaling.Group) → fleet (autoscaling.Group): tcp/2",
    "a, b → a, b: tcp/1",
  ]);
});

test("a name is that of a group in the default VPC", () => {
  const named = (name: string, vpcId: string, rules: object) =>
    kept("ec2.SecurityGroup", name, `sg-${name}`, { name: "web", vpcId, ...rules });
  const vpc = kept("ec2.DefaultVpc", "main", "vpc-default", {});
  const groups = [named("here", "vpc-default", open), named("own", "vpc-own", { egress: [] })];
  const instances = ["a", "b"].map((name) => server(name, { securityGroups: ["web"] }));
  const own = kept("ec2.DefaultSecurityGroup", "own", "sg-default", { vpcId: "vpc-default", ...open });
  const others = ["c", "d"].map((name) => server(name, { securityGroups: ["default"] }));
  expect(reachOf(vpc, ...groups, ...instances, own, ...others)).toEqual(
    ["a, b → a, b", "c, d → c, d"].map((row) => `${row}: tcp/22`),
  );
});

test("securityGroups of an instance may have ids, also those of a group that is replaced", () => {
  const group = { ...kept("ec2.SecurityGroup", "app", "sg-app", { ...open }), isReplaced: true };
  const instances = ["a", "b"].map((name) => ({
    ...server(name, { securityGroups: ["sg-app"] }),
    new: { securityGroups: [unknown] },
    dependencies: { securityGroups: [group] },
  }));
  const { rules, reach } = reportOf(documentOf([group, ...instances]));
  expect(rules).toEqual([]);
  expect(reach).toMatchObject([{ from: "a, b", to: "a, b", stays: ["tcp/22"] }]);
});

test("instances of a fleet are in the groups of its launch templates", () => {
  const group = kept("ec2.SecurityGroup", "app", "sg-app", open);
  const template = kept("ec2.LaunchTemplate", "web", "lt-web", { vpcSecurityGroupIds: ["sg-app"] });
  const fleet = (kind: string, key: string) =>
    kept(kind, kind, kind, {
      launchTemplateConfigs: [{ launchTemplateSpecification: { [key]: "lt-web", version: "1" } }],
    });
  const fleets = [fleet("ec2.Fleet", "launchTemplateId"), fleet("ec2.SpotFleetRequest", "id")];
  const names = "ec2.Fleet (Fleet), ec2.SpotFleetRequest (SpotFleetRequest)";
  expect(reachOf(group, template, ...fleets)).toEqual([`${names} → ${names}: tcp/22`]);
});

test.each<[string, Record<string, string | undefined>, string, Record<string, string>]>([
  ["of another provider of the same region", { [usual]: "us-east-1", p: "us-east-1" }, "p", {}],
  ["whose argument names the same region", { [usual]: "us-east-1" }, usual, { region: "us-east-1" }],
  [
    "of a provider, if no preview says the region of the default one",
    { [usual]: undefined, p: "us-east-1" },
    "p",
    {},
  ],
  ["of an unknown provider", { [usual]: "us-east-1" }, "p", {}],
])("an instance %s may be in the groups of the default provider", (_, regions, name, region) => {
  const ingress = [{ ...ssh, cidrBlocks: ["0.0.0.0/0"] }];
  const groups = [
    kept("ec2.SecurityGroup", "open", "sg-open", { name: "open", ingress }),
    kept("ec2.DefaultSecurityGroup", "own", "sg-own", { ingress }),
  ].map((each): [string, AwsResource] => [usual, each]);
  const named = made("ec2.Instance", "named", { securityGroups: ["open"], ...region });
  const plain = made("ec2.Instance", "plain", region);
  const preview = previewOf(regions, [...groups, [name, named], [name, plain]]);
  const { conditions } = reportOf(preview);
  expect(conditions).toEqual(["open-to-world"]);
});

test("a name that only another region has is that of nothing in the preview", () => {
  const west = { region: "us-west-2" };
  const group = kept("ec2.SecurityGroup", "open", "sg-open", { name: "web", ...open, ...west });
  const template = kept("ec2.LaunchTemplate", "web", "lt-web", {
    name: "web",
    vpcSecurityGroupIds: ["sg-open"],
    ...west,
  });
  const fleet = kept("autoscaling.Group", "fleet", "asg-fleet", { launchTemplate: { name: "web" } });
  expect(reachOf(group, template, fleet)).toEqual([]);
});

test("an unknown name is none of the groups with unknown names, but that of a dependency", () => {
  const group = (name: string, cidr: string) =>
    made("ec2.SecurityGroup", name, { name: unknown, ingress: [{ ...ssh, cidrBlocks: [cidr] }] });
  const groups = [group("odd", "10.0.0.0/8"), group("open", "0.0.0.0/0")];
  const instance = {
    ...made("ec2.Instance", "server", { securityGroups: [unknown] }),
    dependencies: { securityGroups: [groups[1]!] },
  };
  expect(reachOf(...groups, instance)).toEqual([
    "0.0.0.0/0 → server: tcp/22",
    "10.0.0.0/8 → odd (no instances): tcp/22",
  ]);
});
