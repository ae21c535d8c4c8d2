import { readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";

interface State {
  inputs?: Record<string, unknown>;
  protect?: boolean;
  retainOnDelete?: boolean;
}
interface Step {
  op: string;
  urn: string;
  oldState?: State;
  newState?: State;
}

const markdown = (steps: Step[]) =>
  reportOn(JSON.stringify({ steps, changeSummary: {} }), { format: "markdown" }).text;

/** Resources of the recorded change, gravest first, after a change of the states of some of them. */
function changed(states: Record<string, State>): string[] {
  const text = readFileSync(join(__dirname, "../recordings/changes.json"), "utf8");
  const document = JSON.parse(text) as { steps: Step[] };
  for (const [name, state] of Object.entries(states)) {
    const step = document.steps.find(({ urn }) => urn.endsWith(`Ec2Instance::${name}`))!;
    for (const side of [step.oldState, step.newState]) Object.assign(side ?? {}, state);
  }
  const report = reportOn(JSON.stringify(document), { format: "json" });
  return (JSON.parse(report.text) as Report).resources.map(({ name, isProtected, losesData }) =>
    [name, ...(isProtected ? ["protected"] : []), ...(losesData ? ["loses data"] : [])].join(", "),
  );
}

test("what loses data comes first", () => {
  expect(changed({})).toEqual([
    "replaced, loses data",
    "recreated, loses data",
    "gone, loses data",
    "restarted",
    "db-from-web",
    "live",
    "web",
    "made",
  ]);
});

test("a resource that is deleted or replaced although it is protected comes before all others", () => {
  const [first, ...others] = changed({ gone: { protect: true }, live: { protect: true } });
  expect(first).toBe("gone, protected, loses data");
  // Its update ends nothing.
  expect(others.slice(-3)).toEqual(["live, protected", "web", "made"]);
});

test("an instance that stays when the state loses it loses no data, and a replaced one is no other", () => {
  expect(changed({ gone: { retainOnDelete: true } }).filter((each) => each.startsWith("gone"))).toEqual([
    "gone",
  ]);
});

const urn = (type: string) => `urn:pulumi:test::shop::${type}::data`;
const step = (op: string, type: string, inputs: Record<string, unknown> = {}): Step => {
  const state = { inputs, outputs: {}, protect: inputs["isProtected"] === true };
  return { op, urn: urn(type), oldState: state, ...(op === "delete" ? {} : { newState: state }) };
};

test.each<[string, Record<string, unknown>, boolean]>([
  ["pulumi-nodejs:ebs/volume:Volume", {}, true],
  // This package takes no final snapshot.
  ["pulumi-nodejs:ebs/volume:Volume", { finalSnapshot: true }, true],
  ["aws:ebs/volume:Volume", {}, true],
  ["aws:ebs/volume:Volume", { finalSnapshot: true }, false],
  ["aws:ec2/instance:Instance", {}, true],
  ["aws:ec2/spotInstanceRequest:SpotInstanceRequest", {}, true],
  ["aws:ec2/instance:Instance", { rootBlockDevice: { deleteOnTermination: false } }, false],
  [
    "aws:ec2/instance:Instance",
    { rootBlockDevice: { deleteOnTermination: false }, ebsBlockDevices: [{ deviceName: "/dev/sdb" }] },
    true,
  ],
  [
    "aws:ec2/instance:Instance",
    {
      rootBlockDevice: { deleteOnTermination: "false" },
      ebsBlockDevices: [{ deviceName: "/dev/sdb", deleteOnTermination: false }],
    },
    false,
  ],
  ["aws:ebs/volume:Volume", { finalSnapshot: "true" }, false],
  ["aws:rds/instance:Instance", { skipFinalSnapshot: "true" }, true],
  ["aws:rds/instance:Instance", { skipFinalSnapshot: true }, true],
  ["aws:rds/instance:Instance", {}, false],
  ["aws:ec2/securityGroup:SecurityGroup", {}, false],
])("%s with %j: its end loses data: %s", (type, inputs, isLost) => {
  for (const op of ["delete", "replace"]) {
    expect(markdown([step(op, type, inputs)]).includes("> Loses the data on the disk of: `data`")).toBe(
      isLost,
    );
  }
  expect(markdown([step("update", type, inputs)])).not.toContain("Loses the data");
});

test("the heading names protected resources that the update deletes or replaces, and the list says so", () => {
  const text = markdown([step("delete", "aws:ebs/volume:Volume", { isProtected: true })]);
  expect(text).toContain("> [!CAUTION]\n> Deletes or replaces what is protected: `data`\n");
  expect(text).toContain("- **deletes** ebs.Volume `data` (protected, loses its data)");
  expect(markdown([step("update", "aws:ebs/volume:Volume", { isProtected: true })])).not.toContain(
    "Deletes or replaces",
  );
});
