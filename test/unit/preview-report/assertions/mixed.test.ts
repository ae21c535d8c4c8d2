import { reportOn } from "../../../../provider/preview-report";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import type { Report } from "../../../../provider/preview-report/print/report";
import { documentOf, kept } from "../../../support/aws-preview";
import { all, documentOf as documentOfPods, group, pod, tcp } from "../../../support/pod-preview";

/** A Pod that may send all, and a database of AWS that lets in a range, each with rules for the other's. */
function resultOf(assertion: string, range: string, egress = [all]) {
  const rule = { protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: [range] };
  const out = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [range] };
  const aws = documentOf([
    kept("ec2.SecurityGroup", "data", "sg-data", { ingress: [rule], egress: [out] }),
    kept("rds.Instance", "data", "db-1", { vpcSecurityGroupIds: ["sg-data"] }),
  ]);
  const pods = documentOfPods([
    ...group("front", [tcp(80, { cidrBlocks: [range] })], egress),
    pod("web", "front"),
  ]);
  const [first, second] = [aws, pods].map((each) => (JSON.parse(each) as { steps: object[] }).steps);
  const document = JSON.stringify({ steps: [...first!, ...second!], changeSummary: {} });
  const { text } = reportOn(document, { format: "json", assertions: readAssertions(assertion) });
  return (JSON.parse(text) as Report).broken[0]?.result ?? "holds";
}

const [web, data] = ["{ instance: web }", "{ instance: data* }"];

test("a range may have Pods and members of AWS: a network plugin may give Pods addresses of a VPC", () => {
  const toData = `[{ from: ${web}, to: ${data}, ports: tcp/5432 }]`;
  const toWeb = `[{ from: ${data}, to: ${web}, ports: tcp/80 }]`;
  for (const between of [toData, toWeb]) {
    expect(resultOf(`mustNotReach: ${between}`, "10.0.0.0/8")).toBe("unknown");
    expect(resultOf(`mustReach: ${between}`, "10.0.0.0/8")).toBe("unknown");
    expect(resultOf(`mustNotReach: ${between}`, "192.0.2.0/24")).toBe("unknown");
  }
  expect(resultOf(`mustNotReach: ${toData}`, "10.0.0.0/8", [])).toBe("holds");
  expect(resultOf(`mustNotReach: [{ from: ${web}, to: ${data}, ports: tcp/22 }]`, "10.0.0.0/8")).toBe(
    "holds",
  );
});
