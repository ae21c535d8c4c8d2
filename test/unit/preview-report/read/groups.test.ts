import { readFileSync } from "node:fs";
import { join } from "node:path";

import { secretSignature, unknownValue } from "../../../../provider/common/values";
import { reportOn } from "../../../../provider/preview-report";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
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

/** The document after its steps have changed, as one that also has what stays. */
const whole = (output: Document) =>
  JSON.stringify({
    ...output,
    changeSummary: { same: output.steps.filter(({ op }) => op === "same").length },
  });

const masks: [string, unknown][] = [
  ["unknown", unknownValue],
  ["secret", "[secret]"],
  ["secret in events", { [secretSignature]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "AAABBB" }],
];
const ssh = { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ protocol: "TCP", port: 22 }] };
/** What a policy may say after the update if a part of it is this value. */
const hidden: [string, (value: unknown) => Inputs][] = [
  ["spec", (value) => ({ spec: value })],
  ["spec and metadata", (value) => ({ spec: value, metadata: value })],
  ["group", (value) => ({ spec: { podSelector: value } })],
  ["rules", (value) => ({ spec: { ingress: value } })],
  ["rule", (value) => ({ spec: { ingress: [value] } })],
  ["sources", (value) => ({ spec: { ingress: [{ ...ssh, from: value }] } })],
  ["source", (value) => ({ spec: { ingress: [{ ...ssh, from: [value] }] } })],
  ["range", (value) => ({ spec: { ingress: [{ ...ssh, from: [{ ipBlock: value }] }] } })],
  ["address", (value) => ({ spec: { ingress: [{ ...ssh, from: [{ ipBlock: { cidr: value } }] }] } })],
];

describe.each(masks)("a policy that is %s", (_, value) => {
  test.each(hidden)("in its %s may open to the world", (_part, change) => {
    const output = document("no-change.json");
    const policy = output.steps.find(({ urn }) => urn.endsWith("NetworkPolicy::web"))!;
    const inputs = policy.newState!.inputs!;
    const changed = change(value);
    const spec = changed["spec"];
    const isWhole = typeof spec !== "object" || secretSignature in (spec ?? {});
    policy.op = "update";
    policy.newState!.inputs = {
      ...{ ...inputs, ...changed },
      spec: isWhole ? spec : { ...(inputs["spec"] as Inputs), ...(spec as Inputs) },
    };
    const assertions = readAssertions(
      "mustNotReach: [{ from: internet, to: { group: web }, ports: tcp/22 }]",
    );
    const { text, failed } = reportOn(whole(output), {
      format: "json",
      failOn: ["open-to-world"],
      assertions,
    });
    const { rules, reach, broken, failing } = JSON.parse(text) as Report;
    expect(failed).toBe(true);
    expect(failing).toEqual([{ condition: "open-to-world", names: ["web"] }]);
    expect(rules).toContainEqual(
      expect.objectContaining({ effect: "opens", direction: "ingress", group: "web", peerKind: "unknown" }),
    );
    expect(broken).toMatchObject([{ result: "unknown" }]);
    expect(reach.filter(({ closes, to }) => to === "web" && closes.length > 0)).toEqual([]);
    expect(text).not.toMatch(/AAABBB|1b470612/);
  });
});

test("a rule that is secret before and after opens only if it changes", () => {
  for (const [op, diff, opens] of [
    ["same", undefined, false],
    ["update", { "metadata.annotations": {} }, false],
    ["update", { spec: {} }, true],
  ] as const) {
    const output = document("no-change.json");
    const policy = output.steps.find(({ urn }) => urn.endsWith("NetworkPolicy::web"))!;
    for (const state of [policy.oldState, policy.newState])
      state!.inputs = { ...state!.inputs, spec: "[secret]" };
    Object.assign(policy, { op, detailedDiff: diff });
    expect(reportOf(whole(output)).openToWorld).toBe(opens);
  }
});

describe.each(masks)("an instance whose groups are %s", (_, value) => {
  test.each([
    ["as a whole", () => value],
    ["in part", (ids: unknown[]) => [...ids.slice(1), value]],
  ])("%s loses nothing for sure, and may join any group", (_part, change) => {
    const output = document("no-change.json");
    const instance = output.steps.find(({ urn }) => urn.endsWith("Ec2Instance::live"))!;
    const inputs = instance.newState!.inputs!;
    instance.op = "update";
    instance.newState!.inputs = {
      ...inputs,
      vpcSecurityGroupIds: change(inputs["vpcSecurityGroupIds"] as unknown[]),
    };
    const assertions = readAssertions(
      "mustNotReach: [{ from: internet, to: { instance: live }, ports: tcp/22 }]",
    );
    const { text } = reportOn(whole(output), {
      format: "json",
      failOn: ["unreachable"],
      assertions,
    });
    const { reach, broken, failing, notes } = JSON.parse(text) as Report;
    expect(reach.filter(({ closes }) => closes.length > 0)).toEqual([]);
    expect(failing).toEqual([]);
    expect(broken).toMatchObject([{ result: "unknown" }]);
    expect(notes).toEqual([expect.stringContaining("doesn't say all groups of 1 resource")]);
  });
});

test("a tag that is secret may be the one that an assertion asks for", () => {
  const output = document("no-change.json");
  const instance = output.steps.find(({ urn }) => urn.endsWith("Ec2Instance::replaced"))!;
  for (const tags of ["[secret]", { tier: "[secret]" }, { tier: masks[2]![1] }]) {
    instance.newState!.inputs = { ...instance.newState!.inputs, tags, tagsAll: undefined };
    const assertions = readAssertions("mustNotReach: [{ from: { group: web }, to: { tag: { tier: db } } }]");
    const { text } = reportOn(whole(output), { format: "json", assertions });
    expect((JSON.parse(text) as Report).broken).toMatchObject([{ result: "unknown" }]);
  }
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
