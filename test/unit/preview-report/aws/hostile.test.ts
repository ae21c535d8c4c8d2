import { reportOn } from "../../../../provider/preview-report";
import { type Inputs, kept, made, reportOf, rulesOf } from "../../../support/aws-preview";

const noText = { toString: 1 };

test.each(["__proto__", "constructor", "toString", "aws:ec2/securityGroup:SecurityGroup"])(
  "a resource of type %s is one like any other",
  (type) => {
    const steps = ["delete", "constructor"].map((op) => ({
      ...{ op, urn: `urn:pulumi:test::shop::${type}::${op}` },
      oldState: { inputs: { a: 1 } },
    }));
    const { text } = reportOn(JSON.stringify({ steps, changeSummary: {} }), { format: "json" });
    expect(JSON.parse(text)).toMatchObject({ counts: { delete: 1 }, resources: [{ action: "delete" }] });
  },
);

const ssh = { securityGroupId: "sg-a", ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" };
const group = kept("ec2.SecurityGroup", "web", "sg-a", {});
const opens = (inputs: Inputs) =>
  rulesOf(group, made("vpc.SecurityGroupIngressRule", "rule", { ...ssh, ...inputs }));

test("what is no text is unknown", () => {
  expect(opens({ cidrIpv4: noText })).toEqual(["+ web: tcp/22 from unknown (world)"]);
  for (const ipProtocol of [noText, "constructor", "toString"]) {
    expect(opens({ ipProtocol })).toEqual(["+ web: all traffic from 0.0.0.0/0 (world)"]);
  }
  for (const fromPort of [noText, "ssh"]) {
    expect(opens({ fromPort })).toEqual(["+ web: all tcp from 0.0.0.0/0 (world)"]);
  }
  const server = made("ec2.Instance", "server", { securityGroups: [noText], tags: noText });
  expect(reportOf(group, server).notes).toEqual([
    expect.stringContaining("doesn't say all groups of 1 resource"),
  ]);
  const list = kept("ec2.ManagedPrefixList", "list", "pl-1", { entries: [{ cidr: noText }] });
  expect(rulesOf(group, list)).toEqual([]);
});

test("ports in the wrong order are those between", () => {
  expect(opens({ fromPort: 9, toPort: 3 })).toEqual(["+ web: tcp/3-9 from 0.0.0.0/0 (world)"]);
});

test.each(["userData", "user_data", "UserData", "USER_DATA_BASE64"])(
  "the values of %s aren't shown",
  (key) => {
    const template = (value: string) => ({ [key]: value, settings: [{ [key]: value, size: value.length }] });
    const resource = kept(
      "ec2.LaunchTemplate",
      "template",
      "lt-1",
      template("TOKEN=a"),
      template("TOKEN=ab"),
    );
    expect(JSON.stringify(reportOf(resource).resources)).not.toContain("TOKEN");
  },
);
