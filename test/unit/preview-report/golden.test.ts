import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type ConditionName, conditionNames, type Format, reportOn } from "../../../provider/preview-report";
import type { Report } from "../../../provider/preview-report/print/report";

const recordings = join(__dirname, "recordings");
const goldens = join(__dirname, "golden");
/** Rewrites the golden files instead of comparing with them. */
const isRecording = process.env["EC2_PODS_RECORD"] === "true";
const options = { format: "markdown" } as const;
const reportOf = (file: string, format: Format) =>
  reportOn(readFileSync(join(recordings, file), "utf8"), { format });

test.each(readdirSync(recordings))("the reports on %s equal its golden files", (file) => {
  for (const format of ["markdown", "text"] as const) {
    const golden = join(goldens, `${file}.${format === "markdown" ? "md" : "txt"}`);
    const report = `${reportOf(file, format).text.trimEnd()}\n`;
    if (isRecording) writeFileSync(golden, report);
    expect(report).toBe(readFileSync(golden, "utf8"));
  }
});

test("the document with all resources and the events give the same report", () => {
  expect(reportOf("changes.ndjson", "json")).toEqual(reportOf("changes.json", "json"));
});

test("a preview that lists only changes gives the same changes, without guesses, and a note", () => {
  const [part, whole] = ["changes-alone.json", "changes.json"].map(
    (file) => JSON.parse(reportOf(file, "json").text) as Report,
  ) as [Report, Report];
  const namesOf = ({ resources }: Report) => resources.map(({ action, name }) => [action, name]);
  expect(namesOf(part)).toEqual(namesOf(whole));
  expect(part.rules).toHaveLength(whole.rules.length);
  expect(part).toMatchObject({ counts: whole.counts, unchanged: whole.unchanged, reach: [] });
  expect(part.notes).toEqual([expect.stringContaining("--show-sames")]);
  expect(whole.notes).toEqual([]);
});

test.each(["markdown", "json", "text"] as const)("no report as %s has a secret", (format) => {
  for (const file of readdirSync(recordings)) expect(reportOf(file, format).text).not.toMatch(/token-[12]/);
});

