import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { type AwsResource, documentOf, kept, made, unknown } from "../../../support/aws-preview";

const ssh = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
const open = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [ssh] });
const closed = kept("ec2.SecurityGroup", "db", "sg-b", { ingress: [] });
const server = (...ids: string[]) =>
  kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-b"] }, { vpcSecurityGroupIds: ids });
const failOn = ["open-to-world"] as const;
const printed = (format: "json" | "text" | "markdown", ...resources: AwsResource[]) =>
  reportOn(documentOf(resources), { format, failOn }).text;
const reportOf = (...resources: AwsResource[]) => JSON.parse(printed("json", ...resources)) as Report;

test("what joins a group that is open to the world opens to the world", () => {
  const resources = [open, closed, server("sg-a", "sg-b")];
  expect(reportOf(...resources)).toMatchObject({
    rules: [],
    openToWorld: true,
    failing: [{ condition: "open-to-world", names: ["server"] }],
  });
  expect(printed("markdown", ...resources)).toMatch(/^> Opens to the world: `server`$/m);
  expect(printed("text", ...resources)).toMatch(/^Opens to the world: "server"$/m);
  const fresh = made("ec2.Instance", "new", { vpcSecurityGroupIds: ["sg-a"] });
  expect(reportOf(open, fresh).failing).toMatchObject([{ names: ["new"] }]);
});

test("an annotation is on the line of what joins, not on that of the group", () => {
  const front = made("lb.LoadBalancer", "front", { securityGroups: ["sg-a"] });
  const sameName = kept("ebs.Volume", "server", "vol-1", { size: 1 }, { size: 2 });
  const document = JSON.parse(documentOf([open, closed, server("sg-a"), front, sameName])) as {
    steps: { newState: object }[];
  };
  document.steps.forEach((step, index) => {
    step.newState = { ...step.newState, sourcePosition: `project:///index.ts#${index + 1},1` };
  });
  const sourceUrl = "https://github.com/acme/shop/tree/0123456789abcdef0123456789abcdef01234567";
  const { text } = reportOn(JSON.stringify(document), { format: "annotations", sourceUrl });
  expect(text.split("\n").sort()).toEqual([
    '::warning file=index.ts,line=3::"shop/dev": opens to the world: "server" in a group that is open to it',
    '::warning file=index.ts,line=4::"shop/dev": opens to the world: "front (lb.LoadBalancer)" in a group that is open to it',
  ]);
});

test("a group whose eight parts of the world become the world opens nothing more to it", () => {
  const parts = Array.from({ length: 8 }, (_, index) => `${index * 32}.0.0.0/3`);
  const [inParts, whole] = [{ ...ssh, cidrBlocks: parts }, ssh].map((rule) => ({ ingress: [rule] }));
  const web = (before: object, after: object) =>
    kept("ec2.SecurityGroup", "web", "sg-a", { ...before }, { ...after });
  const machine = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-a"] });
  expect(reportOf(web(inParts!, whole!), machine)).toMatchObject({ openToWorld: false, failing: [] });
  expect(reportOf(web({ ingress: [] }, whole!), machine)).toMatchObject({ openToWorld: true });
});

