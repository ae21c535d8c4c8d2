import { readFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../../../provider/preview-report";
import type { Report } from "../../../../provider/preview-report/print/report";

const recording = (file: string) => readFileSync(join(__dirname, "../recordings", file), "utf8");
const before = "#!/bin/sh\nexport TOKEN=token-1\nserve\n";
const after = "#!/bin/sh\nexport TOKEN=token-2\nserve\n";
const diff = [" #!/bin/sh", "-export TOKEN=token-1", "+export TOKEN=token-2", " serve", " "];
const base64 = (text: string) => Buffer.from(text).toString("base64");
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Values = Record<string, unknown>;
interface State {
  inputs: Values;
  outputs?: Values;
  additionalSecretOutputs?: string[];
}
const preview = (type: string, oldState: State, newState: State) =>
  JSON.stringify({
    steps: [{ op: "update", urn: `urn:pulumi:test::shop::${type}::web`, oldState, newState }],
    changeSummary: { update: 1 },
  });
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const ofTemplate = (from: State, to: State) => preview(launchTemplate, from, to);
const state = (userData: unknown, more: Partial<State> = {}): State => ({ inputs: { userData }, ...more });

const fieldsOf = (output: string, showUserData: boolean) => {
  const report = JSON.parse(reportOn(output, { format: "json", showUserData }).text) as Report;
  return report.resources
    .flatMap(({ fields }) => fields)
    .filter(({ property }) => property.startsWith("userData"));
};

test("on request, the lines of user data that change are shown", () => {
  expect(fieldsOf(ofTemplate(state(before), state(after)), true)).toEqual([{ property: "userData", diff }]);
});

test("without the request, user data only counts as changed", () => {
  expect(fieldsOf(ofTemplate(state(before), state(after)), false)).toEqual([
    { property: "userData", isSecret: true },
  ]);
});

test.each<[string, State, State, string[]]>([
  ["in base64", state(base64(before)), state(base64(after)), diff],
  ["that becomes base64", state(before), state(base64(after)), diff],
  ["that is new", state(undefined), state("#!/bin/sh"), ["-", "+#!/bin/sh"]],
  ["that is gone", state("#cloud-config\n"), state(undefined), ["-#cloud-config", " "]],
])("user data %s is shown", (_, from, to, lines) => {
  expect(fieldsOf(ofTemplate(from, to), true)).toEqual([{ property: "userData", diff: lines }]);
});

test.each<[string, State, State]>([
  ["masked before", state("[secret]"), state(after)],
  ["masked after", state(before), state("[secret]")],
  ["a secret before", state(secret), state(after)],
  ["a secret after", state(before), state(secret)],
  ["masked in the outputs", state(before, { outputs: { userData: "[secret]" } }), state(after)],
  ["declared as a secret before", state(before, { additionalSecretOutputs: ["userData"] }), state(after)],
  ["declared as a secret after", state(before), state(after, { additionalSecretOutputs: ["userData"] })],
  ["marked as a secret", state(before), { inputs: { userData: after, secretUserData: true } }],
  ["unknown", state(before), state(unknown)],
  ["a digest", state("6a0e6d1d6c5e3f0f4b1d6e2b7f3a9c8d5e4f3a2b"), state(after)],
  ["compressed", state(base64(before)), state(Buffer.from([31, 139, 8, 0, 255]).toString("base64"))],
])("user data that is %s is never shown", (_, from, to) => {
  const output = ofTemplate(from, to);
  for (const format of ["markdown", "text", "json"] as const) {
    expect(reportOn(output, { format, showUserData: true }).text).not.toMatch(/token-|\[secret\]|6a0e6d/);
  }
  expect(fieldsOf(output, true)).toEqual([{ property: "userData", isSecret: true }]);
});

test("no other secret is shown on request", () => {
  const other = (token: string): State => ({
    inputs: { kubeconfig: token, settings: { userData: secret, kubeconfig: token } },
  });
  expect(
    reportOn(ofTemplate(other("token-1"), other("token-2")), { format: "json", showUserData: true }).text,
  ).not.toMatch(/token-/);
});

test("an instance's own user data is shown only from a document, which says what is secret", () => {
  const document = JSON.parse(recording("changes.json")) as {
    steps: { oldState?: Values; newState?: Values }[];
  };
  expect(fieldsOf(JSON.stringify(document), true)).toEqual(
    Array(2).fill(expect.objectContaining({ isSecret: true })),
  );
  for (const step of document.steps) {
    for (const side of [step.oldState, step.newState]) {
      if (!side) continue;
      side["additionalSecretOutputs"] = ["kubeconfig"];
      (side["outputs"] as Values | undefined) &&= { ...(side["outputs"] as Values), userData: undefined };
    }
  }
  const [shown] = fieldsOf(JSON.stringify(document), true);
  expect(shown).toMatchObject({
    property: "userData",
    diff: [" #!/bin/sh", "-echo token-1", "+echo token-2", " "],
  });
  const metadata = {
    op: "update",
    urn: `urn:pulumi:test::shop::${launchTemplate}::web`,
    old: state(before),
    new: state(after),
  };
  const events = [{ resourcePreEvent: { metadata } }, { summaryEvent: { resourceChanges: { update: 1 } } }]
    .map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event }))
    .join("\n");
  expect(fieldsOf(events, true)).toEqual([{ property: "userData", isSecret: true }]);
});

test("a comment shows the lines as a block that no script can end, and only the first of many", () => {
  const hostile = "#!/bin/sh\n````\n</details>\u202e\n@octocat";
  const { text } = reportOn(ofTemplate(state("#!/bin/sh"), state(hostile)), {
    format: "markdown",
    showUserData: true,
  });
  expect(text).toContain(`  - \`userData\`: changed
    \`\`\`\`\`diff
     #!/bin/sh
    +\`\`\`\`
    +</details>\\u{202e}
    +@octocat
    \`\`\`\`\`
`);
  const long = `#!/bin/sh\n${"echo\n".repeat(100)}`;
  const cut = reportOn(ofTemplate(state("#!/bin/sh"), state(long)), {
    format: "markdown",
    showUserData: true,
  }).text;
  expect(cut.match(/^ {4}\+echo$/gm)!.length).toBe(59);
  expect(cut).toContain("\n    @@ 42 more lines\n");
  expect(
    reportOn(ofTemplate(state("#!/bin/sh"), state(long)), { format: "text", showUserData: true }).text,
  ).not.toContain("more lines");
});
