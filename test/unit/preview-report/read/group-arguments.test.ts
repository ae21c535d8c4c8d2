import { readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";

const recording = (file: string) => readFileSync(join(__dirname, "../recordings", file), "utf8");
/** The report without the warnings of the CLI. */
function reportOf(output: string): Report {
  const { text } = reportOn(output, { format: "json", failOnOpenToWorld: false });
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
  changeSummary: Record<string, number>;
}

const isGroup = (urn: string) => /::ec2-pods:index:SecurityGroup(IngressRule)?::/.test(urn);
const document = (file: string) => JSON.parse(recording(file)) as Document;

/** All that a group's arguments can hold: a masked secret, one that isn't masked, and the engine's own keys. */
const argumentsOf = (version: number): Inputs => ({
  description: `Servers, version ${version}`,
  ingress: [{ protocol: "tcp", fromPort: version, toPort: version, cidrBlocks: ["0.0.0.0/0"] }],
  tags: "[secret]",
  name: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "token-1" },
  kubeconfig: "token-2",
  __defaults: ["strict"],
});

/** The recording as the engine has it if groups have arguments: those that it calls `same` become updates. */
function withArguments(file: string, before?: Inputs, after?: Inputs): Document {
  const { steps, changeSummary } = document(file);
  let updates = 0;
  for (const step of steps.filter(({ urn }) => isGroup(urn))) {
    if (step.oldState) step.oldState.inputs = before;
    if (step.newState) step.newState.inputs = after;
    if (step.op !== "same") continue;
    step.op = "update";
    updates += 1;
  }
  const { same = 0, update = 0 } = changeSummary;
  return { steps, changeSummary: { ...changeSummary, same: same - updates, update: update + updates } };
}

/** A document as a stream of events. */
const events = ({ steps, changeSummary }: Document): string =>
  [
    ...steps.map(({ op, urn, oldState, newState, ...rest }) => ({
      resourcePreEvent: { metadata: { ...rest, op, urn, old: oldState, new: newState } },
    })),
    { summaryEvent: { resourceChanges: changeSummary, result: "succeeded" } },
  ]
    .map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event }))
    .join("\n");

/** The CLI leaves out empty inputs. */
const none = undefined;
const states: [string, Inputs | undefined, Inputs | undefined][] = [
  ["new arguments of a state without any", none, argumentsOf(2)],
  ["other arguments", argumentsOf(1), argumentsOf(2)],
  ["no more arguments", argumentsOf(1), none],
];

describe.each(states)("%s", (_, before, after) => {
  test.each(["no-change.json", "changes.json", "new-stack.json"])(
    "leave the report on %s as it is without arguments",
    (file) => {
      const output = withArguments(file, before, after);
      const expected = reportOf(recording(file));
      expect(reportOf(JSON.stringify(output))).toEqual(expected);
      expect(reportOf(events(output))).toEqual(expected);
    },
  );

  test("leave a report that lists only changes as it is without arguments", () => {
    const updates = withArguments("changes.json", before, after);
    const changes = document("changes-alone.json");
    const groups = updates.steps.filter(({ urn }) => isGroup(urn));
    const output = { steps: [...changes.steps, ...groups], changeSummary: updates.changeSummary };
    expect(groups.map(({ op }) => op)).toEqual(["update", "update", "update", "update"]);
    expect(reportOf(JSON.stringify(output))).toEqual(reportOf(JSON.stringify(changes)));
  });
});

test("a group whose policy changes is listed once, with the fields of its policy", () => {
  const { resources, counts } = reportOf(
    JSON.stringify(withArguments("changes.json", argumentsOf(1), argumentsOf(2))),
  );
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

test("the report on an upgrade of a state without arguments is empty", () => {
  const output = JSON.stringify(withArguments("no-change.json", none, argumentsOf(1)));
  const { text } = reportOn(output, { format: "text", failOnOpenToWorld: true });
  expect(text).toBe('Preview of "shop/test": no changes, 15 unchanged');
});

test.each(["markdown", "text", "json"] as const)("no argument of a group is in a report as %s", (format) => {
  for (const file of ["no-change.json", "changes.json", "new-stack.json"]) {
    for (const [, before, after] of states) {
      const output = JSON.stringify(withArguments(file, before, after));
      const { text } = reportOn(output, { format, failOnOpenToWorld: false });
      expect(text).not.toMatch(/token-|__defaults|version [12]/);
    }
  }
});

test("a group that is deleted or replaced is still a change", () => {
  const output = withArguments("changes.json", argumentsOf(1), none);
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
