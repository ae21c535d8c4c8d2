import { readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";

const recording = (file: string) => readFileSync(join(__dirname, "../recordings", file), "utf8");
/** The report without the warnings of the CLI. */
function reportOf(output: string): Report {
  const { text } = reportOn(output, { format: "json" });
  return { ...(JSON.parse(text) as Report), warnings: [] };
}

type Inputs = Record<string, unknown>;
interface Step {
  op: string;
  urn: string;
  oldState?: { inputs?: Inputs | undefined };
  newState?: { inputs?: Inputs | undefined };
}
interface Document {
  steps: Step[];
}

const isGroup = (urn: string) => /::ec2-pods:index:SecurityGroup(IngressRule)?::/.test(urn);
const document = (file: string) => JSON.parse(recording(file)) as Document;

test("a group whose policy changes is listed once, with the fields of its policy", () => {
  const { resources, counts } = reportOf(recording("changes.json"));
  expect(resources.filter(({ kind }) => kind.startsWith("SecurityGroup"))).toMatchObject([
    { action: "update", kind: "SecurityGroupIngressRule", name: "db-from-web", fields: [] },
    {
      action: "update",
      kind: "SecurityGroup",
      name: "web",
      fields: [{ property: "description", from: "Web servers", to: "Web servers, @octocat [x](y)" }],
    },
  ]);
  expect(counts).toMatchObject({ update: 3 });
});

test("a group that is deleted or replaced is still a change", () => {
  const output = document("changes.json");
  const groups = output.steps.filter(({ urn }) => isGroup(urn));
  const [db, rule] = ["::SecurityGroup::db", "::SecurityGroupIngressRule::db-from-web"].map((end) =>
    groups.find(({ urn }) => urn.endsWith(end.replace("::", ":"))),
  );
  db!.op = "replace";
  rule!.op = "delete";
  const { resources } = reportOf(JSON.stringify(output));
  expect(resources.filter(({ kind }) => kind.startsWith("SecurityGroup"))).toMatchObject([
    { action: "replace", kind: "SecurityGroup", name: "db", because: [], fields: [] },
    { action: "delete", kind: "SecurityGroupIngressRule", name: "db-from-web", fields: [] },
    { action: "update", kind: "SecurityGroup", name: "web" },
  ]);
});

test.each([
  ["secret", "[secret]"],
  ["unknown", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ["secret and not masked", { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" }],
])("annotations of a policy that become %s give an update without fields", (_, annotations) => {
  const output = document("changes.json");
  const policy = output.steps.find(({ urn }) => urn.endsWith("NetworkPolicy::web"));
  const metadata = policy!.newState!.inputs!["metadata"] as Inputs;
  metadata["annotations"] = annotations;
  const { resources } = reportOf(JSON.stringify(output));
  expect(resources.find(({ name }) => name === "web")).toMatchObject({ action: "update", fields: [] });
});

test("a standalone rule whose source a preview doesn't know opens traffic from an unknown peer", () => {
  const output = document("changes.json");
  const policy = output.steps.find(({ urn }) => urn.endsWith("NetworkPolicy::db-from-web"));
  const spec = policy!.newState!.inputs!["spec"] as Inputs;
  spec["ingress"] = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const { rules } = reportOf(JSON.stringify(output));
  expect(rules.filter(({ group }) => group === "db")).toMatchObject([
    {
      ...{ effect: "opens", peerKind: "unknown", peer: "unknown", ports: ["all traffic"] },
      openToWorld: true,
    },
  ]);
  const { text, failed } = reportOn(JSON.stringify(output), {
    format: "markdown",
    failOn: ["open-to-world"],
  });
  expect(failed).toBe(true);
  expect(text).toContain("May open to the world, because a source is unknown in this preview: `db`");
});

test("a new standalone rule whose group a preview doesn't know may open to the world", () => {
  const output = document("no-change.json");
  const owner = output.steps.find(({ urn }) => urn.endsWith("SecurityGroupIngressRule::db-from-web"));
  const urn = owner!.urn.replace("db-from-web", "late");
  output.steps.push({ ...owner!, op: "create", urn });
  const { text, failed } = reportOn(JSON.stringify(output), { format: "text", failOn: ["open-to-world"] });
  expect(failed).toBe(true);
  expect(text).toContain(
    'may open to the world: "late" allows all traffic from a source that is unknown in this preview. Instances: unknown in this preview',
  );
});

test.each(["", "and has another id"])(
  "a rule whose group becomes unknown %s may open to the world, and closes nothing",
  (change) => {
    const output = document("no-change.json");
    const find = (name: string) => output.steps.find(({ urn }) => urn.endsWith(`NetworkPolicy::${name}`))!;
    const [group, policy] = [find("db"), find("db-from-web")];
    if (change) {
      const { name } = group.oldState!.inputs!["metadata"] as { name: string };
      const other = `sg-${name.slice(3).split("").reverse().join("")}`;
      group.op = "replace";
      group.newState = JSON.parse(JSON.stringify(group.newState).replaceAll(name, other)) as Step["newState"];
    }
    policy.op = "update";
    const inputs = policy.newState!.inputs!;
    policy.newState = {
      ...policy.newState,
      inputs: {
        ...inputs,
        spec: { ...(inputs["spec"] as Inputs), podSelector: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      },
    };
    expect(reportOf(JSON.stringify(output)).rules.filter(({ group: of }) => of === "db")).toMatchObject([
      { effect: "opens", direction: "ingress", peerKind: "unknown", openToWorld: true },
    ]);
  },
);

test("a group whose policy a preview doesn't know may open to the world, and closes nothing", () => {
  const output = document("no-change.json");
  const policy = output.steps.find(({ urn }) => urn.endsWith("NetworkPolicy::web"));
  policy!.op = "update";
  policy!.newState!.inputs = { ...policy!.newState!.inputs, spec: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
  const { rules, reach } = reportOf(JSON.stringify(output));
  expect(rules).toMatchObject([
    { effect: "opens", direction: "ingress", group: "web", peerKind: "unknown", openToWorld: true },
    { effect: "opens", direction: "egress", group: "web", peerKind: "unknown", openToWorld: false },
  ]);
  expect(reach.filter(({ closes }) => closes.length > 0)).toEqual([]);
});

test("a group under another id is the same group: nothing opens, nothing closes", () => {
  const output = document("no-change.json");
  const policies = output.steps.filter(({ urn }) => /SecurityGroup\$.*NetworkPolicy::/.test(urn));
  let text = JSON.stringify(output.steps.map(({ newState }) => newState));
  for (const { oldState } of policies) {
    const { name } = oldState!.inputs!["metadata"] as { name: string };
    text = text.replaceAll(name, `sg-${name.slice(3).split("").reverse().join("")}`);
  }
  const states = JSON.parse(text) as Step["newState"][];
  const steps = output.steps.map((step, index) => ({
    ...step,
    op: policies.includes(step) ? "replace" : step.op,
    newState: states[index],
  }));
  const changeSummary = { same: output.steps.length - policies.length, replace: policies.length };
  const report = reportOf(JSON.stringify({ ...output, steps, changeSummary }));
  expect(report.rules).toEqual([]);
  expect(report.openToWorld).toBe(false);
  expect(report.reach).toEqual(reportOf(recording("no-change.json")).reach);
  expect(report.reach.length).toBeGreaterThan(0);
});