test("a failed preview fails the report, which shows its errors", () => {
  for (const file of ["bad-input.json", "program-error.json"]) {
    const { text, failed } = reportOf(file, "markdown");
    expect(failed).toBe(true);
    expect(text).toMatch(/^### Preview of `shop\/test`: failed$/m);
  }
});

test("output that is cut off anywhere gives an incomplete report", () => {
  const events = readFileSync(join(recordings, "changes.ndjson"), "utf8");
  const document = readFileSync(join(recordings, "changes.json"), "utf8");
  for (const whole of [events, document]) {
    for (const part of [0.1, 0.5, 0.9]) {
      const { text, failed } = reportOn(whole.slice(0, whole.length * part), {
        format: "markdown",
        name: "shop/test",
      });
      expect(failed).toBe(true);
      expect(text).toMatch(/^### Preview of `shop\/test`: incomplete$/m);
    }
  }
});

/** The recorded events, of which the first one with the text is another line. */
const eventsWith = (text: string, changed: (line: string) => string): string => {
  const lines = readFileSync(join(recordings, "changes.ndjson"), "utf8").split("\n");
  const index = lines.findIndex((line) => line.includes("resourcePreEvent") && line.includes(text));
  return lines.map((line, each) => (each === index ? changed(line) : line)).join("\n");
};

test.each<[string, (line: string) => string]>([
  ["cut in half", (line) => line.slice(0, line.length / 2)],
  ["glued to other output", (line) => `warning: slow network ${line}`],
  ["lost", () => ""],
])("an event in the middle that is %s makes the report incomplete", (_, changed) => {
  for (const op of ["update", "create", "delete"]) {
    const { text, failed } = reportOn(eventsWith(`"op":"${op}"`, changed), options);
    expect([op, failed]).toEqual([op, true]);
    expect(text).toMatch(/^### Preview of `shop\/test`: incomplete$/m);
  }
});

test("a document that lacks a change of its summary is incomplete", () => {
  for (const file of readdirSync(recordings).filter((each) => each.endsWith(".json"))) {
    const document = JSON.parse(readFileSync(join(recordings, file), "utf8")) as { steps: { op: string }[] };
    const changes = document.steps.filter(({ op }) => !["same", "read"].includes(op));
    for (const lost of changes) {
      const steps = document.steps.filter((step) => step !== lost);
      const { failed, text } = reportOn(JSON.stringify({ ...document, steps }), options);
      expect([file, failed, /: (incomplete|failed)$/m.test(text)]).toEqual([file, true, true]);
    }
  }
});

test("a report fails by the conditions that the option names, and says by what", () => {
  const of = (file: string, ...failOn: ConditionName[]) => {
    const options = { format: "text", failOn } as const;
    const { text, failed } = reportOn(readFileSync(join(recordings, file), "utf8"), options);
    return { failed, lines: text.split("\n").filter((line) => line.startsWith("Fails because")) };
  };
  expect(of("changes.json", ...conditionNames)).toMatchInlineSnapshot(`
    {
      "failed": true,
      "lines": [
        "Fails because of --fail-on delete: "gone"",
        "Fails because of --fail-on replace: "replaced"",
        "Fails because of --fail-on recreate: "recreated"",
        "Fails because of --fail-on open-to-world: "web"",
        "Fails because of --fail-on any-open: "web" and "db"",
        "Fails because of --fail-on unreachable: "10.0.0.0/8 → live", "gone → live", and "live → replaced, restarted"",
      ],
    }
  `);
  expect(of("changes-alone.json", "unreachable")).toMatchInlineSnapshot(`
    {
      "failed": true,
      "lines": [
        "Fails because of --fail-on unreachable: "sg-97b90a7077ecb76b8" and "web"",
      ],
    }
  `);
  expect(of("changes.json")).toEqual({ failed: false, lines: [] });
  expect(of("no-change.json", ...conditionNames)).toEqual({ failed: false, lines: [] });
});

test.each([
  ["", "it is empty"],
  [
    "Previewing update (dev):\n",
    'it isn\'t the output of "pulumi preview --json": it starts with "Previewing update (dev):"',
  ],
  [
    '{"error": "token-1"}',
    `it isn't the output of "pulumi preview --json": it starts with "{\\"error\\": \\"token-1\\"}"`,
  ],
])("input without a preview gives a failed report that doesn't show it: %j", (input, reason) => {
  const { text, failed, problem } = reportOn(input, { ...options, name: "dev" });
  expect(problem?.reason).toBe(reason);
  expect(failed).toBe(true);
  expect(text).toBe(`<!-- ec2-pods preview-report dev -->
### Preview of \`dev\`: missing

> [!CAUTION]
> There is no preview, so this report can't say what changes. See the log of the job that ran it.
`);
});

const around = (text: string) =>
  `Installing policy pack "basics" {1.0.0}...\n{ not JSON }\n\n${text}\nUpdate plan written to 'plan.json'\nRun {it}\n`;
const utf16 = (text: string) => Buffer.from(text, "utf16le");

test.each<[string, (text: string) => string | Uint8Array]>([
  ["other text around it", around],
  ["Windows line ends", (text) => around(text).replaceAll("\n", "\r\n")],
  ["text before it in the same line", (text) => `Loading policy packs... ${text}`],
  ["a UTF-8 byte-order mark", (text) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16", (text) => utf16(`\ufeff${around(text)}`)],
  ["UTF-16 without a byte-order mark", (text) => utf16(text)],
  ["big-endian UTF-16", (text) => utf16(`\ufeff${text}`).swap16()],
])("%s doesn't change the report", (_, changed) => {
  for (const file of ["changes.json", "changes.ndjson"]) {
    const text = readFileSync(join(recordings, file), "utf8");
    const compact = file.endsWith(".json") ? JSON.stringify(JSON.parse(text)) : text;
    for (const each of [text, compact])
      expect(reportOn(changed(each), options)).toEqual(reportOn(text, options));
  }
});

test.each(["no-change.json", "changes.ndjson"])("two previews in one input are rejected: %s", (file) => {
  const text = readFileSync(join(recordings, file), "utf8");
  const { failed, problem } = reportOn(`${text}\n${text}`, options);
  expect([failed, problem?.reason]).toEqual([true, "it has 2 previews"]);
});

test("a document that is cut off is never taken for its parts, whatever these are", () => {
  const whole = JSON.stringify(
    { steps: [{ newState: { inputs: { changeSummary: {}, steps: [] } } }] },
    null,
    4,
  );
  for (let length = 2; length < whole.length; length++) {
    expect(reportOn(`Installing {1}...\n${whole.slice(0, length)}`, options).text).toContain(
      "`a stack`: incomplete",
    );
  }
});

test("a secret inside a value is hidden like a secret property", () => {
  const state = (token: string) => ({
    inputs: { settings: { userData: `echo ${token}`, size: token.length } },
  });
  const urn = "urn:pulumi:test::shop::aws:ec2/launchTemplate:LaunchTemplate::web";
  const document = JSON.stringify({
    steps: [{ op: "update", urn, oldState: state("token-1"), newState: state("token-1000") }],
    changeSummary: { update: 1 },
  });
  const { text } = reportOn(document, { format: "json" });
  expect(text).not.toContain("token-");
  expect((JSON.parse(text) as Report).resources[0]?.fields).toEqual([
    { property: "settings.userData", isSecret: true },
    { property: "settings.size", from: "7", to: "10" },
  ]);
});
