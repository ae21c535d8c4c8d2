import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { reportOn } from "../../../../provider/preview-report";
import { readAssertions } from "../../../../provider/preview-report/assertions/file";
import type { Report } from "../../../../provider/preview-report/print/report";

const folder = join(__dirname, "..");
const recording = (file: string) => readFileSync(join(folder, "recordings", file), "utf8");
const assertions = readAssertions(readFileSync(join(__dirname, "changes.yaml"), "utf8"));
const reportOf = (file: string, format: "json" | "text" | "markdown", some = assertions) =>
  reportOn(recording(file), { format, assertions: some });
const brokenIn = (file: string, some = assertions) =>
  (JSON.parse(reportOf(file, "json", some).text) as Report).broken;

const inAws = readAssertions(readFileSync(join(__dirname, "aws-ways.yaml"), "utf8"));
/** Rewrites the golden files instead of comparing with them. */
const isRecording = process.env["EC2_PODS_RECORD"] === "true";

test.each([
  ["markdown", "assertions.md", "changes.json", assertions],
  ["text", "assertions.txt", "changes.json", assertions],
  ["markdown", "aws-assertions.md", "aws-ways-changes.json", inAws],
  ["text", "aws-assertions.txt", "aws-ways-changes.json", inAws],
] as const)(
  "the report as %s has on its top what breaks the assertions: %s",
  (format, golden, file, some) => {
    const { text, failed } = reportOf(file, format, some);
    const end = /^(#### |)Security groups$/m;
    const top = `${(text.split(end)[0] ?? "").trimEnd()}\n`;
    expect(failed).toBe(true);
    if (isRecording) writeFileSync(join(folder, "golden", golden), top);
    expect(top).toBe(readFileSync(join(folder, "golden", golden), "utf8"));
  },
);

test("the document and the events give the same verdicts", () => {
  const verdicts = brokenIn("changes.json");
  expect(verdicts.map(({ path, result, before }) => [path, result, before])).toEqual([
    ["mustReach[1]", "broken", "broken"],
    ["mustReach[2]", "unmatched", undefined],
    ["mustNotReach[0]", "broken", "broken"],
    ["mustNotReach[1]", "unmatched", undefined],
    ["mustNotReach[2]", "broken", "broken"],
    ["mustNotReach[4]", "broken", "holds"],
    ["mustNotReach[5]", "unmatched", undefined],
  ]);
  expect(brokenIn("changes.ndjson")).toEqual(verdicts);
});

test("assertions that hold leave the report as it is", () => {
  const held = assertions.filter(({ path }) => ["mustReach[0]", "mustNotReach[3]"].includes(path));
  expect(held).toHaveLength(2);
  expect(reportOf("changes.json", "markdown", held)).toEqual(reportOf("changes.json", "markdown", []));
});

test.each([
  ["changes-alone.json", /can't be checked, .* "pulumi preview --json --show-sames"\.$/m],
  ["program-error.json", /can't be checked, because the preview isn't whole\.$/m],
])("a preview that doesn't say enough fails, once for all assertions: %s", (file, reason) => {
  for (const format of ["markdown", "text"] as const) {
    const { text, failed } = reportOf(file, format);
    expect(failed).toBe(true);
    expect(text).toMatch(reason);
    expect(text.match(/can't be checked/g)).toHaveLength(1);
  }
  expect(brokenIn(file)).toMatchObject([{ path: "", result: "unjudged", causes: [] }]);
});

test("names in a file and in a preview are code, whatever they contain", () => {
  const hostile = "</code>`@octocat` [x](y) \u202e";
  const [assertion] = readAssertions(
    JSON.stringify({ mustNotReach: [{ from: { instance: hostile }, to: { group: hostile } }] }),
  );
  const { text } = reportOf("changes.json", "markdown", [assertion!]);
  expect(text).toContain("``instance </code>`@octocat` [x](y) \\u{202e}`` must not reach");
  expect(text).not.toContain("\u202e");
  const [top = ""] = text.split("#### Security groups");
  expect(top.replace(/``.*?``/g, "")).not.toContain("@octocat");
});
