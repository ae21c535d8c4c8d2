import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";
import { secretSignature } from "../../../../provider/common/values";
import { type AwsResource, documentOf, type Inputs, kept, made, rulesOf } from "../../../support/aws-preview";

const secret = "[secret]";
const group = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [], egress: [] });
const ssh = { securityGroupId: "sg-a", ipProtocol: "tcp", fromPort: 22, toPort: 22 };
const rule = (name: string, inputs: Inputs) =>
  kept("vpc.SecurityGroupIngressRule", name, `sgr-${name}`, { ...ssh, ...inputs });
const tcp = { protocol: "tcp", fromPort: 22, toPort: 22 };
const mayOpen = (ports: string) => `+ web: ${ports} from unknown (world)`;

test("an old range that nothing shows hides nothing that opens", () => {
  const world = made("vpc.SecurityGroupIngressRule", "all", { ...ssh, cidrIpv4: "0.0.0.0/0" });
  const opened = ["+ web: tcp/22 from 0.0.0.0/0 (world)"];
  expect(rulesOf(group, rule("office", { cidrIpv4: secret }), world)).toEqual(opened);
  expect(rulesOf(group, rule("office", { cidrIpv6: "::ffff:0:0/96" }), world)).toEqual(opened);
  expect(rulesOf(group, rule("office", { cidrIpv4: secret }))).toEqual([]);
});

/** The report if the engine says that a property of a resource changes. */
function rulesIf(property: string, changed: AwsResource, ...others: AwsResource[]): string[] {
  const document = JSON.parse(documentOf([changed, ...others])) as { steps: Record<string, unknown>[] };
  Object.assign(document.steps[0]!, { op: "update", detailedDiff: { [property]: { kind: "update" } } });
  const { text } = reportOn(JSON.stringify(document), { format: "json" });
  return (JSON.parse(text) as Report).rules.map(({ effect, peer, openToWorld }) =>
    [effect, peer, openToWorld].join(" "),
  );
}

test("a secret range that changes may open to the world, beside another as well", () => {
  const office = rule("office", { cidrIpv4: secret });
  expect(rulesIf("cidrIpv4", office, group)).toEqual(["opens unknown true"]);
  expect(rulesIf("cidrIpv4", office, group, rule("other", { cidrIpv4: secret }))).toEqual([
    "opens unknown true",
  ]);
  expect(rulesIf("description", office, group)).toEqual([]);
  const inline = kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [{ ...tcp, cidrBlocks: [secret] }] });
  expect(rulesIf("ingress[0].cidrBlocks", inline)).toEqual(["opens unknown true"]);
  const referred = rule("office", { referencedSecurityGroupId: secret });
  expect(rulesIf("referencedSecurityGroupId", referred, group)).toEqual(["opens unknown group false"]);
});

test.each([
  ["a document", secret],
  ["events", { [secretSignature]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "AAA" }],
])("secret rules of %s may open to the world, and close nothing", (_, value) => {
  const office = { ...tcp, cidrBlocks: ["10.0.0.0/8"] };
  const web = (ingress: unknown) =>
    kept("ec2.SecurityGroup", "web", "sg-a", { ingress: [office] }, { ingress });
  expect(rulesOf(web(value))).toEqual([mayOpen("all traffic")]);
  expect(rulesOf(web([office, value]))).toEqual([mayOpen("all traffic")]);
  expect(rulesOf(web([{ ...office, cidrBlocks: value }]))).toEqual([mayOpen("tcp/22")]);
  expect(rulesOf(web([{ ...office, fromPort: value }]))).toEqual([
    "+ web: tcp/1-21, tcp/23-65535 from 10.0.0.0/8",
  ]);
});

test("a rule whose type is secret counts in both directions", () => {
  const open = made("ec2.SecurityGroupRule", "all", {
    ...{ ...tcp, securityGroupId: "sg-a", type: secret, cidrBlocks: ["0.0.0.0/0"] },
  });
  expect(rulesOf(group, open)).toEqual([
    "+ web: tcp/22 from 0.0.0.0/0 (world)",
    "+ web: tcp/22 to 0.0.0.0/0",
  ]);
});
