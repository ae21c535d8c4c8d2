import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type Format, reportOn } from "../../../provider/preview-report";
import type { Report } from "../../../provider/preview-report/print/report";

const recordings = join(__dirname, "recordings");
const goldens = join(__dirname, "golden");
const of = (file: string, format: Format) =>
  reportOn(readFileSync(join(recordings, file), "utf8"), { format, failOnOpenToWorld: false });

test.each(readdirSync(recordings))("%s leads to the reports of its golden files", (file) => {
  for (const format of ["markdown", "text"] as const) {
    const golden = readFileSync(join(goldens, `${file}.${format === "markdown" ? "md" : "txt"}`), "utf8");
    expect(`${of(file, format).text.trimEnd()}\n`).toBe(golden);
  }
});

test("the document with all resources and the stream of events lead to the same report", () => {
  expect(of("changes.ndjson", "json")).toEqual(of("changes.json", "json"));
});

test("a preview without what stays has the same changes, says what it can't know, and doesn't guess", () => {
  const [part, whole] = ["changes-alone.json", "changes.json"].map(
    (file) => JSON.parse(of(file, "json").text) as Report,
  ) as [Report, Report];
  const namesOf = ({ resources }: Report) => resources.map(({ action, name }) => [action, name]);
  expect(namesOf(part)).toEqual(namesOf(whole));
  expect(part.rules).toHaveLength(whole.rules.length);
  expect(part).toMatchObject({ counts: whole.counts, unchanged: whole.unchanged, reach: [] });
  expect(part.notes).toEqual([expect.stringContaining("--show-sames")]);
  expect(whole.notes).toEqual([]);
});

test.each(["markdown", "json", "text"] as const)("no secret is in the %s of any report", (format) => {
  for (const file of readdirSync(recordings)) expect(of(file, format).text).not.toMatch(/token-[12]/);
});

test("a failed preview fails the report; its errors are in it", () => {
  for (const file of ["bad-input.json", "program-error.json"]) {
    const { text, failed } = of(file, "markdown");
    expect(failed).toBe(true);
    expect(text).toMatch(/^### Preview of `shop\/test`: failed$/m);
  }
});

test("an output that ends early is told as that, wherever it ends", () => {
  const events = readFileSync(join(recordings, "changes.ndjson"), "utf8");
  const document = readFileSync(join(recordings, "changes.json"), "utf8");
  for (const whole of [events, document]) {
    for (const part of [0.1, 0.5, 0.9]) {
      const { text, failed } = reportOn(whole.slice(0, whole.length * part), {
        format: "markdown",
        name: "shop/test",
        failOnOpenToWorld: false,
      });
      expect(failed).toBe(true);
      expect(text).toMatch(/^### Preview of `shop\/test`: incomplete$/m);
    }
  }
});

test("opening to the world fails where that is asked for", () => {
  const failed = (file: string, failOnOpenToWorld: boolean) =>
    reportOn(readFileSync(join(recordings, file), "utf8"), { format: "text", failOnOpenToWorld }).failed;
  expect(failed("changes.json", true)).toBe(true);
  expect(failed("changes.json", false)).toBe(false);
  expect(failed("no-change.json", true)).toBe(false);
});

test.each([
  ["", "there is nothing in it"],
  ["Previewing update (dev):\n", 'it is neither the document nor the events of "pulumi preview --json"'],
])("an input of another kind is refused: %j", (input, reason) => {
  expect(() => reportOn(input, { format: "text", failOnOpenToWorld: false })).toThrow(reason);
});

test("a secret inside of a value is as hidden as one that is a property", () => {
  const state = (token: string) => ({
    inputs: { settings: { userData: `echo ${token}`, size: token.length } },
  });
  const urn = "urn:pulumi:test::shop::aws:ec2/launchTemplate:LaunchTemplate::web";
  const document = JSON.stringify({
    steps: [{ op: "update", urn, oldState: state("token-1"), newState: state("token-1000") }],
    changeSummary: { update: 1 },
  });
  const { text } = reportOn(document, { format: "json", failOnOpenToWorld: false });
  expect(text).not.toContain("token-");
  expect((JSON.parse(text) as Report).resources[0]?.fields).toEqual([
    { property: "settings.userData", isSecret: true },
    { property: "settings.size", from: "7", to: "10" },
  ]);
});
