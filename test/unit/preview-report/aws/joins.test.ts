import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { type AwsResource, documentOf, kept, made } from "../../../support/aws-preview";

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

test("what leaves, stays or is cut off opens nothing", () => {
  const other = kept("ec2.Instance", "other", "i-2", { vpcSecurityGroupIds: ["sg-a"] });
  expect(reportOf(open, closed, server("sg-b"), other)).toMatchObject({ openToWorld: false, failing: [] });
  const subnet = kept("ec2.Subnet", "subnet", "subnet-a", { vpcId: "vpc-a" });
  const inputs = { subnetId: "subnet-a", vpcSecurityGroupIds: ["sg-b"] };
  const hidden = kept("ec2.Instance", "hidden", "i-1", inputs, { ...inputs, vpcSecurityGroupIds: ["sg-a"] });
  expect(reportOf(open, closed, subnet, hidden)).toMatchObject({ openToWorld: false, failing: [] });
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
