import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { ssh } from "../../../support/aws-assertion";
import {
  type AwsResource,
  documentOf,
  type Inputs,
  kept,
  reachIn,
  urnOf,
} from "../../../support/aws-preview";

const opening = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [] }, { ingress: [ssh] });

/** The report if the program reads some of the resources, whose values are outputs. */
function reportWith(read: AwsResource[], ...own: AwsResource[]): Report {
  const document = JSON.parse(documentOf(own)) as { steps: object[] };
  const steps = read.map(({ id, new: outputs = {}, ...resource }) => {
    const state = { id, inputs: {}, outputs, external: true };
    return { op: "read", urn: urnOf(resource), oldState: state, newState: state };
  });
  document.steps.unshift(...steps);
  return JSON.parse(reportOn(JSON.stringify(document), { format: "json" }).text) as Report;
}
const cutOff = (read: AwsResource[], ...own: AwsResource[]) =>
  reportWith(read, opening, ...own).rules[0]?.cutOff ?? [];

const subnet = (inputs: Inputs = {}) =>
  kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a", cidrBlock: "10.0.1.0/24", ...inputs });
const server = kept("ec2.Instance", "server", "i-1", { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-a"] });

test("a subnet that is read gives the addresses that it says", () => {
  expect(cutOff([subnet({ mapPublicIpOnLaunch: true })], server)).toEqual([]);
  expect(cutOff([subnet({ mapPublicIpOnLaunch: false })], server)).toEqual(["server"]);
});

test("a database that is read has the address that it says", () => {
  const database = (publiclyAccessible: boolean) =>
    kept("rds.Instance", "db", "db", { publiclyAccessible, vpcSecurityGroupIds: ["sg-a"] });
  expect(cutOff([database(true)])).toEqual([]);
  expect(cutOff([database(false)])).toEqual(["db (rds.Instance)"]);
});

test("a VPC or a subnet that is read may have a route table elsewhere", () => {
  const vpc = kept("ec2.Vpc", "vpc", "vpc-a", { cidrBlock: "10.0.0.0/16" });
  const open = subnet({ mapPublicIpOnLaunch: true });
  expect(cutOff([], vpc, open, server)).toEqual(["server"]);
  expect(cutOff([vpc], open, server)).toEqual([]);
  expect(cutOff([open], vpc, server)).toEqual([]);
});

test("what is launched by a template that is read is in its groups", () => {
  const template = kept("ec2.LaunchTemplate", "lt", "lt-1", { vpcSecurityGroupIds: ["sg-a"] });
  const fleet = kept("autoscaling.Group", "fleet", "fleet", { launchTemplate: { id: "lt-1" } });
  expect(reportWith([template], opening, fleet).rules).toMatchObject([
    { group: "web", instances: ["fleet (autoscaling.Group)"] },
  ]);
});

test("a VPC that is read may be joined with another elsewhere", () => {
  const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
  const vpcs = ["a", "b"].map((name) => kept("ec2.Vpc", name, `vpc-${name}`, { cidrBlock: "10.0.0.0/16" }));
  const members = ["a", "b"].flatMap((name) => [
    kept("ec2.SecurityGroup", name, `sg-${name}`, { vpcId: `vpc-${name}`, ingress: [ssh], egress: [out] }),
    kept("ec2.Instance", name, `i-${name}`, { vpcSecurityGroupIds: [`sg-${name}`] }),
  ]);
  const world = ["0.0.0.0/0 → a: tcp/22", "0.0.0.0/0 → b: tcp/22"];
  expect(reachIn(reportWith([], ...vpcs, ...members))).toEqual(world);
  expect(reachIn(reportWith(vpcs.slice(0, 1), ...vpcs.slice(1), ...members))).toEqual(
    expect.arrayContaining([...world, "a → b: tcp/22"]),
  );
});

test("an instance that is read is in the groups of its ids, whatever their names", () => {
  const outputs = { vpcSecurityGroupIds: ["sg-a"], securityGroups: ["web-group"] };
  const { rules, notes } = reportWith([kept("ec2.Instance", "server", "i-1", outputs)], opening);
  expect(rules).toMatchObject([{ group: "web", instances: ["server"] }]);
  expect(notes).toEqual([]);
});
