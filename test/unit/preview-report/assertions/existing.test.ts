import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import { judge } from "../../../../provider/preview-report/assertions/judge";
import { readPreview } from "../../../../provider/preview-report/read/preview";
import { resourcesOf } from "../../../../provider/preview-report/read/resources";
import { groupNames } from "../../../../provider/preview-report/read/security-groups";
import { firewallOf } from "../../../../provider/preview-report/traffic/firewall";

type Step = ReturnType<typeof step>;
function step(op: string, type: string, name: string, id: string, inputs: object) {
  const urn = `urn:pulumi:dev::shop::aws:ec2/${type}::${name}`;
  const state = { urn, type: `aws:ec2/${type}`, id, inputs, outputs: { ...inputs, id } };
  return {
    ...{ op, urn },
    ...(op !== "create" && { oldState: state }),
    ...(op !== "delete" && { newState: state }),
  };
}
const group = (op: string, name: string, ingress: object[] = []) =>
  step(op, "securityGroup:SecurityGroup", name, `sg-${name}`, { name, ingress, egress: [] });
const instance = (op: string, name: string, own: string) =>
  step(op, "instance:Instance", name, `i-${name}`, { vpcSecurityGroupIds: [`sg-${own}`] });

function judged(steps: Step[], assertion: string) {
  const document = JSON.stringify({ steps, changeSummary: { same: steps.length } });
  const resources = resourcesOf(readPreview(document).steps);
  const found = judge(readAssertions(assertion), firewallOf(resources), groupNames(resources));
  return found.map(({ result, unmatched = [] }) => [result, ...unmatched.map(({ isGone }) => isGone)]);
}

test("an instance or a group that this update renames matches nothing by its old name", () => {
  const rename = [
    ...[group("same", "db"), instance("same", "db", "db"), group("delete", "web"), group("create", "front")],
    ...[instance("delete", "web", "web"), instance("create", "front", "front")],
  ];
  for (const kind of ["instance", "group"]) {
    const to = (name: string) => `mustNotReach: [{ from: { ${kind}: ${name} }, to: { group: db } }]`;
    expect(judged(rename, to("web"))).toEqual([["unmatched", true]]);
    expect(judged(rename, to("front"))).toEqual([]);
    expect(judged(rename, to("never"))).toEqual([["unmatched", undefined]]);
  }
});

test("a prefix list isn't a group", () => {
  const list = step("same", "managedPrefixList:ManagedPrefixList", "office", "pl-1", { entries: [] });
  const steps = [list, group("same", "db"), instance("same", "db", "db")];
  expect(judged(steps, "mustNotReach: [{ from: { group: office }, to: { group: db } }]")).toEqual([
    ["unmatched", undefined],
  ]);
});
