import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { out } from "../../../support/aws-caller";
import { type AwsResource, documentOf, type Inputs, kept, made, unknown } from "../../../support/aws-preview";

const open22 = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
const open = made("ec2.SecurityGroup", "open", { vpcId: "vpc-1", egress: [out], ingress: [open22] });
const template = (inputs: Inputs) =>
  made("ec2.LaunchTemplate", "template", inputs, { networkInterfaces: [open] });
const card = made("ec2.NetworkInterface", "card", { securityGroups: [unknown] }, { securityGroups: [open] });
const inDefault = { vpcId: "vpc-1", ingress: [], egress: [] };
const network = [
  kept("ec2.Vpc", "net", "vpc-1", { cidrBlock: "10.0.0.0/16" }),
  kept("ec2.Subnet", "front", "subnet-1", { vpcId: "vpc-1", cidrBlock: "10.0.1.0/24" }),
  kept("ec2.DefaultSecurityGroup", "inDefault", "sg-d", inDefault),
  kept("ec2.Instance", "decoy", "i-9", { vpcSecurityGroupIds: ["sg-d"], tags: { tier: "web" } }),
];
const assertions = readAssertions(
  "mustNotReach: [{ from: internet, to: { tag: { tier: web } }, ports: tcp/22 }]",
);

const subnets = { vpcZoneIdentifiers: ["subnet-1"] };
/** Members, and what their unknown blocks depend on. */
const members: [string, string, (hidden: unknown) => Inputs, AwsResource[]][] = [
  [
    "launch template",
    "autoscaling.Group",
    (launchTemplate) => ({ launchTemplate, ...subnets }),
    [template({})],
  ],
  [
    "template of a mixed policy",
    "autoscaling.Group",
    (launchTemplate) => ({ mixedInstancesPolicy: { launchTemplate }, ...subnets }),
    [template({})],
  ],
  [
    "specification of a template",
    "autoscaling.Group",
    (launchTemplateSpecification) => ({
      ...{ mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification } }, ...subnets },
    }),
    [template({})],
  ],
  [
    "launch template",
    "ec2.Instance",
    (launchTemplate) => ({ launchTemplate, subnetId: "subnet-1" }),
    [template({})],
  ],
  ["list of templates", "ec2.Fleet", (launchTemplateConfigs) => ({ launchTemplateConfigs }), [template({})]],
  ["list of network interfaces", "ec2.Instance", (networkInterfaces) => ({ networkInterfaces }), [card]],
  ["network interface", "ec2.Instance", (primaryNetworkInterface) => ({ primaryNetworkInterface }), [card]],
  ["network", "ecs.Service", (networkConfiguration) => ({ networkConfiguration }), [open]],
  ["VPC", "lambda.Function", (vpcConfig) => ({ vpcConfig }), [open]],
  ["VPC", "eks.Cluster", (vpcConfig) => ({ vpcConfig }), [open]],
];

describe.each([
  ["unknown", unknown],
  ["secret", "[secret]"],
])("a block that is %s", (_, hidden) => {
  test.each(members)("the %s of an %s hides its groups", (_block, kind, inputs, dependencies) => {
    const own = { ...inputs(hidden), tags: { tier: "web" } };
    const on = Object.fromEntries(Object.keys(own).map((name) => [name, dependencies]));
    expectHidden(...dependencies, made(kind, "it", own, on));
  });

  test("the network interfaces of a launch template hide its groups", () => {
    const launched = { launchTemplate: { id: unknown }, ...subnets, tags: [{ key: "tier", value: "web" }] };
    const own = template({ networkInterfaces: hidden });
    expectHidden(own, made("autoscaling.Group", "it", launched, { launchTemplate: [own] }));
  });
});

function expectHidden(...resources: AwsResource[]): void {
  const document = documentOf([...new Set([...network, open, ...resources])]);
  const { text } = reportOn(document, { format: "json", assertions });
  const { broken, notes } = JSON.parse(text) as Report;
  expect(broken).toMatchObject([{ result: "unknown" }]);
  expect(notes).toContainEqual(expect.stringContaining("doesn't say all groups of 1 resource"));
}
