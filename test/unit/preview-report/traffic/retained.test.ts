import { reportOn } from "../../../../provider/preview-report";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import type { Report } from "../../../../provider/preview-report/print/report";
import { documentOf, kept, removed } from "../../../support/aws-preview";
import {
  documentOf as documentOfPods,
  group,
  pod,
  rule,
  type Stored,
  tcp,
} from "../../../support/pod-preview";

/** The change with `retainOnDelete` on all that it deletes, and the result of an assertion. */
function judged(document: string, assertion: string) {
  const preview = JSON.parse(document) as { steps: { op: string; oldState?: object }[] };
  for (const { op, oldState } of preview.steps) {
    if (op === "delete") Object.assign(oldState!, { retainOnDelete: true });
  }
  const assertions = readAssertions(assertion);
  const { text } = reportOn(JSON.stringify(preview), { format: "json", assertions });
  const { rules, reach, broken } = JSON.parse(text) as Report;
  const closing = reach.filter(({ closes }) => closes.length > 0);
  return { rules, closing, result: broken[0]?.result ?? "holds" };
}

test("a rule of AWS that is retained still allows", () => {
  const closed = kept("ec2.SecurityGroup", "closed", "sg-closed", { ingress: [], egress: [] });
  const server = kept("ec2.Instance", "server", "i-1", { vpcSecurityGroupIds: ["sg-closed"] });
  const ssh = removed("vpc.SecurityGroupIngressRule", "ssh", "sgr-1", {
    ...{ securityGroupId: "sg-closed", ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" },
  });
  const assertion = "mustNotReach: [{ from: internet, to: { instance: server }, ports: tcp/22 }]";
  expect(judged(documentOf([closed, server, ssh]), assertion)).toEqual({
    ...{ rules: [], closing: [], result: "broken" },
  });
});

test("a rule and an instance of this package that are retained still allow and reach", () => {
  const state: Stored[] = [...group("front", []), pod("web", "front"), ...group("db", []), pod("db", "db")];
  const ssh = rule("ssh", "db", "ingress", tcp(22, { cidrBlocks: ["0.0.0.0/0"] }));
  const without = state.filter(({ urn }) => !urn.endsWith("::web"));
  const assertion = "mustNotReach: [{ from: { instance: web }, to: { instance: db }, ports: tcp/22 }]";
  expect(judged(documentOfPods([...state, ...ssh], without), assertion)).toEqual({
    ...{ rules: [], closing: [], result: "broken" },
  });
});