test("what leaves, stays or is cut off opens nothing", () => {
  const other = kept("ec2.Instance", "other", "i-2", { vpcSecurityGroupIds: ["sg-a"] });
  expect(reportOf(open, closed, server("sg-b"), other)).toMatchObject({ openToWorld: false, failing: [] });
  const subnet = kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a" });
  const inputs = { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-b"] };
  const hidden = kept("ec2.Instance", "hidden", "i-1", inputs, { ...inputs, vpcSecurityGroupIds: ["sg-a"] });
  expect(reportOf(open, closed, subnet, hidden)).toMatchObject({ openToWorld: false, failing: [] });
});

test("what gets a public address or a route in a group that is open to the world opens to the world", () => {
  const inputs = { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-a"] };
  const subnet = kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a" });
  const machine = kept("ec2.Instance", "server", "i-1", inputs);
  const other = kept("ec2.Instance", "other", "i-2", inputs);
  const address = made("ec2.Eip", "address", { instance: "i-1" });
  const namesOf = (...resources: AwsResource[]) =>
    reportOf(...resources).failing.flatMap(({ names }) => names);
  expect(namesOf(open, subnet, machine, other)).toEqual([]);
  expect(namesOf(open, subnet, machine, other, address)).toEqual(["server"]);
  expect(namesOf(closed, subnet, machine, other, address)).toEqual([]);
  const inPublic = { ...inputs, associatePublicIpAddress: true };
  const wished = kept("ec2.Instance", "server", "i-1", inPublic);
  const table = kept("ec2.RouteTable", "table", "rtb-a", { vpcId: "vpc-a", routes: [] });
  const association = kept("ec2.RouteTableAssociation", "association", "rtbassoc-a", {
    ...{ routeTableId: "rtb-a", subnetId: "subnet-a" },
  });
  const route = made("ec2.Route", "out", {
    ...{ routeTableId: "rtb-a", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
  });
  const network = [open, subnet, wished, table, association];
  expect(namesOf(...network)).toEqual([]);
  expect(namesOf(...network, route)).toEqual(["server"]);
});

test("members of a group that opens itself are reported by the group, unless more opens", () => {
  const opening = kept("ec2.SecurityGroup", "db", "sg-b", { ingress: [] }, { ingress: [ssh] });
  expect(reportOf(opening, server("sg-b")).failing).toMatchObject([{ names: ["db"] }]);
  const http = kept("ec2.SecurityGroup", "web", "sg-a", {
    ingress: [{ ...ssh, fromPort: 80, toPort: 80 }],
  });
  expect(reportOf(opening, http, server("sg-a", "sg-b")).failing).toMatchObject([
    { names: ["db", "server"] },
  ]);
});

test("a subnet that newly maps public addresses gives none to a machine that stays", () => {
  const inputs = { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-a"] };
  const flag = (before: boolean, after: boolean) =>
    kept(
      "ec2.Subnet",
      "subnet",
      "subnet-a",
      { vpcId: "vpc-a", mapPublicIpOnLaunch: before },
      { vpcId: "vpc-a", mapPublicIpOnLaunch: after },
    );
  const machine = kept("ec2.Instance", "server", "i-1", inputs);
  const namesOf = (...resources: AwsResource[]) =>
    reportOf(...resources).failing.flatMap(({ names }) => names);
  expect(namesOf(open, flag(false, true), machine)).toEqual([]);
  const replaced = { ...machine, new: { ...inputs, ami: "ami-2" }, isReplaced: true };
  expect(namesOf(open, flag(false, true), replaced)).toEqual(["server"]);
  const fleet = kept("autoscaling.Group", "fleet", "fleet", {
    ...{ vpcZoneIdentifiers: ["subnet-a"], launchConfiguration: "old" },
  });
  const old = kept("ec2.LaunchConfiguration", "old", "old", { name: "old", securityGroups: ["sg-a"] });
  expect(namesOf(open, flag(false, true), fleet, old)).toEqual(["fleet (autoscaling.Group)"]);
  const request = kept("ec2.SpotInstanceRequest", "spot", "sir-1", inputs);
  expect(namesOf(open, flag(false, true), request)).toEqual(["spot"]);
  // It keeps the address that it was launched with.
  const opening = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [] }, { ingress: [ssh] });
  const cutOffIn = (...resources: AwsResource[]) => reportOf(opening, ...resources).rules[0]?.cutOff;
  expect(cutOffIn(flag(true, false), machine)).toBeUndefined();
  expect(cutOffIn(flag(true, false), replaced)).toEqual(["server"]);
});

test("an Elastic IP of an unknown holder gives no address to what exists, and may give one to what is new", () => {
  const inputs = { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-a"] };
  const subnet = kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a" });
  const machine = kept("ec2.Instance", "server", "i-1", inputs);
  const address = made("ec2.Eip", "address", { instance: unknown });
  const namesOf = (...resources: AwsResource[]) =>
    reportOf(open, subnet, address, ...resources).failing.flatMap(({ names }) => names);
  expect(namesOf(machine)).toEqual([]);
  expect(namesOf({ ...machine, new: { ...inputs, ami: "ami-2" }, isReplaced: true })).toEqual(["server"]);
  expect(namesOf(made("ec2.Instance", "new", inputs))).toEqual(["new"]);
  const database = { publiclyAccessible: false, vpcSecurityGroupIds: ["sg-a"] };
  expect(namesOf(made("rds.Instance", "db", database))).toEqual([]);
});

test("what joins a world in parts opens to the world, and so does what gets a way from one", () => {
  const parts = Array.from({ length: 8 }, (_, index) => `${index * 32}.0.0.0/3`);
  const groupOf = (...cidrBlocks: string[]) =>
    kept("ec2.SecurityGroup", "wide", "sg-a", { ingress: [{ ...ssh, cidrBlocks }] });
  const namesOf = (...resources: AwsResource[]) =>
    reportOf(...resources).failing.flatMap(({ names }) => names);
  expect(namesOf(groupOf(...parts), closed, server("sg-a"))).toEqual(["server"]);
  // Less than a quarter of all public addresses.
  expect(namesOf(groupOf("32.0.0.0/3", "10.0.0.0/8"), closed, server("sg-a"))).toEqual([]);
  const most = kept("ec2.SecurityGroup", "most", "sg-b", {
    ingress: [{ ...ssh, cidrBlocks: parts.slice(1) }],
  });
  expect(namesOf(groupOf("0.0.0.0/3"), most, server("sg-a", "sg-b"))).toEqual([]);
  const inputs = { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-a"] };
  const subnet = kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a" });
  const machine = kept("ec2.Instance", "server", "i-1", inputs);
  const address = made("ec2.Eip", "address", { instance: "i-1" });
  expect(namesOf(groupOf(...parts), subnet, machine, address)).toEqual(["server"]);
});

test("in a preview of changes alone, unlisted rules may name a list that opens to the world", () => {
  const alone = (...resources: AwsResource[]) => {
    const { steps } = JSON.parse(documentOf(resources)) as { steps: object[] };
    const document = JSON.stringify({ steps, changeSummary: { same: 5 } });
    return JSON.parse(reportOn(document, { format: "json", failOn }).text) as Report;
  };
  const entries = [{ cidr: "0.0.0.0/0" }];
  const list = kept("ec2.ManagedPrefixList", "office", "pl-1", { entries: [] }, { entries });
  expect(alone(list)).toMatchObject({
    rules: [{ group: "office", isUnknownGroup: true, ports: ["all traffic"], openToWorld: true }],
    failing: [{ names: ["office"] }],
  });
  const entry = made("ec2.ManagedPrefixListEntry", "all", { prefixListId: "pl-2", cidr: "0.0.0.0/0" });
  expect(alone(entry).failing).toMatchObject([{ names: ["all"] }]);
  // A new list has no rules that aren't listed, and the rules of another are.
  expect(alone(made("ec2.ManagedPrefixList", "new", { entries })).rules).toEqual([]);
  const named = kept("ec2.SecurityGroup", "web", "sg-a", {
    ingress: [{ ...ssh, cidrBlocks: [], prefixListIds: ["pl-1"] }],
  });
  expect(alone(list, named).rules).toMatchObject([{ group: "web", ports: ["tcp/22"] }]);
  // An unlisted rule for incoming traffic may name it as well.
  const outgoing = kept("ec2.SecurityGroup", "web", "sg-a", {
    egress: [{ ...ssh, cidrBlocks: [], prefixListIds: ["pl-1"] }],
  });
  expect(alone(list, outgoing).failing).toMatchObject([{ names: ["office"] }]);
  expect(reportOf(list).rules).toEqual([]);
});
